package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// saidAction is the button that turns the pages of /who-said: speaker, about, since as a date or "", page.
const saidAction = "said"

// sayingsAPage is how many sayings /who-said shows at once.
const sayingsAPage = 5

// whoSaid answers /who-said.
func (a *App) whoSaid(ctx context.Context, r Request) (Reply, error) {
	q := news.QuoteQuery{Speaker: oneLine(r.Option("speaker")), About: oneLine(r.Option("about"))}
	if s := r.Option("since"); strings.TrimSpace(s) != "" {
		from, err := since(s, a.Now())
		if err != nil {
			return Reply{}, err
		}
		q.Since = from
	}
	return a.sayings(ctx, r.Place, q, "1")
}

// said answers the buttons "Older" and "Newer".
func (a *App) said(ctx context.Context, r Request) (Reply, error) {
	args := r.Action.Args
	if len(args) != 4 || args[0] == "" {
		return Reply{}, stale()
	}
	q := news.QuoteQuery{Speaker: args[0], About: args[1]}
	if args[2] != "" {
		from, err := time.ParseInLocation(time.DateOnly, args[2], a.Now().Location())
		if err != nil {
			return Reply{}, stale()
		}
		q.Since = from
	}
	return a.sayings(ctx, r.Place, q, args[3])
}

func (a *App) sayings(ctx context.Context, place news.Place, q news.QuoteQuery, at string) (Reply, error) {
	page, err := strconv.Atoi(at)
	if err != nil || page < 1 || page > 10_000 {
		return Reply{}, stale()
	}
	found, total, err := a.pageOfSayings(ctx, place, q, page)
	if err != nil {
		return Reply{}, err
	}
	if len(found) == 0 {
		return a.nothingSaid(ctx, place, q, total)
	}
	card := Card{Title: "On the record"}
	for i := 0; i < len(found); {
		next := i + 1
		for next < len(found) && follows(found[next-1], found[next]) {
			next++
		}
		section := sayingSection(found[i:next], i > 0 && found[i-1].Article == found[i].Article)
		if i > 0 && called(found[i-1].Speaker, found[i-1].Role) == section.Heading {
			section.Heading = ""
		}
		card.Sections = append(card.Sections, section)
		i = next
	}
	_, pages := pageOf(at, total, sayingsAPage)
	reply := Reply{Text: saidText(found, total, q), Cards: []Card{card}}
	footer := "page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages)
	var fits bool
	reply.Buttons, fits = turnSayings(q, page, pages)
	if !fits {
		footer += " · to see the others, ask for a shorter word or a later date"
	}
	reply.Cards[0].Footer = Text{subtle(footer)}
	return reply, nil
}

// overlap is how many sayings around a page are looked at to keep an utterance whole that its tags have split.
const overlap = 3

// pageOfSayings returns the sayings that begin on a page: an utterance that is split goes where it begins.
func (a *App) pageOfSayings(ctx context.Context, place news.Place, q news.QuoteQuery, page int) ([]news.Saying, int, error) {
	start := (page - 1) * sayingsAPage
	q.Skip = max(0, start-1)
	before := start - q.Skip
	q.Limit = before + sayingsAPage + overlap
	found, total, err := a.Library.Quotes(ctx, place, q)
	if err != nil || len(found) <= before {
		return nil, total, err
	}
	end := min(len(found), before+sayingsAPage)
	for end < len(found) && follows(found[end-1], found[end]) {
		end++
	}
	for before > 0 && before < end && follows(found[before-1], found[before]) {
		before++
	}
	return found[before:end], total, nil
}

// turnSayings makes the buttons to the pages beside this one, or reports that the question is too long for a button.
func turnSayings(q news.QuoteQuery, page, pages int) (buttons []Button, fits bool) {
	from := ""
	if !q.Since.IsZero() {
		from = q.Since.Format(time.DateOnly)
	}
	turn := func(label string, to int) bool {
		b := Button{Label: label, Action: Action{Name: saidAction, Args: []string{q.Speaker, q.About, from, strconv.Itoa(to)}}}
		if _, err := b.Action.Encode(); err != nil {
			return false
		}
		buttons = append(buttons, b)
		return true
	}
	if page > 1 && !turn("Newer", page-1) || page < pages && !turn("Older", page+1) {
		return nil, false
	}
	return buttons, true
}

// speakerOf names whom a page of sayings is by: the one speaker where it is one, else what was asked for.
func speakerOf(found []news.Saying, asked string) string {
	for _, s := range found {
		if s.Speaker != found[0].Speaker {
			return asked
		}
	}
	return oneLine(found[0].Speaker)
}

func saidText(found []news.Saying, total int, q news.QuoteQuery) Text {
	text := append(Text{plain("%s by ", count(total, "saying")), bold(speakerOf(found, q.Speaker))}, narrowed(q)...)
	return append(text, plain(", newest first."))
}

// narrowed repeats what a question was narrowed to.
func narrowed(q news.QuoteQuery) Text {
	var out Text
	if q.About != "" {
		out = append(out, plain(" about "), bold(q.About))
	}
	if !q.Since.IsZero() {
		out = append(out, plain(" since %s", day(q.Since, false)))
	}
	return out
}

// nothingSaid says what was searched, so that "nothing" is an answer and not a shrug.
func (a *App) nothingSaid(ctx context.Context, place news.Place, q news.QuoteQuery, total int) (Reply, error) {
	if total > 0 {
		return Reply{Text: Text{plain("There is nothing further on this page; ask again with /who-said.")}}, nil
	}
	size, err := a.Library.Size(ctx, place)
	if err != nil {
		return Reply{}, err
	}
	if size.Articles == 0 {
		return Reply{Text: nothingShared()}, nil
	}
	text := append(Text{plain("I have nothing by "), bold(q.Speaker)}, narrowed(q)...)
	text = append(text, plain(". I searched %s in the %s shared here.", count(size.Quotes, "quote"), count(size.Articles, "article")))
	if q.About != "" || !q.Since.IsZero() {
		return Reply{Text: append(text, plain(" Try the name alone."))}, nil
	}
	return Reply{Text: append(text, plain(" Try the last name alone, or share an article with /brief."))}, nil
}

func nothingShared() Text {
	return Text{plain("Nothing has been shared here yet. Start with /brief and a link.")}
}

// follows reports whether two sayings are one utterance that its tag has split.
func follows(a, b news.Saying) bool {
	return b.Continues && b.Article == a.Article && b.Index == a.Index+1 && b.Speaker == a.Speaker && a.Kind == news.Direct && b.Kind == news.Direct
}

// sayingSection shows one utterance away from its article: who, what, and where it stands.
func sayingSection(said []news.Saying, sameArticle bool) Section {
	var body Text
	for i, s := range said {
		if i > 0 {
			body = append(body, plain(" … "))
		}
		body = append(body, quoteRuns(s)...)
	}
	s := said[0]
	body, link := append(body, plain("\n")), atWords(s.Link, s.Text)
	if sameArticle {
		body = append(body, Run{Words: "in the same article", Style: Subtle, Link: link})
	} else {
		body = append(body, sourceRuns(s.Title, s.Outlet, link, s.Published, s.Guessed)...)
	}
	return Section{Heading: called(s.Speaker, s.Role), Body: body}
}

// sourceRuns says where something stands: the article's title, linked, its outlet and its date.
func sourceRuns(title, outlet, link string, published time.Time, guessed bool) Text {
	out := Text{{Words: clip(oneLine(title), 120), Style: Subtle, Link: link}, subtle(" · " + oneLine(outlet))}
	if d := day(published, guessed); d != "" {
		out = append(out, subtle(" · "+d))
	}
	return out
}
