package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"onrecord/bot/discord"
	"onrecord/config"
	"onrecord/handlers"
	"onrecord/store/queue"
)

// The roles of a process. Several processes over one Redis may share the work.
const (
	roleAll     = "all"     // listens to Discord and answers
	roleGateway = "gateway" // listens and acknowledges
	roleWorker  = "worker"  // answers
)

// roleOf reads which role is asked for.
func roleOf(said string, c config.Config) (string, error) {
	switch said {
	case "", roleAll:
		return roleAll, nil
	case roleGateway, roleWorker:
	default:
		return "", usageError(fmt.Sprintf("there is no role %q: gateway, worker or all", said))
	}
	if !c.DiscordToken.Set() || !c.Redis.Set() {
		return "", errors.New("a process that does a part of the work needs DISCORD_TOKEN, and REDIS_URL for a Redis that all of them share")
	}
	return said, nil
}

// requestQueue is the name of the queue of requests from Discord.
const requestQueue = "requests"

// requestCheck is how often a process looks for a request while there is none: what waiting adds to an answer at most.
const requestCheck = 25 * time.Millisecond

// lateTry is for a request whose time seems to be over. If it is, Discord turns the answer away; if only a clock has
// jumped, somebody still waits for it.
const lateTry = 20 * time.Second

// discordOptions are the settings of the bot, for one that works alone.
func discordOptions(c config.Config, app discord.App, log *slog.Logger) discord.Options {
	return discord.Options{
		Token: c.DiscordToken.Reveal(), API: string(c.DiscordAPI), App: app, Log: log,
		Mentions: c.Mentions, Content: c.Content, Signed: c.PublicKey != nil, Offline: !c.Gateway,
	}
}

// onDiscord plays a role until ctx ends.
func onDiscord(ctx context.Context, c config.Config, app *parts, log *slog.Logger, role string, register bool) error {
	q := queue.Open(queue.Options{Redis: app.memory.Client(), Name: requestQueue, Log: log, Check: requestCheck, Late: lateTry})
	o := discordOptions(c, app.App, log)
	o.Register, o.Shelf, o.Queue, o.Watch = register, app.memory, q, app.metrics.bot()
	if !app.memory.Embedded() { // which no other process can share
		o.Leases = app.memory
	}
	bot, err := discord.New(o)
	if err != nil {
		return err
	}
	chores := queue.Open(queue.Options{Redis: app.memory.Client(), Name: choreQueue, Log: log, Workers: 8, Keep: 26 * time.Hour})
	app.Announcer, app.Chores = bot, chores
	app.metrics.queue(q)
	app.metrics.queue(chores)
	app.metrics.gauge("onrecord_discord_shards", "Shards that this process has a connection for.", nil, func() float64 { return float64(bot.Connected()) })
	if role != roleWorker && c.Gateway {
		app.ready.add("discord", func(context.Context) error { return bot.Ready() })
	}
	end, err := app.ops(ctx, c, log)
	if err != nil {
		return err
	}
	defer end()
	g, ctx := errgroup.WithContext(ctx)
	if role != roleGateway {
		g.Go(func() error { return q.Work(ctx, bot.Work) })
		g.Go(func() error { return chores.Work(ctx, app.Chore) })
		g.Go(func() error { tick(ctx, app.App, log); return nil })
	}
	if role != roleWorker {
		g.Go(func() error { return bot.Run(ctx) })
		if c.PublicKey != nil {
			mux := http.NewServeMux()
			mux.Handle("/discord", bot.Endpoint(ed25519.PublicKey(c.PublicKey)))
			g.Go(func() error { return listen(ctx, "ONRECORD_ADDR", c.Addr, mux, log) })
		}
	}
	return g.Wait()
}

// choreQueue is the name of the queue of what is due by itself: feeds, their items, briefings. The id of what is done is
// kept for more than a day, so that nothing is done twice on one.
const choreQueue = "chores"

// tick has done what is due, every second, until ctx ends.
func tick(ctx context.Context, app *handlers.App, log *slog.Logger) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		for {
			n, err := app.Tick(ctx)
			if err != nil && ctx.Err() == nil {
				log.Warn("not all that is due was handed on; it is tried again", "error", err)
			}
			if err != nil || n == 0 {
				break
			}
		}
	}
}

// listen serves HTTP at the address of a setting until ctx ends.
func listen(ctx context.Context, setting, addr string, h http.Handler, log *slog.Logger) error {
	l, err := listener(ctx, setting, addr, log)
	if err != nil {
		return err
	}
	return serveHTTP(ctx, l, h, 30*time.Second)
}

func listener(ctx context.Context, setting, addr string, log *slog.Logger) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	log.Info("listening", "for", setting, "address", l.Addr().String())
	return l, nil
}

// serveHTTP serves until ctx ends, and lets what is being served finish. An answer may take up to limit.
func serveHTTP(ctx context.Context, l net.Listener, h http.Handler, limit time.Duration) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute, WriteTimeout: limit, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	bye, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return s.Shutdown(bye)
}
