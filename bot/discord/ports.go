package discord

import (
	"context"

	"onrecord/handlers"
)

// App is what the bot asks of the product; [handlers.App] is one.
type App interface {
	// Commands is the catalogue that is registered.
	Commands() []handlers.Command
	// Quiet decides, without work, whether the answer will be for the eyes of the one who asked.
	Quiet(handlers.Request) bool
	// Serve answers, whatever happens.
	Serve(context.Context, handlers.Request) handlers.Reply
}
