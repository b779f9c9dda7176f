package handlers

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// longContext is how many characters of a paragraph are shown around a quotation.
const longContext = 900

// context answers the button "Context": the paragraphs that the sayings of a page stand in, each saying marked.
func (a *App) context(ctx context.Context, r Request) (Reply, error) {
	q, page, err := a.readQuestion(r.Action.Args)
	if err != nil {
		return Reply{}, err
	}
	got, _, err := a.pageOfSayings(ctx, r.Place, q, page)
	if err != nil {
		return Reply{}, err
	}
	card := Card{Title: "In context", Ours: true}
	for _, said := range utterances(got.Found) {
		b, err := a.Library.Brief(ctx, r.Place, said[0].Article)
		if errors.Is(err, news.ErrMissing) {
			continue // let go of since the search
		}
		if err != nil {
			return Reply{}, err
		}
		if s, ok := contextSection(b, said); ok {
			card.Sections = joinContext(card.Sections, s)
		}
	}
	if len(card.Sections) == 0 {
		return Reply{}, gone(news.ErrMissing)
	}
	return Reply{Text: Text{plain("Where these words stand, as the articles print them.")}, Cards: []Card{card}}, nil
}

// joinContext adds a section, or marks its words in the one that shows the same paragraph of the same speaker.
func joinContext(sections []Section, s Section) []Section {
	for i, before := range sections {
		if before.Heading == s.Heading && before.Body[0].Words == s.Body[0].Words {
			both := append(slices.Clone(before.Body[0].Marks), s.Body[0].Marks...)
			slices.SortFunc(both, func(a, b news.Span) int { return cmp.Compare(a.Start, b.Start) })
			sections[i].Body[0].Marks = both
			return sections
		}
	}
	return append(sections, s)
}

// contextSection shows the block of an article in which an utterance begins, with the utterance marked.
func contextSection(b *news.Brief, said []news.Saying) (Section, bool) {
	a, s := b.Article, said[0]
	if s.Index < 0 || s.Index >= len(b.Quotes) {
		return Section{}, false
	}
	first := b.Quotes[s.Index]
	sentence, ok := a.Sentence(first.Sentence)
	if !ok || sentence.Block < 0 || sentence.Block >= len(a.Blocks) {
		return Section{}, false
	}
	shown := window(a, a.Blocks[sentence.Block].Span, first.Span)
	run := Run{Words: a.At(shown)}
	for _, one := range said {
		if one.Index < len(b.Quotes) {
			q := b.Quotes[one.Index].Span
			run.Marks = append(run.Marks, marksWithin([]news.Span{q}, shown.Start, len(run.Words))...)
		}
	}
	body := Text{run, plain("\n")}
	body = append(body, sourceRuns(s.Title, s.Outlet, atWords(s.Link, s.Text), s.Published, s.Guessed)...)
	return Section{Heading: called(s.Speaker, s.Role), Body: body}, true
}

// window is the part of a block that is shown around a quotation: all of it, or whole words near the quotation.
func window(a *news.Article, block, q news.Span) news.Span {
	if block.End < q.End {
		block.End = q.End
	}
	if utf8.RuneCountInString(a.At(block)) <= longContext {
		return block
	}
	out := news.Span{Start: max(block.Start, q.Start-longContext/3), End: min(block.End, max(q.Start+longContext*2/3, q.Start+1))}
	if i := strings.IndexByte(a.Text[out.Start:q.Start], ' '); out.Start > block.Start && i >= 0 {
		out.Start += i + 1
	}
	if i := strings.LastIndexByte(a.Text[q.Start:out.End], ' '); out.End < block.End && i > 0 {
		out.End = q.Start + i
	}
	for out.Start < q.Start && !utf8.RuneStart(a.Text[out.Start]) {
		out.Start++
	}
	for out.End < block.End && !utf8.RuneStart(a.Text[out.End]) {
		out.End++
	}
	return out
}
