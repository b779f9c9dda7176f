package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// drawers keep things of a kind for a place, which go with it.
func drawers(t *testing.T, l *library) {
	ctx := t.Context()
	for _, id := range []string{"b", "a"} {
		if err := l.File(ctx, "p", "watches", id, []byte("data of "+id)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := l.Filed(ctx, "p", "watches", "a"); err != nil || string(got) != "data of a" {
		t.Errorf("%q, %v", got, err)
	}
	for _, other := range []struct {
		place    news.Place
		kind, id string
	}{{"q", "watches", "a"}, {"p", "digests", "a"}, {"p", "watches", "c"}} {
		if _, err := l.Filed(ctx, other.place, other.kind, other.id); !errors.Is(err, news.ErrMissing) {
			t.Errorf("%+v: %v", other, err)
		}
	}
	if err := l.Unfile(ctx, "p", "watches", "b", "c"); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Drawer(ctx, "p", "watches"); err != nil || len(all) != 1 || string(all["a"]) != "data of a" {
		t.Errorf("%q, %v", all, err)
	}
	if _, err := l.ForgetPlace(ctx, "p"); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Drawer(ctx, "p", "watches"); err != nil || len(all) != 0 {
		t.Errorf("a forgotten place has %q, %v", all, err)
	}
}

// plans come up when they are due, the longest due first.
func plans(t *testing.T, l *library) {
	ctx := t.Context()
	for what, after := range map[string]time.Duration{"one": time.Minute, "two": time.Second, "three": time.Hour} {
		if err := l.Plan(ctx, what, l.clock.Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	due := func(after time.Duration, most int) []string {
		what, when, err := l.Due(ctx, l.clock.Add(after), most)
		if err != nil || len(what) != len(when) {
			t.Fatal(what, when, err)
		}
		return what
	}
	if got := due(2*time.Minute, 10); !slices.Equal(got, []string{"two", "one"}) {
		t.Errorf("due: %q", got)
	}
	if got := due(2*time.Minute, 1); !slices.Equal(got, []string{"two"}) {
		t.Errorf("due first: %q", got)
	}
	if n, err := l.Crowd(ctx, l.clock, l.clock.Add(time.Minute)); err != nil || n != 2 {
		t.Errorf("%d are due in that minute, %v", n, err)
	}
	if err := errors.Join(l.Plan(ctx, "two", l.clock.Add(2*time.Hour)), l.Unplan(ctx, "one")); err != nil {
		t.Fatal(err)
	}
	if got := due(90*time.Minute, 10); !slices.Equal(got, []string{"three"}) {
		t.Errorf("due: %q", got)
	}
}

// claims are had by one, and marks of feeds are known again.
func claims(t *testing.T, l *library) {
	ctx := t.Context()
	for _, want := range []bool{true, false} {
		if mine, err := l.Claim(ctx, "digest", time.Minute); err != nil || mine != want {
			t.Errorf("claimed: %t, %v", mine, err)
		}
	}
	if err := l.Unclaim(ctx, "digest"); err != nil {
		t.Fatal(err)
	}
	if mine, _ := l.Claim(ctx, "digest", time.Minute); !mine {
		t.Error("what was given back cannot be claimed")
	}
	if err := l.See(ctx, "https://a.example/feed", []string{"x", "y"}); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Unseen(ctx, "https://a.example/feed", []string{"x", "z", "y"}); err != nil || !slices.Equal(got, []bool{false, true, false}) {
		t.Errorf("unseen: %v, %v", got, err)
	}
	if got, err := l.Unseen(ctx, "https://b.example/feed", []string{"x"}); err != nil || !got[0] {
		t.Errorf("another feed has seen it: %v, %v", got, err)
	}
}
