package quote

import (
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// A transcript may stand in one pair of marks: “MORENO: It closes. TERN: It does not.” Each turn is a quotation of its own.

// mostLabel is the length in bytes of the longest name that may label a turn.
const mostLabel = 40

// turns appends region r to out, cut before every label behind its first, if it begins with a label.
func turns(text string, r region, out []region) []region {
	if labelAt(text, r.inner, r.inner.Start) == 0 {
		return append(out, r)
	}
	for i := r.inner.Start + 1; i < r.inner.End; i++ {
		if text[i] != ':' {
			continue
		}
		at := turnBefore(text, r.inner, i)
		if at <= r.inner.Start {
			continue
		}
		turn := r
		turn.inner.End, turn.outer.End, turn.unclosed = at, at, false
		out = append(out, turn)
		r.inner.Start, r.outer.Start = at, at
	}
	return append(out, r)
}

// turnBefore returns the offset of the label that ends with the colon at i and follows the end of a sentence, or -1.
func turnBefore(text string, s news.Span, i int) int {
	for k := i; k > s.Start && k > i-mostLabel; k-- {
		if text[k-1] == ' ' || text[k-1] == '\n' {
			if p := k - 2; p >= s.Start && (text[p] == '.' || text[p] == '?' || text[p] == '!' || text[p] == ')' || text[p] == '\n') && labelAt(text, s, k) == i {
				return k
			}
		}
	}
	return -1
}

// labelAt returns the offset of the colon behind the name in capitals at offset i, or 0 if there is none.
func labelAt(text string, s news.Span, i int) int {
	letters := 0
	for k := i; k < s.End && k < i+mostLabel; {
		c, w := utf8.DecodeRuneInString(text[k:s.End])
		switch {
		case c == ':' && letters > 1:
			return k
		case unicode.IsUpper(c):
			letters++
		case letters == 0 || c != ' ' && c != '.' && c != '-' && c != '\'' && c != '’':
			return 0
		}
		k += w
	}
	return 0
}
