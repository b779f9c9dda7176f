package quote

// The subject of a clause that a cue stands far from: past what opens the sentence, to the first who can speak.

// clauseSubject returns the first mention of the clause that token i stands in which is not the object of a
// preposition, or -1.
func (d *doc) clauseSubject(i int32) int32 {
	start := i
	for {
		j := d.before(start)
		if j < 0 || d.toks[j].kind == mark || d.toks[j].kind == punct && (d.toks[j].hash == ';' || d.toks[j].hash == ':') {
			break
		}
		start = j
	}
	return d.firstPhrase(start, i)
}

// firstPhrase returns the first mention in tokens [from, to) that is not the object of a preposition and can speak.
func (d *doc) firstPhrase(from, to int32) int32 {
	from = d.afterDateline(from, to)
	if from < to && d.at[from] < 0 && d.toks[from].is(preposition|subordinator) && !d.toks[from].is(determiner) {
		if n := d.afterOpening(from, to); n >= 0 {
			return n
		}
	}
	for k := from; k < to; {
		t := d.toks[k]
		switch {
		case t.kind == punct || t.kind == mark || t.is(subordinator|conjunction|adverb|auxiliary) && d.at[k] < 0 && !t.is(determiner|crowd):
			k++
			continue
		case t.is(preposition) && d.at[k] < 0:
			k++
			if n := d.phraseFrom(k); n >= 0 {
				k = max(d.mentions[n].to, k+1)
			}
			continue
		}
		n := d.phraseFrom(k)
		if n < 0 {
			k++
			continue
		}
		m := d.mentions[n]
		if d.toks[m.head].is(day) || !d.canSpeak(n) {
			k = max(m.to, k+1)
			continue
		}
		return n
	}
	return -1
}

// afterDateline skips a dateline such as: AVERLY, Nov 19 (Courant) -
func (d *doc) afterDateline(from, to int32) int32 {
	if from >= to || d.at[from] < 0 || d.mentions[d.at[from]].sort != dateline {
		return from
	}
	for k := from; k < to && k < from+14; k++ {
		if h := d.toks[k].hash; d.toks[k].kind == punct && (h == '-' || h == '–' || h == '—' || h == ':') {
			return k + 1
		}
	}
	return from
}

// afterOpening returns the subject that follows a clause or a phrase that opens the sentence: After the vote failed on
// Monday, Ida Moreno rose …
func (d *doc) afterOpening(from, to int32) int32 {
	for k := from + 1; k < to; k++ {
		if d.toks[k].kind != punct || d.toks[k].hash != ',' || d.toks[k].region >= 0 {
			continue
		}
		j := k + 1
		for j < to && d.toks[j].is(adverb) && d.at[j] < 0 {
			j++
		}
		if j >= to {
			return -1
		}
		n := d.phraseFrom(j)
		if n < 0 || !d.canSpeak(n) || d.toks[d.mentions[n].head].is(day) || d.mentions[n].sort == place {
			continue
		}
		e := d.mentions[n].to
		if e >= to || d.toks[e].is(verb|say|naming|auxiliary|adverb|contraction|relative) && d.toks[e].kind == word || d.toks[e].hash == ',' && d.mentions[n].kind == named && d.mentions[n].sort == person {
			return n
		}
	}
	return -1
}
