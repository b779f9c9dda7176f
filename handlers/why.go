package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"onrecord/summarize/news"
)

func whyName(place news.Place, id string) string { return "why " + string(place) + " " + id }

// dropWhy lets go of how a briefing came about: it holds titles of articles.
func (a *App) dropWhy(ctx context.Context, place news.Place, id string) error {
	if a.Shelf == nil {
		return nil
	}
	return a.Shelf.Unshelve(ctx, whyName(place, id))
}

// keepWhy remembers how a briefing came about until the next one.
func (a *App) keepWhy(ctx context.Context, d news.Digest, e edition) {
	if _, err := a.Agenda.Filed(ctx, d.Place, digestsKind, d.ID); errors.Is(err, news.ErrMissing) {
		return // it was removed, or its place forgotten, meanwhile
	}
	raw, err := json.Marshal(e.steps)
	if err == nil && a.Shelf != nil {
		err = a.Shelf.Shelve(ctx, whyName(d.Place, d.ID), raw, 8*24*time.Hour)
	}
	if err != nil {
		a.Log.Warn("how the briefing came about is not kept", "place", string(d.Place), "error", err)
	}
}

// digestWhy answers /digest why.
func (a *App) digestWhy(ctx context.Context, r Request) (Reply, error) {
	d, err := a.theDigest(ctx, r)
	if err != nil {
		return Reply{}, err
	}
	return a.why(ctx, r.Place, d.ID)
}

// whyButton answers the button under a briefing.
func (a *App) whyButton(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 2 {
		return Reply{}, stale()
	}
	return a.why(ctx, r.Place, r.Action.Args[0])
}

func (a *App) why(ctx context.Context, place news.Place, id string) (Reply, error) {
	var steps []step
	if a.Shelf != nil {
		raw, err := a.Shelf.Shelved(ctx, whyName(place, id))
		if err != nil && !errors.Is(err, news.ErrMissing) {
			return Reply{}, err
		}
		if json.Unmarshal(raw, &steps) != nil {
			steps = nil
		}
	}
	if len(steps) == 0 {
		return Reply{Text: Text{plain("How the last briefing came about is not kept any more; there may have been none.")}}, nil
	}
	card := Card{Title: "How the last briefing came about", Ours: true}
	for _, s := range steps {
		if len(card.Body) > 0 {
			card.Body = append(card.Body, plain("\n"))
		}
		card.Body = append(card.Body, plain("• %s", s.What))
		for _, t := range s.Titles[:min(len(s.Titles), 6)] {
			card.Body = append(card.Body, subtle("\n   "+clip(t, 90)))
		}
		if n := len(s.Titles) - 6; n > 0 {
			card.Body = append(card.Body, subtlef("\n   and %s", count(n, "other")))
		}
	}
	return Reply{Cards: []Card{card}}, nil
}
