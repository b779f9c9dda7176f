package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

const (
	leastTurns = 3  // blocks with a label that make a transcript
	mostLabel  = 48 // bytes before the colon of a label
	mostOn     = 4  // blocks without a label that a turn can go on for
)

// turn reports whether s is somebody's turn in a transcript without quotation marks: all that stands behind a label such
// as “Q:” or “Ida Moreno:” in its block, or a whole block behind such a one.
func turn(a *news.Article, s news.Span) bool {
	labelled := 0
	for i := 0; i < len(a.Blocks) && labelled < leastTurns; i++ {
		if labelEnd(a.At(a.Blocks[i].Span)) > 0 {
			labelled++
		}
	}
	if labelled < leastTurns {
		return false
	}
	in, ok := a.Sentence(a.SentenceAt(s.Start))
	if !ok {
		return false
	}
	own := in.Block
	b := a.Blocks[own]
	if !b.Contains(s) || strings.TrimSpace(a.Text[s.End:b.End]) != "" {
		return false
	}
	before := a.Text[b.Start:s.Start]
	if n := labelEnd(a.At(b.Span)); n > 0 {
		return strings.TrimSpace(before) == strings.TrimSpace(a.Text[b.Start:b.Start+n])
	}
	for k := own - 1; k >= 0 && k >= own-mostOn && a.Blocks[k].Kind != news.Heading; k-- {
		if labelEnd(a.At(a.Blocks[k].Span)) > 0 {
			return strings.TrimSpace(before) == ""
		}
	}
	return false
}

// labelEnd returns the offset behind the colon of the label that a block begins with: up to four words, the first with a
// capital; 0 if there is none.
func labelEnd(block string) int {
	n := strings.IndexByte(block[:min(len(block), mostLabel)], ':')
	first, _ := utf8.DecodeRuneInString(block)
	if n <= 0 || !unicode.IsUpper(first) || len(strings.Fields(block[:n])) > 4 || strings.ContainsAny(block[:n], "“”\"?!,;\n") {
		return 0
	}
	return n + 1
}
