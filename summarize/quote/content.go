package quote

// The clause of content that belongs to a cue: all that is reported, whether it holds quotation marks or not.

// clausal is a stretch of tokens with what is known of its beginning.
type extent struct {
	from, to int32 // tokens; empty if the cue reports no clause
	marked   bool  // begins with that, whether, to and the like, or stands before its tag
}

var (
	hashWhether = hashOf("whether")
	hashHow     = hashOf("how")
	hashWhy     = hashOf("why")
	hashWhat    = hashOf("what")
	hashAbout   = hashOf("about")
	hashOf2     = hashOfWord
)

// opensClause reports whether the token begins a clause of content.
func opensClause(t token) bool {
	switch t.hash {
	case hashThat, hashWhether, hashHow, hashWhy, hashTo, hashIf, hashWhat:
		return t.kind == word
	}
	return false
}

// content returns the clause that cue c reports.
func (d *doc) content(c cue) extent {
	first, last := d.bounds(c)
	m := d.mentions[c.subject]
	switch {
	case c.accord:
		for k := m.to; k < last && k < m.to+25; k++ {
			if d.toks[k].hash == ',' && d.before(c.at) < 0 {
				return d.shorten(extent{k + 1, last, true}, c)
			}
		}
		return extent{first, d.beforeComma(c.at), true}
	case c.inverted:
		return extent{d.clauseFrom(first, c.at), d.beforeComma(c.at), true}
	case d.isTail(c, last):
		start := d.tagStart(c)
		return extent{d.clauseFrom(first, start), d.beforeComma(start), true}
	}
	from, marked := d.contentStart(c, last)
	return d.shorten(extent{from, last, marked}, c)
}

// beforeComma returns i, or the token before it if that is a comma.
func (d *doc) beforeComma(i int32) int32 {
	for i > 0 && d.adjacent(i-1, i) && d.toks[i-1].kind == punct && d.toks[i-1].region < 0 {
		i--
	}
	return i
}

// clauseFrom returns where the content begins that ends before token to: after a semicolon, or at first.
func (d *doc) clauseFrom(first, to int32) int32 {
	for k := to - 1; k > first; k-- {
		if d.toks[k].hash == ';' && d.toks[k].region < 0 {
			return k + 1
		}
	}
	for first < to && (d.toks[first].is(conjunction) || d.toks[first].kind == punct) && d.toks[first].region < 0 {
		first++
	}
	return first
}

// tagStart returns the first token of the tag that c stands in: its subject with title and adjectives.
func (d *doc) tagStart(c cue) int32 {
	start := d.mentions[c.subject].titled
	for p := start - 1; p >= 0 && d.adjacent(p, start) && p > start-6 && d.toks[p].kind == word && d.toks[p].region < 0 && !d.toks[p].is(verb|say|conjunction|subordinator|relative|auxiliary); p-- {
		start = p
	}
	return start
}

// isTail reports whether c is a tag at the end of its sentence: …, she said on Monday.
func (d *doc) isTail(c cue, last int32) bool {
	start := d.tagStart(c)
	p := start - 1
	if p < 0 || !d.adjacent(p, start) || d.toks[p].kind == word || d.toks[p].kind == number || d.toks[p].hash == ':' || d.toks[p].hash == ';' {
		return false
	}
	if c.end >= last {
		return true
	}
	t := d.toks[c.end]
	if t.hash == ',' && int(c.end+1) < len(d.toks) {
		return d.toks[c.end+1].is(ingForm | subordinator | preposition)
	}
	if !t.is(preposition|day|adverb|subordinator|medium) || t.hash == hashOf2 || t.hash == hashAbout {
		return false
	}
	for k := c.end; k < last; k++ {
		if opensClause(d.toks[k]) && d.toks[k].hash != hashTo || d.toks[k].is(auxiliary) || d.toks[k].region >= 0 {
			return false
		}
	}
	return true
}

// contentStart returns the token at which the content after cue c begins, and whether a word such as "that" says so.
func (d *doc) contentStart(c cue, last int32) (int32, bool) {
	i := c.end
	for k := i; k < last && k < i+14; k++ {
		t := d.toks[k]
		if t.region >= 0 || t.kind == mark || t.hash == ';' || t.hash == ':' {
			break
		}
		if opensClause(t) && (t.hash != hashTo || d.adjacent(k, k+1) && k+1 < last && d.toks[k+1].is(verb|say|naming|auxiliary) && d.toks[k+1].shape == lower) {
			return k, true
		}
		if t.is(auxiliary) || t.is(verb|say) && !t.is(role|body|document|medium|day|crowd) && t.shape == lower || t.is(pronoun) && !isObject(t.hash) {
			break
		}
	}
	if tells[d.toks[c.at].hash] || d.toks[c.at].hash == hashAsked {
		if n := d.phraseFrom(i); n >= 0 && d.mentions[n].to < last {
			i = d.mentions[n].to
		}
	}
	for i < last && d.toks[i].kind == punct && d.toks[i].region < 0 {
		i++
	}
	return i, false
}

var hashAsked = hashOf("asked")

// shorten ends an extent before a clause that is reported by a further cue of the same speaker: …, adding that …
func (d *doc) shorten(e extent, c cue) extent {
	for k := e.from; k < e.to; k++ {
		t := d.toks[k]
		if t.region >= 0 {
			continue
		}
		if t.hash == ';' && t.kind == punct {
			e.to = k
			break
		}
		n := d.cueAt[k]
		if n < 0 || k <= c.end {
			continue
		}
		p := d.verbGroup(k) - 1
		if p > e.from && d.toks[p].kind == word && d.toks[p].is(conjunction) && (p-1 > e.from) {
			if d.toks[k].is(past) && d.toks[c.at].is(past) && d.toks[k].is(say) {
				e.to = p
				if d.toks[e.to-1].hash == ',' && d.toks[e.to-1].region < 0 {
					e.to--
				}
				break
			}
		}
		if p > e.from && d.toks[p].hash == ',' && d.toks[p].region < 0 && d.toks[k].is(ingForm) {
			e.to = p
			break
		}
	}
	return e
}
