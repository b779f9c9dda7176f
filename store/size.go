package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// batch is how many articles one round trip of Size reads.
const batch = 2000

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
	for ids := range slices.Chunk(ids, batch) {
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
