package store

import (
	"context"
	"time"

	"onrecord/summarize/news"
)

// Look notes that a member looks at something now, such as "issues", and returns when they did last; zero where they
// never did.
func (s *Store) Look(ctx context.Context, place news.Place, member, at string) (last time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	key, field := shelfOf(place).looks, at+" "+member
	pipe := s.rdb.Pipeline()
	before := pipe.HGet(ctx, key, field)
	pipe.HSet(ctx, key, field, s.now().UnixMilli())
	pipe.PExpire(ctx, key, s.retention+slack)
	if err := run(ctx, "note a look", pipe); err != nil {
		return time.Time{}, err
	}
	ms, err := before.Int64()
	if err != nil {
		return time.Time{}, nil
	}
	return time.UnixMilli(ms).UTC(), nil
}
