package index

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"onrecord/store"
	"onrecord/summarize/news"
)

// layout is the folder below [Options.Folder] that holds the indexes of this version: another one starts afresh.
const layout = "1"

// What an Index holds open and how long it lets an answer wait.
const (
	defaultOpen     = 64
	defaultPatience = 300 * time.Millisecond
	closeTimeout    = 5 * time.Second
)

// Options say where to keep the indexes. Store is needed.
type Options struct {
	Store *store.Store
	// Folder is where they are kept; empty or "none" for memory alone. A folder that another process holds is passed
	// over for one beside it.
	Folder string
	// Open is how many places' indexes are open at once; 0 for 64.
	Open int
	// Patience is how long an answer waits for an index to catch up before it says that it is behind; 0 for 0.3 s.
	Patience time.Duration
	// Now is the clock; nil for time.Now.
	Now func() time.Time
	// Log hears of indexes that are thrown away and of disks that do not take them; nil for silence.
	Log *slog.Logger
}

// Index finds what places have collected. It is safe for concurrent use.
type Index struct {
	store    *store.Store
	folder   string // "" for memory alone
	lock     *flock.Flock
	most     int
	patience time.Duration
	now      func() time.Time
	log      *slog.Logger
	briefs   *shelf

	life context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup // catching up in the background

	mu      sync.Mutex
	rooms   map[news.Place]*room
	closing map[news.Place]chan struct{} // rooms that are being closed: their files are not free yet
	turn    int                          // counts uses, to know which room was used last
}

// Open prepares the folder. It opens no place's index yet. A folder that cannot be had is no error: the indexes are
// then kept in memory, and the log says so.
func Open(ctx context.Context, o Options) (*Index, error) {
	if o.Store == nil {
		return nil, errors.New("index: a store is needed")
	}
	x := &Index{
		store: o.Store, most: cmp.Or(o.Open, defaultOpen), patience: cmp.Or(o.Patience, defaultPatience), now: o.Now, log: o.Log,
		briefs: newShelf(), rooms: map[news.Place]*room{}, closing: map[news.Place]chan struct{}{},
	}
	if x.now == nil {
		x.now = time.Now
	}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	x.life, x.end = context.WithCancel(context.WithoutCancel(ctx))
	if o.Folder != "" && o.Folder != "none" {
		x.claim(o.Folder)
	}
	return x, nil
}

// mostProcesses is how many processes may keep indexes side by side in one folder.
const mostProcesses = 16

// claim makes a folder this process' own: the first below base that no other process holds.
func (x *Index) claim(base string) {
	var err error
	for n := 1; n <= mostProcesses; n++ {
		folder := filepath.Join(base, "index")
		if n > 1 {
			folder += fmt.Sprintf(".%d", n)
		}
		if err = os.MkdirAll(filepath.Join(folder, layout), 0o700); err != nil {
			break
		}
		lock := flock.New(filepath.Join(folder, "lock"))
		var ok bool
		if ok, err = lock.TryLock(); err != nil {
			break
		}
		if ok {
			x.folder, x.lock = filepath.Join(folder, layout), lock
			if n == 1 {
				tidy(base)
			}
			if n > 1 {
				x.log.Warn("another process holds the index: this one keeps its own", "folder", folder)
			}
			return
		}
	}
	x.log.Warn("no folder for the index: it is kept in memory and made anew at the next start", "folder", base, "err", err)
}

// tidy takes away what processes have left behind that ran beside another one, and do not run any more.
func tidy(base string) {
	for n := 2; n <= mostProcesses; n++ {
		folder := filepath.Join(base, fmt.Sprintf("index.%d", n))
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		lock := flock.New(filepath.Join(folder, "lock"))
		if ok, err := lock.TryLock(); ok && err == nil {
			os.RemoveAll(folder)
			_ = lock.Unlock()
		}
	}
}

// path is where the index of a place is kept; "" for memory.
func (x *Index) path(place news.Place) string {
	if x.folder == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(place))
	return filepath.Join(x.folder, hex.EncodeToString(sum[:12]))
}

// Close ends the work in the background and closes everything. What was not written yet is caught up at the next start.
func (x *Index) Close() error {
	x.end()
	x.work.Wait()
	x.mu.Lock()
	rooms := x.rooms
	x.rooms = map[news.Place]*room{}
	x.mu.Unlock()
	var errs []error
	for _, r := range rooms {
		errs = append(errs, r.close())
	}
	if x.lock != nil {
		errs = append(errs, x.lock.Unlock())
	}
	return errors.Join(errs...)
}

// Describe says in words where the index is kept.
func (x *Index) Describe() string {
	if x.folder == "" {
		return "in memory"
	}
	return filepath.Dir(x.folder)
}

// enter opens the room of a place, if it is not open yet. The caller leaves it again.
func (x *Index) enter(place news.Place) (*room, error) {
	x.mu.Lock()
	r := x.rooms[place]
	if r == nil {
		r = &room{place: place, path: x.path(place), log: x.log, life: x.life, now: x.now}
		x.rooms[place] = r
	}
	r.users++
	x.turn++
	r.used = x.turn
	before := x.closing[place]
	x.mu.Unlock()
	if before != nil {
		<-before
	}
	if err := r.open(); err != nil {
		x.leave(r)
		return nil, fmt.Errorf("open index: %w: %w", news.ErrUnavailable, err)
	}
	return r, nil
}

// leave lets go of a room, and closes those that were not used for long where too many are open.
func (x *Index) leave(r *room) {
	var out []*room
	x.mu.Lock()
	r.users--
	if r.broken && r.users == 0 {
		out = append(out, r)
	}
	done := make(chan struct{})
	for len(x.rooms) > x.most {
		var oldest *room
		for _, o := range x.rooms {
			if o.users == 0 && (oldest == nil || o.used < oldest.used) {
				oldest = o
			}
		}
		if oldest == nil {
			break
		}
		delete(x.rooms, oldest.place)
		x.closing[oldest.place] = done
		out = append(out, oldest)
	}
	x.mu.Unlock()
	for _, r := range out {
		if err := r.close(); err != nil {
			x.log.Warn("index not closed", "err", err)
		}
	}
	var places []news.Place
	for _, r := range out {
		places = append(places, r.place)
	}
	x.closed(done, places...)
}

// closed lets in who waits for the files of places.
func (x *Index) closed(done chan struct{}, places ...news.Place) {
	close(done)
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, p := range places {
		if x.closing[p] == done {
			delete(x.closing, p)
		}
	}
}

// discard throws an index away that cannot be read; the next question makes it anew.
func (x *Index) discard(r *room, why any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if r.broken {
		return
	}
	r.broken = true
	if x.rooms[r.place] == r {
		delete(x.rooms, r.place)
	}
	x.log.Error("index cannot be read: it is thrown away and made anew", "err", why)
	r.setAside()
}

// with runs ask in the room of a place, caught up as far as patience allows. An index that panics is thrown away, and
// the question asked once more of a new one.
func (x *Index) with(ctx context.Context, place news.Place, ask func(r *room) error) (news.Progress, error) {
	for again := false; ; again = true {
		progress, err, broken := x.once(ctx, place, ask)
		if !broken || again {
			return progress, err
		}
	}
}

func (x *Index) once(ctx context.Context, place news.Place, ask func(r *room) error) (p news.Progress, err error, broken bool) {
	r, err := x.enter(place)
	if err != nil {
		return p, err, false
	}
	defer x.leave(r)
	defer func() {
		if v := recover(); v != nil {
			x.discard(r, v)
			err, broken = fmt.Errorf("search: %w: %v", news.ErrUnavailable, v), true
		}
	}()
	if p.Behind, err = x.refresh(ctx, r); err != nil {
		return p, err, false
	}
	return p, ask(r), false
}
