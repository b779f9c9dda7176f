package quote

// What the text tells of whether somebody is a she or a he. It only serves to tell people apart whom a name or a
// pronoun could mean.

// gender is what the text itself tells: by a title, a role or an unmistakable pronoun.
type gender int8

const (
	untold gender = iota
	she
	he
)

// probably is the gender that the text tells, or else that the given name suggests.
func (e *entity) probably() gender {
	if e.gender != untold {
		return e.gender
	}
	return e.leaning
}

// titleGender is the gender that the title before a name tells, or the role behind it.
func (d *doc) titleGender(m mention) gender {
	for k := m.titled; k < m.from; k++ {
		if g := genderOf(d.toks[k]); g != untold {
			return g
		}
	}
	if m.titled > 0 && d.adjacent(m.titled-1, m.titled) && d.toks[m.titled-1].is(role) {
		return genderOf(d.toks[m.titled-1])
	}
	return d.apposed(m)
}

// apposed is the gender of the role right behind a name: Moreno, the chairwoman, … Moreno, who is a road foreman, …
func (d *doc) apposed(m mention) gender {
	i := m.to
	if !d.in(i+1, m) || d.toks[i].hash != ',' || d.toks[i].kind != punct {
		return untold
	}
	i++
	if d.toks[i].hash == hashWho && d.in(i+1, m) && (d.toks[i+1].hash == hashIs || d.toks[i+1].hash == hashWas) {
		i += 2
	}
	for k := i; k < i+5 && d.in(k, m) && d.toks[k].kind == word && (k == i || !d.toks[k].is(possessive)); k++ {
		t := d.toks[k]
		if t.is(role) {
			return genderOf(t)
		}
		if k == i && !t.is(determiner) || d.at[k] >= 0 || t.is(preposition|conjunction|relative|auxiliary|contraction) {
			return untold
		}
	}
	return untold
}

func genderOf(t token) gender {
	switch {
	case t.is(female) && !t.is(male):
		return she
	case t.is(male) && !t.is(female):
		return he
	}
	return untold
}
