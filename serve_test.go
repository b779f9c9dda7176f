package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// awaited takes what is written and tells when something has been.
type awaited struct {
	mu   sync.Mutex
	text strings.Builder
	want string
	seen chan struct{}
}

func await(want string) *awaited { return &awaited{want: want, seen: make(chan struct{})} }

func (a *awaited) Write(p []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.text.Write(p)
	if a.want != "" && strings.Contains(a.text.String(), a.want) {
		a.want = ""
		close(a.seen)
	}
	return len(p), nil
}

// talking is a program with an open console.
type talking struct {
	stop func() error
	in   *io.PipeWriter
}

// talk starts the program on a folder, types a line and waits for a part of the answer. The console stays open.
func talk(t *testing.T, env settings, line, want string) talking {
	t.Helper()
	r, w := io.Pipe()
	out := await(want)
	p := &program{getenv: env.get, in: r, out: out, errw: io.Discard, now: func() time.Time { return morning }}
	stop := background(t, p)
	t.Cleanup(func() { w.Close() })
	if _, err := io.WriteString(w, line+"\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-out.seen:
	case <-t.Context().Done():
		t.Fatalf("%q is not answered with %q", line, want)
	}
	return talking{stop, w}
}

func TestWhatIsSharedIsRememberedAtTheNextStart(t *testing.T) {
	env := settings{"ONRECORD_DATA": filepath.Join(t.TempDir(), "data")}
	first := talk(t, env, "/brief example:harbour", "quotes verified")
	if got := onrecord(t, env, strings.NewReader(""), "doctor"); got.status != 0 {
		t.Errorf("doctor beside a program that runs: status %d\n%s", got.status, got.out)
	}
	second := onrecord(t, env, strings.NewReader("/help\n"))
	if second.status != 1 || second.out != "" || !strings.Contains(second.err, "is in use by another process") || !strings.Contains(second.err, "REDIS_URL") {
		t.Errorf("a second program on the folder: status %d, %q, %q", second.status, second.out, second.err)
	}
	if err := first.stop(); err != nil {
		t.Errorf("told to end, the program fails: %v", err)
	}
	got := onrecord(t, env, strings.NewReader("/who-said Moreno about:harbour\n"))
	if got.status != 0 || !strings.Contains(got.out, "feeds four hundred families") {
		t.Errorf("nothing is remembered: status %d, %s%s", got.status, got.out, got.err)
	}
	if other := onrecord(t, forgetful(), strings.NewReader("/who-said Moreno\n")); strings.Contains(other.out, "four hundred") {
		t.Errorf("what was never told is known: %s", other.out)
	}
}

func TestADataFolderThatCannotBeMadeIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	got := onrecord(t, settings{"ONRECORD_DATA": filepath.Join(file, "data")}, strings.NewReader("/help\n"))
	if got.status != 1 || got.out != "" || !strings.Contains(got.err, "data folder") {
		t.Errorf("status %d, %q, %q", got.status, got.out, got.err)
	}
}

func TestARedisThatDoesNotAnswerIsSaidAtTheStart(t *testing.T) {
	got := onrecord(t, settings{"REDIS_URL": "redis://:hush@127.0.0.1:1/0"}, strings.NewReader("/help\n"))
	if got.status != 1 || got.out != "" || !strings.Contains(got.err, "127.0.0.1:1") || strings.Contains(got.err, "hush") {
		t.Errorf("status %d, %q, %q", got.status, got.out, got.err)
	}
}

func TestTwoProgramsShareARedis(t *testing.T) {
	address := os.Getenv("ONRECORD_TEST_REDIS")
	if address == "" {
		t.Skip("ONRECORD_TEST_REDIS is not set: give it the address of an empty database, such as redis://127.0.0.1:6379/9")
	}
	env := settings{"REDIS_URL": address}
	talk(t, env, "/brief example:court", "quotes verified")
	got := onrecord(t, env, strings.NewReader("/issues\n/who-said Finch\n"))
	if got.status != 0 || !strings.Contains(got.out, "weightiest first") || !strings.Contains(got.out, "Finch,") {
		t.Errorf("what one was told, the other does not know: status %d, %s%s", got.status, got.out, got.err)
	}
}
