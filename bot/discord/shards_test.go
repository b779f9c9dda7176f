package discord

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// leases is a Leases in memory, by the clock of the test.
type leases struct {
	mu    sync.Mutex
	held  map[string]held
	there map[string]time.Time
	word  string
}

type held struct {
	by    string
	until time.Time
}

func (l *leases) Lease(_ context.Context, name, holder string, life time.Duration) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if h := l.held[name]; h.by != holder && time.Now().Before(h.until) {
		return false, nil
	}
	l.held[name] = held{holder, time.Now().Add(life)}
	return true, nil
}

func (l *leases) Unlease(_ context.Context, name, holder string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held[name].by == holder {
		delete(l.held, name)
	}
	return nil
}

func (l *leases) Attend(_ context.Context, _, who string, life time.Duration) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.there[who] = time.Now().Add(life)
	for w, until := range l.there {
		if time.Now().After(until) {
			delete(l.there, w)
		}
	}
	return len(l.there), nil
}

func (l *leases) Leave(_ context.Context, _, who string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.there, who)
	return nil
}

func (l *leases) Agree(_ context.Context, _, word string, _ time.Duration) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.word == "" {
		l.word = word
	}
	return l.word, nil
}

func TestShardsAreSharedOutAndTakenOver(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	open := map[int]int{} // shard → connections
	g := newGateway(t, func(_ int, c *websocket.Conn) {
		p, ok := hear(c, 2)
		if !ok {
			return
		}
		var id struct{ Shard [2]int }
		json.Unmarshal(p.D, &id)
		mu.Lock()
		open[id.Shard[0]]++
		mu.Unlock()
		c.WriteJSON(packet{T: "READY", S: 1, D: json.RawMessage(`{"session_id":"s","user":{"id":"1"}}`)})
		hear(c)
		mu.Lock()
		open[id.Shard[0]]--
		mu.Unlock()
	})
	l := &leases{held: map[string]held{}, there: map[string]time.Time{}, word: "4"}
	hurry := func(b *Bot) {
		b.open.Leases = l
		b.pace.tend, b.pace.lease, b.pace.identify = 10*time.Millisecond, 300*time.Millisecond, time.Millisecond
	}
	served := func() (all []int) {
		mu.Lock()
		defer mu.Unlock()
		for id, n := range open {
			for range n {
				all = append(all, id)
			}
		}
		slices.Sort(all)
		return all
	}
	until := func(what string, ok func() bool) {
		t.Helper()
		for range 1000 {
			if ok() {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatalf("waited in vain until %s: %v, %+v", what, served(), l.held)
	}
	whole := func() bool { return slices.Equal(served(), []int{0, 1, 2, 3}) }
	holders := func() map[string]int {
		l.mu.Lock()
		defer l.mu.Unlock()
		out := map[string]int{}
		for name, h := range l.held {
			if name[:13] == "discord shard" {
				out[h.by]++
			}
		}
		return out
	}
	g.run(t, hurry)
	until("one process serves all", whole)
	_, stop := g.run(t, hurry)
	until("two share", func() bool {
		for _, n := range holders() {
			if n != 2 {
				return false
			}
		}
		return len(holders()) == 2 && whole()
	})
	stop()
	until("the one that is left serves all", func() bool { return whole() && len(holders()) == 1 })
}
