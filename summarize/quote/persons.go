package quote

// The names of an article in another language. Where nouns have capitals a name is two capitals or more of which none
// is a noun by its ending or its article, or what follows a title.

// function are the classes of words that open no name, though a sentence may begin with them.
const function = determiner | possessive | preposition | conjunction | pronoun | subordinator | adverb | auxiliary | relative | that | clitic

// longestName is how many tokens a name has at most.
const longestName = 9

// findNames finds the names of the text and fills f.at.
func (f *foreign) findNames() {
	n := int32(len(f.toks))
	f.at = make([]int32, n)
	for i := range f.at {
		f.at[i] = -1
	}
	for i := int32(0); i < n; {
		if !f.opensName(i) {
			i++
			continue
		}
		j := f.endOfName(i)
		f.nameOf(i, j)
		i = j
	}
	f.names = int32(len(f.mentions))
}

// opensName reports whether a name may begin at token i.
func (f *foreign) opensName(i int32) bool {
	t := f.toks[i]
	if t.kind != word || t.shape == lower || t.is(day) && !t.is(male|female) {
		return false
	}
	early := t.first || f.afterMark(i)
	if t.is(function) && !t.is(male|female) {
		return !early && t.is(particle|determiner) && f.capitalNext(i)
	}
	if early && t.is(say|naming) && !t.is(male|female|role|title) {
		return false
	}
	return !early || f.capitalNext(i) || t.is(title) || !f.lowered[t.hash]
}

// endOfName returns the token after the name that begins at i.
func (f *foreign) endOfName(i int32) int32 {
	j := i + 1
	for f.adjacent(i, j) && j-i < longestName && f.toks[j].region == f.toks[i].region {
		t, p := f.toks[j], f.toks[j-1]
		if t.kind == word && t.shape != lower && (!t.is(day) || t.is(male|female)) && (!t.is(function|say) || t.is(particle|male|female)) {
			j++
			continue
		}
		if t.kind == punct && t.hash == '.' && p.end == t.start && (p.end-p.start == 1 || p.is(title)) && (f.capitalNext(j) || f.adjacent(j, j+1) && f.toks[j+1].is(particle)) {
			j++
			continue
		}
		k := j
		if t.is(particle) && f.adjacent(i, j+2) && f.toks[j+1].is(conjunction) && f.toks[j+2].is(particle) && f.tongue.cased {
			k += 2 // von und zu
		}
		if t.is(determiner) && (f.tongue.cased || !t.is(genitive)) {
			break // Moreno den Steg: it takes a von, a de, before it
		}
		for k < j+5 && f.adjacent(i, k) && f.toks[k].is(particle) && f.toks[k].shape == lower {
			k++
		}
		if k > j && f.adjacent(i, k) && f.toks[k].kind == word && f.toks[k].shape != lower && !f.toks[k].is(day|role|title) && (!f.toks[k].is(function) || f.toks[k].is(particle) && f.capitalNext(k)) && !(f.tongue.cased && f.noun(k)) {
			j = k + 1
			continue
		}
		break
	}
	return j
}

// nameOf records the name in tokens [i, j), with its titles set apart, unless they are all there is.
func (f *foreign) nameOf(i, j int32) {
	from := i
	for from < j && (f.toks[from].is(title|role) && !f.toks[from].is(body) && !f.toks[from].is(given(f.toks[from])) || from > i && f.toks[from].kind == punct) {
		from++
	}
	if from == j && f.tongue.cased && j-i > 1 && !f.toks[j-1].is(female|title) {
		from = j - 1 // Bürgermeister Fischer
	}
	if from == j {
		return // nothing but titles
	}
	if p := f.toks[from]; from > i && p.shape == lower && !f.tongue.cased && f.toks[from-1].is(role) {
		for from < j && f.toks[from].shape == lower {
			from++ // Presidente da Junta
		}
		f.add(mention{from: from, titled: from, to: j, head: j - 1, entity: -1, kind: named, sort: organ})
		return
	}
	m := mention{from: from, titled: i, to: j, head: j - 1, entity: -1, kind: named}
	if f.tongue.cased {
		if !f.withoutNouns(&m) {
			return
		}
	} else if t := f.toks[min(from, j-1)]; from == i && t.first && j-from >= 3 && f.lowered[t.hash] && !t.is(male|female) {
		m.from, m.titled = from+1, from+1
	}
	if m.from == i {
		f.afterInstitution(&m)
	}
	m.sort = f.sortOfName(m)
	f.add(m)
}

// withoutNouns moves the start of a name over the nouns that stand before it: Orgelbauer Bo Tern. It reports whether a
// name is left. The last word of one may be a noun too: Ida Fischer.
func (f *foreign) withoutNouns(m *mention) bool {
	for k := m.to - 2; k > m.from; k-- {
		if f.toks[k].is(role) && given(f.toks[k]) == 0 {
			m.from, m.titled = k, k // Bayerns Ministerpräsident Bo Tern
			break
		}
	}
	for m.from < m.to-1 && f.noun(m.from) {
		m.from++
	}
	if w := f.toks[m.from]; f.capitalWords(*m) >= 3 && given(w) == 0 && (given(f.toks[m.from+1]) != 0 || personEnding(f.text[w.start:w.end])) {
		m.from++ // a word for people that the lexicon lacks
	}
	if m.to-m.from == 1 {
		return m.from > m.titled && f.anyIs(m.titled, m.from, role|title) || !f.noun(m.from)
	}
	for k := m.from + 1; k < m.to-1; k++ {
		if f.noun(k) {
			return false
		}
	}
	last := f.toks[m.head]
	return !f.noun(m.from) && (!f.noun(m.head) || last.is(role) && !last.is(female) && (given(f.toks[m.from]) != 0 || m.from > m.titled))
}

// capitalWords counts the words of a name that have capitals.
func (f *foreign) capitalWords(m mention) int {
	n := 0
	for k := m.from; k < m.to; k++ {
		if t := f.toks[k]; t.kind == word && t.shape != lower {
			n++
		}
	}
	return n
}

// personEnding reports whether a German word ends as words for people do.
func personEnding(w string) bool {
	for _, end := range [...]string{"in", "er", "or", "ist", "eur", "ent", "ant", "loge", "graf", "arzt", "wart", "frau"} {
		if len(w) > len(end)+3 && w[len(w)-len(end):] == end {
			return true
		}
	}
	return false
}

// given is the class that makes a word a given name although it may be a title: Prince, Rey.
func given(t token) class {
	if t.is(male|female) && !t.is(role|title) {
		return male | female
	}
	return 0
}

// noun reports whether token i is a noun of a language that writes nouns with capitals.
func (f *foreign) noun(i int32) bool {
	t := f.toks[i]
	switch {
	case t.kind != word || t.shape == lower || given(t) != 0:
		return false
	case t.is(role | body | document | day):
		return true
	}
	return f.articled[t.hash] || nounEnding(f.text[t.start:t.end])
}

// nounEnding reports whether a German word ends as only nouns do.
func nounEnding(w string) bool {
	for _, end := range [...]string{"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "tät", "ismus", "nis", "tum"} {
		if len(w) > len(end)+2 && w[len(w)-len(end):] == end {
			return true
		}
	}
	return false
}

// afterInstitution moves the start of a name that stands behind what its bearer presides over: il sindaco di Averla
// Ida Moreno, o ministro da Pesca João Reis.
func (f *foreign) afterInstitution(m *mention) {
	p := m.titled - 1
	if p < 1 || !f.adjacent(p, m.from) || !f.toks[p].is(genitive|preposition) {
		return
	}
	for k := m.from + 1; k+1 < m.to && given(f.toks[m.from]) == 0 && !f.toks[k-1].is(body); k++ {
		if given(f.toks[k]) != 0 && f.toks[k-1].shape != lower {
			m.from, m.titled = k, k
			return
		}
	}
	for p > 0 && f.adjacent(p-1, p) && f.toks[p].is(genitive|determiner) {
		p--
	}
	if f.toks[p].is(role) && m.to-m.from == 3 && given(f.toks[m.from]) == 0 && f.toks[m.from+1].shape != lower && f.toks[m.from+1].kind == word {
		m.from, m.titled = m.from+1, m.from+1
	}
}

// sortOfName tells what a name names, as far as its own words and its article do.
func (f *foreign) sortOfName(m mention) nature {
	p := m.titled - 1
	switch {
	case f.toks[m.from].is(male | female):
		return person
	case m.from > m.titled && f.anyIs(m.titled, m.from, role|title):
		return person
	case f.anyIs(m.from, m.to, body), p >= 0 && f.adjacent(p, m.from) && f.toks[p].is(body|document) && !f.toks[p].is(role), f.toks[m.head].shape == capitals && m.to-m.from == 1:
		return organ
	case p >= 0 && f.adjacent(p, m.from) && f.toks[p].is(determiner):
		return organ
	}
	return unknown
}
