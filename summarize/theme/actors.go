package theme

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// actors makes the rows of a theme: who wants what. Names that differ only in what they leave out are one person where
// only one fits. Those who take a side come before those who are merely heard, then those with most to show.
func actors(matters []news.Matter, group []int) []news.Actor {
	type mention struct {
		name, role string
		stand      news.Stand
	}
	var all []mention
	byName := map[string][]mention{}
	for _, i := range group {
		for n, s := range matters[i].Stands {
			name := strings.Join(strings.Fields(s.Actor), " ")
			if name == "" {
				continue
			}
			m := mention{name, strings.Join(strings.Fields(s.Role), " "), news.Stand{Stance: s.Stance, Matter: i, Standing: n}}
			all = append(all, m)
			byName[name] = append(byName[name], m)
		}
	}
	full := fullNames(slices.Collect(maps.Keys(byName)))
	rows := map[string]*news.Actor{}
	var order []string
	for _, m := range all { // group is ordered the latest first, and so are the stands of each row
		name := full[m.name]
		row := rows[name]
		if row == nil {
			row = &news.Actor{Name: name}
			rows[name] = row
			order = append(order, name)
		}
		if row.Role == "" {
			row.Role = m.role
		}
		row.Stands = append(row.Stands, m.stand)
	}
	out := make([]news.Actor, 0, len(order))
	for _, name := range order {
		out = append(out, *rows[name])
	}
	slices.SortStableFunc(out, func(a, b news.Actor) int {
		return cmp.Or(cmp.Compare(side(a), side(b)), cmp.Compare(len(b.Stands), len(a.Stands)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// side is 0 for somebody who takes a side in anything that they are shown with, else 1.
func side(a news.Actor) int {
	if slices.ContainsFunc(a.Stands, func(s news.Stand) bool { return s.Stance != news.Speaks }) {
		return 0
	}
	return 1
}

// fullNames tells for each name which fuller one it stands for: the only other that ends in the same word and holds all
// of its words in their order. Others stand for themselves.
func fullNames(all []string) map[string]string {
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(strings.Fields(b)), len(strings.Fields(a))), cmp.Compare(a, b))
	})
	byLast := map[string][]string{}
	out := map[string]string{}
	for _, name := range all {
		words := bare(name)
		if len(words) == 0 {
			out[name] = name
			continue
		}
		last := words[len(words)-1]
		var fits []string
		for _, other := range byLast[last] {
			if within(words, bare(other)) {
				fits = append(fits, other)
			}
		}
		if len(fits) == 1 {
			out[name] = fits[0]
			continue
		}
		out[name] = name
		byLast[last] = append(byLast[last], name)
	}
	return out
}

// titles stand before a name and are no part of it.
var titles = set("mr mrs ms miss dr prof professor sir dame lord lady president prime minister chancellor premier secretary senator sen rep " +
	"representative governor gov mayor councillor councilor judge justice king queen prince princess general chief director chair the")

// bare returns the words of a name in lower case, without what stands before it.
func bare(name string) []string {
	words := folded(name)
	for len(words) > 1 && titles[words[0]] {
		words = words[1:]
	}
	return words
}

// within reports whether all words of a name are among those of another, in their order.
func within(words, of []string) bool {
	for _, w := range words {
		i := slices.Index(of, w)
		if i < 0 {
			return false
		}
		of = of[i+1:]
	}
	return true
}

func keys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }
