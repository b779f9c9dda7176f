package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// heard is what is read of a MESSAGE_CREATE event. Discord sends its words without any privileged intent where the
// message mentions the bot or is written to it alone.
type heard struct {
	posted
	ID      string  `json:"id"`
	Channel string  `json:"channel_id"`
	Guild   string  `json:"guild_id"`
	Webhook string  `json:"webhook_id"`
	Member  *member `json:"member"`
	Author  *struct {
		user
		Bot bool `json:"bot"`
	} `json:"author"`
	Mentions []struct {
		ID string `json:"id"`
	} `json:"mentions"`
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

// hear answers a message that mentions the bot: what is asked in it as /ask does, a link in it as /brief does. Like
// receive, it is called where a panic would end the process.
func (b *Bot) hear(raw []byte) {
	work, ok := b.enter()
	if !ok {
		return
	}
	defer b.working.Done()
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("panic while answering a mention", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	var m heard
	if json.Unmarshal(raw, &m) != nil || !b.meant(m) {
		return
	}
	ctx, cancel := context.WithTimeout(work, tokenLife)
	defer cancel()
	messages := discordgo.EndpointChannelMessages(m.Channel)
	if _, err := b.call(ctx, http.MethodPost, discordgo.EndpointChannelTyping(m.Channel), nil); err != nil {
		b.log.Info("no typing shown", "error", err)
	}
	reply := b.app.Serve(ctx, m.request())
	reply.Private = false // there is no other way to answer a message
	answer := render(reply)
	answer.Flags &^= discordgo.MessageFlagsEphemeral
	answer.Reference = &reference{Message: m.ID}
	if _, err := b.call(ctx, http.MethodPost, messages, answer); err != nil {
		b.log.Warn("mention not answered", "error", err)
	}
}

// meant reports whether a person wrote a message to the bot.
func (b *Bot) meant(m heard) bool {
	self := b.self.Load()
	if self == nil || m.Author == nil || m.Author.Bot || m.Webhook != "" || m.Author.ID == *self || !isID(m.Author.ID) || !isID(m.Channel) || !isID(m.ID) {
		return false
	}
	if m.Guild == "" {
		return true
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
		Thread: m.Channel + " " + m.Author.ID, Options: map[string]string{},
	}
	if isID(m.Guild) {
		r.Place = news.Place(serverPlace + m.Guild)
	}
	links := m.links(1)
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
