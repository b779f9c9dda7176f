package quote

import (
	"slices"

	"onrecord/summarize/news"
)

// Speech that another language reports without marks, behind "that".

// withoutMarks adds the clauses behind "that" which a verb next to its subject reports: Ida Moreno dijo que …
func (f *foreign) withoutMarks(out []news.Quote) []news.Quote {
	for v := range int32(len(f.toks)) {
		if !f.reports(v) {
			continue
		}
		n, dropped, latter := f.subjectOf(v)
		if n < 0 || dropped || latter {
			continue
		}
		from := f.thatBehind(v, n)
		if from < 0 {
			continue
		}
		to := f.clauseEnd(from)
		if to-from < 3 || int(to) < len(f.toks) && f.toks[to].kind == mark || f.holdsRegion(extent{from, to, true}) {
			continue
		}
		ri, _ := slices.BinarySearchFunc(f.regions, from, func(r region, at int32) int { return int(r.from - at) })
		c := f.credit(min(int32(ri), int32(len(f.regions))), frame{source: source{mention: n, cue: f.cueOf(v, v+1, n), why: clause}})
		if c.entity < 0 {
			continue
		}
		q := news.Quote{Span: f.span(from, to), Kind: news.Indirect}
		f.name(&q, c)
		out = append(out, q)
	}
	return out
}

// thatBehind returns the token of "that" which follows the verb at token v at once, past a subject, a day or a comma;
// -1 if none does.
func (f *foreign) thatBehind(v, subject int32) int32 {
	k := v + 1
	if m := f.mentions[subject]; m.titled >= k && m.titled <= k+3 {
		k = m.to
	}
	for n := 0; n < 5 && f.adjacent(v, k); k, n = k+1, n+1 {
		t := f.toks[k]
		switch {
		case t.is(that):
			return k
		case t.is(day | adverb | clitic), t.kind == punct && t.hash == ',', t.is(preposition|determiner) && f.adjacent(v, k+1) && f.toks[k+1].is(day):
		default:
			return -1
		}
	}
	return -1
}

// clauseEnd returns the token after the clause that begins at token i: the end of the sentence, or a semicolon or dash.
func (f *foreign) clauseEnd(i int32) int32 {
	j := i
	for f.adjacent(i, j) {
		t := f.toks[j]
		if t.kind == punct && (t.hash == ';' || t.hash == '—' || t.hash == '–' || t.hash == '.' && f.endsSentence(j)) || t.kind == mark {
			break
		}
		if t.kind == punct && t.hash == ',' && f.adjacent(i, j+1) && f.toks[j+1].is(subordinator) && f.toks[j+1].kind == word && f.othersIn(j+1, min(j+12, int32(len(f.toks)))) {
			break
		}
		j++
	}
	return j
}
