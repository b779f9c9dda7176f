package handlers

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

const (
	mostDigests = 10
	digestSize  = 5 // stories, where nothing else is said; more do not fit one message
)

func (a *App) digests(ctx context.Context, place news.Place) ([]news.Digest, error) {
	if err := a.noAgenda(); err != nil {
		return nil, err
	}
	return drawer(ctx, a, place, digestsKind, func(d news.Digest) string { return d.ID })
}

// digestSetup answers /digest setup.
func (a *App) digestSetup(ctx context.Context, r Request) (Reply, error) {
	have, err := a.digests(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if len(have) >= mostDigests {
		return Reply{}, refuse(fmt.Sprintf("A place may have %d briefings, and this one has.", mostDigests), "Remove one first.")
	}
	s, err := scheduleOf(r)
	if err != nil {
		return Reply{}, err
	}
	zone, err := a.zone(s.Zone)
	if err != nil || s.Zone == "" || s.Zone == "Local" {
		hint := "Write it like Europe/Berlin or America/New_York."
		if like := zonesLike(s.Zone); len(like) > 0 {
			hint = "Perhaps " + list(like[:min(3, len(like))], "or") + "?"
		}
		return Reply{}, refuse("I do not know that time zone.", hint)
	}
	d := news.Digest{
		ID: shortID(), Place: r.Place, Channel: r.Option("channel"), Schedule: s, Size: digestSize,
		Empty: r.Option("empty") == "true", Publish: r.Option("publish") == "true", Told: a.Now().Add(-24 * time.Hour),
	}
	if d.Channel == "" {
		d.Channel = r.Channel
	}
	if n, err := strconv.Atoi(r.Option("size")); err == nil {
		d.Size = n
	}
	if from := r.Option("from"); from != "both" {
		d.From = from
	}
	for t := range strings.SplitSeq(r.Option("topics"), ",") {
		if t = oneLine(t); t != "" {
			d.Topics = append(d.Topics, t)
		}
	}
	if err := file(ctx, a, r.Place, digestsKind, d.ID, d); err != nil {
		return Reply{}, err
	}
	if err := a.plan(ctx, d, a.Now()); err != nil {
		return Reply{}, err
	}
	next := d.Schedule.Next(a.Now(), zone)
	return Reply{Text: Text{plain("The briefing "), bold(d.ID), plain(" is set up. It comes next "), at(next), plain(". /digest preview shows what it would be now.")}}, nil
}

// theDigest finds the briefing that a request is about.
func (a *App) theDigest(ctx context.Context, r Request) (news.Digest, error) {
	have, err := a.digests(ctx, r.Place)
	if err != nil {
		return news.Digest{}, err
	}
	return one(have, strings.ToLower(r.Option("id")), func(d news.Digest) string { return d.ID }, "briefing")
}

// digestPreview answers /digest preview; a place without a briefing sees what one would be.
func (a *App) digestPreview(ctx context.Context, r Request) (Reply, error) {
	have, err := a.digests(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	d := news.Digest{Place: r.Place, Size: digestSize, Told: a.Now().Add(-24 * time.Hour), Schedule: news.Schedule{Zone: "UTC"}}
	if len(have) > 0 {
		if d, err = one(have, strings.ToLower(r.Option("id")), func(d news.Digest) string { return d.ID }, "briefing"); err != nil {
			return Reply{}, err
		}
	}
	e, err := a.compose(ctx, d)
	if err != nil {
		return Reply{}, err
	}
	if len(e.stories) == 0 {
		return Reply{Text: Text{plain("There would be nothing to tell: %s", e.fates())}}, nil
	}
	return e.reply(), nil
}

// digestNow answers /digest now.
func (a *App) digestNow(ctx context.Context, r Request) (Reply, error) {
	d, err := a.theDigest(ctx, r)
	if err != nil {
		return Reply{}, err
	}
	if a.Announcer == nil {
		return a.digestPreview(ctx, r)
	}
	told, err := a.tellDigest(ctx, &d, "now "+shortID())
	if errors.Is(err, news.ErrGone) {
		return Reply{}, refuse("I may not post in that channel, or it is gone.", "`onrecord setup` tells what is missing there.")
	}
	if err != nil {
		return Reply{}, err
	}
	if !told {
		return Reply{Text: Text{plain("There is nothing new to tell.")}}, nil
	}
	return Reply{Text: Text{plain("Posted.")}}, nil
}

// digestList answers /digest list.
func (a *App) digestList(ctx context.Context, r Request) (Reply, error) {
	have, err := a.digests(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if len(have) == 0 {
		return Reply{Text: Text{plain("There is no briefing here yet. /digest setup makes one.")}}, nil
	}
	card := Card{Title: "Briefings", Ours: true}
	for _, d := range have {
		body := Text{plain("%02d:%02d, %s", d.Schedule.Hour, d.Schedule.Minute, d.Schedule.Zone)}
		if d.Channel != "" {
			body = append(body, plain(" in "), Run{Words: "#" + d.Channel, Channel: d.Channel})
		}
		if len(d.Topics) > 0 {
			body = append(body, plain(", about %s", list(d.Topics, "or")))
		}
		zone, err := a.zone(d.Schedule.Zone)
		switch {
		case d.Paused != "":
			body = append(body, plain("\n"), bold("Rests"), plain(": %s", d.Paused))
		case err == nil:
			body = append(body, plain("\nnext "), at(d.Schedule.Next(a.Now(), zone)))
		}
		card.Sections = append(card.Sections, Section{Heading: d.ID, Body: body})
	}
	return Reply{Text: Text{plain("%s here.", count(len(have), "briefing"))}, Cards: []Card{card}}, nil
}

// digestPause answers /digest pause.
func (a *App) digestPause(ctx context.Context, r Request) (Reply, error) {
	d, err := a.theDigest(ctx, r)
	if err != nil {
		return Reply{}, err
	}
	d.Paused = "somebody who manages this place let it rest. /digest resume lets it come again."
	return Reply{Text: Text{bold(d.ID), plain(" rests.")}}, errors.Join(file(ctx, a, r.Place, digestsKind, d.ID, d), a.Agenda.Unplan(ctx, nameOf(d)))
}

// digestResume answers /digest resume.
func (a *App) digestResume(ctx context.Context, r Request) (Reply, error) {
	d, err := a.theDigest(ctx, r)
	if err != nil {
		return Reply{}, err
	}
	d.Paused = ""
	if err := errors.Join(file(ctx, a, r.Place, digestsKind, d.ID, d), a.plan(ctx, d, a.Now())); err != nil {
		return Reply{}, err
	}
	return a.digestList(ctx, r)
}

// digestRemove answers /digest remove.
func (a *App) digestRemove(ctx context.Context, r Request) (Reply, error) {
	d, err := a.theDigest(ctx, r)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Text: Text{bold(d.ID), plain(" is gone.")}}, errors.Join(a.Agenda.Unfile(ctx, r.Place, digestsKind, d.ID), a.Agenda.Unplan(ctx, nameOf(d)), a.dropWhy(ctx, r.Place, d.ID))
}

// runDigest makes and posts a briefing that is due today, unless it has been.
func (a *App) runDigest(ctx context.Context, place news.Place, id string) error {
	d, err := filed[news.Digest](ctx, a, place, digestsKind, id)
	if errors.Is(err, news.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	zone, err := a.zone(d.Schedule.Zone)
	if err != nil {
		return err
	}
	date := news.Date(a.Now(), zone)
	if d.Paused != "" || d.Last >= date || !d.Schedule.On(a.Now().In(zone).Weekday()) {
		return nil
	}
	claim := "digest " + string(place) + " " + id + " " + date
	mine, err := a.Agenda.Claim(ctx, claim, claimLife)
	if err != nil {
		return err
	}
	if !mine {
		return errNotDue // somebody is at it, or died over it a moment ago: look again
	}
	shown := false
	if d.Trying == date && a.Announcer != nil { // somebody died over it, perhaps after it was posted
		if shown, err = a.Announcer.Shown(ctx, d.Channel, whyOf(d, date)); err != nil {
			return errors.Join(err, a.Agenda.Unclaim(ctx, claim))
		}
	}
	tried := d
	d.Trying, d.Last = date, date
	if shown {
		d.Told = a.Now()
		return a.refile(ctx, d)
	}
	tried.Trying = date
	if err := a.refile(ctx, tried); err != nil {
		return errors.Join(err, a.Agenda.Unclaim(ctx, claim))
	}
	_, err = a.tellDigest(ctx, &d, claim)
	if errors.Is(err, news.ErrGone) {
		d.Paused = "the channel is gone, or I may not post there any more. /digest resume tries again, /digest setup makes a new one."
		return errors.Join(a.refile(ctx, d), a.Agenda.Unplan(ctx, nameOf(d)))
	}
	if err != nil {
		return errors.Join(err, a.Agenda.Unclaim(ctx, claim))
	}
	return nil
}

// refile keeps what has become of a briefing, unless it was removed meanwhile.
func (a *App) refile(ctx context.Context, d news.Digest) error {
	return amend(ctx, a, d.Place, digestsKind, d.ID, func(kept *news.Digest) { *kept = d })
}

// tellDigest composes and posts a briefing, and remembers that it did. It reports whether there was anything to post.
func (a *App) tellDigest(ctx context.Context, d *news.Digest, once string) (bool, error) {
	e, err := a.compose(ctx, *d)
	if err != nil {
		return false, err
	}
	told := len(e.stories) > 0 || d.Empty
	if told && a.Announcer != nil {
		if err := a.Announcer.Announce(ctx, d.Channel, e.reply(), once, d.Publish); err != nil {
			return false, err
		}
	}
	d.Told = e.until
	if err := a.refile(ctx, *d); err != nil {
		return told, err
	}
	a.keepWhy(ctx, *d, e)
	return told, nil
}
