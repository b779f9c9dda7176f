package quote

// Whether a cue without quotation marks reports what somebody said, and how far the clause goes, is judged by a second
// linear model: each cue has a few extents that its clause could have, and the best one counts if it is likely enough.

// reported is a clause that a cue may report.
type reported struct {
	extent
	features features
}

// readings lists the extents that the clause of cue c may have: all of it, or up to a comma that something is added
// behind.
func (d *doc) readings(c cue) []reported {
	full := d.content(c)
	out := d.clauses[:0]
	add := func(e extent, which uint32) {
		for e.to > e.from && d.toks[e.to-1].kind == punct {
			e.to--
		}
		if e.to-e.from < 3 || len(out) > 0 && out[len(out)-1].to == e.to && out[len(out)-1].from == e.from {
			return
		}
		if len(out) < cap(out) {
			out = out[:len(out)+1]
			out[len(out)-1].extent = e
			out[len(out)-1].features = out[len(out)-1].features[:0]
		} else {
			out = append(out, reported{extent: e, features: make(features, 0, mostFeatures)})
		}
		d.describeReading(c, &out[len(out)-1], which)
	}
	add(full, 0)
	if c.inverted && !c.accord || full.to <= c.at { // the clause stands before its tag: it may begin late
		for k, n := full.to-1, 0; k > full.from && n < 2; k-- {
			if t := d.toks[k]; t.kind == punct && t.hash == ',' && t.region < 0 {
				n++
				from := k + 1
				if d.toks[from].is(conjunction) {
					from++
				}
				add(extent{from, full.to, full.marked}, 3)
			}
		}
	} else {
		for k, n := full.from+3, 0; k < full.to && n < 3; k++ {
			if t := d.toks[k]; t.kind == punct && (t.hash == ',' || t.hash == '—' || t.hash == '–') && t.region < 0 {
				n++
				add(extent{full.from, k, full.marked}, 1)
			}
		}
	}
	d.clauses = out
	return out
}

// describeReading lists the features of the clause r of cue c; which says how it was cut.
func (d *doc) describeReading(c cue, r *reported, which uint32) {
	f := r.features
	t, m := d.toks[c.at], d.mentions[c.subject]
	way := b2u(c.inverted) + 2*b2u(c.accord) + 4*b2u(r.to <= c.at) + 8*b2u(d.tagged[d.cueAt[c.at]])
	first := d.toks[r.from]
	open := first.hash * b2u(opensClause(first) || first.is(preposition|determiner|pronoun|auxiliary|relative|subordinator))
	openClass := uint32(first.class & (preposition | determiner | pronoun | auxiliary | relative | subordinator | ingForm | verb | possessive | adverb))
	if d.at[r.from] >= 0 {
		openClass |= 1 << 31
	}
	f.put(40, which, way)
	f.put(41, t.hash, way)
	f.put(42, t.hash, b2u(r.marked), openClass)
	f.put(43, t.hash, open)
	f.put(44, uint32(t.class&(say|naming|clausal|ingForm|past|present)), way, openClass)
	f.put(45, uint32(m.kind)*8+uint32(m.sort), way)
	if m.kind == nominal {
		h := d.toks[m.head]
		f.put(46, h.hash)
		f.put(47, uint32(h.class&(role|body|document|crowd)), way)
	} else if m.kind == pronominal {
		f.put(46, d.toks[m.head].hash)
	}
	f.put(48, which, bucket((r.to-r.from)/3), way)
	verbs := d.hasVerb(r.extent)
	f.put(49, b2u(verbs), b2u(r.marked), uint32(t.class&(say|naming|clausal)), way)
	start := d.verbGroup(c.at)
	if p := d.before(start); p >= 0 {
		b := d.toks[p]
		f.put(50, b.hash*b2u(b.is(relative|conjunction|subordinator|preposition|pronoun) || b.kind == punct), uint32(t.class&(past|present|ingForm)))
	} else {
		f.put(50, 1)
	}
	for k := start; k < c.at; k++ {
		f.put(51, d.toks[k].hash)
		f.put(52, d.toks[k].hash, uint32(t.class&(past|present|ingForm)))
	}
	if int(r.to) < len(d.toks) {
		n := d.toks[r.to]
		f.put(53, which, n.hash*b2u(n.kind == punct))
		if int(r.to)+1 < len(d.toks) && n.hash == ',' {
			a := d.toks[r.to+1]
			f.put(54, which, a.hash*b2u(a.is(preposition|relative|conjunction|subordinator|pronoun|determiner|adverb)), b2u(a.is(ingForm)), b2u(a.shape != lower))
		}
	}
	if int(c.end) < len(d.toks) {
		n := d.toks[c.end]
		f.put(55, t.hash, n.hash*b2u(n.is(preposition|subordinator|relative|determiner|pronoun|possessive) || n.kind == punct))
		f.put(56, uint32(t.class&(say|naming|clausal)), n.hash*b2u(n.is(preposition|subordinator|relative) || n.kind == punct), b2u(d.at[c.end] >= 0), uint32(n.class&(ingForm|verb|adverb|determiner|pronoun|auxiliary)))
	}
	f.put(57, bucket(c.at-m.to), b2u(c.inverted))
	if p := d.before(m.titled); p >= 0 {
		b := d.toks[p]
		f.put(58, b.hash*b2u(b.is(relative|conjunction|subordinator|preposition) || b.kind == punct), way)
	} else {
		f.put(59, way)
	}
	r.features = f
}

// likely is the weight from which on a clause counts as reported speech: where four in five are right.
const likely = 0.5

// report returns the best reading of cue c and whether it is likely enough to be reported speech.
func (d *doc) report(c cue) (extent, float64, bool) {
	best, bestWeight := extent{}, 0.0
	for i, r := range d.readings(c) {
		if w := r.features.weigh(1); i == 0 || w > bestWeight {
			best, bestWeight = r.extent, w
		}
	}
	return best, bestWeight, best.to > best.from && bestWeight > likely
}
