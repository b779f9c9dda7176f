package issue

import (
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// longest is the number of content words of a label at most.
const longest = 3

// candidate is a phrase that may name an issue.
type candidate struct {
	label     news.Span // where the phrase stands first
	stems     []string  // of its content words, in order
	head      string    // stem of the word that the phrase is a kind of: survey, in survey of the seabed
	sentences []int     // numbers of the sentences with the phrase, in order, each once
	score     float64
}

// candidates gathers the phrases that the article might be about: runs of content words that end in a noun, alone or
// joined by "of", and that come back.
func candidates(a *news.Article, ts []term, quotes []news.Quote) []*candidate {
	people, nouns := names(a, quotes), nounsOf(ts)
	byKey := map[string]*candidate{}
	var order []*candidate
	add := func(stems []string, head string, label news.Span, sentence int) {
		key := strings.Join(stems, " ")
		c := byKey[key]
		if c == nil {
			c = &candidate{label: label, stems: slices.Clone(stems), head: head}
			byKey[key] = c
			order = append(order, c)
		}
		if k := len(c.sentences); k == 0 || c.sentences[k-1] != sentence {
			c.sentences = append(c.sentences, sentence)
		}
	}
	var stems []string
	for i := range ts {
		if k := a.Blocks[a.Sentences[ts[i].sentence-1].Block].Kind; k == news.Heading {
			continue
		}
		if strings.HasSuffix(ts[i].stem, "ed") && (i == 0 || !ts[i-1].opener) {
			continue // a verb: released methane
		}
		stems = stems[:0]
		for n := 0; n < longest && i+n < len(ts); n++ {
			last := ts[i+n]
			if last.stop || last.sentence != ts[i].sentence || n > 0 && last.edge || people[last.stem] {
				break
			}
			stems = append(stems, last.stem)
			if !nouns[last.stem] || last.capital && !last.first {
				continue
			}
			label := news.Span{Start: ts[i].span.Start, End: last.span.End}
			add(stems, last.stem, label, last.sentence)
			if end, tail := ofPhrase(a, ts, i+n, nouns, people); tail != nil {
				add(append(slices.Clone(stems), tail...), last.stem, news.Span{Start: label.Start, End: end}, last.sentence)
			}
		}
	}
	return order
}

// ofPhrase reads "of the seabed" behind term i: where it ends, and the stems of its content words.
func ofPhrase(a *news.Article, ts []term, i int, nouns, people map[string]bool) (end int, tail []string) {
	j := i + 1
	if j >= len(ts) || ts[j].sentence != ts[i].sentence || ts[j].edge || a.At(ts[j].span) != "of" {
		return 0, nil
	}
	for j++; j < len(ts) && ts[j].sentence == ts[i].sentence && !ts[j].edge && len(tail) < 2; j++ {
		t := ts[j]
		if people[t.stem] || t.capital {
			return 0, nil
		}
		if t.stop {
			if len(tail) > 0 || !articles[lower(a.At(t.span))] {
				break
			}
			continue
		}
		tail = append(tail, t.stem)
		end = t.span.End
		if nouns[t.stem] {
			return end, tail
		}
	}
	return 0, nil
}

var articles = words("the a an its their his her our this these town city country")

// nounsOf returns the stems that are used as nouns: they stand behind an article, a possessive or a preposition, with
// at most two words in between, and a stop word or a comma behind them.
func nounsOf(ts []term) map[string]bool {
	m := map[string]bool{}
	for i, t := range ts {
		if t.stop || strings.HasSuffix(t.stem, "ed") || len(t.stem) < 3 {
			continue
		}
		ends := i+1 == len(ts) || ts[i+1].stop || ts[i+1].edge || ts[i+1].sentence != t.sentence
		if !ends {
			continue
		}
		for k := i - 1; k >= 0 && k >= i-3 && ts[k].sentence == t.sentence && !ts[k+1].edge; k-- {
			if ts[k].opener {
				m[t.stem] = true
				break
			}
			if ts[k].stop {
				break
			}
		}
	}
	return m
}

// names returns the stems of the words that the speakers' names are made of.
func names(a *news.Article, quotes []news.Quote) map[string]bool {
	m := map[string]bool{}
	for _, q := range quotes {
		name := a.At(q.Speaker.Name)
		if name == "" || name[0] >= 'a' && name[0] <= 'z' || strings.HasPrefix(name, "The ") {
			continue
		}
		for w := range strings.FieldsSeq(name) {
			if w[0] < 'a' || w[0] > 'z' {
				m[stem(lower(w))] = true
			}
		}
	}
	return m
}

// weigh scores every candidate and leaves out those that are not carried by enough.
func weigh(a *news.Article, ts []term, cands []*candidate, quotes []news.Quote) []*candidate {
	title := stems(a.Title)
	sided, quoted := map[int]bool{}, map[int]bool{}
	for _, t := range ts {
		if _, ok := sides[t.stem]; ok {
			sided[t.sentence] = true
		}
	}
	for _, q := range quotes {
		for n := q.Sentence; n > 0 && n <= len(a.Sentences) && a.Sentences[n-1].Start < q.End; n++ {
			quoted[n] = true
		}
	}
	freq := map[string]map[int]bool{}
	for _, t := range ts {
		if freq[t.stem] == nil {
			freq[t.stem] = map[int]bool{}
		}
		freq[t.stem][t.sentence] = true
	}
	return slices.DeleteFunc(cands, func(c *candidate) bool {
		inTitle := 0
		carried := map[int]bool{}
		for _, s := range c.stems {
			if title[s] {
				inTitle++
			}
		}
		for n := range freq[c.head] { // a later "the survey" is the survey of the seabed
			carried[n] = true
		}
		lead := c.sentences[0] <= 3
		if len(carried) < 2 || len(c.stems) == 1 && len(carried) < 3 && !lead && inTitle == 0 || len(c.stems) > 1 && len(c.sentences) < 2 && !lead && inTitle == 0 {
			return true
		}
		for _, n := range sorted(carried) { // in order: sums of floats depend on it
			c.score++
			if sided[n] {
				c.score += .4
			}
			if quoted[n] {
				c.score += .4
			}
		}
		for _, s := range c.stems {
			c.score += .5 * float64(min(len(freq[s]), 4))
		}
		c.score += float64(len(c.sentences))
		if lead {
			c.score += 3
		}
		c.score *= 1 + .25*float64(inTitle)
		c.score *= [...]float64{0, .8, 1.2, 1.2, 1.1, 1}[min(len(c.stems), 5)]
		c.sentences = sorted(carried)
		return false
	})
}

func sorted(set map[int]bool) []int {
	out := make([]int, 0, len(set))
	for n := range set {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func stems(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[stem(lower(strings.Trim(w, ".,:;!?'\"“”‘’()")))] = true
	}
	return m
}

func lower(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }
