package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"onrecord/bot/discord"
	"onrecord/config"
	"onrecord/examples"
	"onrecord/handlers"
	"onrecord/store"
	"onrecord/store/index"
	"onrecord/store/queue"
	"onrecord/summarize"
	"onrecord/summarize/fetch"
	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

// Both ends of each port, checked where they are joined.
var (
	_ handlers.Library   = (*store.Store)(nil)
	_ handlers.Finder    = (*index.Index)(nil)
	_ handlers.Engine    = (*summarize.Engine)(nil)
	_ handlers.Writer    = (*summarize.Engine)(nil)
	_ handlers.Ledger    = (*store.Store)(nil)
	_ handlers.Reader    = (*summarize.Engine)(nil)
	_ handlers.Agenda    = (*store.Store)(nil)
	_ handlers.Chores    = (*queue.Queue)(nil)
	_ handlers.Announcer = (*discord.Bot)(nil)
	_ summarize.Crawler  = (*fetch.Fetcher)(nil)
	_ handlers.Rooms     = (*store.Store)(nil)
	_ handlers.Shelf     = (*store.Store)(nil)
	_ handlers.Limiter   = (*store.Store)(nil)
	_ handlers.Eraser    = (*store.Store)(nil)
	_ discord.Queue      = (*queue.Queue)(nil)
	_ discord.Leases     = (*store.Store)(nil)
	_ discord.Shelf      = (*store.Store)(nil)
	_ handlers.Ranker    = (*llm.Client)(nil)
	_ summarize.Model    = (*llm.Client)(nil)
	_ summarize.Fetcher  = (*fetch.Fetcher)(nil)
	_ discord.App        = (*handlers.App)(nil)
)

// version is the version of the module as it was built, or "dev".
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// logger writes to the error stream as the settings say.
func (p *program) logger(c config.Config) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == config.JSON {
		return slog.New(slog.NewJSONHandler(p.errw, o))
	}
	return slog.New(slog.NewTextHandler(p.errw, o))
}

// engine builds what reads.
func (p *program) engine(c config.Config) (*summarize.Engine, error) {
	f, err := fetch.New(fetch.Options{Allow: c.Allow, Contact: string(c.Contact), Version: version()})
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	e := &summarize.Engine{Fetcher: f, Crawler: f, Now: p.now}
	if c.UsesModel() {
		m, err := model(c)
		if err != nil {
			return nil, err
		}
		e.Model = m
	}
	return e, nil
}

// model builds the door to the language model that the settings name.
func model(c config.Config) (*llm.Client, error) {
	return llm.New(llm.Options{URL: string(c.ModelURL), Key: c.ModelKey.Reveal(), Model: c.Model, Embedding: c.Embedding})
}

// memory opens what remembers. With keep unset nothing is read from or written to disk or Redis.
func (p *program) memory(ctx context.Context, c config.Config, log *slog.Logger, keep bool) (*store.Store, error) {
	o := store.Options{Engine: summarize.Version, Retention: time.Duration(c.Retention), Now: p.now, Log: log}
	if keep {
		o.URL, o.Data = c.Redis.Reveal(), c.Data
	}
	return store.Open(ctx, o)
}

// parts are what a front end is served by.
type parts struct {
	*handlers.App
	memory  *store.Store
	index   *index.Index
	metrics *metrics
	ready   readiness
	flush   func() error // sends the last traces
}

// Close closes what the parts hold open, the index before the store that it follows.
func (p *parts) Close() error { return errors.Join(p.index.Close(), p.memory.Close(), p.flush()) }

// app joins the parts. The caller closes them.
func (p *program) app(ctx context.Context, c config.Config, log *slog.Logger, keep bool) (*parts, error) {
	e, err := p.engine(c)
	if err != nil {
		return nil, err
	}
	s, err := p.memory(ctx, c, log, keep)
	if err != nil {
		return nil, err
	}
	o := index.Options{Store: s, Now: p.now, Log: log, Patience: p.patience}
	if keep {
		o.Folder = c.Data
	}
	x, err := index.Open(ctx, o)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	tracer, flush, err := tracing(ctx, string(c.Traces), log)
	if err != nil {
		return nil, errors.Join(err, x.Close(), s.Close())
	}
	m := newMetrics()
	m.memory(s)
	a := &handlers.App{
		Watch:  watched(m, tracer),
		Reader: e, Agenda: s, Zone: time.LoadLocation,
		Rates: handlers.Rates{Member: int(c.MemberRate), Place: int(c.PlaceRate), Total: int(c.TotalRate)}, Eraser: s,
		Rooms: s, Shelf: s, Reads: c.Content, Contact: string(c.Contact),
		Engine: meteredEngine{e, m}, Library: s, Finder: x, Ledger: s, Now: p.now, Log: log, Examples: exampleFiles(), Retention: time.Duration(c.Retention),
		Budget: news.Budget{Place: int(c.PlaceTokens), Member: int(c.MemberTokens), Total: int(c.TotalTokens)},
	}
	if c.FeedSets != "" {
		if a.Starters, err = feedSets(c.FeedSets); err != nil {
			return nil, errors.Join(err, x.Close(), s.Close())
		}
	}
	if e.Model != nil {
		a.Writer, a.Timeout = watchedWriter{e, m, tracer}, 100*time.Second
		if m, ok := e.Model.(*llm.Client); ok && m.Embeds() != "" {
			a.Ranker = m
		}
	}
	out := &parts{App: a, memory: s, index: x, metrics: m, flush: flush}
	out.ready.add("redis", s.Ping)
	return out, nil
}

// feedSets reads the feeds to begin with from a file.
func feedSets(path string) (map[string][]string, error) {
	f, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("ONRECORD_FEED_SETS: %w", err)
	}
	var out map[string][]string
	if err := json.Unmarshal(f.Data, &out); err != nil {
		return nil, fmt.Errorf("ONRECORD_FEED_SETS: %s is not a JSON object of lists of addresses: %w", path, err)
	}
	return out, nil
}

// exampleFiles are the articles that come with the program, by the name that /brief example: knows them under.
func exampleFiles() map[string]news.File {
	m := map[string]news.File{}
	for _, name := range examples.Names() {
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			continue // an embedded file is always there
		}
		m[examples.Label(name)] = news.File{Name: name, Data: data}
	}
	return m
}

// local is the place that the console and the command line share.
const local news.Place = "console"

// serve runs the front end that the settings ask for until ctx ends.
func (p *program) serve(ctx context.Context, args []string) (err error) {
	set, values, rest, err := options(args, []string{"register"}, []string{"role"})
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("run takes no arguments but --role and --register")
	}
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	role, err := roleOf(values["role"], c)
	if err != nil {
		return err
	}
	if !c.DiscordToken.Set() {
		return p.local(ctx, func(ctx context.Context, c config.Config, app *parts) error {
			if terminal(p.in) && terminal(p.out) {
				return p.page(ctx, c, app, webAddr, true)
			}
			return p.talk(ctx, app)
		})
	}
	log := p.logger(c)
	app, err := p.app(ctx, c, log, true)
	if err != nil {
		return err
	}
	defer func() {
		if e := app.Close(); err == nil {
			err = e
		}
	}()
	tending := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	defer func() { // before the parts are closed
		stop()
		<-tending
	}()
	go func() {
		defer close(tending)
		app.index.Tend(ctx)
	}()
	app.Limiter = app.memory // whoever uses the command line or the page has the machine, or its password
	log.Info("memory", "redis", app.memory.Describe(), "index", app.index.Describe(), "role", role)
	return onDiscord(ctx, c, app, log, role, set["register"])
}

// register tells Discord the commands and ends.
func (p *program) register(ctx context.Context, args []string) error {
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	if !c.DiscordToken.Set() {
		return fmt.Errorf("DISCORD_TOKEN is not set: it is needed to tell Discord the commands")
	}
	log := p.logger(c)
	return discord.Register(ctx, discordOptions(c, &handlers.App{Now: p.now, Log: log}, log))
}
