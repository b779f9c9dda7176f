package discord

import (
	"context"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"onrecord/handlers"
)

const (
	tokenLife = 14 * time.Minute // Discord lets an interaction be answered for 15
	lastWords = 5 * time.Second  // for the answer to a request that was cut short when the bot stopped
)

// What is said where no use case gets to speak.
const (
	sayStale   = "This button is from an earlier version of me. Ask again with the command."
	sayUnknown = "I do not know what to do with this. Type /help for what I can do."
	sayFault   = "Something went wrong on my side. Please try again."
)

// receive answers one interaction of the gateway. It is called on a goroutine of discordgo's, where a panic would end
// the process.
func (b *Bot) receive(raw []byte) {
	b.take(raw, nil)
}

// take answers one interaction. Its first response goes through respond, or is sent as a request where that is nil.
func (b *Bot) take(raw []byte, respond func(callback) bool) {
	work, ok := b.enter()
	if !ok {
		return // Discord tells the one who asked that nobody answered
	}
	defer b.working.Done()
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("panic while receiving", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	in, err := decode(raw)
	if err != nil {
		b.log.Warn("interaction cannot be read", "error", err)
		return
	}
	ctx, cancel := context.WithTimeout(work, tokenLife)
	defer cancel()
	t := &talk{bot: b, in: in, raw: raw, at: time.Now(), respond: respond}
	defer t.rescue(ctx)
	t.hold(ctx)
}

// rescue answers for a panic.
func (t *talk) rescue(ctx context.Context) {
	if p := recover(); p != nil {
		t.bot.log.Error("panic while answering", "interaction", t.in.ID, "panic", p, "stack", string(debug.Stack()))
		t.say(ctx, sayFault)
	}
}

// hold holds the conversation about one interaction: acknowledge, work, answer.
func (t *talk) hold(ctx context.Context) {
	switch t.in.Type {
	case autocompleteInteraction:
		t.suggest(ctx)
		return
	case commandInteraction, componentInteraction, modalInteraction:
	default:
		t.say(ctx, sayUnknown)
		return
	}
	if id := t.in.customID(); strings.HasPrefix(id, resultButton) {
		t.showLate(ctx, id)
		return
	}
	r, file, err := t.in.request()
	if err != nil {
		t.bot.log.Info("interaction turned away", "interaction", t.in.ID, "error", err)
		if t.in.Type == componentInteraction {
			t.say(ctx, sayStale)
		} else {
			t.say(ctx, sayUnknown)
		}
		return
	}
	if t.in.Type == commandInteraction && file == nil && len(r.Options) == 0 && t.bot.pastes(r.Command) {
		t.first(ctx, modal())
		return
	}
	quiet := t.bot.app.Quiet(r)
	if t.bot.open.Queue != nil {
		if t.entrust(ctx, quiet) {
			return
		}
	} else {
		t.acknowledge(ctx, quiet)
	}
	if t.acknowledged {
		t.work(ctx, r, file)
	}
}

// showTime is for showing something for the time being, which must not take the time of the answer.
const showTime = 5 * time.Second

// work answers a request that has been acknowledged.
func (t *talk) work(ctx context.Context, r handlers.Request, file *attachment) {
	settle := t.patience(ctx)
	if file != nil {
		var err error
		if r.File, err = t.bot.download(ctx, *file); err != nil {
			t.bot.log.Info("attachment not read", "interaction", t.in.ID, "error", redact(err))
			settle()
			t.answer(ctx, sorry(fileProblem(err)))
			return
		}
	}
	r.Show = func(first handlers.Reply) {
		if !first.Private || t.quiet {
			if _, err := t.bot.attempt(ctx, showTime, http.MethodPatch, t.original(), render(first)); err != nil { // the answer comes all the same
				t.bot.log.Info("not shown for the time being", "interaction", t.in.ID, "error", redact(err))
			}
		}
	}
	reply := t.bot.app.Serve(ctx, r)
	if t.bot.open.Queue != nil && ctx.Err() != nil && time.Since(t.at) < tokenLife {
		settle()
		return // stopped in the middle: the queue has somebody else go on
	}
	if settle() {
		t.keepLate(ctx, render(reply))
		return
	}
	t.answer(ctx, reply)
}

// pastes reports whether a command that was given nothing asks for a text.
func (b *Bot) pastes(command string) bool {
	return slices.ContainsFunc(b.app.Commands(), func(c handlers.Command) bool { return c.Name == command && c.Paste })
}

// sorry is a reply of one line for the one who asked.
func sorry(text string) handlers.Reply {
	return handlers.Reply{Text: handlers.Text{{Words: text}}, Private: true, Failed: true}
}
