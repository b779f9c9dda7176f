package quote

// reason says why a quotation was given to its speaker; it decides how sure the engine is.
type reason uint8

const (
	none      reason = iota
	tagAfter         // "…," she said
	tagBefore        // She said: "…"
	accordant        // according to her, "…"
	clause           // she said that the plan was "…"
	tail             // the plan was "…" for all, she said
	carried          // the quotation before it in the paragraph was hers
	reopened         // a quotation that goes on from the paragraph before
	colon            // the paragraph before ends with a colon after her name
	intro            // the sentence before is about her
	previous         // the paragraph before quoted her
	following        // the paragraph after says so
	subject          // she is the subject of the sentence, which has no word that reports
	signed           // "…" — Ida Moreno
	label            // "MORENO: …", in a transcript
	reasons
)

// source is where a quotation comes from.
type source struct {
	mention int32 // or -1
	cue     int32 // index into d.cues, or -1
	why     reason
	sure    float64 // the share of the ranker's belief that it has, 0 where it was not asked
}

var nobody = source{mention: -1, cue: -1}

// attribute finds the source of every quotation in marks.
func (d *doc) attribute() {
	d.sources = make([]source, len(d.regions))
	d.nameInterviewee()
	for i := range d.regions {
		d.sources[i] = d.local(int32(i))
	}
	for i := range d.regions {
		if d.sources[i].why == none {
			d.sources[i] = d.fromAround(int32(i))
		}
	}
	for i := len(d.regions) - 1; i >= 0; i-- {
		if d.sources[i].why == none || d.sources[i].why == previous || d.sources[i].why == intro {
			if s := d.fromFollowing(int32(i)); s.why != none {
				d.sources[i] = s
			}
		}
	}
}

// local looks for the source of quotation ri in its own sentence and in a tag right behind it.
func (d *doc) local(ri int32) source {
	r := d.regions[ri]
	if r.turn > 0 {
		return d.fromLabel(r)
	}
	if n := d.labelled(r); n >= 0 {
		return source{mention: n, cue: -1, why: label}
	}
	if s := d.tagBehind(r); s.why != none {
		return s
	}
	pre := d.cueBefore(ri)
	if pre.why == tagBefore || pre.why == accordant {
		return pre
	}
	if s := d.tailTag(r); s.why != none {
		return s
	}
	return pre
}

// labelled returns the name in capitals that a quotation begins with, before a colon, as transcripts have it; -1 if it
// does not.
func (d *doc) labelled(r region) int32 {
	if r.from >= r.to {
		return -1
	}
	n := d.at[r.from]
	if n < 0 {
		return -1
	}
	for k := r.from; k < d.mentions[n].to; k++ {
		if t := d.toks[k]; t.kind == word && t.shape != capitals {
			return -1
		}
	}
	if m := d.mentions[n]; m.titled == r.from && int(m.to) < len(d.toks) && m.to < r.to && d.toks[m.to].hash == ':' && m.kind == named {
		return n
	}
	return -1
}

// behind returns the first token after the marks of r in the same paragraph, or -1.
func (d *doc) behind(r region) int32 {
	i := r.to
	for int(i) < len(d.toks) && d.toks[i].para == r.para && (d.toks[i].kind == mark || d.toks[i].region >= 0 && int(d.toks[i].start) < r.outer.End) {
		i++
	}
	if int(i) >= len(d.toks) || d.toks[i].para != r.para {
		return -1
	}
	return i
}

// lastInside returns the last character of r before its closing mark, or 0.
func (d *doc) lastInside(r region) uint32 {
	if r.to <= r.from {
		return 0
	}
	return d.toks[r.to-1].hash * b2u(d.toks[r.to-1].kind == punct)
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// tagBehind finds a tag that follows the closing mark at once: "…," she said; "…?" asked Ida Moreno.
func (d *doc) tagBehind(r region) source {
	i := d.behind(r)
	if i < 0 || r.unclosed {
		return nobody
	}
	last := d.lastInside(r)
	comma := false
	if d.toks[i].kind == punct && d.toks[i].hash == ',' {
		comma = true
		i++
	}
	if dash := d.toks[min(int(i), len(d.toks)-1)]; dash.kind == punct && (dash.hash == '—' || dash.hash == '–' || dash.hash == '-' || dash.hash == '―') && int(i+1) < len(d.toks) {
		if n := d.at[i+1]; n >= 0 && d.mentions[n].kind == named && d.mentions[n].sort == person && (last == '.' || last == '!' || last == '?') {
			return source{mention: n, cue: -1, why: signed}
		}
	}
	if int(i+1) < len(d.toks) && d.toks[i].hash == '(' && d.toks[i+1].para == r.para {
		if n := d.phraseFrom(i + 1); n >= 0 && d.mentions[n].kind == named && d.mentions[n].sort != place && (last == '.' || last == '!' || last == '?') {
			return source{mention: n, cue: -1, why: signed} // "…" (Ida Moreno, Averly)
		}
	}
	if int(i) >= len(d.toks) || d.toks[i].para != r.para || d.toks[i].region >= 0 {
		return nobody
	}
	if last == '.' && !comma {
		return nobody
	}
	pointed := comma || last == ',' || last == '?' || last == '!' || last == '—' || last == '…'
	for k := i; int(k) < len(d.toks) && k < i+40 && d.toks[k].sent == d.toks[i].sent && d.toks[k].kind != mark; k++ {
		c := d.cueAt[k]
		if c < 0 {
			continue
		}
		q := d.cues[c]
		if q.subject < 0 {
			if k == i {
				continue
			}
			return nobody
		}
		m := d.mentions[q.subject]
		switch {
		case q.inverted && (k == i || k == i+1 && d.toks[i].is(adverb)):
			if pointed || last == 0 {
				return source{mention: q.subject, cue: c, why: tagAfter}
			}
		case !q.inverted && m.from >= i && pointed && d.leads(i, m.titled) && d.endsTag(q.end):
			return source{mention: q.subject, cue: c, why: tagAfter}
		}
		return nobody
	}
	return nobody
}

// leads reports whether tokens [i, to) can stand before a subject within its phrase: former mayor, tearful, the.
func (d *doc) leads(i, to int32) bool {
	for k := i; k < to; k++ {
		t := d.toks[k]
		if t.kind == punct || t.is(conjunction|subordinator|auxiliary) && !t.is(determiner|title) || d.cueAt[k] >= 0 {
			return false
		}
	}
	return to-i <= 12
}

// endsTag reports whether a tag may end after the cue that ends at token i, rather than begin a clause of its own.
func (d *doc) endsTag(i int32) bool {
	if !d.adjacent(i-1, i) || int(i) >= len(d.toks) {
		return true
	}
	t := d.toks[i]
	return t.hash != hashThat || t.kind != word
}

// cueBefore finds the cue that the quotation follows in its sentence, if there is one.
func (d *doc) cueBefore(ri int32) source {
	r := d.regions[ri]
	if n := d.named(r); n >= 0 {
		return source{mention: n, cue: -1, why: tagBefore}
	}
	best := nobody
	crossed := 0
	for k := r.from - 1; k >= 0 && d.toks[k].sent == r.sent; k-- {
		t := d.toks[k]
		if t.region >= 0 {
			crossed++
			k = d.regions[t.region].from
			continue
		}
		if t.kind == punct && t.hash == ';' {
			break
		}
		c := d.cueAt[k]
		if c < 0 || d.cues[c].subject < 0 {
			continue
		}
		q := d.cues[c]
		if q.accord {
			return source{mention: q.subject, cue: c, why: accordant}
		}
		if q.inverted && d.toks[k].kind == word && d.mentions[q.subject].to >= r.from-3 {
			continue
		}
		why := clause
		if crossed == 0 && d.near(q, r) {
			why = tagBefore
		}
		if d.toks[k].is(present) && !d.toks[k].is(past) && k > 0 && d.toks[k-1].hash == hashTo && best.why == none {
			best = source{mention: q.subject, cue: c, why: clause}
			continue
		}
		return source{mention: q.subject, cue: c, why: why}
	}
	return best
}

// named finds a name followed by a colon right before the quotation, as headlines and transcripts have it.
func (d *doc) named(r region) int32 {
	i := r.from - 1
	for i >= 0 && d.toks[i].kind == mark && int(d.toks[i].start) >= r.outer.Start {
		i--
	}
	if i < 1 || d.toks[i].hash != ':' || d.toks[i].sent != r.sent {
		return -1
	}
	n := d.at[i-1]
	if n < 0 || d.mentions[n].to != i || d.mentions[n].kind == pronominal {
		return -1
	}
	p := d.before(d.mentions[n].titled)
	if p < 0 || d.mentions[n].sort == person && (d.toks[p].kind != word || d.toks[p].is(role)) {
		return n
	}
	return -1
}

// near reports whether nothing but an object, a place or a time stands between the cue and the quotation.
func (d *doc) near(q cue, r region) bool {
	open := r.from - 1 // the opening mark
	for open >= 0 && d.toks[open].kind == mark && int(d.toks[open].start) >= r.outer.Start {
		open--
	}
	if open < q.end {
		return true
	}
	t := d.toks[open]
	return t.kind == punct && (t.hash == ',' || t.hash == ':') || t.hash == hashThat && open-q.end <= 6
}

// tailTag finds a tag at the end of the sentence that r begins or stands in: "…" for all, she said.
func (d *doc) tailTag(r region) source {
	for k := r.to; int(k) < len(d.toks) && d.toks[k].sent == r.sent; k++ {
		c := d.cueAt[k]
		if c < 0 || d.cues[c].subject < 0 || d.toks[k].region >= 0 {
			continue
		}
		q := d.cues[c]
		if q.accord {
			return source{mention: q.subject, cue: c, why: accordant}
		}
		m := d.mentions[q.subject]
		start := m.titled
		if q.inverted {
			start = q.at
		}
		if start <= r.to || d.toks[q.at].is(ingForm) {
			continue
		}
		p := start - 1
		for p > r.to && d.toks[p].kind == word && d.toks[p].region < 0 && d.toks[p].hash != hashThat && !d.toks[p].is(verb|conjunction|subordinator|relative) && p > start-6 {
			p--
		}
		if d.toks[p].kind == punct && d.toks[p].hash == ',' && d.endsTag(q.end) || d.toks[p].kind == mark && p > r.to {
			return source{mention: q.subject, cue: c, why: tail}
		}
	}
	return nobody
}

// alone reports whether the sentence of r holds nothing but quotations.
func (d *doc) alone(r region) bool {
	for k := d.sents[r.sent]; k < d.sents[r.sent+1]; k++ {
		if t := d.toks[k]; t.region < 0 && t.kind == word {
			return false
		}
	}
	return true
}
