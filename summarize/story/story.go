package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"onrecord/summarize/news"
)

// Window is how far apart two articles of one story were published at most.
const Window = 72 * time.Hour

// Article is what is read of an article.
type Article struct {
	Title  string
	Lead   string // its opening sentences
	Text   string // as much of it as there is; for telling copies
	Outlet string
	At     time.Time
}

// Weights and bounds of likeness, set on the labelled articles in testdata and not on anybody's news.
const (
	sameEvent = 0.15 // from which likeness on two articles tell of one event
	titlePart = 2.0  // how much more a word of the title counts than one of the lead
	namePart  = 1.6  // how much more a name counts than another word
	copied    = 0.6  // share of runs of words in common, from which on one is a copy of the other
	runLength = 5    // words of a run
)

// Join joins articles into stories, those that most outlets carry first.
func Join(all []Article) []news.Story {
	v := vectors(all)
	// Average linkage: a story takes a story in when its articles are alike on the whole, so that one article that is
	// like both does not join two events.
	groups := make([][]int, len(all))
	for i := range all {
		groups[i] = []int{i}
	}
	like := likeness(all, v)
	for {
		best, a, b := sameEvent, -1, -1
		for i := range groups {
			for j := i + 1; j < len(groups); j++ {
				if s := between(groups[i], groups[j], like); s > best {
					best, a, b = s, i, j
				}
			}
		}
		if a < 0 {
			break
		}
		groups[a] = append(groups[a], groups[b]...)
		groups = slices.Delete(groups, b, b+1)
	}
	out := make([]news.Story, 0, len(groups))
	for _, g := range groups {
		out = append(out, tell(all, g))
	}
	slices.SortStableFunc(out, func(a, b news.Story) int {
		return cmp.Or(cmp.Compare(b.Outlets, a.Outlets), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Articles[0], b.Articles[0]))
	})
	return out
}

func between(a, b []int, like map[[2]int]float64) float64 {
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			sum += like[[2]int{min(i, j), max(i, j)}]
		}
	}
	return sum / float64(len(a)*len(b))
}

// likeness compares the pairs that share a word rare enough to tell something.
func likeness(all []Article, v []map[string]float64) map[[2]int]float64 {
	by := map[string][]int{}
	for i, words := range v {
		for w := range words {
			by[w] = append(by[w], i)
		}
	}
	out := map[[2]int]float64{}
	for _, in := range by {
		if len(in) > max(12, len(all)/3) {
			continue
		}
		for x, i := range in {
			for _, j := range in[x+1:] {
				key := [2]int{min(i, j), max(i, j)}
				if _, known := out[key]; known || !near(all[i], all[j]) {
					continue
				}
				out[key] = cosine(v[i], v[j])
			}
		}
	}
	return out
}

func near(a, b Article) bool {
	if a.At.IsZero() || b.At.IsZero() {
		return true
	}
	return a.At.Sub(b.At).Abs() <= Window
}

// vectors weighs the words of each article: rare ones, names and those of the title count more.
func vectors(all []Article) []map[string]float64 {
	df := map[string]int{}
	counts := make([]map[string]float64, len(all))
	for i, a := range all {
		c := map[string]float64{}
		add := func(text string, weight float64) {
			for _, w := range terms(text) {
				k := weight
				if w.name {
					k *= namePart
				}
				c[w.stem] = max(c[w.stem], k)
			}
		}
		add(a.Title, titlePart)
		add(a.Lead, 1)
		for w := range c {
			df[w]++
		}
		counts[i] = c
	}
	n := float64(len(all)) + 20 // so that a handful of articles does not make every word a common one
	for _, c := range counts {
		sum := 0.0
		for w, k := range c {
			k *= math.Log(n / (float64(df[w]) + 0.5))
			c[w] = k
			sum += k * k
		}
		for w := range c {
			c[w] /= math.Sqrt(sum)
		}
	}
	return counts
}

func cosine(a, b map[string]float64) (sum float64) {
	if len(b) < len(a) {
		a, b = b, a
	}
	for w, k := range a {
		sum += k * b[w]
	}
	return sum
}

type term struct {
	stem string
	name bool
}

// terms are the words of a text that tell something.
func terms(text string) (out []term) {
	start := true
	for _, raw := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '–' || r == '—' || r == '/' }) {
		w := strings.TrimFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		w, _, _ = strings.Cut(w, "’")
		w, _, _ = strings.Cut(w, "'")
		first := []rune(w)
		low := strings.ToLower(w)
		if len(first) > 1 && !common[low] {
			out = append(out, term{stem(low), unicode.IsUpper(first[0]) && !start || unicode.IsDigit(first[0])})
		}
		start = strings.ContainsAny(raw, ".!?:“\"")
	}
	return out
}

// stem takes the commonest endings off, so that "votes" and "voted" meet.
func stem(w string) string {
	for _, end := range []string{"ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "en", "s", "e", "y"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// tell orders the articles of a story and finds the copies among them.
func tell(all []Article, group []int) news.Story {
	slices.SortFunc(group, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(all[b].Text), len(all[a].Text)), all[a].At.Compare(all[b].At), cmp.Compare(a, b))
	})
	s := news.Story{Articles: group}
	outlets := map[string]bool{}
	runs := make([]map[string]bool, len(group))
	for x, i := range group {
		outlets[all[i].Outlet] = true
		runs[x] = runsOf(all[i].Text)
		for y := range x {
			if !slices.Contains(s.Copies, group[y]) && overlap(runs[x], runs[y]) >= copied {
				s.Copies = append(s.Copies, i)
				break
			}
		}
	}
	s.Outlets = len(outlets)
	s.Score = float64(s.Outlets) + 0.2*float64(len(group)-len(s.Copies))
	return s
}

// runsOf are all runs of a few words of a text.
func runsOf(text string) map[string]bool {
	words := strings.Fields(strings.ToLower(text))
	out := map[string]bool{}
	for i := 0; i+runLength <= len(words); i++ {
		out[strings.Join(words[i:i+runLength], " ")] = true
	}
	return out
}

// overlap is the share of the smaller set that is in the larger one.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for r := range a {
		if b[r] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}
