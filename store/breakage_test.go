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
