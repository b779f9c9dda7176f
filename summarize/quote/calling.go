package quote

// What a clause tells of somebody: who chairs the board, who was its chair, who is a foreman; and whom they belong to.

// relativeRole reads: Ida Moreno, who chairs the harbour board, … and … who is the board's chair …
func (d *doc) relativeRole(m mention) extent {
	i := m.to
	if d.pointAt(i, m) {
		i++
		if d.in(i+2, m) && d.toks[i].kind == number && d.pointAt(i+1, m) {
			i += 2 // an age
		}
	}
	if !d.in(i+1, m) || d.toks[i].hash != hashWho {
		return extent{}
	}
	i++
	if d.serves(i) && d.in(i+2, m) && d.toks[i+1].hash == hashAs {
		i++ // who served as
	}
	if t := d.toks[i]; (t.is(auxiliary) || t.hash == hashAs) && d.in(i+1, m) && d.toks[i+1].kind == word {
		to, noun := d.roleEnd(i+1, m)
		if h := d.toks[d.headOf(i+1, to)]; noun && (d.toks[i+1].is(determiner) || h.is(role|title) && d.opensRole(i+1)) {
			return extent{d.skipArticle(i+1, to), d.whole(i+1, d.untilAnd(i+1, to)), true}
		}
		if d.toks[i+1].is(determiner) {
			return extent{}
		}
	}
	if d.toks[i].is(auxiliary) && professions[d.toks[i+1].hash] {
		i++ // who has administered …
	}
	if !professions[d.toks[i].hash] {
		return extent{}
	}
	to := i
	for d.in(to, m) && to-i < 12 && (d.toks[to].kind != punct || d.shortens(to)) && d.toks[to].kind != mark && d.toks[to].hash != hashAnd && (to == i || !d.toks[to].is(subordinator)) {
		to++
	}
	return extent{i, d.whole(i, to), true}
}

// serves reports whether token i is a verb that "as" and a role may follow.
func (d *doc) serves(i int32) bool { return serving[d.toks[i].hash] }

var serving = hashes("serves served works worked acts acted")

// untilAnd ends a role before "and" where what follows is no noun for a person.
func (d *doc) untilAnd(from, to int32) int32 {
	for k := from; k < to; k++ {
		if d.toks[k].hash == hashAnd && !d.anyIs(k, to, role|title) {
			return k
		}
	}
	return to
}

// professions are verbs that say what somebody does for a living.
var professions = hashes("chairs heads leads runs directs represents manages teaches owns edits coaches studies administers administered employs dates " +
	"oversees oversaw supervises commands captains farms ran led headed chaired founded studied " +
	"works worked serves served writes covers managed tracks")

// copula reads: Collier is a county road foreman.
func (d *doc) copula(m mention) extent {
	i := m.to
	if !d.in(i+2, m) || d.toks[i].hash != hashIs && d.toks[i].hash != hashWas {
		return extent{}
	}
	i++
	if h := d.toks[i].hash; h != hashA && h != hashAn && h != hashThe {
		return extent{}
	}
	to, _ := d.roleEnd(i, m)
	if to-i > 10 || !d.anyIs(i, to, role) {
		return extent{}
	}
	return extent{i + 1, d.untilAnd(i+1, to), true}
}

var (
	hashIs  = hashOf("is")
	hashWas = hashOf("was")
)

// affiliation returns the body that a name is put with: Bo Tern of the Holm Guild, the Holm Guild’s Bo Tern, (Bo Tern,
// Holm Guild), Bo Tern, for the claimant.
func (d *doc) affiliation(m mention) extent {
	if d.entities[m.entity].sort != person {
		return extent{}
	}
	if p := d.before(m.titled); p > 0 && d.toks[p].hash == hashS && d.toks[p].is(contraction) {
		if n := d.at[p-1]; n >= 0 && d.isBody(n) && d.mentions[n].to == p {
			return extent{d.mentions[n].titled, p, false}
		}
	}
	i := m.to
	comma := d.pointAt(i, m)
	if comma {
		i++
	}
	if !d.in(i+1, m) {
		return extent{}
	}
	with := d.toks[i].is(preposition) && affiliates[d.toks[i].hash]
	if with && !comma && d.toks[i].hash != hashOfWord {
		return extent{}
	}
	if with {
		if comma && d.toks[i].hash == hashFor && d.toks[i+1].hash == hashThe {
			if to := i + 3; d.in(to, m) && d.pointAt(to, m) && parties[d.toks[to-1].hash] {
				return extent{i, to, false}
			}
		}
		i++
	}
	if d.toks[i].hash == hashThe && d.in(i+1, m) {
		i++
	}
	n := d.at[i]
	if n < 0 || d.mentions[n].titled != i || !d.isBody(n) {
		return extent{}
	}
	to := d.mentions[n].to
	if d.in(to, m) && d.toks[to].is(contraction) || comma && !with && !(d.in(to, m) && d.toks[to].hash == ')') || comma && with && !d.closed(d.mentions[n]) {
		return extent{}
	}
	return extent{i, to, false}
}

// isBody reports whether mention n names a body.
func (d *doc) isBody(n int32) bool {
	m := d.mentions[n]
	return m.kind == named && (m.sort == organ || m.entity >= 0 && d.entities[m.entity].sort == organ)
}

var hashFor = hashOf("for")

// affiliates are the prepositions between a name and a body.
var affiliates = hashes("of at from for with")

// parties are whom counsel speak for.
var parties = hashes("claimant respondent appellant defence defense prosecution crown state plaintiff defendant petitioner applicant")
