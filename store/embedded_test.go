package store

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// openIn opens an embedded store in a folder and closes it after the test.
func openIn(t *testing.T, folder string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Data: folder, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestASnapshotKeepsEveryKindOfKeyAndItsLife(t *testing.T) {
	folder := t.TempDir()
	s := openIn(t, folder)
	r := s.embedded.redis
	binary := "\x00\xff\r\n$5"
	for _, fill := range []error{
		r.Set("string", binary), r.Set("empty", ""),
		func() error { r.HSet("hash", "f", binary, "g", ""); return nil }(),
		func() error { _, err := r.Push("list", "b", "a", "b"); return err }(),
		func() error { _, err := r.SetAdd("set", "x", "y"); return err }(),
		func() error { _, err := r.ZAdd("zset", 1740907800123, "m"); return err }(),
		func() error { _, err := r.ZAdd("zset", -0.25, "n"); return err }(),
		func() error { _, err := r.XAdd("stream", "5-1", []string{"f", "v", "g", "w"}); return err }(),
		func() error { _, err := r.PfAdd("counter", "not saved"); return err }(),
	} {
		if fill != nil {
			t.Fatal(fill)
		}
	}
	r.SetTTL("string", time.Hour)
	r.SetTTL("zset", 2*time.Hour)
	want := snapshotOf(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openIn(t, folder)
	got := snapshotOf(t, s)
	for i := range got {
		if i < len(want) && want[i].until != 0 && got[i].until > 0 && got[i].until <= want[i].until+time.Minute.Milliseconds() {
			got[i].until = want[i].until // time has passed
		}
	}
	if len(got) != 7 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if ttl := s.embedded.redis.TTL("zset"); ttl <= time.Hour || ttl > 2*time.Hour {
		t.Errorf("zset lives for %s", ttl)
	}
	if score, _ := s.embedded.redis.ZScore("zset", "m"); score != 1740907800123 {
		t.Errorf("score %f", score)
	}
}

func snapshotOf(t *testing.T, s *Store) []entry {
	t.Helper()
	entries, err := s.embedded.entries()
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	return entries
}

func TestEverythingKeptExpires(t *testing.T) {
	s := openIn(t, "none")
	b := testBrief()
	b.Article.Link = "https://paper.example/pool"
	if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	if keys := s.embedded.redis.Keys(); len(keys) != 7 {
		t.Fatalf("keys %q", keys)
	}
	s.embedded.redis.FastForward(DefaultRetention + slack + time.Second)
	if keys := s.embedded.redis.Keys(); len(keys) != 0 {
		t.Errorf("left over: %q", keys)
	}
}

func TestKeysOfTheEmbeddedRedisGrowOld(t *testing.T) {
	r := openIn(t, "none").embedded.redis
	if err := r.Set("k", "v"); err != nil {
		t.Fatal(err)
	}
	r.SetTTL("k", time.Millisecond)
	for tries := 0; r.Exists("k"); tries++ {
		if tries == 600 {
			t.Fatal("a key of a millisecond lives for a minute")
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func TestATextHasNoLinkInStorage(t *testing.T) {
	s := openIn(t, "none")
	if _, err := s.Keep(t.Context(), "p", news.Share{}, testBrief(), "https://paper.example/pool"); err != nil {
		t.Fatal(err)
	}
	for _, key := range s.embedded.redis.Keys() {
		if strings.HasPrefix(key, prefix+"link:") {
			t.Errorf("stored %s", key)
		}
	}
}

func TestAFolderBelongsToOneProcess(t *testing.T) {
	folder := t.TempDir()
	s := openIn(t, folder)
	if _, err := Open(t.Context(), Options{Data: folder}); err == nil || !strings.Contains(err.Error(), "in use by another process") {
		t.Errorf("opened twice: %v", err)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	openIn(t, folder)
}

func TestACorruptSnapshotIsSetAside(t *testing.T) {
	whole, err := packSnapshot([]entry{{"k", "hash", 0, []string{"f", "v"}}})
	if err != nil {
		t.Fatal(err)
	}
	pack := func(e entry) []byte {
		b, err := packSnapshot([]entry{{"good", "string", 0, []string{"v"}}, e})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, raw := range map[string][]byte{
		"empty":           {},
		"of a stranger":   []byte("hello"),
		"cut short":       whole[:len(whole)-3],
		"one bit off":     append(bytes.Clone(whole[:len(whole)-1]), whole[len(whole)-1]^1),
		"unknown kind":    pack(entry{"k", "heap", 0, []string{"v"}}),
		"half a pair":     pack(entry{"k", "hash", 0, []string{"f"}}),
		"no score":        pack(entry{"k", "zset", 0, []string{"m", "much"}}),
		"short stream":    pack(entry{"k", "stream", 0, []string{"1-1", "9", "f"}}),
		"kinds in strife": pack(entry{"good", "list", 0, []string{"v"}}),
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(folder, snapshotName)
			if err := os.WriteFile(file, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			var log bytes.Buffer
			s, err := Open(t.Context(), Options{Data: folder, Log: slog.New(slog.NewTextHandler(&log, nil))})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if keys := s.embedded.redis.Keys(); len(keys) != 0 {
				t.Errorf("starts with %q", keys)
			}
			aside, _ := filepath.Glob(file + ".corrupt-*")
			if len(aside) != 1 || !strings.Contains(log.String(), aside[0]) {
				t.Fatalf("set aside %q, logged %s", aside, &log)
			}
			if got, err := os.ReadFile(aside[0]); err != nil || !bytes.Equal(got, raw) {
				t.Errorf("set aside %q, %v", got, err)
			}
		})
	}
}

func TestASnapshotIsWrittenOnlyAfterAChange(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, snapshotName)
	s := openIn(t, folder)
	written := func() bool {
		t.Helper()
		if err := s.embedded.period(); err != nil {
			t.Fatal(err)
		}
		err := os.Remove(file)
		return err == nil
	}
	if written() {
		t.Error("written before anything was kept")
	}
	if _, err := s.Keep(t.Context(), "p", news.Share{}, testBrief()); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"after a change", "once more in the first quiet period"} {
		if !written() {
			t.Error("not written " + when)
		}
	}
	if _, err := s.Changes(t.Context(), "p", ""); err != nil {
		t.Fatal(err)
	}
	if written() {
		t.Error("written after reading")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("after closing: %v, %v", info, err)
	}
}

func TestASnapshotThatCannotBeWrittenIsReportedAndTheOldOneStays(t *testing.T) {
	folder := t.TempDir()
	s := openIn(t, folder)
	file := filepath.Join(folder, snapshotName)
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file+".new", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err == nil {
		t.Error("no error")
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "old" {
		t.Errorf("%q, %v", got, err)
	}
	os.Remove(file + ".new")
	openIn(t, folder) // the lock is free all the same
}

func TestNobodyElseMaySpeakToTheEmbeddedRedis(t *testing.T) {
	s := openIn(t, "none")
	if strings.Contains(s.Describe(), s.embedded.secret) {
		t.Error("the description holds the password")
	}
	stranger, err := Client("redis://" + s.embedded.redis.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	if err := stranger.Get(t.Context(), "k").Err(); err == nil || !strings.Contains(err.Error(), "NOAUTH") {
		t.Errorf("a stranger is told %v", err)
	}
}
