package index

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"onrecord/store"
	"onrecord/summarize/news"
)

// chunk is how many articles are indexed at once.
const chunk = 250

// task is a catching up that is under way.
type task struct {
	done chan struct{}
	left atomic.Int64 // articles that are not indexed yet
	err  error        // read after done
}

// refresh brings a room to where the store is and returns how many articles it is behind still when patience ends.
func (x *Index) refresh(ctx context.Context, r *room) (behind int, err error) {
	patience := time.NewTimer(x.patience)
	defer patience.Stop()
	wait := func(t *task) (over bool, err error) {
		select {
		case <-t.done:
			return false, t.err
		case <-patience.C:
			return true, nil
		case <-ctx.Done():
			return true, fmt.Errorf("search: %w", ctx.Err())
		}
	}
	for {
		t, mine := x.begin(ctx, r)
		if over, err := wait(t); over || err != nil {
			return int(t.left.Load()), err
		}
		if mine {
			return 0, nil
		}
	}
}

// begin starts a catching up, or returns the one that is under way, which may have missed what came last.
func (x *Index) begin(ctx context.Context, r *room) (t *task, mine bool) {
	r.tasks.Lock()
	defer r.tasks.Unlock()
	if r.task != nil {
		return r.task, false
	}
	t = &task{done: make(chan struct{})}
	r.task = t
	x.mu.Lock()
	r.users++
	x.mu.Unlock()
	x.work.Go(func() {
		defer x.leave(r)
		defer func() {
			if v := recover(); v != nil {
				x.discard(r, v)
				t.err = fmt.Errorf("index: %w: %v", news.ErrUnavailable, v)
			}
			r.tasks.Lock()
			r.task = nil
			r.tasks.Unlock()
			close(t.done)
		}()
		t.err = x.catchUp(x.life, r, t)
	})
	return t, true
}

// catchUp indexes what has changed since the room's position.
func (x *Index) catchUp(ctx context.Context, r *room, t *task) error {
	changes, err := x.store.Changes(ctx, r.place, r.at)
	if err != nil {
		return err
	}
	if changes.At == r.at {
		return nil
	}
	known := map[string]card{}
	gone := changes.Gone
	if changes.Whole {
		if known, err = r.cards(); err != nil {
			return err
		}
		changes.Kept, gone = difference(changes.Kept, known)
	}
	t.left.Store(int64(len(changes.Kept)))
	w := r.write()
	for _, article := range gone {
		if err := w.drop(article); err != nil {
			return err
		}
	}
	if len(changes.Kept) > chunk {
		if err := w.done(""); err != nil {
			return err
		}
		if err := x.addMany(ctx, r, changes.Kept, changes.Whole && len(known) == 0, t); err != nil {
			return err
		}
		w = r.write()
	} else if err := x.add(ctx, w, changes.Kept, changes.Whole && len(known) == 0); err != nil {
		return err
	}
	if err := w.done(changes.At); err != nil {
		return err
	}
	t.left.Store(0)
	r.at = changes.At
	return nil
}

// add reads articles and puts them into a writer.
func (x *Index) add(ctx context.Context, w *writer, todo []store.Shelved, fresh bool) error {
	var ids []string
	for _, s := range todo {
		ids = append(ids, s.Article)
	}
	opened, err := x.store.Open(ctx, w.r.place, ids, nil)
	if err != nil {
		return err
	}
	for _, o := range opened {
		if err := w.put(o, fresh); err != nil {
			return err
		}
	}
	return nil
}

// addMany indexes articles in chunks, two at a time, because one is read while the other is written.
func (x *Index) addMany(ctx context.Context, r *room, todo []store.Shelved, fresh bool, t *task) error {
	var g errgroup.Group
	var broken atomic.Value // what a panic said: it ends the task on its own goroutine
	g.SetLimit(2)
	for part := range slices.Chunk(todo, chunk) {
		g.Go(func() (err error) {
			defer func() {
				if v := recover(); v != nil {
					broken.Store(fmt.Sprint(v))
				}
			}()
			if err := ctx.Err(); err != nil {
				return err
			}
			w := r.write()
			if err := x.add(ctx, w, part, fresh); err != nil {
				return err
			}
			t.left.Add(-int64(len(part)))
			return w.done("")
		})
	}
	err := g.Wait()
	if v := broken.Load(); v != nil {
		panic(v)
	}
	return err
}

// difference compares what a place holds with what its index holds: what is to be indexed, and what is gone.
func difference(kept []store.Shelved, known map[string]card) (todo []store.Shelved, gone []string) {
	there := map[string]bool{}
	for _, k := range kept {
		there[key(k.Article)] = true
		if known[key(k.Article)].brief != k.Brief {
			todo = append(todo, k)
		}
	}
	for k := range known {
		if !there[k] {
			gone = append(gone, articleOf(k))
		}
	}
	return todo, gone
}
