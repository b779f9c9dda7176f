package fetch

import (
	"context"
	"sync"
)

// gates let a few fetches of one site in at a time. A gate lives while somebody is in it or waits at it.
type gates struct {
	each int
	mu   sync.Mutex
	open map[string]*gate
}

type gate struct {
	turns chan struct{}
	users int
}

// enter waits for a turn at key and returns what ends it.
func (g *gates) enter(ctx context.Context, key string) (leave func(), err error) {
	g.mu.Lock()
	if g.open == nil {
		g.open = map[string]*gate{}
	}
	at := g.open[key]
	if at == nil {
		at = &gate{turns: make(chan struct{}, g.each)}
		g.open[key] = at
	}
	at.users++
	g.mu.Unlock()

	select {
	case at.turns <- struct{}{}:
		return func() { <-at.turns; g.drop(key, at) }, nil
	case <-ctx.Done():
		g.drop(key, at)
		return nil, ctx.Err()
	}
}

func (g *gates) drop(key string, at *gate) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if at.users--; at.users == 0 {
		delete(g.open, key)
	}
}
