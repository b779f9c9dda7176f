package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// quotesAction is the button that lists every quotation of an article: id, page.
const quotesAction = "quotes"

// The size of what is shown of quotations: how many on a page, and how many characters of one.
const (
	quotesAPage = 6
	longQuote   = 600
)

// quotesPage answers the button "All quotes".
func (a *App) quotesPage(ctx context.Context, r Request) (Reply, error) {
	args := r.Action.Args
	if len(args) != 2 {
		return Reply{}, stale()
	}
	b, err := a.Library.Brief(ctx, r.Place, args[0])
	if err != nil {
		return Reply{}, gone(err)
	}
	chains := quoteChains(b)
	page, pages := pageOf(args[1], len(chains), quotesAPage)
	card := Card{Title: oneLine(b.Article.Title), Footer: Text{
		subtle(count(len(b.Quotes), "quote") + " · page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages)),
	}}
	if onWeb(b.Article.Link) {
		card.Link = b.Article.Link
	}
	for _, chain := range chains[min((page-1)*quotesAPage, len(chains)):min(page*quotesAPage, len(chains))] {
		card.Sections = addQuote(card.Sections, b, chain)
	}
	reply := Reply{Text: Text{plain("Everyone who is quoted, in the order of the article.")}, Cards: []Card{card}}
	if len(chains) == 0 {
		reply.Text = Text{plain("Nobody is quoted in this article.")}
	}
	turn := func(label string, to int) {
		reply.Buttons = append(reply.Buttons, Button{
			Label: label, Action: Action{Name: quotesAction, Args: []string{args[0], strconv.Itoa(to)}},
		})
	}
	if page > 1 {
		turn("Back", page-1)
	}
	if page < pages {
		turn("More", page+1)
	}
	return reply, nil
}

// pageOf reads a page number as a button carries it and brings it into range. There is always a page 1.
func pageOf(arg string, items, size int) (page, pages int) {
	pages = max(1, (items+size-1)/size)
	page, err := strconv.Atoi(arg)
	if err != nil {
		page = 1
	}
	return min(max(page, 1), pages), pages
}

// stale refuses a button whose arguments this version never wrote.
func stale() error {
	return &Problem{Text: "This button no longer does anything.", Hint: "Ask again with the command.", Err: errStale}
}

// gone words a button that points at an article which the place does not have.
func gone(err error) error {
	if errors.Is(err, news.ErrMissing) {
		return &Problem{Text: "This brief is no longer kept here.", Hint: "Share the article again with /brief.", Err: news.ErrMissing}
	}
	return err
}

// chain is the indexes of the quotations that are one utterance, split by its tag: “first,” she said, “second.”
type chain []int

// quoteChains joins the split quotations of a brief, in the order of the text.
func quoteChains(b *news.Brief) []chain {
	var out []chain
	for i, q := range b.Quotes {
		if q.Continues && len(out) > 0 && q.Kind == news.Direct {
			last := out[len(out)-1]
			if before := b.Quotes[last[len(last)-1]]; before.Kind == news.Direct && before.Speaker == q.Speaker {
				out[len(out)-1] = append(last, i)
				continue
			}
		}
		out = append(out, chain{i})
	}
	return out
}

// best picks the n utterances most worth showing and returns them in the order of the text: somebody known before
// somebody unclear, their own words before reported ones, neither a scrap nor a speech, and many voices before one.
// Reported speech of nobody in particular is never among them.
func best(b *news.Brief, chains []chain, n int) []chain {
	var picked []int
	heard := map[string]int{}
	for _, i := range b.Best { // as its writer chose
		at := slices.IndexFunc(chains, func(c chain) bool { return slices.Contains(c, i) })
		if at >= 0 && len(picked) < n && !slices.Contains(picked, at) {
			picked = append(picked, at)
			heard[b.Saying(chains[at][0]).Speaker]++
		}
	}
	for len(picked) < n {
		top, topScore := -1, 0.0
		for i, c := range chains {
			q := b.Quotes[c[0]]
			if slices.Contains(picked, i) || !q.Known() && q.Kind == news.Indirect {
				continue
			}
			score := worth(b, c) - 1.5*float64(heard[b.Saying(c[0]).Speaker])
			if top < 0 || score > topScore {
				top, topScore = i, score
			}
		}
		if top < 0 {
			break
		}
		picked = append(picked, top)
		heard[b.Saying(chains[top][0]).Speaker]++
	}
	slices.Sort(picked)
	out := make([]chain, len(picked))
	for i, p := range picked {
		out[i] = chains[p]
	}
	return out
}

// worth weighs one utterance. The weights only order what is shown; nothing is left out of the record by them.
func worth(b *news.Brief, c chain) float64 {
	q, length := b.Quotes[c[0]], 0
	for _, i := range c {
		length += utf8.RuneCountInString(b.Article.At(b.Quotes[i].Span))
	}
	score := q.Confidence
	if q.Known() {
		score += 3
	}
	switch q.Kind {
	case news.Direct:
		score += 2
	case news.Mixed:
		score++
	}
	switch {
	case length >= 40 && length <= 300:
		score++
	case length < 15 || length > longQuote:
		score -= 2
	}
	return score
}

// addQuote adds an utterance to the sections of a card, under its speaker's heading.
func addQuote(sections []Section, b *news.Brief, c chain) []Section {
	first, last := b.Quotes[c[0]], b.Quotes[c[len(c)-1]]
	said := b.Saying(c[0])
	var body Text
	for n, i := range c {
		if n > 0 {
			body = append(body, plain(" … "))
		}
		body = append(body, quoteRuns(b.Saying(i))...)
	}
	whole := b.Article.At(news.Span{Start: first.Start, End: last.End})
	body = append(body, cite(b, first.Sentence, whole)...)
	for _, i := range c {
		if g := b.Glosses[i]; g != "" {
			body = append(body, subtle("\nmachine translation: "), Run{Words: oneLine(g), Style: Italic})
		}
	}
	heading := called(said.Speaker, said.Role)
	if n := len(sections); n > 0 && sections[n-1].Heading == heading {
		sections[n-1].Body = append(append(sections[n-1].Body, plain("\n")), body...)
		return sections
	}
	return append(sections, Section{Heading: heading, Body: body})
}

// quoteRuns draws one quotation. Only a direct one is put in quotation marks; the others are the reporter's clause,
// which brings the marks that it has. What is cut for length is cut outside the marks.
func quoteRuns(s news.Saying) Text {
	words := strings.TrimRight(strings.TrimLeftFunc(s.Text, unicode.IsSpace), ", \n\t")
	lead := len(s.Text) - len(strings.TrimLeftFunc(s.Text, unicode.IsSpace))
	rest := ""
	if utf8.RuneCountInString(words) > longQuote {
		cut := string([]rune(words)[:longQuote])
		if i := strings.LastIndexFunc(cut, unicode.IsSpace); i > longQuote/2 {
			cut = cut[:i]
		}
		words, rest = strings.TrimSpace(cut), " […]"
	}
	run := Run{Words: words, Style: Quoted, Where: Where{Article: s.Article, Quote: s.Index + 1}}
	out := Text{run}
	if s.Kind != news.Direct {
		run.Style = Plain
		if s.Cue != "" {
			out = Text{subtle(strings.TrimRight(s.Cue, " :") + " "), run}
		} else {
			bare := strings.TrimPrefix(words, "that ")
			lead += len(words) - len(bare)
			run.Words = bare
			out = Text{subtle("reported: "), run}
		}
	}
	out[len(out)-1].Marks = marksWithin(s.Marks, lead, len(out[len(out)-1].Words))
	if rest != "" {
		out = append(out, subtle(rest))
	}
	return out
}

// marksWithin moves marks to a stretch of the text that they were made for.
func marksWithin(marks []news.Span, start, length int) (out []news.Span) {
	for _, m := range marks {
		if m := (news.Span{Start: max(0, m.Start-start), End: min(length, m.End-start)}); !m.Empty() {
			out = append(out, m)
		}
	}
	return out
}
