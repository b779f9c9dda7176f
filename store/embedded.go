package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/server"
	"github.com/gofrs/flock"
	"github.com/redis/go-redis/v9"
)

// savePeriod is how often the snapshot is written while something changes: what a crash may lose.
const savePeriod = 30 * time.Second

// Names in the data folder.
const (
	snapshotName = "onrecord.snapshot"
	lockName     = "onrecord.lock"
)

// embedded is a Redis in this process, with its snapshot.
type embedded struct {
	redis  *miniredis.Miniredis
	server *server.Server // of redis
	secret string         // the port is open to every user of this machine, the data is not
	folder string         // empty to forget
	lock   *flock.Flock
	now    func() time.Time
	log    *slog.Logger

	writes  atomic.Uint64 // commands that may have changed something
	saving  sync.Mutex
	saved   uint64 // writes at the last save
	settled bool   // that save came after a period without writes
	stop    chan struct{}
	stopped sync.WaitGroup
	closing sync.Once
	failed  error // of close
}

// startEmbedded starts a Redis, loads the snapshot of the folder, and saves it from time to time.
func startEmbedded(folder string, now func() time.Time, log *slog.Logger) (*embedded, error) {
	if folder == "none" {
		folder = ""
	}
	e := &embedded{
		redis: miniredis.NewMiniRedis(), secret: rand.Text(), folder: folder, now: now, log: log,
		settled: true, stop: make(chan struct{}),
	}
	if err := e.claim(); err != nil {
		return nil, err
	}
	if err := e.redis.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start embedded Redis: %w", err), e.release())
	}
	e.server = e.redis.Server()
	e.redis.RequireAuth(e.secret)
	if err := e.load(); err != nil {
		e.redis.Close()
		return nil, errors.Join(err, e.release())
	}
	e.server.SetPreHook(e.count)
	e.stopped.Go(e.live)
	return e, nil
}

// claim makes the folder this process' own.
func (e *embedded) claim() error {
	if e.folder == "" {
		return nil
	}
	if err := os.MkdirAll(e.folder, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	e.lock = flock.New(filepath.Join(e.folder, lockName))
	ok, err := e.lock.TryLock()
	switch {
	case err != nil:
		return fmt.Errorf("data folder %s cannot be locked: %w", e.folder, err)
	case !ok:
		return fmt.Errorf("data folder %s is in use by another process: stop it, choose another folder, or set REDIS_URL for a Redis that both share", e.folder)
	}
	return nil
}

func (e *embedded) release() error {
	if e.lock == nil {
		return nil
	}
	return e.lock.Unlock()
}

func (e *embedded) address() *redis.UniversalOptions {
	return &redis.UniversalOptions{Addrs: []string{e.redis.Addr()}, Password: e.secret}
}

func (e *embedded) describe() string {
	if e.folder == "" {
		return "embedded Redis without a folder: all is forgotten on exit (a real Redis is what keeps every write: set REDIS_URL)"
	}
	return "embedded Redis in " + e.folder + " (a real Redis is what keeps every write: set REDIS_URL)"
}

// count runs before every command, also before each one that a script calls. It stops none.
func (e *embedded) count(_ *server.Peer, cmd string, _ ...string) bool {
	switch cmd {
	case "PING", "HELLO", "AUTH", "CLIENT", "SELECT", "EVAL", "EVALSHA":
		return false
	}
	if !e.server.IsReadOnlyCommand(cmd) {
		e.writes.Add(1)
	}
	return false
}

// live lets keys grow old and saves from time to time, until close. The embedded Redis has no clock of its own that
// could serve: its ClockTTL walks over all keys at every command.
func (e *embedded) live() {
	second, save := time.NewTicker(time.Second), time.NewTicker(savePeriod)
	defer second.Stop()
	defer save.Stop()
	last := time.Now().Round(0) // by the wall, which goes on while the machine sleeps
	for {
		select {
		case <-e.stop:
			return
		case <-second.C:
			if now := time.Now().Round(0); now.After(last) {
				e.redis.FastForward(now.Sub(last))
				last = now
			}
		case <-save.C:
			if err := e.period(); err != nil {
				e.log.Error("snapshot not saved", "folder", e.folder, "err", err)
			}
		}
	}
}

// period saves if something has changed since the last save. A command is counted before it takes effect, so a
// snapshot may miss one that is counted already: the first period without writes saves once more.
func (e *embedded) period() error {
	e.saving.Lock()
	defer e.saving.Unlock()
	writes := e.writes.Load()
	quiet := writes == e.saved
	if quiet && e.settled {
		return nil
	}
	if err := e.save(); err != nil {
		return err
	}
	e.saved, e.settled = writes, quiet
	return nil
}

// close saves and stops. It may be called again.
func (e *embedded) close() error {
	e.closing.Do(func() {
		close(e.stop)
		e.stopped.Wait()
		e.saving.Lock()
		defer e.saving.Unlock()
		e.failed = e.save()
		e.redis.Close()
		e.failed = errors.Join(e.failed, e.release())
	})
	return e.failed
}

// save writes the snapshot: beside the old one first, then in its place, so that there is a whole one at any time.
func (e *embedded) save() error {
	if e.folder == "" {
		return nil
	}
	entries, err := e.entries()
	if err != nil {
		return err
	}
	data, err := packSnapshot(entries)
	if err == nil {
		err = replace(filepath.Join(e.folder, snapshotName), data)
	}
	if err != nil {
		return fmt.Errorf("save snapshot: %w", err)
	}
	return nil
}

// load reads the snapshot. One that does not decode is set aside under another name, and the start goes on.
func (e *embedded) load() error {
	if e.folder == "" {
		return nil
	}
	file := filepath.Join(e.folder, snapshotName)
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("load snapshot: %w", err)
	}
	entries, err := unpackSnapshot(raw)
	if err == nil {
		err = e.restore(entries)
	}
	if err == nil {
		return nil
	}
	e.redis.FlushAll()
	aside := file + ".corrupt-" + e.now().UTC().Format("20060102T150405.000")
	if moved := os.Rename(file, aside); moved != nil {
		return fmt.Errorf("set corrupt snapshot aside: %w", moved)
	}
	e.log.Error("snapshot cannot be read; it is set aside and the memory starts empty", "kept", aside, "err", err)
	return nil
}
