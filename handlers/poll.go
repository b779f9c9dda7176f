package handlers

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// The pace of polls: as often as a feed changes, within these, and after a failure about twice as rarely each time.
const (
	fastest   = 10 * time.Minute
	slowest   = 12 * time.Hour
	givenUp   = 6 * 24 * time.Hour // of failures, until a feed is left alone
	tooOld    = 7 * 24 * time.Hour // an item that is older by its date is no news, whenever the feed brings it
	mostItems = 20                 // new ones of one poll that are read; more is a feed that was moved or went mad
)

// paceOf is how often a feed is looked at: half of what lies between its items.
func paceOf(items []news.Item) time.Duration {
	var dated []time.Time
	for _, it := range items {
		if !it.Published.IsZero() {
			dated = append(dated, it.Published)
		}
	}
	if len(dated) < 3 {
		return time.Hour
	}
	slices.SortFunc(dated, time.Time.Compare)
	dated = dated[max(0, len(dated)-20):]
	gap := dated[len(dated)-1].Sub(dated[0]) / time.Duration(len(dated)-1)
	return min(max(gap/2, fastest), slowest)
}

// marksOf are the marks by which the items of a feed are known again: link, and what they say. The feed's own ids are
// marks only where there is nothing else: feeds change all of them at once.
func marksOf(items []news.Item) (marks []string) {
	for _, it := range items {
		marks = append(marks, marksOfItem(it)...)
	}
	return marks
}

func marksOfItem(it news.Item) []string {
	mark := func(kind, s string) string {
		sum := sha256.Sum256([]byte(s))
		return kind + hex.EncodeToString(sum[:10])
	}
	var out []string
	if it.Link != "" {
		out = append(out, mark("l", it.Link))
	}
	if words := strings.Fields(strings.ToLower(it.Title)); len(words) >= 4 { // shorter titles come again
		out = append(out, mark("t", strings.Join(words, " ")))
	}
	if len(out) == 0 {
		out = append(out, mark("i", cmp.Or(it.ID, it.Title+it.HTML)))
	}
	return out
}

// poll reads a feed and has what is new in it read for every place that subscribes.
func (a *App) poll(ctx context.Context, url string) error {
	f, err := filed[news.Feed](ctx, a, "", feedKind, url)
	if errors.Is(err, news.ErrMissing) {
		return a.Agenda.Unplan(ctx, dueFeed+url)
	}
	if err != nil {
		return err
	}
	readers, err := a.Agenda.Drawer(ctx, feedPlace(url), readersKind)
	if err != nil {
		return err
	}
	if len(readers) == 0 { // the last place has left
		return errors.Join(a.Agenda.Unfile(ctx, "", feedKind, url), a.Agenda.Unplan(ctx, dueFeed+url))
	}
	l, stamp, _, err := a.Reader.ReadFeed(ctx, url, f.Had)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	now := a.Now()
	switch {
	case errors.Is(err, news.ErrUnchanged):
		f.Polled, f.Failing, f.Failures, f.Reason = now, time.Time{}, 0, ""
	case err != nil:
		if err := a.failed(ctx, &f, err, readers); err != nil {
			return err
		}
	default:
		if err := a.takeIn(ctx, f, l); err != nil {
			return err
		}
		f.Polled, f.Failing, f.Failures, f.Reason, f.First = now, time.Time{}, 0, "", false
		f.Title, f.Had, f.Every = cmp.Or(l.Title, f.Title), stamp, paceOf(l.Items)
	}
	if err := file(ctx, a, "", feedKind, url, f); err != nil {
		return err
	}
	if f.Paused {
		return a.Agenda.Unplan(ctx, dueFeed+url)
	}
	return a.Agenda.Plan(ctx, dueFeed+url, now.Add(nextPoll(f)))
}

// nextPoll is how long a feed is left alone, a little different for each.
func nextPoll(f news.Feed) time.Duration {
	d := min(max(f.Every, fastest)<<min(f.Failures, 8), slowest)
	if f.Failures > 0 && f.Reason == slowDown {
		d = max(d, time.Hour)
	}
	h := fnv.New32a()
	h.Write([]byte(f.URL))
	return d + time.Duration(h.Sum32()%1000)*d/10000
}

// slowDown is the reason of a failure that asks for more time.
const slowDown = "The website says that I ask too often."

// failed notes a failure. After six days the feed is left alone, and its places are told.
func (a *App) failed(ctx context.Context, f *news.Feed, err error, readers map[string][]byte) error {
	f.Failures++
	if f.Failing.IsZero() {
		f.Failing = a.Now()
	}
	f.Reason = reasonOf(feedProblem(err))
	if a.Now().Sub(f.Failing) < givenUp {
		return nil
	}
	f.Paused = true
	for place := range readers {
		s, err := filed[news.Subscription](ctx, a, news.Place(place), feedsKind, f.URL)
		if err != nil || s.Channel == "" || a.Announcer == nil {
			continue
		}
		told := Reply{Text: Text{plain("I have stopped reading "), bold(title(f.Title, f.URL)), plain(": it failed for six days. %s /feeds add tries it again.", f.Reason)}}
		if err := a.Announcer.Announce(ctx, s.Channel, told, "paused "+place+f.URL, false); err != nil && !errors.Is(err, news.ErrGone) {
			a.Log.Warn("notice not posted", "place", place, "error", err)
		}
	}
	return nil
}

// reasonOf says in words why a feed was not read.
func reasonOf(err error) string {
	var status news.StatusError
	if errors.As(err, &status) && status.Code == 429 {
		return slowDown
	}
	var p *Problem
	if errors.As(worded(err, Request{}), &p) {
		return p.Text
	}
	return "I do not know why."
}

// chore is work that waits to be done.
type chore struct {
	Kind string    `json:"kind"` // "feed", "item", "digest"
	What string    `json:"what"` // address of the feed; place and id of the briefing
	Due  time.Time `json:"due,omitzero"`
	Item news.Item `json:"item,omitzero"`
}

// takeIn has the new items of a feed read. They are marked as seen after they are handed on, so that a process that dies
// in between hands them on again; who gets them twice reads them once.
func (a *App) takeIn(ctx context.Context, f news.Feed, l news.Listing) error {
	if f.First {
		return a.Agenda.See(ctx, f.URL, marksOf(l.Items))
	}
	fresh := 0
	for _, it := range l.Items {
		marks := marksOfItem(it)
		unseen, err := a.Agenda.Unseen(ctx, f.URL, marks)
		if err != nil {
			return err
		}
		if slices.Contains(unseen, false) || !it.Published.IsZero() && a.Now().Sub(it.Published) > tooOld {
			continue
		}
		if fresh++; fresh > mostItems {
			break
		}
		if it.Published.After(a.Now().Add(time.Hour)) {
			it.Published = time.Time{} // nobody writes tomorrow
		}
		if err := a.hand(ctx, "item "+strings.Join(marks, " "), chore{Kind: "item", What: f.URL, Item: it}); err != nil {
			return err
		}
	}
	if fresh > mostItems {
		a.Log.Warn("a feed brings more than is read of it at once", "feed", f.URL, "items", len(l.Items))
	}
	return a.Agenda.See(ctx, f.URL, marksOf(l.Items))
}

// choreLife is how long work may wait.
const choreLife = 20 * time.Hour

// hand has a chore done, once for an id.
func (a *App) hand(ctx context.Context, id string, c chore) error {
	if a.Chores == nil {
		return a.doChore(ctx, c)
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return a.Chores.Put(ctx, id, raw, 0, a.Now().Add(choreLife))
}

// readItem briefs an item of a feed and keeps it in every place that subscribes.
func (a *App) readItem(ctx context.Context, url string, it news.Item) error {
	f, err := filed[news.Feed](ctx, a, "", feedKind, url)
	if errors.Is(err, news.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	readers, err := a.Agenda.Drawer(ctx, feedPlace(url), readersKind)
	if err != nil {
		return err
	}
	b, _, err := a.Library.Recall(ctx, "", it.Link)
	if err != nil {
		if b, err = a.Reader.BriefItem(ctx, it, f.Title, ""); err != nil {
			if ctx.Err() == nil {
				a.Log.Info("an item of a feed is not read", "feed", url, "error", scrub(err.Error(), Request{}))
				return nil // the page may never be readable; the next item may
			}
			return err
		}
	}
	for place := range readers {
		_, err := a.Agenda.Filed(ctx, news.Place(place), feedsKind, url)
		if errors.Is(err, news.ErrMissing) { // a place that was forgotten, with its feeds
			if err := a.Agenda.Unfile(ctx, feedPlace(url), readersKind, place); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		share := news.Share{By: news.Member{Name: title(f.Title, url)}, At: a.Now()}
		if _, err := a.Library.Keep(ctx, news.Place(place), share, b, it.Link); err != nil {
			return err
		}
		a.collect(ctx, news.Place(place), b, share, "")
	}
	return nil
}
