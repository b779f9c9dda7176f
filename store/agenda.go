package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

func drawerKey(place news.Place, kind string) string {
	return prefix + "{" + braces.Replace(string(place)) + "}:drawer:" + kind
}

const dueKey = prefix + "due"

func seenKey(feed string) string { return prefix + "{feed " + hashOf([]byte(feed)) + "}:seen" }

// File puts something into a drawer of a place, under an id.
func (s *Store) File(ctx context.Context, place news.Place, kind, id string, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "file "+kind, s.rdb.HSet(ctx, drawerKey(place, kind), id, data).Err())
}

// Swap puts something in the place of what was in a drawer, and reports false where that is not there any more.
func (s *Store) Swap(ctx context.Context, place news.Place, kind, id string, before, after []byte) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	n, err := s.scripts.swap.Run(ctx, s.rdb, []string{drawerKey(place, kind)}, id, before, after).Int()
	return n == 1, fault(ctx, "change "+kind, err)
}

// Filed returns what is in a drawer under an id. The error wraps [news.ErrMissing] where there is nothing.
func (s *Store) Filed(ctx context.Context, place news.Place, kind, id string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	data, err := s.rdb.HGet(ctx, drawerKey(place, kind), id).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("%s: %w", kind, news.ErrMissing)
	}
	return data, fault(ctx, "read "+kind, err)
}

// Drawer returns all that is in a drawer, by id.
func (s *Store) Drawer(ctx context.Context, place news.Place, kind string) (map[string][]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	all, err := s.rdb.HGetAll(ctx, drawerKey(place, kind)).Result()
	out := make(map[string][]byte, len(all))
	for id, data := range all {
		out[id] = []byte(data)
	}
	return out, fault(ctx, "read "+kind, err)
}

// Unfile takes things out of a drawer.
func (s *Store) Unfile(ctx context.Context, place news.Place, kind string, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "take "+kind, s.rdb.HDel(ctx, drawerKey(place, kind), ids...).Err())
}

// Plan notes when something is due, in place of when it was due before.
func (s *Store) Plan(ctx context.Context, what string, at time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "plan", s.rdb.ZAdd(ctx, dueKey, redis.Z{Score: float64(at.UnixMilli()), Member: what}).Err())
}

// Unplan lets something be due no more.
func (s *Store) Unplan(ctx context.Context, what string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "plan", s.rdb.ZRem(ctx, dueKey, what).Err())
}

// Due returns what is due at a moment and when it was to be, the longest due first.
func (s *Store) Due(ctx context.Context, at time.Time, most int) ([]string, []time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	rows, err := s.rdb.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{Key: dueKey, Start: "-inf", Stop: strconv.FormatInt(at.UnixMilli(), 10), ByScore: true, Count: int64(most)}).Result()
	if err := fault(ctx, "what is due", err); err != nil {
		return nil, nil, err
	}
	what, when := make([]string, len(rows)), make([]time.Time, len(rows))
	for i, z := range rows {
		what[i], when[i] = fmt.Sprint(z.Member), time.UnixMilli(int64(z.Score))
	}
	return what, when, nil
}

// Crowd counts what is due between two moments.
func (s *Store) Crowd(ctx context.Context, from, to time.Time) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	n, err := s.rdb.ZCount(ctx, dueKey, fmt.Sprint(from.UnixMilli()), fmt.Sprint(to.UnixMilli())).Result()
	return int(n), fault(ctx, "count what is due", err)
}

// Claim takes a name for a while, and reports whether nobody had it before.
func (s *Store) Claim(ctx context.Context, name string, life time.Duration) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	ok, err := s.rdb.SetNX(ctx, shelfKey("claimed "+name), 1, life).Result()
	return ok, fault(ctx, "claim", err)
}

// Unclaim gives a name back.
func (s *Store) Unclaim(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "claim", s.rdb.Del(ctx, shelfKey("claimed "+name)).Err())
}

// Seen limits: what a feed had is remembered for so long, and so much of it.
const (
	seenLife = 120 * 24 * time.Hour
	mostSeen = 5000
)

// Unseen tells which of the marks of a feed are new, and marks none.
func (s *Store) Unseen(ctx context.Context, feed string, marks []string) ([]bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	out := make([]bool, len(marks))
	if len(marks) == 0 {
		return out, nil
	}
	scores, err := s.rdb.ZMScore(ctx, seenKey(feed), marks...).Result()
	if err := fault(ctx, "what a feed had", err); err != nil {
		return nil, err
	}
	for i, at := range scores {
		out[i] = at == 0
	}
	return out, nil
}

// See marks what a feed has.
func (s *Store) See(ctx context.Context, feed string, marks []string) error {
	if len(marks) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	key, now := seenKey(feed), float64(s.now().UnixMilli())
	var rows []redis.Z
	for _, m := range marks {
		rows = append(rows, redis.Z{Score: now, Member: m})
	}
	pipe := s.rdb.Pipeline()
	pipe.ZAdd(ctx, key, rows...)
	pipe.ZRemRangeByRank(ctx, key, 0, -mostSeen-1)
	pipe.Expire(ctx, key, seenLife)
	return run(ctx, "note what a feed has", pipe)
}
