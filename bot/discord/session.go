package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

// defaultAPI is where Discord answers.
const defaultAPI = "https://discord.com/api"

// apiVersion is the version of Discord's HTTP interface that is spoken here. discordgo writes an older one into its
// addresses; the transport replaces it.
const apiVersion = "/v10"

// Options says how a Bot is set up. Token and App are required.
type Options struct {
	Token    string        // the bot's token, with or without "Bot " before it
	API      string        // where Discord's HTTP interface is; "" stands for https://discord.com/api
	App      App           // what answers
	Log      *slog.Logger  // nil stands for slog.Default()
	Register bool          // register the catalogue before serving
	Mentions bool          // answer messages that mention the bot; takes two more intents, none of them privileged
	Content  bool          // read what is written in channels that a place has named; takes the privileged intent Message Content
	Signed   bool          // commands may come as signed requests too, to [Bot.Endpoint]
	Offline  bool          // keep no connection to the gateway
	Queue    Queue         // keeps requests until they are answered; nil to answer them here and now
	Shelf    Shelf         // keeps answers that take longer than Discord waits; nil to lose them
	Leases   Leases        // shares the shards out among processes; nil for one connection that serves all
	Drain    time.Duration // how long requests may go on when the bot is told to stop; 0 stands for 20 seconds
	Watch    Watch         // what is told of as it happens, for whoever counts
}

// Watch are functions that the bot calls; each may be nil, and must not block.
type Watch struct {
	Acked func(took time.Duration, ok bool)    // an interaction was acknowledged, or could not be
	Spoke func(status int, took time.Duration) // Discord answered a request of ours; 0 where it did not
}

// pace holds the waits, so that tests need not live through them.
type pace struct {
	watchdog time.Duration // for a connection to become ready
	idle     time.Duration // silence after which a connection counts as dead; heartbeats are answered every 41 seconds
	steady   time.Duration // a connection that lived so long clears the count of failures
	again    time.Duration // first wait before connecting again; doubles
	atMost   time.Duration // the longest such wait
	goodbye  time.Duration // for closing the connection in order
	retry    time.Duration // first wait before repeating a request; doubles
	ack      time.Duration // for an acknowledgement as a whole; Discord allows three seconds from its own clock
	ackEach  time.Duration // for one attempt of it
	late     time.Duration // when an answer is put behind a button; Discord takes answers for 15 minutes
	safety   time.Duration // after which a job runs although nobody released it: whoever took it has died
	tend     time.Duration // between looks at who serves which shard
	lease    time.Duration // after which a process that fell silent has lost its shards
	identify time.Duration // between identifications; Discord demands five seconds
}

// Bot is a connection to Discord. It serves from [Bot.Run] on.
type Bot struct {
	app   App
	log   *slog.Logger
	api   *url.URL
	rest  *discordgo.Session // for requests only; the gateway's sessions come and go beside it
	files *http.Client
	open  Options
	pace  pace
	seal  seal // for what leaves this process before it reaches Discord

	self   atomic.Pointer[string] // the bot's own id, once Discord has told it
	guilds sync.Map               // ids of the servers that Discord has named
	noting chan struct{}          // holds as many as are being noted

	posting     *rate.Limiter // of what is posted without being asked for
	recommended int           // number of shards, as Discord told this process; 0 until it did
	concurrency atomic.Int32  // how many may identify at a time
	online      atomic.Int32  // shards that are connected
	part        atomic.Int32  // shards that this process has to serve; -1 until that is known

	mu      sync.Mutex
	closing bool
	working sync.WaitGroup
	work    context.Context // of what is being served; ends when draining takes too long
}

// New returns a Bot that is not connected yet. It fails where the options cannot be right; whether Discord accepts
// the token is known when it runs.
func New(o Options) (*Bot, error) {
	if o.Token == "" {
		return nil, errors.New("discord: no token")
	}
	if o.App == nil {
		return nil, errors.New("discord: no app")
	}
	if o.API == "" {
		o.API = defaultAPI
	}
	api, err := url.Parse(strings.TrimSuffix(o.API, "/"))
	if err != nil || api.Host == "" || api.Scheme != "http" && api.Scheme != "https" {
		return nil, fmt.Errorf("discord: %q is not an http or https address", o.API)
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Drain == 0 {
		o.Drain = 20 * time.Second
	}
	b := &Bot{app: o.App, log: o.Log, api: api, open: o, files: fileClient(), noting: make(chan struct{}, 16), pace: pace{
		watchdog: 45 * time.Second, idle: 100 * time.Second, steady: time.Minute,
		again: time.Second, atMost: 5 * time.Minute, goodbye: 3 * time.Second, retry: 500 * time.Millisecond,
		ack: 2500 * time.Millisecond, ackEach: 1200 * time.Millisecond, late: 13 * time.Minute,
		safety: 4 * time.Second, tend: 5 * time.Second, lease: 15 * time.Second, identify: 5100 * time.Millisecond,
	}}
	b.posting = rate.NewLimiter(postRate, postRate)
	if b.seal, err = newSeal(o.Token); err != nil {
		return nil, err
	}
	b.rest, err = b.session()
	return b, err
}

// session returns a discordgo session that talks to the configured address and leaves reconnecting, retrying and
// remembering to us.
func (b *Bot) session() (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + strings.TrimPrefix(b.open.Token, "Bot "))
	if err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	s.LogLevel = -1 // its log lines carry interaction tokens
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false // it would sleep with a lock held, whatever the context says
	s.MaxRestRetries = 0
	s.Identify.Intents = discordgo.IntentsGuilds
	if b.open.Mentions || b.open.Content {
		s.Identify.Intents |= discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	}
	if b.open.Content {
		s.Identify.Intents |= discordgo.IntentMessageContent | discordgo.IntentsGuildMessageReactions
	}
	s.Client = &http.Client{
		Transport:     transport{api: b.api, next: http.DefaultTransport, spoke: b.open.Watch.Spoke},
		Timeout:       20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s, nil
}
