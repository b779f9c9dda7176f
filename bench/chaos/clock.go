package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// The wall clock of one process cannot be moved from outside: Go asks the kernel without the C library that faketime
// stands in for, and a time namespace moves the monotonic clocks alone. So the program is built once more, from the
// same sources, with a package time whose Now adds the seconds that a file holds.

const (
	askedClock = "sec, nsec, mono := runtimeNow()\n\tif mono == 0"
	movedClock = "sec, nsec, mono := runtimeNow()\n\tsec += jump.Load()\n\tif mono == 0"
	jumpSource = `package time

import (
	"sync/atomic"
	"syscall"
)

var jump atomic.Int64

func init() {
	name, ok := syscall.Getenv("CHAOS_CLOCK")
	if !ok {
		return
	}
	go func() {
		for ; ; Sleep(50 * Millisecond) {
			fd, err := syscall.Open(name, syscall.O_RDONLY, 0)
			if err != nil {
				continue
			}
			var buf [20]byte
			n, _ := syscall.Read(fd, buf[:])
			syscall.Close(fd)
			var by int64
			for _, c := range buf[:max(n, 0)] {
				by = by*10 + int64(c-'0')
			}
			jump.Store(by)
		}
	}()
}
`
)

// timeSource reads the package time that programs are built with.
func timeSource() (folder string, source []byte, err error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", nil, err
	}
	folder = filepath.Join(strings.TrimSpace(string(out)), "src", "time")
	source, err = os.ReadFile(filepath.Join(folder, "time.go"))
	if err == nil && strings.Count(string(source), askedClock) != 1 {
		err = errors.New("time.Now of " + runtime.Version() + " reads otherwise")
	}
	return folder, source, err
}

// fixedClock tells why the clock cannot be moved here.
func fixedClock() string {
	if _, _, err := timeSource(); err != nil {
		return "the clock cannot be moved: " + err.Error() + "; handlers/year_test.go simulates it"
	}
	return ""
}

// movable gives a stage a program whose clock can be moved.
func movable(s *stage) error {
	folder, source, err := timeSource()
	if err != nil {
		return err
	}
	files := map[string]string{
		filepath.Join(folder, "time.go"): strings.Replace(string(source), askedClock, movedClock, 1),
		filepath.Join(folder, "jump.go"): jumpSource,
	}
	replace := map[string]string{}
	for at, text := range files {
		replace[at] = filepath.Join(s.Folder, "overlay-"+filepath.Base(at))
		if err := os.WriteFile(replace[at], []byte(text), 0o600); err != nil {
			return err
		}
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	overlay := filepath.Join(s.Folder, "overlay.json")
	if err := os.WriteFile(overlay, raw, 0o600); err != nil {
		return err
	}
	s.Binary = filepath.Join(s.Folder, "onrecord-clock")
	if out, err := exec.Command("go", "build", "-overlay", overlay, "-o", s.Binary, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("build with another clock: %s", out)
	}
	s.Env = append(s.Env, "CHAOS_CLOCK="+s.clock())
	return jump(0)(s)
}

func (s *stage) clock() string { return filepath.Join(s.Folder, "clock") }

// jump sets the clock of the program so many seconds ahead of this machine's.
func jump(seconds int) func(*stage) error {
	return func(s *stage) error {
		next := s.clock() + ".next"
		if err := os.WriteFile(next, fmt.Append(nil, seconds), 0o600); err != nil {
			return err
		}
		return os.Rename(next, s.clock())
	}
}
