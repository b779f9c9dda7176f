package discord

import "encoding/json"

// guild notes that a server came or went. Discord names every server at each connection, and an outage of its own looks
// like a departure with "unavailable" set; neither is a change, and nothing is deleted for either.
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
		b.log.Info("the bot was taken out of a server; what it has collected expires", "guild", g.ID)
	case !known:
		b.guilds.Store(g.ID, true)
		b.log.Debug("serving a server", "guild", g.ID)
	}
}
