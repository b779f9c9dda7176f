package issue

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// most is how many issues an article is taken to have at most.
const most = 5

// longest is the number of words of a label at most.
const longest = 4

// candidate is a phrase that may name an issue.
type candidate struct {
	label     news.Span // where the phrase stands first
	stems     []string
	sentences []int // numbers, in order, each once
	score     float64
}

// Find returns the issues of a, weightiest first. A phrase names an issue when it comes back in several sentences, and
// the more so when it stands in the title, in what people are quoted with, and next to words that take a side.
func Find(a *news.Article, quotes []news.Quote) []news.Issue {
	ts := terms(a)
	cands := candidates(a, ts, quotes)
	weigh(a, ts, cands, quotes)
	slices.SortStableFunc(cands, func(x, y *candidate) int { return cmp.Compare(y.score, x.score) })
	var out []news.Issue
	var kept []*candidate
	for _, c := range cands {
		if len(kept) == most {
			break
		}
		if slices.ContainsFunc(kept, func(k *candidate) bool { return same(k, c) }) {
			continue
		}
		kept = append(kept, c)
	}
	for _, c := range kept {
		i := news.Issue{Label: c.label, Score: c.score / kept[0].score, Sentences: c.sentences}
		for n, q := range quotes {
			if carries(c, ts, q.Span) {
				i.Quotes = append(i.Quotes, n)
			}
		}
		i.Positions = positions(a, ts, c, i, quotes)
		out = append(out, i)
	}
	return out
}

// candidates gathers the phrases of the article that recur, or that its title has too.
func candidates(a *news.Article, ts []term, quotes []news.Quote) []*candidate {
	people := names(a, quotes)
	title := stems(a.Title)
	byKey := map[string]*candidate{}
	var order []*candidate
	for i := range ts {
		for n := 1; n <= longest && i+n <= len(ts); n++ {
			last := ts[i+n-1]
			if last.stop || last.sentence != ts[i].sentence || n > 1 && last.edge || people[last.stem] {
				break
			}
			if n == 1 && (ts[i].capital || len(last.stem) < 5) {
				continue
			}
			key := key(ts[i : i+n])
			c := byKey[key]
			if c == nil {
				c = &candidate{label: news.Span{Start: ts[i].span.Start, End: last.span.End}, stems: strings.Fields(key)}
				byKey[key] = c
				order = append(order, c)
			}
			if k := len(c.sentences); k == 0 || c.sentences[k-1] != last.sentence {
				c.sentences = append(c.sentences, last.sentence)
			}
		}
	}
	return slices.DeleteFunc(order, func(c *candidate) bool {
		inTitle := !slices.ContainsFunc(c.stems, func(s string) bool { return !title[s] })
		if len(c.stems) == 1 {
			return len(c.sentences) < 3 && !(inTitle && len(c.sentences) > 1)
		}
		return len(c.sentences) < 2 && !inTitle
	})
}

// names returns the stems of the words that the speakers' names are made of.
func names(a *news.Article, quotes []news.Quote) map[string]bool {
	m := map[string]bool{}
	for _, q := range quotes {
		name := a.At(q.Speaker.Name)
		if len(name) == 0 || name[0] >= 'a' && name[0] <= 'z' {
			continue
		}
		for w := range strings.FieldsSeq(name) {
			m[stem(lower(w))] = true
		}
	}
	return m
}

func stems(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[stem(lower(strings.Trim(w, ".,:;!?'\"“”‘’()")))] = true
	}
	return m
}

func key(ts []term) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.stem)
	}
	return b.String()
}

func lower(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }

// weigh scores every candidate.
func weigh(a *news.Article, ts []term, cands []*candidate, quotes []news.Quote) {
	title := stems(a.Title)
	sided := map[int]bool{}
	for _, t := range ts {
		if _, ok := sides[t.stem]; ok {
			sided[t.sentence] = true
		}
	}
	quoted := map[int]bool{}
	for _, q := range quotes {
		for n := q.Sentence; n > 0 && n <= len(a.Sentences) && a.Sentences[n-1].Start < q.End; n++ {
			quoted[n] = true
		}
	}
	for _, c := range cands {
		for _, n := range c.sentences {
			c.score++
			if sided[n] {
				c.score += .5
			}
			if quoted[n] {
				c.score += .5
			}
			if n <= 3 {
				c.score += .5
			}
		}
		c.score *= [...]float64{0, .7, 1.5, 1.5, 1.2}[len(c.stems)]
		for _, s := range c.stems {
			if title[s] {
				c.score *= 1.3
			}
		}
	}
}

// same reports whether two phrases name one matter: they share their last word, or one holds the other, or most of
// the sentences of the smaller one carry the other too and they share a word.
func same(k, c *candidate) bool {
	if k.stems[len(k.stems)-1] == c.stems[len(c.stems)-1] {
		return true
	}
	shared := false
	for _, s := range c.stems {
		shared = shared || slices.Contains(k.stems, s)
	}
	if !shared {
		return false
	}
	if len(c.stems) == 1 || len(k.stems) == 1 {
		return true
	}
	n := 0
	for _, s := range c.sentences {
		if slices.Contains(k.sentences, s) {
			n++
		}
	}
	return 2*n >= len(c.sentences)
}

// carries reports whether the text under s holds the last word of the candidate and, of a longer one, nothing less
// than half of its words.
func carries(c *candidate, ts []term, s news.Span) bool {
	i, _ := slices.BinarySearchFunc(ts, s.Start, func(t term, at int) int { return cmp.Compare(t.span.Start, at) })
	found := 0
	for _, want := range c.stems {
		for k := i; k < len(ts) && ts[k].span.Start < s.End; k++ {
			if ts[k].stem == want {
				found++
				break
			}
		}
	}
	return found > 0 && 2*found >= len(c.stems)
}

// positions finds who is said to stand where on an issue: those who are quoted on it, once each, with the words that
// show a side before those that show none.
func positions(a *news.Article, ts []term, c *candidate, i news.Issue, quotes []news.Quote) []news.Position {
	var out []news.Position
	for _, n := range i.Quotes {
		q := quotes[n]
		if !q.Known() {
			continue
		}
		span := q.Span
		if !q.Cue.Empty() && q.Cue.End <= span.Start && a.SentenceAt(q.Cue.Start) == q.Sentence {
			span.Start = q.Cue.Start // the cue may take the side: she rejected, he urged
		}
		p := news.Position{
			Actor: q.Speaker.Name, Role: q.Speaker.Role, Stance: stance(within(ts, span), a.Text),
			Evidence: q.Span, Sentence: q.Sentence, Quote: n,
		}
		at := slices.IndexFunc(out, func(o news.Position) bool { return a.At(o.Actor) == a.At(p.Actor) })
		switch {
		case at < 0:
			out = append(out, p)
		case out[at].Stance == news.Speaks && p.Stance != news.Speaks:
			out[at] = p
		}
	}
	return out
}

// within returns the terms under s.
func within(ts []term, s news.Span) []term {
	i, _ := slices.BinarySearchFunc(ts, s.Start, func(t term, at int) int { return cmp.Compare(t.span.Start, at) })
	j := i
	for j < len(ts) && ts[j].span.Start < s.End {
		j++
	}
	return ts[i:j]
}
