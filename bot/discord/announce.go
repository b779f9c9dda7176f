package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// What Discord answers where nothing can be posted any more.
const (
	codeUnknownChannel = 10003
	codeMissingAccess  = 50001
	codeForbidden      = 50013
)

// postRate is how many messages a second this process posts by itself at most. Discord allows a bot 50 requests a second
// in all.
const postRate = 35

// newsChannel is the type of a channel that other servers follow.
const newsChannel = 5

// Announce posts a reply in a channel. Under the same word Discord takes it once within a few minutes. With publish set,
// the servers that follow an announcement channel get it too. The error wraps [news.ErrGone] where the channel is not there
// any more, or is closed to the bot.
func (b *Bot) Announce(ctx context.Context, channel string, r handlers.Reply, once string, publish bool) error {
	if !isID(channel) {
		return fmt.Errorf("announce: %q: %w", channel, news.ErrGone)
	}
	if err := b.posting.Wait(ctx); err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	r.Private = false
	m := render(r)
	sum := sha256.Sum256([]byte(once))
	m.Nonce, m.Enforce = base64.RawURLEncoding.EncodeToString(sum[:18]), true
	raw, err := b.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m)
	if err != nil {
		switch status, code := statusOf(err); {
		case code == codeUnknownChannel, code == codeMissingAccess, code == codeForbidden, status == http.StatusNotFound:
			return fmt.Errorf("announce: %w: %w", news.ErrGone, err)
		}
		return fmt.Errorf("announce: %w", err)
	}
	if publish {
		b.publish(ctx, channel, raw)
	}
	return nil
}

// latest is how many messages of a channel are looked through.
const latest = 50

// Shown reports whether a message with a button for the action stands among the latest of a channel. Where the bot may not
// read the channel it says no.
func (b *Bot) Shown(ctx context.Context, channel string, button handlers.Action) (bool, error) {
	want, err := button.Encode()
	if err != nil || !isID(channel) {
		return false, err
	}
	raw, err := b.call(ctx, http.MethodGet, fmt.Sprintf("%s?limit=%d", discordgo.EndpointChannelMessages(channel), latest), nil)
	if status, _ := statusOf(err); status == http.StatusForbidden || status == http.StatusNotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for a message: %w", err)
	}
	var all []struct {
		Components []struct {
			Components []struct {
				CustomID string `json:"custom_id"`
			} `json:"components"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return false, fmt.Errorf("look for a message: %w", err)
	}
	for _, m := range all {
		for _, row := range m.Components {
			for _, c := range row.Components {
				if c.CustomID == want {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// publish hands a message on to the servers that follow the channel. That it may not, or only so often in an hour, costs
// nobody here the message.
func (b *Bot) publish(ctx context.Context, channel string, posted []byte) {
	var m struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(posted, &m) != nil || !isID(m.ID) {
		return
	}
	var c struct {
		Type int `json:"type"`
	}
	if err := b.fetch(ctx, discordgo.EndpointChannel(channel), &c); err != nil || c.Type != newsChannel {
		return
	}
	if _, err := b.call(ctx, http.MethodPost, discordgo.EndpointChannelMessageCrosspost(channel, m.ID), nil); err != nil && !errors.Is(err, context.Canceled) {
		b.log.Info("message not published", "error", err)
	}
}
