package handlers

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// The kinds of things that are filed for a place, and, for the place "", for everybody together.
const (
	feedsKind   = "feeds"   // [news.Subscription] by address
	digestsKind = "digests" // [news.Digest]
	watchesKind = "watches" // [news.Watch]
	inboxKind   = "inbox"   // [arrival] by article
	feedKind    = "feed"    // [news.Feed] by address, of everybody together
	readersKind = "readers" // places by name, of the place that stands for a feed
)

// file keeps v for a place.
func file[T any](ctx context.Context, a *App, place news.Place, kind, id string, v T) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return a.Agenda.File(ctx, place, kind, id, raw)
}

// amend changes what is kept for a place under an id. What was taken away meanwhile stays away, and what was changed
// meanwhile is changed further.
func amend[T any](ctx context.Context, a *App, place news.Place, kind, id string, change func(*T)) error {
	for range 5 {
		before, err := a.Agenda.Filed(ctx, place, kind, id)
		if errors.Is(err, news.ErrMissing) {
			return nil
		}
		if err != nil {
			return err
		}
		var v T
		if json.Unmarshal(before, &v) != nil {
			return nil // of a later version
		}
		change(&v)
		after, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if done, err := a.Agenda.Swap(ctx, place, kind, id, before, after); done || err != nil {
			return err
		}
	}
	return errors.New(kind + " changes too often")
}

// filed returns what is kept for a place under an id.
func filed[T any](ctx context.Context, a *App, place news.Place, kind, id string) (v T, err error) {
	raw, err := a.Agenda.Filed(ctx, place, kind, id)
	if err == nil && json.Unmarshal(raw, &v) != nil {
		err = news.ErrMissing // of a later version
	}
	return v, err
}

// drawer returns all that is kept for a place, ordered by what key gives of each.
func drawer[T any, K cmp.Ordered](ctx context.Context, a *App, place news.Place, kind string, key func(T) K) ([]T, error) {
	raw, err := a.Agenda.Drawer(ctx, place, kind)
	if err != nil {
		return nil, err
	}
	var out []T
	for _, data := range raw {
		var v T
		if json.Unmarshal(data, &v) == nil {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(x, y T) int { return cmp.Compare(key(x), key(y)) })
	return out, nil
}

// shortID is what people type to say which of several they mean.
func shortID() string { return strings.ToLower(rand.Text()[:5]) }

// noAgenda is what is said where nothing is due by itself.
func (a *App) noAgenda() error {
	if a.Reader == nil || a.Agenda == nil {
		return refuse("That does not work here.", "")
	}
	return nil
}

// one finds the thing that is meant: by its id, or the only one there is.
func one[T any](all []T, id string, of func(T) string, what string) (T, error) {
	var none T
	if id == "" && len(all) == 1 {
		return all[0], nil
	}
	var ids []string
	for _, v := range all {
		if of(v) == id {
			return v, nil
		}
		ids = append(ids, of(v))
	}
	switch {
	case len(all) == 0:
		return none, refuse("There is no "+what+" here yet.", "")
	case id == "":
		return none, refuse("Which "+what+"?", "Name one by its id: "+list(ids, "or")+".")
	}
	return none, refuse("There is no "+what+" with that id.", "There is "+list(ids, "and")+".")
}

var errNotDue = errors.New("not due")
