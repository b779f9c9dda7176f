package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// heard is what is read of a MESSAGE_CREATE event. Discord sends its words without any privileged intent where the
// message mentions the bot or is written to it alone.
type heard struct {
	posted
	ID       string  `json:"id"`
	Channel  string  `json:"channel_id"`
	Guild    string  `json:"guild_id,omitempty"`
	Webhook  string  `json:"webhook_id,omitempty"`
	Member   *member `json:"member,omitempty"`
	Author   *author `json:"author"`
	Answers  *posted `json:"referenced_message,omitempty"`
	Mentions []struct {
		ID string `json:"id"`
	} `json:"mentions,omitempty"`
}

type author struct {
	user
	Bot bool `json:"bot,omitempty"`
}

// reference says which message a message answers.
type reference struct {
	Message string `json:"message_id"`
	Fails   bool   `json:"fail_if_not_exists"`
}

var anyMention = regexp.MustCompile(`<@!?&?\d+>`)

// maxQuestion is the length of a question in bytes at most, as /ask has it.
const maxQuestion = 1000

// introduce notes who the bot is, from the READY event.
func (b *Bot) introduce(raw []byte) {
	var ready struct {
		User user `json:"user"`
	}
	if json.Unmarshal(raw, &ready) == nil && isID(ready.User.ID) {
		b.self.Store(&ready.User.ID)
	}
}

// hear takes notice of a message: what is asked of the bot it answers as /ask does, a link to it as /brief does, and
// links in channels that a place has named as the place has set. Like receive, it is called where a panic would end the
// process.
func (b *Bot) hear(raw []byte) {
	if !b.open.Mentions && !b.open.Content {
		return
	}
	b.guarded("a message", func(ctx context.Context) {
		var m heard
		if json.Unmarshal(raw, &m) != nil || !b.personal(m) {
			return
		}
		switch {
		case b.open.Mentions && b.meant(m):
			b.answerMessage(ctx, m, true)
		case b.open.Content && m.Guild != "" && len(m.links(1)) > 0:
			b.heed(ctx, m)
		}
	})
}

// guarded runs what an event brings about, and outlives its panic.
func (b *Bot) guarded(what string, run func(ctx context.Context)) {
	work, ok := b.enter()
	if !ok {
		return
	}
	defer b.working.Done()
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("panic over "+what, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	ctx, cancel := context.WithTimeout(work, tokenLife)
	defer cancel()
	run(ctx)
}

// answerMessage answers a message, through the queue where there is one.
func (b *Bot) answerMessage(ctx context.Context, m heard, asked bool) {
	raw, err := json.Marshal(m)
	if err != nil {
		b.log.Error("message not encoded", "error", err)
		return
	}
	j := job{Event: messageEvent, Raw: raw, At: time.Now(), Asked: asked}
	if b.open.Queue != nil {
		if err = b.put(ctx, "message "+m.ID, j, 0); err == nil {
			return
		}
		b.log.Warn("the queue does not take a message; it is answered here", "error", err)
	}
	if err := b.workOnMessage(ctx, j); err != nil {
		b.log.Warn("message not answered", "error", redact(err))
	}
}

// workOnMessage answers a message with one of its own. A nonce makes Discord take it once, however often it is sent
// within a few minutes.
func (b *Bot) workOnMessage(ctx context.Context, j job) error {
	var m heard
	if err := json.Unmarshal(j.Raw, &m); err != nil || m.Author == nil {
		return nil
	}
	if _, err := b.call(ctx, http.MethodPost, discordgo.EndpointChannelTyping(m.Channel), nil); err != nil {
		b.log.Info("no typing shown", "error", err)
	}
	reply := b.app.Serve(ctx, m.request())
	if err := ctx.Err(); err != nil {
		return err
	}
	if reply.Failed && !j.Asked {
		return nil // nobody asked: a link that cannot be read is no news
	}
	reply.Private = false // there is no other way to answer a message
	answer := render(reply)
	answer.Flags &^= discordgo.MessageFlagsEphemeral
	answer.Reference = &reference{Message: m.ID}
	answer.Nonce, answer.Enforce = "re"+m.ID, true
	_, err := b.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(m.Channel), answer)
	if _, again := retryable(err); err != nil && !again {
		b.log.Warn("message not answered", "error", redact(err)) // a channel that is gone, or closed to the bot
		return nil
	}
	return err
}

// personal reports whether a person wrote a message.
func (b *Bot) personal(m heard) bool {
	self := b.self.Load()
	return self != nil && m.Author != nil && !m.Author.Bot && m.Webhook == "" && m.Author.ID != *self && isID(m.Author.ID) && isID(m.Channel) && isID(m.ID)
}

// meant reports whether a message is addressed to the bot.
func (b *Bot) meant(m heard) bool {
	self := b.self.Load()
	if m.Guild == "" || self == nil {
		return m.Guild == ""
	}
	for _, to := range m.Mentions {
		if to.ID == *self {
			return true
		}
	}
	return false
}

// request makes a request of a message. Questions of one person in one channel go on with each other.
func (m heard) request() handlers.Request {
	name := m.Author.Global
	if m.Member != nil && m.Member.Nick != "" {
		name = m.Member.Nick
	}
	if name == "" {
		name = m.Author.Name
	}
	r := handlers.Request{
		Place: news.Place(ownPlace + m.Author.ID), Member: news.Member{ID: m.Author.ID, Name: name},
		Thread: m.Channel + " " + m.Author.ID, Channel: m.Channel, Options: map[string]string{},
	}
	if isID(m.Guild) {
		r.Place = news.Place(serverPlace + m.Guild)
	}
	links := m.links(1)
	if len(links) == 0 && m.Answers != nil {
		links = m.Answers.links(1)
	}
	words := strings.TrimSpace(anyMention.ReplaceAllString(m.text(), ""))
	switch {
	case len(links) > 0:
		r.Command, r.Options["link"], r.More = "brief", links[0], links[1:]
	case words != "":
		r.Command, r.Options["question"] = "ask", strings.ToValidUTF8(words[:min(len(words), maxQuestion)], "")
	default:
		r.Command = "help"
	}
	return r
}
