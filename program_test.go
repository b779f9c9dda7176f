package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files, and what README.md shows of them, anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (if it is right so, `go test . -update` writes it anew); first at\n%s", file, difference(string(want), got))
	}
}

// difference shows the first line in which two texts differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := 0; i < len(w) && i < len(g); i++ {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("the end: %d lines wanted, %d got", len(w), len(g))
}

// settings is an environment. It has no home, so that no test reads or writes what is the user's.
type settings map[string]string

func (s settings) get(name string) string { return s[name] }

// forgetful is an environment in which nothing is kept.
func forgetful(more ...string) settings {
	s := settings{"ONRECORD_DATA": "none"}
	for i := 0; i < len(more); i += 2 {
		s[more[i]] = more[i+1]
	}
	return s
}

// morning is when the tests take place.
var morning = time.Date(2026, time.November, 20, 8, 0, 0, 0, time.UTC)

// outcome is what a run of the program came to.
type outcome struct {
	out, err string
	status   int
}

// onrecord runs the program to its end, on that morning.
func onrecord(t *testing.T, env settings, in io.Reader, args ...string) outcome {
	t.Helper()
	var out, errw bytes.Buffer
	p := &program{getenv: env.get, in: in, out: &out, errw: &errw, now: func() time.Time { return morning }}
	code := status(p.run(t.Context(), args), &errw)
	return outcome{out.String(), errw.String(), code}
}

// site serves the pages of testdata/site and counts how often each was asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
}

func newSite(t *testing.T) *site {
	s := &site{asked: map[string]int{}}
	files := http.FileServer(http.Dir("testdata/site"))
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		s.mu.Unlock()
		if r.URL.Path == "/minutes.pdf" {
			w.Header().Set("Content-Type", "application/pdf")
			io.WriteString(w, "%PDF-1.7\n")
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) visits(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// clock goes on by an hour whenever a line is echoed, so that a transcript takes a day and is the same every day.
type clock struct {
	mu  sync.Mutex
	now time.Time
	out bytes.Buffer
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes.HasPrefix(p, []byte("> ")) {
		c.now = c.now.Add(time.Hour)
	}
	return c.out.Write(p)
}

func TestTranscript(t *testing.T) {
	s := newSite(t)
	lines := []string{
		"/brief example:harbour",
		"1",
		"/who-said Moreno",
		"/who-said Moreno about:survey",
		"1",
		"/who-said Morena about:\"balance sheet\"",
		"/who-said about:dredging source:courant",
		"/who-said Moreno about:cathedral",
		"/who-said Kevin Moreno",
		"/issues",
		"1",
		"/issues dredging",
		"/check \"This harbour feeds four hundred families\" speaker:Moreno",
		"/check \"This harbour feeds nine hundred families\" speaker:Moreno",
		"/check \"Mud is a memory\" speaker:Moreno",
		"/check \"We shall fight on the beaches\"",
		"/ask how many boats would have to move?",
		"/ask who won the cup?",
		"/people",
		"/export Castellan format:jsonl",
		"/brief example:harbour",
		s.URL + "/ferry.html",
		s.URL + "/ferry.html#comments",
		"/who-said Ruiz",
		"/who-said Nobody",
		"just a word",
		"/brief link:not-a-link",
		s.URL + "/gone.html",
		s.URL + "/consent.html",
		s.URL + "/minutes.pdf",
		s.URL + "/shell.html",
		"http://10.0.0.1/secret",
		"/brief",
		"/help",
		"/help privacy",
		"/unheard-of",
		"/quit",
		"/issues",
	}
	c := &clock{now: morning}
	p := &program{
		getenv: forgetful("ONRECORD_FETCH_ALLOW", "127.0.0.1").get, in: strings.NewReader(strings.Join(lines, "\n") + "\n"), out: c, errw: io.Discard,
		now: c.Now,
	}
	if err := p.run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	golden(t, "console.txt", strings.ReplaceAll(c.out.String(), s.Listener.Addr().String(), "127.0.0.1:00000"))
	if n := s.visits("/ferry.html"); n != 1 {
		t.Errorf("the page was asked for %d times, want once: the second time it is remembered", n)
	}
}

// background runs the program until the test ends it, and returns its end.
func background(t *testing.T, p *program, args ...string) (stop func() error) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.run(ctx, args) }()
	var once sync.Once
	var err error
	stop = func() error {
		once.Do(func() { cancel(); err = <-done })
		return err
	}
	t.Cleanup(func() { stop() })
	return stop
}
