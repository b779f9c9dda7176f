package handlers

import (
	"context"
	"time"

	"onrecord/summarize/news"
)

// dueLeft begins what is due for a place that the bot was taken out of.
const dueLeft = "left "

// leftLife is how long such a place is remembered: whoever takes the bot out by mistake finds everything as it was.
const leftLife = 30 * 24 * time.Hour

// Left notes that the bot was taken out of a place, which is forgotten in thirty days unless it comes back.
func (a *App) Left(ctx context.Context, place news.Place) {
	if a.Agenda == nil || a.Eraser == nil {
		return
	}
	if err := a.Agenda.Plan(ctx, dueLeft+string(place), a.Now().Add(leftLife)); err != nil && ctx.Err() == nil {
		a.Log.Warn("not noted that a place was left", "place", string(place), "error", err)
	}
}

// Joined notes that the bot is in a place.
func (a *App) Joined(ctx context.Context, place news.Place) {
	if a.Agenda == nil || a.Eraser == nil {
		return
	}
	if err := a.Agenda.Unplan(ctx, dueLeft+string(place)); err != nil && ctx.Err() == nil {
		a.Log.Warn("not noted that a place is served", "place", string(place), "error", err)
	}
}

// forgetLeft forgets a place that was left at some time, unless somebody has shared something there since: then the bot
// came back and nobody told.
func (a *App) forgetLeft(ctx context.Context, place news.Place, left time.Time) error {
	latest, err := a.Eraser.Entries(ctx, place, "", "", 1)
	if err != nil {
		return err
	}
	if len(latest) == 0 || !latest[0].At.After(left) {
		if err := a.cancelPlans(ctx, place); err != nil {
			return err
		}
		if _, err := a.Eraser.ForgetPlace(ctx, place); err != nil {
			return err
		}
		a.Log.Info("forgotten", "what", "place that was left", "place", string(place))
	}
	return a.Agenda.Unplan(ctx, dueLeft+string(place))
}
