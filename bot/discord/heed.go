package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// offer is the emoji with which the bot offers to brief a link: who presses it too takes the offer.
const offer = "🗞️"

// heed does with the links of a message what its place has set for the channel.
func (b *Bot) heed(ctx context.Context, m heard) {
	switch b.app.Heed(ctx, news.Place(serverPlace+m.Guild), m.Channel) {
	case handlers.HeedBrief:
		b.answerMessage(ctx, m, false)
	case handlers.HeedOffer:
		_, err := b.call(ctx, http.MethodPut, reactionOf(m.Channel, m.ID)+"/@me", nil)
		if err != nil {
			b.log.Info("no offer made", "error", redact(err))
		}
	}
}

func reactionOf(channel, message string) string {
	return discordgo.EndpointChannelMessage(channel, message) + "/reactions/" + url.PathEscape(offer)
}

// reacted takes the offer up that a member has pressed: the first who does, for all.
func (b *Bot) reacted(raw []byte) {
	if !b.open.Content {
		return
	}
	b.guarded("a reaction", func(ctx context.Context) {
		var r struct {
			User    string  `json:"user_id"`
			Channel string  `json:"channel_id"`
			Message string  `json:"message_id"`
			Guild   string  `json:"guild_id"`
			Member  *member `json:"member"`
			Emoji   struct {
				Name string `json:"name"`
			} `json:"emoji"`
		}
		self := b.self.Load()
		if json.Unmarshal(raw, &r) != nil || r.Emoji.Name != offer || self == nil || r.User == *self || r.Member == nil || r.Member.User == nil ||
			!isID(r.User) || !isID(r.Channel) || !isID(r.Message) || !isID(r.Guild) {
			return
		}
		if b.app.Heed(ctx, news.Place(serverPlace+r.Guild), r.Channel) == "" {
			return
		}
		answer, err := b.call(ctx, http.MethodGet, discordgo.EndpointChannelMessage(r.Channel, r.Message), nil)
		if err != nil {
			b.log.Info("message with an offer not read", "error", err)
			return
		}
		var m struct {
			heard
			Reactions []struct {
				Count int  `json:"count"`
				Me    bool `json:"me"`
				Emoji struct {
					Name string `json:"name"`
				} `json:"emoji"`
			} `json:"reactions"`
		}
		if json.Unmarshal(answer, &m) != nil || len(m.links(1)) == 0 {
			return
		}
		for _, on := range m.Reactions {
			if on.Emoji.Name == offer && on.Me && on.Count == 2 {
				asked := m.heard
				asked.ID, asked.Channel, asked.Guild, asked.Member, asked.Mentions = r.Message, r.Channel, r.Guild, r.Member, nil
				asked.Author = &author{user: *r.Member.User}
				b.answerMessage(ctx, asked, true)
			}
		}
	})
}
