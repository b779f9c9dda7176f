package handlers

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// room remembers the settings of places and what is put down.
type room struct {
	set map[news.Place]news.Settings
	put map[string][]byte
}

func newRoom() *room { return &room{map[news.Place]news.Settings{}, map[string][]byte{}} }

func (r *room) Settings(_ context.Context, p news.Place) (news.Settings, error) { return r.set[p], nil }

func (r *room) Set(_ context.Context, p news.Place, s news.Settings) error {
	r.set[p] = s
	return nil
}

func (r *room) Shelve(_ context.Context, name string, data []byte, _ time.Duration) error {
	r.put[name] = data
	return nil
}

func (r *room) Shelved(_ context.Context, name string) ([]byte, error) {
	if d, ok := r.put[name]; ok {
		return d, nil
	}
	return nil, news.ErrMissing
}

func (r *room) Unshelve(_ context.Context, name string) error {
	delete(r.put, name)
	return nil
}

func TestSettingsAreOfThePlaceAndOnlyForThoseWhoManageIt(t *testing.T) {
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	app.Rooms = newRoom()
	ask := func(place news.Place, admin bool, options ...string) string {
		r := asks(place, ann, options...)
		r.Command, r.Admin = "settings", admin
		got := app.Serve(t.Context(), r)
		said := got.Text.Words()
		for _, c := range got.Cards {
			for _, s := range c.Sections {
				said += " | " + s.Heading + ": " + s.Body.Words()
			}
		}
		return said
	}
	for _, step := range []struct {
		got, want string
	}{
		{ask("p", false, "length", "short"), "That is for those who manage this place."},
		{ask("p", true), "Length of briefs: standard"},
		{ask("p", true, "channel", "7"), "What shall I do with links there?"},
		{ask("p", true, "links", "offer"), "Which channel?"},
		{ask("p", true, "length", "short", "channel", "7", "links", "offer"), "That is set."},
		{ask("p", true), "Length of briefs: short"},
		{ask("p", true), "#7: I offer a brief\nWhoever runs me has not let me read messages"},
		{ask("q", true), "in no channel"},
	} {
		if !strings.Contains(step.got, step.want) {
			t.Errorf("%q, want %q", step.got, step.want)
		}
	}
	if got := app.Heed(t.Context(), "p", "7"); got != HeedOffer {
		t.Errorf("heeds %q", got)
	}
	ask("p", true, "channel", "7", "links", "off")
	if got := app.Heed(t.Context(), "p", "7"); got != "" {
		t.Errorf("heeds %q after it was turned off", got)
	}
	if got := app.styleOf(t.Context(), asks("p", ann)); got.Length != news.LengthOf("short") {
		t.Errorf("writes %+v", got)
	}
	if got := app.styleOf(t.Context(), asks("p", ann, "length", "deep")); got.Length != news.LengthOf("deep") {
		t.Errorf("writes %+v although something else was asked for", got)
	}
	for n := range mostChannels + 1 {
		ask("p", true, "channel", fmt.Sprint(100+n), "links", "offer")
	}
	if n := len(app.Rooms.(*room).set["p"].Links); n != mostChannels {
		t.Errorf("looks after %d channels", n)
	}
}

func TestOfSeveralLinksOneIsChosen(t *testing.T) {
	e := &fakeEngine{brief: ferry(t)}
	app, _ := newApp(e, newLibrary())
	app.Shelf = newRoom()
	long := "https://b.example/" + strings.Repeat("long-", 40)
	r := asks("p", ann, "link", "https://a.example/1")
	r.More = []string{long}
	if !app.Quiet(r) {
		t.Error("the question is for all to see")
	}
	got := app.Serve(t.Context(), r)
	if len(e.read) != 0 || got.Menu == nil || len(got.Menu.Items) != 2 {
		t.Fatalf("read %v, %+v", e.read, got)
	}
	for i, want := range []string{"https://a.example/1", long} {
		action := got.Menu.Items[i].Action
		if _, err := action.Encode(); err != nil {
			t.Fatal(err)
		}
		press := Request{Action: &action, Place: "p", Member: ann}
		if app.Quiet(press) {
			t.Error("a brief that was chosen is for one only")
		}
		if reply := app.Serve(t.Context(), press); reply.Failed || e.read[i].Link != want {
			t.Errorf("read %q: %s", e.read[i].Link, reply.Text.Words())
		}
		press.Place = "q"
		if reply := app.Serve(t.Context(), press); i == 1 && !reply.Failed {
			t.Error("another place is told the link")
		}
	}
}
