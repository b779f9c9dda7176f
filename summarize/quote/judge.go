package quote

import "math"

// Whether a cue without quotation marks reports what somebody said, and how far the clause goes, is judged by a second
// linear model: the best of its readings counts if it is likely enough.

// grammar are the classes of words that carry the structure of a sentence.
const grammar = preposition | determiner | pronoun | auxiliary | relative | subordinator | conjunction

// shallow tells what kind of word token k is, without the word, unless it is one of grammar.
func (d *doc) shallow(k int32) uint32 {
	if k < 0 || int(k) >= len(d.toks) {
		return 1
	}
	t := d.toks[k]
	switch {
	case t.kind != word:
		return t.hash*b2u(t.kind == punct) + uint32(t.kind) + 2
	case d.at[k] >= 0 && !t.is(pronoun):
		return 9
	case t.is(grammar):
		return t.hash
	}
	return 16 + uint32(t.class&(verb|say|naming|ingForm|past|present|adverb|possessive|day|contraction|role|crowd))<<6 + uint32(t.shape)
}

// describeReading lists the features of the clause r of cue c.
func (d *doc) describeReading(c cue, r *reported) {
	f := r.features
	t, m := d.toks[c.at], d.mentions[c.subject]
	class := uint32(t.class & (say | naming | clausal | ingForm | past | present))
	kind := uint32(m.kind)*8 + uint32(m.sort)
	way := uint32(r.manner)*4 + uint32(r.cut)
	verbs := b2u(d.hasVerb(r.extent))
	f.put(40, way, class)
	f.put(41, t.hash, way)
	f.put(42, t.hash, uint32(r.manner), verbs)
	f.put(43, way, kind)
	f.put(44, class, kind, verbs)
	switch m.kind {
	case nominal:
		h := d.toks[m.head]
		f.put(45, h.hash)
		f.put(46, uint32(h.class&(role|body|document|crowd)), way)
	case pronominal:
		f.put(45, d.toks[m.head].hash)
	}
	f = d.describeTag(c, r, f)
	f = d.describeEdges(c, r, f)
	f = d.describeSense(c, r, f)
	f.put(66, way, bucket((r.to-r.from)/3))
	f.put(67, way, verbs, b2u(r.marked), class)
	f.put(68, uint32(r.manner), min(d.cuesIn(r.extent), 2), b2u(d.cuesIn(r.extent) > 0 && d.toks[r.from].is(pronoun)))
	r.features = f
}

// describeTag adds what stands around the cue and its subject.
func (d *doc) describeTag(c cue, r *reported, f features) features {
	t, m := d.toks[c.at], d.mentions[c.subject]
	class := uint32(t.class & (say | naming | clausal | ingForm | past | present))
	way := uint32(r.manner)
	start := d.verbGroup(c.at)
	f.put(47, bucket(c.at-m.to), b2u(c.inverted), way)
	f.put(48, uint32(c.sure), way)
	f.put(49, b2u(d.tagged[d.cueAt[c.at]]), way)
	f.put(50, d.shallow(d.before(m.titled)), way)
	f.put(51, d.shallow(d.before(start)), uint32(t.class&(past|present|ingForm)))
	for k := start; k < c.at; k++ {
		f.put(52, d.toks[k].hash, uint32(t.class&(past|present|ingForm)))
		f.put(53, d.toks[k].hash, t.hash)
	}
	f.put(54, t.hash, d.shallow(c.end))
	f.put(55, class, d.shallow(c.end), way)
	f.put(56, d.shallow(c.end), d.shallow(c.end+1), way)
	end := c.end
	if c.inverted {
		end = max(end, m.to)
	}
	_, last := d.bounds(c)
	f.put(57, way, b2u(d.comma(d.tagStart(c)-1)), b2u(d.comma(end)), b2u(end >= last))
	s := t.sent
	next := int(s+1) < len(d.a.Sentences) && d.sentPara(s+1) == t.para && d.toks[min(int(d.sents[s+1]), len(d.toks)-1)].kind == mark
	prev := s > 0 && d.sentPara(s-1) == t.para && d.sents[s] > 0 && d.toks[d.sents[s]-1].kind == mark
	f.put(58, b2u(next), b2u(prev), way)
	return f
}

// describeEdges adds what stands at both ends of the clause.
func (d *doc) describeEdges(c cue, r *reported, f features) features {
	t := d.toks[c.at]
	class := uint32(t.class & (say | naming | clausal | ingForm | past | present))
	way := uint32(r.manner)*4 + uint32(r.cut)
	open, second := d.shallow(r.from), d.shallow(r.from+1)
	f.put(59, t.hash, open, b2u(r.marked))
	f.put(60, open, second, way)
	f.put(61, class, open, way)
	f.put(62, way, d.shallow(r.to-1))
	f.put(63, way, d.shallow(r.to), d.shallow(r.to+1))
	f.put(64, way, d.shallow(r.to), d.shallow(r.to+1), d.shallow(r.to+2))
	inside := d.tense(r.from, r.to)
	f.put(65, way, inside, d.tense(r.to, d.sents[t.sent+1]), uint32(t.class&(past|present|ingForm)))
	for k, n := max(r.from, c.end)+2, 0; k < r.to && n < 5; k++ { // what the clause goes on over
		if d.splits(k) {
			n++
			f.put(81, d.shallow(k), d.shallow(k+1))
			f.put(82, d.shallow(k), d.shallow(k+1), d.shallow(k+2))
			f.put(83, d.shallow(k), d.tense(k+1, min(k+8, r.to)), uint32(t.class&(past|present|ingForm)))
		}
	}
	return f
}

// describeSense adds what tells a clause from an object: its verb, and whether somebody's words stand there already.
func (d *doc) describeSense(c cue, r *reported, f features) features {
	t, m := d.toks[c.at], d.mentions[c.subject]
	way := uint32(r.manner)*4 + uint32(r.cut)
	verbs := b2u(d.hasVerb(r.extent))
	tagged := b2u(d.tagged[d.cueAt[c.at]])
	open := d.shallow(r.from)
	stem := hashOf(d.text[t.start:min(t.end, t.start+4)])
	mk := b2u(d.markBefore(d.tagStart(c)))
	f.put(70, tagged, mk, uint32(r.manner), b2u(r.marked), verbs)
	f.put(71, tagged, mk, open)
	f.put(72, stem, way)
	f.put(73, stem, verbs, b2u(r.marked))
	f.put(74, stem, d.shallow(c.end))
	f.put(75, stem, open)
	v, between := d.firstVerb(r.from, r.to)
	f.put(76, bucket(v-r.from), between, uint32(r.manner))
	f.put(77, bucket(v-r.from), open, b2u(t.is(clausal)))
	f.put(78, between, open, way)
	if m.entity >= 0 {
		f.put(79, bucket(d.entities[m.entity].count), uint32(r.manner))
	}
	f.put(80, uint32(m.kind)*8+uint32(m.sort), stem)
	return f
}

// markBefore reports whether a quotation closes right before token k.
func (d *doc) markBefore(k int32) bool {
	for k--; k >= 0 && d.toks[k].kind == punct && d.toks[k].region < 0; k-- {
	}
	return k >= 0 && (d.toks[k].kind == mark || d.toks[k].region >= 0)
}

// firstVerb returns the first finite verb of tokens [from, to), or to, and what parts it from the beginning.
func (d *doc) firstVerb(from, to int32) (int32, uint32) {
	between := uint32(0)
	for k := from; k < to; k++ {
		t := d.toks[k]
		switch {
		case t.region >= 0:
		case t.kind == punct:
			between |= 1
		case t.is(auxiliary), t.is(verb|say|naming) && t.is(past|present) && !t.is(role|body|document|day) && t.shape == lower:
			return k, between
		case t.is(preposition) && k > from:
			between |= 2
		case t.is(relative|subordinator) && k > from:
			between |= 4
		case t.is(ingForm):
			between |= 8
		}
	}
	return to, between
}

// tense tells the first finite verb of tokens [from, to).
func (d *doc) tense(from, to int32) uint32 {
	for k := from; k < to; k++ {
		t := d.toks[k]
		if t.kind != word || t.region >= 0 {
			continue
		}
		if t.is(auxiliary) {
			return t.hash
		}
		if t.is(verb|say|naming) && t.is(past|present) && !t.is(role|body|document|day) && t.shape == lower {
			return 2 + uint32(t.class&(past|present))
		}
	}
	return 1
}

// cuesIn counts the cues with a subject in an extent.
func (d *doc) cuesIn(e extent) uint32 {
	n := uint32(0)
	for k := e.from; k < e.to; k++ {
		if q := d.cueAt[k]; q >= 0 && d.cues[q].subject >= 0 {
			n++
		}
	}
	return n
}

// likely is the weight from which on a clause counts as reported speech: where four in five are right.
const likely = 1.7

// report returns the best reading of cue c, the weight of all its readings against none, and whether that is enough to
// be reported speech.
func (d *doc) report(c cue) (extent, float64, bool) {
	best, bestWeight, sum := extent{}, 0.0, 0.0
	for i, r := range d.readings(c) {
		w := r.features.weigh(1)
		sum += math.Exp(w)
		if i == 0 || w > bestWeight {
			best, bestWeight = r.extent, w
		}
	}
	odds, enough := math.Log(sum), likely
	if c.accord {
		enough = 0 // it does nothing but report
	}
	return best, odds, best.to > best.from && odds > enough
}
