package quote

import "onrecord/summarize/news"

// role returns the role or affiliation that the text gives for an entity: in apposition after a name, before a name,
// or in a title. The first mention that tells one wins; later ones are asked only if it tells nothing.
func (d *doc) role(entity int32) news.Span {
	var titled news.Span
	for i, m := range d.mentions {
		if m.entity != entity || m.kind != named {
			continue
		}
		if s := d.apposition(m); !s.Empty() {
			return s
		}
		if s := d.roleBefore(int32(i)); !s.Empty() && titled.Empty() {
			titled = s
		}
	}
	return titled
}

// apposition returns what follows a name between commas: Ida Moreno, the harbour minister, …
func (d *doc) apposition(m mention) news.Span {
	i := m.to
	if int(i)+1 >= len(d.toks) || !d.adjacent(m.head, i+1) || d.toks[i].kind != punct || d.toks[i].hash != ',' && d.toks[i].hash != '(' && d.toks[i].hash != '—' && d.toks[i].hash != '–' {
		return news.Span{}
	}
	i++
	if d.toks[i].kind == number { // an age
		i++
		for d.adjacent(m.head, i) && int(i) < len(d.toks) && d.toks[i].kind == punct {
			i++
		}
		if !d.adjacent(m.head, i) || int(i) >= len(d.toks) {
			return news.Span{}
		}
	}
	from := i
	if from > m.to+1 && d.toks[from].hash == hashWho {
		return news.Span{}
	}
	if d.toks[from].hash == hashWho {
		return d.relativeRole(from)
	}
	to, ok := from, false
	for ; d.adjacent(m.head, to) && int(to) < len(d.toks) && to-from < 16; to++ {
		t := d.toks[to]
		if t.kind == mark || t.kind == punct && t.hash != '.' && t.hash != '’' && t.hash != '\'' {
			break
		}
		if t.kind == punct && t.hash == '.' {
			break
		}
		if t.is(role|title) && !t.is(pronoun) {
			ok = true
		}
		if t.is(auxiliary) || t.is(relative) && t.shape == lower || t.is(pronoun) && !t.is(determiner|possessive) && t.shape == lower ||
			t.is(verb|say) && t.is(past|present) && !t.is(role|body|document|title|ingForm) && t.shape == lower && !d.participleInPhrase(from, to) {
			break
		}
	}
	if !ok || to == from || d.toks[from].is(conjunction|subordinator|adverb) && !d.toks[from].is(determiner|title) {
		return news.Span{}
	}
	if d.toks[from].is(preposition) && d.toks[from].class&(title|role) == 0 {
		return news.Span{}
	}
	return d.span(d.skipArticle(from, to), to)
}

func (d *doc) participleInPhrase(from, i int32) bool {
	return i == from+1 && d.toks[from].is(determiner|possessive)
}

// relativeRole reads: Ida Moreno, who chairs the harbour board, … and … who is the board's chair …
func (d *doc) relativeRole(who int32) news.Span {
	i := who + 1
	if !d.adjacent(who, i) || int(i) >= len(d.toks) || !leads[d.toks[i].hash] {
		return news.Span{}
	}
	to := i
	for ; d.adjacent(who, to) && int(to) < len(d.toks) && to-i < 12; to++ {
		if t := d.toks[to]; t.kind == punct || t.kind == mark {
			break
		}
	}
	return d.span(i, to)
}

// leads are verbs that say what somebody does for a living.
var leads = map[uint32]bool{
	hashOf("chairs"): true, hashOf("heads"): true, hashOf("leads"): true, hashOf("runs"): true, hashOf("directs"): true, hashOf("represents"): true,
	hashOf("manages"): true, hashOf("teaches"): true, hashOf("owns"): true, hashOf("edits"): true, hashOf("coaches"): true,
}

// skipArticle drops "the", "a" and "an" at the head of a role.
func (d *doc) skipArticle(from, to int32) int32 {
	if h := d.toks[from].hash; from+1 < to && (h == hashThe || h == hashOf("a") || h == hashOf("an")) {
		return from + 1
	}
	return from
}

// roleBefore returns what stands before a name: "Harbour Minister" Ida Moreno, "the board's chief engineer" Tom Hale.
func (d *doc) roleBefore(i int32) news.Span {
	m := d.mentions[i]
	from, ok := m.from, false
	for k := m.titled; k < m.from; k++ {
		t := d.toks[k]
		if t.is(role) || t.is(title) && !address[t.hash] {
			ok = true
		}
	}
	if ok {
		from = m.titled
	}
	for from > 0 && d.adjacent(from-1, m.head) && m.from-from < 8 {
		t := d.toks[from-1]
		if t.kind != word || t.region != d.toks[m.head].region || t.is(preposition|conjunction|auxiliary|subordinator|pronoun|relative|day) && !t.is(title|possessive) || t.is(verb|say|adverb) && !t.is(role|body|title|past) {
			break
		}
		if from == m.from && !t.is(role|title) || address[t.hash] {
			break
		}
		if t.is(determiner | possessive) {
			break
		}
		ok = true
		from--
	}
	if !ok {
		return news.Span{}
	}
	to := m.from
	for to > from && d.toks[to-1].kind == punct && d.toks[to-1].hash == ',' {
		to--
	}
	return d.span(from, to)
}

// address are titles that say how somebody is addressed, not what they do.
var address = map[uint32]bool{
	hashOf("mr"): true, hashOf("mrs"): true, hashOf("ms"): true, hashOf("miss"): true, hashOf("mx"): true, hashOf("sir"): true, hashOf("dame"): true,
	hashOf("mr."): true, hashOf("mrs."): true, hashOf("ms."): true, hashOf("lady"): true, hashOf("lord"): true, hashOf("messrs"): true,
}
