package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// What can be due, by how its name begins.
const (
	dueFeed   = "feed "
	dueDigest = "digest "
)

const (
	dueAtOnce = 500              // that are looked at in one go
	crowded   = 500              // briefings in one minute from which on they are spread
	spread    = 10 * time.Minute // to both sides
	claimLife = 3 * time.Minute  // of a briefing that is being made
)

// Tick has done what is due by now. Any number of processes may call it: what is handed on twice is done once. It returns
// how much was due.
func (a *App) Tick(ctx context.Context) (int, error) {
	if a.Agenda == nil {
		return 0, nil
	}
	what, when, err := a.Agenda.Due(ctx, a.Now(), dueAtOnce)
	if err != nil {
		return 0, err
	}
	var errs []error
	for i, w := range what {
		if ctx.Err() != nil {
			break
		}
		if err := a.due(ctx, w, when[i]); err != nil {
			errs = append(errs, err)
		}
	}
	return len(what), errors.Join(errs...)
}

// due hands one thing on, and plans it anew.
func (a *App) due(ctx context.Context, what string, at time.Time) error {
	if url, ok := strings.CutPrefix(what, dueFeed); ok {
		slot := at.UTC().Format("2006-01-02T15:04:05")
		if err := a.hand(ctx, what+" "+slot, chore{Kind: "feed", What: url}); err != nil {
			return err
		}
		if a.Chores == nil {
			return nil // the poll has planned the next one
		}
		return a.Agenda.Plan(ctx, what, a.Now().Add(slowest)) // in case the poll is never done; it plans the next one itself
	}
	if place, ok := strings.CutPrefix(what, dueLeft); ok && a.Eraser != nil {
		return a.forgetLeft(ctx, news.Place(place), at.Add(-leftLife))
	}
	place, id, ok := cutDigest(what)
	if !ok {
		return a.Agenda.Unplan(ctx, what)
	}
	d, err := filed[news.Digest](ctx, a, place, digestsKind, id)
	if errors.Is(err, news.ErrMissing) || err == nil && d.Paused != "" {
		return a.Agenda.Unplan(ctx, what)
	}
	if err != nil {
		return err
	}
	zone, err := a.zone(d.Schedule.Zone)
	if err != nil {
		return err
	}
	date := news.Date(dueOf(d, at, zone), zone)
	if date == news.Date(a.Now(), zone) && d.Last < date { // a day that went by without us is not told of later
		if err := a.hand(ctx, what+" "+date, chore{Kind: "digest", What: what, Due: at}); err != nil {
			if a.Chores == nil {
				return errors.Join(err, a.Agenda.Plan(ctx, what, a.Now().Add(time.Minute)))
			}
			return err
		}
	}
	return a.plan(ctx, d, later(dueOf(d, at, zone), a.Now()))
}

// dueOf takes off by how much a briefing was moved because many were due in its minute.
func dueOf(d news.Digest, at time.Time, zone *time.Location) time.Time {
	exact := d.Schedule.Next(at.Add(-spread-time.Second), zone)
	if exact.Sub(at).Abs() <= spread {
		return exact
	}
	return at
}

// later is the later of two moments.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// plan notes when a briefing is due next after a moment. Where many are due in one minute it is moved by up to ten.
func (a *App) plan(ctx context.Context, d news.Digest, after time.Time) error {
	zone, err := a.zone(d.Schedule.Zone)
	if err != nil {
		return err
	}
	next := d.Schedule.Next(after, zone)
	if next.IsZero() {
		return nil
	}
	n, err := a.Agenda.Crowd(ctx, next.Add(-spread), next.Add(spread))
	if err != nil {
		return err
	}
	moved := next
	if n > crowded {
		h := fnv.New32a()
		h.Write([]byte(string(d.Place) + d.ID))
		moved = next.Add(time.Duration(h.Sum32()%uint32(2*spread/time.Second))*time.Second - spread)
		if !moved.After(a.Now()) || news.Date(moved, zone) != news.Date(next, zone) {
			moved = next
		}
	}
	return a.Agenda.Plan(ctx, nameOf(d), moved)
}

func nameOf(d news.Digest) string { return dueDigest + d.ID + " " + string(d.Place) }

func cutDigest(what string) (place news.Place, id string, ok bool) {
	rest, ok := strings.CutPrefix(what, dueDigest)
	id, p, cut := strings.Cut(rest, " ")
	return news.Place(p), id, ok && cut
}

// Chore does what was handed on. Its error means that doing it again may help.
func (a *App) Chore(ctx context.Context, raw []byte) error {
	var c chore
	if json.Unmarshal(raw, &c) != nil {
		a.Log.Error("a chore cannot be read")
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	err := a.doChore(ctx, c)
	if err != nil && !errors.Is(err, errNotDue) {
		a.Log.Warn("a chore is put off", "kind", c.Kind, "error", scrub(err.Error(), Request{}))
	}
	return err
}

func (a *App) doChore(ctx context.Context, c chore) error {
	switch c.Kind {
	case "feed":
		return a.poll(ctx, c.What)
	case "item":
		return a.readItem(ctx, c.What, c.Item)
	case "digest":
		place, id, ok := cutDigest(c.What)
		if !ok {
			return nil
		}
		return a.runDigest(ctx, place, id)
	}
	return nil
}
