package store

import (
	"bytes"
	"context"
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
	if keys := s.embedded.redis.Keys(); len(keys) != 6 {
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
	if _, _, err := s.Quotes(t.Context(), "p", news.QuoteQuery{}); err != nil {
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

// A Keep that breaks off at any step leaves the place with the whole article or without it, and can be repeated.
func TestAKeepThatBreaksOffLeavesNothingHalf(t *testing.T) {
	b := testBrief()
	b.Article.Link = "https://paper.example/pool"
	cuts := 0
	for at := 1; ; at++ {
		s := openIn(t, "none")
		steps := 0
		s.embedded.server.SetPreHook(cutAt(at, &steps))
		_, err := s.Keep(t.Context(), "p", news.Share{By: news.Member{ID: "1"}}, b, "https://short.example/p")
		s.embedded.server.SetPreHook(nil)
		if steps < at {
			break
		}
		cuts++
		if !errors.Is(err, news.ErrUnavailable) {
			t.Errorf("cut at step %d: %v", at, err)
		}
		size, _ := s.Size(t.Context(), "p")
		_, total, _ := s.Quotes(t.Context(), "p", news.QuoteQuery{})
		_, brief := s.Brief(t.Context(), "p", b.Article.ID)
		if !(size.Articles == 0 && total == 0 && errors.Is(brief, news.ErrMissing) || size.Articles == 1 && total == 1 && brief == nil) {
			t.Errorf("cut at step %d: size %v, %d quotations, brief %v", at, size, total, brief)
		}
		for _, link := range []string{b.Article.Link, "https://short.example/p"} {
			if _, _, err := s.Recall(t.Context(), "p", link); err != nil && !errors.Is(err, news.ErrMissing) {
				t.Errorf("cut at step %d: recall %v", at, err)
			}
		}
		if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
			t.Errorf("cut at step %d, then repeated: %v", at, err)
		}
	}
	if cuts < 3 {
		t.Errorf("only %d steps were cut", cuts)
	}
}

func TestAnArticleWhoseBriefIsGoneLeavesTheShelf(t *testing.T) {
	s := openIn(t, "none")
	b := testBrief()
	if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	for _, key := range s.embedded.redis.Keys() {
		if strings.HasPrefix(key, prefix+"brief:") {
			s.embedded.redis.Del(key)
		}
	}
	if _, err := s.Brief(t.Context(), "p", b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Brief: %v", err)
	}
	if size, err := s.Size(t.Context(), "p"); err != nil || size != (news.Size{}) {
		t.Errorf("size %v, %v", size, err)
	}
	if keys := s.embedded.redis.Keys(); len(keys) != 0 {
		t.Errorf("left over: %q", keys)
	}
}

func TestStoredBytesThatDoNotDecodeAreMissing(t *testing.T) {
	s := openIn(t, "none")
	b := testBrief()
	b.Article.Link = "https://paper.example/pool"
	if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	for _, key := range s.embedded.redis.Keys() {
		switch {
		case strings.HasPrefix(key, prefix+"brief:"):
			s.embedded.redis.Set(key, "rust")
		case strings.HasSuffix(key, ":leaves"):
			s.embedded.redis.HSet(key, b.Article.ID, "rust")
		}
	}
	if _, _, err := s.Recall(t.Context(), "p", b.Article.Link); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Recall: %v", err)
	}
	if _, err := s.Brief(t.Context(), "p", b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Brief: %v", err)
	}
	if _, total, err := s.Quotes(t.Context(), "p", news.QuoteQuery{}); total != 0 || err != nil {
		t.Errorf("Quotes: %d, %v", total, err)
	}
}

func TestStorageThatIsAwayIsUnavailable(t *testing.T) {
	if _, err := Open(t.Context(), Options{URL: "redis://127.0.0.1:1"}); !errors.Is(err, news.ErrUnavailable) {
		t.Errorf("Open: %v", err)
	}
	s := openIn(t, "none")
	s.embedded.redis.Close()
	_, keep := s.Keep(t.Context(), "p", news.Share{}, testBrief())
	_, _, recall := s.Recall(t.Context(), "p", "https://paper.example/pool")
	_, brief := s.Brief(t.Context(), "p", "x")
	_, _, quotes := s.Quotes(t.Context(), "p", news.QuoteQuery{})
	_, issues := s.Issues(t.Context(), "p", news.IssueQuery{})
	_, size := s.Size(t.Context(), "p")
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for name, err := range map[string]error{
		"Keep": keep, "Recall": recall, "Brief": brief, "Quotes": quotes, "Issues": issues, "Size": size,
		"Ping": s.Ping(t.Context()), "Ping too late": s.Ping(late),
	} {
		if !errors.Is(err, news.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
