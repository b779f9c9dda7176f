package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

const (
	ledgerLife = 40 * 24 * time.Hour // of a day's counts
	talkLife   = 24 * time.Hour      // of a conversation after its last question
	mostTalk   = 6                   // questions that are remembered of one
)

// Written finds a brief that was written under a key, such as article, style and model. The error wraps
// [news.ErrMissing] where there is none.
func (s *Store) Written(ctx context.Context, key string) (*news.Brief, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	hash, err := s.rdb.Get(ctx, writtenKey(key)).Result()
	if err := fault(ctx, "recall written brief", err); err != nil {
		return nil, err
	}
	missing := fmt.Errorf("written brief: %w", news.ErrMissing)
	if hash == "" {
		return nil, missing
	}
	blob, err := s.rdb.Get(ctx, briefKey(hash)).Bytes()
	if err := fault(ctx, "read written brief", err); err != nil {
		return nil, err
	}
	b, err := s.codec.readBrief(blob, hash)
	if err != nil {
		return nil, missing
	}
	return b, nil
}

// KeepWritten remembers a brief that was written in a place under a key, for as long as articles are kept.
func (s *Store) KeepWritten(ctx context.Context, place news.Place, key string, b *news.Brief) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	blob, hash, err := s.codec.brief(b)
	if err != nil {
		return err
	}
	name := nameOf(hash, place, b.Article)
	pipe := s.rdb.Pipeline()
	pipe.Set(ctx, briefKey(name), blob, s.retention+slack)
	pipe.Set(ctx, writtenKey(key), name, s.retention)
	if b.Article.Link == "" { // so that whoever forgets the text finds what was written of it
		pipe.SAdd(ctx, wordingsKey(place, b.Article.ID), writtenKey(key), briefKey(name))
		pipe.Expire(ctx, wordingsKey(place, b.Article.ID), s.retention+slack)
	}
	return run(ctx, "keep written brief", pipe)
}

// Reserve takes tokens out of the day's budgets of a place, a member and everybody, before they are used. It returns
// which budget does not hold them, "place", "member" or "total", and takes nothing then; "" if all do. What was
// reserved is settled by [Store.Settle].
func (s *Store) Reserve(ctx context.Context, place news.Place, member string, tokens int, most news.Budget) (r news.Reserved, short string, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	r = news.Reserved{Day: s.now().UTC().Format(time.DateOnly), Tokens: tokens}
	used, err := s.count(ctx, place, member, r.Day, news.Cost{}, tokens)
	if err != nil {
		return news.Reserved{}, "", err
	}
	for i, limit := range []int{most.Place, most.Member, most.Total} {
		if limit > 0 && used[i] > int64(limit) && short == "" {
			short = [...]string{"place", "member", "total"}[i]
		}
	}
	if short != "" {
		_, err = s.count(ctx, place, member, r.Day, news.Cost{}, -tokens)
		r = news.Reserved{}
	}
	return r, short, err
}

// Settle puts what was really used in the place of what was reserved, on the day that it was taken from.
func (s *Store) Settle(ctx context.Context, place news.Place, member string, r news.Reserved, cost news.Cost) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	_, err := s.count(ctx, place, member, r.Day, cost, cost.Tokens()-r.Tokens)
	return err
}

// count adds to the counts of a day and returns the tokens of place, member and all that are then used or reserved.
func (s *Store) count(ctx context.Context, place news.Place, member, day string, cost news.Cost, tokens int) ([3]int64, error) {
	pipe := s.rdb.Pipeline()
	ours, all := ledgerKey(place, day), ledgerKey("", day)
	a := pipe.HIncrBy(ctx, ours, "tokens", int64(tokens))
	b := pipe.HIncrBy(ctx, ours, "member:"+member, int64(tokens))
	c := pipe.HIncrBy(ctx, all, "tokens", int64(tokens))
	for _, key := range []string{ours, all} {
		if cost.Calls > 0 {
			pipe.HIncrBy(ctx, key, "in", int64(cost.In))
			pipe.HIncrBy(ctx, key, "out", int64(cost.Out))
			pipe.HIncrBy(ctx, key, "calls", int64(cost.Calls))
		}
		pipe.Expire(ctx, key, ledgerLife)
	}
	if err := run(ctx, "count tokens", pipe); err != nil {
		return [3]int64{}, err
	}
	return [3]int64{a.Val(), b.Val(), c.Val()}, nil
}

// Usage tells what a model has used in a place on each of the last days, today first; in all places for the place "".
func (s *Store) Usage(ctx context.Context, place news.Place, days int) ([]news.Usage, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var out []news.Usage
	for n := range min(days, 31) {
		day := s.now().UTC().AddDate(0, 0, -n)
		fields, err := s.rdb.HGetAll(ctx, ledgerKey(place, day.Format(time.DateOnly))).Result()
		if err := fault(ctx, "read usage", err); err != nil {
			return nil, err
		}
		u := news.Usage{Day: day.Truncate(24 * time.Hour), Members: map[string]int{}}
		for f, v := range fields {
			k, _ := strconv.Atoi(v)
			switch id, member := strings.CutPrefix(f, "member:"); {
			case member && k > 0:
				u.Members[id] = k
			case f == "in":
				u.In = k
			case f == "out":
				u.Out = k
			case f == "calls":
				u.Calls = k
			}
		}
		out = append(out, u)
	}
	return out, nil
}

// Talk returns the questions that were asked before in a conversation, the oldest first.
func (s *Store) Talk(ctx context.Context, place news.Place, thread string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	raw, err := s.rdb.HGet(ctx, talkKey(place), thread).Result()
	if err := fault(ctx, "recall conversation", err); err != nil {
		return nil, err
	}
	var t conversation
	if json.Unmarshal([]byte(raw), &t) != nil || s.now().UnixMilli()-t.At > talkLife.Milliseconds() {
		return nil, nil
	}
	return t.Asked, nil
}

// conversation is what is kept of one.
type conversation struct {
	At    int64    `json:"at"`
	Asked []string `json:"q"`
}

// Say adds a question to a conversation, which keeps the last few.
func (s *Store) Say(ctx context.Context, place news.Place, thread, question string) error {
	asked, err := s.Talk(ctx, place, thread)
	if err != nil {
		return err
	}
	asked = append(asked, question)
	raw, err := json.Marshal(conversation{s.now().UnixMilli(), slices.Clone(asked[max(0, len(asked)-mostTalk):])})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	pipe := s.rdb.Pipeline()
	pipe.HSet(ctx, talkKey(place), thread, raw)
	pipe.Expire(ctx, talkKey(place), talkLife)
	return run(ctx, "note question", pipe)
}

// ledgerKeys are those of all days of which a place may have counts.
func (s *Store) ledgerKeys(place news.Place) []string {
	var out []string
	for day, n := s.now().UTC(), time.Duration(0); n <= ledgerLife; n += 24 * time.Hour {
		out = append(out, ledgerKey(place, day.Add(-n).Format(time.DateOnly)))
	}
	return out
}

// ForgetTalk lets go of a conversation, or of all of a place for the thread "".
func (s *Store) ForgetTalk(ctx context.Context, place news.Place, thread string) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if thread == "" {
		return fault(ctx, "forget conversations", s.rdb.Del(ctx, talkKey(place)).Err())
	}
	return fault(ctx, "forget conversation", s.rdb.HDel(ctx, talkKey(place), thread).Err())
}
