package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"onrecord/summarize/news"
)

// DefaultRetention is how long an article is remembered after it was last kept.
const DefaultRetention = 30 * 24 * time.Hour

// Limits of one call. A caller's deadline may end it sooner.
const (
	dialTimeout = 2 * time.Second
	ioTimeout   = 3 * time.Second
	callTimeout = 15 * time.Second // of a whole method, which may take several round trips
)

// Options say where and how to remember. The zero value is an embedded Redis that forgets everything on exit.
type Options struct {
	// URL is the address of Redis, empty for the embedded one:
	//
	//	redis://[user:password@]host[:port][/db]     a server; rediss:// for TLS
	//	unix:///path/to/socket[?db=N]                a server on this machine
	//	redis://host:port,host:port?cluster=true     a Cluster; one host is enough to find the others
	//	redis://host:port,host:port/db?master=NAME   Sentinels; sentinel_user and sentinel_password where they ask
	URL string
	// Data is the folder of the embedded Redis' snapshot. Empty or "none" keeps nothing on disk.
	Data string
	// Engine is the version of the engine that writes briefs. A brief of another one is not recalled by its link.
	Engine string
	// Retention is how long an article is remembered after it was last kept; zero for DefaultRetention.
	Retention time.Duration
	// Now is the clock; nil for time.Now. The end of a key's life in Redis itself follows Redis' clock.
	Now func() time.Time
	// Log hears of snapshots that cannot be read or written; nil for silence.
	Log *slog.Logger
}

// Store remembers briefs and the collections of places. It is safe for concurrent use.
type Store struct {
	rdb       redis.UniversalClient
	embedded  *embedded // nil with a real Redis
	where     string
	codec     *codec
	limiter   *redis_rate.Limiter
	scripts   scripts
	boot      string // of an embedded Redis, which may come back older than what was read from it; "" with a real one
	engine    string
	retention time.Duration
	now       func() time.Time
}

// Open connects to Redis, or starts the embedded one. It fails if a real Redis does not answer, with an error that
// wraps [news.ErrUnavailable], and if the data folder is in use by another process.
func Open(ctx context.Context, o Options) (*Store, error) {
	codec, err := newCodec()
	if err != nil {
		return nil, err
	}
	s := &Store{codec: codec, scripts: newScripts(), engine: o.Engine, retention: cmp.Or(o.Retention, DefaultRetention), now: o.Now}
	if s.retention < time.Second {
		return nil, fmt.Errorf("retention of %s is too short", s.retention)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if o.URL != "" {
		opts, where, err := parseURL(o.URL)
		if err != nil {
			return nil, err
		}
		s.rdb, s.where = client(connection(opts)), where
	} else {
		log := o.Log
		if log == nil {
			log = slog.New(slog.DiscardHandler)
		}
		if s.embedded, err = startEmbedded(o.Data, s.now, log); err != nil {
			return nil, err
		}
		s.rdb, s.boot = redis.NewUniversalClient(connection(s.embedded.address())), rand.Text()
	}
	s.limiter = redis_rate.NewLimiter(s.rdb)
	if err := s.Ping(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connection sets what is the same for every kind of Redis. Retries are few: a reader waits for the answer, and would
// sooner hear that the storage is away.
func connection(o *redis.UniversalOptions) *redis.UniversalOptions {
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout = dialTimeout, ioTimeout, ioTimeout
	o.ContextTimeoutEnabled = true
	o.MaxRetries, o.DialerRetries = 1, 1
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return o
}

// reload is how often the shape of a Cluster is asked for. A primary that died tells nobody where its keys are now.
const reload = 2 * time.Second

func client(o *redis.UniversalOptions) redis.UniversalClient {
	if !o.IsClusterMode {
		return redis.NewUniversalClient(o)
	}
	c := o.Cluster()
	c.ClusterStateReloadInterval = reload
	return redis.NewClusterClient(c)
}

// Close saves the snapshot of an embedded Redis and lets go of everything. Closing again does nothing.
func (s *Store) Close() error {
	err := s.rdb.Close()
	if errors.Is(err, redis.ErrClosed) {
		err = nil
	}
	if s.embedded != nil {
		err = errors.Join(err, s.embedded.close())
	}
	return err
}

// Embedded reports whether Redis runs inside this process.
func (s *Store) Embedded() bool { return s.embedded != nil }

// Ping asks whether Redis answers.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return fault(ctx, "ping", s.rdb.Ping(ctx).Err())
}

// Describe says in words where things are remembered. It holds no password.
func (s *Store) Describe() string {
	if s.embedded != nil {
		return s.embedded.describe()
	}
	return s.where
}

// fault names the step that Redis failed. A caller who went away is told so; everything else is storage that is
// unavailable. It is nil for nil, and for the nil reply, which callers read from the value.
func fault(ctx context.Context, step string, err error) error {
	switch {
	case err == nil, errors.Is(err, redis.Nil):
		return nil
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("%s: %w", step, ctx.Err())
	}
	return fmt.Errorf("%s: %w: %w", step, news.ErrUnavailable, err)
}
