package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"onrecord/bot/discord"
	"onrecord/config"
	"onrecord/handlers"
)

// setup helps the one who hosts the bot to get it into a server: the link that invites it, what is not right in the
// application's settings, and for a channel, which permissions are missing there.
func (p *program) setup(ctx context.Context, args []string) error {
	if len(args) > 1 {
		return usageError("setup takes one channel at most")
	}
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	if !c.DiscordToken.Set() {
		return errors.New("DISCORD_TOKEN is not set. Make an application at https://discord.com/developers/applications, choose Bot, Reset Token, and set it")
	}
	channel := ""
	if len(args) == 1 {
		channel = args[0]
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	s, err := discord.Inspect(ctx, discordOptions(c, &handlers.App{Now: p.now}, slog.New(slog.DiscardHandler)), channel)
	if s.Invite != "" {
		var b strings.Builder
		fmt.Fprintf(&b, "The token belongs to %s. Whoever manages a server adds it with this link:\n\n  %s\n\n", s.Name, s.Invite)
		for _, a := range s.Advice {
			fmt.Fprintf(&b, "In the Developer Portal: %s\n", a)
		}
		switch {
		case channel == "":
			b.WriteString("Then `onrecord setup CHANNEL` tells what is missing in a channel, and `onrecord` starts the bot.\n")
		case err == nil && len(s.Missing) == 0:
			b.WriteString("In that channel it may do all that it needs to.\n")
		case err == nil:
			fmt.Fprintf(&b, "In that channel it lacks: %s. Edit the channel, Permissions, and allow them to the bot's role.\n", strings.Join(s.Missing, ", "))
		}
		if _, werr := io.WriteString(p.out, b.String()); werr != nil {
			return werr
		}
	}
	if err == nil && len(s.Missing) > 0 {
		return errQuiet
	}
	return err
}
