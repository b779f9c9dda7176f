package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// Recall finds the brief of a link, in whichever place it was kept, if this engine's version wrote it, and who shared
// it in this place first; the share is zero where nobody did yet. The error wraps [news.ErrMissing] where there is
// none, also for what is not a link.
func (s *Store) Recall(ctx context.Context, place news.Place, link string) (*news.Brief, news.Share, error) {
	c, err := news.Canonical(link)
	if err != nil {
		return nil, news.Share{}, fmt.Errorf("recall: %w: %w", news.ErrMissing, err)
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	missing := fmt.Errorf("recall %s: %w", c, news.ErrMissing)
	raw, err := s.rdb.Get(ctx, linkKey(c)).Bytes()
	if err := fault(ctx, "recall link", err); err != nil {
		return nil, news.Share{}, err
	}
	now := s.now()
	var p pointer
	if json.Unmarshal(raw, &p) != nil || p.Engine != s.engine || p.Until <= now.UnixMilli() {
		return nil, news.Share{}, missing
	}
	shelf := shelfOf(place)
	pipe := s.rdb.Pipeline()
	blob := pipe.Get(ctx, briefKey(p.Brief))
	at := pipe.ZScore(ctx, shelf.articles, p.Article)
	first := pipe.HGet(ctx, shelf.first, p.Article)
	if err := run(ctx, "recall brief", pipe); err != nil {
		return nil, news.Share{}, err
	}
	b, err := s.codec.readBrief([]byte(blob.Val()), p.Brief)
	if err != nil || b.Article.Link == "" {
		return nil, news.Share{}, missing
	}
	if int64(at.Val()) <= s.cutoff(now) {
		return b, news.Share{}, nil
	}
	return b, readDebut(first.Val()).Share, nil
}

// Brief returns an article that this place has collected, whichever engine wrote its brief. The error wraps
// [news.ErrMissing] where the place has no such article.
func (s *Store) Brief(ctx context.Context, place news.Place, article string) (*news.Brief, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	missing := fmt.Errorf("brief of %s: %w", article, news.ErrMissing)
	shelf := shelfOf(place)
	pipe := s.rdb.Pipeline()
	at := pipe.ZScore(ctx, shelf.articles, article)
	raw := pipe.HGet(ctx, shelf.cards, article)
	if err := run(ctx, "look up article", pipe); err != nil {
		return nil, err
	}
	c, ok := readCard(raw.Val())
	if !ok || int64(at.Val()) <= s.cutoff(s.now()) {
		return nil, missing
	}
	blob, err := s.rdb.Get(ctx, briefKey(c.brief)).Bytes()
	switch {
	case errors.Is(err, redis.Nil):
		// Redis has let go of the brief before its time; the place must not offer what it cannot show.
		seen := strconv.FormatInt(int64(at.Val()), 10)
		if err := s.scripts.drop.Run(ctx, s.rdb, shelf.keys(), article, seen).Err(); err != nil {
			return nil, fault(ctx, "drop article", err)
		}
		return nil, missing
	case err != nil:
		return nil, fault(ctx, "read brief", err)
	}
	b, err := s.codec.readBrief(blob, c.brief)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", missing, err)
	}
	return b, nil
}

// run executes a pipeline. A nil reply is no fault, and must not hide one that comes after it.
func run(ctx context.Context, step string, pipe redis.Pipeliner) error {
	cmds, err := pipe.Exec(ctx)
	for _, cmd := range cmds {
		if err := fault(ctx, step, cmd.Err()); err != nil {
			return err
		}
	}
	return fault(ctx, step, err)
}
