package discord

import (
	"context"
	"time"

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
	// Heed tells what to do with links that are dropped in a channel of a place: "offer", "brief", or "" for nothing.
	Heed(ctx context.Context, place news.Place, channel string) string
	// Joined and Left note that the bot is in a place, and that it was taken out of one.
	Joined(ctx context.Context, place news.Place)
	Left(ctx context.Context, place news.Place)
}

// Queue keeps jobs until they are done, also when the process that took them dies; store/queue is one. A job runs when
// its time has come or it is released, and comes back to [Bot.Work] in whichever process works.
type Queue interface {
	Put(ctx context.Context, id string, job []byte, after time.Duration, until time.Time) error
	Release(ctx context.Context, id string) error
	Drop(ctx context.Context, id string) error
}

// Shelf keeps answers that came too late to be delivered. Its errors wrap [news.ErrMissing].
type Shelf interface {
	Shelve(ctx context.Context, name string, data []byte, life time.Duration) error
	Shelved(ctx context.Context, name string) ([]byte, error)
}

// Leases share the shards out among processes.
type Leases interface {
	// Lease takes or renews what one process may hold at a time, and reports whether the holder has it.
	Lease(ctx context.Context, name, holder string, life time.Duration) (bool, error)
	Unlease(ctx context.Context, name, holder string) error
	// Attend notes that a process is there and counts them all.
	Attend(ctx context.Context, group, who string, life time.Duration) (int, error)
	Leave(ctx context.Context, group, who string) error
	// Agree returns the word that all go by: the first one's.
	Agree(ctx context.Context, name, word string, life time.Duration) (string, error)
}
