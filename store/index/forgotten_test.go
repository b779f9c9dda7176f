package index_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/store/storetest"
	"onrecord/summarize/news"
)

// terms counts what all dictionaries of a place hold with a word in it.
func terms(t *testing.T, x *index.Index, word string) int {
	t.Helper()
	n, err := x.Terms(t.Context(), "p", word)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatWasForgottenLeavesTheFilesToo(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s, err := store.Open(t.Context(), store.Options{Engine: "e", Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	x, err := index.Open(t.Context(), index.Options{Store: s, Folder: t.TempDir(), Patience: time.Minute, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var secret string
	for _, words := range []string{"The xylophonium is ours", "The harbour is not", "The ferry is neither"} {
		b := storetest.Piece{Title: "Of " + words, Said: []storetest.Said{{Words: words, Who: "Ida Moreno"}}}.Brief()
		if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
			t.Fatal(err)
		}
		if secret == "" {
			secret = b.Article.ID
		}
	}
	if n := terms(t, x, "xylophon"); n == 0 {
		t.Fatal("it is in no dictionary to begin with")
	}
	if _, err := s.Forget(t.Context(), "p", secret); err != nil {
		t.Fatal(err)
	}
	x.TendAll(t.Context())
	now = now.Add(index.ForgetAfter + time.Minute)
	x.TendAll(t.Context())
	if n := terms(t, x, "xylophon"); n != 0 {
		t.Errorf("%d entries hold it", n)
	}
	if n := terms(t, x, "ferri"); n == 0 {
		t.Error("what was not forgotten is gone")
	}
}

func TestFoldersOfProcessesThatEndedAreTakenAway(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{Engine: "e"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	folder := t.TempDir()
	var all []*index.Index
	for range 3 {
		x, err := index.Open(t.Context(), index.Options{Store: s, Folder: folder})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	all[0].Close()
	all[2].Close() // the second goes on
	x, err := index.Open(t.Context(), index.Options{Store: s, Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	defer all[1].Close()
	for name, want := range map[string]bool{"index": true, "index.2": true, "index.3": false} {
		if _, err := os.Stat(filepath.Join(folder, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
