package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// leaseScript takes a lease that is free or the holder's own. KEYS: lease. ARGV: holder, life in milliseconds.
const leaseScript = `
local has = redis.call('GET', KEYS[1])
if has and has ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`

// unleaseScript gives a lease back, if it is the holder's. KEYS: lease. ARGV: holder.
const unleaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`

func leaseKey(name string) string  { return prefix + "lease:{" + name + "}" }
func attendKey(name string) string { return prefix + "attend:{" + name + "}" }
func shelfKey(name string) string  { return prefix + "put:{" + name + "}" }

// Lease takes or renews what only one process may hold at a time, for a while, and reports whether the holder has it.
func (s *Store) Lease(ctx context.Context, name, holder string, life time.Duration) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	n, err := s.scripts.lease.Run(ctx, s.rdb, []string{leaseKey(name)}, holder, life.Milliseconds()).Int()
	return n == 1, fault(ctx, "lease", err)
}

// Unlease gives back what the holder has; of what somebody else has it takes nothing.
func (s *Store) Unlease(ctx context.Context, name, holder string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "give lease back", s.scripts.unlease.Run(ctx, s.rdb, []string{leaseKey(name)}, holder).Err())
}

// Attend notes that somebody is there, for a while, and returns how many are. The time is that of the callers' clocks,
// which may differ by less than a life.
func (s *Store) Attend(ctx context.Context, group, who string, life time.Duration) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	key, now := attendKey(group), s.now()
	pipe := s.rdb.Pipeline()
	pipe.ZRemRangeByScore(ctx, key, "-inf", fmt.Sprint(now.Add(-life).UnixMilli()))
	pipe.ZAdd(ctx, key, redis.Z{Score: float64(now.UnixMilli()), Member: who})
	n := pipe.ZCard(ctx, key)
	pipe.PExpire(ctx, key, 2*life)
	err := run(ctx, "attend", pipe)
	return int(n.Val()), err
}

// Leave takes back what [Store.Attend] noted.
func (s *Store) Leave(ctx context.Context, group, who string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "leave", s.rdb.ZRem(ctx, attendKey(group), who).Err())
}

// Agree returns the word that all who ask for a name within a life of each other go by: the first one's.
func (s *Store) Agree(ctx context.Context, name, word string, life time.Duration) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	key := shelfKey("agreed " + name)
	pipe := s.rdb.Pipeline()
	pipe.SetNX(ctx, key, word, life)
	got := pipe.Get(ctx, key)
	pipe.PExpire(ctx, key, life)
	err := run(ctx, "agree", pipe)
	return got.Val(), err
}

// Shelve puts bytes down under a name for a while.
func (s *Store) Shelve(ctx context.Context, name string, data []byte, life time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "shelve", s.rdb.Set(ctx, shelfKey(name), data, life).Err())
}

// Shelved returns what was put down under a name. Its error wraps [news.ErrMissing] where there is nothing any more.
func (s *Store) Shelved(ctx context.Context, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	data, err := s.rdb.Get(ctx, shelfKey(name)).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("shelved: %w", news.ErrMissing)
	}
	return data, fault(ctx, "read shelf", err)
}

// Unshelve takes away what was put down under a name.
func (s *Store) Unshelve(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "clear shelf", s.rdb.Del(ctx, shelfKey(name)).Err())
}

// Client is the connection to Redis, for the queue, which speaks to the same one. It stays the store's to close.
func (s *Store) Client() redis.UniversalClient { return s.rdb }
