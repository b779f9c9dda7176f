package quote

import "onrecord/summarize/news"

// mention is a place in the text that stands for somebody or something: a name, a noun phrase or a pronoun.
type mention struct {
	from, to int32 // tokens [from, to): the name without title, or the phrase with its determiner
	titled   int32 // first token of the title before a name ("Sen. Ruiz"), else from
	head     int32 // the token that decides what it is: last of a name, head noun of a phrase
	entity   int32 // index of the entity, or -1
	kind     mentionKind
	sort     nature
}

type mentionKind uint8

const (
	named mentionKind = iota
	nominal
	pronominal
)

// nature is what a name is the name of, as far as the text tells.
type nature uint8

const (
	unknown nature = iota
	person
	organ // a body: ministry, company, team
	place
	work     // a report, a newspaper, a law
	dateline // the town at the head of a report, who says nothing
)

// findNames finds the names of the text and fills d.at, which tells for each token the mention that covers it.
func (d *doc) findNames() {
	n := int32(len(d.toks))
	d.at = make([]int32, n)
	for i := range d.at {
		d.at[i] = -1
	}
	for i := int32(0); i < n; {
		if !d.nameStart(i) {
			i++
			continue
		}
		j := d.nameEnd(i)
		d.addName(i, j)
		i = j
	}
}

// nameStart reports whether a name may begin at token i.
func (d *doc) nameStart(i int32) bool {
	t := d.toks[i]
	if t.kind != word || t.shape == lower || t.is(contraction) || t.is(day) && !d.givenMonth(i) {
		return false
	}
	if t.is(pronoun) && t.end-t.start <= 4 {
		return false
	}
	if !t.first && !d.afterMark(i) {
		return !t.is(determiner|possessive|preposition|conjunction|auxiliary) || t.shape == capitals && t.end-t.start > 1
	}
	if t.is(title) {
		return true
	}
	if t.is(say) && t.is(past) {
		return false // Stated Ruiz:
	}
	if !t.is(common | determiner | preposition | conjunction | subordinator | auxiliary | adverb | pronoun | possessive | crowd) {
		return d.capitalNext(i) || !d.lowered[t.hash] && !d.participle(t) && !d.adverbial(t) && (d.uppered[t.hash] || !d.qualifies(i))
	}
	return false
}

// addressed reports whether a form of address stands before token i: Mr. Sunday Okon.
func (d *doc) addressed(i int32) bool {
	k := i - 1
	if k > 0 && d.toks[k].hash == '.' && d.toks[k].kind == punct {
		k--
	}
	return d.adjacent(k, i) && address[d.toks[k].hash]
}

// givenMonth reports whether the month at token i is somebody’s given name: April Hale.
func (d *doc) givenMonth(i int32) bool {
	return d.toks[i].is(female|male) && d.toks[i].shape == capital && d.capitalNext(i) && !d.toks[i+1].is(day)
}

// qualifies reports whether the word that opens a sentence is an adjective of those who are its subject: Federal and
// state officials …
func (d *doc) qualifies(i int32) bool {
	for k := i + 1; k <= i+3 && d.adjacent(i, k); k++ {
		t := d.toks[k]
		if t.kind != word || t.shape != lower || stops(t) && t.hash != hashAnd {
			return false
		}
		if t.is(crowd | role) {
			return true
		}
	}
	return false
}

// participle reports whether a word looks like the participle that a sentence may begin with: Chastened by …
func (d *doc) participle(t token) bool {
	return t.shape == capital && t.end-t.start > 5 && (d.text[t.end-2:t.end] == "ed" || d.text[t.end-3:t.end] == "ing")
}

// adverbial reports whether a word looks like the adverb that a sentence may begin with: Domestically, …
func (d *doc) adverbial(t token) bool {
	return t.shape == capital && t.class == 0 && t.end-t.start > 6 && d.text[t.end-2:t.end] == "ly" && !d.uppered[t.hash]
}

// afterMark reports whether token i opens a quotation or follows a colon, where a capital tells nothing.
func (d *doc) afterMark(i int32) bool {
	if i == 0 {
		return true
	}
	p := d.toks[i-1]
	return p.kind == mark || p.kind == punct && (p.hash == ':' || p.hash == '—')
}

func (d *doc) capitalNext(i int32) bool {
	return d.adjacent(i, i+1) && d.toks[i+1].kind == word && d.toks[i+1].shape != lower
}

// adjacent reports whether i and j are tokens of one sentence.
func (d *doc) adjacent(i, j int32) bool {
	return i >= 0 && j >= 0 && int(i) < len(d.toks) && int(j) < len(d.toks) && d.toks[i].sent == d.toks[j].sent
}

// nameEnd returns the token after the name that begins at i.
func (d *doc) nameEnd(i int32) int32 {
	j := i + 1
	for d.adjacent(i, j) && j-i < 9 {
		t := d.toks[j]
		switch {
		case t.kind == word && t.shape != lower && !t.is(contraction):
			if t.is(day) && !t.is(title|role) && !d.toks[j-1].is(male|female) && !(d.addressed(j) && d.capitalNext(j)) || t.is(pronoun) && t.end-t.start == 1 {
				return j
			}
			j++
			continue
		case t.kind == punct && t.hash == '.' && d.toks[j-1].end == t.start && d.toks[j-1].end-d.toks[j-1].start <= 4 &&
			(d.toks[j-1].is(title|suffix) || d.toks[j-1].end-d.toks[j-1].start == 1) && d.capitalNext(j):
			j++ // the dot of an initial or a title
			continue
		case t.is(particle) && t.shape == lower && d.afterParticles(j) > j:
			j = d.afterParticles(j)
			continue
		case t.hash == hashOfWord && d.joins(i, j):
			j++
			for d.adjacent(i, j) && d.toks[j].is(determiner) {
				j++
			}
			continue
		case (t.hash == hashFor || t.hash == hashOn && forums[d.toks[j-1].hash]) && d.toks[j-1].is(body) && institutes[d.toks[j-1].hash] && d.capitalNext(j) && !d.toks[j+1].is(day):
			j += 2 // Institute for Slow Transport
			continue
		case t.is(contraction) && t.end-t.start <= 3 && t.hash == hashS && d.text[t.end-1] != 's' && d.capitalNext(j) && d.toks[j+1].is(body):
			j += 2 // the Dockers' Union
			continue
		case t.hash == '&' && d.capitalNext(j):
			j += 2
			continue
		}
		break
	}
	return j
}

// afterParticles returns the token after the capital that follows the particles at token j, or j if none does: der Tern.
func (d *doc) afterParticles(j int32) int32 {
	for k := j; k < j+3 && d.adjacent(j, k) && d.toks[k].is(particle) && d.toks[k].shape == lower; k++ {
		if d.capitalNext(k) {
			return k + 2
		}
	}
	return j
}

var hashOfWord = hashOf("of")

// institutes are bodies whose names go on with "for", and forums those whose names go on with "on".
var (
	institutes = hashes("institute institution center centre council committee department association society foundation fund office agency ministry " +
		"union academy alliance coalition commission campaign college school museum bureau bank network federation citizens")
	forums = hashes("council committee commission center centre institute coalition bureau")
)

// joins reports whether the "of" at token j is part of the name that began at i: Bank of England, Secretary of State.
func (d *doc) joins(i, j int32) bool {
	k := j + 1
	if !d.adjacent(i, k) {
		return false
	}
	if d.toks[k].is(determiner) && d.toks[k].shape == lower {
		k++
	}
	if !d.adjacent(i, k) || d.toks[k].kind != word || d.toks[k].shape == lower || d.toks[k].is(day) {
		return false
	}
	if d.toks[j-1].is(title|role) && d.toks[j-1].class&(body|document) == 0 && d.allAre(i, j, title|role) {
		if p := d.before(i); p >= 0 && d.toks[p].is(determiner) && !d.personAfter(k) {
			return false // the Minister of Ports said
		}
	}
	if d.toks[j-1].is(title | role | document) {
		return !d.surname(i, j-1)
	}
	return d.anyIs(i, j, body)
}

// personAfter reports whether the capital words from token k on go on to a given name: Secretary of State Ada Hill.
func (d *doc) personAfter(k int32) bool {
	for end := k + 4; k < end && d.capitalNext(k); k++ {
		if d.toks[k+1].is(male | female) {
			return true
		}
	}
	return false
}

func (d *doc) allAre(from, to int32, c class) bool {
	for k := from; k < to; k++ {
		if !d.toks[k].is(c) {
			return false
		}
	}
	return true
}

// addName records the name in tokens [i, j), with its title set apart.
func (d *doc) addName(i, j int32) {
	m := mention{from: i, titled: i, to: j, head: j - 1, entity: -1, kind: named}
	for m.to > m.from && d.toks[m.to-1].kind == punct {
		m.to--
	}
	m.head = m.to - 1
	last := d.toks[m.head]
	if !last.is(body) || m.to-m.from == 1 {
		m.from = d.afterTitles(i, m.to)
	}
	if t := d.toks[min(m.from, m.head)]; m.from == i && t.first && m.to-m.from >= 3 && !last.is(body) && (d.lowered[t.hash] || agentive(d.text[t.start:t.end])) && d.toks[m.from+1].kind == word {
		m.from++ // Forecaster Lin Horst said …
	}
	switch {
	case m.from == m.to: // nothing but titles: "the Prime Minister", "President"
		m.from, m.kind, m.sort = i, nominal, person
		if i > 0 && d.adjacent(i-1, i) && d.toks[i-1].is(determiner|possessive) {
			m.from--
			m.titled = m.from
		}
	default:
		m.sort = d.sortOf(m)
		if d.isDateline(m) {
			m.sort = dateline
		}
	}
	d.add(m)
}

// isDateline reports whether m opens its paragraph in capitals, with a comma, a bracket or a dash behind it.
func (d *doc) isDateline(m mention) bool {
	t := d.toks[m.from]
	if t.shape != capitals || int(t.start) > d.a.Blocks[t.para].Start || int(m.to) >= len(d.toks) {
		return false
	}
	switch n := d.toks[m.to]; n.hash {
	case ',', '(', '-', '–', '—':
		return n.kind == punct
	}
	return false
}

// sortOf guesses from its own words and its neighbours what a name names.
func (d *doc) sortOf(m mention) nature {
	if m.from > m.titled {
		return person
	}
	words := int32(0)
	for k := m.from; k < m.to; k++ {
		t := d.toks[k]
		if t.kind == word {
			words++
		}
		if t.hash == hashOfWord {
			return organ
		}
	}
	last := d.toks[m.head]
	switch {
	case last.is(body) && !(words == 2 && d.toks[m.from].is(male|female)), words > 1 && d.toks[m.from].is(body) && !last.is(suffix):
		return organ
	case last.is(document) && words > 1:
		return work
	case last.is(placeName) && !last.is(male|female):
		return place
	case words == 1 && last.shape == capitals:
		return organ
	case last.is(suffix) && words > 1:
		return person
	case words >= 2 && words <= 4 && !d.anyIs(m.from, m.to, placeName|role):
		if m.from > 0 && d.toks[m.from-1].hash == hashThe && d.adjacent(m.from-1, m.from) {
			return organ
		}
		return person
	}
	if p := m.from - 1; p > 0 && d.adjacent(p-1, m.from) {
		if d.toks[p].is(role) || d.toks[p].hash == ',' && d.toks[p-1].is(role) && !d.toks[p-1].is(crowd) && words == 1 && int(m.to) < len(d.toks) && d.toks[m.to].hash == ',' {
			return person // his father, Murugan,
		}
	}
	if words == 1 && last.is(male|female) {
		return person
	}
	return unknown
}

var hashThe = hashOf("the")

func (d *doc) anyIs(from, to int32, c class) bool {
	for k := from; k < to; k++ {
		if d.toks[k].is(c) {
			return true
		}
	}
	return false
}

func (d *doc) add(m mention) int32 {
	n := int32(len(d.mentions))
	d.mentions = append(d.mentions, m)
	for k := m.titled; k < m.to; k++ {
		d.at[k] = n
	}
	return n
}

// span returns the text of tokens [from, to).
func (d *doc) span(from, to int32) news.Span {
	if from >= to {
		return news.Span{}
	}
	return news.Span{Start: int(d.toks[from].start), End: int(d.toks[to-1].end)}
}
