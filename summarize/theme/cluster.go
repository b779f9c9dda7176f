package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// What it takes to be one issue. The numbers were set on the first labelled set of the tests; the second was not looked
// at for them.
const (
	enough     = 0.50 // likeness of two matters, and of two groups on average
	nameWeight = 1.8  // of a place's or a person's name among the words of a sentence
	crowded    = 60   // a word that more articles hold than this brings nobody together
	mostRivals = 80   // pairs looked at for one matter

	labelWeight = 0.24 // of equal names
	crossWeight = 0.14 // of each name in the other's sentences
	saidWeight  = 1.70 // of equal sentences
	heardWeight = 0.12 // of somebody who speaks on both
)

// entry is a matter as it is compared.
type entry struct {
	index   int // into the matters
	article string
	label   []string
	about   map[string]float64 // weight by stem, of length 1
	actors  map[string]bool    // last names
	outlet  string
}

// read prepares matters for comparison, in an order that does not depend on how they came.
func read(matters []news.Matter) []entry {
	order := make([]int, len(matters))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(latest(matters[i], matters[j]), cmp.Compare(i, j)) })
	df := map[string]map[string]bool{} // articles by stem
	sets := make([]map[string]bool, len(order))
	out := make([]entry, len(order))
	for n, i := range order {
		m := matters[i]
		sets[n] = stemSet(about(m) + "\n" + m.Label)
		for s := range sets[n] {
			if df[s] == nil {
				df[s] = map[string]bool{}
			}
			df[s][m.Article] = true
		}
		out[n] = entry{index: i, article: m.Article, label: stems(m.Label), outlet: m.Outlet, actors: map[string]bool{}}
		for _, s := range m.Stands {
			if words := bare(s.Actor); len(words) > 0 {
				out[n].actors[words[len(words)-1]] = true
			}
		}
	}
	articles := map[string]bool{}
	for _, m := range matters {
		articles[m.Article] = true
	}
	for n := range out {
		out[n].about = weigh(sets[n], df, float64(len(articles)), proper(about(matters[out[n].index])))
	}
	return out
}

// weigh weighs stems by their rarity, names of places and people more, and makes the whole of length 1.
func weigh(set map[string]bool, df map[string]map[string]bool, articles float64, proper map[string]bool) map[string]float64 {
	out := map[string]float64{}
	for s := range set {
		out[s] = math.Log(1 + articles/float64(len(df[s])))
		if proper[s] {
			out[s] *= nameWeight
		}
	}
	sum := 0.0
	for _, s := range slices.Sorted(keys(out)) { // in one order, for sums of floats depend on theirs
		sum += out[s] * out[s]
	}
	for s := range out {
		out[s] /= math.Sqrt(sum)
	}
	return out
}

// likeness tells how sure it is that two matters are one issue, 0 to 1. Two issues of one article are two, unless they
// have the same name.
func likeness(a, b *entry) float64 {
	shared := overlap(a.label, b.label)
	if a.article == b.article {
		if shared == 1 {
			return 1
		}
		return 0
	}
	said := cosine(a, b)
	cross := 0.0 // the name of one in the sentences of the other
	if named(b.about, a.label) {
		cross += 0.5
	}
	if named(a.about, b.label) {
		cross += 0.5
	}
	heard := 0.0
	for name := range a.actors {
		if b.actors[name] {
			heard = 1
		}
	}
	return min(1, labelWeight*shared+crossWeight*cross+saidWeight*said+heardWeight*heard)
}

// named reports whether sentences hold every word of a name.
func named(about map[string]float64, label []string) bool {
	for _, s := range label {
		if about[s] == 0 {
			return false
		}
	}
	return len(label) > 0
}

// overlap is how many words two names share, of all that they have.
func overlap(a, b []string) float64 {
	shared := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return float64(shared) / float64(len(a)+len(b)-shared)
}

// cosine is how much two matters' sentences share besides the words of a name that both have.
func cosine(a, b *entry) float64 {
	few, many := a.about, b.about
	if len(few) > len(many) {
		few, many = many, few
	}
	var terms []float64
	for s, w := range few {
		if v := many[s]; v > 0 && !(slices.Contains(a.label, s) && slices.Contains(b.label, s)) {
			terms = append(terms, w*v)
		}
	}
	slices.Sort(terms) // in one order, for sums of floats depend on theirs
	sum := 0.0
	for _, t := range terms {
		sum += t
	}
	return sum
}

// pair is two entries that may be one issue.
type pair struct {
	a, b int
	like float64
}

// cluster joins entries, the likeliest pairs first, as long as two groups are alike enough on average: so that a chain
// of pairs does not join its two ends.
func cluster(entries []entry) [][]int {
	pairs := rivals(entries)
	like := map[[2]int]float64{}
	for _, p := range pairs {
		like[[2]int{p.a, p.b}] = p.like
	}
	group := make([]int, len(entries))
	members := make([][]int, len(entries))
	for i := range entries {
		group[i], members[i] = i, []int{i}
	}
	for _, p := range pairs {
		a, b := group[p.a], group[p.b]
		if p.like < enough || a == b || average(members[a], members[b], like) < 0.6*enough {
			continue
		}
		if len(members[a]) < len(members[b]) {
			a, b = b, a
		}
		for _, i := range members[b] {
			group[i] = a
		}
		members[a], members[b] = append(members[a], members[b]...), nil
	}
	var out [][]int
	for _, m := range members {
		var indexes []int
		for _, i := range m {
			indexes = append(indexes, entries[i].index)
		}
		if len(indexes) > 0 {
			out = append(out, indexes)
		}
	}
	return out
}

// average is the mean likeness between the members of two groups; of large ones, between the first few.
func average(a, b []int, like map[[2]int]float64) float64 {
	const most = 12
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			sum += like[[2]int{min(i, j), max(i, j)}]
		}
	}
	return sum / float64(len(a)*len(b))
}

// rivals lists the pairs worth a comparison, the likeliest first: those that share a name or a word that few hold.
func rivals(entries []entry) []pair {
	byWord := map[string][]int{}
	for i, e := range entries {
		for s := range e.about {
			byWord[s] = append(byWord[s], i)
		}
		if len(e.label) > 0 {
			byWord["\x00"+strings.Join(e.label, " ")] = append(byWord["\x00"+strings.Join(e.label, " ")], i)
		}
	}
	var out []pair
	for i := range entries {
		shared := map[int]int{}
		meet := func(word string, by int) {
			list := byWord[word]
			if len(list) > crowded && word[0] != 0 {
				return
			}
			at, _ := slices.BinarySearch(list, i+1)
			for _, j := range list[at:min(len(list), at+mostRivals)] {
				shared[j] += by
			}
		}
		for s := range entries[i].about {
			meet(s, 1)
		}
		if len(entries[i].label) > 0 {
			meet("\x00"+strings.Join(entries[i].label, " "), 3)
		}
		near := make([]int, 0, len(shared))
		for j, n := range shared {
			if n > 1 {
				near = append(near, j)
			}
		}
		slices.SortFunc(near, func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
		for _, j := range near[:min(len(near), mostRivals)] {
			if l := likeness(&entries[i], &entries[j]); l > 0.1 {
				out = append(out, pair{i, j, l})
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	return out
}
