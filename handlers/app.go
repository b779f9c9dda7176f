package handlers

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/singleflight"

	"onrecord/summarize/news"
)

// App is the product without its front ends. Its fields are set once, before the first request.
type App struct {
	Engine    Engine
	Library   Library
	Finder    Finder
	Now       func() time.Time
	Log       *slog.Logger
	Writer    Writer              // writes with a model; nil where the engine alone writes
	Ranker    Ranker              // tells nearness of meaning; nil where words have to do
	Ledger    Ledger              // needed where there is a Writer
	Budget    news.Budget         // of the Writer
	Reader    Reader              // reads feeds; nil where there are none
	Starters  map[string][]string // feeds to begin with, by topic; nil for those that come along
	Agenda    Agenda              // needed where there is a Reader
	Chores    Chores              // nil to do what is due here and now
	Announcer Announcer           // nil where the front end cannot post by itself
	Zone      func(name string) (*time.Location, error)
	Rooms     Rooms                // what places have set; nil where nothing can be set
	Shelf     Shelf                // what waits for a choice; nil for nowhere
	Contact   string               // how to reach whoever runs this; may be empty
	Reads     bool                 // whether the front end may read what is written in channels
	Examples  map[string]news.File // articles that `/brief example:NAME` reads, by name
	Timeout   time.Duration        // for one request as a whole; 0 stands for a minute
	Limiter   Limiter              // counts requests; nil where nobody is turned away
	Rates     Rates                // how many are taken
	Eraser    Eraser               // lets go of what is kept; nil where nothing is

	// Watch is told of every request as it begins, by the name of its command or button. It returns the context to go on
	// in and what is to be told how the request ended: ok, problem, turned away, fault. It may be nil.
	Watch func(ctx context.Context, what string) (context.Context, func(outcome string, took time.Duration))

	// Retention is how long the library keeps what it is given, as /help privacy tells; 0 stands for no limit.
	Retention time.Duration

	readings singleflight.Group // pages being read, by canonical link
	writings singleflight.Group // briefs being written, by what they are cached under
	lane     lane               // to the model
}

// Serve answers a request, whatever happens: a Problem in its words, a fault or a panic as a short apology with an id
// that stands in the log too. It writes one log line a request, without what was asked or answered.
func (a *App) Serve(ctx context.Context, r Request) (reply Reply) {
	start := a.Now()
	ctx, cancel := context.WithTimeout(ctx, a.limit())
	defer cancel()
	ctx, end := a.begin(ctx, a.name(r))
	var err error
	defer func() {
		if p := recover(); p != nil {
			err = &crash{value: p, stack: debug.Stack()}
		}
		took := a.Now().Sub(start)
		attrs := []any{"command", a.name(r), "place", string(r.Place), "took", took}
		if err = worded(err, r); err == nil {
			reply.Private = reply.Private || a.Quiet(r)
			if t, ok := tongueOf(r.Locale); ok {
				reply = t.reply(reply)
			}
			a.Log.Info("request", append(attrs, "outcome", "ok")...)
		} else {
			reply = a.apologise(err, r, attrs)
		}
		end(outcomeOf(err), took)
	}()
	run, err := a.route(r)
	if err == nil {
		err = a.pace(ctx, r)
	}
	if err == nil {
		reply, err = run(ctx, r)
	}
	return reply
}

// limit is the time that one request may take.
func (a *App) limit() time.Duration { return cmp.Or(a.Timeout, time.Minute) }

// Quiet reports whether the answer to r will be for the eyes of the one who asked. It does no work, so that a
// platform that must decide before the answer is known can ask first. Buttons are: whoever leafs through quotations
// does not fill the room with them.
func (a *App) Quiet(r Request) bool {
	if r.Action != nil {
		return r.Action.Name != readAction // a choice among links is a /brief that was asked for in two steps
	}
	if r.Option("private") == "true" || len(r.More) > 0 {
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
		return nil, stale()
	}
	c, ok := a.command(r.Command)
	if !ok {
		return nil, &Problem{Text: fmt.Sprintf("There is no command called %s.", clip(oneLine(r.Command), 40)), Hint: "Type /help for what there is.", Err: errors.New("unknown command")}
	}
	if c.Admin && !r.Admin {
		return nil, refuse("That is for those who manage this place.", "Ask somebody who may manage the server.")
	}
	if err := c.check(r); err != nil {
		return nil, err
	}
	return c.Run, nil
}

// apologise turns an error into a reply and logs it, a fault under an id that the reply names.
func (a *App) apologise(err error, r Request, attrs []any) Reply {
	var p *Problem
	if errors.As(err, &p) {
		a.Log.Info("request", append(attrs, "outcome", "problem", "error", p.Err)...)
		said, hint := p.Text, p.Hint
		if t, ok := tongueOf(r.Locale); ok {
			said, hint = t.label(said), t.label(hint)
		}
		text := Text{{Words: said}}
		if hint != "" {
			text = append(text, Run{Words: " " + hint})
		}
		return Reply{Text: text, Private: true, Failed: true}
	}
	var raw [3]byte
	rand.Read(raw[:])
	id := hex.EncodeToString(raw[:])
	attrs = append(attrs, "outcome", "fault", "id", id, "error", scrub(err.Error(), r))
	var c *crash
	if errors.As(err, &c) {
		attrs = append(attrs, "stack", string(c.stack))
	}
	a.Log.Error("request", attrs...)
	return Reply{
		Text:    Text{{Words: "Something went wrong on my side (" + id + "). Nothing was lost; please try again, and tell whoever runs me if it happens twice."}},
		Private: true, Failed: true,
	}
}

// name says in the log what was asked for: a row of the catalogue or a button of it. A stranger's word is no name.
func (a *App) name(r Request) string {
	if r.Action != nil {
		if _, ok := a.actions()[r.Action.Name]; ok {
			return "button " + r.Action.Name
		}
		return "unknown button"
	}
	if _, ok := a.command(r.Command); ok {
		return r.Command
	}
	return "unknown"
}
