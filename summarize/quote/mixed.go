package quote

import "math"

// A quotation in marks may be a part of what is reported: she called the wall “a joke” and said it would not “last a
// week”. Which clause it belongs to, or whether it is all that is told, a fourth linear model judges among the readings
// of its cue.

// clauseOf returns the clause of content that quotation ri is a part of; an empty extent if the quotation is all.
func (d *doc) clauseOf(ri int32) extent {
	s := d.sources[ri]
	if n := d.announces(ri); n >= 0 {
		return d.announced(n)
	}
	if s.cue < 0 || d.regions[ri].unclosed || d.cues[s.cue].subject < 0 {
		return extent{}
	}
	best, bestWeight, sum := extent{}, math.Inf(-1), 0.0
	for _, r := range d.readingsAround(ri, d.cues[s.cue]) {
		w := r.features.weigh(3)
		sum += math.Exp(w)
		if w > bestWeight {
			best, bestWeight = r.extent, w
		}
	}
	if sum < 1 { // likelier to be all
		return extent{}
	}
	return best
}

// announces returns the name that opens the sentence of quotation ri with a colon behind it, if more than the quotation
// follows: Moreno: The slip is ‘a ruin’; else -1.
func (d *doc) announces(ri int32) int32 {
	r := d.regions[ri]
	first := d.sents[r.sent]
	if int(first) >= len(d.at) || d.at[first] < 0 {
		return -1
	}
	n := d.at[first]
	m := d.mentions[n]
	if m.kind != named || m.titled != first || m.entity < 0 || m.to+1 >= r.from || !d.adjacent(first, m.to) || d.toks[m.to].hash != ':' {
		return -1
	}
	if e := d.entities[m.entity]; e.sort != person && e.sort != organ && e.count < 2 || !d.moreThanMarks(d.announced(n)) {
		return -1
	}
	return n
}

// announced returns what stands behind the colon of name n in its sentence.
func (d *doc) announced(n int32) extent {
	m := d.mentions[n]
	last := d.sents[d.toks[m.head].sent+1]
	for last > m.to && d.toks[last-1].kind == punct && d.toks[last-1].region < 0 {
		last--
	}
	return extent{m.to + 1, last, true}
}

// readingsAround lists the readings of cue c that hold quotation ri and more than it.
func (d *doc) readingsAround(ri int32, c cue) []reported {
	r := d.regions[ri]
	n := 0
	all := d.readings(c)
	for i := range all {
		x := all[i]
		if x.from > r.from || x.to < r.to || !d.moreThanMarks(x.extent) {
			continue
		}
		d.describeAround(ri, c, &x)
		all[n], all[i] = x, all[n] // swapped, so that the features' memory is kept
		n++
	}
	return all[:n]
}

// moreThanMarks reports whether an extent holds words outside quotation marks, besides those that open a clause or
// join.
func (d *doc) moreThanMarks(e extent) bool {
	for k := e.from; k < e.to; k++ {
		t := d.toks[k]
		if t.region >= 0 || t.kind != word && t.kind != number || k == e.from && opensClause(t) || t.is(conjunction) {
			continue
		}
		return true
	}
	return false
}

// describeAround adds to the features of a reading how quotation ri lies in it.
func (d *doc) describeAround(ri int32, c cue, x *reported) {
	r, s := d.regions[ri], d.sources[ri]
	way := uint32(x.manner)*4 + uint32(x.cut)
	f := x.features
	before, last, next := d.around(r)
	ends := b2u(x.to <= r.to+1)
	f.put(90, way, before, bucket(r.from-x.from))
	f.put(91, way, last, next, ends)
	f.put(92, way, uint32(s.why), b2u(opens(d.a, r)))
	f.put(93, way, bucket((r.to-r.from)/3), bucket(r.from-x.from), ends)
	f.put(94, before, b2u(d.toks[r.from].shape != lower), b2u(r.from-x.from < 2))
	f.put(95, d.toks[c.at].hash, bucket(r.from-x.from))
	f.put(96, way, bucket(x.to-r.to), last)
	others := uint32(0)
	for k := x.from; k < x.to; k++ {
		if d.toks[k].kind == mark {
			others++
		}
	}
	f.put(97, way, min(others, 6))
	x.features = f
}
