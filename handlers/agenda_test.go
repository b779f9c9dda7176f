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

func TestAFeedTellsWhatIsNewOnce(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon), item(2, noon)}
	if got := d.ask("feeds add", "url", feedURL); !strings.Contains(got, "It holds 2 entries, which I do not tell") {
		t.Fatal(got)
	}
	read := func() int { return len(d.drawer["p|inbox"]) }
	d.pass(3 * time.Hour)
	if read() != 0 {
		t.Errorf("%d articles that were there before are told", read())
	}
	d.feeds.items[feedURL] = append([]news.Item{item(3, d.clock)}, d.feeds.items[feedURL]...)
	d.pass(3 * time.Hour)
	if read() != 1 {
		t.Errorf("%d articles came in, want 1", read())
	}
	for i := range d.feeds.items[feedURL] { // every id changes at once, and every date
		d.feeds.items[feedURL][i].ID += "-new"
		d.feeds.items[feedURL][i].Published = d.clock
	}
	d.pass(3 * time.Hour)
	for i := range d.feeds.items[feedURL] { // and every link
		d.feeds.items[feedURL][i].Link += "?moved"
	}
	d.pass(3 * time.Hour)
	d.feeds.items[feedURL] = append(d.feeds.items[feedURL], item(4, d.clock.Add(-30*24*time.Hour))) // old news
	d.pass(3 * time.Hour)
	if read() != 1 {
		t.Errorf("%d articles came in after the feed went mad, want 1", read())
	}
	for n := range 60 { // a flood
		d.feeds.items[feedURL] = append(d.feeds.items[feedURL], item(100+n, d.clock))
	}
	d.pass(26 * time.Hour)
	if read() != 1+mostItems {
		t.Errorf("%d articles of a flood came in", read()-1)
	}
	if got := d.ask("feeds remove", "url", feedURL); !strings.Contains(got, "not read here any more") {
		t.Error(got)
	}
	d.pass(24 * time.Hour)
	if len(d.agenda.due) != 0 || len(d.drawer["|feed"]) != 0 {
		t.Errorf("a feed that nobody reads is still due: %v", d.agenda.due)
	}
}

func TestAFeedThatFailsIsLeftAloneAfterSixDaysAndItsPlaceTold(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	d.feeds.err[feedURL] = news.StatusError{Code: 500}
	d.pass(26 * time.Hour)
	if got := d.ask("feeds list"); !strings.Contains(got, "Failing") || !strings.Contains(got, "trouble of its own") {
		t.Error(got)
	}
	d.feeds.err[feedURL] = nil
	d.pass(26 * time.Hour)
	if got := d.ask("feeds list"); !strings.Contains(got, "OK, read") {
		t.Error(got)
	}
	d.feeds.err[feedURL] = news.StatusError{Code: 410}
	d.pass(8 * 24 * time.Hour)
	if got := d.ask("feeds list"); !strings.Contains(got, "Paused") {
		t.Error(got)
	}
	if len(d.posts) != 1 || d.posts[0].channel != "7" || !strings.Contains(d.posts[0].reply.Text.Words(), "I have stopped reading Courant") {
		t.Errorf("posted %+v", d.posts)
	}
	d.feeds.err[feedURL] = nil
	d.ask("feeds remove", "url", feedURL)
	if got := d.ask("feeds add", "url", feedURL); !strings.Contains(got, "read here from now on") {
		t.Error(got)
	}
	d.pass(2 * time.Hour)
	if got := d.ask("feeds list"); !strings.Contains(got, "OK, read") {
		t.Error(got)
	}
}

func TestAForgottenPlaceIsReadForNoMore(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	delete(d.drawer, "p|"+feedsKind) // as the store forgets a place
	d.feeds.items[feedURL] = append(d.feeds.items[feedURL], item(2, noon))
	d.pass(24 * time.Hour)
	if n := len(d.drawer["p|"+inboxKind]); n != 0 || len(d.agenda.due) != 0 {
		t.Errorf("%d articles came in, due %v", n, d.agenda.due)
	}
}

func TestWhatNoBriefingNeedsIsLetGoOf(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	for n := range 10 {
		d.feeds.items[feedURL] = append([]news.Item{item(10+n, d.clock)}, d.feeds.items[feedURL]...)
		d.pass(24 * time.Hour)
	}
	if n := len(d.drawer["p|"+inboxKind]); n > 4 || n == 0 {
		t.Errorf("%d arrivals are kept of ten days", n)
	}
}

func TestListsOfFeeds(t *testing.T) {
	d := newDesk(t)
	list := &news.File{Name: "f.opml", Data: []byte("x")}
	r := asks("p", ann)
	r.Command, r.Admin, r.File = "feeds import", true, list
	if got := show(d.Serve(t.Context(), r)); !strings.Contains(got, "I found no feeds in that file") {
		t.Error(got)
	}
	for n := range mostFeeds + 5 {
		d.feeds.parsed = append(d.feeds.parsed, news.Subscription{URL: fmt.Sprintf("https://n%d.example/feed", n)})
	}
	if got := show(d.Serve(t.Context(), r)); !strings.Contains(got, "100 feeds added of 105") {
		t.Error(got)
	}
	if got := d.ask("feeds export"); !strings.Contains(got, "100 feeds.") {
		t.Error(got)
	}
	r.Admin = false
	if got := show(d.Serve(t.Context(), r)); !strings.Contains(got, "for those who manage this place") {
		t.Error(got)
	}
}

func TestABriefingComesOnceADayAtItsTime(t *testing.T) {
	d := newDesk(t) // noon of a Sunday, UTC
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	for _, c := range [][2]string{{"25:00", "not a time of day"}, {"8:61", "not a time of day"}, {"soon", "not a time of day"}} {
		if got := d.ask("digest setup", "time", c[0], "timezone", "Europe/Berlin"); !strings.Contains(got, c[1]) {
			t.Errorf("%s: %s", c[0], got)
		}
	}
	if got := d.ask("digest setup", "time", "8", "timezone", "berlin"); !strings.Contains(got, "Perhaps Europe/Berlin") {
		t.Error(got)
	}
	if got := d.ask("digest setup", "time", "8:30 am", "timezone", "Europe/Berlin", "days", "weekdays"); !strings.Contains(got, "It comes next") {
		t.Fatal(got)
	}
	for day := range 7 {
		d.feeds.items[feedURL] = append([]news.Item{item(10+day, d.clock)}, d.feeds.items[feedURL]...)
		d.pass(24 * time.Hour)
	}
	var days []string
	for _, p := range d.posts {
		days = append(days, p.at.Format("Mon 15:04"))
	}
	if got := strings.Join(days, ", "); got != "Mon 06:30, Tue 06:30, Wed 06:30, Thu 06:30, Fri 06:30" {
		t.Errorf("posted %s", got)
	}
	if r := d.posts[2].reply; len(r.Cards) != 1 || r.Menu == nil || len(r.Buttons) != 1 || !strings.Contains(show(r), "Article number 1") {
		t.Errorf("posted %s", show(r))
	}
	if got := d.ask("digest why"); !strings.Contains(got, "Told, the most carried first") {
		t.Error(got)
	}
	d.pass(4 * 24 * time.Hour) // Monday's has the weekend; then nothing is new, and nothing is posted
	if len(d.posts) != 6 || d.posts[5].at.Weekday() != time.Monday {
		t.Errorf("%d briefings after days without news", len(d.posts)-6)
	}
	d.dead["7"] = true
	d.feeds.items[feedURL] = append([]news.Item{item(50, d.clock)}, d.feeds.items[feedURL]...)
	d.pass(2 * 24 * time.Hour)
	if got := d.ask("digest list"); !strings.Contains(got, "the channel is gone") {
		t.Error(got)
	}
	d.dead["7"] = false
	if got := d.ask("digest resume"); !strings.Contains(got, "next") {
		t.Error(got)
	}
	if got := d.ask("digest remove"); !strings.Contains(got, "is gone") {
		t.Error(got)
	}
}

func TestAnOutageIsMadeUpForOnTheSameDayOnly(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	d.ask("digest setup", "time", "08:00", "timezone", "UTC", "empty", "true")
	d.clock = noon.Add(24 * time.Hour) // the process was away at eight, and is back at noon
	d.pass(time.Hour)
	if len(d.posts) != 1 || d.posts[0].at.Hour() != 12 {
		t.Errorf("posted %v", d.posts)
	}
	d.clock = noon.Add(4*24*time.Hour - 11*time.Hour) // away for days, back at one in the morning
	d.pass(2 * time.Hour)
	if len(d.posts) != 1 {
		t.Errorf("yesterday's briefing was posted at %s", d.posts[1].at)
	}
	d.pass(6 * time.Hour)
	if len(d.posts) != 2 || d.posts[1].at.Hour() != 8 {
		t.Errorf("posted %d", len(d.posts))
	}
}

func TestAWatchTellsNewQuotationsAndRests(t *testing.T) {
	d := newDesk(t)
	d.feeds.items[feedURL] = []news.Item{item(1, noon)}
	d.ask("feeds add", "url", feedURL)
	if got := d.ask("watch add"); !strings.Contains(got, "I need something to watch for") {
		t.Error(got)
	}
	for _, w := range [][]string{{"speaker", "moreno"}, {"speaker", "Nobody"}, {"about", "boats"}, {"speaker", "moreno", "about", "whales"}} {
		if got := d.ask("watch add", w...); !strings.Contains(got, "I tell here when something new comes in") {
			t.Error(got)
		}
	}
	if got := d.ask("watch add", "speaker", "Moreno"); !strings.Contains(got, "already") {
		t.Error(got)
	}
	d.feeds.items[feedURL] = append(d.feeds.items[feedURL], item(2, noon), item(3, noon))
	d.pass(2 * time.Hour)
	if len(d.posts) != 2 { // Moreno and boats; the second article falls into the rest
		t.Errorf("%d messages: %+v", len(d.posts), d.posts)
	}
	for _, p := range d.posts {
		if !strings.Contains(show(p.reply), "Ida Moreno") {
			t.Errorf("posted %s", show(p.reply))
		}
	}
	d.feeds.items[feedURL] = append(d.feeds.items[feedURL], item(4, noon))
	d.pass(2 * time.Hour)
	if len(d.posts) != 4 || !strings.Contains(d.posts[3].reply.Text.Words()+d.posts[2].reply.Text.Words(), "came in meanwhile") {
		t.Errorf("%d messages", len(d.posts))
	}
	list := d.ask("watch list")
	if !strings.Contains(list, "4 watches here") {
		t.Error(list)
	}
	if got := d.ask("watch remove"); !strings.Contains(got, "Which watch?") {
		t.Error(got)
	}
}
