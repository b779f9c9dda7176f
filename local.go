package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/exec"
	"runtime"
	"slices"
	"time"

	"onrecord/bot/console"
	"onrecord/bot/web"
	"onrecord/config"
	"onrecord/summarize/news"
)

// webAddr is where the page in the browser is served, unless another address is given.
const webAddr = "127.0.0.1:7878"

// welcome are the examples that are briefed before anybody has typed.
var welcome = []string{"rates", "harbour"} // the last is the one that is seen first

// tries are lines that the page offers to be tried, about what has been briefed.
var tries = []string{"/brief example:court", "/who-said Moreno", `/check "This harbour feeds nine hundred families" speaker:Moreno`, "/ask How many boats would have to move?", "/issues harbour", "/help"}

// local opens the parts for a front end on this machine and runs it.
func (p *program) local(ctx context.Context, run func(context.Context, config.Config, *parts) error) (err error) {
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	app, err := p.app(ctx, c, p.logger(c), true)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	tending := make(chan struct{})
	go func() {
		defer close(tending)
		app.index.Tend(ctx)
	}()
	defer func() {
		stop()
		<-tending
		if e := app.Close(); err == nil {
			err = e
		}
	}()
	end, err := app.ops(ctx, c, p.logger(c))
	if err != nil {
		return err
	}
	defer end()
	return run(ctx, c, app)
}

// console serves the channel in this terminal.
func (p *program) console(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return usageError("console takes no arguments")
	}
	return p.local(ctx, func(ctx context.Context, _ config.Config, app *parts) error { return p.talk(ctx, app) })
}

// talk runs the console until ctx or its input ends.
func (p *program) talk(ctx context.Context, app *parts) error {
	app.Log = slog.New(slog.DiscardHandler) // the one who reads the answers needs no log between them
	tty := terminal(p.in) && terminal(p.out)
	if tty {
		fmt.Fprintf(p.out, "OnRecord, in this terminal: set DISCORD_TOKEN to have it in a Discord server.\nMemory: %s.\n"+
			"Paste a link or a text, or try /brief example:harbour and then /who-said Moreno. /help tells the rest, /quit leaves.\n\n", app.memory.Describe())
	}
	return console.New(console.Options{
		App: app.App, In: p.in, Out: p.out, Place: local, Member: news.Member{ID: "you", Name: "you"}, Width: columns(p.getenv),
		Color: tty && p.getenv("NO_COLOR") == "", Prompt: tty, Echo: !tty, Now: p.now,
	}).Run(ctx)
}

// web serves the channel in the browser.
func (p *program) web(ctx context.Context, args []string) error {
	set, values, rest, err := options(args, []string{"open"}, []string{"addr"})
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("web takes no arguments but --addr and --open")
	}
	addr := values["addr"]
	if addr == "" {
		addr = webAddr
	}
	return p.local(ctx, func(ctx context.Context, c config.Config, app *parts) error {
		return p.page(ctx, c, app, addr, set["open"])
	})
}

// page serves the channel in the browser at an address until ctx ends.
func (p *program) page(ctx context.Context, c config.Config, app *parts, addr string, open bool) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return usageError(fmt.Sprintf("%q is not an address such as %s", addr, webAddr))
	}
	ip := net.ParseIP(host)
	if host != "localhost" && (ip == nil || !ip.IsLoopback()) && !c.WebPassword.Set() {
		return errors.New("at " + addr + " others can reach the page: set ONRECORD_WEB_PASSWORD, or listen on " + webAddr)
	}
	page, err := web.New(web.Options{
		App: app.App, Library: app.memory, Finder: app.index, Place: local, Member: news.Member{ID: "you", Name: "you"}, Password: c.WebPassword.Reveal(),
		Parts: p.real(c, app), Tries: tries, Log: p.logger(c), Now: p.now,
	})
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	log := app.Log
	app.Log = slog.New(slog.DiscardHandler) // nobody has asked for these
	page.Welcome(ctx, slices.DeleteFunc(slices.Clone(welcome), func(name string) bool { _, ok := app.Examples[name]; return !ok })...)
	app.Log = log
	where := "http://" + l.Addr().String() + "/"
	fmt.Fprintf(p.out, "OnRecord is at %s (Ctrl+C ends it; `onrecord console` is the same in the terminal)\n", where)
	if open {
		show(where)
	}
	return serveHTTP(ctx, l, page.Handler(), 3*time.Minute)
}

// real says which parts are real and which embedded.
func (p *program) real(c config.Config, app *parts) []string {
	out := []string{"Memory: " + app.memory.Describe() + ".", "Index: " + app.index.Describe() + "."}
	if c.UsesModel() {
		return append(out, "Writer: the language model "+c.Model+", checked line by line.")
	}
	return append(out, "Writer: the built-in engine; no article leaves this machine. Set OPENAI_API_KEY for a language model.")
}

// show opens an address in the browser, where there is one.
func show(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	if err := exec.Command(name, args...).Start(); err != nil {
		return // the address stands in the terminal
	}
}
