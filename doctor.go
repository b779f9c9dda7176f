package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"onrecord/bot/discord"
	"onrecord/config"
	"onrecord/handlers"
	"onrecord/summarize"
	"onrecord/summarize/news"
)

// finding is what doctor has found of one part.
type finding struct {
	part  string
	state string // in words
	err   error  // set if the part is broken
}

// doctor checks each part, says in words what is missing, and fails if something that is asked for does not work. It
// takes no lock and writes nothing, so that it can run beside a bot that serves.
func (p *program) doctor(ctx context.Context, args []string) error {
	set, rest, err := flags(args, "quiet")
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usageError("doctor takes no arguments but --quiet")
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	var findings []finding
	c, err := config.Load(p.getenv)
	if err != nil {
		findings = []finding{{part: "settings", err: err}}
	} else {
		findings = []finding{
			{part: "settings", state: "understood"},
			p.checkEngine(ctx),
			p.checkMemory(ctx, c),
			p.checkDiscord(ctx, c),
			checkModel(ctx, c),
		}
	}
	broken := false
	for _, f := range findings {
		broken = broken || f.err != nil
		if set["quiet"] && f.err == nil {
			continue
		}
		w, sign, words := p.out, "ok  ", f.state
		if f.err != nil {
			sign, words = "BAD ", f.err.Error()
		}
		if set["quiet"] {
			w = p.errw
		}
		fmt.Fprintf(w, "%s %-9s %s\n", sign, f.part, words)
	}
	if broken {
		return errQuiet
	}
	return nil
}

// checkEngine briefs an article that comes with the program.
func (p *program) checkEngine(ctx context.Context) finding {
	f := exampleFiles()["harbour"]
	e := &summarize.Engine{Now: p.now}
	start := time.Now()
	b, err := e.Brief(ctx, news.Source{File: &f})
	if err != nil {
		return finding{part: "engine", err: err}
	}
	return finding{part: "engine", state: fmt.Sprintf("reads an article in %d ms and finds %d quotations", time.Since(start).Milliseconds(), len(b.Quotes))}
}

// checkMemory asks Redis, or looks whether the data folder can be written.
func (p *program) checkMemory(ctx context.Context, c config.Config) finding {
	if c.Redis.Set() {
		s, err := p.memory(ctx, c, slog.New(slog.DiscardHandler), true)
		if err != nil {
			return finding{part: "memory", err: err}
		}
		defer s.Close()
		return finding{part: "memory", state: s.Describe()}
	}
	if c.Data == "" {
		return finding{part: "memory", state: "embedded Redis that forgets everything at the end (ONRECORD_DATA is none); set REDIS_URL to keep every write"}
	}
	if err := writable(c.Data); err != nil {
		return finding{part: "memory", err: fmt.Errorf("the data folder cannot be written: %w", err)}
	}
	return finding{part: "memory", state: "embedded Redis, saved to " + c.Data + "; set REDIS_URL to keep every write"}
}

// writable reports why files cannot be made in a folder, or in the nearest one above it that exists.
func writable(folder string) error {
	for {
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			return fmt.Errorf("%s is not a folder", folder)
		}
		if err == nil {
			break
		}
		up := filepath.Dir(folder)
		if !os.IsNotExist(err) || up == folder {
			return err
		}
		folder = up
	}
	f, err := os.CreateTemp(folder, ".onrecord-*")
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

// checkDiscord asks Discord who the token belongs to.
func (p *program) checkDiscord(ctx context.Context, c config.Config) finding {
	if !c.DiscordToken.Set() {
		return finding{part: "discord", state: "not set up: without DISCORD_TOKEN OnRecord runs in the browser"}
	}
	name, err := discord.Check(ctx, discordOptions(c, &handlers.App{Now: p.now}, slog.New(slog.DiscardHandler)))
	if err != nil {
		return finding{part: "discord", err: err}
	}
	return finding{part: "discord", state: "the token belongs to " + name}
}

// checkModel asks the model for one word.
func checkModel(ctx context.Context, c config.Config) finding {
	if !c.UsesModel() {
		return finding{part: "model", state: "none: the built-in engine writes the briefs, and no article leaves this machine"}
	}
	m, err := model(c)
	if err != nil {
		return finding{part: "model", err: err}
	}
	start := time.Now()
	if err := m.Check(ctx); err != nil {
		return finding{part: "model", err: fmt.Errorf("%s: %w", c.Model, err)}
	}
	state := fmt.Sprintf("%s answers in %d ms; what it writes is checked line by line", c.Model, time.Since(start).Milliseconds())
	if c.Embedding != "" {
		if _, err := m.Embed(ctx, []string{"a word"}); err != nil {
			return finding{part: "model", err: fmt.Errorf("%s: %w", c.Embedding, err)}
		}
		state += "; " + c.Embedding + " turns texts into vectors"
	}
	return finding{part: "model", state: state}
}
