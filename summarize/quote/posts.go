package quote

// What the text says somebody is: before the name, with a comma or without, or behind it between commas.

// How many tokens are looked at for a role, and how many it has at most.
const (
	reachOfPost = 12
	longestPost = 14
)

// findPosts gives roles to all who are named, and notes by which words for people the text may take them up again.
func (f *foreign) findPosts() {
	f.roles = make([]extent, len(f.entities))
	f.bearers = map[uint32][]int32{}
	for i := range f.mentions {
		m := f.mentions[i]
		if m.entity < 0 || m.to == m.from {
			continue
		}
		e := &f.entities[m.entity]
		if e.sort == organ && m.to-m.from > 1 && !f.toks[m.from].is(male|female) {
			continue
		}
		for _, look := range [...]func(mention) extent{f.postBefore, f.postAfter} {
			x := look(m)
			if x.to == x.from {
				continue
			}
			e.sort = person
			f.bear(m.entity, x)
			if f.roles[m.entity].to == f.roles[m.entity].from {
				f.roles[m.entity] = x
			}
		}
	}
}

// bear notes that entity e may be called by the words for people in x.
func (f *foreign) bear(e int32, x extent) {
	for k := x.from; k < x.to; k++ {
		t := f.toks[k]
		if t.is(genitive) {
			return // what follows is whom or what they serve
		}
		if !f.isPost(k) {
			continue
		}
		if g := genderOf(t); f.entities[e].gender == untold {
			f.entities[e].gender = g
		}
		h := f.lastPart(k)
		if list := f.bearers[h]; len(list) < mostNamesakes && (len(list) == 0 || list[len(list)-1] != e) {
			f.bearers[h] = append(list, e)
		}
	}
}

// isPost reports whether token i of a role is a word for people. Where nouns have capitals, one before a name may be
// one that the lexicon lacks.
func (f *foreign) isPost(i int32) bool {
	t := f.toks[i]
	return t.is(role) || f.tongue.cased && t.kind == word && t.shape == capital && !t.is(title|body|document|function) && f.at[i] >= 0 && f.mentions[f.at[i]].from > i
}

// lastPart hashes the last part of a word with hyphens, else the word.
func (f *foreign) lastPart(i int32) uint32 {
	t := f.toks[i]
	w := f.text[t.start:t.end]
	for k := len(w) - 1; k > 0; k-- {
		if w[k] == '-' {
			if h := hashOf(lowerASCII(w[k+1:])); f.tongue.same[h] != nil || f.bearers[h] != nil {
				return h
			}
			break
		}
	}
	return t.hash
}

// lowerASCII lowers the first letter of a word.
func lowerASCII(w string) string {
	if w != "" && w[0] >= 'A' && w[0] <= 'Z' {
		return string(w[0]|0x20) + w[1:]
	}
	return w
}

// postBefore reads: la ministra del Interior, Ida Moreno; Bürgermeisterin Ida Moreno; l'architetta Ida Moreno.
func (f *foreign) postBefore(m mention) extent {
	if m.from > m.titled {
		first, last := int32(-1), int32(-1)
		for k := m.titled; k < m.from; k++ {
			if f.isPost(k) {
				if first < 0 {
					first = k
				}
				last = k + 1
			}
		}
		if first >= 0 {
			return extent{f.former(first), last, true}
		}
	}
	end := m.titled
	k := f.before(end)
	comma := k >= 0 && f.toks[k].hash == ',' && f.toks[k].kind == punct
	if comma {
		if next := m.to; f.adjacent(m.head, next) && f.toks[next].kind == word && !f.toks[next].is(say|auxiliary|preposition|clitic) {
			return extent{} // one of a list
		}
		end = k
		k = f.before(k)
	}
	if k < 0 || f.toks[k].kind != word || f.toks[k].is(genitive) || f.toks[k].is(body|document) && !f.toks[k].is(role) && !comma {
		return extent{}
	}
	for n := 0; k >= 0 && n < reachOfPost; k, n = f.before(k), n+1 {
		t := f.toks[k]
		if t.is(role) {
			if !comma && f.insideGenitive(k+1, end) || comma && f.belongs(k) {
				return extent{}
			}
			return extent{f.former(k), end, true}
		}
		if t.is(conjunction) && k > 0 && f.toks[k+1].shape != lower && f.toks[k-1].shape != lower {
			continue // de Agricultura y Pesca
		}
		if t.kind != word || t.is(auxiliary|pronoun|subordinator|conjunction|preposition) && !t.is(genitive|determiner) || t.is(say|naming|that|clitic) {
			break
		}
	}
	return extent{}
}

// insideGenitive reports whether tokens [from, to), which stand between a role and a name, end in the middle of what
// the role is of, so that the name is not its bearer's: la hija del alcalde de / Averla.
func (f *foreign) insideGenitive(from, to int32) bool {
	return from < to && f.toks[to-1].is(genitive|determiner|preposition)
}

// belongs reports whether the word for people at token k is the one whom another one serves: la portavoz del alcalde.
func (f *foreign) belongs(k int32) bool {
	p := f.before(k)
	for n := 0; p >= 0 && n < 4 && (f.toks[p].is(determiner|possessive|past) && !f.toks[p].is(genitive)); n++ {
		p = f.before(p)
	}
	if p < 0 || !f.toks[p].is(genitive) || f.toks[p].kind != word {
		return false
	}
	for n := 0; p >= 0 && n < longestPost && f.toks[p].kind == word && !f.toks[p].is(say|auxiliary|that|pronoun); p, n = f.before(p), n+1 {
		if f.toks[p].is(role) {
			return true
		}
	}
	return false
}

// former moves the start of a role over what belongs to it on its left: ex, procuratore capo.
func (f *foreign) former(k int32) int32 {
	for p := f.before(k); p >= 0 && f.toks[p].kind == word && f.toks[p].is(past|role) && !f.toks[p].is(say|determiner); p = f.before(p) {
		k = p
	}
	return k
}

// postAfter reads: Ida Moreno, 51 años, portavoz de la Junta, … and: Ida Moreno, Sprecherin der Stadt.
func (f *foreign) postAfter(m mention) extent {
	i := m.to
	if f.adjacent(m.head, i+1) && f.toks[i].hash == '(' {
		for n := 0; n < 5 && f.adjacent(m.head, i) && f.toks[i].hash != ')'; n++ {
			i++
		}
		i++
	}
	if !f.adjacent(m.head, i+1) || f.toks[i].hash != ',' || f.toks[i].kind != punct {
		return extent{}
	}
	i = f.overAge(i+1, m)
	from := i
	for f.adjacent(m.head, from) && f.toks[from].is(determiner|possessive) && !f.toks[from].is(genitive) {
		from++
	}
	if !f.adjacent(m.head, from) || f.toks[from].kind != word {
		return extent{}
	}
	to, people, bodies := from, int32(-1), false
	for ; f.adjacent(m.head, to) && to-from < longestPost; to++ {
		t := f.toks[to]
		if t.kind == punct && t.hash != '.' || t.kind == mark || t.region != f.toks[m.head].region || t.kind == punct && t.hash == '.' && f.endsSentence(to) {
			break
		}
		if t.is(auxiliary|that|clitic|subordinator) || t.is(relative) && !t.is(determiner) || t.is(say) && !t.is(role) && people < 0 {
			return extent{}
		}
		if t.is(role) && people < 0 {
			people = to
		}
		bodies = bodies || t.is(body) || t.shape != lower
	}
	switch {
	case to == from, f.adjacent(m.head, to) && f.toks[to].kind == word:
		return extent{}
	case people >= from && people <= from+2 && !f.toks[from].is(preposition):
		return extent{from, to, true}
	case f.toks[from].is(genitive) && bodies && !f.toks[from].is(pronoun) && !(f.tongue.cased && f.toks[from].is(determiner)):
		return extent{from, to, true}
	}
	return extent{}
}

// endsSentence reports whether token i is the last of its sentence.
func (f *foreign) endsSentence(i int32) bool { return !f.adjacent(i, i+1) }

// overAge skips an age and its comma: 51, de 51 años, (51).
func (f *foreign) overAge(i int32, m mention) int32 {
	k := i
	if f.adjacent(m.head, k) && f.toks[k].is(preposition) {
		k++
	}
	if !f.adjacent(m.head, k) || f.toks[k].kind != number {
		return i
	}
	for n := 0; n < 3 && f.adjacent(m.head, k); k, n = k+1, n+1 {
		if f.toks[k].kind == punct && f.toks[k].hash == ',' {
			return k + 1
		}
	}
	return i
}
