package discord

import (
	"context"
	"encoding/json"

	"onrecord/summarize/news"
)

// guild notes that a server came or went. Discord names every server at each connection, and an outage of its own looks
// like a departure with "unavailable" set; neither is a change.
func (b *Bot) guild(event string, raw []byte) {
	var g struct {
		ID          string `json:"id"`
		Unavailable bool   `json:"unavailable"`
	}
	if json.Unmarshal(raw, &g) != nil || !isID(g.ID) {
		return
	}
	_, known := b.guilds.Load(g.ID)
	switch {
	case g.Unavailable:
		b.log.Info("a server is unavailable", "guild", g.ID)
	case event == "GUILD_DELETE":
		b.guilds.Delete(g.ID)
		b.log.Info("the bot was taken out of a server, which is forgotten in 30 days", "guild", g.ID)
		b.note(b.app.Left, g.ID)
	case !known:
		b.guilds.Store(g.ID, true)
		b.log.Debug("serving a server", "guild", g.ID)
		b.note(b.app.Joined, g.ID)
	}
}

// note tells the product of a server, unless the bot is ending.
func (b *Bot) note(of func(context.Context, news.Place), guild string) {
	ctx, ok := b.enter()
	if !ok {
		return
	}
	go func() { // Discord names thousands of servers at once
		defer b.working.Done()
		b.noting <- struct{}{}
		defer func() { <-b.noting }()
		ctx, cancel := context.WithTimeout(ctx, putTime)
		defer cancel()
		of(ctx, news.Place(serverPlace+guild))
	}()
}
