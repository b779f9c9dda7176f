package quote

// The tag of a quotation in another language: behind the closing mark, in the next sentence, or within the marks.

// tagVerb reads the verb group of a tag from token i on: sagte, a-t-il ajouté, se limitó a señalar. It returns the verb,
// the token after the group and a pronoun in it, or -1 and -1.
func (f *foreign) tagVerb(i int32) (verb, end, pron int32) {
	pron = -1
	for k := i; k < i+reachOfTag && f.adjacent(i, k) && f.toks[k].region == f.toks[i].region; k++ {
		t := f.toks[k]
		switch {
		case t.kind != word || t.shape != lower:
			return -1, -1, -1
		case t.is(say) && (!t.is(adverb) || k == i):
			return k, k + 1, pron
		case t.is(pronoun) && k > i:
			pron = k
		case t.is(adverb | auxiliary | clitic), t.is(preposition) && k > i && f.toks[k-1].is(auxiliary|clitic):
		default:
			return -1, -1, -1
		}
	}
	return -1, -1, -1
}

// tagAfter reads the tag that follows the closing mark at once: "…", dijo Ida Moreno; « … », a-t-elle ajouté.
func (f *foreign) tagAfter(r region) frame {
	i := f.behind(r)
	if i < 0 || r.unclosed || r.to <= r.from {
		return unframed
	}
	if f.toks[i].hash == '.' && f.toks[i].kind == punct && f.endsSentence(i) {
		i++
	}
	if !f.adjacent(r.to-1, i) {
		return f.saidBack(i, r)
	}
	last := f.lastInside(r)
	pointed := last == ',' || last == '!' || last == '?' || last == '…'
	for n := 0; n < 2 && f.adjacent(r.to-1, i) && f.toks[i].kind == punct && (f.toks[i].hash == ',' || dash(f.toks[i]) || f.toks[i].hash == '-'); n++ {
		pointed = true
		i++
	}
	if !f.adjacent(r.to-1, i) || f.toks[i].region >= 0 {
		return unframed
	}
	if _, _, pron := f.tagVerb(i); !pointed && (pron < 0 || !f.tongue.inner) {
		return f.signature(r, i, last)
	}
	if fr := f.tagAt(i, tagAfter); fr.why != none {
		return fr
	}
	if n := f.phraseAt(i); n >= 0 { // "…", Ida Moreno disse.
		if m := f.mentions[n]; m.kind != nominal {
			if v, end, _ := f.tagVerb(m.to); v >= 0 && !(f.toks[v].is(adverb) && f.tongue.cased) {
				return frame{source: source{mention: n, cue: f.cueOf(m.to, end, n), why: tagAfter}}
			}
		}
	}
	return unframed
}

// saidBack reads a sentence at token i that gives the quotation before it to somebody: «…». Lo ha detto Ida Moreno.
func (f *foreign) saidBack(i int32, r region) frame {
	if int(i) >= len(f.toks) || f.toks[i].para != r.para || f.toks[i].region >= 0 {
		return unframed
	}
	length := f.startsWith(i, f.tongue.back)
	if length == 0 {
		return unframed
	}
	if fr := f.tagAt(i+length, tail); fr.mention >= 0 && f.mentions[fr.mention].kind == named {
		return fr
	}
	return unframed
}

// signature reads a name in brackets behind a whole quotation: "…." (Ida Moreno, Holm)
func (f *foreign) signature(r region, i int32, last uint32) frame {
	if last != '.' && last != '!' && last != '?' || f.toks[i].hash != '(' || !f.adjacent(i, i+1) {
		return unframed
	}
	if n := f.phraseAt(i + 1); n >= 0 && f.mentions[n].kind == named && f.personal(n) {
		return frame{source: source{mention: n, cue: -1, why: signed}}
	}
	return unframed
}

// tagAt reads a tag that begins at token i with its verb.
func (f *foreign) tagAt(i int32, why reason) frame {
	v, end, pron := f.tagVerb(i)
	if v < 0 {
		return unframed
	}
	if pron >= 0 {
		n := f.addPronoun(pron)
		return frame{source: source{mention: n, cue: f.cueOf(i, end, n), why: why}}
	}
	if n := f.subjectBehind(end); n >= 0 {
		return frame{source: source{mention: n, cue: f.cueOf(i, end, n), why: why}}
	}
	c := f.cueOf(i, end, -1)
	if f.tongue.drops && !f.somebodyIn(end) {
		return frame{source: source{mention: -1, cue: c, why: why}, dropped: true}
	}
	return frame{source: source{mention: -1, cue: c, why: why}}
}

// tagInside reads a tag that stands within the marks, between dashes, or in French between commas: « Non, dit-il, jamais. »
func (f *foreign) tagInside(r region) frame {
	for k := r.from + 1; k+1 < r.to; k++ {
		t := f.toks[k]
		comma := t.hash == ','
		if t.kind != punct || !dash(t) && !(comma && f.tongue.inner) || !f.adjacent(k, k+1) {
			continue
		}
		v, end, pron := f.tagVerb(k + 1)
		if v < 0 {
			continue
		}
		n := int32(-1)
		if pron >= 0 {
			n = f.addPronoun(pron)
		} else if m := f.phraseAt(end); m >= 0 && (!comma || f.mentions[m].kind != nominal) {
			n, end = m, f.mentions[m].to
		}
		if n < 0 || f.adjacent(v, end) && end < r.to && (f.toks[end].kind == word || !comma && !dash(f.toks[end])) {
			continue
		}
		return frame{source: source{mention: n, cue: f.cueOf(k+1, v+1, n), why: tagAfter}}
	}
	return unframed
}

// dash reports whether t is a dash.
func dash(t token) bool {
	return t.kind == punct && (t.hash == '–' || t.hash == '—')
}

// somebodyIn reports whether the clause that goes on at token i names somebody, or has a word for people, so that its
// verb may have a subject that was not understood.
func (f *foreign) somebodyIn(i int32) bool {
	for k := i; k < i+longestAside && f.adjacent(i-1, k); k++ {
		t := f.toks[k]
		if t.region >= 0 || t.kind == mark || t.kind == punct {
			return false
		}
		if t.is(role) && !f.afterPossessive(k) || f.at[k] >= 0 && f.personal(f.at[k]) {
			return true
		}
	}
	return false
}

// afterPossessive reports whether token i belongs to somebody, and so is not who speaks: con su padre.
func (f *foreign) afterPossessive(i int32) bool {
	return i > 0 && f.toks[i-1].is(possessive)
}

// personal reports whether a mention is, or may be, a person's name.
func (f *foreign) personal(n int32) bool {
	m := f.mentions[n]
	return m.sort == person || m.entity >= 0 && f.entities[m.entity].sort == person
}
