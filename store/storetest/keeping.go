package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/store"
	"onrecord/summarize/news"
)

func keptComesBack(t *testing.T, l *library) {
	at := epoch.Add(-time.Minute)
	b := bridge.Brief()
	first, err := l.Keep(t.Context(), square, news.Share{By: ann, At: at}, b)
	if err != nil {
		t.Fatal(err)
	}
	if first.By != ann || !first.At.Equal(at) {
		t.Errorf("first share is %v", first)
	}
	recalled, first, err := l.Recall(t.Context(), square, bridge.Link)
	if err != nil {
		t.Fatal(err)
	}
	if first.By != ann || !first.At.Equal(at) {
		t.Errorf("recalled first share is %v", first)
	}
	read, err := l.Brief(t.Context(), square, b.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range []*news.Brief{recalled, read} {
		if !got.Article.Published.Equal(b.Article.Published) {
			t.Errorf("published %s, want %s", got.Article.Published, b.Article.Published)
		}
		got.Article.Published = b.Article.Published // the zone is another pointer
		if !reflect.DeepEqual(got, b) {
			t.Errorf("got %+v\nwant %+v", got, b)
		}
	}
	if size, err := l.Size(t.Context(), square); err != nil || size != (news.Size{Articles: 1, Quotes: 3}) {
		t.Errorf("size %v, %v", size, err)
	}
}

func linkSpellings(t *testing.T, l *library) {
	b := l.keep(t, square, bridge, "http://short.example/x?utm_source=mail", "no link at all")
	for _, link := range []string{
		bridge.Link, bridge.Link + "#top", "HTTPS://PAPER.example:443/bridge?utm_medium=x", "http://short.example/x",
	} {
		got, first, err := l.Recall(t.Context(), square, link)
		if err != nil {
			t.Errorf("%s: %v", link, err)
		} else if got.Article.ID != b.Article.ID || first.By != ann {
			t.Errorf("%s: article %s shared by %v", link, got.Article.ID, first.By)
		}
	}
	for _, link := range []string{"", "no link at all", "https://paper.example/other", "ftp://paper.example/bridge"} {
		if _, _, err := l.Recall(t.Context(), square, link); !errors.Is(err, news.ErrMissing) {
			t.Errorf("%q: %v, want ErrMissing", link, err)
		}
	}
}

func otherEngine(t *testing.T, l *library) {
	b := l.keep(t, square, bridge)
	l.restart(t, func(o *store.Options) { o.Engine = "engine 2" })
	if _, _, err := l.Recall(t.Context(), square, bridge.Link); !errors.Is(err, news.ErrMissing) {
		t.Errorf("recalled across engines: %v", err)
	}
	if _, err := l.Brief(t.Context(), square, b.Article.ID); err != nil {
		t.Error(err)
	}
	if got := l.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); len(got) != 1 {
		t.Errorf("sayings %q", got)
	}
	l.keep(t, square, bridge)
	if _, first, err := l.Recall(t.Context(), square, bridge.Link); err != nil || first.By != ann {
		t.Errorf("share %v, %v after the new engine kept it", first, err)
	}
}

func keepingAgain(t *testing.T, l *library) {
	b := l.keep(t, square, bridge)
	l.clock = epoch.Add(time.Hour)
	first, err := l.Keep(t.Context(), square, news.Share{By: bob}, b)
	if err != nil || first.By != ann || !first.At.Equal(epoch) {
		t.Errorf("first share %v, %v", first, err)
	}
	if size, err := l.Size(t.Context(), square); err != nil || size != (news.Size{Articles: 1, Quotes: 3}) {
		t.Errorf("size %v, %v", size, err)
	}
	got, err := l.Quotes(t.Context(), square, news.QuoteQuery{Speaker: "Moreno"})
	found := got.Found
	if err != nil || len(found) != 1 || !found[0].Kept.Equal(epoch) {
		t.Errorf("found %+v, %v: want the time at which it was kept first", found, err)
	}
	// In another place nobody has shared it, though its brief is known.
	if _, first, err := l.Recall(t.Context(), "elsewhere", bridge.Link); err != nil || first != (news.Share{}) {
		t.Errorf("share elsewhere %v, %v", first, err)
	}
}

func newBrief(t *testing.T, l *library) {
	old := l.keep(t, "other place", bridge)
	l.keep(t, square, bridge)
	b := bridge.Brief()
	b.Quotes, b.Gist.Text = b.Quotes[:1], "Shorter."
	if _, err := l.Keep(t.Context(), square, news.Share{By: bob}, b); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Brief(t.Context(), square, b.Article.ID); err != nil || got.Gist.Text != "Shorter." {
		t.Errorf("%+v, %v", got, err)
	}
	if size, _ := l.Size(t.Context(), square); size != (news.Size{Articles: 1, Quotes: 1}) {
		t.Errorf("size %v", size)
	}
	// Indexes into the quotations of the other place must stay true.
	if got, err := l.Brief(t.Context(), "other place", b.Article.ID); err != nil || len(got.Quotes) != len(old.Quotes) {
		t.Errorf("the brief of another place changed: %+v, %v", got, err)
	}
}

func shareRace(t *testing.T, l *library) {
	b := bridge.Brief()
	firsts := make([]news.Share, 50)
	var racers sync.WaitGroup
	for i := range firsts {
		racers.Go(func() {
			var err error
			share := news.Share{By: news.Member{ID: fmt.Sprint(i)}, At: epoch.Add(time.Duration(i))}
			if firsts[i], err = l.Keep(t.Context(), square, share, b); err != nil {
				t.Error(err)
			}
		})
	}
	racers.Wait()
	_, want, err := l.Recall(t.Context(), square, bridge.Link)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range firsts {
		if got.By != want.By {
			t.Errorf("racer %d was told %v, the record says %v", i, got.By, want.By)
		}
	}
}

// isolation keeps pieces in random places under names made to collide, and checks that each place finds exactly what
// it kept.
func isolation(t *testing.T, l *library) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	alphabet := []string{"{", "}", "%", ":", "a", "shelf", "7B", " ", "é", "\x00"}
	held := map[news.Place]map[string]bool{}
	var pieces []*news.Brief
	for i := range 12 {
		p := Piece{Title: fmt.Sprintf("Number %d", i), Said: []Said{{Words: fmt.Sprintf("I say w%d", i), Who: "Ida Moreno"}}}
		if i%2 == 0 {
			p.Link = fmt.Sprintf("https://paper.example/%d", i)
		}
		pieces = append(pieces, p.Brief())
	}
	for range 20 {
		var name strings.Builder
		for range 1 + rng.IntN(4) {
			name.WriteString(alphabet[rng.IntN(len(alphabet))])
		}
		place := news.Place(name.String())
		if held[place] == nil {
			held[place] = map[string]bool{}
		}
		for range rng.IntN(4) {
			b := pieces[rng.IntN(len(pieces))]
			if _, err := l.Keep(t.Context(), place, news.Share{By: ann}, b); err != nil {
				t.Fatal(err)
			}
			held[place][b.Article.ID] = true
		}
	}
	for place, want := range held {
		got, err := l.Quotes(t.Context(), place, news.QuoteQuery{})
		found := got.Found
		if err != nil || len(found) != len(want) {
			t.Errorf("place %q finds %d sayings, holds %d articles (%v)", place, len(found), len(want), err)
		}
		for _, s := range found {
			if !want[s.Article] {
				t.Errorf("place %q finds %q of another", place, s.Text)
			}
		}
		for _, b := range pieces {
			_, err := l.Brief(t.Context(), place, b.Article.ID)
			if want[b.Article.ID] && err != nil || !want[b.Article.ID] && !errors.Is(err, news.ErrMissing) {
				t.Errorf("place %q reads %q: %v", place, b.Article.Title, err)
			}
		}
	}
}

func pastedText(t *testing.T, l *library) {
	secret := Piece{Title: "A private letter", Said: []Said{{Words: "Tell nobody", Who: "Ida Moreno"}}}
	b := l.keep(t, square, secret, "https://paper.example/letter")
	for _, place := range []news.Place{square, "elsewhere"} {
		if _, _, err := l.Recall(t.Context(), place, "https://paper.example/letter"); !errors.Is(err, news.ErrMissing) {
			t.Errorf("in %q: %v, want ErrMissing", place, err)
		}
	}
	if _, err := l.Brief(t.Context(), square, b.Article.ID); err != nil {
		t.Error(err)
	}
	if _, err := l.Brief(t.Context(), "elsewhere", b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("read elsewhere: %v", err)
	}
}

func refusals(t *testing.T, l *library) {
	broken := bridge.Brief()
	broken.Article.Text = "\xff" + broken.Article.Text[1:]
	for name, try := range map[string]struct {
		place news.Place
		brief *news.Brief
	}{
		"no place":   {"", bridge.Brief()},
		"no brief":   {square, nil},
		"no article": {square, &news.Brief{}},
		"no id":      {square, &news.Brief{Article: &news.Article{}}},
		"not UTF-8":  {square, broken},
	} {
		if _, err := l.Keep(t.Context(), try.place, news.Share{}, try.brief); err == nil {
			t.Errorf("%s: kept", name)
		}
	}
	if size, err := l.Size(t.Context(), square); err != nil || size != (news.Size{}) {
		t.Errorf("size %v, %v: want nothing", size, err)
	}
	if _, err := l.Brief(t.Context(), square, "unknown"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("unknown article: %v", err)
	}
}

func cancelled(t *testing.T, l *library) {
	l.keep(t, square, bridge)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, keep := l.Keep(ctx, square, news.Share{}, bridge.Brief())
	_, _, recall := l.Recall(ctx, square, bridge.Link)
	_, brief := l.Brief(ctx, square, "x")
	_, quotes := l.Quotes(ctx, square, news.QuoteQuery{})
	_, _, issues := l.Issues(ctx, square, news.IssueQuery{})
	_, size := l.Size(ctx, square)
	for name, err := range map[string]error{
		"Keep": keep, "Recall": recall, "Brief": brief, "Quotes": quotes, "Issues": issues, "Size": size, "Ping": l.Ping(ctx),
	} {
		if !errors.Is(err, context.Canceled) || errors.Is(err, news.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
