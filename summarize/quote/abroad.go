package quote

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// foreign is an article in another language in the course of being read. It has no weights to decide with: a frame of
// the language either names the speaker plainly, or the speaker stays unclear.
type foreign struct {
	doc
	tongue   *tongue
	articled map[uint32]bool    // words that an article stands before: in German, nouns
	byWord   map[uint32][]int32 // entities by each word of their names
	bearers  map[uint32][]int32 // entities by the words for people in their roles
	frames   []frame            // for each region
	credits  []credit           // for each region
}

// findIn returns the quotations of an article that is not in English.
func findIn(a *news.Article, t *tongue) []news.Quote {
	f := &foreign{doc: doc{a: a, text: a.Text, regions: marks(a)}, tongue: t}
	f.toks = t.cut(a)
	f.place()
	if t.known() {
		f.notice()
		f.findNames()
		f.join()
		f.findPosts()
		f.findFrames()
	}
	f.attributeAll()
	return f.told()
}

// notice notes how the words of the text are used.
func (f *foreign) notice() {
	f.lowered, f.uppered, f.articled = make(map[uint32]bool, 256), make(map[uint32]bool, 64), map[uint32]bool{}
	for i, t := range f.toks {
		switch {
		case t.kind != word:
		case t.shape == lower:
			f.lowered[t.hash] = true
		case !t.first && !f.afterMark(int32(i)) && !f.tongue.cased:
			f.uppered[t.hash] = true
		case f.tongue.cased && i > 0 && f.toks[i-1].is(determiner|possessive) && f.adjacent(int32(i-1), int32(i)) && (i < 2 || !f.toks[i-2].is(particle) || f.toks[i-2].is(determiner)):
			f.articled[t.hash] = true
		}
	}
}

// told makes the result.
func (f *foreign) told() []news.Quote {
	out := make([]news.Quote, 0, len(f.regions))
	for i, r := range f.regions {
		q := news.Quote{Span: within(f.text, r.inner)}
		if q.Empty() || !f.isSpeech(int32(i)) {
			continue
		}
		f.name(&q, f.credits[i])
		out = append(out, q)
	}
	out = f.withoutMarks(out)
	slices.SortStableFunc(out, func(a, b news.Quote) int { return a.Start - b.Start })
	for i := 1; i < len(out); i++ {
		p, q := out[i-1], &out[i]
		q.Continues = q.Kind == news.Direct && p.Kind == news.Direct && q.Sentence == p.Sentence && q.Speaker.Name == p.Speaker.Name && q.Known()
	}
	return out
}

// name sets who said q, where it begins, and what tells so.
func (f *foreign) name(q *news.Quote, c credit) {
	q.Sentence = f.a.SentenceAt(q.Start)
	if c.cue >= 0 {
		q.Cue = f.span(f.cues[c.cue].at, f.cues[c.cue].end)
	}
	if c.mention >= 0 {
		q.Mention = f.span(f.mentions[c.mention].from, f.mentions[c.mention].to)
	}
	switch {
	case c.entity >= 0:
		m := f.mentions[f.entities[c.entity].full]
		q.Speaker.Name = f.span(m.from, m.to)
		if post := f.roles[c.entity]; post.to > post.from {
			q.Speaker.Role = f.span(post.from, post.to)
		}
	case c.mention >= 0 && c.sure > 0:
		q.Speaker.Name = q.Mention
	}
	if !q.Speaker.Name.Empty() {
		q.Confidence = min(c.sure, surest)
	}
}

// within is the span without the white space that French sets inside its marks, which may be unbreakable.
func within(text string, s news.Span) news.Span {
	for s.Start < s.End {
		r, w := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += w
	}
	for s.Start < s.End {
		r, w := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != ',' {
			break
		}
		s.End -= w
	}
	return s
}

// What stands in marks counts as somebody's words from so many words on: after a colon or in a frame that tells a
// speaker, where nothing tells one, and where the language is not known. Of scripts without spaces, characters count.
const (
	wordsUntold  = 5
	wordsUnknown = 3
	runesUnknown = 6
)

// isSpeech tells somebody's words from a title, a nickname or a word held at arm's length.
func (f *foreign) isSpeech(ri int32) bool {
	r := f.regions[ri]
	words, capitalised, letters := 0, 0, 0
	spaced := true
	for k := r.from; k < r.to; k++ {
		t := f.toks[k]
		if t.kind != word {
			continue
		}
		if f.text[t.end-1] != '\'' {
			words++
		}
		if t.shape != lower {
			capitalised++
		}
		for _, c := range f.text[t.start:t.end] {
			letters++
			spaced = spaced && !unspaced(c)
		}
	}
	last := f.lastInside(r)
	ends := last == '.' || last == '!' || last == '?' || last == '…' || last == '。' || last == '！' || last == '？' || last == '؟'
	switch {
	case words == 0:
		return false
	case f.credits[ri].why != none && !f.titled(r):
		return true
	case f.afterColon(r):
		return words > 1 || !spaced
	case !spaced:
		return letters >= runesUnknown || ends
	case f.titled(r) || !ends && words > 1 && capitalised == words:
		return false
	case f.tongue.known():
		return words >= wordsUntold || ends && words > 1
	}
	return words >= wordsUnknown || ends && words > 1
}

// unspaced reports whether r is a letter of a script that sets no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// titled reports whether the word for a work or a campaign stands right before the quotation: le film « … ».
func (f *foreign) titled(r region) bool {
	k := f.opening(r) - 1
	for n := 0; k >= 0 && n < 2 && f.toks[k].sent == r.sent; k, n = k-1, n+1 {
		t := f.toks[k]
		if t.is(document) {
			return true
		}
		if t.kind != word || t.is(say|naming|auxiliary|that) {
			return false
		}
	}
	return false
}

// opening returns the token of the mark that opens r.
func (f *foreign) opening(r region) int32 {
	k := r.from
	for k > 0 && f.toks[k-1].kind == mark && int(f.toks[k-1].start) >= r.outer.Start {
		k--
	}
	return k
}

// afterColon reports whether a colon stands right before the quotation, in the width of any script.
func (f *foreign) afterColon(r region) bool {
	k := f.opening(r) - 1
	return k >= 0 && f.toks[k].para == r.para && f.toks[k].kind == punct && (f.toks[k].hash == ':' || f.toks[k].hash == '：')
}
