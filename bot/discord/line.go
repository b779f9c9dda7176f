package discord

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

var (
	errStuck   = errors.New("connection did not become ready")
	errDropped = errors.New("connection ended before it was ready")
)

// line is one discordgo session for the gateway. It is opened again and again, which resumes what Discord remembers,
// until it sticks; then it is abandoned, because a session that waits for its own lock cannot be woken.
type line struct {
	session *discordgo.Session
	ready   chan struct{} // Discord said READY or RESUMED
	lost    chan struct{} // discordgo noticed the end of the connection

	mu   sync.Mutex
	wire *wire
}

// newLine returns a line of a shard that hands raw events to whoever reads them.
func (b *Bot) newLine(at shard) (*line, error) {
	s, err := b.session()
	if err != nil {
		return nil, err
	}
	s.ShardID, s.ShardCount = at.id, at.count
	l := &line{session: s, ready: make(chan struct{}, 1), lost: make(chan struct{}, 1)}
	s.Dialer = dialer(b.pace.idle, func(w *wire) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.wire = w
	})
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) { signal(l.lost) })
	// Raw events, because discordgo delivers what it could not decode half-filled.
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		switch e.Type {
		case "READY", "RESUMED":
			if e.Type == "READY" {
				b.introduce(e.RawData)
			}
			signal(l.ready)
		case "GUILD_CREATE", "GUILD_DELETE":
			b.guild(e.Type, e.RawData)
		case "MESSAGE_CREATE":
			b.hear(e.RawData)
		case "MESSAGE_REACTION_ADD":
			b.reacted(e.RawData)
		case "INTERACTION_CREATE":
			b.receive(e.RawData)
		}
	})
	return l, nil
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func clear(c chan struct{}) {
	select {
	case <-c:
	default:
	}
}

// connect opens the line and waits until Discord says that it is ready. After [errStuck] the line must not be used
// again.
func (l *line) connect(ctx context.Context, limit time.Duration) error {
	clear(l.ready)
	clear(l.lost)
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	opened := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				opened <- fmt.Errorf("panic in discordgo: %v", p)
			}
		}()
		opened <- l.session.Open()
	}()
	select {
	case err := <-opened:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) && l.alive() {
			return nil // the end that was noticed was that of an earlier connection; discordgo may tell twice
		}
		if err != nil {
			return err
		}
	case <-ctx.Done():
		l.cut()
		return errStuck
	}
	select {
	case <-l.ready:
		return nil
	case <-l.lost:
		return errDropped
	case <-ctx.Done():
		l.cut()
		return errStuck
	}
}

// stay waits until the connection has ended. It reports whether the line can be opened again.
func (l *line) stay(ctx context.Context) (reusable bool) {
	l.mu.Lock()
	gone := l.wire.gone
	l.mu.Unlock()
	select {
	case <-ctx.Done():
		return true
	case <-l.lost:
		return true
	case <-gone:
	}
	// discordgo sleeps a second with its lock held before it tells; longer than that and it never will.
	t := time.NewTimer(10 * time.Second)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return true
	case <-l.lost:
		return true
	case <-t.C:
		return false
	}
}

// hangUp says goodbye, so that Discord shows the bot as offline at once, and cuts the connection if that takes long.
func (l *line) hangUp(limit time.Duration) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.session.Close()
	}()
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
	}
	l.cut()
}

// alive reports whether the connection below discordgo stands.
func (l *line) alive() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.wire == nil {
		return false
	}
	select {
	case <-l.wire.gone:
		return false
	default:
		return true
	}
}

// cut ends the connection below discordgo.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.wire != nil {
		l.wire.Close()
	}
}
