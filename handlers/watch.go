package handlers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"onrecord/summarize/news"
)

const (
	mostWatches = 50
	watchRest   = 10 * time.Minute // after a message, in which further quotations are only counted
	watchShows  = 3                // quotations in one message
)

func (a *App) watchAddRow() Command {
	return Command{
		Name: "watch add", Summary: "Be told here when somebody says something new",
		Help: "Posts a message in this channel when an article comes in that quotes the speaker, or quotes somebody about these words, or both. " +
			"After a message there is a rest of ten minutes; what is said in it is counted in the next one.",
		Example: "/watch add Moreno about:harbour",
		Options: []Option{
			{Name: "speaker", Summary: "Full or last name", Max: 100, Speaker: true, Positional: true},
			{Name: "about", Summary: "Words that the quotation, or its sentence, holds", Max: 100},
		},
		Private: true, Run: a.watchAdd,
	}
}

func (a *App) watchListRow() Command {
	return Command{Name: "watch list", Summary: "List what this place watches for", Help: "Lists what is watched for here, and by whom.", Example: "/watch list", Private: true, Run: a.watchList}
}

func (a *App) watchRemoveRow() Command {
	return Command{Name: "watch remove", Summary: "Stop watching for something", Help: "Takes a watch away: one's own, or, for those who manage the place, any.", Example: "/watch remove",
		Options: []Option{{Name: "id", Summary: "Which one, if there are several", Max: 10, Positional: true}}, Private: true, Run: a.watchRemove}
}

func (a *App) watches(ctx context.Context, place news.Place) ([]news.Watch, error) {
	if err := a.noAgenda(); err != nil {
		return nil, err
	}
	return drawer(ctx, a, place, watchesKind, func(w news.Watch) string { return w.ID })
}

// watchAdd answers /watch add.
func (a *App) watchAdd(ctx context.Context, r Request) (Reply, error) {
	have, err := a.watches(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	w := news.Watch{ID: shortID(), Place: r.Place, Channel: r.Channel, Speaker: oneLine(r.Option("speaker")), About: oneLine(r.Option("about")), By: r.Member}
	switch {
	case len(tokens(w.Speaker)) == 0 && len(tokens(w.About)) == 0:
		return Reply{}, refuse("I need something to watch for.", "Give me a speaker, or words, or both; for example: /watch add Moreno about:harbour")
	case len(have) >= mostWatches:
		return Reply{}, refuse(fmt.Sprintf("A place may have %d watches, and this one has.", mostWatches), "Remove one first.")
	case slices.ContainsFunc(have, func(h news.Watch) bool {
		return strings.EqualFold(h.Speaker, w.Speaker) && strings.EqualFold(h.About, w.About) && h.Channel == w.Channel
	}):
		return Reply{}, refuse("That is watched for here already.", "/watch list shows what is.")
	}
	if err := file(ctx, a, r.Place, watchesKind, w.ID, w); err != nil {
		return Reply{}, err
	}
	return Reply{Text: append(append(Text{plain("I tell here when something new comes in ")}, watchRuns(w.Speaker, w.About)...), plain(". Its id is "), bold(w.ID), plain("."))}, nil
}

// watchRuns words what a watch is for.
func watchRuns(speaker, about string) Text {
	var out Text
	if speaker != "" {
		out = append(out, plain("by "), bold(speaker))
	}
	if about != "" {
		if len(out) > 0 {
			out = append(out, plain(" "))
		}
		out = append(out, plain("about "), bold(about))
	}
	return out
}

// watchList answers /watch list.
func (a *App) watchList(ctx context.Context, r Request) (Reply, error) {
	have, err := a.watches(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if len(have) == 0 {
		return Reply{Text: Text{plain("Nothing is watched for here yet. /watch add does it.")}}, nil
	}
	card := Card{Title: "Watched for", Ours: true}
	for _, w := range have {
		body := append(watchRuns(w.Speaker, w.About), subtle(" · "), Run{Words: oneLine(w.By.Name), Style: Subtle, Member: w.By})
		if w.Channel != "" {
			body = append(body, subtle(" · "), Run{Words: "#" + w.Channel, Style: Subtle, Channel: w.Channel})
		}
		card.Sections = append(card.Sections, Section{Heading: w.ID, Body: body})
	}
	return Reply{Text: Text{plain("%s here.", count(len(have), "watch"))}, Cards: []Card{card}}, nil
}

// watchRemove answers /watch remove.
func (a *App) watchRemove(ctx context.Context, r Request) (Reply, error) {
	have, err := a.watches(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	w, err := one(have, strings.ToLower(r.Option("id")), func(w news.Watch) string { return w.ID }, "watch")
	if err != nil {
		return Reply{}, err
	}
	if w.By.ID != r.Member.ID && !r.Admin {
		return Reply{}, refuse("That is somebody else's.", "Ask them, or somebody who manages this place.")
	}
	return Reply{Text: append(append(Text{plain("I do not tell any more what is said ")}, watchRuns(w.Speaker, w.About)...), plain("."))}, a.Agenda.Unfile(ctx, r.Place, watchesKind, w.ID)
}

// tokens are the words of a name or a topic, as they are compared.
func tokens(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// holds reports whether all words are among others. A word of four letters or more may go on: "harbour" finds "harbours".
func holds(words, among []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(among, func(x string) bool { return x == w || len(w) >= 4 && strings.HasPrefix(x, w) }) {
			return false
		}
	}
	return true
}

// watched are the utterances of a brief that a watch is for.
func watched(w news.Watch, b *news.Brief) (out []chain) {
	speaker, about := tokens(w.Speaker), tokens(w.About)
	for _, c := range quoteChains(b) {
		s := b.Saying(c[0])
		if len(speaker) > 0 {
			if name := tokens(s.Speaker); len(name) == 0 || !subset(speaker, name) {
				continue
			}
		}
		if len(about) > 0 {
			text := s.Text
			if sentence, ok := b.Article.Sentence(b.Quotes[c[0]].Sentence); ok {
				text += " " + b.Article.At(sentence.Span)
			}
			if !holds(about, tokens(text+" "+b.Article.Title)) {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// subset reports whether all words are among others, whole.
func subset(words, among []string) bool {
	for _, w := range words {
		if !slices.Contains(among, w) {
			return false
		}
	}
	return true
}

// tellWatches tells those who watch what a new article quotes, unless it was shared in their own channel a moment ago.
func (a *App) tellWatches(ctx context.Context, place news.Place, b *news.Brief, channel string) error {
	if a.Announcer == nil {
		return nil
	}
	all, err := drawer(ctx, a, place, watchesKind, func(w news.Watch) string { return w.ID })
	if err != nil {
		return err
	}
	var errs []error
	for _, w := range all {
		found := watched(w, b)
		if len(found) == 0 || w.Channel == "" || w.Channel == channel {
			continue
		}
		errs = append(errs, a.tellWatch(ctx, w, b, found))
	}
	return errors.Join(errs...)
}

func (a *App) tellWatch(ctx context.Context, w news.Watch, b *news.Brief, found []chain) error {
	once := "watch " + string(w.Place) + " " + w.ID + " " + b.Article.ID
	mine, err := a.Agenda.Claim(ctx, once, claimLife)
	if err != nil || !mine {
		return err
	}
	if a.Now().Sub(w.Told) < watchRest {
		return amend(ctx, a, w.Place, watchesKind, w.ID, func(w *news.Watch) { w.Held += len(found) })
	}
	card := Card{Title: oneLine(b.Article.Title), Footer: Text{subtle(b.Article.Outlet())}}
	if onWeb(b.Article.Link) {
		card.Link = b.Article.Link
	}
	for _, c := range found[:min(len(found), watchShows)] {
		card.Sections = addQuote(card.Sections, b, c)
	}
	text := append(Text{plain("New ")}, watchRuns(w.Speaker, w.About)...)
	if n := len(found) - watchShows; n > 0 {
		text = append(text, plain(", and %s in the article", count(n, "other")))
	}
	if w.Held > 0 {
		text = append(text, plain("; %s came in meanwhile, /who-said finds them", count(w.Held, "other")))
	}
	r := Reply{Text: append(text, plain(".")), Cards: []Card{card}, Buttons: []Button{{Label: "All quotes (" + number(len(b.Quotes)) + ")", Action: Action{Name: quotesAction, Args: []string{b.Article.ID, "1"}}}}}
	switch err := a.Announcer.Announce(ctx, w.Channel, r, once, false); {
	case errors.Is(err, news.ErrGone):
		return a.Agenda.Unfile(ctx, w.Place, watchesKind, w.ID)
	case err != nil:
		return errors.Join(err, a.Agenda.Unclaim(ctx, once))
	}
	return amend(ctx, a, w.Place, watchesKind, w.ID, func(w *news.Watch) { w.Told, w.Held = a.Now(), 0 })
}
