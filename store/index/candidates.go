package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"

	"onrecord/summarize/news"
)

// How many wordings a check compares with at most, and how many articles it looks through for sentences that are
// nobody's quotation.
const (
	quotesCompared    = 40
	articlesCompared  = 8
	sentencesCompared = 3 // of one article
)

// Candidates finds the wordings nearest to a claimed one: quotations, with the words before and after them that its tag
// has split off, and sentences that are nobody's quotation. Of a speaker whom the place does not know, none is theirs.
func (x *Index) Candidates(ctx context.Context, place news.Place, speaker, claim string) ([]news.Candidate, news.Progress, error) {
	var out []news.Candidate
	progress, err := x.with(ctx, place, func(r *room) error {
		out = nil
		q := read(claim)
		if len(q.stems) == 0 {
			return nil
		}
		theirs := func(string) bool { return true }
		var their []string
		if strings.TrimSpace(speaker) != "" {
			f, err := x.speakers(ctx, r, speaker)
			if err != nil {
				return err
			}
			their = f.texts()
			theirs = func(name string) bool { return name != "" && slices.Contains(their, speakerKey(name)) }
		}
		var err error
		if out, err = x.quoted(ctx, r, q, their, theirs); err != nil {
			return err
		}
		narrated, err := x.narrated(ctx, r, q, strings.TrimSpace(speaker) == "")
		out = append(out, narrated...)
		return err
	})
	return out, progress, err
}

// quoted finds the quotations that share most with the claim, first among those of the speaker.
func (x *Index) quoted(ctx context.Context, r *room, q asked, their []string, theirs func(string) bool) ([]news.Candidate, error) {
	near, _, err := r.rank(fieldWords, q.stems, quotesCompared)
	if err != nil {
		return nil, err
	}
	lists := [][]ranked{near}
	if len(their) > 0 {
		var words []query.Query
		for _, s := range q.stems {
			words = append(words, weighed(fieldWords, s, 1))
		}
		res, err := r.search(ctx, all([]query.Query{anyOf(fieldSpeaker, their), query.NewDisjunctionQuery(words)}), relevant(mostSorted+1), 0, quotesCompared)
		if err != nil {
			return nil, err
		}
		var own []ranked
		for _, h := range res.Hits {
			own = append(own, ranked{id: h.ID})
		}
		lists = append(lists, own)
	}
	seen := map[string]bool{}
	var out []news.Candidate
	for _, list := range lists {
		var articles []string
		for _, h := range list {
			article, _, _ := readID(h.id)
			articles = append(articles, article)
		}
		briefs, err := x.fetchAll(ctx, r.place, articles)
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			article, n, _ := readID(h.id)
			o, ok := briefs[article]
			if !ok {
				continue
			}
			from, to := utterance(o.Quotes, n)
			for i := from; i <= to; i++ {
				if id := quoteID(article, i); !seen[id] {
					seen[id] = true
					s := o.saying(i)
					out = append(out, news.Candidate{Saying: s, Theirs: theirs(s.Speaker)})
				}
			}
		}
	}
	return out, nil
}

// utterance returns the range of quotations that were split by their tag and belong together with number n.
func utterance(quotes []news.Quote, n int) (from, to int) {
	if n >= len(quotes) {
		return 0, -1
	}
	from, to = n, n
	for from > 0 && quotes[from].Continues && n-from < 8 {
		from--
	}
	for to+1 < len(quotes) && quotes[to+1].Continues && to-n < 8 {
		to++
	}
	return from, to
}

// narrated finds the sentences of articles that share most with the claim and hold no quotation.
func (x *Index) narrated(ctx context.Context, r *room, q asked, theirs bool) ([]news.Candidate, error) {
	near, _, err := r.rank(fieldText, q.stems, articlesCompared)
	if err != nil {
		return nil, err
	}
	var articles []string
	for _, a := range near {
		articles = append(articles, articleOf(a.id))
	}
	briefs, err := x.fetchAll(ctx, r.place, articles)
	if err != nil {
		return nil, err
	}
	var out []news.Candidate
	for _, id := range articles {
		if o, ok := briefs[id]; ok {
			out = append(out, narration(o, q, theirs)...)
		}
	}
	return out, nil
}

func narration(o opened, q asked, theirs bool) []news.Candidate {
	a := o.Article
	type near struct {
		sentence news.Sentence
		shared   int
	}
	var best []near
	for _, s := range a.Sentences {
		if slices.ContainsFunc(o.Quotes, func(c news.Quote) bool { return c.Overlaps(s.Span) }) {
			continue
		}
		shared := 0
		for stem := range stemsOf(a.At(s.Span)) {
			if slices.Contains(q.stems, stem) {
				shared++
			}
		}
		if 2*shared >= len(q.stems) {
			best = append(best, near{s, shared})
		}
	}
	slices.SortStableFunc(best, func(a, b near) int { return cmp.Compare(b.shared, a.shared) })
	var out []news.Candidate
	for _, n := range best[:min(len(best), sentencesCompared)] {
		out = append(out, news.Candidate{Theirs: theirs, Saying: news.Saying{
			Text: a.At(n.sentence.Span), Kind: news.Indirect, Article: a.ID, Index: -1, Title: a.Title, Outlet: a.Outlet(), Link: a.Link,
			Published: a.Published, Guessed: a.PublishedGuessed, Kept: o.Kept,
		}})
	}
	return out
}
