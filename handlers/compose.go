package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

const (
	sweepEvery  = time.Hour
	inboxLife   = 72 * time.Hour
	mostInbox   = 300 // articles that one briefing is made of
	aTopic      = 2   // stories at most that have the same weightiest issue
	storyPoints = 2
	oldNews     = 48 * time.Hour
	whyAction   = "why"
	storyAction = "story"
)

// arrival is an article that a place got.
type arrival struct {
	Article string      `json:"article"`
	At      time.Time   `json:"at"`
	By      news.Member `json:"by"`
	Shared  bool        `json:"shared,omitempty"` // by a member, not by a feed
}

// collect notes that a place got an article, for its briefings, and tells who watches for what is said in it. What fails
// here costs a line of a briefing and not the brief.
func (a *App) collect(ctx context.Context, place news.Place, b *news.Brief, share news.Share, channel string) {
	if a.Agenda == nil {
		return
	}
	if _, err := a.Agenda.Filed(ctx, place, inboxKind, b.Article.ID); err == nil || !errors.Is(err, news.ErrMissing) {
		return // it was here before
	}
	// Those who watch are told first: the note marks that they were, also for a process that does this again.
	if err := a.tellWatches(ctx, place, b, channel); err != nil {
		a.Log.Warn("watches not told", "place", string(place), "error", err)
	}
	in := arrival{Article: b.Article.ID, At: share.At, By: share.By, Shared: share.By.ID != ""}
	if err := file(ctx, a, place, inboxKind, b.Article.ID, in); err != nil {
		a.Log.Warn("arrival not noted", "place", string(place), "error", err)
		return
	}
	if mine, err := a.Agenda.Claim(ctx, "sweep "+string(place), sweepEvery); err != nil || !mine {
		return
	}
	if err := a.sweepInbox(ctx, place); err != nil {
		a.Log.Warn("old arrivals not let go of", "place", string(place), "error", err)
	}
}

// told is a story of a briefing.
type told struct {
	articles []*news.Brief // the fullest first
	by       []news.Member // who shared them
	news     int           // how many of them came in since the last briefing
	score    float64
}

// edition is one briefing, and how it came about.
type edition struct {
	at, until time.Time
	stories   []told
	steps     []step
	id        string
}

// step is what one stage of the choice did, in plain words.
type step struct {
	What   string   `json:"what"`
	Titles []string `json:"titles,omitempty"`
}

// compose makes a briefing of what a place got since the last one.
func (a *App) compose(ctx context.Context, d news.Digest) (edition, error) {
	zone, err := a.zone(d.Schedule.Zone)
	if err != nil {
		return edition{}, err
	}
	now := a.Now()
	e := edition{at: now.In(zone), until: now, id: d.ID}
	all, err := drawer(ctx, a, d.Place, inboxKind, func(in arrival) int64 { return -in.At.UnixMilli() })
	if err != nil {
		return e, err
	}
	all = all[:min(len(all), mostInbox)]
	var briefs []*news.Brief
	from := map[string]arrival{}
	var early, other, old, gone []string
	for _, in := range all {
		b, err := a.Library.Brief(ctx, d.Place, in.Article)
		if errors.Is(err, news.ErrMissing) {
			gone = append(gone, in.Article)
			continue
		}
		if err != nil {
			return e, err
		}
		name := oneLine(b.Article.Title)
		switch {
		case d.From == "feeds" && in.Shared || d.From == "shared" && !in.Shared:
			other = append(other, name)
			continue
		case !b.Article.Published.IsZero() && now.Sub(b.Article.Published) > oldNews && !in.Shared:
			old = append(old, name)
			continue
		case !in.At.After(d.Told):
			early = append(early, name)
		}
		briefs, from[in.Article] = append(briefs, b), in
	}
	e.note("%s came in over three days", len(all), nil)
	e.note("%s had been let go of since", len(gone), nil)
	e.note("%s did not come from where this briefing takes its articles", len(other), other)
	e.note("%s had been published more than two days ago", len(old), old)
	e.note("%s had come in before the last briefing; they only show how stories go on", len(early), early)
	if len(d.Topics) > 0 {
		var off []string
		briefs = slices.DeleteFunc(briefs, func(b *news.Brief) bool {
			if aboutAny(b, d.Topics) {
				return false
			}
			off = append(off, oneLine(b.Article.Title))
			return true
		})
		e.note("%s "+"were not about "+strings.ReplaceAll(list(d.Topics, "or"), "%", "%%"), len(off), off)
	}
	e.pick(a.Reader.Stories(briefs), briefs, from, d)
	return e, nil
}

// note adds a stage, unless nothing happened in it.
func (e *edition) note(format string, n int, titles []string) {
	if n > 0 {
		e.steps = append(e.steps, step{fmt.Sprintf(format, count(n, "article")) + ".", titles})
	}
}

// pick ranks the stories: by how many outlets carry them, how new they are, how much is quoted; and keeps one topic from
// filling the briefing.
func (e *edition) pick(stories []news.Story, briefs []*news.Brief, from map[string]arrival, d news.Digest) {
	var all []told
	var known []string
	copies := 0
	for _, s := range stories {
		t := told{}
		for _, i := range s.Articles {
			b := briefs[i]
			in := from[b.Article.ID]
			if in.At.After(d.Told) {
				t.news++
			}
			if slices.Contains(s.Copies, i) {
				copies++
			}
			if in.Shared && in.By.ID != "" && !slices.Contains(t.by, in.By) {
				t.by = append(t.by, in.By)
			}
			t.articles = append(t.articles, b)
		}
		if t.news == 0 {
			known = append(known, oneLine(t.articles[0].Article.Title))
			continue
		}
		// What is new leads: the fullest of the articles that came in since.
		slices.SortStableFunc(t.articles, func(x, y *news.Brief) int {
			return cmp.Compare(isNew(from[y.Article.ID], d), isNew(from[x.Article.ID], d))
		})
		t.score = 2*float64(s.Outlets) + 0.5*float64(t.news) + float64(len(t.by))
		for _, b := range t.articles {
			t.score += 0.1 * float64(min(len(b.Quotes), 10)) / float64(len(t.articles))
		}
		all = append(all, t)
	}
	e.note("%s say what another one says word for word", copies, nil)
	e.note("%s belong to stories that were told before, without anything new", len(known), known)
	slices.SortStableFunc(all, func(x, y told) int { return cmp.Compare(y.score, x.score) })
	topics := map[string]int{}
	var crowd, rest []string
	for _, t := range all {
		name := oneLine(t.articles[0].Article.Title)
		topic := topicOf(t.articles[0])
		switch {
		case topic != "" && topics[topic] >= aTopic:
			crowd = append(crowd, name)
		case len(e.stories) >= cmp.Or(d.Size, digestSize):
			rest = append(rest, name)
		default:
			topics[topic]++
			e.stories = append(e.stories, t)
		}
	}
	e.note("%s were about what two stories are about already", len(crowd), crowd)
	e.note("%s were carried by fewer outlets, and there was no room", len(rest), rest)
	var in []string
	for _, t := range e.stories {
		in = append(in, fmt.Sprintf("%s (%s, %s)", oneLine(t.articles[0].Article.Title), count(len(t.outlets()), "outlet"), count(t.news, "new article")))
	}
	if len(in) > 0 {
		e.steps = append(e.steps, step{"Told, the most carried first:", in})
	}
}

// isNew is 1 for what came in after the last briefing.
func isNew(in arrival, d news.Digest) int {
	if in.At.After(d.Told) {
		return 1
	}
	return 0
}

func topicOf(b *news.Brief) string {
	if len(b.Issues) == 0 {
		return ""
	}
	return strings.ToLower(b.Article.At(b.Issues[0].Label))
}

// aboutAny reports whether an article's title, gist or issues hold one of the topics.
func aboutAny(b *news.Brief, topics []string) bool {
	text := strings.ToLower(b.Article.Title + " " + b.Gist.Text)
	for _, is := range b.Issues {
		text += " " + strings.ToLower(b.Article.At(is.Label))
	}
	for _, t := range topics {
		whole := true
		for _, w := range strings.Fields(strings.ToLower(t)) {
			whole = whole && strings.Contains(text, w)
		}
		if whole {
			return true
		}
	}
	return false
}

// fates says in one line what became of what came in.
func (e edition) fates() string {
	if len(e.steps) == 0 {
		return "nothing came in."
	}
	var out []string
	for _, s := range e.steps {
		out = append(out, strings.TrimSuffix(s.What, "."))
	}
	return strings.Join(out, "; ") + "."
}

// sweepInbox takes out what no briefing needs any more.
func (a *App) sweepInbox(ctx context.Context, place news.Place) error {
	all, err := drawer(ctx, a, place, inboxKind, func(in arrival) string { return in.Article })
	if err != nil {
		return err
	}
	var old []string
	for _, in := range all {
		if a.Now().Sub(in.At) > inboxLife {
			old = append(old, in.Article)
		}
	}
	return a.Agenda.Unfile(ctx, place, inboxKind, old...)
}

// openStory answers the menu under a briefing.
func (a *App) openStory(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 1 {
		return Reply{}, stale()
	}
	b, err := a.Library.Brief(ctx, r.Place, r.Action.Args[0])
	if err != nil {
		return Reply{}, gone(err)
	}
	return telling{Brief: b, Kept: true}.reply(), nil
}
