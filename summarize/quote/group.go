package quote

// Several who speak as one: officials and residents said, Ida Moreno and her counsel argued, some of the allies say.

// together widens the tokens of mention n to all who speak with it as the subject of a cue, or of none if that is -1, and
// to what a quantity is of. The second result reports whether others were joined to it.
func (d *doc) together(n, cue int32) (extent, bool) {
	m := d.mentions[n]
	e := extent{from: m.titled, to: m.to}
	joined := false
	for m.kind != pronominal {
		left := d.joinedBefore(e.from, joined)
		if left < 0 || e.from-left > 12 || m.from-left > 40 {
			break
		}
		e.from, joined = left, true
	}
	if joined && !d.startsClause(e.from) {
		return extent{from: m.from, to: m.to}, false
	}
	if !joined {
		e.from = m.from
	}
	if right := d.quantity(m); right > e.to {
		e.to = right
	}
	if right := d.joinedAfter(e.to, cue); right > e.to {
		e.to, joined = right, true
	}
	return e, joined
}

// joinedBefore returns where the noun phrase begins that is joined by an "and", or in a list by a comma, to the one that
// begins at token from; -1 if there is none.
func (d *doc) joinedBefore(from int32, list bool) int32 {
	k := d.before(from)
	for k >= 0 && d.toks[k].kind == word && (d.toks[k].is(adverb) || d.toks[k].is(determiner) && d.at[k] < 0) && d.toks[k].shape == lower {
		k = d.before(k) // and even some technologists
	}
	if k < 0 {
		return -1
	}
	t := d.toks[k]
	and := t.kind == word && (t.hash == hashAnd || t.hash == hashOr)
	if !and && (!list || t.kind != punct || t.hash != ',') {
		return -1
	}
	if k = d.before(k); k < 0 || d.toks[k].kind != word {
		return -1
	}
	n := d.lift(d.phraseEnding(k), false)
	if n < 0 || d.mentions[n].to > from {
		return -1
	}
	return d.mentions[n].titled
}

// joinedAfter returns the end of the noun phrase that is joined by an "and" to the one that ends before token to, if
// the verb of the cue stands right behind it or, behind an inverted tag, the clause ends; else -1.
func (d *doc) joinedAfter(to, cue int32) int32 {
	if cue < 0 || int(to)+1 >= len(d.toks) || !d.adjacent(to-1, to) || d.toks[to].hash != hashAnd || d.toks[to].kind != word {
		return -1
	}
	k := to + 1
	for d.adjacent(to, k) && int(k)+1 < len(d.toks) && d.toks[k].is(adverb) && d.at[k] < 0 {
		k++
	}
	n := d.phraseFrom(k)
	if n < 0 || d.mentions[n].kind == pronominal {
		return -1
	}
	end := d.mentions[n].to
	if right := d.quantity(d.mentions[n]); right > end {
		end = right
	}
	c := d.cues[cue]
	if c.at > to && end == d.verbGroup(c.at) || c.at < to && (int(end) >= len(d.toks) || !d.adjacent(to, end) || d.toks[end].kind == punct) {
		return end
	}
	return -1
}

// startsClause reports whether nothing that belongs to the same clause stands before token k, so that a verb behind it
// has no other subject.
func (d *doc) startsClause(k int32) bool {
	p := d.before(k)
	return p < 0 || d.toks[p].kind == mark || d.toks[p].is(subordinator) || d.toks[p].first && d.toks[p].is(conjunction|adverb)
}

// quantity returns the token after the phrase that a quantity is of: some of the allies, a handful of voters.
func (d *doc) quantity(m mention) int32 {
	if m.kind != nominal || int(m.to)+1 >= len(d.toks) || !d.adjacent(m.head, m.to) || d.toks[m.to].hash != hashOfWord {
		return -1
	}
	if n := d.phraseFrom(m.to + 1); n >= 0 {
		return d.mentions[n].to
	}
	return -1
}
