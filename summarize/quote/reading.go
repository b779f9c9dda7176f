package quote

// The extents that the clause of a cue may have: behind the cue, ahead of its tag, on both sides of it, or from a
// relative pronoun on, each whole or cut where something may have been added.

// manner is where a reported clause stands.
type manner uint32

const (
	behind   manner = iota // Moreno said the wall would hold
	ahead                  // the wall would hold, Moreno said
	both                   // the wall, Moreno said, would hold
	relation               // the wall, which Moreno said would hold
)

// cut is how a reading was shortened.
type cut uint32

const (
	whole    cut = iota
	early        // ends before the sentence does
	late         // begins behind a comma
	narrowed     // ends before a further cue of the same speaker
)

// reported is a clause that a cue may report.
type reported struct {
	extent
	manner   manner
	cut      cut
	features features
}

// mostCuts is how many ends, besides the last, a clause is tried with.
const mostCuts = 6

// readings lists the extents that the clause of cue c may have.
func (d *doc) readings(c cue) []reported {
	d.clauses = d.clauses[:0]
	first, last := d.bounds(c)
	tag := d.tagStart(c)
	if c.inverted {
		tag = c.at
	}
	if p := d.before(tag); p >= 0 && d.toks[p].hash == hashAs {
		tag = p // as the paper reported
	}
	end := c.end
	if c.inverted {
		end = max(end, d.mentions[c.subject].to)
	}
	full := d.content(c)
	set := d.comma(tag - 1)
	if full.to > c.at {
		how := whole
		if full.to < last {
			how = narrowed
		}
		d.addReading(c, full, behind, how)
		d.addEarly(c, full.from, last, full.marked, behind)
		d.addThat(c, full.from, last)
	}
	if from := d.clauseFrom(first, tag); (set || c.inverted) && tag-from >= 3 {
		to := d.beforeComma(tag)
		d.addReading(c, extent{from, to, true}, ahead, whole)
		d.addLate(c, from, to)
		if k := d.resumes(end, last); k >= 0 && set {
			d.addReading(c, extent{from, last, true}, both, whole)
			d.addEarly(c, from, last, true, both)
		}
	}
	if p := d.before(tag); p >= 0 && d.toks[p].is(relative) && !c.inverted {
		d.addReading(c, extent{p, last, true}, relation, whole)
		d.addEarly(c, p, last, true, relation)
	}
	return d.clauses
}

// farthestClause is how many tokens from its cue a clause can begin or end. It bounds the time that a text without a
// full stop takes.
const farthestClause = 150

// bounds returns the tokens of the sentence that cue c stands in, without what closes it.
func (d *doc) bounds(c cue) (int32, int32) {
	s := d.toks[c.at].sent
	first, last := d.afterDateline(d.sents[s], d.sents[s+1]), d.sents[s+1]
	first, last = max(first, c.at-farthestClause), min(last, c.at+farthestClause)
	for last > first && d.toks[last-1].kind != word && d.toks[last-1].kind != number && d.toks[last-1].region < 0 && d.toks[last-1].kind != mark {
		last--
	}
	return first, last
}

// comma reports whether token k parts a tag from its clause.
func (d *doc) comma(k int32) bool {
	return k >= 0 && int(k) < len(d.toks) && d.toks[k].region < 0 && d.isComma(k)
}

func (d *doc) isComma(k int32) bool {
	if d.toks[k].kind != punct {
		return false
	}
	h := d.toks[k].hash
	return h == ',' || h == '-' || h == '–' || h == '—'
}

// resumes returns the token behind the comma that closes a tag inserted into its clause, or -1.
func (d *doc) resumes(end, last int32) int32 {
	for k := end; k < last && k < end+24; k++ {
		if d.comma(k) {
			return k + 1
		}
		if d.toks[k].region >= 0 || d.toks[k].kind == mark {
			return -1
		}
	}
	return -1
}

// addEarly adds readings from a token on that end before the sentence does: at commas and dashes, and at words that
// begin another clause.
func (d *doc) addEarly(c cue, from, last int32, marked bool, m manner) {
	n := 0
	for k := max(from, c.end) + 2; k < last && n < mostCuts; k++ {
		if d.splits(k) {
			n++
			d.addReading(c, extent{from, k, marked}, m, early)
		}
	}
}

// splits reports whether another clause may begin with token k, outside quotation marks.
func (d *doc) splits(k int32) bool {
	t := d.toks[k]
	if k > 1 && t.region < 0 && d.toks[k-1].kind == mark && d.isComma(k-2) {
		return true // “…,” and
	}
	return d.comma(k) || t.kind == word && t.is(conjunction|subordinator) && t.shape == lower && t.region < 0 && !d.comma(k-1)
}

// addThat adds the readings behind a cue that begin with a "that" further on: told a man who laughed that …
func (d *doc) addThat(c cue, from, last int32) {
	for k, n := from+1, 0; k < min(last, from+30) && n < 2; k++ {
		if t := d.toks[k]; t.kind == word && t.region < 0 && (t.hash == hashThat || t.hash == hashWhether) && !d.toks[k-1].is(say|naming) {
			n++
			d.addReading(c, extent{k, last, true}, behind, late)
		}
	}
}

// addLate adds readings ahead of a tag that begin behind a comma.
func (d *doc) addLate(c cue, from, to int32) {
	n := 0
	for k := to - 1; k > from && n < 3; k-- {
		if t := d.toks[k]; d.comma(k) || t.hash == ':' && t.kind == punct && t.region < 0 {
			n++
			at := k + 1
			if int(at) < len(d.toks) && d.toks[at].is(conjunction) {
				at++
			}
			d.addReading(c, extent{at, to, true}, ahead, late)
		}
	}
}

// addReading adds a reading of three words or more that is not there yet.
func (d *doc) addReading(c cue, e extent, m manner, how cut) {
	for e.to > e.from && d.toks[e.to-1].kind == punct && d.toks[e.to-1].region < 0 {
		e.to--
	}
	if e.to-e.from < 3 || e.from < 0 || m == behind && d.toks[e.from].hash == hashOfWord && !d.hasVerb(e) {
		return // said of Bo Tern
	}
	for _, r := range d.clauses {
		if r.from == e.from && r.to == e.to {
			return
		}
	}
	if n := len(d.clauses); n < cap(d.clauses) { // reuse the features' memory
		d.clauses = d.clauses[:n+1]
		r := &d.clauses[n]
		*r = reported{extent: e, manner: m, cut: how, features: r.features[:0]}
	} else {
		d.clauses = append(d.clauses, reported{extent: e, manner: m, cut: how, features: make(features, 0, mostFeatures)})
	}
	d.describeReading(c, &d.clauses[len(d.clauses)-1])
}
