package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// placeDrawers are the drawers that are filed for a place.
var placeDrawers = []string{"feeds", "digests", "watches", "inbox"}

// Forget lets go of an article in a place, at once and for every look-up, and reports whether the place had it. Other
// places keep what they have of it. A text or a file, which no link leads to, is deleted altogether.
func (s *Store) Forget(ctx context.Context, place news.Place, article string) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	opened, err := s.Open(ctx, place, []string{article}, nil)
	if err != nil {
		return false, err
	}
	had, err := s.scripts.drop.Run(ctx, s.rdb, shelfOf(place).keys(), article, "").Int()
	if err != nil {
		return false, fault(ctx, "forget article", err)
	}
	if err := s.Unfile(ctx, place, "inbox", article); err != nil {
		return false, err
	}
	return had == 1, s.shred(ctx, place, opened)
}

// ForgetPlace lets go of everything that a place has collected and set.
func (s *Store) ForgetPlace(ctx context.Context, place news.Place) (done news.Forgotten, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	all, err := s.Changes(ctx, place, "")
	if err != nil {
		return done, err
	}
	done.Articles = len(all.Kept)
	for part := range slices.Chunk(all.Kept, 100) {
		opened, err := s.Open(ctx, place, idsOf(part), nil)
		if err != nil {
			return done, err
		}
		if err := s.shred(ctx, place, opened); err != nil {
			return done, err
		}
	}
	shelf := shelfOf(place)
	keys := slices.Concat(shelf.keys(), []string{shelf.looks, talkKey(place), settingsKey(place)}, s.ledgerKeys(place))
	pipe := s.rdb.Pipeline()
	looks := pipe.HLen(ctx, shelf.looks)
	for _, kind := range placeDrawers {
		keys = append(keys, drawerKey(place, kind))
	}
	filed := pipe.HLen(ctx, drawerKey(place, "feeds"))
	digests := pipe.HLen(ctx, drawerKey(place, "digests"))
	watches := pipe.HLen(ctx, drawerKey(place, "watches"))
	talks, set := pipe.HLen(ctx, talkKey(place)), pipe.Exists(ctx, settingsKey(place))
	used := pipe.Exists(ctx, s.ledgerKeys(place)...)
	gone := pipe.Del(ctx, keys...)
	if err := run(ctx, "forget place", pipe); err != nil {
		return done, err
	}
	done.Looks, done.Talks, done.Counts = int(looks.Val()), int(talks.Val()), int(used.Val())
	done.Filed = int(filed.Val() + digests.Val() + watches.Val() + set.Val())
	return done, fault(ctx, "forget place", gone.Err())
}

// Entries lists the articles of a place, or of what a member shared first there, whose titles hold all of the words,
// the latest kept first; for by "" of everybody, and below 1, most is no limit.
func (s *Store) Entries(ctx context.Context, place news.Place, by, words string, most int) ([]news.Entry, error) {
	want := strings.Fields(strings.ToLower(words))
	return s.entries(ctx, place, by, most, func(a *news.Article) bool {
		return !slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(strings.ToLower(a.Title), w) })
	})
}

// Linked lists what a place has of a link: each of the versions that its page has had.
func (s *Store) Linked(ctx context.Context, place news.Place, link string) ([]news.Entry, error) {
	c, err := news.Canonical(link)
	if err != nil {
		return nil, err
	}
	var p pointer
	if raw, err := s.rdb.Get(ctx, linkKey(c)).Bytes(); err == nil {
		_ = json.Unmarshal(raw, &p) // what does not decode names no article
	}
	return s.entries(ctx, place, "", 0, func(a *news.Article) bool {
		own, err := news.Canonical(a.Link)
		return a.ID == p.Article || err == nil && own == c
	})
}

// entries lists the articles of a place that a test lets through.
func (s *Store) entries(ctx context.Context, place news.Place, by string, most int, wanted func(*news.Article) bool) ([]news.Entry, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	raw, err := s.rdb.HGetAll(ctx, shelfOf(place).first).Result()
	if err := fault(ctx, "read shares", err); err != nil {
		return nil, err
	}
	var ids []string
	first := make(map[string]debut, len(raw))
	for id, d := range raw {
		if first[id] = readDebut(d); by == "" || first[id].By.ID == by {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(x, y string) int {
		return cmp.Or(cmp.Compare(first[y].Kept, first[x].Kept), cmp.Compare(x, y))
	})
	var out []news.Entry
	for part := range slices.Chunk(ids, 50) {
		opened, err := s.Open(ctx, place, part, nil)
		if err != nil {
			return nil, err
		}
		for _, o := range opened {
			if o.Brief == nil || !wanted(o.Article) {
				continue
			}
			if out = append(out, entryOf(o, first[o.ID])); len(out) == most {
				return out, nil
			}
		}
	}
	return out, nil
}

// Entry returns one article of a place. The error wraps [news.ErrMissing] where it has no such article.
func (s *Store) Entry(ctx context.Context, place news.Place, article string) (news.Entry, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	opened, err := s.Open(ctx, place, []string{article}, nil)
	if err != nil {
		return news.Entry{}, err
	}
	if opened[0].Brief == nil {
		return news.Entry{}, fmt.Errorf("entry %s: %w", article, news.ErrMissing)
	}
	raw, err := s.rdb.HGet(ctx, shelfOf(place).first, article).Result()
	return entryOf(opened[0], readDebut(raw)), fault(ctx, "read share", err)
}

func entryOf(o Opened, first debut) news.Entry {
	return news.Entry{Article: o.ID, Title: o.Article.Title, Outlet: o.Article.Outlet(), Link: o.Article.Link, Quotes: len(o.Quotes), Share: first.Share}
}

func idsOf(kept []Shelved) []string {
	var ids []string
	for _, k := range kept {
		ids = append(ids, k.Article)
	}
	return ids
}

// shred deletes the briefs of texts and files, and what a model has written of them. Those of links may be another
// place's too, and expire.
func (s *Store) shred(ctx context.Context, place news.Place, opened []Opened) error {
	for _, o := range opened {
		if o.Brief == nil || o.Article.Link != "" {
			continue
		}
		wordings, err := s.rdb.SMembers(ctx, wordingsKey(place, o.ID)).Result()
		if err != nil {
			return fault(ctx, "find wordings", err)
		}
		pipe := s.rdb.Pipeline()
		for _, key := range append(wordings, wordingsKey(place, o.ID), briefKey(o.Hash)) {
			pipe.Del(ctx, key) // each alone: in a Cluster they lie apart
		}
		if err := run(ctx, "delete brief", pipe); err != nil {
			return err
		}
	}
	return nil
}
