package rig

import (
	"slices"
	"time"
)

// Look returns what has become of an interaction so far.
func (s *Standin) Look(a *Asked) Asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *a
}

// Shown is how many messages answer.
func (a *Asked) Shown() int {
	n := a.Follows
	if a.Edits > 0 && !a.Deleted {
		n++
	}
	return n
}

// Resume sets whether sessions of the gateway may be resumed.
func (s *Standin) Resume(may bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resume = may
}

// Problems are what was noted with [Standin.Problem].
func (s *Standin) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

// Posts counts the messages that were posted without being asked for.
func (s *Standin) Posts() int64 { return s.posts.Load() }

// Posted counts those that are shown in a channel.
func (s *Standin) Posted(channel string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown[channel]
}

// Refused counts those that were sent again under their nonce.
func (s *Standin) Refused() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}

// Outcome is what became of a number of interactions.
type Outcome struct {
	Asked, Offline, Unacked, Unanswered, Doubled int // Offline: no connection was there
	Acks, Answers                                []time.Duration
	Slowest                                      time.Duration
}

// Settle waits until all is answered, and counts.
func (s *Standin) Settle(all []*Asked, patience time.Duration) (o Outcome) {
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		open := 0
		s.mu.Lock()
		for _, a := range all {
			if a.Delivered && a.Answered.IsZero() && (!a.Acked.IsZero() || time.Since(a.At) < 4*time.Second) {
				open++
			}
		}
		s.mu.Unlock()
		if open == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	time.Sleep(300 * time.Millisecond) // for what would come twice
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range all {
		o.Asked++
		switch {
		case !a.Delivered:
			o.Offline++
			continue
		case a.Acked.IsZero():
			o.Unacked++
			continue
		case a.Answered.IsZero():
			o.Unanswered++
			continue
		case a.Shown() > 1:
			o.Doubled++
		}
		o.Acks = append(o.Acks, a.Acked.Sub(a.At))
		o.Answers = append(o.Answers, a.Answered.Sub(a.At))
		o.Slowest = max(o.Slowest, a.Answered.Sub(a.At))
	}
	return o
}
