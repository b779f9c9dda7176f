package quote

// The subject of a verb that reports, in another language: a name, a pronoun, or a phrase with a word for people.

// addPhraseIn records the noun phrase in tokens [from, to) with its deciding word: the first for a person, or else the
// first that is no article.
func (f *foreign) addPhraseIn(from, to int32) int32 {
	key := uint64(from)<<32 | uint64(to)
	if n, ok := f.phrases[key]; ok {
		return n
	}
	m := mention{from: from, titled: from, to: to, head: -1, entity: -1, kind: nominal}
	plain := int32(-1)
	for k := from; k < to && m.head < 0; k++ {
		t := f.toks[k]
		if t.is(genitive) && k > from && plain >= 0 {
			break
		}
		switch {
		case t.is(role):
			m.head, m.sort = k, person
		case t.kind == word && plain < 0 && !t.is(determiner|possessive|past):
			plain = k
		}
	}
	if m.head < 0 {
		m.head = max(plain, from)
	}
	if f.phrases == nil {
		f.phrases = make(map[uint64]int32, 32)
	}
	n := int32(len(f.mentions))
	f.mentions = append(f.mentions, m)
	f.phrases[key] = n
	return n
}

// subjectBehind returns the subject that follows a verb at token i, past adverbs and days; -1 if none does.
func (f *foreign) subjectBehind(i int32) int32 {
	start := i - 1
	for n := 0; n < 6 && f.adjacent(start, i); n++ {
		t := f.toks[i]
		timed := t.is(preposition|determiner|crowd|possessive) && (f.adjacent(start, i+1) && f.toks[i+1].is(day) || f.adjacent(start, i+2) && f.toks[i+1].kind == number && f.toks[i+2].is(day))
		if t.kind != word && t.kind != number || !t.is(adverb|day|clitic) && !timed || t.is(pronoun) {
			break
		}
		if timed {
			i++
			if f.toks[i].kind == number {
				i++
			}
		}
		i++
	}
	if !f.adjacent(start, i) {
		return -1
	}
	return f.phraseAt(i)
}

// phraseAt returns the mention that begins with token i: a name, a pronoun, or a noun phrase. A name that ends the
// phrase, or stands behind it between commas, is what the phrase stands for.
func (f *foreign) phraseAt(i int32) int32 {
	if i < 0 || int(i) >= len(f.toks) || f.toks[i].kind != word {
		return -1
	}
	t := f.toks[i]
	if n := f.at[i]; n >= 0 && f.mentions[n].titled == i {
		return n
	}
	if t.is(pronoun) && !t.is(determiner) {
		return f.addPronoun(i)
	}
	if t.is(function) && !t.is(determiner|possessive) || t.is(preposition) {
		if !t.is(determiner) || f.tongue.cased || !t.is(crowd) && !f.article(i) {
			return -1
		}
	}
	j := i
	for f.adjacent(i, j) && f.toks[j].is(determiner|possessive) && j-i < 3 {
		j++
	}
	bare := j == i
	if bare && !t.is(role|title|past) {
		return f.bareName(i)
	}
	noun := false
	for ; f.adjacent(i, j) && j-i < longestPhrase; j++ {
		t := f.toks[j]
		if t.kind != word || t.region != f.toks[i].region || noun && t.shape == lower && !t.is(determiner|preposition|genitive) {
			break
		}
		noun = noun || f.tongue.cased && t.shape != lower
		if n := f.at[j]; n >= 0 && f.mentions[n].titled == j {
			if p := f.toks[j-1]; j > i && !p.is(genitive|preposition|determiner) && !f.serves(i, j) {
				return n
			}
			j = f.mentions[n].to - 1
			continue
		}
		if t.is(say|auxiliary|pronoun|subordinator|that|conjunction|clitic|adverb) && !t.is(genitive|determiner|role) || t.is(preposition) && !t.is(genitive) {
			break
		}
	}
	for j > i && f.toks[j-1].is(genitive|determiner|preposition) {
		j--
	}
	if j == i {
		return -1
	}
	if n := f.namedBehind(i, j); n >= 0 {
		return n
	}
	return f.addPhraseIn(i, j)
}

// article reports whether token i, which may be a preposition, is an article here: a diretora, o presidente.
func (f *foreign) article(i int32) bool {
	return f.toks[i].end-f.toks[i].start == 1 && f.adjacent(i, i+1) && f.toks[i+1].is(role|title|past|body)
}

// bareName takes a capital that stands alone where a subject is wanted for a name, if it is no noun.
func (f *foreign) bareName(i int32) int32 {
	t := f.toks[i]
	if f.adjacent(i, i+1) && f.at[i+1] >= 0 && f.tongue.cased && t.shape != lower {
		if n := f.at[i+1]; f.mentions[n].titled == i+1 && f.mentions[n].from > i+1 {
			return n // Holms Bürgermeisterin Ida Moreno
		}
	}
	if !f.tongue.cased || t.shape == lower || t.first || f.noun(i) || t.is(function|say|naming) || f.at[i] >= 0 {
		return -1
	}
	return f.add(mention{from: i, titled: i, to: i + 1, head: i, entity: -1, kind: named})
}

// namedBehind returns the name behind the phrase in tokens [i, j), between commas or at the end: la alcaldesa, Ida Moreno,
func (f *foreign) namedBehind(i, j int32) int32 {
	if !f.adjacent(i, j+1) || f.toks[j].kind != punct || f.toks[j].hash != ',' {
		return -1
	}
	n := f.at[j+1]
	if n < 0 || f.mentions[n].titled != j+1 || f.mentions[n].sort == organ || f.serves(i, j) || f.toks[i].is(crowd) && !f.anyIs(i, j, role) {
		return -1
	}
	to := f.mentions[n].to
	if f.adjacent(i, to) && f.toks[to].kind == word && !f.toks[to].is(preposition|auxiliary|say|clitic) {
		return -1
	}
	return n
}

// serves reports whether the last word for people in tokens [i, j) is not who the phrase is about, but whom they serve.
func (f *foreign) serves(i, j int32) bool {
	for k := j - 1; k >= i; k-- {
		if f.toks[k].is(role) {
			return f.belongs(k)
		}
	}
	return false
}

// endingAt returns the name or pronoun that ends with token i, or -1.
func (f *foreign) endingAt(i int32) int32 {
	if i < 0 {
		return -1
	}
	if n := f.at[i]; n >= 0 && f.mentions[n].to == i+1 {
		return n
	}
	if t := f.toks[i]; t.kind == word && t.is(pronoun) && t.is(male|female) {
		return f.addPronoun(i)
	}
	return -1
}

// phraseTo returns the noun phrase with a word for people that ends with token k: En mayo, la alcaldesa dijo …
func (f *foreign) phraseTo(k int32) int32 {
	for i, n := k, 0; i >= 0 && n < longestPhrase; i, n = f.before(i), n+1 {
		t := f.toks[i]
		if t.kind != word || t.is(say|auxiliary|that|conjunction|subordinator|clitic) && !t.is(determiner) {
			return -1
		}
		if !t.is(determiner|possessive) || t.is(genitive|preposition) && !f.tongue.cased && !f.article(i) {
			continue
		}
		p := f.before(i)
		if p >= 0 && f.toks[p].kind == word && f.toks[p].is(preposition|genitive|determiner) {
			return -1
		}
		if m := f.phraseAt(i); m >= 0 && f.mentions[m].to == k+1 && (f.mentions[m].kind == named || f.mentions[m].sort == person) {
			return m
		}
		return -1
	}
	return -1
}

// subjectOf finds the subject of the verb at token v, before it or behind it. Where the language lets it be left out
// and it is, dropped is true.
func (f *foreign) subjectOf(v int32) (n int32, dropped, latter bool) {
	n = -1
	k := f.overGroup(v)
	switch {
	case k < 0 || f.toks[k].kind == punct && (f.toks[k].hash == ';' || f.toks[k].hash == ':'), f.toks[k].is(conjunction) && f.before(k) < 0:
		if n := f.subjectBehind(v + 1); n >= 0 {
			return n, false, false
		}
		return -1, f.tongue.drops && !f.somebodyIn(v+1), false
	case f.toks[k].kind == punct:
		n = f.overAside(k)
	case f.toks[k].is(relative):
		if p := f.before(k); p > 0 && f.toks[p].hash == ',' { // Ida Moreno, qui a dit
			n = f.endingAt(p - 1)
		}
	default:
		n = f.endingAt(k)
		if n >= 0 && f.governed(n) {
			n = -1
		} else if n < 0 {
			n = f.phraseTo(k)
		}
	}
	if n >= 0 {
		return n, false, false
	}
	first := f.sents[f.toks[v].sent]
	if length := f.startsWith(first, f.tongue.latter); length > 0 {
		return -1, false, true
	}
	if n = f.subjectBehind(v + 1); n >= 0 && (f.mentions[n].kind != nominal || f.mentions[n].sort == person) && f.inverts(first, v) {
		return n, false, false
	}
	return f.opener(first, v), false, false
}

// inverts reports whether the verb at token v stands second, behind something that is no subject: Am Montag sagte X.
func (f *foreign) inverts(first, v int32) bool {
	for k := first; k < v; k++ {
		if f.at[k] >= 0 && f.personal(f.at[k]) && !f.governed(f.at[k]) || f.toks[k].is(pronoun) && f.toks[k].is(male|female) {
			return false
		}
	}
	return true
}

// overGroup returns the token before the verb group that the verb at token v ends, past days; -1 where the clause
// begins with it.
func (f *foreign) overGroup(v int32) int32 {
	k := f.before(v)
	for n := 0; k >= 0 && n < 12; n++ {
		t := f.toks[k]
		timed := t.is(day) || t.kind == number || t.is(preposition|determiner) && (f.toks[k+1].is(day) || f.toks[k+1].kind == number)
		if f.at[k] >= 0 && !t.is(day) || !timed && !t.is(auxiliary|adverb|clitic) || t.is(pronoun) && !t.is(clitic) {
			return k
		}
		k = f.before(k)
	}
	return k
}

// overAside finds the subject before an insertion that ends with the punctuation at token end, or the name that is the
// insertion: La présidente, Ida Moreno, a dit.
func (f *foreign) overAside(end int32) int32 {
	k := f.before(end)
	for n := 0; k >= 0 && n < longestAside; k, n = f.before(k), n+1 {
		t := f.toks[k]
		if t.kind != punct || t.hash != ',' && t.hash != '(' && t.hash != '–' && t.hash != '—' {
			continue
		}
		if m := f.at[min(k+1, end)]; m >= 0 && f.mentions[m].titled == k+1 && f.mentions[m].to == end && f.mentions[m].sort != organ {
			return m
		}
		if m := f.endingAt(k - 1); m >= 0 && !f.governed(m) {
			return m
		}
	}
	return -1
}

// governed reports whether mention n is the object of a preposition, or belongs to somebody else.
func (f *foreign) governed(n int32) bool {
	p := f.before(f.mentions[n].titled)
	if p < 0 || !f.toks[p].is(preposition|genitive) || f.toks[p].is(subordinator) {
		return false
	}
	return f.toks[p].is(preposition) || !f.toks[p].is(determiner) || !f.tongue.cased || f.mentions[n].from == f.mentions[n].titled
}

// opener returns the mention that opens a sentence, as the subject of a verb at token v further on, if nobody else is
// named between the two but behind a preposition.
func (f *foreign) opener(first, v int32) int32 {
	for first < v && f.toks[first].kind == word && f.toks[first].is(adverb|conjunction) && f.at[first] < 0 {
		first++
	}
	n := f.phraseAt(first)
	if n < 0 || f.mentions[n].to > v {
		return -1
	}
	m := f.mentions[n]
	for k := m.to; k < v; k++ {
		x := f.at[k]
		t := f.toks[k]
		if t.region >= 0 || t.kind == punct && (t.hash == ';' || t.hash == ':') || t.is(say) && t.kind == word && !f.isNoun(k) {
			return -1
		}
		if x >= 0 && x != n && f.mentions[x].titled == k && f.personal(x) && !f.governed(x) && f.mentions[x].entity != m.entity {
			return -1
		}
	}
	return n
}

// isNoun reports whether the word at token i, which may be a verb, is a noun here: la demande, une note.
func (f *foreign) isNoun(i int32) bool {
	p := f.before(i)
	if p < 0 {
		return false
	}
	t := f.toks[p]
	return t.is(determiner|possessive|genitive) && !t.is(pronoun|clitic|relative) && t.kind == word
}
