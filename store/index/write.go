package index

import (
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"

	"onrecord/store"
)

// writer gathers changes of a room that take effect together.
type writer struct {
	r     *room
	batch *bleve.Batch
	names map[string]bool // whose count may have changed
}

func (r *room) write() *writer {
	return &writer{r: r, batch: r.ix.NewBatch(), names: map[string]bool{}}
}

// drop takes an article and its quotations out.
func (w *writer) drop(article string) error {
	k := key(article)
	old, err := w.r.card(k)
	if err != nil {
		return err
	}
	w.batch.Delete(k)
	w.unsay(k, old, 0)
	return w.forgot()
}

// forgotten is where a room notes since when its files hold what was let go of: bleve marks what is deleted, and rewrites a
// file only when it is merged with others.
var forgotten = []byte("forgotten")

// forgot notes that, unless it is noted already.
func (w *writer) forgot() error {
	since, err := w.r.ix.GetInternal(forgotten)
	if err == nil && since == nil {
		w.batch.SetInternal(forgotten, strconv.AppendInt(nil, w.r.now().Unix(), 10))
	}
	return err
}

// unsay takes the quotations of an article from number n on out.
func (w *writer) unsay(key string, c card, n int) {
	for ; n < c.quotes; n++ {
		w.batch.Delete(quoteID(key, n))
	}
	for _, s := range c.speakers {
		w.names[s] = true
	}
}

// put indexes an article in the place of what is known of it; fresh says that nothing is. One that the store no longer
// has is taken out.
func (w *writer) put(o store.Opened, fresh bool) error {
	if o.Brief == nil {
		return w.drop(o.ID)
	}
	k := key(o.Article.ID)
	if !fresh {
		old, err := w.r.card(k)
		if err != nil {
			return err
		}
		w.unsay(k, old, 0)
	}
	c, docs := documents(o)
	for _, d := range docs {
		if err := w.batch.IndexAdvanced(d); err != nil {
			return err
		}
	}
	for _, s := range c.speakers {
		w.names[s] = true
	}
	return nil
}

// done makes the changes count, at a position of the store's changes unless it is "".
func (w *writer) done(at string) error {
	if at != "" {
		w.batch.SetInternal(keyAt, []byte(at))
	}
	if w.r.path != "" {
		w.r.pending.Add(1)
		w.batch.SetPersistedCallback(func(err error) {
			w.r.pending.Done()
			if err != nil {
				w.r.log.Error("index not written; it is caught up at the next start", "err", err)
			}
		})
	}
	if err := w.r.ix.Batch(w.batch); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	var texts []string
	for n := range w.names {
		texts = append(texts, n)
	}
	w.r.people.Lock()
	defer w.r.people.Unlock()
	return w.r.count(texts)
}
