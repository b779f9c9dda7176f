package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// The buttons under a page of /who-said: another page, and the paragraphs that its sayings stand in. Their arguments
// are the question (see [questionArgs]) and the page.
const (
	saidAction    = "said"
	contextAction = "context"
)

// sayingsAPage is how many sayings /who-said shows at once.
const sayingsAPage = 5

// whoSaid answers /who-said.
func (a *App) whoSaid(ctx context.Context, r Request) (Reply, error) {
	q, err := a.Question(r, false)
	if err != nil {
		return Reply{}, err
	}
	return a.sayings(ctx, r.Place, q, 1)
}

// Question reads the options that narrow a search for quotations. At least one of them is needed, unless all will do.
func (a *App) Question(r Request, all bool) (news.QuoteQuery, error) {
	q := news.QuoteQuery{Speaker: oneLine(r.Option("speaker")), About: oneLine(r.Option("about")), Source: oneLine(r.Option("source"))}
	if s := r.Option("since"); strings.TrimSpace(s) != "" {
		from, err := since(s, a.Now())
		if err != nil {
			return q, err
		}
		q.Since = from
	}
	if !all && q == (news.QuoteQuery{}) {
		return q, refuse("I need something to look for.", "Give me a speaker, some words that the saying is about, a source, or a time; for example: /who-said Moreno about:harbour")
	}
	return q, nil
}

// questionArgs writes a question as the arguments of a button.
func questionArgs(q news.QuoteQuery) []string {
	from := ""
	if !q.Since.IsZero() {
		from = q.Since.Format(time.DateOnly)
	}
	return []string{q.Speaker, q.About, from, q.Source}
}

// readQuestion is the opposite of questionArgs, with the page that follows it.
func (a *App) readQuestion(args []string) (q news.QuoteQuery, page int, err error) {
	if len(args) != 5 || strings.Join(args[:4], "") == "" {
		return q, 0, stale()
	}
	q = news.QuoteQuery{Speaker: args[0], About: args[1], Source: args[3]}
	if args[2] != "" {
		if q.Since, err = time.ParseInLocation(time.DateOnly, args[2], a.Now().Location()); err != nil {
			return q, 0, stale()
		}
	}
	if page, err = strconv.Atoi(args[4]); err != nil || page < 1 || page > 10_000 {
		return q, 0, stale()
	}
	return q, page, nil
}

// said answers the buttons "Older" and "Newer".
func (a *App) said(ctx context.Context, r Request) (Reply, error) {
	q, page, err := a.readQuestion(r.Action.Args)
	if err != nil {
		return Reply{}, err
	}
	return a.sayings(ctx, r.Place, q, page)
}

func (a *App) sayings(ctx context.Context, place news.Place, q news.QuoteQuery, page int) (Reply, error) {
	got, last, err := a.pageOfSayings(ctx, place, q, page)
	if err != nil {
		return Reply{}, err
	}
	if len(got.Found) == 0 {
		return a.nothingSaid(ctx, place, q, got)
	}
	_, pages := pageOf(strconv.Itoa(page), got.Total, sayingsAPage)
	if last {
		pages = page
	}
	card := Card{Title: "On the record", Ours: true, Sections: sayingSections(got.Found)}
	reply := Reply{Text: saidText(got, q)}
	footer := "page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages)
	var fits bool
	reply.Buttons, fits = turnSayings(q, page, pages)
	if !fits {
		footer += " · to see the others, ask for a shorter word or a later date"
	}
	card.Footer = append(Text{subtle(footer)}, behind(got.State)...)
	reply.Cards = []Card{card}
	return reply, nil
}

// overlap is how many sayings around a page are looked at to keep an utterance whole that its tags have split.
const overlap = 3

// pageOfSayings returns the sayings that begin on a page, and whether no more come after it: an utterance that is split
// goes where it begins, so that a page may hold all that would be on the next.
func (a *App) pageOfSayings(ctx context.Context, place news.Place, q news.QuoteQuery, page int) (got news.Sayings, last bool, err error) {
	start := (page - 1) * sayingsAPage
	q.Skip = max(0, start-1)
	before := start - q.Skip
	q.Limit = before + sayingsAPage + overlap
	got, err = a.Finder.Quotes(ctx, place, q)
	if err != nil || len(got.Found) <= before {
		got.Found = nil
		return got, true, err
	}
	found := got.Found
	end := min(len(found), before+sayingsAPage)
	for end < len(found) && follows(found[end-1], found[end]) {
		end++
	}
	for before > 0 && before < end && follows(found[before-1], found[before]) {
		before++
	}
	got.Found = found[before:end]
	a.rankSayings(ctx, q.About, got.Found)
	return got, q.Skip+end >= got.Total, nil
}

// turnSayings makes the buttons under a page, or reports that the question is too long for a button.
func turnSayings(q news.QuoteQuery, page, pages int) (buttons []Button, fits bool) {
	add := func(label, action string, to int) bool {
		b := Button{Label: label, Action: Action{Name: action, Args: append(questionArgs(q), strconv.Itoa(to))}}
		if _, err := b.Action.Encode(); err != nil {
			return false
		}
		buttons = append(buttons, b)
		return true
	}
	if page > 1 && !add("Back", saidAction, page-1) || page < pages && !add("More", saidAction, page+1) || !add("Context", contextAction, page) {
		return nil, pages == 1
	}
	return buttons, true
}

// saidText says what was found.
func saidText(got news.Sayings, q news.QuoteQuery) Text {
	var text Text
	if got.Fuzzy {
		text = Text{plain("Nobody here is called "), bold(q.Speaker), plain("; this is the nearest name. ")}
	}
	if got.Loose {
		text = append(text, plain("No saying holds all of these words; these hold some of them. "))
	}
	text = append(text, plain("%s", count(got.Total, "saying")))
	if q.Speaker != "" {
		who := whoText(got.People)
		if len(who) == 0 {
			who = Text{bold(q.Speaker)}
		}
		text = append(append(text, plain(" by ")), who...)
	}
	text = append(text, narrowed(q)...)
	if q.About != "" {
		return append(text, plain(", the nearest to the words first."))
	}
	return append(text, plain(", newest first."))
}

// namesShown is how many namesakes are named one by one.
const namesShown = 4

// whoText names the people whom a name may stand for.
func whoText(people []news.Person) Text {
	var out Text
	for i, p := range people[:min(len(people), namesShown)] {
		switch {
		case i == 0:
		case i == len(people)-1:
			out = append(out, plain(" and "))
		default:
			out = append(out, plain(", "))
		}
		out = append(out, bold(capital(oneLine(p.Name))))
	}
	if more := len(people) - namesShown; more > 0 {
		out = append(out, plain(" and %s", count(more, "other")))
	}
	return out
}

// narrowed repeats what a question was narrowed to.
func narrowed(q news.QuoteQuery) Text {
	var out Text
	if q.About != "" {
		out = append(out, plain(" about "), bold(q.About))
	}
	if q.Source != "" {
		out = append(out, plain(" in "), bold(q.Source))
	}
	if !q.Since.IsZero() {
		out = append(out, plain(" since %s", day(q.Since, false)))
	}
	return out
}

// behind says how much of what was collected a look-up could not see yet.
func behind(p news.Progress) Text {
	if p.Behind == 0 {
		return nil
	}
	return Text{subtle(" · I am still reading " + count(p.Behind, "article") + " into my index: ask again in a moment for the rest")}
}

// nothingSaid says what was searched and what the nearest is that exists, so that "nothing" is an answer and not a
// shrug.
func (a *App) nothingSaid(ctx context.Context, place news.Place, q news.QuoteQuery, got news.Sayings) (Reply, error) {
	if got.Total > 0 {
		return Reply{Text: Text{plain("There is nothing further on this page; ask again with /who-said.")}}, nil
	}
	size, err := a.Library.Size(ctx, place)
	if err != nil {
		return Reply{}, err
	}
	if size.Articles == 0 {
		return Reply{Text: nothingShared()}, nil
	}
	text := Text{plain("I have nothing")}
	if q.Speaker != "" {
		text = append(text, plain(" by "), bold(q.Speaker))
	}
	text = append(append(text, narrowed(q)...), plain(". I searched %s in the %s shared here.", count(size.Quotes, "quote"), count(size.Articles, "article")))
	nearest, buttons, err := a.nearest(ctx, place, q, got)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Text: append(append(text, nearest...), behind(got.State)...), Buttons: buttons}, nil
}

// nearest is what exists where nothing was found: the same question less narrow, or who is quoted most.
func (a *App) nearest(ctx context.Context, place news.Place, q news.QuoteQuery, got news.Sayings) (Text, []Button, error) {
	var wider []news.QuoteQuery
	if q.Speaker != "" && len(got.People) > 0 {
		wider = append(wider, news.QuoteQuery{Speaker: q.Speaker, About: q.About}, news.QuoteQuery{Speaker: q.Speaker})
	}
	if q.About != "" {
		wider = append(wider, news.QuoteQuery{About: q.About})
	}
	for _, w := range wider {
		if w == q {
			continue
		}
		w.Limit = 1
		more, err := a.Finder.Quotes(ctx, place, w)
		if err != nil {
			return nil, nil, err
		}
		if more.Total == 0 || more.Loose {
			continue
		}
		w.Limit = 0
		text := Text{plain(" I do have %s", count(more.Total, "saying"))}
		if w.Speaker != "" {
			text = append(append(text, plain(" by ")), whoText(more.People)...)
		}
		text = append(append(text, narrowed(w)...), plain("."))
		b := Button{Label: "Show", Action: Action{Name: saidAction, Args: append(questionArgs(w), "1")}}
		if _, err := b.Action.Encode(); err != nil {
			return text, nil, nil
		}
		return text, []Button{b}, nil
	}
	if names := strings.Fields(q.Speaker); len(names) > 1 && len(got.People) == 0 {
		namesakes, _, err := a.Finder.People(ctx, place, news.PeopleQuery{Name: names[len(names)-1], Limit: namesShown})
		if err != nil {
			return nil, nil, err
		}
		if len(namesakes) > 0 {
			return append(append(Text{plain(" Of that name there is ")}, whoText(namesakes)...), plain(".")), nil, nil
		}
	}
	people, _, err := a.Finder.People(ctx, place, news.PeopleQuery{Limit: 3})
	if err != nil || len(people) == 0 {
		return nil, nil, err
	}
	return append(append(Text{plain(" Most quoted here: ")}, whoText(people)...), plain(".")), nil, nil
}

func nothingShared() Text {
	return Text{plain("Nothing has been shared here yet. Start with /brief and a link.")}
}
