package handlers

import (
	"sync"
	"time"
)

// A model that hangs must not take along what needs no model: so only so many wait for it at a time in one process, and
// after a few that waited in vain nobody does for a while.
const (
	laneWidth   = 12               // of the 32 requests that a process answers at a time
	laneSlow    = 15 * time.Second // after which a failure counts as waiting in vain
	laneStrikes = 3                // in a row
	laneRest    = 30 * time.Second
)

// lane is the way to the model. The zero value is open.
type lane struct {
	mu      sync.Mutex
	inside  int
	strikes int
	closed  time.Time // until when
}

// enter reports whether somebody may go to the model now. Whoever may calls leave.
func (l *lane) enter(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inside == laneWidth || now.Before(l.closed) {
		return false
	}
	l.inside++
	return true
}

// leave notes how it went, after how long. Who did not ask the model after all knows nothing of it.
func (l *lane) leave(now time.Time, asked bool, took time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inside--
	switch {
	case !asked:
		return
	case err == nil || took < laneSlow:
		l.strikes = 0
		return
	}
	if l.strikes++; l.strikes >= laneStrikes {
		l.strikes, l.closed = 0, now.Add(laneRest)
	}
}
