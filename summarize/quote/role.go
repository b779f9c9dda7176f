package quote

import "onrecord/summarize/news"

// role returns the role or affiliation that the text gives for an entity: the first that stands next to its name in
// so many words, else the title before its name.
func (d *doc) role(entity int32) news.Span {
	if len(d.roles) < len(d.entities) {
		d.findRoles()
	}
	return d.span(d.roles[entity].from, d.roles[entity].to)
}

// findRoles looks next to every name for what its bearer is.
func (d *doc) findRoles() {
	d.roles = make([]extent, len(d.entities))
	for i, m := range d.mentions {
		if m.kind != named || m.entity < 0 {
			continue
		}
		r := &d.roles[m.entity]
		if r.marked || d.entities[m.entity].sort == place {
			continue
		}
		for _, look := range [...]func(mention) extent{d.apposition, d.relativeRole, d.phraseBefore, d.copula} {
			if e := look(m); e.to > e.from {
				*r = extent{e.from, e.to, true}
				break
			}
		}
		if r.to == r.from {
			*r = d.titleOf(int32(i))
		}
		if r.to == r.from {
			*r = d.affiliation(m)
		}
	}
}

// apposition returns what follows a name between commas: Ida Moreno, 51, the harbour minister, …
func (d *doc) apposition(m mention) extent {
	i := m.to
	if d.in(i, m) && d.toks[m.to-1].is(suffix) && d.toks[i].hash == '.' {
		i++ // Jr.
	}
	if !d.pointAt(i, m) {
		return extent{}
	}
	i++
	for d.in(i, m) && (d.toks[i].kind == number || d.toks[i].kind == punct && d.toks[i].hash == ',' || nowadays[d.toks[i].hash]) {
		i++ // an age
	}
	i = d.pastHome(i, m)
	if !d.in(i, m) || d.toks[i].kind != word || !d.opensRole(i) {
		return extent{}
	}
	to, noun := d.roleEnd(i, m)
	if to == i || !noun || d.opens(m) && (!d.pointAt(to, m) || d.hasVerb(extent{i, to, false})) {
		return extent{}
	}
	i = d.skipArticle(i, to)
	if i+1 < to && d.aged(d.toks[i]) {
		i++
	}
	to = d.whole(i, to)
	if d.toks[d.headOf(i, to)].is(crowd) && d.entities[m.entity].sort == person {
		return extent{}
	}
	return extent{i, to, true}
}

// pastHome steps from token i over where somebody lives: Ida Moreno, 51, of Holm, a pilot.
func (d *doc) pastHome(i int32, m mention) int32 {
	if !d.in(i+2, m) || d.toks[i].hash != hashOfWord && d.toks[i].hash != hashFrom {
		return i
	}
	n := d.at[i+1]
	if n < 0 || d.mentions[n].titled != i+1 || !d.pointAt(d.mentions[n].to, m) || d.isBody(n) {
		return i
	}
	return d.mentions[n].to + 1
}

var hashFrom = hashOf("from")

// nowadays are words that place a role in time: Ida Moreno, now a pilot.
var nowadays = hashes("now then currently formerly once")

// opens reports whether name m is the object of a preposition, so that the comma behind it may end what opens the
// sentence: According to Ida Moreno, the slip …
func (d *doc) opens(m mention) bool {
	from := m.titled
	if e := d.titleOf(d.at[m.from]); e.to > e.from {
		from = e.from
	}
	p := d.before(from)
	return p >= 0 && d.toks[p].is(preposition)
}

// whole drops what a role cannot end with: the author of.
func (d *doc) whole(from, to int32) int32 {
	for to > from+1 && d.toks[to-1].is(preposition|conjunction|determiner) && !d.toks[to-1].is(role) {
		to--
	}
	return to
}

// headOf returns the token of the noun that decides what a role is: the last before a preposition or a point.
func (d *doc) headOf(from, to int32) int32 {
	k := from
	for k+1 < to && d.toks[k+1].kind == word && !d.toks[k+1].is(preposition|conjunction|relative) {
		k++
	}
	return k
}

// aged reports whether a token is an age such as 19-year-old.
func (d *doc) aged(t token) bool {
	return t.end-t.start > 8 && d.text[t.end-8:t.end] == "year-old"
}

// pointAt reports whether token i is a comma, bracket or dash in the sentence of m.
func (d *doc) pointAt(i int32, m mention) bool {
	if !d.in(i, m) || d.toks[i].kind != punct {
		return false
	}
	switch d.toks[i].hash {
	case ',', '(', '—', '–':
		return true
	}
	return false
}

func (d *doc) in(i int32, m mention) bool { return int(i) < len(d.toks) && d.adjacent(m.head, i) }

// opensRole reports whether a role may begin at token i: with an article, a lower-case noun, or a title.
func (d *doc) opensRole(i int32) bool {
	t := d.toks[i]
	switch {
	case t.is(role|title) && !t.is(pronoun), t.is(ingForm) && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].is(role):
		return true // managing director
	case counts[t.hash]:
		return false
	case t.is(determiner|possessive) && !t.is(relative|pronoun|crowd):
		return true
	case t.hash == hashThe || t.hash == hashA || t.hash == hashAn:
		return true
	case t.shape != lower:
		n := d.at[i]
		return n >= 0 && d.in(d.mentions[n].to, d.mentions[n]) && (d.toks[d.mentions[n].to].is(contraction) || d.toks[d.mentions[n].to].is(role))
	}
	return !t.is(preposition | conjunction | subordinator | adverb | auxiliary | relative | pronoun | verb | say | naming | day | ingForm)
}

// counts are words for more than one.
var counts = hashes("two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands several")

var (
	hashA  = hashOf("a")
	hashAn = hashOf("an")
)

// roleEnd reads a role from token i to its end and tells whether it holds a noun for a person.
func (d *doc) roleEnd(i int32, m mention) (to int32, noun bool) {
	article := d.toks[i].is(determiner|possessive) || d.aged(d.toks[i])
	for to = i; d.in(to, m) && to-i < 18; to++ {
		t := d.toks[to]
		switch {
		case d.shortens(to) && d.in(to+1, m) && d.toks[to+1].kind == word:
			continue
		case t.kind == punct || t.kind == mark:
			if to > i+1 && d.toks[to-1].is(conjunction) {
				to--
			}
			return to, noun || article && (to > i+2 || to > i+1 && (d.toks[to-1].shape != lower || d.aged(d.toks[i]))) && (t.hash != '.' || d.follows(m))
		case t.is(preposition) && d.in(to+1, m) && d.toks[to+1].kind == number, // from 1998 to 2021
			t.hash == hashTo && d.in(to+1, m) && d.toks[to+1].is(verb|auxiliary):
			return to, noun
		case t.is(relative) && t.shape == lower, t.is(auxiliary), t.is(subordinator) && !t.is(preposition):
			return to, noun || article && to > i+1
		case t.is(pronoun) && !t.is(determiner|possessive) && t.shape == lower:
			return to, noun
		case t.is(say|verb) && t.is(past|present) && !t.is(role|body|document|title|crowd|ingForm) && t.shape == lower:
			if to > i+1 && !d.toks[to-1].is(determiner|possessive) && d.cueAt[to] >= 0 {
				return to, noun
			}
		}
		if t.is(role|title) && !t.is(pronoun) || t.kind == word && t.shape == lower && agentive(d.text[t.start:t.end]) {
			noun = true
		}
	}
	return to, noun
}

// shortens reports whether token i is the dot of an abbreviation: Gov. Hill.
func (d *doc) shortens(i int32) bool {
	if i == 0 || d.toks[i].kind != punct || d.toks[i].hash != '.' || d.toks[i-1].end != d.toks[i].start {
		return false
	}
	p := d.toks[i-1]
	return p.is(title|suffix|day) && p.end-p.start <= 5 || p.shape == capitals && p.end-p.start == 1 || p.is(particle) && p.shape == capital
}

// follows reports whether name m stands right behind a cue: said Ida Moreno, …
func (d *doc) follows(m mention) bool {
	p := d.before(m.titled)
	return p >= 0 && d.cueAt[p] >= 0
}

// agentive reports whether a noun looks like one for a person by its ending: geochemist, sculptor, landlady.
func agentive(w string) bool {
	for _, end := range [...]string{"ist", "ologist", "grapher", "keeper", "lady", "lord", "wright", "smith", "eer", "ician", "maker", "er", "or", "ian"} {
		if len(w) > len(end)+3 && w[len(w)-len(end):] == end {
			return true
		}
	}
	return false
}

func hashes(list string) map[uint32]bool {
	m := map[uint32]bool{}
	for start, i := 0, 0; i <= len(list); i++ {
		if i == len(list) || list[i] == ' ' {
			m[hashOf(list[start:i])] = true
			start = i + 1
		}
	}
	return m
}

// phraseBefore reads: Its director of operations, Giles Ward, … and: the modeller Rufina Bell …
func (d *doc) phraseBefore(m mention) extent {
	if e := d.shortRole(m); e.to > e.from {
		return e
	}
	if i := d.beforeAddress(m); i > 0 && d.toks[i].hash == ',' {
		return d.longRole(i-1, m)
	}
	return extent{}
}

// beforeAddress returns the token before a name and the titles and brackets that stand before it: , Eng. (Dr.) Bo Tern.
func (d *doc) beforeAddress(m mention) int32 {
	i := d.before(m.titled)
	for i >= 0 && (address[d.toks[i].hash] || d.toks[i].kind == punct && (d.toks[i].hash == '(' || d.toks[i].hash == ')' || d.toks[i].hash == '.')) {
		i = d.before(i)
	}
	return i
}

func (d *doc) shortRole(m mention) extent {
	i := d.before(m.titled)
	if i < 0 || d.entities[m.entity].sort == organ || d.entities[m.entity].sort == work {
		return extent{}
	}
	end := m.titled
	comma := d.toks[i].kind == punct && d.toks[i].hash == ','
	if h := d.toks[i]; m.from != m.titled && !comma && (h.kind != word || h.shape != lower || !h.is(role) && !agentive(d.text[h.start:h.end])) {
		return extent{}
	}
	if comma {
		end = i
		if i = d.before(i); i < 0 {
			return extent{}
		}
	}
	if d.toks[i].kind != word {
		return extent{}
	}
	n := d.phraseEnding(i)
	if n < 0 || d.mentions[n].kind != nominal && (!comma || !d.closed(m)) {
		return extent{}
	}
	if comma {
		n = d.lift(n, true)
	}
	if n < 0 {
		return extent{}
	}
	p := d.mentions[n]
	if p.kind != nominal || !d.toks[p.from].is(determiner|possessive) && d.at[p.from] < 0 && comma {
		return extent{}
	}
	if h := d.toks[p.head]; !h.is(role|title) && !agentive(d.text[h.start:h.end]) || h.is(crowd) {
		return extent{}
	}
	if address[d.toks[p.head].hash] {
		return extent{}
	}
	if v := d.before(p.from); comma && v >= 0 && !d.closed(m) && d.toks[v].is(auxiliary|verb) && !d.toks[v].is(say) {
		return extent{} // If she is the mayor, Bo Tern will leave.
	}
	from := p.from
	for from < end && d.toks[from].is(determiner|possessive) {
		from++
	}
	return extent{from, end, true}
}

// longRole reads back from token i, before a comma, to the article of a role with all that it is of: The President of
// the Association of Pilots and Owners, APO, Bo Tern, …
func (d *doc) longRole(i int32, m mention) extent {
	if !d.closed(m) {
		return extent{}
	}
	end := i + 1
	if p := d.before(i); p >= 0 && d.toks[i].shape == capitals && d.toks[p].kind == punct && d.toks[p].hash == ',' {
		end, i = p, d.before(p)
	}
	for k := i; k >= 0 && d.adjacent(k, m.head) && i-k < 20; k-- {
		t := d.toks[k]
		if t.kind == mark || t.region >= 0 || t.kind == punct && !d.shortens(k) || t.is(pronoun|relative|auxiliary) && !t.is(possessive|determiner) || d.cueAt[k] >= 0 ||
			t.is(verb|say|naming) && !t.is(role|body|title|document) && t.shape == lower {
			break
		}
		if !t.is(determiner|possessive) && !(t.is(contraction) && t.hash == hashS) || k+1 >= end {
			continue
		}
		h := d.toks[d.headOf(k+1, end)]
		if !h.is(role|title) || h.is(crowd) || address[h.hash] {
			continue
		}
		if p := d.before(k); p >= 0 && (d.toks[p].is(preposition|verb|auxiliary) && d.toks[p].kind == word || d.toks[p].hash == hashAnd) {
			break
		}
		return extent{k + 1, end, true}
	}
	return extent{}
}

// closed reports whether a comma or the end of the sentence follows m.
func (d *doc) closed(m mention) bool {
	return !d.in(m.to, m) || d.pointAt(m.to, m) || d.toks[m.to].hash == '.'
}

// skipArticle drops "the", "a" and "an" at the head of a role.
func (d *doc) skipArticle(from, to int32) int32 {
	if h := d.toks[from].hash; from+1 < to && (h == hashThe || h == hashA || h == hashAn) {
		return from + 1
	}
	return from
}
