package main

import (
	"context"
	"log/slog"

	"onrecord/config"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// digest prints the briefing of a place as it would be now.
func (p *program) digest(ctx context.Context, args []string) (err error) {
	set, values, rest, err := options(args, []string{"now"}, []string{"place"})
	if err != nil {
		return err
	}
	if !set["now"] || len(rest) > 0 {
		return usageError("digest prints a briefing now: say --now")
	}
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	app, err := p.app(ctx, c, slog.New(slog.DiscardHandler), true)
	if err != nil {
		return err
	}
	defer func() {
		if e := app.Close(); err == nil {
			err = e
		}
	}()
	reply := app.Serve(ctx, handlers.Request{Command: "digest preview", Place: placeOf(values), Member: news.Member{ID: "you", Name: "you"}, Options: map[string]string{}, Admin: true})
	return p.print(reply)
}
