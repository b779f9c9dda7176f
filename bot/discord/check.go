package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"
)

// Check asks Discord whom the token belongs to and returns the name of the bot. It opens no connection to the gateway.
func Check(ctx context.Context, o Options) (string, error) {
	b, err := New(o)
	if err != nil {
		return "", err
	}
	var self struct {
		Username string `json:"username"`
	}
	if err := b.fetch(ctx, discordgo.EndpointUser("@me"), &self); err != nil {
		return "", err
	}
	if self.Username == "" {
		return "", errors.New("discord: the answer names no user")
	}
	return self.Username, nil
}
