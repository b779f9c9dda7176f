package handlers

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/summarize/news"
)

// The size of the simulated year; `go test ./handlers -run Year -v -year 365 -places 2000` runs it whole.
var (
	yearDays   = flag.Int("year", 8, "days to simulate")
	yearPlaces = flag.Int("places", 60, "places to simulate")
)

// The zones that the places lie in, among them those with odd offsets and odd changes of the clock.
var manyZones = strings.Fields(`Europe/Berlin Europe/London Europe/Lisbon Europe/Moscow Europe/Istanbul Europe/Chisinau America/New_York America/Chicago America/Denver America/Los_Angeles
America/Phoenix America/St_Johns America/Halifax America/Sao_Paulo America/Santiago America/Asuncion America/Havana America/Caracas America/Nuuk Africa/Cairo Africa/Casablanca Africa/Lagos Africa/Nairobi Asia/Tokyo
Asia/Kolkata Asia/Kathmandu Asia/Tehran Asia/Gaza Asia/Beirut Asia/Dubai Asia/Shanghai Asia/Yangon Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland Pacific/Chatham Pacific/Apia Pacific/Kiritimati UTC`)

// year is a world in which processes die at random calls.
type year struct {
	*agenda
	rng   *rand.Rand
	ready [2]time.Time // until when each of the two processes is down
	owed  map[string]int
	died  int
}

// TestAYearOfBriefings has two processes serve many places, in a bubble whose clock stands still while they work. A
// process dies at a random call about once in a few thousand and is back after a minute or an hour. Every briefing
// whose day a process was up for has to come, once.
func TestAYearOfBriefings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		y := &year{agenda: newAgenda(time.Now), rng: rand.New(rand.NewPCG(1, 2)), owed: map[string]int{}}
		reader := &feeds{items: map[string][]news.Item{}, err: map[string]error{}}
		template := ferry(t)
		reader.brief = func(it news.Item) *news.Brief {
			b := *template
			a := *b.Article
			a.Link, a.Title, a.ID, a.Published = it.Link, it.Title, "id "+it.Link, it.Published
			b.Article = &a
			return &b
		}
		library := newLibrary()
		var apps [2]*App
		for i := range apps {
			app, _ := newApp(&fakeEngine{brief: template}, library)
			app.Now, app.Reader, app.Agenda, app.Chores, app.Announcer, app.Shelf, app.Log, app.Zone = time.Now, reader, y.agenda, y.agenda, y.agenda, newRoom(), slog.New(slog.DiscardHandler), time.LoadLocation
			apps[i] = app
		}
		begin := time.Now()
		for n := range 12 {
			reader.items[feedOf(n)] = []news.Item{item(n*100000, begin)}
		}
		schedules := map[news.Place]news.Digest{}
		for n := range *yearPlaces {
			place := news.Place(fmt.Sprint("place ", n))
			r := Request{Command: "feeds add", Place: place, Member: ann, Admin: true, Channel: fmt.Sprint(n + 1), Options: map[string]string{"url": feedOf(n % 12)}}
			if got := apps[0].Serve(t.Context(), r); got.Failed {
				t.Fatal(show(got))
			}
			r.Command, r.Options = "digest setup", map[string]string{"time": fmt.Sprintf("%02d:%02d", n*7%24, n*13%60/15*15), "timezone": manyZones[n%len(manyZones)], "empty": "true"}
			if got := apps[0].Serve(t.Context(), r); got.Failed {
				t.Fatal(show(got))
			}
			all, err := apps[0].digests(t.Context(), place)
			if err != nil || len(all) != 1 {
				t.Fatal(all, err)
			}
			schedules[place] = all[0]
		}
		y.crash = func() bool { return y.rng.IntN(4000) == 0 }
		next := 1
		minutes := 0
		for end := begin.AddDate(0, 0, *yearDays); time.Now().Before(end); minutes++ {
			time.Sleep(time.Minute)
			if minutes%180 == 0 {
				next = y.news(reader, next)
			}
			for i, app := range apps {
				if time.Now().Before(y.ready[i]) {
					continue
				}
				y.serve(t, i, app)
			}
		}
		y.crash = nil
		y.check(t, schedules, begin, minutes)
	})
}

func feedOf(n int) string { return fmt.Sprintf("https://news%d.example/feed", n) }

// news lets feeds bring something new, fail, flood and change all their ids.
func (y *year) news(f *feeds, next int) int {
	for n := range 12 {
		u := feedOf(n)
		f.err[u] = nil
		switch y.rng.IntN(12) {
		case 0:
			f.err[u] = news.StatusError{Code: 503}
		case 1:
			for i := range f.items[u] {
				f.items[u][i].ID += "x"
			}
		case 2:
			for range 30 {
				f.items[u] = append([]news.Item{item(next, time.Now())}, f.items[u]...)
				next++
			}
		default:
			f.items[u] = append([]news.Item{item(next, time.Now())}, f.items[u]...)
			next++
		}
		f.items[u] = f.items[u][:min(len(f.items[u]), 40)]
	}
	return next
}

// serve lets a process do what is due and what waits, until it dies or is done.
func (y *year) serve(t *testing.T, i int, app *App) {
	defer func() {
		switch p := recover(); p.(type) {
		case nil:
		case dies:
			y.died++
			down := time.Minute
			if y.rng.IntN(20) == 0 {
				down = time.Hour
			}
			y.ready[i] = time.Now().Add(down)
		default:
			panic(p)
		}
	}()
	for {
		n, err := app.Tick(t.Context())
		if err != nil {
			t.Error(err)
		}
		if n == 0 {
			break
		}
	}
	for {
		y.mu.Lock()
		if len(y.queue) == 0 {
			y.mu.Unlock()
			return
		}
		c := y.queue[0]
		y.mu.Unlock()
		// As the queue does: a task whose process dies, or whose run fails, stays.
		err := app.Chore(t.Context(), c.raw)
		y.mu.Lock()
		y.queue = slices.DeleteFunc(y.queue, func(q queued) bool { return q.id == c.id })
		if err != nil {
			y.queue = append(y.queue, c)
		}
		y.mu.Unlock()
		if errors.Is(err, errNotDue) {
			return // tried again in a moment
		}
	}
}

// check compares what was posted with what was owed.
func (y *year) check(t *testing.T, all map[news.Place]news.Digest, begin time.Time, minutes int) {
	t.Helper()
	byChannel := map[string][]time.Time{}
	for _, p := range y.posts {
		byChannel[p.channel] = append(byChannel[p.channel], p.at)
	}
	owed, missed, doubled, posts, late := 0, 0, 0, 0, time.Duration(0)
	for _, d := range all {
		zone, err := time.LoadLocation(d.Schedule.Zone)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for _, at := range byChannel[d.Channel] {
			seen[news.Date(at, zone)]++
			posts++
		}
		for _, n := range seen {
			doubled += n - 1
		}
		for at := d.Schedule.Next(begin, zone); at.Before(time.Now().Add(-3 * time.Hour)); at = d.Schedule.Next(at, zone) {
			// Near midnight an outage may leave nothing of the day to catch up in.
			if at.In(zone).Hour() >= 22 {
				continue
			}
			owed++
			date := news.Date(at, zone)
			if seen[date] == 0 {
				missed++
				t.Logf("%s (%s) misses %s", d.Place, d.Schedule.Zone, date)
			}
			for _, p := range byChannel[d.Channel] {
				if news.Date(p, zone) == date {
					late = max(late, p.Sub(at))
				}
			}
		}
	}
	t.Logf("%d days, %d places in %d zones, %d feeds, %d deaths of a process: %d briefings owed, %d posted, %d missed, %d doubled, the latest %s after its time", minutes/1440, len(all), len(manyZones), 12, y.died, owed, posts, missed, doubled, late)
	if missed > 0 || doubled > 0 || owed == 0 || y.died == 0 {
		t.Errorf("%d missed, %d doubled of %d; %d deaths", missed, doubled, owed, y.died)
	}
}
