package quote

// cue is a word that reports, with its subject.
type cue struct {
	at       int32 // the token of the verb, or of "according"
	end      int32 // token after the cue words
	subject  int32 // mention, or -1
	inverted bool  // the subject follows
	accord   bool  // according to
	passive  bool  // was told: its subject is not the source
	sure     uint8 // how clearly the subject won over the next, 0 to 4; 5 if there was no other
}

// cues finds the words that report outside quotations.
func (d *doc) findCues() {
	for i := int32(0); int(i) < len(d.toks); i++ {
		t := d.toks[i]
		if t.region >= 0 || t.kind != word {
			continue
		}
		if t.hash == hashAccord && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].hash == hashTo {
			if n := d.phraseFrom(i + 2); n >= 0 {
				d.addCue(cue{at: i, end: i + 2, subject: n, inverted: true, accord: true})
			}
			continue
		}
		if putsIt[t.hash] && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].hash == hashIt && !d.noun(i) {
			if c, ok := d.verbCue(i); ok && c.subject >= 0 {
				c.end = i + 2
				d.addCue(c)
			}
			continue
		}
		if !t.is(say|naming) || t.shape != lower && !t.first || d.at[i] >= 0 || d.noun(i) {
			continue
		}
		if c, ok := d.verbCue(i); ok {
			d.addCue(c)
		}
	}
}

func (d *doc) addCue(c cue) {
	d.cueAt[c.at] = int32(len(d.cues))
	d.cues = append(d.cues, c)
}

// noun reports whether the word at token i, which may be a verb, is a noun here: a report, the claims, his call.
func (d *doc) noun(i int32) bool {
	t := d.toks[i]
	p := d.before(i)
	if p < 0 {
		return t.is(present) && !t.first
	}
	b := d.toks[p]
	switch {
	case b.is(determiner|possessive) && !b.is(pronoun|relative) && b.kind == word && !t.is(past):
		return true
	case b.is(determiner) && !b.is(relative|crowd|pronoun) && t.is(past) && b.shape == lower:
		return true // "a noted economist"
	case t.is(past) && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].hash == hashBy:
		return false
	case b.is(contraction) && !t.is(past|ingForm) && d.at[max(p-1, 0)] >= 0:
		return true // Trump's claim
	case b.is(preposition) && b.hash != hashTo && !t.is(ingForm):
		return true
	}
	return false
}

// verbCue decides which way the reporting verb at token i looks for its subject.
func (d *doc) verbCue(i int32) (cue, bool) {
	c := cue{at: i, end: i + 1, subject: -1}
	t := d.toks[i]
	p := i - 1
	afterQuote := p >= 0 && d.toks[p].para == t.para && (d.toks[p].kind == mark || d.toks[p].hash == ',' && p > 0 && d.toks[p-1].kind == mark)
	afterComma := p >= 0 && d.adjacent(p, i) && d.toks[p].hash == ','
	if (afterQuote || afterComma) && !t.is(ingForm) && !tells[t.hash] {
		if n := d.subjectAfter(i); n >= 0 && (afterQuote || d.closesAfter(n)) {
			if afterQuote || !d.inserted(p) && d.clauseBefore(p) && d.mentions[n].sort != unknown {
				c.subject, c.inverted = n, true
				return c, true
			}
		}
	}
	if t.is(past) && d.adjacent(i, i+1) && int(i+1) < len(d.toks) && d.toks[i+1].hash == hashBy && t.is(naming) {
		if n := d.phraseFrom(i + 2); n >= 0 { // described by Moreno as
			c.subject, c.inverted, c.end = n, true, i+2
			return c, true
		}
	}
	if c.passive = d.passive(i); c.passive {
		return c, true
	}
	c.subject = d.subjectBefore(i)
	if c.subject >= 0 && !d.canSpeak(c.subject) {
		c.subject = -1
	}
	return c, true
}

// putsIt are the verbs of "as she put it".
var putsIt = hashes("put puts putting")

// passive reports whether the verb at token i is in the passive, so that its subject is whom it was said to: the
// families were told to leave.
func (d *doc) passive(i int32) bool {
	if !d.toks[i].is(past) {
		return false
	}
	for k := d.verbGroup(i); k < i; k++ {
		if beForms[d.toks[k].hash] {
			return true
		}
	}
	return false
}

var beForms = hashes("is are was were be been being am isn't aren't wasn't weren't")

// tells are verbs that take the listener as their object, so that what follows them is never their subject.
var tells = hashes("told tells tell informed reminded")

// inserted reports whether the comma at token p closes an insertion behind a subject that follows a quotation or
// begins the sentence: "…," Ida Moreno, who runs the port, said.
func (d *doc) inserted(p int32) bool {
	n := d.overInsertion(p)
	if n < 0 || d.mentions[n].to >= p {
		return false
	}
	b := d.mentions[n].titled - 1
	return d.mentions[n].kind != nominal && b >= 0 && d.toks[b].kind == mark
}

// clauseBefore reports whether a whole clause stands before the comma at token p in its sentence, so that an inverted
// tag may follow.
func (d *doc) clauseBefore(p int32) bool {
	return d.hasVerb(extent{d.sents[d.toks[p].sent], p, false})
}

// closesAfter reports whether the clause ends soon after mention n: with punctuation, at once or after an apposition.
func (d *doc) closesAfter(n int32) bool {
	m := d.mentions[n]
	if int(m.to) >= len(d.toks) || !d.adjacent(m.head, m.to) {
		return true
	}
	t := d.toks[m.to]
	return t.kind == punct && t.hash != '\'' || t.is(preposition)
}
