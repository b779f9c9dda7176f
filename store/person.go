package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// swapScript puts a value in the place of the one that the caller has read. KEYS: hash. ARGV: field, before, after.
const swapScript = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
`

// ForgetMember takes a member's number and name out of all that is kept, in every place: who shared an article, set up
// a watch or a feed, when they looked at something, what a model has used for them. What they shared stays, without
// them. It reads every key of the store once.
func (s *Store) ForgetMember(ctx context.Context, member string) (done news.Forgotten, err error) {
	if member == "" {
		return done, errors.New("forget member: nobody is named")
	}
	var mu sync.Mutex
	var keys []string
	err = s.eachNode(ctx, func(ctx context.Context, node redis.Cmdable) error {
		it := node.Scan(ctx, 0, prefix+"{*}:*", 1000).Iterator()
		for it.Next(ctx) {
			mu.Lock()
			keys = append(keys, it.Val())
			mu.Unlock()
		}
		return it.Err()
	})
	if err != nil {
		return done, fault(ctx, "look for a member", err)
	}
	for part := range slices.Chunk(keys, 200) {
		if err := s.forgetIn(ctx, part, member, &done); err != nil {
			return done, err
		}
	}
	return done, nil
}

// forgetIn takes a member out of some keys, which are read and changed in a few round trips.
func (s *Store) forgetIn(ctx context.Context, keys []string, member string, done *news.Forgotten) error {
	pipe := s.rdb.Pipeline()
	hashes, counts := map[string]*redis.MapStringStringCmd{}, []*redis.IntCmd{}
	for _, key := range keys {
		switch kindOf(key) {
		case "looks", "talk", "first", "drawer":
			hashes[key] = pipe.HGetAll(ctx, key)
		case "used":
			counts = append(counts, pipe.HDel(ctx, key, "member:"+member))
		}
	}
	if err := run(ctx, "look for a member", pipe); err != nil {
		return err
	}
	for _, n := range counts {
		done.Counts += int(n.Val())
	}
	for key, got := range hashes {
		for field, value := range got.Val() {
			var err error
			switch kind := kindOf(key); {
			case (kind == "looks" || kind == "talk") && strings.HasSuffix(field, " "+member):
				var n int64
				n, err = s.rdb.HDel(ctx, key, field).Result()
				if kind == "looks" {
					done.Looks += int(n)
				} else {
					done.Talks += int(n)
				}
			case kind == "first" || kind == "drawer":
				err = s.unname(ctx, key, field, value, member, done)
			}
			if err := fault(ctx, "forget member", err); err != nil {
				return err
			}
		}
	}
	return nil
}

// kindOf is what a key of a place holds: the word behind the place's tag.
func kindOf(key string) string {
	_, rest, _ := strings.Cut(key, "}:")
	kind, _, _ := strings.Cut(rest, ":")
	return kind
}

// eachNode runs on every server that holds keys: the one there is, or the primaries of a Cluster, at the same time.
func (s *Store) eachNode(ctx context.Context, f func(context.Context, redis.Cmdable) error) error {
	if c, ok := s.rdb.(*redis.ClusterClient); ok {
		return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return f(ctx, node) })
	}
	return f(ctx, s.rdb)
}

// unname takes a member out of a value of a hash. Where somebody else changes the value meanwhile it is read again.
func (s *Store) unname(ctx context.Context, key, field, value, member string, done *news.Forgotten) error {
	for range 5 {
		after, found := withoutMember(value, member)
		if !found {
			return nil
		}
		n, err := s.scripts.swap.Run(ctx, s.rdb, []string{key}, field, value, after).Int()
		if err != nil {
			return err
		}
		if n == 1 {
			done.Names++
			return nil
		}
		if value, err = s.rdb.HGet(ctx, key, field).Result(); errors.Is(err, redis.Nil) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return errors.New("forget member: " + field + " changes too often")
}

// withoutMember empties every member in a JSON value who has the id.
func withoutMember(raw, id string) (string, bool) {
	if !strings.Contains(raw, `"`+id+`"`) {
		return raw, false
	}
	dec := json.NewDecoder(strings.NewReader(raw))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil || !empty(v, id) {
		return raw, false
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return raw, false
	}
	return strings.TrimSuffix(out.String(), "\n"), true
}

func empty(v any, id string) (found bool) {
	switch v := v.(type) {
	case map[string]any:
		if _, named := v["name"]; named && v["id"] == id {
			v["id"], v["name"] = "", ""
			return true
		}
		for _, inner := range v {
			found = empty(inner, id) || found
		}
	case []any:
		for _, inner := range v {
			found = empty(inner, id) || found
		}
	}
	return found
}
