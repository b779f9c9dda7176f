package quote

import "slices"

// Who a pronoun, a verb without subject or a word for people takes up again. Where the text leaves a choice, nobody.

// credit is to whom a quotation is given.
type credit struct {
	source
	entity int32 // or -1: then the mention names the speaker, if it is sure at all
	sure   float64
}

var uncredited = credit{source: nobody, entity: -1}

// How often such a frame, or such a way of taking somebody up, may be right. They are estimates, set by hand and not
// learnt: a name next to its verb is hardly ever wrong, and each step away from that costs something. All products stay
// above news.Unclear, because what is less sure is given to nobody.
var frameRight = [reasons]float64{tagAfter: .94, tagBefore: .93, accordant: .9, clause: .85, colon: .75, carried: .85, signed: .9, tail: .9, intro: .75}

const (
	pronounOf = .85 // a pronoun that only one person of the paragraph fits
	roleOf    = .88 // a role that only one person of the text has
	droppedOf = .82 // a verb without subject behind the words of one person
	latterOf  = .85 // "this last one"
	strangers = .85 // an article that makes it somebody whom the text does not name
	barely    = .9  // a last name whose first name the text does not tell
	acrossGap = .9  // taken up from the paragraph before
)

// mostLookedAt is how many names are looked at for whom something takes up.
const mostLookedAt = 60

// attributeAll gives every quotation to somebody or nobody, in the order of the text.
func (f *foreign) attributeAll() {
	f.credits = make([]credit, len(f.regions))
	for i := range f.regions {
		f.credits[i] = uncredited
		if !f.tongue.known() {
			continue
		}
		fr := f.frames[i]
		switch {
		case fr.why != none:
			f.credits[i] = f.credit(int32(i), fr)
		default:
			f.credits[i] = f.carriedOn(int32(i))
		}
	}
}

// credit tells whom the frame of quotation ri means.
func (f *foreign) credit(ri int32, fr frame) credit {
	c := credit{source: fr.source, entity: -1, sure: frameRight[fr.why]}
	at := int32(0)
	if fr.cue >= 0 {
		at = f.cues[fr.cue].at
	} else {
		at = f.regions[ri].from
	}
	ok := false
	switch {
	case fr.latter:
		c.entity = f.namedLast(f.sents[f.toks[at].sent])
		c.sure *= latterOf
	case fr.dropped:
		c.entity, c.sure = f.takenUp(at, ri, untold, c.sure*droppedOf)
	case fr.mention < 0:
	case f.mentions[fr.mention].kind == named:
		return f.creditName(c)
	case f.mentions[fr.mention].kind == pronominal:
		t := f.toks[f.mentions[fr.mention].head]
		if t.is(male | female) {
			c.entity, c.sure = f.takenUp(at, ri, genderOf(t), c.sure*pronounOf)
		}
	default:
		c.entity, ok = f.bearer(fr.mention)
		c.sure *= roleOf
		if !ok {
			c.sure *= strangers / roleOf
			if !f.toks[f.mentions[fr.mention].from].is(crowd) {
				c.sure = 0
			}
			return c
		}
	}
	if c.entity < 0 {
		c.sure = 0
	}
	return c
}

// creditName credits a name.
func (f *foreign) creditName(c credit) credit {
	m := f.mentions[c.mention]
	if m.entity >= 0 {
		c.entity = m.entity
		return c
	}
	if m.to-m.from == 1 {
		for _, e := range f.byWord[f.toks[m.from].hash] { // several bear it
			if f.entities[e].sort == person {
				c.sure = 0
				return c
			}
		}
		c.sure *= barely
	}
	return c
}

// carriedOn finds the source of a quotation without a frame: whoever was quoted right before it, or is reported to have
// said something in the sentence before it.
func (f *foreign) carriedOn(ri int32) credit {
	if c := f.reportedBefore(ri); c.entity >= 0 || ri == 0 {
		return c
	}
	r, p, c := f.regions[ri], f.regions[ri-1], f.credits[ri-1]
	if c.why == none || c.entity < 0 && c.sure == 0 {
		return uncredited
	}
	switch {
	case r.goesOn:
	case r.para != p.para:
		return uncredited
	case r.sent == p.sent && !f.othersIn(p.to, r.from), f.alone(r) && r.sent <= f.lastSentence(p)+1:
	default:
		return uncredited
	}
	return credit{source: source{mention: c.mention, cue: -1, why: carried}, entity: c.entity, sure: c.sure * frameRight[carried]}
}

// reportedBefore finds whose words the sentence before a quotation that stands alone reports: Ida Moreno dijo que no. «…».
func (f *foreign) reportedBefore(ri int32) credit {
	r := f.regions[ri]
	if r.sent == 0 || f.sentPara(r.sent-1) != r.para || !f.alone(r) {
		return uncredited
	}
	first := f.sents[r.sent-1]
	for v := first; v < f.sents[r.sent]; v++ {
		if f.toks[v].region >= 0 {
			return uncredited
		}
		if !f.reports(v) {
			continue
		}
		n, dropped, latter := f.subjectOf(v)
		if n < 0 || dropped || latter || f.thatBehind(v, n) < 0 || f.othersIn(f.thatBehind(v, n), f.sents[r.sent]) {
			return uncredited
		}
		return f.credit(ri, frame{source: source{mention: n, cue: f.cueOf(v, v+1, n), why: intro}})
	}
	return uncredited
}

// reports reports whether token v is a verb that may report a clause.
func (f *foreign) reports(v int32) bool {
	t := f.toks[v]
	return t.is(say) && !t.is(adverb) && t.region < 0 && t.shape == lower && !f.isNoun(v)
}

// lastSentence is the sentence in which a quotation ends, or its tag does.
func (f *foreign) lastSentence(r region) int32 {
	if r.to > r.from {
		return f.toks[r.to-1].sent
	}
	return r.sent
}

// takenUp finds whom a pronoun of gender g, or a missing subject, at token i takes up: who was quoted last in the
// paragraph if nobody else has been named since, else the only one of the paragraph whom it fits, else the same of
// the paragraph before.
func (f *foreign) takenUp(i, ri int32, g gender, sure float64) (int32, float64) {
	para := f.toks[i].para
	floor := f.sents[f.firstSentence(para)]
	last := f.lastCredit(ri)
	if last >= 0 && f.regions[last].para == para && f.credits[last].entity >= 0 {
		e := f.credits[last].entity
		if others, maybe := f.fitting(f.regions[last].from, i, g); !maybe && f.fits(e, g) && (len(others) == 0 || len(others) == 1 && others[0] == e) {
			return e, sure
		}
	}
	who, maybe := f.fitting(floor, i, g)
	if len(who) == 0 && !maybe && para > 0 && last >= 0 {
		who, maybe = f.fitting(f.sents[f.firstSentence(para-1)], floor, g)
		if len(who) == 1 && f.credits[last].entity != who[0] {
			return -1, 0
		}
		sure *= acrossGap
	}
	if len(who) != 1 || maybe {
		return -1, 0
	}
	return who[0], sure
}

// lastCredit returns the last quotation before ri that is given to somebody, or -1. It looks back at a few.
func (f *foreign) lastCredit(ri int32) int32 {
	for k := ri - 1; k >= 0 && k > ri-8; k-- {
		if f.credits[k].why != none {
			return k
		}
	}
	return -1
}

// fits reports whether an entity is a person whom a pronoun of gender g may mean.
func (f *foreign) fits(e int32, g gender) bool {
	x := f.entities[e]
	return x.sort == person && !f.differ(g, x.probably())
}

// fitting lists the people named in tokens [from, to) outside quotations whom a pronoun of gender g may mean, up to two.
// It also tells whether a name stands there of which the text does not tell whether it is a person's.
func (f *foreign) fitting(from, to int32, g gender) (who []int32, maybe bool) {
	up, _ := slices.BinarySearchFunc(f.mentions[:f.names], to, func(m mention, at int32) int { return int(m.head - at) })
	for k := up - 1; k >= 0 && k > up-mostLookedAt && f.mentions[k].head >= from && len(who) < 2; k-- {
		m := f.mentions[k]
		if m.entity < 0 || f.toks[m.head].region >= 0 || slices.Contains(who, m.entity) {
			continue
		}
		switch {
		case f.fits(m.entity, g):
			who = append(who, m.entity)
		case f.entities[m.entity].sort == unknown && m.to-m.from > 1 && !f.differ(g, f.entities[m.entity].probably()):
			p := f.before(m.titled)
			maybe = maybe || (p < 0 || !f.toks[p].is(genitive|determiner|placeName)) && !f.toks[m.from].is(determiner)
		}
	}
	return who, maybe
}

// namedLast returns the person named last before token i in the paragraphs next to it, or -1.
func (f *foreign) namedLast(i int32) int32 {
	up, _ := slices.BinarySearchFunc(f.mentions[:f.names], i, func(m mention, at int32) int { return int(m.head - at) })
	for k := up - 1; k >= 0 && k > up-mostLookedAt && f.toks[f.mentions[k].head].para+1 >= f.toks[i].para; k-- {
		if m := f.mentions[k]; m.entity >= 0 && f.toks[m.head].region < 0 && f.entities[m.entity].sort == person {
			return m.entity
		}
	}
	return -1
}

// bearer returns the person whom a definite phrase takes up by a role: the only one of the text who has it, or a role
// that it stands for. It reports false where the text gives the role to nobody.
func (f *foreign) bearer(n int32) (int32, bool) {
	m := f.mentions[n]
	if f.toks[m.from].is(crowd) {
		return -1, false
	}
	h := f.lastPart(m.head)
	g := genderOf(f.toks[m.head])
	found, several := int32(-1), false
	for _, x := range append([]uint32{h}, f.tongue.same[h]...) {
		for _, e := range f.bearers[x] {
			if f.differ(g, f.entities[e].probably()) || f.mentions[f.entities[e].lead].from > m.from || e == found {
				continue
			}
			several = several || found >= 0
			found = e
		}
	}
	if several {
		found = f.onlyHere(m, h, g)
	}
	return found, found >= 0 || several
}

// onlyHere chooses among several bearers of a role the only one whom the paragraph names before m.
func (f *foreign) onlyHere(m mention, h uint32, g gender) int32 {
	found := int32(-1)
	here, _ := f.fitting(f.sents[f.firstSentence(f.toks[m.from].para)], m.from, g)
	for _, e := range here {
		for _, x := range append([]uint32{h}, f.tongue.same[h]...) {
			if !slices.Contains(f.bearers[x], e) || e == found {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = e
		}
	}
	return found
}
