package storetest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// counts turn away what is more than so many a minute, each name for itself, and say how long to wait.
func counts(t *testing.T, l *library) {
	for n := range 4 {
		wait, err := l.Allow(t.Context(), "member 7", 3)
		if err != nil || (wait > 0) != (n == 3) || wait > time.Minute {
			t.Errorf("use %d waits %s, %v", n+1, wait, err)
		}
	}
	if wait, err := l.Allow(t.Context(), "member 8", 3); err != nil || wait != 0 {
		t.Errorf("somebody else waits %s, %v", wait, err)
	}
}

// everything returns all that is stored, a text a key, as whoever can read Redis sees it; briefs unpacked.
func (l *library) everything(t *testing.T) map[string]string {
	t.Helper()
	ctx, rdb, out := t.Context(), l.Client(), map[string]string{}
	read := func(ctx context.Context, node redis.Cmdable) error {
		for it := node.Scan(ctx, 0, "*", 500).Iterator(); it.Next(ctx); {
			out[it.Val()] = dump(ctx, rdb, it.Val())
		}
		return nil
	}
	err := error(nil)
	if c, ok := rdb.(*redis.ClusterClient); ok {
		err = c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return read(ctx, node) })
	} else {
		err = read(ctx, rdb)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func dump(ctx context.Context, rdb redis.UniversalClient, key string) string {
	var parts []string
	switch rdb.Type(ctx, key).Val() {
	case "string":
		parts = append(parts, rdb.Get(ctx, key).Val())
	case "hash":
		for f, v := range rdb.HGetAll(ctx, key).Val() {
			parts = append(parts, f, v)
		}
	case "zset":
		parts = rdb.ZRange(ctx, key, 0, -1).Val()
	case "set":
		parts = rdb.SMembers(ctx, key).Val()
	}
	return strings.Join(parts, "\n")
}

// forgottenMember is nowhere any more, and takes nothing of anybody else's along.
func forgottenMember(t *testing.T, l *library) {
	ctx := t.Context()
	zoe, bob := news.Member{ID: "900719925474099312", Name: "Zoë Unmistakable"}, news.Member{ID: "90071992547409931", Name: "Bob Other"}
	for place, who := range map[news.Place]news.Member{"p": zoe, "q": zoe, "r": bob} {
		if _, err := l.Keep(ctx, place, news.Share{By: who}, bridge.Brief()); err != nil {
			t.Fatal(err)
		}
		if err := l.File(ctx, place, "watches", "w", []byte(`{"id":"w","place":"`+string(place)+`","by":{"id":"`+who.ID+`","name":"`+who.Name+`"},"told":"2026-03-02T09:00:00.123456789Z","held":90071992547409931}`)); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Look(ctx, place, who.ID, "issues"); err != nil {
			t.Fatal(err)
		}
		if err := l.Say(ctx, place, "77 "+who.ID, "What of it?"); err != nil {
			t.Fatal(err)
		}
		if _, _, err := l.Reserve(ctx, place, who.ID, 10, news.Budget{}); err != nil {
			t.Fatal(err)
		}
	}
	done, err := l.ForgetMember(ctx, zoe.ID)
	if err != nil || done != (news.Forgotten{Names: 4, Looks: 2, Talks: 2, Counts: 2}) {
		t.Errorf("%+v, %v", done, err)
	}
	for key, text := range l.everything(t) {
		if strings.Contains(text, zoe.ID) || strings.Contains(text, zoe.Name) || strings.Contains(key, zoe.ID) {
			t.Errorf("%s still has %q", key, text)
		}
	}
	if e, err := l.Entry(ctx, "p", bridge.Brief().Article.ID); err != nil || e.Quotes == 0 || e.By != (news.Member{}) {
		t.Errorf("what she shared is %+v, %v", e, err)
	}
	if w, err := l.Filed(ctx, "q", "watches", "w"); err != nil || !strings.Contains(string(w), `"held":90071992547409931`) {
		t.Errorf("her watch is %s, %v", w, err)
	}
	if e, err := l.Entry(ctx, "r", bridge.Brief().Article.ID); err != nil || e.By != bob {
		t.Errorf("what he shared is %+v, %v", e, err)
	}
	if done, err := l.ForgetMember(ctx, zoe.ID); err != nil || done != (news.Forgotten{}) {
		t.Errorf("forgotten twice: %+v, %v", done, err)
	}
	if _, err := l.ForgetMember(ctx, ""); err == nil {
		t.Error("nobody is forgotten without an error")
	}
}

// forgottenText is nowhere any more, not in what a model wrote of it either; a page of the web stays for other places.
func forgottenText(t *testing.T, l *library) {
	ctx := t.Context()
	secret := Piece{Title: "A private letter", Said: []Said{{Words: "Tell nobody at all", Who: "Ida Moreno"}}}
	b := l.keep(t, "p", secret)
	if _, err := l.Keep(ctx, "q", news.Share{}, secret.Brief()); err != nil { // which got the same letter
		t.Fatal(err)
	}
	written := secret.Brief()
	written.Writer = "a model"
	if err := l.KeepWritten(ctx, "p", "letter in short", written); err != nil {
		t.Fatal(err)
	}
	l.keep(t, "p", bridge)
	l.keep(t, "q", bridge)
	for _, article := range []string{b.Article.ID, bridge.Brief().Article.ID} {
		if had, err := l.Forget(ctx, "p", article); err != nil || !had {
			t.Fatalf("%t, %v", had, err)
		}
		if had, err := l.Forget(ctx, "p", article); err != nil || had {
			t.Errorf("forgotten twice: %t, %v", had, err)
		}
	}
	for key, text := range l.everything(t) {
		if strings.Contains(key+text, b.Article.ID) && !strings.Contains(key, "gone") && !strings.Contains(key, "{q}") {
			t.Errorf("%s still has %q", key, text)
		}
	}
	if _, err := l.Brief(ctx, "q", b.Article.ID); err != nil {
		t.Errorf("the letter that the other place got: %v", err)
	}
	if _, err := l.Written(ctx, "letter in short"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("what was written of it: %v", err)
	}
	if all, err := l.Entries(ctx, "p", "", "", 0); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := l.Brief(ctx, "q", bridge.Brief().Article.ID); err != nil {
		t.Errorf("in the other place: %v", err)
	}
}

// linked finds every version that a page has had.
func linked(t *testing.T, l *library) {
	ctx := t.Context()
	for _, words := range []string{"It will stay open", "It will close after all"} {
		l.keep(t, "p", Piece{Title: "The bridge", Link: "https://paper.example/bridge", Said: []Said{{Words: words, Who: "Ida Moreno"}}})
	}
	l.keep(t, "p", Piece{Title: "Another", Link: "https://paper.example/other", Said: []Said{{Words: "Nothing of the kind", Who: "Ida Moreno"}}})
	all, err := l.Linked(ctx, "p", "https://PAPER.example/bridge?utm_source=x#top")
	if err != nil || len(all) != 2 || all[0].Article == all[1].Article || all[0].Title != "The bridge" {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err := l.Linked(ctx, "q", "https://paper.example/bridge"); err != nil || len(all) != 0 {
		t.Errorf("elsewhere: %+v, %v", all, err)
	}
	if _, err := l.Linked(ctx, "p", "no link"); !errors.Is(err, news.ErrNotALink) {
		t.Errorf("no link: %v", err)
	}
}

// swaps change what was read and nothing else.
func swaps(t *testing.T, l *library) {
	ctx := t.Context()
	if err := l.File(ctx, "p", "watches", "w", []byte("a")); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		id, before, after string
		want              bool
	}{{"w", "a", "b", true}, {"w", "a", "c", false}, {"none", "", "c", false}, {"w", "b", "c", true}} {
		if done, err := l.Swap(ctx, "p", "watches", step.id, []byte(step.before), []byte(step.after)); err != nil || done != step.want {
			t.Errorf("%+v: %t, %v", step, done, err)
		}
	}
	if all, err := l.Drawer(ctx, "p", "watches"); err != nil || len(all) != 1 || string(all["w"]) != "c" {
		t.Errorf("%q, %v", all, err)
	}
}

// entries lists what is there, the latest first, of somebody and with words.
func entries(t *testing.T, l *library) {
	ctx := t.Context()
	for n, title := range []string{"Harbour vote", "Bridge to close", "Harbour bridge"} {
		l.clock = l.clock.Add(time.Minute)
		by := news.Member{ID: []string{"1", "2"}[n%2], Name: "somebody"}
		if _, err := l.Keep(ctx, "p", news.Share{By: by}, Piece{Title: title, Said: []Said{{Words: "It is " + title, Who: "Ida Moreno"}}}.Brief()); err != nil {
			t.Fatal(err)
		}
	}
	for want, ask := range map[string]struct {
		by, words string
		most      int
	}{
		"Harbour bridge, Bridge to close, Harbour vote": {},
		"Harbour bridge, Harbour vote":                  {by: "1"},
		"Harbour bridge, Bridge to close":               {words: "BRIDGE", most: 5},
		"Harbour bridge":                                {words: "bridge harbour", most: 1},
		"":                                              {by: "2", words: "vote"},
	} {
		all, err := l.Entries(ctx, "p", ask.by, ask.words, ask.most)
		var titles []string
		for _, e := range all {
			titles = append(titles, e.Title)
		}
		if got := strings.Join(titles, ", "); err != nil || got != want {
			t.Errorf("%+v: %q, %v, want %q", ask, got, err, want)
		}
	}
	if _, err := l.Entry(ctx, "q", "none"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("an entry of nothing: %v", err)
	}
}
