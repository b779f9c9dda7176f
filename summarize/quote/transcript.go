package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// A transcript may do without marks: its paragraphs begin with “Q:” and “A:”, or with a name and a colon. What stands
// behind the label of somebody who answers or speaks is a quotation; what stands behind the label of whoever asks is
// not. Text that is not a transcript pays for one look at the beginning of each block.

const (
	leastLines  = 3 // labelled blocks that make a transcript
	talkative   = 5 // one in so many of its lines must address or ask somebody, or say I
	mostInLabel = 4 // words
)

// line is a block that begins with a label.
type line struct {
	label    news.Span
	colon    int   // offset of the colon
	para     int32 // index of the block
	from, to int32 // tokens of the label
	last     int32 // token behind the block
	voice    int32 // index into d.voices
}

// labels finds the blocks that begin with a label.
func labels(a *news.Article) []line {
	var out []line
	for i, b := range a.Blocks {
		if b.Kind == news.ListItem || b.Kind == news.Post {
			continue
		}
		if label, colon := labelOf(a.Text, b.Span); colon > 0 {
			out = append(out, line{label: label, colon: colon, para: int32(i)})
		}
	}
	return out
}

// labelOf returns the label at the beginning of a block, which may have something in brackets behind it, and the offset
// of its colon; 0 if there is none.
func labelOf(text string, b news.Span) (news.Span, int) {
	n := strings.IndexByte(text[b.Start:min(b.End, b.Start+mostLabel+1)], ':')
	if n <= 0 {
		return news.Span{}, 0
	}
	colon := b.Start + n
	if next, _ := utf8.DecodeRuneInString(text[colon+1 : b.End]); colon+1 < b.End && !unicode.IsSpace(next) {
		return news.Span{}, 0
	}
	label := strings.TrimRightFunc(text[b.Start:colon], unicode.IsSpace)
	if at := strings.Index(label, " ("); at > 0 && strings.HasSuffix(label, ")") {
		label = label[:at]
	}
	words := strings.Split(label, " ")
	if len(words) > mostInLabel {
		return news.Span{}, 0
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && (i == 0 || len(w) > 3 || !unicode.IsLower(first)) || strings.ContainsFunc(w, notInLabel) {
			return news.Span{}, 0
		}
	}
	return news.Span{Start: b.Start, End: b.Start + len(label)}, colon
}

func notInLabel(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".'’-‑&", r)
}

// transcribe makes quotations of the turns of a transcript, if the text is or holds one.
func (d *doc) transcribe() {
	lines := labels(d.a)
	if len(lines) < leastLines {
		return
	}
	for i := range lines {
		l := &lines[i]
		l.from, l.last = d.blockTokens(l.para)
		for l.to = l.from; l.to < l.last && int(d.toks[l.to].start) < l.label.End; l.to++ {
		}
	}
	if d.castLines(lines); d.converses(lines) {
		d.intro = d.introduced(lines)
		d.putTurns(d.said(lines))
	} else {
		d.voices = nil
	}
}

// blockTokens returns the tokens of a block.
func (d *doc) blockTokens(para int32) (from, to int32) {
	return d.sents[d.firstSentence(para)], d.sents[d.firstSentence(para+1)]
}

// counts reports whether a line belongs to the transcript. The first block may be a headline that has the form of one.
func (d *doc) counts(lines []line, i int) bool {
	return d.voices[lines[i].voice].part != nobodys && (lines[i].para > 0 || i+1 < len(lines) && lines[i+1].para == 1)
}

// converses reports whether lines are a transcript rather than a list: enough of them are somebody's, a voice comes
// again or answers one that asks, and they are put as people talk.
func (d *doc) converses(lines []line) bool {
	n, talk, again := 0, 0, false
	answers, firstPersons := 0, 0
	heard := map[part]bool{}
	seen := make([]bool, len(d.voices))
	for i, l := range lines {
		if !d.counts(lines, i) {
			continue
		}
		n++
		v := d.voices[l.voice]
		again = again || seen[l.voice]
		seen[l.voice], heard[v.part] = true, true
		anybody, speaker := d.persons(l.to, l.last)
		talk += int(b2u(anybody || d.asksAt(l)))
		if v.part == answering {
			answers++
			firstPersons += int(b2u(speaker))
		}
	}
	if answers > 0 && (!heard[asking] || firstPersons*talkative < answers && !d.interviewed(lines)) {
		for i := range d.voices { // a paper answers its readers, or a list has points A and B
			if d.voices[i].part == answering {
				d.voices[i].part, n = nobodys, n-answers
			}
		}
		heard[answering] = false
	}
	return n >= leastLines && (again || heard[asking] && heard[answering]) && talk*talkative >= n && (heard[answering] || heard[speaking])
}

var (
	addressing = hashes("i we you my our your me us mine ours yours myself ourselves")
	oneself    = hashes("i me my mine myself")
	interviews = hashes("interview interviewed interviewing interviewer spoke speaks speaking talks talked talking conversation sat asked transcript")
)

// persons reports whether tokens [from, to) outside marks have a first or second person, and whether they have an I.
func (d *doc) persons(from, to int32) (anybody, speaker bool) {
	for k := from; k < to; k++ {
		if t := d.toks[k]; t.kind == word && t.region < 0 && t.end-t.start <= 9 {
			anybody = anybody || addressing[t.hash]
			speaker = speaker || oneself[t.hash]
		}
	}
	return anybody, speaker
}

// asksAt reports whether a line ends with a question.
func (d *doc) asksAt(l line) bool {
	k := l.last - 1
	for k > l.to && d.toks[k].kind == mark {
		k--
	}
	return k > l.to && d.toks[k].kind == punct && d.toks[k].hash == '?'
}

// interviewed reports whether what stands before the lines tells of an interview.
func (d *doc) interviewed(lines []line) bool {
	for _, t := range d.toks[:lines[0].from] {
		if t.kind == word && interviews[t.hash] {
			return true
		}
	}
	return false
}

// turn is what somebody says in one paragraph of a transcript.
type turn struct {
	body  news.Span
	label news.Span // empty where the paragraph goes on from the one before
	para  int32
	voice int32
}

// said lists the turns of those who speak.
func (d *doc) said(lines []line) []turn {
	var out []turn
	names := 0 // the first mention that may stand in the blocks to come
	for i, l := range lines {
		v := d.voices[l.voice]
		if !d.counts(lines, i) || v.part == asking || d.a.Blocks[l.para].Kind == news.Heading {
			continue
		}
		body := trimmed(d.text, news.Span{Start: l.colon + 1, End: d.a.Blocks[l.para].End})
		if d.framed(body, l.to, l.last) {
			continue
		}
		if !body.Empty() {
			out = append(out, turn{body: body, label: l.label, para: l.para, voice: l.voice})
		}
		next, last := int32(len(d.a.Blocks)), true
		if i+1 < len(lines) {
			next, last = lines[i+1].para, false
		}
		for p := l.para + 1; p < next; p++ {
			from, to := d.blockTokens(p)
			for ; names < int(d.names) && d.mentions[names].from < from; names++ {
			}
			ends, terse := d.endsTurn(p, l.voice, names, last)
			if terse {
				continue // nothing in it says that it is theirs: it may be the paper's
			}
			if ends {
				break
			}
			if to > from {
				out = append(out, turn{body: d.a.Blocks[p].Span, para: p, voice: l.voice})
			}
		}
	}
	return out
}

// framed reports whether words in marks that open a body are told of by a tag of its own, so that it is no turn:
// Moreno: “It closes,” she said.
func (d *doc) framed(body news.Span, from, to int32) bool {
	opened := false
	for k := from; k < to; k++ {
		t := d.toks[k]
		if t.region >= 0 && d.regions[t.region].outer.Start == body.Start {
			opened = true
		}
		if opened && t.region < 0 && t.kind == word && t.is(say) {
			return true
		}
	}
	return false
}

// endsTurn reports whether an unlabelled block ends the turn before it, and whether it is terse: without an I, a we or a you. A heading, a rule and a
// quotation with its tag end it, and so does what tells of those who speak. Behind the last label only a paragraph that
// says I goes on: the rest may be the paper's.
func (d *doc) endsTurn(p, voice int32, names int, last bool) (ends, terse bool) {
	b := d.a.Blocks[p]
	if b.Kind != news.Paragraph && b.Kind != news.BlockQuote || !strings.ContainsFunc(d.a.At(b.Span), unicode.IsLetter) {
		return true, false
	}
	from, to := d.blockTokens(p)
	marked, tagged := false, false
	for k := from; k < to; k++ {
		t := d.toks[k]
		if t.region < 0 {
			tagged = tagged || t.kind == word && t.is(say)
			continue
		}
		marked = true
		if r := d.regions[t.region]; r.outer.Start <= b.Start && (r.outer.End >= b.End || r.unclosed) {
			return true, false
		}
	}
	anybody, speaker := d.persons(from, to)
	if marked && tagged || last && !speaker {
		return true, false
	}
	for n := names; n < int(d.names) && d.mentions[n].from < to; n++ {
		v, ok := d.voiceOf[d.mentions[n].entity]
		if ok && (v == voice || !anybody) || d.voices[voice].part == answering && d.mentions[n].entity >= 0 && d.mentions[n].entity == d.lead() {
			return true, false
		}
	}
	return false, !anybody
}

// putTurns makes the turns quotations, in the place of the marks within them.
func (d *doc) putTurns(turns []turn) {
	if len(turns) == 0 {
		return
	}
	old, out := d.regions, make([]region, 0, len(d.regions)+len(turns))
	k := 0
	for i, t := range turns {
		for ; k < len(old) && old[k].outer.End <= t.body.Start; k++ {
			out = append(out, old[k])
		}
		r := region{inner: t.body, outer: t.body, para: t.para, turn: int32(i + 1)}
		for ; k < len(old) && old[k].outer.Start < t.body.End; k++ {
			if old[k].outer.Start == t.body.Start && old[k].outer.End >= t.body.End {
				r.inner, r.outer, r.unclosed = old[k].inner, old[k].outer, old[k].unclosed
			}
		}
		out = append(out, r)
	}
	d.turns, d.regions = turns, append(out, old[k:]...)
	reopen(d.a, d.regions)
	for i := range d.toks {
		d.toks[i].region = -1
	}
	d.place()
}

// bracketed reports whether a turn is nothing but a stage direction: (LAUGHTER).
func (d *doc) bracketed(t turn) bool {
	s := d.a.At(t.body)
	for _, pair := range [...]string{"()", "[]"} {
		if s != "" && s[0] == pair[0] && strings.IndexByte(s, pair[1]) >= len(strings.TrimRight(s, ".!"))-1 {
			return true
		}
	}
	return false
}
