package index

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"onrecord/summarize/news"
)

// mostHits is how many hits one search hands out; a question without a limit is answered in several.
const mostHits = 1000

// Quotes finds what has been said in a place.
//
// The speaker is matched by full name, by last name, or by a name that leaves parts out ("Ida Moreno" for "Ida María
// Moreno"), in any case and with or without accents and titles; a single word that is nobody's last name is looked
// for among the other parts of names; a name that nobody has is taken for a misspelling. About matches where the
// quotation, or what stands around it, holds every word, whatever its ending; where none does, some of the words must
// do. A saying whose speaker is unclear is found by About alone.
func (x *Index) Quotes(ctx context.Context, place news.Place, q news.QuoteQuery) (news.Sayings, error) {
	var out news.Sayings
	progress, err := x.with(ctx, place, func(r *room) error {
		out = news.Sayings{}
		return x.quotes(ctx, r, q, &out)
	})
	out.State = progress
	return out, err
}

func (x *Index) quotes(ctx context.Context, r *room, q news.QuoteQuery, out *news.Sayings) error {
	about := read(q.About)
	if !about.blank && len(about.stems) == 0 {
		return nil // no word that says anything
	}
	conditions, err := x.conditions(ctx, r, q, out)
	if err != nil || conditions == nil {
		return err
	}
	var words []query.Query
	for _, s := range about.stems {
		words = append(words, inQuote(s))
	}
	if len(about.phrases) > 0 {
		return x.phrased(ctx, r, q, about, all(append(conditions, words...)), out)
	}
	if err := x.page(ctx, r, q, about, all(append(slices.Clone(conditions), words...)), out); err != nil || out.Total > 0 || len(words) < 2 {
		return err
	}
	loose := query.NewDisjunctionQuery(words)
	loose.Min = float64(min(2, len(words)-1))
	if err := x.page(ctx, r, q, about, all(append(conditions, loose)), out); err != nil {
		return err
	}
	out.Loose = out.Total > 0
	return nil
}

// conditions turns all of a question but its words into queries; nil if nobody is called what was asked for.
func (x *Index) conditions(ctx context.Context, r *room, q news.QuoteQuery, out *news.Sayings) ([]query.Query, error) {
	conditions := []query.Query{}
	if strings.TrimSpace(q.Speaker) != "" {
		f, err := x.speakers(ctx, r, q.Speaker)
		if err != nil || len(f.people) == 0 {
			return nil, err
		}
		for _, p := range f.people {
			out.People = append(out.People, p.plain())
		}
		out.Fuzzy = f.fuzzy
		conditions = append(conditions, anyOf(fieldSpeaker, f.texts()))
	} else {
		conditions = append(conditions, match(fieldTags, tagQuote))
	}
	if !q.Since.IsZero() {
		conditions = append(conditions, since(q.Since, x.now()))
	}
	if strings.TrimSpace(q.Source) != "" {
		source, err := r.from(q.Source)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, source)
	}
	return conditions, nil
}

// speakers finds whom a name stands for. Words before the last name that are no part of it must stand in a role.
func (x *Index) speakers(ctx context.Context, r *room, name string) (found, error) {
	r.people.RLock()
	f := r.names.find(name)
	r.people.RUnlock()
	if len(f.duties) == 0 {
		return f, nil
	}
	var held []*person
	for _, p := range f.people {
		said, err := x.latest(ctx, r, p, 20)
		if err != nil {
			return found{}, err
		}
		if slices.ContainsFunc(said, func(s news.Saying) bool { return holdsAll(folded(s.Role+" "+s.Speaker), f.duties) }) {
			held = append(held, p)
		}
	}
	if len(held) > 0 {
		return found{people: held}, nil
	}
	r.people.RLock()
	defer r.people.RUnlock()
	return found{people: r.names.like(bare(folded(name))), fuzzy: true}, nil
}

func holdsAll(words, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(words, w) })
}

// latest returns the last so many sayings of somebody.
func (x *Index) latest(ctx context.Context, r *room, p *person, n int) ([]news.Saying, error) {
	res, err := r.search(ctx, anyOf(fieldSpeaker, found{people: []*person{p}}.texts()), newest(), 0, n)
	if err != nil {
		return nil, err
	}
	return x.sayings(ctx, r.place, res.Hits, asked{})
}

// page answers a question with the hits of a query that it asks for.
func (x *Index) page(ctx context.Context, r *room, q news.QuoteQuery, about asked, cond query.Query, out *news.Sayings) error {
	order := newest()
	if len(about.stems) > 0 {
		order = relevant(mostSorted + 1)
	}
	skip, want := max(q.Skip, 0), q.Limit
	for {
		limit := mostHits
		if q.Limit > 0 {
			limit = min(want, mostHits)
		}
		res, err := r.search(ctx, cond, order, skip, limit)
		if err != nil {
			return err
		}
		if len(about.stems) > 0 && len(order) == 1 && res.Total <= mostSorted { // so few that it costs little
			order = relevant(res.Total)
			if res, err = r.search(ctx, cond, order, skip, limit); err != nil {
				return err
			}
		}
		out.Total = int(res.Total)
		found, err := x.sayings(ctx, r.place, res.Hits, about)
		if err != nil {
			return err
		}
		out.Found = append(out.Found, found...)
		skip += len(res.Hits)
		want -= len(res.Hits)
		if len(res.Hits) < limit || q.Limit > 0 && want <= 0 {
			return nil
		}
	}
}

// mostPhrased is how many hits are read in search of a phrase.
const mostPhrased = 400

// phrased answers a question that holds a phrase: the words are found in the index, the phrase in the articles.
func (x *Index) phrased(ctx context.Context, r *room, q news.QuoteQuery, about asked, cond query.Query, out *news.Sayings) error {
	res, err := r.search(ctx, cond, relevant(0), 0, mostPhrased)
	if err != nil {
		return err
	}
	found, err := x.sayings(ctx, r.place, res.Hits, about)
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(s news.Saying) bool { return !about.holds(s.Text) })
	out.Total = len(found)
	found = found[min(max(q.Skip, 0), len(found)):]
	if q.Limit > 0 {
		found = found[:min(q.Limit, len(found))]
	}
	out.Found = found
	return nil
}

// sayings reads what hits point to from the store, in their order; what is gone meanwhile is missing.
func (x *Index) sayings(ctx context.Context, place news.Place, hits search.DocumentMatchCollection, about asked) ([]news.Saying, error) {
	var articles []string
	for _, h := range hits {
		if article, _, ok := readID(h.ID); ok {
			articles = append(articles, article)
		}
	}
	briefs, err := x.fetchAll(ctx, place, articles)
	if err != nil {
		return nil, err
	}
	out := make([]news.Saying, 0, len(hits))
	for _, h := range hits {
		article, n, _ := readID(h.ID)
		o, ok := briefs[article]
		if !ok || n >= len(o.Quotes) {
			continue
		}
		s := o.saying(n)
		s.Marks = marks(s.Text, about.stems)
		out = append(out, s)
	}
	return out, nil
}

// marks returns where the words that were asked for stand in a text.
func marks(text string, stems []string) []news.Span {
	if len(stems) == 0 {
		return nil
	}
	var out []news.Span
	for _, t := range terms(text, false) {
		if !slices.Contains(stems, t.stem) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End >= t.start {
			out[n-1].End = max(out[n-1].End, t.end)
			continue
		}
		out = append(out, news.Span{Start: t.start, End: t.end})
	}
	return out
}
