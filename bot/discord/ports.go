package discord

import (
	"context"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// App is what the bot asks of the product; [handlers.App] is one.
type App interface {
	// Commands is the catalogue that is registered.
	Commands() []handlers.Command
	// Quiet decides, without work, whether the answer will be for the eyes of the one who asked.
	Quiet(handlers.Request) bool
	// Suggest completes the value of an option as it is typed.
	Suggest(ctx context.Context, place news.Place, command, option, typed string) ([]string, error)
	// Serve answers, whatever happens.
	Serve(context.Context, handlers.Request) handlers.Reply
}
