package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// Quotes finds what has been said in the articles of the place, newest first, and how many sayings match in all.
//
// The speaker is matched by full name, by last name, or by a name that leaves parts out ("Ida Moreno" for "Ida María
// Moreno"), in any case and with or without accents and titles; a single word that is nobody's last name is looked
// for among the other parts of the names. About matches where the quotation, or the sentence in which it begins,
// holds every word, in singular or plural. A saying whose speaker is unclear is found by About alone. A query that
// sets neither finds everything. Limit below 1 means no limit.
func (s *Store) Quotes(ctx context.Context, place news.Place, q news.QuoteQuery) ([]news.Saying, int, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	type hit struct {
		from *opened
		at   int
	}
	who, what := readName(q.Speaker), readTerms(q.About)
	if what == nil && strings.TrimSpace(q.About) != "" {
		return nil, 0, nil // marks without a word in them
	}
	var sure, maybe []hit
	for o, err := range s.scan(ctx, place, q.Since) {
		if err != nil {
			return nil, 0, err
		}
		if o.said().Before(q.Since) {
			continue
		}
		for i, l := range o.sayings {
			m := byLastName
			if q.Speaker != "" {
				m = who.match(l.speaker, l.role)
			}
			if m == noMatch || !what.match(l.text, l.sentence) {
				continue
			}
			if m == byLastName {
				sure = append(sure, hit{&o, i})
			} else {
				maybe = append(maybe, hit{&o, i})
			}
		}
	}
	if len(sure) == 0 {
		sure = maybe
	}
	slices.SortStableFunc(sure, func(a, b hit) int {
		return cmp.Or(b.from.said().Compare(a.from.said()), b.from.kept.Compare(a.from.kept),
			cmp.Compare(a.from.article, b.from.article), cmp.Compare(a.at, b.at))
	})
	page := cut(sure, q.Skip, q.Limit)
	found := make([]news.Saying, len(page))
	for i, h := range page {
		found[i] = h.from.saying(h.at)
	}
	return found, len(sure), nil
}

// saying returns the saying at position i of the leaf in full.
func (o *opened) saying(i int) news.Saying {
	l := o.sayings[i]
	return news.Saying{
		Text: l.text, Kind: l.kind, Speaker: l.speaker, Role: l.role, Cue: l.cue, Confidence: l.confidence,
		Article: o.article, Index: l.index, Continues: l.continues, Title: o.title, Outlet: o.outlet, Link: o.link,
		Published: o.published, Guessed: o.guessed, Kept: o.kept,
	}
}

// Issues finds the issues of the place's articles whose label or sentences hold every word of the topic, weightiest
// first, and of equal weight the newest first. Limit below 1 means no limit.
func (s *Store) Issues(ctx context.Context, place news.Place, q news.IssueQuery) ([]news.Matter, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	type hit struct {
		from *opened
		matter
	}
	topic := readTerms(q.Topic)
	if topic == nil && strings.TrimSpace(q.Topic) != "" {
		return nil, nil
	}
	var hits []hit
	for o, err := range s.scan(ctx, place, time.Time{}) {
		if err != nil {
			return nil, err
		}
		for _, m := range o.matters {
			if topic.match(m.label, m.about) {
				hits = append(hits, hit{&o, m})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.from.kept.Compare(a.from.kept),
			cmp.Compare(a.from.article, b.from.article))
	})
	hits = cut(hits, 0, q.Limit)
	found := make([]news.Matter, len(hits))
	for i, h := range hits {
		found[i] = news.Matter{
			Label: h.label, Article: h.from.article, Title: h.from.title, Outlet: h.from.outlet, Link: h.from.link,
			Kept: h.from.kept, Sentence: h.sentence, Stands: h.stands,
		}
	}
	return found, nil
}

// cut returns what is left of all after skip, at most limit of it.
func cut[T any](all []T, skip, limit int) []T {
	all = all[min(max(skip, 0), len(all)):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all
}
