package issue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// most is how many issues an article is taken to have at most.
const most = 5

// faintest is the weight, as a share of the first issue's, below which a phrase is no issue of its own.
const faintest = .35

// Find returns the issues of a, weightiest first. A phrase names an issue when it comes back in several sentences, and
// the more so when it stands in the title or the lead, in what people are quoted with, and next to words that take a
// side.
func Find(a *news.Article, quotes []news.Quote) []news.Issue {
	ts := terms(a)
	cands := weigh(a, ts, candidates(a, ts, quotes), quotes)
	slices.SortStableFunc(cands, func(x, y *candidate) int { return cmp.Compare(y.score, x.score) })
	var kept []*candidate
	for _, c := range cands {
		if len(kept) == most || len(kept) > 0 && c.score < faintest*kept[0].score {
			break
		}
		if !slices.ContainsFunc(kept, func(k *candidate) bool { return same(k, c) }) {
			kept = append(kept, c)
		}
	}
	out := make([]news.Issue, 0, len(kept))
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

// same reports whether two phrases name one matter: they are a kind of the same thing, or one holds the words of the
// other.
func same(k, c *candidate) bool {
	return k.head == c.head || holds(k, c) || holds(c, k) || slices.Contains(k.stems, c.head) && len(c.stems) == 1
}

func holds(k, c *candidate) bool {
	return !slices.ContainsFunc(c.stems, func(s string) bool { return !slices.Contains(k.stems, s) })
}

// carries reports whether the text under s speaks of the candidate: it has a word of the phrase.
func carries(c *candidate, ts []term, s news.Span) bool {
	return slices.ContainsFunc(within(ts, s), func(t term) bool { return slices.Contains(c.stems, t.stem) })
}

// positions finds who is said to stand where on an issue: those who are quoted on it, and those of whom the article
// says it in its own words ("the union backs the plan"). Each actor has one, and words that show a side win.
func positions(a *news.Article, ts []term, c *candidate, i news.Issue, quotes []news.Quote) []news.Position {
	var out []news.Position
	put := func(p news.Position) {
		at := slices.IndexFunc(out, func(o news.Position) bool { return a.At(o.Actor) == a.At(p.Actor) })
		switch {
		case at < 0:
			out = append(out, p)
		case out[at].Stance == news.Speaks && p.Stance != news.Speaks:
			out[at] = p
		}
	}
	for _, n := range i.Quotes {
		q := quotes[n]
		if !q.Known() || !proper(a.At(q.Speaker.Name)) {
			continue
		}
		span := q.Span
		if !q.Cue.Empty() && q.Cue.End <= span.Start && a.SentenceAt(q.Cue.Start) == q.Sentence {
			span.Start = q.Cue.Start // the cue may take the side: she rejected, he urged
		}
		put(news.Position{
			Actor: q.Speaker.Name, Role: q.Speaker.Role, Stance: stance(around(within(ts, span), c.stems), a.Text),
			Evidence: q.Span, Sentence: q.Sentence, Quote: n,
		})
	}
	for _, n := range c.sentences {
		if p, ok := told(a, ts, n, c.head, quotes); ok {
			put(p)
		}
	}
	return out
}

// proper reports whether a speaker is somebody with a name, not "the witness".
func proper(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	r, _ := utf8.DecodeRuneInString(last)
	return !unicode.IsLower(r)
}

// vicinity is how many words a word that takes a side reaches.
const vicinity = 9

// around returns the terms in the vicinity of the first one with one of the stems.
func around(ts []term, stems []string) []term {
	i := slices.IndexFunc(ts, func(t term) bool { return slices.Contains(stems, t.stem) })
	if i < 0 {
		return nil
	}
	return ts[max(0, i-vicinity):min(len(ts), i+vicinity)]
}

// told reads from sentence n, in the article's own words, who takes a side: a name followed at once by a verb that
// takes one.
func told(a *news.Article, ts []term, n int, head string, quotes []news.Quote) (news.Position, bool) {
	s := a.Sentences[n-1]
	ws := within(ts, s.Span)
	for k, t := range ws {
		side, ok := sides[t.stem]
		if !ok || k == 0 || quotedAt(quotes, t.span.Start) || t.edge {
			continue
		}
		if behind := ws[k:min(k+vicinity, len(ws))]; !slices.ContainsFunc(behind, func(t term) bool { return t.stem == head }) {
			continue
		}
		j := k - 1
		for j > 0 && (strings.HasSuffix(ws[j].stem, "ly") || between[lower(a.At(ws[j].span))]) {
			j--
		}
		end := j
		for j >= 0 && (ws[j].capital && !ws[j].stop || j < end && particles[a.At(ws[j].span)]) && (j == end || !ws[j+1].edge || strings.HasSuffix(a.At(news.Span{Start: ws[j].span.Start, End: ws[j+1].span.Start}), "’ ")) {
			j--
		}
		if j == end {
			continue
		}
		name := news.Span{Start: ws[j+1].span.Start, End: ws[end].span.End}
		p := news.Position{Actor: name, Stance: side, Evidence: s.Span, Sentence: n, Quote: -1}
		for _, q := range quotes {
			if full := a.At(q.Speaker.Name); full != "" && strings.HasSuffix(full, a.At(name)) {
				p.Actor, p.Role = q.Speaker.Name, q.Speaker.Role
				break
			}
		}
		return p, true
	}
	return news.Position{}, false
}

var (
	between   = words("has have had is are was were also now still would will long always often")
	particles = words("of the de van von")
)

func quotedAt(quotes []news.Quote, at int) bool {
	return slices.ContainsFunc(quotes, func(q news.Quote) bool { return q.Start <= at && at < q.End })
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
