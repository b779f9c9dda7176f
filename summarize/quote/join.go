package quote

// The forms of a name in another language are put together: full name, last name, name with a title.

// join puts the forms of a name together: the longest first, so that shorter ones find what they are a part of.
func (f *foreign) join() {
	f.byWord = map[uint32][]int32{}
	for length := int32(longestName); length >= 1; length-- {
		for i := range f.mentions {
			if m := &f.mentions[i]; m.to-m.from == length {
				f.joinOne(int32(i))
			}
		}
	}
	for i, m := range f.mentions {
		if m.entity < 0 && m.to-m.from == 1 && (f.tongue.cased || f.toks[m.from].first) { // a word like any other
			for k := m.titled; k < m.to; k++ {
				f.at[k] = -1
			}
			f.mentions[i].to = m.from
		}
	}
}

// joinOne finds the entity of mention i, or makes a new one. A name that several people bear has none.
func (f *foreign) joinOne(i int32) {
	m := &f.mentions[i]
	if f.tongue.cased && m.to-m.from == 2 && given(f.toks[m.from]) == 0 && personEnding(f.wordAt(m.from)) && len(f.byWord[f.toks[m.head].hash]) > 0 && len(f.byWord[f.toks[m.from].hash]) == 0 {
		m.from = m.head // Hafenwartin Moreno
	}
	key := f.toks[m.from]
	for k := m.from; k < m.to && key.is(particle); k++ {
		key = f.toks[k]
	}
	found, several := int32(-1), false
	for _, e := range f.byWord[key.hash] {
		if !f.partOf(*m, f.mentions[f.entities[e].full]) || f.differ(f.genderBefore(*m), f.entities[e].probably()) {
			continue
		}
		several = several || found >= 0
		found = e
	}
	switch {
	case several:
		return
	case found >= 0:
		m.entity = found
		f.takeParticle(m)
	case m.to-m.from > 1 || m.sort == person || !f.tongue.cased && (!f.toks[m.from].first && !f.afterMark(m.from) || f.uppered[f.toks[m.from].hash]):
		m.entity = f.enter(i)
	default:
		return
	}
	e := &f.entities[m.entity]
	e.count++
	if m.sort == person || e.sort == unknown {
		e.sort = m.sort
	}
	if g := f.genderBefore(*m); e.gender == untold {
		e.gender = g
	}
}

// wordAt is the text of token i.
func (f *foreign) wordAt(i int32) string { return f.text[f.toks[i].start:f.toks[i].end] }

func (f *foreign) differ(a, b gender) bool { return a != untold && b != untold && a != b }

// partOf reports whether the words of m are a run of the words of the name full.
func (f *foreign) partOf(m, full mention) bool {
	n := m.to - m.from
	for off := full.from; off+n <= full.to; off++ {
		same := true
		for k := int32(0); k < n && same; k++ {
			same = f.toks[m.from+k].hash == f.toks[off+k].hash
		}
		if same {
			return true
		}
	}
	return false
}

// takeParticle adds to a last name the particles that its full form has before it: von der Heyde, Del Olmo.
func (f *foreign) takeParticle(m *mention) {
	full := f.mentions[f.entities[m.entity].full]
	if m.from != m.titled {
		return
	}
	for k := full.from + 1; k < full.to; k++ {
		if f.toks[k].hash != f.toks[m.from].hash {
			continue
		}
		n := f.at[m.from]
		for p := m.from - 1; k > full.from+1 && p >= 0 && f.adjacent(p, m.from) && f.at[p] < 0 && f.toks[p].is(particle|conjunction) && f.toks[p].hash == f.toks[k-1].hash; p-- {
			f.at[p] = n
			m.from, m.titled = p, p
			k--
		}
		return
	}
}

// enter makes an entity of mention i.
func (f *foreign) enter(i int32) int32 {
	m := f.mentions[i]
	n := int32(len(f.entities))
	e := entity{full: i, words: m.to - m.from, sort: m.sort, lead: i, sameLast: -1, sameFirst: -1}
	if m.sort != organ && m.to-m.from > 1 {
		e.leaning = f.genderOfGiven(f.toks[m.from])
	}
	f.entities = append(f.entities, e)
	for k := m.from; k < m.to; k++ {
		if t := f.toks[k]; t.kind == word && !t.is(particle) && len(f.byWord[t.hash]) < mostNamesakes {
			f.byWord[t.hash] = append(f.byWord[t.hash], n)
		}
	}
	return n
}

// genderOfGiven tells from a given name, or in Spanish, Italian and Portuguese from its ending, who bears it.
func (f *foreign) genderOfGiven(t token) gender {
	if g := genderOf(t); g != untold || !f.tongue.drops {
		return g
	}
	switch f.text[t.end-1] {
	case 'a':
		return she
	case 'o':
		return he
	}
	return untold
}

// genderBefore is what the titles before a name tell.
func (f *foreign) genderBefore(m mention) gender {
	for k := m.titled; k < m.from; k++ {
		if g := genderOf(f.toks[k]); g != untold {
			return g
		}
	}
	if p := m.titled - 1; p >= 0 && f.adjacent(p, m.from) && f.toks[p].is(role|title) {
		return genderOf(f.toks[p])
	}
	return untold
}
