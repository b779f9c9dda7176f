package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

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
