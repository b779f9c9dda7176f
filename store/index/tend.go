package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"onrecord/summarize/news"
)

// placeFile names, in the folder of an index, the place that it belongs to.
const placeFile = "place"

const (
	tendPeriod  = time.Hour             // how often the indexes on the disk are looked after
	tendPause   = 20 * time.Millisecond // between two of them
	forgetAfter = 6 * time.Hour         // after which what was let go of is not to be in any file
	probePeriod = 10 * time.Second      // how often the disk is tried
	probeSize   = 64 << 10              // more than a disk that is full has left in a block
)

// Tend looks after the indexes on the disk until ctx ends: at once and then every hour it lets go of what has expired
// or was forgotten in places where nobody asks any more, and deletes the indexes of places that hold nothing.
func (x *Index) Tend(ctx context.Context) {
	tick, probe := time.NewTicker(tendPeriod), time.NewTicker(probePeriod)
	defer tick.Stop()
	defer probe.Stop()
	full := false
	x.tendAll(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			x.tendAll(ctx)
		case <-probe.C:
			full = x.probe(full)
		}
	}
}

// probe tries to write to the folder, tells the log when that changes, and reports whether it is full. bleve keeps what it
// cannot write in memory and tries again, without telling anybody.
func (x *Index) probe(was bool) (full bool) {
	if x.folder == "" {
		return false
	}
	path := filepath.Join(x.folder, "probe")
	err := os.WriteFile(path, make([]byte, probeSize), 0o600)
	err = errors.Join(err, os.Remove(path))
	switch {
	case err != nil && !was:
		x.log.Error("the folder of the index takes no writes: look-ups go on from memory, and the index is made anew if this process ends", "folder", x.folder, "error", err)
	case err == nil && was:
		x.log.Info("the folder of the index takes writes again", "folder", x.folder)
	}
	return err != nil
}

func (x *Index) tendAll(ctx context.Context) {
	if x.folder == "" {
		return
	}
	folders, err := os.ReadDir(x.folder)
	if err != nil {
		x.log.Warn("indexes not looked after", "err", err)
		return
	}
	for _, f := range folders {
		path := filepath.Join(x.folder, f.Name())
		place, err := os.ReadFile(filepath.Join(path, placeFile))
		if err != nil || x.path(news.Place(place)) != path {
			continue // nobody's: of a room that is being made, or set aside
		}
		if err := x.tend(ctx, news.Place(place)); err != nil && ctx.Err() == nil {
			x.log.Warn("index not looked after", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tendPause):
		}
	}
}

// tend brings one index to where the store is. It deletes one that is nowhere, and makes one anew whose files still hold
// what was let go of a while ago.
func (x *Index) tend(ctx context.Context, place news.Place) error {
	var old *room
	full := false
	_, err := x.with(ctx, place, func(r *room) error {
		n, err := r.ix.DocCount()
		if err != nil {
			return err
		}
		full = n > 0
		since, err := r.ix.GetInternal(forgotten)
		at, _ := strconv.ParseInt(string(since), 10, 64)
		if !full || since != nil && x.now().Sub(time.Unix(at, 0)) >= forgetAfter {
			old = r
		}
		return err
	})
	if err != nil || old == nil {
		return err
	}
	x.mu.Lock()
	if x.rooms[place] != old || old.users > 0 {
		x.mu.Unlock()
		return nil // somebody has come in
	}
	delete(x.rooms, place)
	done := make(chan struct{})
	x.closing[place] = done
	x.mu.Unlock()
	err = old.close()
	if old.path != "" {
		err = errors.Join(err, os.RemoveAll(old.path))
	}
	x.closed(done, place)
	if err != nil || !full {
		return err
	}
	_, err = x.with(ctx, place, func(*room) error { return nil }) // so that nobody waits for it
	return err
}
