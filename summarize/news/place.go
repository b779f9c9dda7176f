package news

import "time"

// Place is a room with a memory of its own: a Discord server, a direct message, the local console. It is an opaque
// name such as "discord:guild:42"; what one place has collected no other place can see.
type Place string

// Member is the person who asked. Only what is needed to say who shared a link first is kept.
type Member struct {
	ID   string `json:"id"`
	Name string `json:"name"` // how to call them where ID cannot be drawn as a mention
}

// Share records that a member brought an article to a place.
type Share struct {
	By Member    `json:"by"`
	At time.Time `json:"at"`
}
