package quote

import "slices"

// A pronoun is resolved by what the text tells of each candidate: number and gender, whether it was a subject, whether
// it spoke last, how far back it stands, how often it is named.

// mostAntecedents is how many names, and how many subjects of cues, are looked at.
const mostAntecedents = 150

// reach is how many sentences back an antecedent is looked for.
const reach = 10

// antecedent returns the mention that mention n stands for: n itself if it is no pronoun or if nobody fits.
func (d *doc) antecedent(n int32) int32 {
	if n < 0 || d.mentions[n].kind != pronominal {
		return n
	}
	if got, ok := d.resolved[n]; ok {
		return got
	}
	got, margin := d.resolve(n)
	if d.resolved == nil {
		d.resolved, d.margins = make(map[int32]int32, 16), make(map[int32]int, 16)
	}
	d.resolved[n], d.margins[n] = got, margin
	return got
}

// resolve returns the best antecedent of mention n, and by how much it is better than the best that is somebody else.
func (d *doc) resolve(n int32) (int32, int) {
	m := d.mentions[n]
	t := d.toks[m.head]
	if t.hash == hashWho || !t.is(male|female) && t.hash != hashThey && t.hash != hashIt {
		return n, 0
	}
	best, bestScore, second := n, -40, -40
	try := func(k int32) bool { // reports whether k is within reach
		c := d.mentions[k]
		if c.head >= m.from {
			return true
		}
		switch score, ok := d.fit(k, m, t); {
		case !ok:
		case score > bestScore || score == bestScore && c.head > d.mentions[best].head:
			if best != n && !d.sameOne(best, k) {
				second = bestScore
			}
			best, bestScore = k, score
		case !d.sameOne(best, k):
			second = max(second, score)
		}
		return t.sent-d.toks[c.head].sent <= reach
	}
	up, _ := slices.BinarySearchFunc(d.mentions[:d.names], m.from, func(c mention, at int32) int { return int(c.head - at) })
	for k := up - 1; k >= 0 && k >= up-mostAntecedents && try(int32(k)); k-- {
	}
	up, _ = slices.BinarySearchFunc(d.cues, m.from, func(c cue, at int32) int { return int(c.at - at) })
	for k := up - 1; k >= 0 && k >= up-mostAntecedents; k-- {
		if s := d.cues[k].subject; s >= d.names && !try(s) {
			break
		}
	}
	return best, bestScore - second
}

// sameOne reports whether two mentions name the same.
func (d *doc) sameOne(a, b int32) bool {
	return a == b || d.mentions[a].entity >= 0 && d.mentions[a].entity == d.mentions[b].entity
}

var hashThey = hashOf("they")

// introduced is the bonus of somebody whom the text has just named for the first time.
const introduced = 6

// fit scores mention k as the antecedent of the pronoun m with token t.
func (d *doc) fit(k int32, m mention, t token) (score int, ok bool) {
	c := d.mentions[k]
	if c.head >= m.from || c.kind == pronominal || d.toks[c.head].region >= 0 {
		return 0, false
	}
	gap := int(t.sent - d.toks[c.head].sent)
	if gap > reach {
		return 0, false
	}
	if c.kind == nominal && !d.spoken(k) {
		return 0, false
	}
	if score, ok = d.agrees(c, t); !ok {
		return 0, false
	}
	kind := c.sort
	if c.entity >= 0 {
		kind = d.entities[c.entity].sort
	}
	score -= 8 * gap
	if t.para != d.toks[c.head].para {
		score -= 2 * int(min(t.para-d.toks[c.head].para, 4))
	}
	if d.spoken(k) {
		score += 12
		if c.kind == named && kind == unknown {
			score += 4
		}
	}
	if c.entity >= 0 && d.entities[c.entity].lead == k && gap <= 2 && d.entities[c.entity].words > 1 {
		score += introduced
	}
	if p := d.before(c.titled); p >= 0 {
		switch b := d.toks[p]; {
		case b.is(preposition):
			score -= 8
		case b.kind == word && b.is(verb|say|naming) && !d.spoken(k):
			score -= 5
		}
	} else {
		score += 8 // opens its sentence
	}
	if int(c.to) < len(d.toks) && d.adjacent(c.head, c.to) && d.toks[c.to].is(contraction) {
		score -= 3
	}
	if c.entity >= 0 {
		score += int(min(d.entities[c.entity].count, 5))
	}
	return score, true
}

// plural reports whether the noun at token k stands for several people: officials, authors.
func (d *doc) plural(k int32) bool {
	t := d.toks[k]
	return t.is(crowd) || t.is(role) && t.shape == lower && t.end-t.start > 4 && d.text[t.end-1] == 's' && d.text[t.end-2] != 's'
}

// spoken reports whether mention k is the subject of a word that reports.
func (d *doc) spoken(k int32) bool { return int(k) < len(d.spoke) && d.spoke[k] }

// agrees scores how well c agrees with the pronoun t in number, gender and kind of thing.
func (d *doc) agrees(c mention, t token) (score int, ok bool) {
	kind := c.sort
	var g gender
	if c.entity >= 0 {
		kind, g = d.entities[c.entity].sort, d.entities[c.entity].probably()
	} else {
		g = genderOf(d.toks[c.head])
	}
	plural := c.kind == nominal && d.plural(c.head)
	switch {
	case t.is(male | female):
		if want := genderOf(t); g != untold && g != want {
			return 0, false
		} else if g == want {
			score += 6
		}
		if plural || kind == organ || kind == place || kind == work || kind == unknown && c.kind == nominal {
			return 0, false
		}
		if kind == person {
			score += 5
		}
	case t.hash == hashThey:
		if !plural && kind != organ && kind != place {
			return 0, false
		}
		if plural {
			score += 6
		}
	default: // it
		if plural || kind == person {
			return 0, false
		}
	}
	return score, true
}
