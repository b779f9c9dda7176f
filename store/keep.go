package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// slack is how much longer a key lives in Redis than what it holds counts, so that the clocks of Redis and of this
// process need not agree, and a place never holds an article whose brief is gone.
const slack = time.Hour

// pointer is what a link leads to.
type pointer struct {
	Brief   string `json:"b"` // hash that names the brief
	Article string `json:"a"`
	Engine  string `json:"e"`
	Until   int64  `json:"u"` // Unix milliseconds
}

// debut records how an article came to a place.
type debut struct {
	news.Share
	Kept int64 `json:"kept"` // Unix milliseconds
}

// Keep stores b, adds its article to the collection of the place, and remembers that it answers for the given links
// and for the article's own; what is not a link is passed over, and an article without a link of its own answers for
// none. It returns who shared the article in this place first: the given share, unless somebody did before. Keeping
// the same again changes nothing but the time from which it expires.
func (s *Store) Keep(ctx context.Context, place news.Place, share news.Share, b *news.Brief, links ...string) (news.Share, error) {
	if place == "" || b == nil || b.Article == nil || b.Article.ID == "" {
		return news.Share{}, errors.New("keep: a place and a brief with an article are needed")
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	now := s.now()
	if share.At.IsZero() {
		share.At = now
	}
	blob, hash, err := s.codec.brief(b)
	if err != nil {
		return news.Share{}, err
	}
	name := nameOf(hash, place, b.Article)
	// The brief comes before the shelf, and the links last: whatever points to something finds it.
	life := s.retention + slack
	if err := s.rdb.Set(ctx, briefKey(name), blob, life).Err(); err != nil {
		return news.Share{}, fault(ctx, "keep brief", err)
	}
	first, err := s.shelve(ctx, place, share, b, name, now)
	if err != nil {
		return news.Share{}, err
	}
	p, err := json.Marshal(pointer{
		Brief: name, Article: b.Article.ID, Engine: s.engine, Until: now.Add(s.retention).UnixMilli(),
	})
	if err != nil {
		return news.Share{}, fmt.Errorf("keep links: %w", err)
	}
	_, err = s.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, link := range canonical(b.Article, links) {
			pipe.Set(ctx, linkKey(link), p, life)
		}
		return nil
	})
	return first, fault(ctx, "keep links", err)
}

// shelve puts the article on the shelf of the place and returns its first share.
func (s *Store) shelve(ctx context.Context, place news.Place, share news.Share, b *news.Brief, name string, now time.Time) (news.Share, error) {
	d, err := json.Marshal(debut{Share: share, Kept: now.UnixMilli()})
	if err != nil {
		return news.Share{}, fmt.Errorf("keep share: %w", err)
	}
	got, err := s.scripts.keep.Run(ctx, s.rdb, shelfOf(place).keys(),
		b.Article.ID, now.UnixMilli(), s.cutoff(now), d, card{name, len(b.Quotes)}.String(),
		(s.retention + slack).Milliseconds(), rand.Text(),
	).Text()
	if err != nil {
		return news.Share{}, fault(ctx, "keep article", err)
	}
	return readDebut(got).Share, nil
}

// cutoff is the time, in Unix milliseconds, at or before which what was kept last has outlived its time.
func (s *Store) cutoff(now time.Time) int64 { return now.Add(-s.retention).UnixMilli() }

// canonical returns the links that lead to a, each once. A text or a file has none, whatever came with it: it belongs
// to the place where it was handed in.
func canonical(a *news.Article, links []string) []string {
	if a.Link == "" {
		return nil
	}
	var out []string
	for _, link := range append(slices.Clone(links), a.Link) {
		if c, err := news.Canonical(link); err == nil && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// readDebut reads what shelve wrote; one that does not decode is nobody's.
func readDebut(raw string) debut {
	var d debut
	if json.Unmarshal([]byte(raw), &d) != nil {
		return debut{}
	}
	return d
}

// card is what a shelf knows of an article without opening anything.
type card struct {
	brief  string // its name
	quotes int
}

func (c card) String() string { return c.brief + " " + strconv.Itoa(c.quotes) }

func readCard(raw string) (c card, ok bool) {
	hash, count, ok := strings.Cut(raw, " ")
	n, err := strconv.Atoi(count)
	return card{hash, n}, ok && err == nil
}
