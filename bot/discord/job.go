package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// job is a request that waits to be answered, as it lies in the queue: sealed.
type job struct {
	Event string          `json:"event"` // Discord's name of what happened
	Raw   json.RawMessage `json:"raw"`   // what Discord sent
	Quiet bool            `json:"quiet"` // an interaction that was acknowledged for the one who asked only
	At    time.Time       `json:"at"`    // when it came in
	Asked bool            `json:"asked"` // a message that is addressed to the bot, or an offer of the bot's that was taken up
}

const (
	interactionEvent = "INTERACTION_CREATE"
	messageEvent     = "MESSAGE_CREATE"
)

// put lays a job into the queue, for a while that lets this process acknowledge it first.
func (b *Bot) put(ctx context.Context, id string, j job, after time.Duration) error {
	raw, err := json.Marshal(j)
	if err != nil {
		return fmt.Errorf("encode job: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, putTime)
	defer cancel()
	return b.open.Queue.Put(ctx, id, b.seal.close(raw), after, j.At.Add(tokenLife))
}

const (
	putTime  = 2 * time.Second       // for the queue to take a job
	putFirst = 50 * time.Millisecond // for which the acknowledgement waits for that
)

// Work does a job that [Bot] put into its queue. It returns an error where doing it again may help.
func (b *Bot) Work(ctx context.Context, sealed []byte) error {
	raw, err := b.seal.open(sealed)
	if err != nil {
		b.log.Error("a job cannot be read: was the bot's token changed?", "error", err)
		return nil
	}
	var j job
	if err := json.Unmarshal(raw, &j); err != nil {
		b.log.Error("a job cannot be read", "error", err)
		return nil
	}
	if j.Event == messageEvent {
		return b.workOnMessage(ctx, j)
	}
	in, err := decode(j.Raw)
	if err != nil {
		b.log.Error("a job cannot be read", "error", err)
		return nil
	}
	t := &talk{bot: b, in: in, at: j.At, acknowledged: true, quiet: j.Quiet}
	r, file, err := in.request()
	if err != nil {
		return nil // it was read before it was put
	}
	defer t.rescue(ctx)
	t.work(ctx, r, file)
	if ctx.Err() != nil && time.Since(j.At) < tokenLife {
		return ctx.Err() // stopped in the middle: somebody else goes on
	}
	return nil
}

// entrust acknowledges an interaction and has the queue answer it. The job is laid into the queue first, or at least at
// the same time: an acknowledged request that stands nowhere would never be answered if this process died. It reports
// false where the queue does not take it, so that it has to be answered here.
func (t *talk) entrust(ctx context.Context, quiet bool) (taken bool) {
	b, id := t.bot, t.in.ID
	put := make(chan error, 1)
	go func() {
		put <- b.put(ctx, id, job{Event: interactionEvent, Raw: t.raw, Quiet: quiet, At: t.at}, b.pace.safety)
	}()
	first := time.NewTimer(putFirst)
	defer first.Stop()
	var err error
	waiting := true
	select {
	case err = <-put:
		waiting = false
	case <-first.C:
	}
	acknowledged := t.acknowledge(ctx, quiet)
	if waiting {
		err = <-put
	}
	tell, cancel := context.WithTimeout(context.WithoutCancel(ctx), putTime)
	defer cancel()
	switch {
	case err != nil:
		b.log.Warn("the queue does not take a request; it is answered here", "interaction", id, "error", err)
		return false
	case !acknowledged:
		err = b.open.Queue.Drop(tell, id)
	default:
		err = b.open.Queue.Release(tell, id)
	}
	if err != nil { // it runs by itself in a moment, and where nobody acknowledged it finds nobody
		b.log.Warn("the queue took a request and does not answer any more", "interaction", id, "error", err)
	}
	return true
}
