package discord

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
)

// callback is the first response to an interaction.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// talk is the conversation about one interaction. Only its methods answer.
type talk struct {
	bot          *Bot
	in           interaction
	raw          []byte              // the interaction as it came
	at           time.Time           // when it came
	respond      func(callback) bool // gives the first response, where that is no request of its own; else nil
	acknowledged bool
	quiet        bool // only the one who asked sees the answer; fixed by the acknowledgement
}

// acknowledge tells Discord that an answer will come, and whether to all. It reports whether there is somebody left
// to answer.
func (t *talk) acknowledge(ctx context.Context, quiet bool) bool {
	t.quiet = quiet
	data := struct {
		Flags discordgo.MessageFlags `json:"flags,omitempty"`
	}{}
	if quiet {
		data.Flags = discordgo.MessageFlagsEphemeral
	}
	t.acknowledged = t.first(ctx, callback{discordgo.InteractionResponseDeferredChannelMessageWithSource, data})
	if acked := t.bot.open.Watch.Acked; acked != nil {
		acked(time.Since(t.at), t.acknowledged)
	}
	return t.acknowledged
}

// suggestTime is how long suggestions may be looked for: Discord waits for three seconds, and whoever types for less.
const suggestTime = time.Second

// suggest answers a request for suggestions, with none where there are none or where they take too long.
func (t *talk) suggest(ctx context.Context) {
	choices := []slashChoice{} // discordgo's own type would leave the empty list out
	if place, command, option, value, err := t.in.typed(); err == nil {
		ctx, cancel := context.WithTimeout(ctx, suggestTime)
		found, err := t.bot.app.Suggest(ctx, place, command, option, value)
		cancel()
		if err != nil {
			t.bot.log.Info("no suggestions", "interaction", t.in.ID, "error", err)
		}
		for _, f := range found[:min(len(found), maxChoices)] {
			if f = fitPlain(f, maxChoice); f != "" && !slices.Contains(choices, slashChoice{f, f}) {
				choices = append(choices, slashChoice{f, f})
			}
		}
	}
	t.first(ctx, callback{discordgo.InteractionApplicationCommandAutocompleteResult, map[string]any{"choices": choices}})
}

// first sends the first response within the seconds that Discord allows. After an attempt whose outcome is unknown it
// takes "already acknowledged" as its own doing, and goes on where nothing certain can be learnt.
func (t *talk) first(ctx context.Context, c callback) bool {
	if t.respond != nil {
		return t.respond(c)
	}
	b := t.bot
	ctx, cancel := context.WithTimeout(ctx, b.pace.ack)
	defer cancel()
	address := discordgo.EndpointInteractionResponse(t.in.ID, url.PathEscape(t.in.Token))
	unsure := false
	for {
		_, err := b.attempt(ctx, b.pace.ackEach, http.MethodPost, address, c)
		if err == nil {
			return true
		}
		after, again := retryable(err)
		if !again {
			_, code := statusOf(err)
			if code == codeAcknowledged && unsure {
				return true
			}
			b.log.Warn("interaction not acknowledged", "interaction", t.in.ID, "error", redact(err))
			return false
		}
		unsure = unsure || !limited(err)
		if !sleep(ctx, max(after, b.pace.retry/5)) {
			b.log.Warn("acknowledgement uncertain", "interaction", t.in.ID, "error", redact(err), "going_on", unsure)
			return unsure
		}
	}
}

// say answers with one line of ours, for the one who asked only.
func (t *talk) say(ctx context.Context, text string) {
	if t.acknowledged {
		t.answer(ctx, sorry(text))
		return
	}
	m := plainMessage(text)
	m.Flags = discordgo.MessageFlagsEphemeral
	t.acknowledged = t.first(ctx, callback{discordgo.InteractionResponseChannelMessageWithSource, m})
}

// answer replaces "thinking…" by the reply. A private reply to a question that was acknowledged in public is sent
// apart, because what the acknowledgement made public stays so.
func (t *talk) answer(ctx context.Context, r handlers.Reply) {
	if ctx.Err() != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), lastWords-time.Second)
		defer cancel()
	}
	m := render(r)
	if r.Private && !t.quiet && t.withdraw(ctx) {
		m.Flags = discordgo.MessageFlagsEphemeral
		t.send(ctx, http.MethodPost, discordgo.EndpointWebhookToken(t.in.App, url.PathEscape(t.in.Token)), m)
		return
	}
	t.send(ctx, http.MethodPatch, t.original(), m)
}

func (t *talk) original() string {
	return discordgo.EndpointInteractionResponseActions(t.in.App, url.PathEscape(t.in.Token))
}

// withdraw takes the public "thinking…" away and reports whether a message apart can follow. While it still stands,
// Discord would put that message in its place, for all to see.
func (t *talk) withdraw(ctx context.Context) bool {
	_, err := t.bot.insist(ctx, t.at.Add(tokenLife), http.MethodDelete, t.original(), nil)
	if err != nil {
		if _, code := statusOf(err); code != codeUnknownMessage {
			_, err = t.bot.call(ctx, http.MethodPatch, t.original(), plainMessage("The answer is for the one who asked."))
		} else {
			err = nil
		}
	}
	if err != nil {
		t.bot.log.Warn("public acknowledgement not withdrawn", "interaction", t.in.ID, "error", err)
	}
	return err == nil
}

// settling is how long Discord may take to know of an acknowledgement that it got as the answer to its own request.
const settling = 5 * time.Second

// send sends a message, for as long as Discord takes answers, and a plain one in its place where Discord refuses what
// it says.
func (t *talk) send(ctx context.Context, method, address string, m message) {
	_, err := t.bot.insist(ctx, t.at.Add(tokenLife), method, address, m)
	for _, code := statusOf(err); code == codeUnknownWebhook && time.Since(t.at) < settling && sleep(ctx, t.bot.pace.retry/2); _, code = statusOf(err) {
		_, err = t.bot.call(ctx, method, address, m)
	}
	if status, code := statusOf(err); status == http.StatusBadRequest || code == 200000 || code == 240000 {
		t.bot.log.Error("answer refused", "interaction", t.in.ID, "error", err)
		plain := plainMessage("Discord refused to show the answer. Its server may filter words or links that are in it.")
		plain.Flags = m.Flags
		_, err = t.bot.call(ctx, method, address, plain)
	}
	if err != nil {
		t.bot.log.Warn("answer not delivered", "interaction", t.in.ID, "error", err)
	}
}
