package quote

import (
	"onrecord/summarize/news"
)

// doc is an article in the course of being read.
type doc struct {
	a                           *news.Article
	text                        string
	toks                        []token
	sents                       []int32 // first token of each sentence, and one past the last token at the end
	regions                     []region
	parts                       []int32 // for each block the part of the article that it stands in
	names                       int32   // how many of the mentions are names, which come first, in the order of the text
	mentions                    []mention
	at                          []int32 // for each token the name or pronoun that covers it, or -1
	entities                    []entity
	cues                        []cue
	cueAt                       []int32          // for each token the cue that it is, or -1
	lowered, uppered            map[uint32]bool  // words that stand somewhere in lower case, or with a capital inside a sentence
	byLast, byFirst, byInitials map[uint32]int32 // last entity of each last name, first name and initials
	phrases                     map[uint64]int32
	ruled                       []source        // for each region what the rules alone found
	subjects                    []governor      // memory of the possible subjects of the last cue
	clauses                     []reported      // memory of the readings of the last cue
	tagged                      []bool          // for each cue whether it is the tag of a direct quotation
	scratch                     []option        // memory of the options of the last region
	roles                       []extent        // for each entity, once findRoles has run
	sources                     []source        // for each region
	spoke                       []bool          // for each mention whether it is the subject of a cue
	resolved                    map[int32]int32 // for each pronoun that was asked for, whom it stands for
	margins                     map[int32]int   // and by how much they fit better than the next
	turns                       []turn          // of a transcript without marks
	voices                      []voice         // of its labels
	voiceOf                     map[int32]int32 // the voice of each entity that has one
	intro                       []lead          // who is named before it begins
}

// Find returns the quotations of a, in the order of the text. Which language the text is in decides how much is
// understood of what stands around them.
func Find(a *news.Article) []news.Quote {
	if name := language(a); name != english {
		return findIn(a, tongueOf(name))
	}
	d := read(a)
	d.attribute()
	d.rank()
	d.markTags()
	return d.quotes()
}

// read prepares everything that attribution needs to know about the text.
func read(a *news.Article) *doc {
	d := readByRules(a)
	d.govern()
	d.noteSpeakers()
	return d
}

// readByRules is read with the subjects of cues as the rules alone find them, which their model is learnt from.
func readByRules(a *news.Article) *doc {
	d := &doc{a: a, text: a.Text, regions: marks(a)}
	d.mentions = make([]mention, 0, 32+len(a.Text)/24)
	d.entities = make([]entity, 0, 16+len(a.Text)/120)
	d.cues = make([]cue, 0, 16+len(a.Text)/120)
	d.toks = tokenize(a, d.regions)
	d.place()
	d.divide()
	d.lowered = make(map[uint32]bool, 256)
	d.uppered = make(map[uint32]bool, 64)
	for _, t := range d.toks {
		switch {
		case t.kind != word:
		case t.shape == lower:
			d.lowered[t.hash] = true
		case !t.first:
			d.uppered[t.hash] = true
		}
	}
	d.findNames()
	d.names = int32(len(d.mentions))
	d.resolveNames()
	d.transcribe()
	d.cueAt = make([]int32, len(d.toks))
	for i := range d.cueAt {
		d.cueAt[i] = -1
	}
	d.findCues()
	return d
}

// place tells tokens and quotations of each other.
func (d *doc) place() {
	d.sents = make([]int32, len(d.a.Sentences)+1)
	k, s := int32(0), 0
	n := int32(len(d.toks))
	for i, t := range d.toks {
		for ; s <= int(t.sent); s++ {
			d.sents[s] = int32(i)
		}
	}
	for ; s <= len(d.a.Sentences); s++ {
		d.sents[s] = n
	}
	for i := range d.regions {
		r := &d.regions[i]
		for k < n && int(d.toks[k].start) < r.inner.Start {
			k++
		}
		r.from = k
		for first := true; k < n && int(d.toks[k].start) < r.inner.End; k++ {
			d.toks[k].region = int32(i)
			if first && d.toks[k].kind == word {
				d.toks[k].first = true
			}
			first = first && d.toks[k].kind != word
		}
		r.to = k
		if r.from < n {
			r.sent = d.toks[r.from].sent
		}
	}
}

// markTags notes which cues are tags of quotations in marks.
func (d *doc) markTags() {
	d.tagged = make([]bool, len(d.cues))
	for i, s := range d.sources {
		if s.cue >= 0 && (s.why == tagAfter || s.why == tail || s.why == tagBefore) && d.regions[i].sent == d.toks[d.cues[s.cue].at].sent {
			d.tagged[s.cue] = true
		}
	}
}

// noteSpeakers notes which mentions are subjects of words that report.
func (d *doc) noteSpeakers() {
	d.spoke = make([]bool, len(d.mentions)+64)
	for _, c := range d.cues {
		if c.subject >= 0 && (d.toks[c.at].is(say) || d.mentions[c.subject].kind == named) {
			d.spoke[c.subject] = true
		}
	}
}
