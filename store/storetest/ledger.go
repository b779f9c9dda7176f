package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// writtenBriefs are found under their key and no other.
func writtenBriefs(t *testing.T, l *library) {
	ctx := t.Context()
	b := Piece{Title: "Ferry", Said: []Said{{Words: "It closes", Who: "Ida Moreno", Role: "mayor"}}}.Brief()
	if _, err := l.Written(ctx, "a short"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("before: %v", err)
	}
	if err := l.KeepWritten(ctx, "p", "a short", b); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Written(ctx, "a short"); err != nil || got.Article.ID != b.Article.ID {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := l.Written(ctx, "a deep"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("another key: %v", err)
	}
}

// budgets are never exceeded, however many ask at once, and give back what was not used.
func budgets(t *testing.T, l *library) {
	ctx := t.Context()
	most := news.Budget{Place: 1000, Member: 600, Total: 1500}
	var mu sync.Mutex
	granted := map[string]int{}
	var done sync.WaitGroup
	for n := range 40 {
		done.Go(func() {
			place, member := news.Place(fmt.Sprint("p", n%2)), fmt.Sprint("m", n%4)
			_, short, err := l.Reserve(ctx, place, member, 100, most)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if short == "" {
				granted[string(place)]++
				granted[member]++
				granted["all"]++
			}
		})
	}
	done.Wait()
	if granted["all"] > 15 || granted["p0"] > 10 || granted["p1"] > 10 || granted["m0"] > 6 {
		t.Errorf("granted %v", granted)
	}
	for granted["all"] > 0 { // whatever is settled can be had again
		place := news.Place("p0")
		if granted["p0"] == 0 {
			place = "p1"
		}
		if err := l.Settle(ctx, place, "m9", news.Reserved{Day: epoch.Format(time.DateOnly), Tokens: 100}, news.Cost{In: 3, Out: 2, Calls: 1}); err != nil {
			t.Fatal(err)
		}
		granted[string(place)]--
		granted["all"]--
	}
	r, short, err := l.Reserve(ctx, "p0", "new", 500, most)
	if short != "" || err != nil {
		t.Errorf("%q, %v", short, err)
	}
	if _, short, _ := l.Reserve(ctx, "p0", "new", 200, most); short != "member" {
		t.Errorf("over the member's budget: %q", short)
	}
	days, err := l.Usage(ctx, "", 2)
	if err != nil || len(days) != 2 || days[0].Calls == 0 || days[0].In != 3*days[0].Calls || days[1].Calls != 0 {
		t.Errorf("%+v, %v", days, err)
	}
	l.clock = l.clock.Add(24 * time.Hour) // what is settled after midnight belongs to the day before
	if err := l.Settle(ctx, "p0", "new", r, news.Cost{}); err != nil {
		t.Fatal(err)
	}
	if _, short, _ := l.Reserve(ctx, "p0", "new", 601, most); short != "member" {
		t.Errorf("a budget grew over night: %q", short)
	}
	if _, err := l.ForgetPlace(ctx, "p0"); err != nil {
		t.Fatal(err)
	}
	if days, err := l.Usage(ctx, "p0", 2); err != nil || days[1].Calls != 0 || len(days[1].Members) != 0 {
		t.Errorf("after the place was forgotten: %+v, %v", days, err)
	}
}

// conversations keep the last questions of a thread, and can be forgotten.
func conversations(t *testing.T, l *library) {
	ctx := t.Context()
	for n := range 8 {
		if err := l.Say(ctx, "p", "7", fmt.Sprint("q", n)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := l.Talk(ctx, "p", "7"); err != nil || !slices.Equal(got, []string{"q2", "q3", "q4", "q5", "q6", "q7"}) {
		t.Errorf("%q, %v", got, err)
	}
	for _, other := range []struct {
		place  news.Place
		thread string
	}{{"p", "8"}, {"q", "7"}} {
		if got, _ := l.Talk(ctx, other.place, other.thread); len(got) != 0 {
			t.Errorf("%v has %q", other, got)
		}
	}
	if err := l.ForgetTalk(ctx, "p", "7"); err != nil {
		t.Fatal(err)
	}
	if got, _ := l.Talk(ctx, "p", "7"); len(got) != 0 {
		t.Errorf("after it was forgotten: %q", got)
	}
}
