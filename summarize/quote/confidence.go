package quote

// How sure the engine is that a speaker is right. The ranker's belief in its choice is a probability already; what it
// does not know of is whether a pronoun or a bare surname was taken for the right person, which the factors below add.
// bench/quotes.md shows how often each confidence is right on articles that nothing was learnt from.
const (
	namesakesRight = 0.9  // a last name that several people of the text bear
	surest         = 0.98 // errors of annotation and all that a model cannot know
)

// ruleRight is how often a source that the rules found is right where the ranker was not asked: reported speech.
var ruleRight = [reasons]float64{
	tagAfter: .95, tagBefore: .92, accordant: .9, clause: .88, tail: .9, carried: .85, reopened: .85, colon: .8, intro: .6, previous: .6,
	following: .7, subject: .6, signed: .9, label: .95,
}

// confidence estimates the probability that the speaker is right, given the source and the mention n that it stands
// for at last.
func (d *doc) confidence(s source, n int32) float64 {
	p := s.sure
	if p == 0 {
		p = ruleRight[s.why]
	}
	m := d.mentions[s.mention]
	if m.kind == pronominal {
		p *= pronounRight(d.margins[s.mention])
	}
	if e := d.mentions[n].entity; e >= 0 && m.kind == named && m.to-m.from == 1 && d.namesakes(e) {
		p *= namesakesRight
	}
	return min(p, surest)
}

// pronounRight is how often a pronoun is resolved rightly, given by how much its antecedent fits better than the next:
// counted on the pronouns of dev.
func pronounRight(margin int) float64 {
	switch {
	case margin <= 3:
		return .45
	case margin <= 10:
		return .65
	case margin <= 15:
		return .78
	}
	return .96
}

// namesakes reports whether the text names several people with the last name of entity e.
func (d *doc) namesakes(e int32) bool {
	first := head(d.byLast, d.entities[e].last)
	return first >= 0 && d.entities[first].sameLast >= 0
}
