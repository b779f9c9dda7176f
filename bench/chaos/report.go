package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// row is what a fault came to.
type row struct {
	fault
	asked, offline, unacked, unanswered int
	failures, forgotten, doubled        int
	kept, lost                          int
	asIf                                bool // normal again was seen
	healed                              time.Duration
	panics                              int
	notes                               []string
	said                                map[string]int // what members read in place of an answer
	unansweredKinds                     map[string]int
}

// count judges everything that was asked.
func (r *row) count(all []seen, ended time.Time) (pages map[int][]string) {
	pages = map[int][]string{}
	r.said, r.unansweredKinds = map[string]int{}, map[string]int{}
	for _, a := range all {
		v := judge(&a.Asked)
		r.asked++
		switch {
		case v.offline:
			r.offline++
		case v.unacked:
			r.unacked++
		case !v.done:
			r.unanswered++
			r.unansweredKinds[a.What]++
		}
		if v.doubled {
			r.doubled++
		}
		if v.forgotten {
			r.forgotten++
			r.said["a brief with the line “I could not remember this: my memory does not answer just now, so look-ups will not find it.”"]++
		}
		if v.failure != "" {
			r.failures++
			r.said[alike(v.failure)]++
		}
		if v.done && v.failure == "" && !v.forgotten && a.page != "" {
			pages[a.guild] = append(pages[a.guild], a.page)
			r.kept++
		}
		if !normal(&a.Asked) && a.At.After(ended) {
			r.healed = max(r.healed, a.At.Sub(ended)+time.Second/rate)
		}
	}
	return pages
}

const heading = `| Fault | asked | nobody connected | not acknowledged | acknowledged, never answered | answered with a failure | briefs told as not remembered | twice | kept | kept and lost | normal again after | the program |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
`

func (r *row) String() string {
	healed := r.healed.Round(100 * time.Millisecond).String()
	switch {
	case !r.asIf:
		healed = "not within " + longed.String()
	case r.healed == 0:
		healed = "at once"
	}
	lost := fmt.Sprint(r.lost)
	if r.forgets && r.lost > 0 {
		lost += " (it was emptied)"
	}
	notes := "lived"
	if len(r.notes) > 0 {
		notes = strings.Join(r.notes, "; ")
	}
	if r.panics > 0 {
		notes += fmt.Sprintf("; %d PANICS", r.panics)
	}
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s | %s |\n", r.name, r.asked, r.offline, r.unacked, r.unanswered, r.failures, r.forgotten, r.doubled, r.kept, lost, healed, notes)
}

// spoken lists what members read, the most frequent first.
func (r *row) spoken() string {
	var b strings.Builder
	said := slices.SortedFunc(maps.Keys(r.said), func(x, y string) int { return r.said[y] - r.said[x] })
	for _, words := range said {
		fmt.Fprintf(&b, "- %s, %d times: %s\n", r.name, r.said[words], words)
	}
	for kind, n := range r.unansweredKinds {
		fmt.Fprintf(&b, "- %s, NEVER ANSWERED: %d of %s\n", r.name, n, kind)
	}
	return b.String()
}

// bad reports whether a promise was broken.
func (r *row) bad() bool {
	return r.unanswered > 0 || r.doubled > 0 || r.lost > 0 && !r.forgets || r.panics > 0 || !r.asIf
}
