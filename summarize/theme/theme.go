package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// halfLife is the time after which an article counts half in how weighty an issue is.
const halfLife = 7 * 24 * time.Hour

// Merge joins matters into themes, the weightiest at the time now first. A theme weighs what its outlets and its actors
// weigh, each by the latest article that brings it, which counts half after a week; the second article of an outlet adds
// little.
func Merge(matters []news.Matter, now time.Time) []news.Theme {
	var out []news.Theme
	for _, group := range cluster(read(matters)) {
		out = append(out, themeOf(matters, group, now))
	}
	slices.SortStableFunc(out, func(a, b news.Theme) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), b.To.Compare(a.To), cmp.Compare(a.Label, b.Label), cmp.Compare(matters[a.Matters[0]].Article, matters[b.Matters[0]].Article))
	})
	return out
}

// themeOf describes a group of matters.
func themeOf(matters []news.Matter, group []int, now time.Time) news.Theme {
	slices.SortFunc(group, func(i, j int) int { return latest(matters[i], matters[j]) })
	t := news.Theme{Matters: group, From: matters[group[len(group)-1]].Said, To: matters[group[0]].Said}
	outlets := map[string]float64{}
	for _, i := range group {
		m := matters[i]
		// The first article of an outlet in this order is its latest; each further one adds a tenth of what it weighs.
		if w, known := outlets[m.Outlet]; known {
			outlets[m.Outlet] = w + 0.1*freshness(m, now)
		} else {
			outlets[m.Outlet] = freshness(m, now) * (0.5 + 0.5*m.Score)
		}
	}
	t.Outlets = len(outlets)
	t.Names, t.Label = names(matters, group)
	t.Actors = actors(matters, group)
	for _, outlet := range slices.Sorted(keys(outlets)) {
		t.Score += outlets[outlet]
	}
	for _, a := range t.Actors {
		t.Score += 0.3 * freshness(matters[a.Stands[0].Matter], now)
	}
	return t
}

// latest orders matters the latest first, and in full, so that no order depends on how they came in.
func latest(a, b news.Matter) int {
	return cmp.Or(b.Said.Compare(a.Said), b.Kept.Compare(a.Kept), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Sentence, b.Sentence))
}

// freshness is 1 for what was said now and half of that for every week before.
func freshness(m news.Matter, now time.Time) float64 {
	age := max(0, now.Sub(m.Said))
	return math.Exp2(-float64(age) / float64(halfLife))
}

// longestLabel is the number of words from which a name is too long to be the label where there is another.
const longestLabel = 5

// names returns all names of a group, the most frequent first, and the clearest of them: not overlong, carried by most
// outlets, found in most of the group's sentences; of equals the more telling one.
func names(matters []news.Matter, group []int) (all []string, label string) {
	type use struct {
		name    string
		uses    int
		outlets map[string]bool
		held    int
	}
	var uses []*use
	for _, i := range group {
		name := strings.Join(strings.Fields(matters[i].Label), " ")
		n := slices.IndexFunc(uses, func(u *use) bool { return strings.EqualFold(u.name, name) })
		if n < 0 {
			n = len(uses)
			uses = append(uses, &use{name: name, outlets: map[string]bool{}})
		}
		uses[n].uses++
		uses[n].outlets[matters[i].Outlet] = true
	}
	for _, u := range uses {
		want := stems(u.name)
		for _, i := range group {
			if holds(stemSet(about(matters[i])), want) {
				u.held++
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b *use) int { return cmp.Or(cmp.Compare(b.uses, a.uses), cmp.Compare(a.name, b.name)) })
	for _, u := range uses {
		all = append(all, u.name)
	}
	best := slices.MinFunc(uses, func(a, b *use) int {
		return cmp.Or(
			cmp.Compare(overlong(a.name), overlong(b.name)), cmp.Compare(len(b.outlets), len(a.outlets)), cmp.Compare(b.held, a.held),
			cmp.Compare(b.uses, a.uses), cmp.Compare(len(b.name), len(a.name)), cmp.Compare(a.name, b.name),
		)
	})
	return all, best.name
}

func overlong(name string) int { return max(0, len(strings.Fields(name))-longestLabel) }

// about is all text that carries a matter.
func about(m news.Matter) string {
	if len(m.About) == 0 {
		return m.Sentence
	}
	return strings.Join(m.About, "\n")
}
