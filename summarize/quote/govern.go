package quote

import "math"

// Whose verb a cue is, a third linear model decides among the mentions of its sentence: the one that the rules of
// subject.go found, the first of the clause, those around it that a relative clause or a participle may have hidden.

// governor is somebody who may be the subject of a cue.
type governor struct {
	mention  int32
	features features
}

// farthestGovernor is how many tokens before its cue a subject is looked for.
const farthestGovernor = 50

// governors lists who may be the subject of cue c, the choice of the rules first.
func (d *doc) governors(c cue) []governor {
	out := d.subjects[:0]
	if c.passive {
		return out
	}
	add := func(n int32, way uint32) {
		if n < 0 || !d.canSpeak(n) || len(out) >= 14 {
			return
		}
		for _, o := range out {
			if o.mention == n {
				return
			}
		}
		if len(out) < cap(out) {
			out = out[:len(out)+1]
			out[len(out)-1].mention, out[len(out)-1].features = n, out[len(out)-1].features[:0]
		} else {
			out = append(out, governor{mention: n, features: make(features, 0, mostFeatures)})
		}
		d.describeGovernor(c, &out[len(out)-1], way)
	}
	add(c.subject, 0)
	if c.accord {
		d.subjects = out
		return out
	}
	if c.inverted {
		add(d.subjectBefore(c.at), 2)
	} else {
		add(d.subjectAfter(c.at), 1)
	}
	add(d.clauseSubject(c.at), 3)
	s := d.toks[c.at].sent
	add(d.firstPhrase(d.sents[s], c.at), 4)
	for k := c.at - 1; k >= d.sents[s] && k > c.at-farthestGovernor; k-- {
		t := d.toks[k]
		if t.region >= 0 {
			continue
		}
		if n := d.at[k]; n >= 0 && d.mentions[n].titled == k {
			add(n, 5)
		}
		if k > d.sents[s] && d.toks[k-1].kind == word && d.toks[k-1].region < 0 && (t.is(relative) || t.is(ingForm) || t.kind == punct && t.hash == ',' || t.is(past) && t.is(verb) || t.is(pronoun) && !t.is(possessive|determiner)) {
			add(d.phraseEnding(k-1), 6)
			add(d.lift(d.phraseEnding(k-1), true), 7)
		}
	}
	d.subjects = out
	return out
}

// describeGovernor lists the features of a possible subject of cue c, found in a certain way.
func (d *doc) describeGovernor(c cue, o *governor, way uint32) {
	m := d.mentions[o.mention]
	f := o.features
	t := d.toks[c.at]
	class := uint32(t.class & (say | naming | clausal | ingForm | past | present))
	kind := uint32(m.kind)*8 + uint32(m.sort)
	after := b2u(m.from > c.at)
	start := d.verbGroup(c.at)
	f.put(60, way, class)
	f.put(61, way, kind)
	f.put(62, kind, class, after)
	gap := start - m.to
	if after == 1 {
		gap = m.from - c.end
	}
	f.put(63, bucket(gap), after)
	f.put(64, bucket(gap), way, class)
	verbs, commas, relatives, preps, conjs := uint32(0), uint32(0), uint32(0), uint32(0), uint32(0)
	for k := m.to; k < start; k++ {
		switch b := d.toks[k]; {
		case b.region >= 0:
		case b.kind == punct && b.hash == ',':
			commas++
		case b.is(relative):
			relatives++
		case d.cueAt[k] >= 0 || b.is(auxiliary) || b.is(verb|say|naming) && b.is(past|present) && !b.is(role|body|document):
			verbs++
		case b.is(preposition):
			preps++
		case b.is(conjunction):
			conjs++
		}
	}
	f.put(65, min(verbs, 3), min(relatives, 2), min(commas, 3))
	f.put(66, min(verbs, 3), min(conjs, 2), way)
	f.put(67, min(preps, 3), min(commas, 3))
	f.put(68, min(commas, 4), min(relatives, 2), kind)
	if p := d.before(m.titled); p >= 0 {
		b := d.toks[p]
		f.put(69, b.hash*b2u(b.is(preposition|relative|conjunction|subordinator|determiner) || b.kind == punct), uint32(b.class&(verb|say|naming|preposition)))
		f.put(70, uint32(b.class&(verb|say|naming|preposition|conjunction|subordinator)), way, b2u(d.toks[p].first))
	} else {
		f.put(71, way, kind)
	}
	if int(m.to) < len(d.toks) && d.adjacent(m.head, m.to) {
		b := d.toks[m.to]
		f.put(72, b.hash*b2u(b.kind == punct || b.is(preposition|relative|conjunction|auxiliary|contraction)), uint32(b.class&(verb|say|naming|ingForm|past)))
	}
	if p := d.before(start); p >= 0 {
		b := d.toks[p]
		f.put(73, b.hash*b2u(b.kind == punct || b.is(relative|conjunction|subordinator|preposition|pronoun)), way, uint32(t.class&ingForm))
		f.put(74, b.hash*b2u(b.kind == punct || b.is(relative|conjunction)), min(commas, 3), min(relatives, 2))
	}
	if m.kind == pronominal {
		f.put(75, d.toks[m.head].hash, way)
	}
	if m.kind == nominal {
		h := d.toks[m.head]
		f.put(76, uint32(h.class&(role|body|document|crowd)), way)
		f.put(77, h.hash)
	}
	f.put(78, t.hash, way)
	o.features = f
}

// ownClause reports whether cue c stands in a relative clause right behind a noun, which is then its subject beyond doubt:
// a man who said …
func (d *doc) ownClause(c cue) bool {
	if c.subject < 0 || c.inverted || d.mentions[c.subject].kind != nominal {
		return false
	}
	p := d.before(d.verbGroup(c.at))
	return p > 0 && d.toks[p].hash == hashWho && d.mentions[c.subject].to == p
}

// govern decides the subject of every cue.
func (d *doc) govern() {
	for i := range d.cues {
		c := d.cues[i]
		if d.ownClause(c) {
			d.cues[i].sure = margin(math.Inf(1))
			continue
		}
		best, bestWeight, second := int32(-1), 0.0, math.Inf(-1)
		for _, o := range d.governors(c) {
			switch w := o.features.weigh(2); {
			case best < 0:
				best, bestWeight = o.mention, w
			case w > bestWeight:
				best, bestWeight, second = o.mention, w, bestWeight
			case w > second:
				second = w
			}
		}
		if best < 0 {
			continue
		}
		d.cues[i].sure = margin(bestWeight - second)
		if best != c.subject {
			d.cues[i].subject, d.cues[i].inverted = best, d.mentions[best].from > c.at
		}
	}
}

// margin tells apart how clearly the best of several won.
func margin(w float64) uint8 {
	switch {
	case math.IsInf(w, 1):
		return 5
	case w > 4:
		return 4
	case w > 2:
		return 3
	case w > 1:
		return 2
	case w > .5:
		return 1
	}
	return 0
}
