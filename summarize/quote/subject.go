package quote

// Whom a cue belongs to. All of this looks at tokens outside quotations only and never leaves the sentence, except
// that a tag may follow a quotation that ended its own sentence.

var (
	hashTo     = hashOf("to")
	hashAnd    = hashOf("and")
	hashOr     = hashOf("or")
	hashBut    = hashOf("but")
	hashThat   = hashOf("that")
	hashWho    = hashOf("who")
	hashBy     = hashOf("by")
	hashAs     = hashOf("as")
	hashOn     = hashOf("on")
	hashIf     = hashOf("if")
	hashAccord = hashOf("according")
)

// before returns the token before i in the same sentence and outside quotations, or -1.
func (d *doc) before(i int32) int32 {
	if i <= 0 || !d.adjacent(i-1, i) || d.toks[i-1].region >= 0 {
		return -1
	}
	return i - 1
}

// subjectBefore returns the mention that is the subject of the verb at token v and stands to its left, or -1.
func (d *doc) subjectBefore(v int32) int32 {
	i := d.before(d.verbGroup(v))
	if i < 0 {
		return -1
	}
	t := d.toks[i]
	switch {
	case t.kind == mark:
		return -1
	case t.kind == punct && (t.hash == ',' || t.hash == '—' || t.hash == '–' || t.hash == '-' || t.hash == ')'):
		if d.toks[v].is(ingForm) && t.hash != ')' {
			return d.clauseSubject(i)
		}
		return d.overInsertion(i)
	case t.hash == hashWho || t.is(relative) && t.hash != hashThat:
		j := d.before(i)
		if j >= 0 && d.toks[j].kind == punct {
			j = d.before(j)
		}
		if j < 0 {
			return -1
		}
		n := d.lift(d.phraseEnding(j), j < i-1)
		if n >= 0 && t.hash == hashWho && d.mentions[n].sort != person && d.mentions[n].kind == named && j < i-1 {
			if up := d.overInsertion(j + 1); up >= 0 {
				return up // Ada Hill, 30, of Holm, who …
			}
		}
		return n
	case t.hash == hashThat:
		j := d.before(i)
		if j < 0 {
			return -1
		}
		if n := d.phraseEnding(j); n >= 0 {
			return d.lift(n, false)
		}
		return -1
	case t.hash == hashAnd || t.hash == hashBut || t.hash == hashOr || t.is(subordinator|preposition) && d.toks[v].is(ingForm):
		return d.clauseSubject(i)
	}
	n := d.phraseEnding(i)
	if n >= 0 && d.toks[v].is(ingForm) && !d.toks[v-1].is(auxiliary|contraction|adverb) {
		if up := d.clauseSubject(i); up >= 0 && d.mentions[up].to <= i {
			return up
		}
	}
	if n < 0 {
		if t.is(verb|say|naming|preposition|day) || t.kind == number {
			return d.clauseSubject(i)
		}
		return -1
	}
	return d.lift(n, false)
}

// verbGroup steps back from the verb at v over its auxiliaries and adverbs ("has also repeatedly said", "went on to
// say") and returns the first token of the group.
func (d *doc) verbGroup(v int32) int32 {
	for {
		i := d.before(v)
		if i < 0 {
			return v
		}
		t := d.toks[i]
		switch {
		case d.at[i] >= 0 && !t.is(adverb):
			return v
		case t.is(auxiliary) && t.kind == word, t.is(adverb) && !t.is(role) && !t.is(day):
		case t.is(contraction) && t.hash != hashS, t.is(contraction) && d.before(i) >= 0 && d.toks[i-1].is(pronoun):
		case t.is(contraction) && d.toks[v].is(ingForm):
		case t.hash == hashTo && d.before(i) >= 0 && (d.toks[i-1].is(verb|say|naming) || d.toks[i-1].hash == hashOn):
			i--
			if d.toks[i].hash == hashOn && d.before(i) >= 0 {
				i--
			}
		default:
			return v
		}
		v = i
	}
}

// lift climbs from a phrase to the one that it depends on: from "the ministry" in "a spokesman for the ministry" to
// the spokesman, from "the chief executive" in "Ida Moreno, the chief executive" to Ida Moreno, if the apposition is closed by a comma too.
func (d *doc) lift(n int32, closed bool) int32 {
	for range 6 {
		if n < 0 {
			return -1
		}
		m := d.mentions[n]
		i := d.before(m.titled)
		if i < 0 {
			return n
		}
		t := d.toks[i]
		if t.is(determiner) && m.kind == named {
			if i = d.before(i); i < 0 {
				return n
			}
			t = d.toks[i]
		}
		switch {
		case t.is(preposition) && t.hash != hashAs && !d.toks[m.head].is(day):
			j := d.before(i)
			if j < 0 || d.toks[j].kind != word || d.toks[j].is(verb|say|naming|adverb|preposition|conjunction|subordinator|day) && d.toks[j].class&(role|body|crowd|document) == 0 {
				return n
			}
			up := d.phraseEnding(j)
			if up < 0 || d.mentions[up].kind == pronominal {
				return n
			}
			n = up
		case t.kind == punct && closed && (t.hash == ',' || t.hash == '—' || t.hash == '–') && m.kind == nominal:
			j := d.before(i)
			if j < 0 || d.at[j] < 0 || d.mentions[d.at[j]].to != j+1 || d.mentions[d.at[j]].kind != named || d.mentions[d.at[j]].sort == place {
				return n
			}
			n = d.at[j]
		case d.at[i] >= 0 && m.kind == named && d.mentions[d.at[i]].to == i+1 && d.mentions[d.at[i]].kind == nominal:
			return n
		default:
			return n
		}
	}
	return n
}

// overInsertion finds the subject before an insertion that ends with the punctuation at token i: an apposition, a
// relative clause, an age, a "however".
func (d *doc) overInsertion(i int32) int32 {
	end := d.toks[i]
	if j := d.before(i); j >= 0 && end.hash != ')' {
		if n := d.lift(d.phraseEnding(j), true); n >= 0 && d.mentions[n].kind == named && d.mentions[n].sort == person && d.mentions[n].to <= j+1 && !d.afterPreposition(n) {
			return n
		}
	}
	fallback := int32(-1)
	for j, hops := d.before(i), 0; j >= 0 && hops < 60; j, hops = d.before(j), hops+1 {
		t := d.toks[j]
		if t.kind != punct || t.hash == '.' || t.hash == ')' {
			continue
		}
		if t.hash == ';' || t.hash == ':' {
			break
		}
		k := d.before(j)
		if k < 0 {
			break
		}
		n := d.phraseEnding(k)
		if n < 0 || !d.canSpeak(n) {
			continue
		}
		n = d.lift(n, true)
		p := d.before(d.mentions[n].titled)
		clauseStart := p < 0 || d.toks[p].kind == punct || d.toks[p].kind == mark || d.toks[p].is(conjunction|subordinator|adverb) || d.toks[p].hash == hashThat
		if clauseStart && d.inserts(j+1) {
			return n
		}
		if fallback < 0 && clauseStart {
			fallback = n
		}
	}
	if fallback >= 0 {
		return fallback
	}
	return d.clauseSubject(i)
}

// afterPreposition reports whether mention n is the object of a preposition.
func (d *doc) afterPreposition(n int32) bool {
	p := d.before(d.mentions[n].titled)
	if p > 0 && d.toks[p].is(conjunction) && d.at[p-1] >= 0 && d.adjacent(p-1, p) { // of Immigration and Customs Enforcement
		return d.mentions[d.at[p-1]].titled < p && d.afterPreposition(d.at[p-1])
	}
	return p >= 0 && d.toks[p].is(preposition)
}

// inserts reports whether what begins at token i can be an insertion after a subject.
func (d *doc) inserts(i int32) bool {
	if int(i) >= len(d.toks) {
		return false
	}
	t := d.toks[i]
	return t.kind == number || t.is(determiner|possessive|relative|preposition|role|title|adverb|ingForm|past|subordinator) || d.at[i] >= 0
}

// canSpeak reports whether a mention can be the source of anything.
func (d *doc) canSpeak(n int32) bool {
	if n < 0 {
		return false
	}
	m := d.mentions[n]
	switch m.kind {
	case named:
		return !d.toks[m.head].is(day) && m.sort != dateline
	case pronominal:
		return !d.toks[m.head].is(relative|possessive) || d.toks[m.head].hash == hashWho
	}
	return m.sort != unknown || d.toks[m.from].is(determiner|possessive) || d.toks[m.head].shape != lower
}

// subjectAfter returns the mention that follows the verb at token v as its subject, as in: said the minister. -1 if
// there is none.
func (d *doc) subjectAfter(v int32) int32 {
	i := v + 1
	if !d.adjacent(v, i) || d.toks[i].region >= 0 {
		return -1
	}
	n := d.phraseFrom(i)
	if n < 0 {
		return -1
	}
	m := d.mentions[n]
	if m.kind == pronominal && (d.toks[m.head].is(possessive|relative) && d.toks[m.head].hash != hashHer || isObject(d.toks[m.head].hash)) {
		return -1
	}
	if m.kind == pronominal && m.sort == unknown && d.toks[m.head].hash == hashOne {
		if a := d.oneOf(m.to); a >= 0 {
			return a
		}
	}
	if m.kind == nominal { // the group's director, Ida Moreno,
		if j := m.to; d.adjacent(v, j+1) && int(j+1) < len(d.toks) && d.toks[j].hash == ',' && d.at[j+1] >= 0 {
			a := d.mentions[d.at[j+1]]
			if a.kind == named && a.titled == j+1 && a.sort == person && d.toks[m.head].is(role|title|crowd) &&
				(!d.adjacent(v, a.to) || int(a.to) >= len(d.toks) || d.toks[a.to].kind != word) {
				return d.at[j+1]
			}
		} else if d.adjacent(v, j+1) && int(j+1) < len(d.toks) && d.toks[j].hash == ',' && d.toks[j+1].is(determiner) {
			if a := d.phraseFrom(j + 1); a >= 0 && d.mentions[a].kind == named && d.mentions[a].sort == person {
				return a // Ada's neighbour, the retired lock-keeper Bo Ash
			}
		}
	}
	return n
}

// oneOf reads on from token i to the name in: said one of the two, Ada Hill.
func (d *doc) oneOf(i int32) int32 {
	for k := i; k < i+7 && d.adjacent(i, k+1) && int(k+1) < len(d.toks); k++ {
		if n := d.at[k+1]; d.toks[k].hash == ',' && d.toks[k].kind == punct && n >= 0 && d.mentions[n].titled == k+1 && d.mentions[n].sort == person {
			return n
		}
	}
	return -1
}

var hashOne = hashOf("one")

var (
	hashHer  = hashOf("her")
	hashHim  = hashOf("him")
	hashThem = hashOf("them")
	hashMe   = hashOf("me")
	hashUs   = hashOf("us")
	hashIt   = hashOf("it")
)

func isObject(h uint32) bool {
	return h == hashHim || h == hashThem || h == hashMe || h == hashUs || h == hashHer
}
