package handlers

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"onrecord/summarize/news"
)

// Rates are how many requests are taken in a minute; 0 for no limit.
type Rates struct {
	Member int // from one member, in all places together
	Place  int // from everybody in one place
	Total  int // from everybody
}

// errPace is why a request was turned away that came too soon.
var errPace = errors.New("too many requests")

// pace turns a request away that is one too many, and says when to ask again. Where the counts cannot be had, nobody is
// turned away: what the request needs of the storage will fail by itself.
func (a *App) pace(ctx context.Context, r Request) error {
	if a.Limiter == nil {
		return nil
	}
	for _, of := range []struct {
		name string
		most int
		text string
	}{
		{"member " + r.Member.ID, a.Rates.Member, "You have asked %s in a minute, which is as many as I take from one person."},
		{"place " + string(r.Place), a.Rates.Place, "This place has asked %s in a minute, which is as many as I take from one place."},
		{"total", a.Rates.Total, "I have been asked %s in a minute, which is as many as I can take."},
	} {
		if of.most <= 0 {
			continue
		}
		wait, err := a.Limiter.Allow(ctx, of.name, of.most)
		if err != nil {
			if ctx.Err() == nil && !errors.Is(err, news.ErrUnavailable) {
				a.Log.Warn("requests not counted", "error", err)
			}
			return nil
		}
		if wait > 0 {
			seconds := int(math.Ceil(wait.Seconds()))
			return &Problem{Text: fmt.Sprintf(of.text, count(of.most, "time")), Hint: "Ask again in " + count(seconds, "second") + ".", Err: errPace}
		}
	}
	return nil
}

// begin tells whoever watches that a request begins.
func (a *App) begin(ctx context.Context, what string) (context.Context, func(outcome string, took time.Duration)) {
	if a.Watch == nil {
		return ctx, func(string, time.Duration) {}
	}
	return a.Watch(ctx, what)
}

// outcomeOf says in a word how a request ended.
func outcomeOf(err error) string {
	var p *Problem
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, errPace):
		return "turned away"
	case errors.As(err, &p):
		return "problem"
	}
	return "fault"
}
