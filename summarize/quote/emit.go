package quote

import (
	"math"
	"slices"

	"onrecord/summarize/news"
)

// quotes makes the result of what attribution has found.
func (d *doc) quotes() []news.Quote {
	out := d.indirect(d.inMarks())
	slices.SortStableFunc(out, func(a, b news.Quote) int { return a.Start - b.Start })
	for i := 1; i < len(out); i++ {
		p, q := out[i-1], &out[i]
		q.Continues = q.Kind == news.Direct && p.Kind == news.Direct && q.Sentence == p.Sentence && q.Speaker.Name == p.Speaker.Name
	}
	return out
}

// inMarks makes the quotations that stand in marks, with the clauses that they are part of.
func (d *doc) inMarks() []news.Quote {
	out := make([]news.Quote, 0, len(d.regions)+len(d.cues))
	taken := make([]bool, len(d.regions)) // told already, as part of a clause
	for i, r := range d.regions {
		if taken[i] || !d.isQuotation(int32(i)) {
			continue
		}
		s := d.sources[i]
		q := news.Quote{Span: trimmed(d.text, r.inner)}
		if s.why == label && r.turn == 0 { // the name and its colon are not what was said
			q.Span = trimmed(d.text, news.Span{Start: int(d.toks[d.mentions[s.mention].to].end), End: r.inner.End})
		}
		if e := d.clauseOf(int32(i)); e.to > e.from {
			q.Kind = news.Mixed
			q.Span = d.clauseSpan(e)
			for k := i + 1; k < len(d.regions) && d.regions[k].inner.Start < q.End; k++ {
				taken[k] = true
			}
		}
		if q.Empty() {
			continue
		}
		d.fill(&q, s)
		if r.turn > 0 {
			q.Mention = d.turns[r.turn-1].label
		}
		out = append(out, q)
	}
	return out
}

// clauseSpan returns the text of an extent, with marks that it begins or ends within.
func (d *doc) clauseSpan(e extent) news.Span {
	s := d.span(e.from, e.to)
	if int(e.to) < len(d.toks) && d.toks[e.to].kind == mark && int(d.toks[e.to].start) == s.End {
		s.End = int(d.toks[e.to].end)
	}
	return s
}

// indirect adds the clauses that are reported without quotation marks.
func (d *doc) indirect(out []news.Quote) []news.Quote {
	covered := int32(0) // tokens before this one are content of a cue before
	for i, c := range d.cues {
		if c.subject < 0 || c.at < covered {
			continue
		}
		e, weight, ok := d.report(c)
		if !ok || d.holdsRegion(e) {
			continue
		}
		q := news.Quote{Span: d.span(e.from, e.to), Kind: news.Indirect}
		if d.overlaps(out, q.Span) {
			continue
		}
		d.fill(&q, source{mention: c.subject, cue: int32(i), why: clause})
		q.Confidence *= certainty(weight)
		out = append(out, q)
		covered = max(covered, e.to)
	}
	return out
}

// certainty turns the weight of a reading into a probability.
func certainty(weight float64) float64 { return 1 / (1 + math.Exp(-weight)) }

func (d *doc) overlaps(out []news.Quote, s news.Span) bool {
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].Overlaps(s) {
			return true
		}
	}
	return false
}

func (d *doc) holdsRegion(e extent) bool {
	for k := e.from; k < e.to; k++ {
		if d.toks[k].region >= 0 {
			return true
		}
	}
	return false
}

// hasVerb reports whether an extent holds a finite verb, as a clause does and "a news conference" does not.
func (d *doc) hasVerb(e extent) bool {
	for k := e.from; k < e.to; k++ {
		if t := d.toks[k]; t.is(auxiliary|contraction) || t.is(verb|say|naming) && t.is(past|present) && !t.is(role|body|document|day) && t.shape == lower {
			return true
		}
	}
	return false
}

// fill sets who said q and why it is thought so.
func (d *doc) fill(q *news.Quote, s source) {
	q.Sentence = d.a.SentenceAt(q.Start)
	if s.cue >= 0 {
		c := d.cues[s.cue]
		q.Cue = d.span(c.at, c.end)
	}
	if s.mention < 0 {
		return
	}
	m := d.mentions[s.mention]
	q.Mention = d.span(m.from, m.to)
	n := d.antecedent(s.mention)
	q.Speaker = d.speaker(n)
	if e, joined := d.together(s.mention, s.cue); joined || m.kind == nominal && n == s.mention && m.entity < 0 {
		q.Mention = d.span(e.from, e.to)
		if joined || q.Speaker.Name == d.span(m.from, m.to) {
			q.Speaker = news.Speaker{Name: q.Mention}
		}
	}
	if !q.Speaker.Name.Empty() {
		q.Confidence = d.confidence(s, n)
	}
}

// speaker names who stands behind mention n, which is no pronoun that could be resolved.
func (d *doc) speaker(n int32) news.Speaker {
	m := d.mentions[n]
	if m.kind == pronominal {
		return news.Speaker{}
	}
	e := m.entity
	if e < 0 {
		e = d.stands(n)
	}
	if e >= 0 {
		f := d.mentions[d.entities[e].full]
		to := f.to
		for to > f.from+2 && d.toks[to-1].is(suffix) && d.toks[to-1].shape == capitals && to-1 == f.head {
			to-- // KC, MP
		}
		from := f.from
		if f.from > f.titled && to-from == 1 {
			from = f.titled // Lord Penhallow, Mrs Justice Kell
		}
		name, role := d.span(from, to), d.role(e)
		if name.Contains(role) {
			role = news.Span{}
		}
		return news.Speaker{Name: name, Role: role}
	}
	return news.Speaker{Name: d.span(m.from, m.to)}
}

// isQuotation tells somebody's words from a title, a nickname or a word held at arm's length.
func (d *doc) isQuotation(ri int32) bool {
	r := d.regions[ri]
	n := 0
	for k := r.from; k < r.to; k++ {
		if d.toks[k].kind == word {
			n++
		}
	}
	if n == 0 || r.turn > 0 {
		return n > 0 && !d.bracketed(d.turns[r.turn-1])
	}
	if n > 1 && n <= 12 && d.titleCase(r) && d.titles(r) {
		return false
	}
	last := d.lastInside(r)
	if closed := last == '.' || last == ',' || last == '?' || last == '!'; !closed && !r.unclosed && n > 1 && n <= 9 && d.titleCase(r) && d.sources[ri].why != tagBefore {
		return false
	}
	pointed := last == '.' || last == ',' || last == '?' || last == '!'
	switch why := d.sources[ri].why; {
	case why == none || why == subject || why == intro || why == previous:
		return n >= 5
	case n < 5 && !pointed && why != tagAfter && why != tagBefore && why != label && why != signed:
		e := d.clauseOf(ri)
		return e.to > e.from // a word held at arm's length, unless it is a part of what is reported
	}
	return true
}

// titles reports whether what stands before r calls it a work: in his book, "…"; an episode of "…".
func (d *doc) titles(r region) bool {
	i := r.from - 1
	for i >= 0 && (d.toks[i].kind == mark || d.toks[i].kind == punct && d.toks[i].hash == ',') {
		i--
	}
	return i >= 0 && d.toks[i].sent == r.sent && (works[d.toks[i].hash] || d.toks[i].hash == hashOfWord || d.toks[i].is(ingForm) && !d.toks[i].is(say))
}

// works are nouns for what has a title.
var works = hashes("book books film films song songs anthem episode album show play novel series movie opera poem track podcast program programme " +
	"documentary memoir essay column hymn ballad painting entitled titled called headlined magazine album single sketch musical")

// titleCase reports whether all longer words between the marks begin with a capital, as in the title of a work.
func (d *doc) titleCase(r region) bool {
	for k := r.from; k < r.to; k++ {
		if t := d.toks[k]; t.kind == word && t.shape == lower && t.end-t.start > 3 {
			return false
		}
	}
	return d.toks[r.from].shape != lower
}

// trimmed drops white space at both ends and a comma at the end, which belongs to the tag.
func trimmed(text string, s news.Span) news.Span {
	for s.Start < s.End && (text[s.Start] == ' ' || text[s.Start] == '\n' || text[s.Start] == '\t') {
		s.Start++
	}
	for s.End > s.Start && (text[s.End-1] == ' ' || text[s.End-1] == '\n' || text[s.End-1] == '\t' || text[s.End-1] == ',') {
		s.End--
	}
	return s
}
