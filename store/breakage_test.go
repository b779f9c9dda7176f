package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

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
		changes, _ := s.Changes(t.Context(), "p", "")
		total := len(changes.Kept)
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
	for _, key := range s.embedded.redis.Keys() {
		if key != shelfOf("p").gone && key != shelfOf("p").meta { // which say that it is gone, and expire
			t.Errorf("left over: %q", key)
		}
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
		if strings.HasPrefix(key, prefix+"brief:") {
			s.embedded.redis.Set(key, "rust")
		}
	}
	if _, _, err := s.Recall(t.Context(), "p", b.Article.Link); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Recall: %v", err)
	}
	if _, err := s.Brief(t.Context(), "p", b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Brief: %v", err)
	}
	if opened, err := s.Open(t.Context(), "p", []string{b.Article.ID}, nil); err != nil || opened[0].Brief != nil {
		t.Errorf("Open: %+v, %v", opened, err)
	}
}

// Keys begin with the version of the layout. Those of another one are a clean miss, and stay until their time is up: whoever
// goes back to the version that wrote them finds them.
func TestAnotherLayoutIsACleanMiss(t *testing.T) {
	s := openIn(t, "none")
	b := testBrief()
	b.Article.Link = "https://paper.example/pool"
	if _, err := s.Keep(t.Context(), "p", news.Share{By: news.Member{ID: "1"}}, b); err != nil {
		t.Fatal(err)
	}
	if err := s.File(t.Context(), "p", "watches", "w", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	older := map[string]bool{}
	for _, key := range s.embedded.redis.Keys() {
		old := strings.Replace(key, prefix, "or0:", 1)
		if err := s.rdb.Rename(t.Context(), key, old).Err(); err != nil {
			t.Fatal(err)
		}
		older[old] = true
	}
	for n := range 2 { // before and after the same is kept in the layout of now
		if _, _, err := s.Recall(t.Context(), "p", b.Article.Link); n == 0 != errors.Is(err, news.ErrMissing) {
			t.Errorf("Recall: %v", err)
		}
		if size, err := s.Size(t.Context(), "p"); err != nil || size.Articles != n {
			t.Errorf("size %+v, %v", size, err)
		}
		if all, err := s.Drawer(t.Context(), "p", "watches"); err != nil || len(all) != 0 {
			t.Errorf("watches %v, %v", all, err)
		}
		if _, err := s.Keep(t.Context(), "p", news.Share{}, b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.ForgetPlace(t.Context(), "p"); err != nil {
		t.Fatal(err)
	}
	for key := range older {
		if !s.embedded.redis.Exists(key) {
			t.Errorf("%s was touched", key)
		}
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
	_, changes := s.Changes(t.Context(), "p", "")
	_, open := s.Open(t.Context(), "p", []string{"x"}, nil)
	_, forget := s.Forget(t.Context(), "p", "x")
	_, forgetAll := s.ForgetPlace(t.Context(), "p")
	_, size := s.Size(t.Context(), "p")
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for name, err := range map[string]error{
		"Keep": keep, "Recall": recall, "Brief": brief, "Changes": changes, "Open": open, "Forget": forget, "ForgetPlace": forgetAll, "Size": size,
		"Ping": s.Ping(t.Context()), "Ping too late": s.Ping(late),
	} {
		if !errors.Is(err, news.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
