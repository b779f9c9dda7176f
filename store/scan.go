package store

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// batch is how many articles one round trip of a scan reads; a leaf packs into about two kilobytes.
const batch = 200

// opened is a leaf taken from the shelf.
type opened struct {
	leaf
	article string
	kept    time.Time // first
}

// said is when the words of the leaf count as said: when the article was published, or where that is unknown or
// claims the future, when it was kept.
func (o opened) said() time.Time {
	if o.published.IsZero() || o.published.After(o.kept) {
		return o.kept
	}
	return o.published
}

// scan opens the leaves of a place that were kept last at since or later. One that does not decode is passed over.
// An error ends it.
func (s *Store) scan(ctx context.Context, place news.Place, since time.Time) iter.Seq2[opened, error] {
	return func(yield func(opened, error) bool) {
		shelf := shelfOf(place)
		ids, err := s.shelved(ctx, shelf, since)
		if err != nil {
			yield(opened{}, err)
			return
		}
		for ids := range slices.Chunk(ids, batch) {
			pipe := s.rdb.Pipeline()
			leaves := pipe.HMGet(ctx, shelf.leaves, ids...)
			firsts := pipe.HMGet(ctx, shelf.first, ids...)
			if err := run(ctx, "read shelf", pipe); err != nil {
				yield(opened{}, err)
				return
			}
			for i, id := range ids {
				o, ok := s.open(id, leaves.Val()[i], firsts.Val()[i])
				if ok && !yield(o, nil) {
					return
				}
			}
		}
	}
}

// open decodes what two hashes hold of an article; either is nil where it was dropped meanwhile.
func (s *Store) open(id string, packed, first any) (opened, bool) {
	blob, _ := packed.(string)
	d, _ := first.(string)
	if blob == "" || d == "" {
		return opened{}, false
	}
	raw, err := s.codec.expand([]byte(blob))
	if err != nil {
		return opened{}, false
	}
	l, err := unpackLeaf(string(raw))
	if err != nil {
		return opened{}, false
	}
	return opened{leaf: l, article: id, kept: time.UnixMilli(readDebut(d).Kept).UTC()}, true
}

// shelved lists the articles of a shelf that still count and were kept last at since or later.
func (s *Store) shelved(ctx context.Context, shelf shelf, since time.Time) ([]string, error) {
	min := s.cutoff(s.now()) + 1
	if !since.IsZero() {
		min = max(min, since.UnixMilli())
	}
	ids, err := s.rdb.ZRangeByScore(ctx, shelf.articles, &redis.ZRangeBy{
		Min: strconv.FormatInt(min, 10), Max: "+inf",
	}).Result()
	return ids, fault(ctx, "read shelf", err)
}

// Size tells how many articles the place has collected, and how many quotations they hold.
func (s *Store) Size(ctx context.Context, place news.Place) (news.Size, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	shelf := shelfOf(place)
	ids, err := s.shelved(ctx, shelf, time.Time{})
	if err != nil {
		return news.Size{}, err
	}
	size := news.Size{Articles: len(ids)}
	for ids := range slices.Chunk(ids, 10*batch) {
		cards, err := s.rdb.HMGet(ctx, shelf.cards, ids...).Result()
		if err := fault(ctx, "read cards", err); err != nil {
			return news.Size{}, err
		}
		for _, raw := range cards {
			text, _ := raw.(string)
			c, _ := readCard(text)
			size.Quotes += c.quotes
		}
	}
	return size, nil
}
