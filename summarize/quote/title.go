package quote

// The titles before a name: where they end, and which of them tell what somebody does.

// afterTitles returns the first token of [i, to) that follows its titles and roles, or to if there is nothing else.
func (d *doc) afterTitles(i, to int32) int32 {
	from := i
	for k := i; k < to; k++ {
		t := d.toks[k]
		if t.kind == punct || !t.is(title|role) {
			continue
		}
		if d.surname(i, k) {
			break
		}
		if address[t.hash] && d.oneWord(k+1, to) {
			return to - 1 // Mr. Prince
		}
		if k+1 == to {
			if from == k || from == i && k > i && d.toks[k].is(title|role) && d.allTitles(i, to) {
				return to
			}
			break
		}
		from = k + 1
		if d.toks[from].kind == punct {
			from++
		}
		if from < to && d.toks[from].hash == hashOfWord { // Secretary of State Rubio
			from++
			for from < to && d.toks[from].is(determiner) {
				from++
			}
			from++
			if from >= to {
				return to
			}
			k = from - 1
		}
	}
	return min(from, to)
}

// surnames are roles that are more often last names where they have a capital.
var surnames = hashes("baker brewer butcher carpenter driver skipper warden steward fisher farmer conductor guard clerk whip marshal")

// surname reports whether the word at token k, which may be a title, ends a name that began at i: Peter T. King.
func (d *doc) surname(i, k int32) bool {
	if k == i {
		return false
	}
	p := d.toks[k-1]
	return p.kind == word && p.is(male|female) && !p.is(title|role) || k-1 > i && p.shape == capitals && p.end-p.start <= 2
}

// oneWord reports whether tokens [i, to) are one word, after the dot of a title.
func (d *doc) oneWord(i, to int32) bool {
	if i < to && d.toks[i].kind == punct {
		i++
	}
	return i+1 == to && d.toks[i].shape == capital
}

// allTitles reports whether tokens [i, to) hold nothing but titles, roles and the bodies that go with them.
func (d *doc) allTitles(i, to int32) bool {
	for k := i; k < to; k++ {
		if t := d.toks[k]; t.kind == word && !t.is(title|role|body|placeName|preposition) {
			last := d.toks[to-1]
			return to-i <= 3 && last.is(role) && !last.is(title) && !d.toks[i].is(male|female) && !(surnames[last.hash] && !d.lowered[d.toks[i].hash])
		}
	}
	return true
}

// titleOf returns the titles that stand before a name, with what qualifies them: former Harbour Minister.
func (d *doc) titleOf(i int32) extent {
	m := d.mentions[i]
	from, ok := m.titled, false
	for k := m.titled; k < m.from; k++ {
		if t := d.toks[k]; t.is(role|title) && !address[t.hash] {
			ok = true
		}
	}
	if !ok && m.titled < m.from {
		return extent{}
	}
	for k := m.titled - 1; k >= 0 && d.adjacent(k, m.head) && m.from-k < 8; k-- {
		t := d.toks[k]
		if t.kind != word || t.region != d.toks[m.head].region || d.cueAt[k] >= 0 || address[t.hash] ||
			t.is(preposition|conjunction|auxiliary|subordinator|pronoun|relative|day|determiner|possessive|adverb) && !t.is(title) ||
			t.is(verb|say|naming) && !t.is(role|body|title) || k == m.titled-1 && !ok && !t.is(role|title) {
			break
		}
		from, ok = k, true
	}
	if ok && d.toks[m.from-1].is(crowd) {
		return extent{} // rivals Bo Tern and Ada Hill
	}
	if ok && d.in(m.to, m) && d.toks[m.to].shape == lower && d.toks[m.to].is(crowd) && d.modifies(m.to) {
		return extent{} // former Moreno advisers
	}
	to := m.from
	for to > from+1 && (d.toks[to-1].kind == punct || address[d.toks[to-1].hash]) {
		to-- // District Collector Dr.
	}
	if !ok || to == from {
		return extent{}
	}
	return extent{from, to, false}
}

// address are titles that say how somebody is addressed, not what they do.
var address = hashes("mr mrs ms miss mx sir dame lady lord messrs dr mr. mrs. ms. dr. messrs. mme m. hon hon. rev rev. shri smt smt. sri kumari alhaji alhaja hajia mallam engr engr. barr " +
	"barr. otunba oom tannie datuk dato tun puan encik ustaz sardar pandit")
