package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"onrecord/summarize/news"
)

// keyAt is under what an index remembers its position in the store's changes.
var keyAt = []byte("at")

// room is the index of one place.
type room struct {
	place news.Place
	path  string // "" for memory
	log   *slog.Logger
	life  context.Context // of the Index
	now   func() time.Time

	users, used int  // guarded by Index.mu
	broken      bool // likewise

	opening sync.Mutex // guards what follows until it is open
	ix      bleve.Index

	tasks   sync.Mutex
	task    *task          // what is catching up, nil if nothing is
	at      string         // position in the store's changes; only the task writes it
	pending sync.WaitGroup // batches that are not on the disk yet

	people sync.RWMutex // guards names
	names  *names
	stamp  int // counts changes of names
	cache  peopleCache
}

// settings are the mapping of every index. The documents bring their own analyzers, so it holds the scoring alone.
func create(path string) (bleve.Index, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = bleveapi.BM25Scoring
	// A batch counts before it is on the disk: what a crash takes away is caught up from the store.
	return bleve.NewUsing(path, m, scorch.Name, scorch.Name, map[string]any{"unsafe_batch": true})
}

// open opens the index, or makes a new one where there is none or where it cannot be read. Where the disk takes none
// it lives in memory.
func (r *room) open() error {
	r.opening.Lock()
	defer r.opening.Unlock()
	if r.ix != nil {
		return nil
	}
	var err error
	if r.path != "" {
		r.ix, err = r.load()
	}
	if r.path != "" && err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			r.log.Error("index cannot be read: it is thrown away and made anew", "err", err)
		}
		if err = os.RemoveAll(r.path); err == nil {
			if r.ix, err = create(r.path); err == nil {
				err = os.WriteFile(filepath.Join(r.path, placeFile), []byte(r.place), 0o600)
			}
		}
		if err != nil {
			r.log.Error("the disk takes no index: it is kept in memory", "err", err)
			os.RemoveAll(r.path)
			r.path = ""
		}
	}
	if r.ix == nil || err != nil {
		if r.ix != nil {
			r.ix.Close()
		}
		if r.ix, err = create(""); err != nil {
			return err
		}
	}
	at, err := r.ix.GetInternal(keyAt)
	if err != nil {
		return err
	}
	r.at = string(at)
	return r.readNames()
}

// load opens what is on the disk after a look at whether it is whole.
func (r *room) load() (ix bleve.Index, err error) {
	if _, err := os.Stat(r.path); err != nil {
		return nil, err
	}
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	segments, err := filepath.Glob(filepath.Join(r.path, "store", "*.zap"))
	if err != nil {
		return nil, err
	}
	for _, s := range segments {
		if err := whole32(s); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(s), err)
		}
	}
	ix, err = bleve.OpenUsing(r.path, map[string]any{"unsafe_batch": true})
	if err != nil {
		return nil, err
	}
	if place, err := os.ReadFile(filepath.Join(r.path, placeFile)); err != nil || string(place) != string(r.place) {
		return nil, errors.Join(errors.New("it is another place's"), err, ix.Close())
	}
	return ix, nil
}

// whole32 checks a segment against the checksum in its last four bytes. A reader of a damaged one would trip over it
// at some later time, perhaps outside of any question.
func whole32(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < 4 {
		return io.ErrUnexpectedEOF
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil {
		return err
	}
	var tail [4]byte
	if _, err := io.ReadFull(f, tail[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(tail[:]) != sum.Sum32() {
		return errors.New("the checksum does not match")
	}
	return nil
}

// close waits for what is on its way to the disk, but not for ever, and closes the index.
func (r *room) close() error {
	r.opening.Lock()
	defer r.opening.Unlock()
	if r.ix == nil {
		return nil
	}
	if r.path != "" && !r.broken {
		written := make(chan struct{})
		go func() {
			r.pending.Wait()
			close(written)
		}()
		select {
		case <-written:
		case <-time.After(closeTimeout):
		}
	}
	err := r.ix.Close()
	r.ix = nil
	if r.broken && r.path != "" {
		err = errors.Join(err, os.RemoveAll(r.path))
	}
	return err
}

// setAside moves the files of a broken index out of the way of a new one; close deletes them.
func (r *room) setAside() {
	if r.path == "" {
		return
	}
	aside := fmt.Sprintf("%s.broken-%d", r.path, time.Now().UnixNano())
	if err := os.Rename(r.path, aside); err != nil {
		r.log.Error("broken index not moved", "err", err)
		os.RemoveAll(r.path)
	}
	r.path = aside
}

// readNames reads all speakers and how often they are quoted.
func (r *room) readNames() error {
	r.people.Lock()
	defer r.people.Unlock()
	r.names = newNames()
	dict, err := r.ix.FieldDict(fieldSpeaker)
	if err != nil {
		return err
	}
	var all []string
	for {
		e, err := dict.Next()
		if err != nil {
			return errors.Join(err, dict.Close())
		}
		if e == nil {
			break
		}
		all = append(all, e.Term)
	}
	if err := dict.Close(); err != nil {
		return err
	}
	return r.count(all)
}

// count counts the quotations of names anew.
func (r *room) count(texts []string) error {
	if len(texts) == 0 {
		return nil
	}
	inner, err := r.ix.Advanced()
	if err != nil {
		return err
	}
	reader, err := inner.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, text := range texts {
		tfr, err := reader.TermFieldReader(r.life, []byte(text), fieldSpeaker, false, false, false)
		if err != nil {
			return err
		}
		r.names.set(text, int(tfr.Count()))
		if err := tfr.Close(); err != nil {
			return err
		}
	}
	r.stamp++
	return nil
}

// card returns what the index holds of an article; zero where it has none.
func (r *room) card(key string) (card, error) {
	d, err := r.ix.Document(key)
	if err != nil || d == nil {
		return card{}, err
	}
	var c card
	d.VisitFields(func(f bleveapi.Field) {
		if f.Name() == fieldCard {
			c = readCard(string(f.Value()))
		}
	})
	return c, nil
}

// cards returns what the index holds of every article, by key.
func (r *room) cards() (map[string]card, error) {
	all := map[string]card{}
	n, err := r.ix.DocCount()
	if err != nil || n == 0 {
		return all, err
	}
	req := bleve.NewSearchRequestOptions(match(fieldTags, tagArticle), int(n), 0, false)
	req.Score = "none"
	req.Fields = []string{fieldCard}
	res, err := r.ix.Search(req)
	if err != nil {
		return nil, err
	}
	for _, hit := range res.Hits {
		raw, _ := hit.Fields[fieldCard].(string)
		all[hit.ID] = readCard(raw)
	}
	return all, nil
}
