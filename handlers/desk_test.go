package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// agenda is an Agenda, a Shelf, a Chores and an Announcer in memory, with a process that may die at any call.
type agenda struct {
	mu     sync.Mutex
	now    func() time.Time
	drawer map[string]map[string][]byte
	due    map[string]time.Time
	claims map[string]time.Time
	seen   map[string]bool
	done   map[string]time.Time // ids of chores that were taken
	queue  []queued
	posts  []post
	dead   map[string]bool // channels that are gone
	crash  func() bool     // whether the process dies now; nil for never
}

type queued struct {
	id  string
	raw []byte
}

type post struct {
	channel, once string
	at            time.Time
	reply         Reply
	buttons       []string
}

func newAgenda(now func() time.Time) *agenda {
	return &agenda{now: now, drawer: map[string]map[string][]byte{}, due: map[string]time.Time{}, claims: map[string]time.Time{}, seen: map[string]bool{}, done: map[string]time.Time{}, dead: map[string]bool{}}
}

// dies is thrown where the process dies.
type dies struct{}

func (g *agenda) enter() func() {
	if g.crash != nil && g.crash() {
		panic(dies{})
	}
	g.mu.Lock()
	return g.mu.Unlock
}

func (g *agenda) File(_ context.Context, p news.Place, kind, id string, data []byte) error {
	defer g.enter()()
	k := string(p) + "|" + kind
	if g.drawer[k] == nil {
		g.drawer[k] = map[string][]byte{}
	}
	g.drawer[k][id] = data
	return nil
}

func (g *agenda) Swap(_ context.Context, p news.Place, kind, id string, before, after []byte) (bool, error) {
	defer g.enter()()
	k := string(p) + "|" + kind
	if have, ok := g.drawer[k][id]; !ok || string(have) != string(before) {
		return false, nil
	}
	g.drawer[k][id] = after
	return true, nil
}

func (g *agenda) Filed(_ context.Context, p news.Place, kind, id string) ([]byte, error) {
	defer g.enter()()
	if d, ok := g.drawer[string(p)+"|"+kind][id]; ok {
		return d, nil
	}
	return nil, news.ErrMissing
}

func (g *agenda) Drawer(_ context.Context, p news.Place, kind string) (map[string][]byte, error) {
	defer g.enter()()
	return maps.Clone(g.drawer[string(p)+"|"+kind]), nil
}

func (g *agenda) Unfile(_ context.Context, p news.Place, kind string, ids ...string) error {
	defer g.enter()()
	for _, id := range ids {
		delete(g.drawer[string(p)+"|"+kind], id)
	}
	return nil
}

func (g *agenda) Plan(_ context.Context, what string, at time.Time) error {
	defer g.enter()()
	g.due[what] = at
	return nil
}

func (g *agenda) Unplan(_ context.Context, what string) error {
	defer g.enter()()
	delete(g.due, what)
	return nil
}

func (g *agenda) Due(_ context.Context, now time.Time, most int) (what []string, when []time.Time, err error) {
	defer g.enter()()
	for w, at := range g.due {
		if !at.After(now) {
			what = append(what, w)
		}
	}
	slices.SortFunc(what, func(a, b string) int { return cmp.Or(g.due[a].Compare(g.due[b]), strings.Compare(a, b)) })
	what = what[:min(len(what), most)]
	for _, w := range what {
		when = append(when, g.due[w])
	}
	return what, when, nil
}

func (g *agenda) Crowd(_ context.Context, from, to time.Time) (n int, err error) {
	defer g.enter()()
	for _, at := range g.due {
		if !at.Before(from) && !at.After(to) {
			n++
		}
	}
	return n, nil
}

func (g *agenda) Claim(_ context.Context, name string, life time.Duration) (bool, error) {
	defer g.enter()()
	if until, ok := g.claims[name]; ok && g.now().Before(until) {
		return false, nil
	}
	g.claims[name] = g.now().Add(life)
	return true, nil
}

func (g *agenda) Unclaim(_ context.Context, name string) error {
	defer g.enter()()
	delete(g.claims, name)
	return nil
}

func (g *agenda) Unseen(_ context.Context, feed string, marks []string) ([]bool, error) {
	defer g.enter()()
	out := make([]bool, len(marks))
	for i, m := range marks {
		out[i] = !g.seen[feed+m]
	}
	return out, nil
}

func (g *agenda) See(_ context.Context, feed string, marks []string) error {
	defer g.enter()()
	for _, m := range marks {
		g.seen[feed+m] = true
	}
	return nil
}

// Put takes a chore, once for an id and a day, as the queue does.
func (g *agenda) Put(_ context.Context, id string, raw []byte, _ time.Duration, _ time.Time) error {
	defer g.enter()()
	if at, ok := g.done[id]; ok && g.now().Sub(at) < 26*time.Hour {
		return nil
	}
	g.done[id] = g.now()
	g.queue = append(g.queue, queued{id, raw})
	return nil
}

// Announce posts once for a word within a few minutes, as Discord does.
func (g *agenda) Announce(_ context.Context, channel string, r Reply, once string, _ bool) error {
	defer g.enter()()
	if g.dead[channel] {
		return fmt.Errorf("post: %w", news.ErrGone)
	}
	for _, p := range slices.Backward(g.posts) {
		if g.now().Sub(p.at) > 5*time.Minute {
			break
		}
		if p.channel == channel && p.once == once {
			return nil
		}
	}
	var buttons []string
	for _, b := range r.Buttons {
		id, _ := b.Action.Encode()
		buttons = append(buttons, id)
	}
	if g.crash != nil {
		r = Reply{} // of a whole year there are too many
	}
	g.posts = append(g.posts, post{channel, once, g.now(), r, buttons})
	return nil
}

// Shown looks through what was posted in the last days.
func (g *agenda) Shown(_ context.Context, channel string, button Action) (bool, error) {
	defer g.enter()()
	want, _ := button.Encode()
	for _, p := range slices.Backward(g.posts) {
		if g.now().Sub(p.at) > 48*time.Hour {
			break
		}
		if p.channel == channel && slices.Contains(p.buttons, want) {
			return true, nil
		}
	}
	return false, nil
}

// feeds is a Reader of feeds that the test writes.
type feeds struct {
	items  map[string][]news.Item
	err    map[string]error
	brief  func(news.Item) *news.Brief
	parsed []news.Subscription
}

func (f *feeds) ReadFeed(_ context.Context, link string, _ news.Stamp) (news.Listing, news.Stamp, string, error) {
	if err := f.err[link]; err != nil {
		return news.Listing{}, news.Stamp{}, link, err
	}
	if _, ok := f.items[link]; !ok {
		return news.Listing{}, news.Stamp{}, link, news.ErrType
	}
	return news.Listing{Title: "Courant", Items: f.items[link]}, news.Stamp{}, link, nil
}

func (f *feeds) BriefItem(_ context.Context, it news.Item, _, _ string) (*news.Brief, error) {
	return f.brief(it), nil
}

// Stories makes one of each.
func (f *feeds) Stories(all []*news.Brief) (out []news.Story) {
	for i := range all {
		out = append(out, news.Story{Articles: []int{i}, Outlets: 1})
	}
	return out
}

func (f *feeds) ReadFeedList([]byte) ([]news.Subscription, error) {
	if f.parsed == nil {
		return nil, news.ErrType
	}
	return f.parsed, nil
}

func (f *feeds) WriteFeedList(string, []news.Subscription) ([]byte, error) {
	return []byte("<opml/>"), nil
}

// desk is an App with an agenda, at a time that the test moves.
type desk struct {
	*App
	*agenda
	feeds *feeds
	clock time.Time
	t     *testing.T
}

func newDesk(t *testing.T) *desk {
	d := &desk{clock: noon, t: t}
	d.agenda = newAgenda(func() time.Time { return d.clock })
	d.feeds = &feeds{items: map[string][]news.Item{}, err: map[string]error{}}
	d.feeds.brief = func(it news.Item) *news.Brief {
		b := *ferry(t)
		a := *b.Article
		a.Link, a.Title, a.ID, a.Published = it.Link, it.Title, "id "+it.Link, d.clock
		b.Article = &a
		return &b
	}
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	app.Now, app.Reader, app.Agenda, app.Announcer, app.Shelf, app.Log = d.agenda.now, d.feeds, d.agenda, d.agenda, newRoom(), slog.New(slog.DiscardHandler)
	app.Zone = time.LoadLocation
	d.App = app
	return d
}

func (d *desk) ask(command string, options ...string) string {
	d.t.Helper()
	r := asks("p", ann, options...)
	r.Command, r.Admin, r.Channel = command, true, "7"
	return show(d.Serve(d.t.Context(), r))
}

// pass lets time go by, a minute at a time, and does what is due.
func (d *desk) pass(by time.Duration) {
	d.t.Helper()
	for end := d.clock.Add(by); d.clock.Before(end); {
		d.clock = d.clock.Add(time.Minute)
		if _, err := d.Tick(d.t.Context()); err != nil && !errors.Is(err, errNotDue) {
			d.t.Fatal(err)
		}
	}
}

func item(n int, at time.Time) news.Item {
	return news.Item{ID: fmt.Sprint(n), Link: fmt.Sprintf("https://news.example/%d", n), Title: fmt.Sprintf("Article number %d of them all", n), Published: at}
}

const feedURL = "https://news.example/feed"
