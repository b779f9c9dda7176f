package quote

import (
	"strings"

	"onrecord/summarize/news"
)

// Whose a quotation is that its own sentence does not tell: what stands before it, and behind it.

// fromAround finds the source of a quotation that its sentence does not tell, in what stands before it.
func (d *doc) fromAround(ri int32) source {
	r := d.regions[ri]
	alone := d.alone(r)
	if r.goesOn && ri > 0 && d.sources[ri-1].mention >= 0 {
		return source{mention: d.sources[ri-1].mention, cue: -1, why: reopened}
	}
	if !alone {
		if ri > 0 && d.regions[ri-1].sent == r.sent && d.sources[ri-1].mention >= 0 {
			return source{mention: d.sources[ri-1].mention, cue: d.sources[ri-1].cue, why: clause}
		}
		if n := d.clauseSubject(r.from); n >= 0 && d.mentions[n].to <= r.from && d.mentions[n].kind != nominal {
			return source{mention: n, cue: -1, why: subject}
		}
	}
	if ri > 0 && d.regions[ri-1].para == r.para && d.sources[ri-1].mention >= 0 && d.sources[ri-1].why != subject {
		return source{mention: d.sources[ri-1].mention, cue: -1, why: carried}
	}
	if r.sent > 0 && d.sentPara(r.sent-1) == r.para {
		if n := d.introducer(r.sent - 1); n >= 0 {
			return source{mention: n, cue: -1, why: intro}
		}
	}
	return d.fromParagraphBefore(ri)
}

func (d *doc) sentPara(s int32) int32 { return int32(d.a.Sentences[s].Block) }

// fromParagraphBefore finds the source of a quotation that opens its paragraph.
func (d *doc) fromParagraphBefore(ri int32) source {
	r := d.regions[ri]
	s := d.firstSentence(r.para) - 1
	if s < 0 || d.boundary(r.para) {
		return nobody
	}
	p := d.sentPara(s)
	lastTok := d.sents[s+1] - 1
	if lastTok >= 0 && d.toks[lastTok].hash == ':' {
		if n := d.introducer(s); n >= 0 {
			return source{mention: n, cue: -1, why: colon}
		}
	}
	for k := ri - 1; k >= 0 && d.regions[k].para >= p; k-- {
		if src := d.sources[k]; src.mention >= 0 && d.regions[k].para == p && src.why != subject {
			if d.regions[k].sent+1 < s && d.introducer(s) >= 0 && d.mentions[d.introducer(s)].kind == named {
				break
			}
			return source{mention: src.mention, cue: -1, why: previous}
		}
	}
	if n := d.introducer(s); n >= 0 {
		return source{mention: n, cue: -1, why: intro}
	}
	return nobody
}

// firstSentence returns the first sentence of a paragraph.
func (d *doc) firstSentence(para int32) int32 {
	lo, hi := 0, len(d.a.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.a.Sentences[mid].Block < int(para) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// introducer returns who a sentence is about: the subject of its last cue, else its first phrase; -1 if neither can
// speak.
func (d *doc) introducer(s int32) int32 {
	from, to := d.sents[s], d.sents[s+1]
	for k := to - 1; k >= from; k-- {
		if c := d.cueAt[k]; c >= 0 && d.cues[c].subject >= 0 && !d.toks[k].is(ingForm) {
			return d.cues[c].subject
		}
	}
	for from < to && (d.toks[from].region >= 0 || d.toks[from].kind == mark) {
		from++
	}
	return d.firstPhrase(from, to)
}

// boundary reports whether a paragraph begins something new, so that no speaker carries over into it: the paragraph
// before is a heading, a rule or a clock line of a live blog.
func (d *doc) boundary(para int32) bool {
	if para == 0 {
		return true
	}
	b := d.a.Blocks[para-1]
	if b.Kind == news.Heading || d.a.Blocks[para].Kind == news.Heading {
		return true
	}
	text := d.a.At(b.Span)
	if len(text) > 40 || strings.ContainsAny(text, "\"“”«»„") {
		return false
	}
	letters := 0
	for _, c := range []byte(text) {
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			letters++
		}
	}
	return letters <= 4
}

// divide numbers the parts that boundaries cut the article into.
func (d *doc) divide() {
	d.parts = make([]int32, len(d.a.Blocks))
	for p := 1; p < len(d.parts); p++ {
		d.parts[p] = d.parts[p-1] + int32(b2u(d.boundary(int32(p))))
	}
}

// fromFollowing finds the source of a quotation in the quotation that follows it: one that was left open and goes on,
// or one in the same paragraph with a tag.
func (d *doc) fromFollowing(ri int32) source {
	r := d.regions[ri]
	if int(ri+1) >= len(d.regions) {
		return nobody
	}
	next := d.regions[ri+1]
	s := d.sources[ri+1]
	if s.mention < 0 || s.why == subject || s.why == intro || s.why == previous {
		return nobody
	}
	if r.unclosed && next.goesOn && s.why != reopened {
		return source{mention: s.mention, cue: -1, why: following}
	}
	if d.sources[ri].why == none && next.para == r.para && next.sent <= r.sent+1 && s.why == tagAfter {
		return source{mention: s.mention, cue: -1, why: following}
	}
	return nobody
}
