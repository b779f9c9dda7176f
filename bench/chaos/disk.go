package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"onrecord/bench/rig"
)

// smallDisk gives a stage's program a data folder on a disk of a few megabytes, kept in memory.
func smallDisk(s *stage) error {
	s.small = filepath.Join(s.Folder, "small")
	if err := os.MkdirAll(s.small, 0o700); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", s.small, "tmpfs", 0, "size=24m"); err != nil {
		return fmt.Errorf("mount: %w", err)
	}
	s.undo = append(s.undo, func() { syscall.Unmount(s.small, syscall.MNT_DETACH) })
	s.Env = append(s.Env, "ONRECORD_DATA="+s.small)
	return nil
}

// mayMount tells why no disk can be mounted here.
func mayMount() string {
	folder, err := os.MkdirTemp("", "onrecord-chaos")
	if err != nil {
		return err.Error()
	}
	defer os.Remove(folder)
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=1m"); err != nil {
		return "a small disk cannot be mounted: " + err.Error()
	}
	syscall.Unmount(folder, syscall.MNT_DETACH)
	return ""
}

func (s *stage) ballast() string { return filepath.Join(s.small, "ballast") }

// fill takes all that is left of the small disk, and again twice a second, until drained.
func fill(s *stage) error {
	f, err := os.Create(s.ballast())
	if err != nil {
		return err
	}
	s.drained = make(chan struct{})
	full := func() error {
		block := make([]byte, 4<<10)
		for {
			if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	go func() {
		defer f.Close()
		for full() == nil {
			select {
			case <-s.drained:
				return
			case <-time.After(second / 2):
			}
		}
	}()
	return full()
}

func fillAndRestart(s *stage) error {
	if err := fill(s); err != nil {
		return err
	}
	if err := terminate("bot")(s); err != nil {
		return err
	}
	return s.revive()
}

func drain(s *stage) error {
	close(s.drained)
	var left syscall.Statfs_t
	if err := syscall.Statfs(s.small, &left); err != nil {
		return err
	}
	for _, b := range s.bots {
		n := 0
		for line := range strings.Lines(b.Log()) {
			if strings.Contains(line, "no space left") {
				n++
			}
		}
		s.note("lived; %d KB were left to it at the end, %d lines of its log tell of a full disk", int64(left.Bavail)*left.Bsize>>10, n)
	}
	return os.Remove(s.ballast())
}

// again ends the program in order, starts it again, and looks whether what was kept has come through.
func again(s *stage) error {
	var r row
	pages := r.count(s.all(), time.Now())
	began := time.Now()
	for _, b := range s.bots {
		b.Stop()
		if err := s.launch(b); err != nil {
			return err
		}
	}
	if err := rig.Back(s.Scene); err != nil {
		return err
	}
	_, inside, err := s.missing(pages)
	s.note("ended and started again in %s, %d of the kept are missing then", time.Since(began).Round(100*time.Millisecond), len(inside))
	return err
}
