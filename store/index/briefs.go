package index

import (
	"context"
	"sync"

	"onrecord/store"
	"onrecord/summarize/news"
)

// shelfSize is how many briefs are held in memory for each half of a shelf.
const shelfSize = 128

// shelf holds the briefs that were read last, by hash: one never changes. It forgets by halves.
type shelf struct {
	mu       sync.Mutex
	new, old map[string]*news.Brief
}

func newShelf() *shelf { return &shelf{new: map[string]*news.Brief{}} }

// get returns a brief, or nil.
func (s *shelf) get(hash string) *news.Brief {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.new[hash]
	if b == nil {
		if b = s.old[hash]; b != nil {
			s.add(hash, b)
		}
	}
	return b
}

// add is called with mu held.
func (s *shelf) add(hash string, b *news.Brief) {
	if len(s.new) >= shelfSize {
		s.new, s.old = map[string]*news.Brief{}, s.new
	}
	s.new[hash] = b
}

// opened is an article that the index found and the store still has.
type opened struct{ store.Opened }

// saying cuts a quotation out of the article.
func (o opened) saying(n int) news.Saying {
	s := o.Saying(n)
	s.Kept = o.Kept
	return s
}

// fetchAll opens articles, each once, in whatever order; those that are gone are missing.
func (x *Index) fetchAll(ctx context.Context, place news.Place, articles []string) (map[string]opened, error) {
	articles = distinct(articles)
	got, err := x.store.Open(ctx, place, articles, x.briefs.get)
	if err != nil {
		return nil, err
	}
	out := map[string]opened{}
	x.briefs.mu.Lock()
	defer x.briefs.mu.Unlock()
	for _, o := range got {
		if o.Brief == nil {
			continue
		}
		x.briefs.add(o.Hash, o.Brief)
		out[o.ID] = opened{o}
	}
	return out, nil
}
