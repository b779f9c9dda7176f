package quote

// The frames of a language: where the speaker stands when a verb, or "according to", gives a quotation to somebody.

// frame is what stands around a quotation: the cue, and whom it names, takes up or leaves out.
type frame struct {
	source
	dropped bool // the verb has no subject, which is whoever spoke last
	latter  bool // the subject is whoever was named last
}

var unframed = frame{source: nobody}

// How far a frame reaches, in tokens.
const (
	reachOfTag    = 7  // from the mark to the verb of a tag
	reachOfClause = 45 // from the verb to a quotation further on in its sentence
	longestPhrase = 14
	longestAside  = 40 // an insertion between a subject and its verb
)

// findFrames looks at every quotation in its own sentence. Whoever is named in a frame is somebody who speaks.
func (f *foreign) findFrames() {
	f.frames = make([]frame, len(f.regions))
	for i := range f.regions {
		fr := f.frameOf(int32(i))
		f.frames[i] = fr
		if fr.mention >= 0 {
			if m := f.mentions[fr.mention]; m.kind == named && m.entity >= 0 && f.entities[m.entity].sort == unknown {
				f.entities[m.entity].sort = person
			}
		}
	}
}

func (f *foreign) frameOf(ri int32) frame {
	r := f.regions[ri]
	if fr := f.tagInside(r); fr.why != none {
		return fr
	}
	open, colon := f.opening(r), f.afterColon(r)
	if p := open - 1; p >= 0 && f.toks[p].para+1 == r.para && f.toks[p].hash == ':' && f.toks[p].kind == punct && opens(f.a, r) {
		return f.verbBefore(r, open, true) // the paragraph before ends with a colon
	}
	if colon {
		if fr := f.verbBefore(r, open, true); fr.why != none {
			return fr
		}
	}
	if fr := f.tagAfter(r); fr.why != none {
		return fr
	}
	if !colon {
		if fr := f.verbBefore(r, open, false); fr.why != none {
			return fr
		}
		if fr := f.verbAtEnd(r); fr.why != none {
			return fr
		}
	}
	return f.accordance(r)
}

// verbBefore finds the verb in the sentence that ends before token open, where the quotation begins; colon tells that a
// colon stands in between.
func (f *foreign) verbBefore(r region, open int32, colon bool) frame {
	at := open
	if open > 0 && f.toks[open-1].para != r.para {
		at--
	}
	for k, n := open-1, 0; k >= 0 && f.adjacent(k, at) && n < reachOfClause; k, n = k-1, n+1 {
		t := f.toks[k]
		if t.region >= 0 || t.kind == mark && !colon || t.kind == punct && (t.hash == ';' || t.hash == ':' && k < open-1) {
			break
		}
		if !t.is(say|naming) || t.shape != lower && !t.first || f.isNoun(k) || t.is(adverb) {
			continue
		}
		return f.framedBy(k, r, open, colon)
	}
	if colon {
		return f.nameAndColon(open)
	}
	return unframed
}

// framedBy makes the frame of a quotation that follows the verb at token v.
func (f *foreign) framedBy(v int32, r region, open int32, colon bool) frame {
	why := clause
	if colon || open == v+1 {
		why = tagBefore
	}
	n, dropped, latter := f.subjectOf(v)
	if n >= 0 && f.mentions[n].from > v && f.mentions[n].to > open {
		n = -1
	}
	if n < 0 && !dropped && !latter {
		return unframed
	}
	if why == clause && (f.newClause(v+1, open, n) || f.verbBehind(r)) {
		return unframed
	}
	return frame{source: source{mention: n, cue: f.cueOf(v, v+1, n), why: why}, dropped: dropped, latter: latter}
}

// newClause reports whether another clause begins in tokens [from, to) that has somebody else for its subject.
func (f *foreign) newClause(from, to, subject int32) bool {
	for k := from; k < to; k++ {
		n := f.at[k]
		if n < 0 || n == subject || f.mentions[n].titled != k || !f.personal(n) {
			continue
		}
		if p := f.toks[k-1]; p.kind != word || p.is(conjunction|subordinator) {
			return true
		}
	}
	return false
}

// verbBehind reports whether a verb that reports ends the clause in which the quotation stands, as German has it where
// the quotation is somebody else's within a clause: …, dass Tern den Steg „…“ nennt.
func (f *foreign) verbBehind(r region) bool {
	for k := r.to; f.tongue.cased && k < r.to+3 && f.adjacent(r.to-1, k) && f.toks[k].kind != punct; k++ {
		if f.toks[k].is(say | naming) {
			return true
		}
	}
	return false
}

// nameAndColon reads a colon without a verb that reports, behind the only person of the sentence, who opens it.
func (f *foreign) nameAndColon(open int32) frame {
	first := f.sents[f.toks[open-1].sent]
	n := f.phraseAt(first)
	if n < 0 || f.mentions[n].kind != named || f.mentions[n].to > open {
		if f.startsWith(first, f.tongue.latter) > 0 {
			return frame{source: source{mention: -1, cue: -1, why: colon}, latter: true}
		}
		if n < 0 || f.mentions[n].kind != nominal || f.othersIn(f.mentions[n].to, open) || !f.tongue.cased && f.toks[f.mentions[n].to].kind == word {
			return unframed
		}
		return frame{source: source{mention: n, cue: -1, why: colon}}
	}
	if !f.personal(n) && f.mentions[n].to != open-1 || f.othersIn(f.mentions[n].to, open) {
		return unframed
	}
	return frame{source: source{mention: n, cue: -1, why: colon}}
}

// othersIn reports whether tokens [from, to) name a person.
func (f *foreign) othersIn(from, to int32) bool {
	for k := from; k < to; k++ {
		if f.at[k] >= 0 && f.toks[k].region < 0 && f.personal(f.at[k]) {
			return true
		}
	}
	return false
}

// verbAtEnd reads a participle behind the quotation whose subject opened the sentence: Ida Moreno hat das „…“ genannt.
func (f *foreign) verbAtEnd(r region) frame {
	if !f.tongue.cased {
		return unframed
	}
	for k := r.to; k < r.to+reachOfTag && f.adjacent(r.to-1, k); k++ {
		t := f.toks[k]
		if t.kind == punct {
			return unframed
		}
		if t.region >= 0 || t.kind == mark || !t.is(say|naming) || t.shape != lower || t.is(adverb) {
			continue
		}
		if n := f.opener(f.sents[r.sent], f.opening(r)); n >= 0 {
			return frame{source: source{mention: n, cue: f.cueOf(k, k+1, n), why: clause}}
		}
		return unframed
	}
	return unframed
}

// accordance finds who a sentence is according to: laut Ida Moreno, Moreno zufolge, selon elle.
func (f *foreign) accordance(r region) frame {
	first, open := f.sents[r.sent], f.opening(r)
	for k := first; int(k) < len(f.toks) && f.toks[k].sent == r.sent; k++ {
		t := f.toks[k]
		if t.region >= 0 || t.kind != word {
			continue
		}
		n, to := int32(-1), int32(-1)
		if length := f.startsWith(k, f.tongue.according); length > 0 {
			n, to = f.phraseAt(k+length), k+length
		} else if f.startsWith(k, f.tongue.behind) > 0 && k > 0 {
			n, to = f.endingAt(k-1), k+1
		} else if length := f.startsWith(k, f.tongue.view); length > 0 && k == first && k < open {
			if n, to = f.phraseAt(k+length), k+length; n >= 0 && (f.mentions[n].kind != named || !f.closedBefore(f.mentions[n].to, open)) {
				n = -1
			}
		}
		if n >= 0 && f.mentions[n].to <= open || n >= 0 && f.mentions[n].from >= r.to {
			return frame{source: source{mention: n, cue: f.cueOf(min(k, to-1), to, n), why: accordant}}
		}
	}
	return unframed
}

// closedBefore reports whether a comma stands between a phrase that ends at token to and the mark at token open, right
// before it: Pour Ida Moreno, conseillère, « … ».
func (f *foreign) closedBefore(to, open int32) bool {
	return open > to && f.toks[open-1].kind == punct && f.toks[open-1].hash == ','
}

// startsWith returns the number of tokens of the phrase that stands at token i, 0 if none does.
func (f *foreign) startsWith(i int32, phrases [][]uint32) int32 {
	for _, p := range phrases {
		k := 0
		for k < len(p) && f.adjacent(i, i+int32(k)) && f.toks[i+int32(k)].hash == p[k] {
			k++
		}
		if k == len(p) {
			return int32(k)
		}
	}
	return 0
}

// cueOf records a cue in tokens [from, to).
func (f *foreign) cueOf(from, to, subject int32) int32 {
	f.cues = append(f.cues, cue{at: from, end: to, subject: subject})
	return int32(len(f.cues) - 1)
}
