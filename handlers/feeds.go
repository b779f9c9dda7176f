package handlers

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"onrecord/summarize/news"
)

// mostFeeds is how many feeds a place may have.
const mostFeeds = 100

// starterTable are feeds to begin with, by topic. Whoever runs this may replace it.
//
//go:embed starters.json
var starterTable []byte

// starters are the sets of feeds by topic.
func (a *App) starters() map[string][]string {
	if a.Starters != nil {
		return a.Starters
	}
	var out map[string][]string
	if json.Unmarshal(starterTable, &out) != nil {
		return nil
	}
	return out
}

func (a *App) feedsAddRow() Command {
	var topics []Choice
	for _, t := range slices.Sorted(maps.Keys(a.starters())) {
		topics = append(topics, Choice{t, t})
	}
	return Command{
		Name: "feeds add", Summary: "Have new articles of a feed read here as they come",
		Help: "Takes the address of a feed (RSS, Atom or JSON Feed), or of any page of the site: I look for the feed. What it holds now " +
			"is noted and not told; what comes from then on is read, so that /who-said, /ask and the briefings find it. With topic, a set of feeds to begin with.",
		Example: "/feeds add https://www.example.org/news",
		Options: []Option{
			{Name: "url", Summary: "Address of the feed, or of a page of its site", Max: 2000, Positional: true},
			{Name: "topic", Summary: "A set of feeds to begin with", Choices: topics[:min(len(topics), maxChoices)]},
		},
		Private: true, Admin: true, Run: a.feedsAdd,
	}
}

func (a *App) feedsListRow() Command {
	return Command{Name: "feeds list", Summary: "List the feeds that are read here, and how they do", Help: "Lists the feeds of this place, when each was read last, and what is wrong with those that fail.",
		Example: "/feeds list", Private: true, Run: a.feedsList}
}

func (a *App) feedsRemoveRow() Command {
	return Command{Name: "feeds remove", Summary: "Stop reading a feed here", Help: "Takes a feed away. What was read of it stays until it expires.", Example: "/feeds remove https://www.example.org/feed",
		Options: []Option{{Name: "url", Summary: "Address of the feed, as /feeds list shows it", Max: 2000, Required: true, Positional: true}}, Private: true, Admin: true, Run: a.feedsRemove}
}

func (a *App) feedsTestRow() Command {
	return Command{Name: "feeds test", Summary: "Show what a feed holds, without keeping anything", Help: "Reads a feed now and shows its latest entries. Nothing is kept.", Example: "/feeds test https://www.example.org/feed",
		Options: []Option{{Name: "url", Summary: "Address of the feed, or of a page of its site", Max: 2000, Required: true, Positional: true}}, Private: true, Admin: true, Run: a.feedsTest}
}

func (a *App) feedsImportRow() Command {
	return Command{Name: "feeds import", Summary: "Add all feeds of a list that another reader exported", Help: "Takes an OPML file, as feed readers export it, and adds its feeds. They are read one after the other.", Example: "/feeds import file:feeds.opml",
		Options: []Option{{Name: "file", Summary: "The OPML file", Kind: FileOption, Required: true}}, Private: true, Admin: true, Run: a.feedsImport}
}

func (a *App) feedsExportRow() Command {
	return Command{Name: "feeds export", Summary: "Get the feeds of this place as a list for other readers", Help: "Writes the feeds of this place into an OPML file.", Example: "/feeds export", Private: true, Run: a.feedsExport}
}

func (a *App) subscriptions(ctx context.Context, place news.Place) ([]news.Subscription, error) {
	if err := a.noAgenda(); err != nil {
		return nil, err
	}
	return drawer(ctx, a, place, feedsKind, func(s news.Subscription) string { return s.URL })
}

// feedPlace stands for a feed where a place is asked for.
func feedPlace(url string) news.Place { return news.Place("feed:" + url) }

// feedsAdd answers /feeds add.
func (a *App) feedsAdd(ctx context.Context, r Request) (Reply, error) {
	have, err := a.subscriptions(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if topic := r.Option("topic"); topic != "" {
		n := 0
		for _, link := range a.starters()[topic] {
			if ok, err := a.subscribe(ctx, r, news.Subscription{URL: link}, &have); err != nil {
				return Reply{}, err
			} else if ok {
				n++
			}
		}
		return Reply{Text: Text{plain("%s of the set %s added. They are read from now on; what they hold already is not told.", count(n, "feed"), topic)}}, nil
	}
	link, err := linkIn(r.Option("url"))
	if err != nil {
		return Reply{}, err
	}
	l, stamp, at, err := a.Reader.ReadFeed(ctx, link, news.Stamp{})
	if err != nil {
		return Reply{}, feedProblem(err)
	}
	if at, err = news.Canonical(at); err != nil {
		return Reply{}, err
	}
	if slices.ContainsFunc(have, func(s news.Subscription) bool { return s.URL == at }) {
		return Reply{Text: Text{bold(title(l.Title, at)), plain(" is read here already.")}}, nil
	}
	if f, err := filed[news.Feed](ctx, a, "", feedKind, at); errors.Is(err, news.ErrMissing) || err == nil && (f.First || f.Paused) {
		if err := a.Agenda.See(ctx, at, marksOf(l.Items)); err != nil {
			return Reply{}, err
		}
		if err := file(ctx, a, "", feedKind, at, news.Feed{URL: at, Title: l.Title, Had: stamp, Every: paceOf(l.Items), Polled: a.Now()}); err != nil {
			return Reply{}, err
		}
	} else if err != nil {
		return Reply{}, err
	}
	if _, err := a.subscribe(ctx, r, news.Subscription{URL: at, Title: l.Title}, &have); err != nil {
		return Reply{}, err
	}
	return Reply{
		Text:  Text{bold(title(l.Title, at)), plain(" is read here from now on. It holds %s, which I do not tell.", count(len(l.Items), "entry"))},
		Cards: latest(l),
	}, nil
}

// subscribe gives a place a feed. It reports false for one that it has.
func (a *App) subscribe(ctx context.Context, r Request, s news.Subscription, have *[]news.Subscription) (bool, error) {
	if slices.ContainsFunc(*have, func(h news.Subscription) bool { return h.URL == s.URL }) {
		return false, nil
	}
	if len(*have) >= mostFeeds {
		return false, refuse(fmt.Sprintf("A place may have %d feeds, and this one has.", mostFeeds), "Remove one first.")
	}
	s.By, s.At, s.Channel = r.Member, a.Now(), r.Channel
	next := a.Now().Add(time.Duration(len(*have)+1) * 7 * time.Second) // an imported list is not read at once
	if f, err := filed[news.Feed](ctx, a, "", feedKind, s.URL); errors.Is(err, news.ErrMissing) {
		if err := file(ctx, a, "", feedKind, s.URL, news.Feed{URL: s.URL, Title: s.Title, First: true}); err != nil {
			return false, err
		}
	} else if err != nil {
		return false, err
	} else if !f.First {
		next = f.Polled.Add(max(f.Every, fastest))
	}
	if err := a.Agenda.File(ctx, feedPlace(s.URL), readersKind, string(r.Place), []byte("{}")); err != nil {
		return false, err
	}
	if err := file(ctx, a, r.Place, feedsKind, s.URL, s); err != nil {
		return false, err
	}
	*have = append(*have, s)
	return true, a.Agenda.Plan(ctx, dueFeed+s.URL, next)
}

// latest shows the newest entries of a feed.
func latest(l news.Listing) []Card {
	card := Card{Title: "Its latest entries", Ours: true}
	var body Text
	for _, it := range l.Items[:min(len(l.Items), 3)] {
		if len(body) > 0 {
			body = append(body, plain("\n"))
		}
		body = append(body, plain("• "), Run{Words: title(it.Title, it.Link), Link: it.Link})
		if !it.Published.IsZero() {
			body = append(body, subtle(" "), at(it.Published))
		}
	}
	if len(body) == 0 {
		return nil
	}
	card.Body = body
	return []Card{card}
}

func title(t, link string) string {
	if t = oneLine(t); t != "" {
		return t
	}
	return link
}

// feedProblem words why a feed was not read.
func feedProblem(err error) error {
	if errors.Is(err, news.ErrType) || errors.Is(err, news.ErrEmpty) {
		return &Problem{Text: "I found no feed there.", Hint: "Look for a link called RSS, Atom or Feed on the site, and give me that.", Err: news.ErrType}
	}
	return err
}

// feedsList answers /feeds list.
func (a *App) feedsList(ctx context.Context, r Request) (Reply, error) {
	have, err := a.subscriptions(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if len(have) == 0 {
		return Reply{Text: Text{plain("No feed is read here yet. /feeds add takes one.")}}, nil
	}
	card := Card{Title: "Feeds", Ours: true}
	for _, s := range have {
		f, err := filed[news.Feed](ctx, a, "", feedKind, s.URL)
		if err != nil && !errors.Is(err, news.ErrMissing) {
			return Reply{}, err
		}
		card.Sections = append(card.Sections, Section{Heading: title(f.Title, title(s.Title, s.URL)), Body: append(Text{plain("%s\n", s.URL)}, stateOf(f)...)})
	}
	return Reply{Text: Text{plain("%s here.", count(len(have), "feed"))}, Cards: []Card{card}}, nil
}

// stateOf says how a feed does.
func stateOf(f news.Feed) Text {
	switch {
	case f.Paused:
		return Text{bold("Paused"), plain(": it failed for six days. %s /feeds add tries it again.", f.Reason)}
	case !f.Failing.IsZero():
		return Text{bold("Failing"), plain(" since "), at(f.Failing), plain(": %s I go on trying.", f.Reason)}
	case f.First || f.Polled.IsZero():
		return Text{subtle("not read yet")}
	}
	return Text{subtle("OK, read "), at(f.Polled), subtlef(", every %s", lasting(max(f.Every, fastest)))}
}

// lasting writes a length of time in its largest unit.
func lasting(d time.Duration) string {
	if d >= time.Hour {
		return count(int(d.Round(time.Hour)/time.Hour), "hour")
	}
	return count(int(d.Round(time.Minute)/time.Minute), "minute")
}

// feedsRemove answers /feeds remove.
func (a *App) feedsRemove(ctx context.Context, r Request) (Reply, error) {
	have, err := a.subscriptions(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	link, err := linkIn(r.Option("url"))
	if err != nil {
		return Reply{}, err
	}
	if link, err = news.Canonical(link); err != nil {
		return Reply{}, err
	}
	i := slices.IndexFunc(have, func(s news.Subscription) bool { return s.URL == link })
	if i < 0 {
		return Reply{}, refuse("That feed is not read here.", "/feeds list shows which are.")
	}
	if err := errors.Join(a.Agenda.Unfile(ctx, r.Place, feedsKind, link), a.Agenda.Unfile(ctx, feedPlace(link), readersKind, string(r.Place))); err != nil {
		return Reply{}, err
	}
	return Reply{Text: Text{bold(title(have[i].Title, link)), plain(" is not read here any more.")}}, nil
}

// feedsTest answers /feeds test.
func (a *App) feedsTest(ctx context.Context, r Request) (Reply, error) {
	if err := a.noAgenda(); err != nil {
		return Reply{}, err
	}
	link, err := linkIn(r.Option("url"))
	if err != nil {
		return Reply{}, err
	}
	l, _, at, err := a.Reader.ReadFeed(ctx, link, news.Stamp{})
	if err != nil {
		return Reply{}, feedProblem(err)
	}
	return Reply{Text: Text{bold(title(l.Title, at)), plain(" at %s holds %s; I would look every %s.", at, count(len(l.Items), "entry"), lasting(paceOf(l.Items)))}, Cards: latest(l)}, nil
}

// feedsImport answers /feeds import.
func (a *App) feedsImport(ctx context.Context, r Request) (Reply, error) {
	have, err := a.subscriptions(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	all, err := a.Reader.ReadFeedList(r.File.Data)
	if err != nil || len(all) == 0 {
		return Reply{}, &Problem{Text: "I found no feeds in that file.", Hint: "Export them from your reader as OPML.", Err: news.ErrType}
	}
	n := 0
	for _, s := range all {
		ok, err := a.subscribe(ctx, r, s, &have)
		var full *Problem
		if errors.As(err, &full) {
			return Reply{Text: Text{plain("%s added of %s. %s", count(n, "feed"), number(len(all)), full.Text)}}, nil
		}
		if err != nil {
			return Reply{}, err
		}
		if ok {
			n++
		}
	}
	return Reply{Text: Text{plain("%s added, %s of the list were here already. They are read one after the other.", count(n, "feed"), number(len(all)-n))}}, nil
}

// feedsExport answers /feeds export.
func (a *App) feedsExport(ctx context.Context, r Request) (Reply, error) {
	have, err := a.subscriptions(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	data, err := a.Reader.WriteFeedList("OnRecord", have)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Text: Text{plain("%s.", count(len(have), "feed"))}, File: &news.File{Name: "feeds.opml", Type: "text/x-opml", Data: data}}, nil
}
