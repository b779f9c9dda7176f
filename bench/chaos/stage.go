package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"onrecord/bench/rig"
)

// stage is a scene with the load on it and what a fault is injected into.
type stage struct {
	*rig.Scene
	slow bool // some pages take a while, so that there is work to be interrupted in

	redis    *backend // the only one, or the primary
	sentinel *backend
	nodes    []*backend // of a Cluster
	store    string     // how a look-up from outside reaches what is remembered; empty for only through the program
	proxy    *proxy
	model    *liar
	small    string        // a folder on a disk of its own
	drained  chan struct{} // closed when that is to be emptied
	others   []*rig.Proc   // processes that are not the program
	undo     []func()

	bots  []*bot
	notes []string // for the last column

	mu    sync.Mutex
	asked []*ask
}

// bot is a process of the program.
type bot struct {
	*rig.Proc
	name string
	args []string
	ours bool // we have ended it ourselves
}

func newStage(f fault, binary string) (*stage, error) {
	scene, err := rig.Stage(1, binary)
	if err != nil {
		return nil, err
	}
	s := &stage{Scene: scene, slow: f.slow}
	s.Handle("/pages/", sharedPage)
	if err := s.begin(f); err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

// begin starts the backends and the program, and shares the known pages.
func (s *stage) begin(f fault) error {
	for _, prepare := range f.prepare {
		if err := prepare(s); err != nil {
			return err
		}
	}
	plays := []*bot{{name: "bot", args: []string{"--register"}}}
	if f.split {
		plays = []*bot{{name: "gateway", args: []string{"--role", "gateway", "--register"}}, {name: "worker", args: []string{"--role", "worker"}}}
	}
	for _, b := range plays {
		s.bots = append(s.bots, b)
		if err := s.launch(b); err != nil {
			return err
		}
	}
	if err := rig.Back(s.Scene); err != nil {
		return fmt.Errorf("%w: %s", err, tail(s.bots[0].Log()))
	}
	return s.warm()
}

// launch starts a process of the program, over the folder that it had before.
func (s *stage) launch(b *bot) (err error) {
	b.ours = false
	b.Proc, err = s.Run(b.name, b.args...)
	return err
}

// end ends all that the stage has started.
func (s *stage) end() {
	for _, p := range append(s.others, s.Procs...) {
		p.Kill()
	}
	for i := len(s.undo) - 1; i >= 0; i-- {
		s.undo[i]()
	}
	s.Close()
}

func (s *stage) note(format string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

// revive starts again what has ended by itself, as whatever starts programs would, and tells so.
func (s *stage) revive() error {
	for _, b := range s.bots {
		if b.Alive() {
			continue
		}
		if !b.ours {
			s.note("the %s ENDED: %s", b.name, tail(b.Log()))
		}
		if err := s.launch(b); err != nil {
			return err
		}
	}
	return nil
}

// tail is the last line of a log that is not the collector's.
func tail(log string) string {
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if !strings.HasPrefix(lines[i], "gc ") {
			return lines[i]
		}
	}
	return ""
}

// all returns a copy of what has been asked so far.
func (s *stage) all() []seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]seen, len(s.asked))
	for i, a := range s.asked {
		out[i] = seen{s.Look(a.Asked), a.page, a.guild}
	}
	return out
}

// seen is a request as it stood at a moment.
type seen struct {
	rig.Asked
	page  string
	guild int
}

// calm reports whether all that was asked between six and three seconds ago was answered as on any other day.
func (s *stage) calm(since time.Time) bool {
	n, now := 0, time.Now()
	if now.Sub(since) < 2*instant {
		return false
	}
	for _, a := range s.all() {
		if age := now.Sub(a.At); age < instant || age > 2*instant {
			continue
		}
		if n++; !normal(&a.Asked) {
			return false
		}
	}
	return n >= rate*2
}

// settled waits until everything that was acknowledged is answered.
func (s *stage) settled(patience time.Duration) {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		open := 0
		for _, a := range s.all() {
			if v := judge(&a.Asked); !v.offline && !v.done && (!v.unacked || time.Since(a.At) < 4*time.Second) {
				open++
			}
		}
		if open == 0 {
			time.Sleep(300 * time.Millisecond) // for what would come twice
			return
		}
	}
}

// missing tells which pages, by the guild that shared them, cannot be found any more: from outside, by a program of its
// own over the same Redis, and by asking the bot.
func (s *stage) missing(pages map[int][]string) (outside, inside []string, err error) {
	for guild, shared := range pages {
		var out []string
		for n := 0; s.store != "" && n < 10 && (n == 0 || len(out) > 0); n++ { // a look-up answers while its index is catching up
			cmd := exec.Command(s.Binary, "export", "--format", "jsonl", "--place", fmt.Sprint("discord:guild:", guild+1000))
			cmd.Env = append(cmd.Environ(), "REDIS_URL="+s.store, "ONRECORD_DATA="+filepath.Join(s.Folder, "outside"))
			said, err := cmd.Output()
			if err != nil && len(said) > 0 {
				return nil, nil, fmt.Errorf("look from outside: %w", err)
			}
			out = without(string(said), shared)
		}
		outside = append(outside, out...)
		for n := 0; n < 4 && (n == 0 || len(out) > 0); n++ {
			time.Sleep(time.Duration(n) * second)
			a, _ := s.Ask("export", 2, guild, rig.Slash("export", "format", "jsonl")(s.Standin))
			err = rig.Await("the bot exports what it has", func() bool { v := s.Look(a); return judge(&v).done })
			v := s.Look(a)
			out = without(string(v.Body), shared)
		}
		inside = append(inside, out...)
	}
	return outside, inside, err
}

// without returns the pages that no line of an export leads to.
func without(export string, pages []string) (out []string) {
	held := map[string]bool{}
	for line := range strings.Lines(export) {
		var r struct{ URL string }
		if json.Unmarshal([]byte(line), &r) == nil {
			name, _, _ := strings.Cut(filepath.Base(r.URL), "#")
			held[name] = true
		}
	}
	for _, p := range pages {
		if !held[p] {
			out = append(out, p)
		}
	}
	return out
}
