package store

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"onrecord/summarize/news"
)

// victim names the folder for the process that TestAKilledProcessLosesAtMostTheLastPeriod kills.
const victim = "ONRECORD_TEST_VICTIM"

func TestAKilledProcessLosesAtMostTheLastPeriod(t *testing.T) {
	before, after := testBrief(), testBrief()
	after.Article.Text += " Later."
	after.Article.Seal()
	if folder := os.Getenv(victim); folder != "" {
		liveUntilKilled(t, folder, before, after)
	}
	folder := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), victim+"="+folder)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "kept\n" {
		t.Errorf("the process says %q, %v", line, err)
	}
	if _, err := Open(t.Context(), Options{Data: folder}); err == nil {
		t.Error("the folder is free while the process lives")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	s := openIn(t, folder)
	if b, err := s.Brief(t.Context(), "p", before.Article.ID); err != nil || b.Article.Text != before.Article.Text {
		t.Errorf("lost what was kept before the last period: %v", err)
	}
	if _, err := s.Brief(t.Context(), "p", after.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("kept after the last period: %v", err)
	}
}

// liveUntilKilled keeps one brief, lets a period pass, keeps another, and waits.
func liveUntilKilled(t *testing.T, folder string, before, after *news.Brief) {
	s := openIn(t, folder)
	if _, err := s.Keep(t.Context(), "p", news.Share{}, before); err != nil {
		t.Fatal(err)
	}
	if err := s.embedded.period(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Keep(t.Context(), "p", news.Share{}, after); err != nil {
		t.Fatal(err)
	}
	fmt.Println("kept")
	select {}
}
