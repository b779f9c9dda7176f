package quote

import (
	_ "embed"
	"math"
)

// Who said a quotation is chosen among all who could have: the source that the rules found, the subjects of the cues
// around it, whoever spoke last, whoever the sentence before is about. A linear model weighs what speaks for each. Its
// weights are data, learnt by bench/quotetrain from annotated articles; features are hashed into one table.

// tableBits is the size of each of the four tables of weights, as a power of two.
const tableBits = 17

//go:embed weights.bin
var weightFile []byte

// weightScale is what one unit of a stored weight is worth.
const weightScale = 1.0 / 24

// option is somebody who may have said a quotation.
type option struct {
	source
	route    route
	features features
}

// mostFeatures is how many features an option or a reading has, about.
const mostFeatures = 80

// route is how an option came into question.
type route uint8

const (
	byCueBefore  route = iota // subject of a cue before the quotation in its sentence
	byCueAfter                // subject of a cue after it
	bySubject                 // subject of its sentence
	bySentence                // the sentence before in the paragraph is about them
	byParagraph               // the last sentence of the paragraph before is about them
	byLast                    // spoke last
	bySecondLast              // spoke before that
	byNext                    // speaks next
	byRule                    // found by the rules alone
	byFirst                   // opens the sentence
	byNearBefore              // the name right before it in its sentence
	byNearAfter               // the name right after it
)

// feature hashes a template and its values into the table.
func feature(template uint32, values ...uint32) uint32 {
	h := 2166136261 ^ template*0x9e3779b1
	for _, v := range values {
		h = (h ^ v) * 16777619
		h ^= h >> 15
	}
	h *= 0x85ebca6b
	h ^= h >> 13
	return h & (1<<tableBits - 1)
}

// features is a list of places in a table of weights.
type features []uint32

func (f *features) put(template uint32, values ...uint32) {
	*f = append(*f, feature(template, values...))
}

// weigh adds up what the features weigh in one of the tables: 0 for who said a quotation, 1 for reported speech, 2 for
// subjects, 3 for the clauses around quotations.
func (f features) weigh(table int) float64 {
	sum := 0
	for _, k := range f {
		sum += int(int8(weightFile[table<<tableBits+int(k)]))
	}
	return float64(sum) * weightScale
}

// farthest is how many tokens, or quotations, from a quotation somebody is looked for. It is longer than sentences are; a
// text of nothing but marks would else take time by the square of its length.
const farthest = 200

// options lists who may have said quotation ri, given what is decided about the quotations before it.
func (d *doc) options(ri int32) []option {
	r := d.regions[ri]
	out := d.scratch[:0]
	add := func(s source, way route) {
		if s.mention < 0 || !d.canSpeak(s.mention) {
			return
		}
		for i := range out {
			if out[i].mention == s.mention {
				return
			}
		}
		if len(out) < cap(out) { // reuse the features' memory
			out = out[:len(out)+1]
			o := &out[len(out)-1]
			*o = option{source: s, route: way, features: o.features[:0]}
			return
		}
		out = append(out, option{source: s, route: way, features: make(features, 0, mostFeatures)})
	}
	add(d.ruled[ri], byRule)
	found := 0
	for k := r.from - 1; k >= max(0, r.from-farthest) && d.toks[k].sent == r.sent && found < 4; k-- {
		if c := d.cueAt[k]; c >= 0 && d.cues[c].subject >= 0 && d.toks[k].region < 0 {
			add(source{mention: d.cues[c].subject, cue: c, why: clause}, byCueBefore)
			found++
		}
	}
	found = 0
	for k := r.to; k < min(int32(len(d.toks)), r.to+farthest) && d.toks[k].sent <= r.sent+1 && d.toks[k].para == r.para && found < 3; k++ {
		if c := d.cueAt[k]; c >= 0 && d.cues[c].subject >= 0 && d.toks[k].region < 0 {
			add(source{mention: d.cues[c].subject, cue: c, why: tail}, byCueAfter)
			found++
		}
	}
	add(source{mention: d.clauseSubject(r.from), cue: -1, why: subject}, bySubject)
	add(source{mention: d.firstPhrase(max(d.sents[r.sent], r.from-farthest), r.from), cue: -1, why: subject}, byFirst)
	for k := r.from - 1; k >= max(d.sents[r.sent], r.from-farthest); k-- {
		if n := d.at[k]; n >= 0 && d.toks[k].region < 0 && d.mentions[n].kind == named {
			add(source{mention: n, cue: -1, why: subject}, byNearBefore)
			break
		}
	}
	for k := r.to; k < min(d.sents[r.sent+1], r.to+farthest); k++ {
		if n := d.at[k]; n >= 0 && d.toks[k].region < 0 && d.mentions[n].kind == named {
			add(source{mention: n, cue: -1, why: subject}, byNearAfter)
			break
		}
	}
	for n, back := 0, ri-1; back >= max(0, ri-farthest) && n < 2 && d.parts[d.regions[back].para] == d.parts[r.para]; back-- {
		if s := d.sources[back]; s.mention >= 0 {
			add(source{mention: s.mention, cue: -1, why: carried}, byLast+route(n))
			n++
		}
	}
	if s := r.sent - 1; s >= 0 && d.parts[d.sentPara(s)] == d.parts[r.para] {
		way := bySentence
		if d.sentPara(s) != r.para {
			way = byParagraph
		}
		add(source{mention: d.introducer(s), cue: -1, why: intro}, way)
		add(source{mention: d.firstPhrase(d.sents[s], min(d.sents[s]+farthest, d.sents[s+1])), cue: -1, why: intro}, way)
		if s > 0 && d.parts[d.sentPara(s-1)] == d.parts[r.para] {
			add(source{mention: d.introducer(s - 1), cue: -1, why: intro}, way)
		}
	}
	if int(ri+1) < len(d.regions) {
		if s := d.ruled[ri+1]; s.why == tagAfter || s.why == tagBefore {
			add(source{mention: s.mention, cue: -1, why: following}, byNext)
		}
	}
	for i := range out {
		d.describe(ri, &out[i])
	}
	d.scratch = out
	return out
}

// bucket tells distances apart, coarsely.
func bucket(n int32) uint32 {
	switch {
	case n < 0:
		return 9
	case n <= 3:
		return uint32(n)
	case n <= 6:
		return 4
	case n <= 12:
		return 5
	case n <= 25:
		return 6
	}
	return 7
}

// around tells what stands at the marks of a quotation: before the opening one, inside and behind the closing one.
func (d *doc) around(r region) (before, last, next uint32) {
	last = d.lastInside(r)
	if i := d.behind(r); i >= 0 {
		next = d.toks[i].hash*b2u(d.toks[i].kind == punct) + uint32(d.toks[i].kind)
	}
	open := r.from - 1
	for open >= 0 && d.toks[open].kind == mark {
		open--
	}
	if open >= 0 && d.toks[open].sent == r.sent {
		before = 1 + d.toks[open].hash*b2u(d.toks[open].kind == punct || d.toks[open].is(preposition|relative|conjunction|auxiliary|subordinator))
	}
	return before, last, next
}

// describe lists the features of option o for quotation ri.
func (d *doc) describe(ri int32, o *option) {
	r, m := d.regions[ri], d.mentions[o.mention]
	way := uint32(o.route)
	f := o.features[:0]
	rule := d.ruled[ri]
	picked := b2u(rule.mention == o.mention)
	f.put(1, picked, uint32(rule.why))
	f.put(2, way, picked)
	kind := uint32(m.kind)*8 + uint32(m.sort)
	f.put(3, way, kind)
	if m.kind == pronominal {
		f.put(4, d.toks[m.head].hash)
	}
	before, last, next := d.around(r)
	opening := b2u(opens(d.a, r))
	f.put(5, way, last, next)
	f.put(6, way, before)
	f.put(7, way, opening, b2u(r.unclosed), b2u(r.goesOn))
	f.put(8, way, bucket((r.to-r.from)/3), opening)
	gap := r.from - m.to
	if m.from >= r.to {
		gap = m.from - r.to
	}
	f.put(9, way, bucket(gap), b2u(m.from >= r.to))
	f.put(10, way, uint32(min(max(r.sent-d.toks[m.head].sent+2, 0), 9)), uint32(min(max(r.para-d.toks[m.head].para+1, 0), 5)))
	if p := d.before(m.titled); p >= 0 {
		t := d.toks[p]
		f.put(11, way, t.hash*b2u(t.is(preposition|relative|conjunction|subordinator) || t.kind == punct)+1)
	} else {
		f.put(12, way)
	}
	if int(m.to) < len(d.toks) && d.adjacent(m.head, m.to) {
		t := d.toks[m.to]
		f.put(13, way, t.hash*b2u(t.kind == punct || t.is(auxiliary|relative|contraction|preposition)), uint32(t.class&(say|naming|verb)))
	}
	if o.cue >= 0 {
		f = d.describeCue(ri, o, f)
	}
	if o.route == byLast || o.route == bySecondLast || o.route == byRule {
		f = d.describeLast(ri, o, f)
	}
	if m.entity >= 0 {
		f.put(14, way, bucket(d.entities[m.entity].count))
	}
	f.put(15, b2u(d.spoken(o.mention)), way)
	f.put(16, way, uint32(rule.why), picked)
	f.put(17, kind, before, b2u(m.from >= r.to))
	f.put(18, way, uint32(rule.why), opening, b2u(d.alone(r)))
	f.put(19, way, kind, uint32(min(max(r.para-d.toks[m.head].para+1, 0), 5)), opening)
	o.features = f
}

// describeCue adds what the cue of an option tells.
func (d *doc) describeCue(ri int32, o *option, f features) features {
	r, q := d.regions[ri], d.cues[o.cue]
	t := d.toks[q.at]
	gap, crossed, others := r.from-q.end, uint32(0), uint32(0)
	from, to := q.end, r.from
	if q.at >= r.to {
		gap, from, to = q.at-r.to, r.to, q.at
	}
	for k := from; k < to; k++ {
		if d.toks[k].kind == mark {
			crossed++
		}
		if d.cueAt[k] >= 0 && d.toks[k].region < 0 {
			others++
		}
	}
	way := uint32(o.route)
	after := b2u(q.at >= r.to)
	f.put(20, t.hash, after)
	before, last, next := d.around(r)
	f.put(33, way, uint32(t.class&(say|naming|ingForm)), before, bucket(gap))
	f.put(34, t.hash, before, after)
	if after == 1 {
		f.put(35, way, last, next, bucket(gap), b2u(q.inverted))
	}
	f.put(21, way, bucket(gap), after, b2u(q.inverted))
	f.put(22, way, min(crossed, 4), after)
	f.put(23, way, min(others, 3), after)
	f.put(24, uint32(t.class&(say|naming|clausal|ingForm|past|present)), after, b2u(q.accord))
	rel := uint32(0)
	if p := d.before(d.verbGroup(q.at)); p >= 0 {
		rel = d.toks[p].hash * b2u(d.toks[p].is(relative|conjunction|subordinator|preposition) || d.toks[p].kind == punct)
	}
	f.put(25, way, rel, after)
	e := d.content(q)
	f.put(26, way, b2u(e.from <= r.from && r.to <= e.to), b2u(e.marked), after)
	f.put(27, bucket(q.at-d.mentions[o.mention].to), b2u(q.inverted), after)
	if int(q.end) < len(d.toks) {
		n := d.toks[q.end]
		f.put(28, way, n.hash*b2u(n.kind != word || n.is(preposition|relative|subordinator|determiner)), after)
	}
	return f
}

// describeLast adds what is known of the quotation whose speaker is carried on.
func (d *doc) describeLast(ri int32, o *option, f features) features {
	for back := ri - 1; back >= 0 && back >= ri-3; back-- {
		if d.sources[back].mention != o.mention {
			continue
		}
		p, r := d.regions[back], d.regions[ri]
		f.put(30, uint32(r.para-p.para), uint32(d.sources[back].why), b2u(d.alone(r)))
		f.put(31, uint32(min(r.sent-p.sent, 6)), uint32(r.para-p.para), b2u(opens(d.a, r)))
		f.put(32, uint32(ri-back), b2u(d.boundary(r.para)))
		break
	}
	return f
}

// labelRuns reports whether quotation ri goes on from one that a transcript labels.
func (d *doc) labelRuns(ri int32) bool {
	for ri > 0 && d.ruled[ri].why == reopened {
		ri--
	}
	return d.ruled[ri].why == label
}

// rank decides each quotation anew among its options, from the first to the last.
func (d *doc) rank() {
	d.ruled = append([]source(nil), d.sources...)
	for i := range d.regions {
		if d.ruled[i].why == label || d.ruled[i].why == signed || d.ruled[i].why == reopened && i > 0 && d.labelRuns(int32(i)) {
			d.sources[i] = d.ruled[i]
			continue // a transcript or a signature says who speaks
		}
		if n := d.announces(int32(i)); n >= 0 {
			d.sources[i] = source{mention: n, cue: -1, why: colon}
			continue
		}
		opts := d.options(int32(i))
		best, bestWeight, sum := -1, 0.0, 0.0
		for k, o := range opts {
			w := o.features.weigh(0)
			sum += math.Exp(w)
			if best < 0 || w > bestWeight {
				best, bestWeight = k, w
			}
		}
		if best < 0 {
			continue
		}
		if opts[best].mention != d.sources[i].mention {
			d.sources[i] = opts[best].source
		}
		d.sources[i].sure = math.Exp(bestWeight) / sum
	}
}
