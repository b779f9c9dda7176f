package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"onrecord/summarize/news"
)

// resultButton begins the custom id of the button that brings an answer which took longer than Discord waits. What
// follows is the id of the interaction that asked.
const resultButton = "result|"

// lateLife is how long such an answer is kept.
const lateLife = 24 * time.Hour

// What the button's message says.
const (
	sayStill   = "Still working on it. Press the button in a while for the answer."
	sayNotYet  = "It is not done yet. Press again in a while."
	sayNotHere = "That answer is not kept any more, or it was for somebody else. Ask again with the command."
)

// lateAnswer is an answer that waits behind its button.
type lateAnswer struct {
	Place  news.Place `json:"place"`
	Member string     `json:"member"`
	Quiet  bool       `json:"quiet"`
	Raw    []byte     `json:"body"` // of the message, as it is sent
}

func shelfName(interaction string) string { return "late " + interaction }

// lateButton draws the button of an interaction's answer.
func (t *talk) lateButton() message {
	m := plainMessage(sayStill)
	m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "Show result", Style: discordgo.PrimaryButton, CustomID: resultButton + t.in.ID},
	}}}
	return m
}

// patience puts the button up when the interaction's token is about to die. It returns what ends the wait; that
// reports whether the button stands.
func (t *talk) patience(ctx context.Context) (settle func() (late bool)) {
	if t.bot.open.Shelf == nil {
		return func() bool { return false }
	}
	stood := make(chan bool, 1)
	timer := time.AfterFunc(max(0, t.bot.pace.late-time.Since(t.at)), func() {
		_, err := t.bot.call(ctx, http.MethodPatch, t.original(), t.lateButton())
		if err != nil {
			t.bot.log.Warn("no button for a late answer", "interaction", t.in.ID, "error", err)
		}
		stood <- err == nil
	})
	return func() bool {
		if timer.Stop() {
			return false
		}
		return <-stood
	}
}

// keepLate puts an answer behind its button.
func (t *talk) keepLate(ctx context.Context, m message) {
	who, place, err := t.in.who()
	if err != nil {
		return
	}
	body, err := json.Marshal(m)
	if err != nil {
		t.bot.log.Error("late answer not encoded", "interaction", t.in.ID, "error", err)
		return
	}
	raw, err := json.Marshal(lateAnswer{Place: place, Member: who.ID, Quiet: t.quiet, Raw: body})
	if err == nil {
		err = t.bot.open.Shelf.Shelve(ctx, shelfName(t.in.ID), t.bot.seal.close(raw), lateLife)
	}
	if err != nil {
		t.bot.log.Error("late answer lost", "interaction", t.in.ID, "error", err)
	}
}

// showLate answers the button of a late answer, for the one who pressed it, in one response: it is all there.
func (t *talk) showLate(ctx context.Context, customID string) {
	who, place, err := t.in.who()
	id := strings.TrimPrefix(customID, resultButton)
	if err != nil || !isID(id) || t.bot.open.Shelf == nil {
		t.say(ctx, sayStale)
		return
	}
	sealed, err := t.bot.open.Shelf.Shelved(ctx, shelfName(id))
	if err != nil {
		t.say(ctx, sayNotYet)
		return
	}
	var kept lateAnswer
	raw, err := t.bot.seal.open(sealed)
	if err != nil || json.Unmarshal(raw, &kept) != nil || kept.Place != place || kept.Quiet && kept.Member != who.ID {
		t.say(ctx, sayNotHere)
		return
	}
	var body map[string]any
	if json.Unmarshal(kept.Raw, &body) != nil {
		t.say(ctx, sayNotHere)
		return
	}
	body["flags"] = discordgo.MessageFlagsEphemeral
	t.acknowledged = t.first(ctx, callback{discordgo.InteractionResponseChannelMessageWithSource, body})
}
