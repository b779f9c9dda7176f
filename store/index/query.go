package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"onrecord/summarize/news"
)

// match is a condition: it does not count towards how relevant a hit is.
func match(field, word string) query.Query { return weighed(field, word, 0) }

func weighed(field, word string, weight float64) query.Query {
	q := query.NewTermQuery(word)
	q.SetField(field)
	q.SetBoost(weight)
	return q
}

// anyOf is the condition that a field holds one of several words; with none it finds nothing.
func anyOf(field string, words []string) query.Query {
	if len(words) == 1 {
		return match(field, words[0])
	}
	var out []query.Query
	for _, w := range words {
		out = append(out, match(field, w))
	}
	if len(out) == 0 {
		return query.NewMatchNoneQuery()
	}
	return query.NewDisjunctionQuery(out)
}

// inQuote looks for a stem in what is said or around it. What is said counts; what stands around it only lets a hit
// through, and doubles the weight of the same word where it is said too.
func inQuote(stem string) query.Query {
	return query.NewDisjunctionQuery([]query.Query{weighed(fieldWords, stem, 1), match(fieldNear, stem)})
}

// since looks for what was said at a time or later, to the minute.
func since(t, now time.Time) query.Query {
	t, now = t.UTC(), now.UTC().Add(48*time.Hour)
	var words []string
	for at := t.Truncate(time.Minute); at.Before(now); {
		m := moments(at)
		switch next := time.Date(at.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC); {
		case at.Month() == 1 && at.Day() == 1 && at.Hour() == 0 && at.Minute() == 0:
			words, at = append(words, m[0]), next
		case at.Day() == 1 && at.Hour() == 0 && at.Minute() == 0:
			words, at = append(words, m[1]), at.AddDate(0, 1, 0)
		case at.Hour() == 0 && at.Minute() == 0:
			words, at = append(words, m[2]), at.AddDate(0, 0, 1)
		case at.Minute() == 0:
			words, at = append(words, m[3]), at.Add(time.Hour)
		default:
			words, at = append(words, m[4]), at.Add(time.Minute)
		}
	}
	return anyOf(fieldTags, words)
}

// from looks for an outlet or host that is called what was asked for, or has it as a part.
func (r *room) from(source string) (query.Query, error) {
	asked := strings.Join(folded(source), " ")
	host := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(source)), "www.")
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host, _, _ = strings.Cut(strings.TrimPrefix(rest, "www."), "/")
	}
	var tags []string
	for _, kind := range []string{tagOutlet, tagHost} {
		dict, err := r.ix.FieldDictPrefix(fieldTags, []byte(kind))
		if err != nil {
			return nil, err
		}
		for len(tags) < mostSources {
			e, err := dict.Next()
			if err != nil {
				return nil, errors.Join(err, dict.Close())
			}
			if e == nil {
				break
			}
			name := e.Term[len(kind):]
			if kind == tagOutlet && asked != "" && strings.Contains(" "+name+" ", " "+asked+" ") ||
				kind == tagHost && host != "" && (strings.HasSuffix("."+name, "."+host) || strings.Contains("."+name, "."+host+".")) {
				tags = append(tags, e.Term)
			}
		}
		if err := dict.Close(); err != nil {
			return nil, err
		}
	}
	return anyOf(fieldTags, tags), nil
}

// mostSources is how many outlets a question may mean at once.
const mostSources = 100

// all joins conditions.
func all(conditions []query.Query) query.Query {
	if len(conditions) == 1 {
		return conditions[0]
	}
	return query.NewConjunctionQuery(conditions)
}

// newest sorts the newest first, and what one article says in its order.
func newest() search.SortOrder {
	by := func(field string) *search.SortField {
		return &search.SortField{Field: field, Type: search.SortFieldAsString, Missing: search.SortFieldMissingLast}
	}
	return search.SortOrder{by(fieldOrder), by(fieldNumber)}
}

// mostSorted is how many hits are sorted by time where they score the same: it means to read two values of every hit.
const mostSorted = 1500

// relevant sorts by score, and what scores the same the newest first, but of very many hits in whatever order.
func relevant(hits uint64) search.SortOrder {
	order := search.SortOrder{&search.SortScore{Desc: true}}
	if hits <= mostSorted {
		return append(order, newest()...)
	}
	return order
}

// search runs a query. Where nothing is sorted by score, none is worked out.
func (r *room) search(ctx context.Context, q query.Query, order search.SortOrder, skip, limit int) (*bleve.SearchResult, error) {
	req := bleve.NewSearchRequestOptions(q, limit, skip, false)
	req.SortByCustom(order)
	if !order.RequiresScore() {
		req.Score = "none"
	}
	res, err := r.ix.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search: %w: %w", news.ErrUnavailable, err)
	}
	return res, nil
}
