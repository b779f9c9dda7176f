package store

import (
	"context"
	"slices"

	"onrecord/summarize/news"
)

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
	return had == 1, s.shred(ctx, opened)
}

// ForgetPlace lets go of everything that a place has collected.
func (s *Store) ForgetPlace(ctx context.Context, place news.Place) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	all, err := s.Changes(ctx, place, "")
	if err != nil {
		return err
	}
	for part := range slices.Chunk(all.Kept, 100) {
		var ids []string
		for _, k := range part {
			ids = append(ids, k.Article)
		}
		opened, err := s.Open(ctx, place, ids, nil)
		if err != nil {
			return err
		}
		if err := s.shred(ctx, opened); err != nil {
			return err
		}
	}
	return fault(ctx, "forget place", s.rdb.Del(ctx, slices.Concat(shelfOf(place).keys(), []string{shelfOf(place).looks, talkKey(place), settingsKey(place), drawerKey(place, "feeds"), drawerKey(place, "digests"), drawerKey(place, "watches"), drawerKey(place, "inbox")}, s.ledgerKeys(place))...).Err())
}

// shred deletes the briefs of texts and files. Those of links may be another place's too, and expire.
func (s *Store) shred(ctx context.Context, opened []Opened) error {
	for _, o := range opened {
		if o.Brief == nil || o.Article.Link != "" {
			continue
		}
		if err := s.rdb.Del(ctx, briefKey(o.Hash)).Err(); err != nil {
			return fault(ctx, "delete brief", err)
		}
	}
	return nil
}
