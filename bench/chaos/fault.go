package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// fault is something that goes wrong for a while.
type fault struct {
	key, name string
	split     bool // a gateway and a worker, in place of one process
	slow      bool // some pages take a while
	forgets   bool // the memory itself is lost
	prepare   []func(*stage) error
	begin     func(*stage) error // injects it
	end       func(*stage) error // takes it away
	check     func(*stage) error // looks at what else must hold, when all is answered
	length    time.Duration
	patience  time.Duration // for what was acknowledged; 0 stands for 45 seconds
	skip      func() string // why it cannot be injected here; "" where it can
}

// The load before a fault, and the longest that is waited until all is normal after it.
const (
	before = 4 * time.Second
	longed = 70 * time.Second
)

// suffer puts a stage under load, injects a fault, takes it away, and counts.
func suffer(f fault, binary, logs string) (*row, error) {
	s, err := newStage(f, binary)
	if err != nil {
		return nil, err
	}
	defer s.end()
	if logs != "" {
		defer s.writeLogs(filepath.Join(logs, f.key))
	}
	stop := make(chan struct{})
	over := s.load(stop)
	ended, err := s.inject(f)
	r := &row{fault: f}
	if err == nil {
		for end := time.Now().Add(longed); time.Now().Before(end) && !r.asIf; time.Sleep(250 * time.Millisecond) {
			r.asIf = s.calm(ended)
		}
	}
	close(stop)
	<-over
	if err != nil {
		return nil, err
	}
	patience := f.patience
	if patience == 0 {
		patience = 45 * time.Second
	}
	s.settled(patience)
	pages := r.count(s.all(), ended)
	outside, inside, err := s.missing(pages)
	if err != nil {
		s.note("%v", err)
	}
	if len(outside) != len(inside) && s.store != "" {
		s.note("%d of the kept cannot be found in Redis, %d not by the bot", len(outside), len(inside))
	}
	r.lost = max(len(outside), len(inside))
	if f.check != nil {
		if err := f.check(s); err != nil {
			return nil, err
		}
	}
	r.notes, r.panics = s.notes, s.Panics()
	return r, nil
}

// inject lets the load run, has the fault last, and returns when it ended.
func (s *stage) inject(f fault) (time.Time, error) {
	time.Sleep(before)
	if err := f.begin(s); err != nil {
		return time.Time{}, fmt.Errorf("begin: %w", err)
	}
	time.Sleep(f.length)
	if f.end != nil {
		if err := f.end(s); err != nil {
			return time.Time{}, fmt.Errorf("end: %w", err)
		}
	}
	ended := time.Now()
	return ended, s.revive()
}

// writeLogs writes what the processes said, and what became of each request that was not answered as on any other day.
func (s *stage) writeLogs(folder string) {
	os.MkdirAll(folder, 0o755)
	for i, p := range s.Procs {
		os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d-%s.log", i, p.Name)), []byte(p.Log()), 0o644)
	}
	var b strings.Builder
	for _, a := range s.all() {
		if !normal(&a.Asked) {
			fmt.Fprintf(&b, "%s %s, acknowledged after %s, answered after %s: %+v\n", a.At.Format("15:04:05.000"), a.What, after(a.Acked, a.At), after(a.Answered, a.At), judge(&a.Asked))
		}
	}
	os.WriteFile(filepath.Join(folder, "requests.txt"), []byte(b.String()), 0o644)
}

func after(t, began time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Sub(began).Round(time.Millisecond).String()
}
