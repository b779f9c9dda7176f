package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// Changes is what has happened to the collection of a place since a position.
type Changes struct {
	At    string    // the position to go on from
	Kept  []Shelved // articles that came, or whose brief is another one now
	Gone  []string  // articles that were let go
	Whole bool      // Kept is all that the place holds: whatever else the caller knows of it is gone
}

// Shelved names an article of a place and the brief that it has there.
type Shelved struct {
	Article string
	Brief   string // changes with every other brief of the article
}

// Changes tells what has happened in a place since a position that an earlier call gave, and lets go of what has
// outlived its time. With a position that it does not know ("", of a Redis that has been emptied since, of an embedded
// one that ran before) it tells everything that the place holds.
func (s *Store) Changes(ctx context.Context, place news.Place, since string) (Changes, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	boot, rest, _ := strings.Cut(since, "/")
	epoch, from, _ := strings.Cut(rest, "/")
	if _, err := strconv.ParseUint(from, 10, 53); err != nil || boot != s.boot {
		epoch, from = "-", "0"
	}
	got, err := s.scripts.changes.Run(ctx, s.rdb, shelfOf(place).keys(), s.cutoff(s.now()), epoch, from).Slice()
	if err != nil {
		return Changes{}, fault(ctx, "read changes", err)
	}
	if len(got) != 5 {
		return Changes{}, fmt.Errorf("read changes: %w: %d parts", errWire, len(got))
	}
	epoch, _ = got[0].(string)
	seq, _ := got[1].(string)
	c := Changes{At: s.boot + "/" + epoch + "/" + seq, Gone: texts(got[4]), Whole: got[2] == int64(1)}
	pairs := texts(got[3])
	for i := 0; i+1 < len(pairs); i += 2 {
		if card, ok := readCard(pairs[i+1]); ok {
			c.Kept = append(c.Kept, Shelved{Article: pairs[i], Brief: card.brief})
		}
	}
	return c, nil
}

// texts reads a list of strings out of a reply.
func texts(reply any) []string {
	list, _ := reply.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// Opened is an article of a place.
type Opened struct {
	*news.Brief
	ID   string    // of the article
	Hash string    // names the brief, as [Shelved.Brief]
	Kept time.Time // when the place first kept the article
}

// Open returns articles of a place in the order in which they are asked for; what it does not hold has no Brief. Known
// may hand in a brief by its hash, which then is not fetched; it may be nil.
func (s *Store) Open(ctx context.Context, place news.Place, articles []string, known func(hash string) *news.Brief) ([]Opened, error) {
	if len(articles) == 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	shelf := shelfOf(place)
	pipe := s.rdb.Pipeline()
	cards := pipe.HMGet(ctx, shelf.cards, articles...)
	firsts := pipe.HMGet(ctx, shelf.first, articles...)
	scores := pipe.ZMScore(ctx, shelf.articles, articles...)
	if err := run(ctx, "look up articles", pipe); err != nil {
		return nil, err
	}
	out := make([]Opened, len(articles))
	wanted := map[int]*redis.StringCmd{}
	pipe = s.rdb.Pipeline()
	for i, id := range articles {
		out[i].ID = id
		raw, _ := cards.Val()[i].(string)
		first, _ := firsts.Val()[i].(string)
		c, ok := readCard(raw)
		if !ok || int64(scores.Val()[i]) <= s.cutoff(s.now()) {
			continue
		}
		out[i].Hash, out[i].Kept = c.brief, time.UnixMilli(readDebut(first).Kept).UTC()
		if known != nil {
			out[i].Brief = known(c.brief)
		}
		if out[i].Brief == nil {
			wanted[i] = pipe.Get(ctx, briefKey(c.brief))
		}
	}
	if len(wanted) == 0 {
		return out, nil
	}
	if err := run(ctx, "read briefs", pipe); err != nil {
		return nil, err
	}
	for i, cmd := range wanted {
		if b, err := s.codec.readBrief([]byte(cmd.Val()), out[i].Hash); err == nil {
			out[i].Brief = b
		}
	}
	return out, nil
}
