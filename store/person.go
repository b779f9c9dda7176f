package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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
	for _, key := range keys {
		_, kind, _ := strings.Cut(key, "}:")
		switch kind, _, _ := strings.Cut(kind, ":"); kind {
		case "looks":
			err = s.unlook(ctx, key, member, &done)
		case "used":
			n, e := s.rdb.HDel(ctx, key, "member:"+member).Result()
			done.Counts, err = done.Counts+int(n), fault(ctx, "forget counts", e)
		case "first", "drawer":
			err = s.unname(ctx, key, member, &done)
		}
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// eachNode runs on every server that holds keys: the one there is, or the primaries of a Cluster, at the same time.
func (s *Store) eachNode(ctx context.Context, f func(context.Context, redis.Cmdable) error) error {
	if c, ok := s.rdb.(*redis.ClusterClient); ok {
		return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return f(ctx, node) })
	}
	return f(ctx, s.rdb)
}

// unlook deletes when a member looked at something.
func (s *Store) unlook(ctx context.Context, key, member string, done *news.Forgotten) error {
	fields, err := s.rdb.HKeys(ctx, key).Result()
	if err := fault(ctx, "read looks", err); err != nil {
		return err
	}
	for _, f := range fields {
		if !strings.HasSuffix(f, " "+member) {
			continue
		}
		n, err := s.rdb.HDel(ctx, key, f).Result()
		if err := fault(ctx, "forget looks", err); err != nil {
			return err
		}
		done.Looks += int(n)
	}
	return nil
}

// unname takes a member out of the values of a hash.
func (s *Store) unname(ctx context.Context, key, member string, done *news.Forgotten) error {
	it := s.rdb.HScan(ctx, key, 0, "*", 500).Iterator()
	for it.Next(ctx) {
		field := it.Val()
		if !it.Next(ctx) {
			break
		}
		before := it.Val()
		after, found := withoutMember(before, member)
		if !found {
			continue
		}
		n, err := s.scripts.swap.Run(ctx, s.rdb, []string{key}, field, before, after).Int()
		if err := fault(ctx, "forget name", err); err != nil {
			return err
		}
		done.Names += n
	}
	return fault(ctx, "read names", it.Err())
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
