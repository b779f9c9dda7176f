package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// fatalCloses are the reasons for which Discord ends a connection and would end the next one too.
var fatalCloses = map[int]string{
	4004: "Discord does not accept the bot's token",
	4010: "Discord does not know this shard",
	4011: "Discord demands sharding",
	4012: "Discord no longer speaks this version of its gateway",
	4013: "Discord does not know the intents that were asked for",
	4014: "the bot has not been granted the intents that were asked for",
}

// identifyReserve is how many identifications of the day are left alone. Discord takes the token away when they run
// out, so the bot rather waits for the next day.
const identifyReserve = 50

// Run connects and serves until ctx ends, then stops taking requests and lets those that are being served finish. It
// returns nil then, and an error where trying again would change nothing: a token that is not accepted, a catalogue
// that Discord refuses.
func (b *Bot) Run(ctx context.Context) error {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b.mu.Lock()
	b.work, b.closing = work, false
	b.mu.Unlock()
	if b.open.Register {
		if err := b.register(ctx); err != nil && ctx.Err() == nil {
			if _, again := retryable(err); !again || errors.Is(err, errRefused) {
				return err
			}
			b.log.Warn("commands are not registered; the earlier ones stay", "error", err)
		}
	} else {
		b.working.Go(func() { b.compareOnce(ctx) })
	}
	var err error
	b.part.Store(-1)
	if b.open.Offline {
		b.part.Store(0)
		<-ctx.Done()
	} else if b.open.Leases == nil {
		b.part.Store(1)
		err = b.supervise(ctx, shard{count: 1})
	} else {
		err = b.share(ctx)
	}
	b.drain(stop)
	return err
}

// supervise keeps a shard's line to the gateway open until ctx ends or Discord says something final.
func (b *Bot) supervise(ctx context.Context, at shard) error {
	var l *line
	failures := 0
	for ctx.Err() == nil {
		if err := b.admit(ctx); err != nil {
			return err
		}
		if l == nil && ctx.Err() == nil {
			b.await(ctx, at)
			var err error
			if l, err = b.newLine(at); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			break
		}
		err := l.connect(ctx, b.pace.watchdog)
		if ctx.Err() != nil {
			break
		}
		failures++
		reusable := !errors.Is(err, errStuck) && failures%3 != 0
		if err == nil {
			b.log.Info("connected to Discord", "shard", at.id)
			since := time.Now()
			b.online.Add(1)
			reusable = l.stay(ctx)
			b.online.Add(-1)
			if ctx.Err() != nil {
				break
			}
			if time.Since(since) > b.pace.steady {
				failures = 0
			}
			b.log.Warn("connection to Discord ended", "shard", at.id, "after", time.Since(since).Round(time.Second))
		} else {
			if final := finalError(err); final != nil {
				l.cut()
				return final
			}
			b.log.Warn("connection to Discord failed", "shard", at.id, "error", redact(err), "failures", failures)
		}
		if !reusable {
			l.cut()
			l = nil
		}
		sleep(ctx, b.backOff(failures))
	}
	if l != nil {
		l.hangUp(b.pace.goodbye)
	}
	return nil
}

// Connected is how many shards this process has a connection for.
func (b *Bot) Connected() int { return int(b.online.Load()) }

// Ready reports why this process does not serve its part of the shards yet. Where others hold them all, its part is none.
func (b *Bot) Ready() error {
	switch part := int(b.part.Load()); {
	case part < 0:
		return errors.New("discord: it is not known yet who serves which shard")
	case b.Connected() < part:
		return fmt.Errorf("discord: connected for %d of %d shards", b.Connected(), part)
	}
	return nil
}

// finalError returns what to tell whoever runs the bot where connecting again would change nothing.
func finalError(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) && fatalCloses[closed.Code] != "" {
		return fmt.Errorf("discord: %s (close code %d)", fatalCloses[closed.Code], closed.Code)
	}
	if unauthorised(err) {
		return fmt.Errorf("discord: %s (status 401)", fatalCloses[4004])
	}
	return nil
}

// backOff returns how long to wait after so many failures: about twice as long each time, and never all bots at once.
func (b *Bot) backOff(failures int) time.Duration {
	d := b.pace.again << min(max(failures-1, 0), 12)
	d = min(d, b.pace.atMost)
	return d/2 + rand.N(d/2+1)
}

// admit asks Discord whether the bot may connect. discordgo does not tell why a connection ended, so a token that was
// taken away in the meantime is found here. Where few identifications are left it waits for new ones; where Discord
// cannot be asked it lets the attempt show what is wrong.
func (b *Bot) admit(ctx context.Context) error {
	raw, err := b.attempt(ctx, 10*time.Second, "GET", discordgo.EndpointGatewayBot, nil)
	if err != nil {
		return finalError(err)
	}
	var said struct {
		Limit struct {
			Total      int   `json:"total"`
			Remaining  int   `json:"remaining"`
			ResetAfter int64 `json:"reset_after"`
		} `json:"session_start_limit"`
	}
	if json.Unmarshal(raw, &said) != nil || said.Limit.Total == 0 || said.Limit.Remaining > identifyReserve {
		return nil
	}
	wait := time.Duration(min(max(said.Limit.ResetAfter, 1000), 24*3600*1000)) * time.Millisecond
	b.log.Error("too many connections today; waiting for Discord's limit to reset", "wait", wait)
	sleep(ctx, wait)
	return nil
}

// enter notes that a request is being served, and reports whether the bot still takes any.
func (b *Bot) enter() (context.Context, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closing || b.work == nil {
		return nil, false
	}
	b.working.Add(1)
	return b.work, true
}

// drain lets what is being served finish, and ends it when that takes longer than allowed.
func (b *Bot) drain(stop context.CancelFunc) {
	b.mu.Lock()
	b.closing = true
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.working.Wait()
	}()
	for _, limit := range []time.Duration{b.open.Drain, lastWords} {
		t := time.NewTimer(limit)
		select {
		case <-done:
			t.Stop()
			return
		case <-t.C:
			stop() // what is left now answers that it could not finish
		}
	}
	b.log.Warn("stopped with requests unanswered")
}
