package handlers

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"onrecord/summarize/news"
)

// App is the product without its front ends. Its fields are set once, before the first request.
type App struct {
	Engine   Briefer
	Library  Library
	Now      func() time.Time
	Log      *slog.Logger
	Examples map[string]news.File // articles that `/brief example:NAME` reads, by name
	Timeout  time.Duration        // for one request as a whole; 0 stands for a minute
}

// Serve answers a request, whatever happens: a Problem in its words, a fault or a panic as a short apology with an id
// that stands in the log too. It writes one log line a request, without what was asked or answered.
func (a *App) Serve(ctx context.Context, r Request) (reply Reply) {
	start := a.Now()
	limit := a.Timeout
	if limit == 0 {
		limit = time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var err error
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
		outcome, id := "ok", ""
		if err != nil {
			reply, outcome, id = a.apologise(err)
		}
		attrs := []any{"command", name(r), "place", string(r.Place), "took", a.Now().Sub(start), "outcome", outcome}
		switch {
		case id != "":
			a.Log.Error("request", append(attrs, "id", id, "error", err)...)
		case err != nil:
			a.Log.Info("request", append(attrs, "error", errors.Unwrap(err))...)
		default:
			a.Log.Info("request", attrs...)
		}
	}()
	run, err := a.route(r)
	if err == nil {
		reply, err = run(ctx, r)
	}
	return reply
}

// Quiet reports whether the answer to r will be for the eyes of the one who asked. It does no work, so that a
// platform that must decide before the answer is known can ask first.
func (a *App) Quiet(r Request) bool {
	if r.Option("private") == "true" {
		return true
	}
	c, ok := a.command(r.Command)
	return ok && c.Private
}

// route finds the handler of a request.
func (a *App) route(r Request) (Handler, error) {
	if r.Action != nil {
		if run, ok := a.actions()[r.Action.Name]; ok {
			return run, nil
		}
		return nil, &Problem{Text: "This button no longer does anything.", Hint: "Ask again with the command.", Err: errStale}
	}
	c, ok := a.command(r.Command)
	if !ok {
		return nil, &Problem{Text: fmt.Sprintf("There is no command called %q.", clip(r.Command, 40)), Hint: "Type /help for what there is.", Err: errors.New("unknown command")}
	}
	if err := c.check(r); err != nil {
		return nil, err
	}
	return c.Run, nil
}

// apologise turns an error into a reply, with the id under which a fault is logged.
func (a *App) apologise(err error) (reply Reply, outcome, id string) {
	var p *Problem
	if errors.As(err, &p) {
		text := Text{{Words: p.Text}}
		if p.Hint != "" {
			text = append(text, Run{Words: " " + p.Hint})
		}
		return Reply{Text: text, Private: true, Failed: true}, "problem", ""
	}
	var raw [3]byte
	rand.Read(raw[:])
	id = hex.EncodeToString(raw[:])
	return Reply{
		Text:    Text{{Words: "Something went wrong on my side (" + id + "). Nothing was lost; please try again, and tell whoever runs me if it happens twice."}},
		Private: true, Failed: true,
	}, "fault", id
}

func name(r Request) string {
	if r.Action != nil {
		return "button " + r.Action.Name
	}
	return r.Command
}
