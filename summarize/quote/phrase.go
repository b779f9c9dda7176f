package quote

import "strings"

// Noun phrases are found where they are needed: next to a cue, or at the head of a sentence.

// stops reports whether token t cannot be inside a noun phrase.
func stops(t token) bool {
	if t.kind == punct || t.kind == mark {
		return true
	}
	if t.is(auxiliary | preposition | relative | conjunction | pronoun) {
		return t.shape == lower || t.first || t.is(pronoun)
	}
	if t.is(subordinator) {
		return true
	}
	if t.is(verb|say|naming) && !t.is(role|body|document|title|crowd|day) {
		return t.shape == lower || t.first
	}
	return false
}

// phraseEnding returns the mention that ends with token i: a name, a pronoun, or a noun phrase made on the spot; -1
// if there is none.
func (d *doc) phraseEnding(i int32) int32 {
	if i < 0 {
		return -1
	}
	t := d.toks[i]
	if n := d.at[i]; n >= 0 && d.mentions[n].to == i+1 {
		return n
	}
	if t.is(pronoun) && t.kind == word {
		return d.addPronoun(i)
	}
	if t.kind != word || stops(t) || t.is(adverb|determiner|possessive|contraction) && t.class&(role|body|crowd|document) == 0 {
		return -1
	}
	from := i
	for d.adjacent(from-1, i) && i-from < 8 {
		p := d.toks[from-1]
		if p.is(determiner|possessive) && p.kind == word {
			from--
			if !d.adjacent(from-1, i) || !d.toks[from-1].is(determiner) {
				break
			}
			continue
		}
		if stops(p) && !(p.is(verb|past) && p.is(past) && d.adjacent(from-2, i) && d.toks[from-2].is(determiner|possessive)) || p.kind == mark {
			break
		}
		if p.is(adverb) && !p.is(title|role) && p.shape == lower && !d.adjacent(from-2, i) {
			break
		}
		from--
	}
	return d.addPhrase(from, i+1)
}

// phraseFrom returns the mention that begins with token i, or -1. A name that closes a phrase ("the group's director
// Ida Moreno", "former mayor Ana Ruiz") is what the phrase stands for.
func (d *doc) phraseFrom(i int32) int32 {
	if i < 0 || int(i) >= len(d.toks) {
		return -1
	}
	t := d.toks[i]
	if n := d.at[i]; n >= 0 && d.mentions[n].titled == i {
		m := d.mentions[n]
		if d.adjacent(i, m.to) && m.to < int32(len(d.toks)) {
			if nx := d.toks[m.to]; nx.hash == hashS && nx.is(contraction) {
				return d.phraseOn(i, m.to+1)
			}
			if m.kind == named && (d.modifies(m.to) || d.adjective(m.head)) {
				return d.phraseOn(i, m.to)
			}
		}
		return n
	}
	if t.hash == hashOne && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].kind == word && !stops(d.toks[i+1]) {
		return d.phraseOn(i, i+1) // one former executive
	}
	if t.hash == hashOne && d.adjacent(i, i+2) && int(i+2) < len(d.toks) && d.toks[i+1].hash == hashOfWord {
		if n := d.phraseFrom(i + 2); n >= 0 { // one of two witnesses
			return d.addPhrase(i, d.mentions[n].to)
		}
	}
	if t.is(pronoun) && t.kind == word && !t.is(relative) {
		return d.addPronoun(i)
	}
	if t.kind != word && t.kind != number || t.is(preposition|conjunction|auxiliary|relative|contraction) && !t.is(determiner) {
		return -1
	}
	return d.phraseOn(i, i)
}

var hashS = hashOf("'s")

// phraseOn reads on from token j to the end of the noun phrase that began at i.
func (d *doc) phraseOn(i, j int32) int32 {
	for d.adjacent(i, j) && j-i < 10 {
		t := d.toks[j]
		if n := d.at[j]; n >= 0 && d.mentions[n].kind == named && d.mentions[n].titled == j {
			m := d.mentions[n]
			if d.adjective(m.head) {
				j = m.to
				continue
			}
			owned := d.adjacent(i, m.to) && int(m.to) < len(d.toks) && d.toks[m.to].is(contraction)
			noun := d.adjacent(i, m.to) && d.modifies(m.to)
			if !owned && !noun {
				if j > i && d.toks[j-1].is(role|title|body) || m.sort == person && j > i || j == i {
					return n
				}
				if m.sort == organ || m.sort == place || m.sort == work {
					return n
				}
			}
			j = m.to
			if owned {
				j++
			}
			continue
		}
		if t.is(determiner|possessive) && t.kind == word {
			if j > i && !d.toks[j-1].is(determiner) {
				break
			}
			j++
			continue
		}
		if t.hash == hashOfWord && j > i && d.toks[j-1].is(role|title) {
			if k := d.nameAfterOf(i, j); k >= 0 { // former secretary of state Ada Hill
				return k
			}
		}
		if t.is(adverb) && t.class&(role|body) == 0 && j > i && t.shape == lower {
			if !d.adjacent(i, j+1) || stops(d.toks[j+1]) {
				break
			}
			j++
			continue
		}
		if j > i && d.nounHere(i, j) {
			j++
			continue
		}
		if stops(t) && !(t.is(past) && !t.is(say|auxiliary) && j > i && d.toks[j-1].is(determiner) && d.adjacent(i, j+1) && !stops(d.toks[j+1])) {
			break
		}
		j++
	}
	for j > i && (d.toks[j-1].is(adverb|determiner|possessive) && d.toks[j-1].class&(role|body|crowd) == 0 && j-1 > i) {
		j--
	}
	if j == i {
		return -1
	}
	return d.addPhrase(i, j)
}

// nounHere reports whether a word that may be a verb is a noun at token j of the phrase that began at i, because it
// would not agree with a singular: a two-line reply.
func (d *doc) nounHere(i, j int32) bool {
	t := d.toks[j]
	h := d.toks[i].hash
	return t.is(verb|say|naming) && t.is(present) && !t.is(past) && t.shape == lower && d.text[t.end-1] != 's' && (h == hashA || h == hashAn) &&
		d.toks[j-1].class&(role|body|crowd|document) == 0
}

// modifies reports whether the token after a name is a noun that the name qualifies: the Obama aide, a German user.
func (d *doc) modifies(i int32) bool {
	if int(i) >= len(d.toks) {
		return false
	}
	t := d.toks[i]
	if t.kind != word || t.shape != lower || t.is(contraction|adverb|determiner|possessive|preposition|auxiliary) && !t.is(role) {
		return false
	}
	if t.is(role | body | document | crowd) {
		return !t.is(say) || t.is(role)
	}
	n := d.at[i-1] // of people, only "the Obama aide": a verb that the lexicon lacks may follow their names
	return n >= 0 && (d.mentions[n].sort == place || d.mentions[n].sort == organ) && !stops(t) && !t.is(day) && d.text[t.end-1] != 's'
}

// nameAfterOf returns the name of a person that follows the "of" at token j after one or two lower-case words, or -1.
func (d *doc) nameAfterOf(i, j int32) int32 {
	for k := j + 2; k <= j+3 && d.adjacent(i, k) && int(k) < len(d.toks); k++ {
		if stops(d.toks[k-1]) || d.toks[k-1].is(determiner|possessive) {
			return -1
		}
		if n := d.at[k]; n >= 0 && d.mentions[n].titled == k {
			if m := d.mentions[n]; m.kind == named && m.sort == person {
				return n
			}
			return -1
		}
	}
	return -1
}

// adjective reports whether the name that ends with token i is used as one: Berlin-based, Texas-born.
func (d *doc) adjective(i int32) bool {
	w := d.text[d.toks[i].start:d.toks[i].end]
	return strings.HasSuffix(w, "-based") || strings.HasSuffix(w, "-born") || strings.HasSuffix(w, "-led") || strings.HasSuffix(w, "-backed")
}

// measure reports whether the phrase from a token to its head lacks its noun: in "a two-line reply", "reply" may be
// taken for a verb. A 20-year-old lacks none.
func (d *doc) measure(from, head int32) bool {
	t, a := d.toks[head], d.toks[from].hash
	w := d.text[t.start:t.end]
	first, rest, joined := strings.Cut(w, "-")
	if !joined || a != hashA && a != hashAn || t.is(role|crowd|body) || strings.HasSuffix(rest, "old") || strings.HasSuffix(rest, "s") {
		return false
	}
	return first[0] >= '0' && first[0] <= '9' || counts[hashOf(first)] || hashOf(first) == hashOne
}

// addPronoun records the pronoun at token i.
func (d *doc) addPronoun(i int32) int32 {
	if n := d.at[i]; n >= 0 {
		return n
	}
	return d.add(mention{from: i, titled: i, to: i + 1, head: i, entity: -1, kind: pronominal})
}

// addPhrase records the noun phrase in tokens [from, to), unless it holds no noun that could speak.
func (d *doc) addPhrase(from, to int32) int32 {
	key := uint64(from)<<32 | uint64(to)
	if n, ok := d.phrases[key]; ok {
		return n
	}
	m := mention{from: from, titled: from, to: to, head: to - 1, entity: -1, kind: nominal}
	h := d.toks[m.head]
	if h.kind != word || from == m.head && (h.hash == hashThat || h.hash == hashThe || h.hash == hashA || h.hash == hashAn) || h.is(day) && !h.is(role|body) || d.measure(from, m.head) {
		return -1
	}
	switch {
	case h.is(role | crowd):
		m.sort = person
	case h.is(body):
		m.sort = organ
	case h.is(document):
		m.sort = work
	}
	n := int32(len(d.mentions))
	d.mentions = append(d.mentions, m)
	if d.phrases == nil {
		d.phrases = make(map[uint64]int32, 32)
	}
	d.phrases[key] = n
	return n
}
