package quote

// stands returns the named entity that a definite noun phrase stands for: "the port authority" for Averly Port
// Authority, "the coach" for the one whom the text calls a coach; -1 if the text names nobody such, or several.
func (d *doc) stands(n int32) int32 {
	m := d.mentions[n]
	if m.kind != nominal || m.to-m.from > 6 {
		return -1
	}
	if d.toks[m.from].hash == hashOne {
		if n := d.oneOf(m.to); n >= 0 {
			return d.mentions[n].entity
		}
	}
	if e := d.appositive(m); e >= 0 {
		return e
	}
	if e := d.behindName(m); e >= 0 {
		return e
	}
	first := d.toks[m.from]
	if first.is(determiner) && first.hash != hashThe || first.is(possessive) || first.is(crowd) {
		return -1
	}
	if first.hash != hashThe && d.toks[m.head].shape == lower {
		return -1
	}
	if n := d.bodyNamed(m); n >= 0 {
		return n
	}
	if n := d.onlyFirm(m); n >= 0 {
		return n
	}
	if e := d.bearer(m); e >= 0 {
		return e
	}
	return d.bridge(m)
}

// bridge finds whom a definite role that the text did not give to anybody stands for: the person whom the sentence
// before it, in the same paragraph, is about. Sunniva Hale asked for calm. "Nobody hates fish," said the mayor.
func (d *doc) bridge(m mention) int32 {
	t := d.toks[m.head]
	if d.toks[m.from].hash != hashThe || !t.is(role|title) && !d.aged(t) || t.is(crowd) || m.to-m.from > 3 || t.sent == 0 {
		return -1
	}
	for k := m.from - 1; k >= 0; k-- {
		if d.toks[k].hash == t.hash && d.toks[k].region < 0 {
			return -1
		}
	}
	for s := t.sent; s >= 0 && s >= t.sent-2 && d.sentPara(s) == t.para; s-- {
		from, to := d.sents[s], min(d.sents[s+1], m.from)
		for from < to && (d.toks[from].region >= 0 || d.toks[from].kind == mark) {
			from++
		}
		n := d.antecedent(d.firstPhrase(from, to))
		if n < 0 {
			continue
		}
		e := d.mentions[n].entity
		if e < 0 && d.mentions[n].kind == nominal {
			e = d.appositive(d.mentions[n]) // A lecturer at Holm, Ida Moreno, said …
		}
		if e < 0 {
			continue
		}
		if g := genderOf(t); d.entities[e].sort != person || g != untold && d.entities[e].probably() != untold && g != d.entities[e].probably() {
			continue
		}
		if d.roles[e].to == d.roles[e].from && !d.aged(t) {
			d.roles[e] = extent{m.from + 1, m.to, true}
		}
		return e
	}
	return -1
}

// appositive reads on to the name in: Its secretary, Paavo Lind, …
func (d *doc) appositive(m mention) int32 {
	h, i := d.toks[m.head], m.to
	for d.adjacent(m.head, i) && int(i+1) < len(d.toks) && i-m.to < 8 && d.toks[i].is(preposition) { // his friend at Holm, Bo Ash
		n := d.phraseFrom(i + 1)
		if n < 0 {
			break
		}
		i = d.mentions[n].to
	}
	if !h.is(role|title) && !agentive(d.text[h.start:h.end]) || h.is(crowd) || int(i)+1 >= len(d.toks) || !d.adjacent(m.head, i+1) || d.toks[i].hash != ',' {
		return -1
	}
	n := d.at[i+1]
	if n < 0 || d.mentions[n].titled != i+1 || d.mentions[n].entity < 0 || d.entities[d.mentions[n].entity].sort == place {
		return -1
	}
	if end := d.mentions[n].to; int(end) < len(d.toks) && d.adjacent(m.head, end) && d.toks[end].kind == word && d.toks[end].hash != hashWho {
		return -1
	}
	return d.mentions[n].entity
}

// behindName returns the person whose apposition the phrase is: Ida Moreno, the director of the slip, …
func (d *doc) behindName(m mention) int32 {
	i := d.before(m.from)
	if i < 1 || d.toks[i].hash != ',' || d.toks[i].kind != punct || !d.toks[m.head].is(role|title) || d.toks[m.head].is(crowd) {
		return -1
	}
	if d.toks[i-1].kind == number && i > 2 && d.toks[i-2].hash == ',' {
		i -= 2 // an age
	}
	n := d.at[i-1]
	if n < 0 || d.mentions[n].to != i || d.mentions[n].kind != named || d.mentions[n].sort != person {
		return -1
	}
	if g := genderOf(d.toks[m.head]); g != untold && d.entities[d.mentions[n].entity].probably() == 3-g {
		return -1
	}
	return d.mentions[n].entity
}

// bodyNamed finds the body whose name ends with the words of the phrase.
func (d *doc) bodyNamed(m mention) int32 {
	from := m.from
	if d.toks[from].hash == hashThe {
		from++
	}
	found := int32(-1)
	for i := range d.entities {
		e := d.entities[i]
		if e.sort == person || e.sort == place || e.words < 2 {
			continue
		}
		f := d.mentions[e.full]
		if f.to-f.from < m.to-from {
			continue
		}
		same := true
		for k := int32(1); k <= m.to-from && same; k++ {
			same = d.toks[m.to-k].hash == d.toks[f.to-k].hash
		}
		head := d.toks[f.from].hash == d.toks[m.head].hash && m.to-from == 1 // Ministry of Transport
		if !same && !head {
			continue
		}
		if found >= 0 && d.entities[found].lead > m.head {
			continue
		}
		if d.mentions[e.lead].head < m.from {
			found = int32(i)
		}
	}
	return found
}

// onlyFirm returns the one firm of the text for "the company", if it names just one as such: Tern Ferries Ltd.
func (d *doc) onlyFirm(m mention) int32 {
	if d.toks[m.from].hash != hashThe || m.to-m.from != 2 || !firmNouns[d.toks[m.head].hash] {
		return -1
	}
	found := int32(-1)
	for i, e := range d.entities {
		if e.sort == person || !d.firm(e) {
			continue
		}
		if found >= 0 {
			return -1
		}
		if d.mentions[e.lead].head < m.from {
			found = int32(i)
		}
	}
	return found
}

// firm reports whether the full name of e ends as those of firms do, or a comma and such an ending follow it.
func (d *doc) firm(e entity) bool {
	f := d.mentions[e.full]
	return firmEndings[d.toks[f.head].hash] || d.in(f.to, f) && firmEndings[d.toks[f.to].hash] || d.in(f.to+1, f) && d.toks[f.to].hash == ',' && firmEndings[d.toks[f.to+1].hash]
}

var (
	firmNouns   = hashes("company firm corporation group business retailer manufacturer supplier operator developer lender insurer carrier concessionaire")
	firmEndings = hashes("inc ltd limited plc corp corporation llc llp co gmbh ag sa nv bv spa ab oyj kk pte pty")
)

// bearer finds the one person whose role is headed by the noun of the phrase.
func (d *doc) bearer(m mention) int32 {
	if !d.toks[m.head].is(role|title) || d.toks[m.head].is(crowd) {
		return -1
	}
	if len(d.roles) < len(d.entities) {
		d.findRoles()
	}
	want, found := d.toks[m.head].hash, int32(-1)
	for i, r := range d.roles {
		if r.to == r.from || d.entities[i].sort == organ || d.mentions[d.entities[i].lead].head >= m.from {
			continue
		}
		for k := r.from; k < r.to && !d.toks[k].is(preposition) && d.toks[k].kind == word; k++ {
			if d.toks[k].hash == want {
				if found >= 0 && found != int32(i) {
					return -1
				}
				found = int32(i)
			}
		}
	}
	return found
}
