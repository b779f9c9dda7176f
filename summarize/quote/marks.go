package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// region is the text between a pair of quotation marks of the outermost level, within one block.
type region struct {
	inner    news.Span // between the marks
	outer    news.Span // with the marks
	from, to int32     // tokens [from, to) between the marks
	sent     int32     // sentence in which it begins
	para     int32
	unclosed bool  // runs to the end of its block
	goesOn   bool  // the block before ended unclosed and this one opens its block: the same quotation
	single   bool  // in single marks
	turn     int32 // of a transcript without marks: 1 and its index in d.turns, else 0
}

const (
	doubleMarks = "“”\"„‟«»〝〞「」『』"
	singleMarks = "'‘’‚‹›`´"
)

func isMark(r rune) bool {
	return r > 0 && (r == '"' || r == '\'' || r == '`' || r >= '«' && strings.ContainsRune(doubleMarks+singleMarks, r))
}

// pairs maps an opening mark that has its own closing mark to it.
var pairs = map[rune]rune{'「': '」', '『': '』'}

// marks finds the quotations of an article by their marks.
func marks(a *news.Article) []region {
	var out []region
	for n, b := range a.Blocks {
		out = blockMarks(a.Text, b, int32(n), out)
	}
	reopen(a, out)
	return out
}

// reopen notes which quotations go on from the block before.
func reopen(a *news.Article, all []region) {
	for i := 1; i < len(all); i++ {
		p, r := all[i-1], &all[i]
		r.goesOn = p.unclosed && r.para == p.para+1 && !r.single && r.turn == 0 && opens(a, *r)
	}
}

// opens reports whether r stands at the very beginning of its block.
func opens(a *news.Article, r region) bool { return r.outer.Start <= a.Blocks[r.para].Start+2 }

// blockMarks appends the quotations of one block.
func blockMarks(text string, b news.Block, para int32, out []region) []region {
	open, openWidth, wants := -1, 0, rune(0)
	closeAt := func(i, w int, unclosed bool) {
		if i > open+openWidth {
			out = turns(text, region{
				inner: news.Span{Start: open + openWidth, End: i}, outer: news.Span{Start: open, End: i + w}, para: para, unclosed: unclosed,
			}, out)
		}
		open = -1
	}
	for i := b.Start; i < b.End; {
		r, w := utf8.DecodeRuneInString(text[i:b.End])
		if (r == '\'' || r == '`') && i+1 < b.End && text[i+1] == text[i] {
			r, w = '"', 2 // ''so'' or ``so''
		}
		if r < utf8.RuneSelf && r != '"' && r != '\'' {
			i += w
			continue
		}
		switch {
		case strings.ContainsRune(doubleMarks, r):
			opening, closing := neighbours(text, b, i, w)
			switch {
			case open < 0 && startsQuote(text, b, i, r, opening, closing):
				open, openWidth, wants = i, w, pairs[r]
			case open < 0 || wants != 0 && r != wants:
			case wants == 0 && restarts(text, b, i, r, opening, closing):
				if r == '"' && out != nil && !spaceBefore(text, b, i) {
					closeAt(i, w, false)
				} else {
					open, openWidth = i, w
				}
			default:
				closeAt(i, w, false)
			}
		case open < 0 && (r == '‘' || r == '\'' || r == '‹' || r == '‚'):
			if end, ew := singleEnd(text, b, i, w, r); end > 0 {
				out = append(out, region{
					inner: news.Span{Start: i + w, End: end}, outer: news.Span{Start: i, End: end + ew}, para: para, single: true,
				})
				i, w = end, ew
			}
		}
		i += w
	}
	if open >= 0 {
		closeAt(b.End, 0, true)
	}
	return out
}

// neighbours tells from the characters around a mark whether it could open or close a quotation.
func neighbours(text string, b news.Block, i, w int) (opening, closing bool) {
	prev, next := ' ', ' '
	if i > b.Start {
		prev, _ = utf8.DecodeLastRuneInString(text[b.Start:i])
	}
	if i+w < b.End {
		next, _ = utf8.DecodeRuneInString(text[i+w : b.End])
	}
	opening = (unicode.IsSpace(prev) || strings.ContainsRune("([{—–―-/:,;=>‘'“\"", prev)) && !unicode.IsSpace(next)
	closing = !unicode.IsSpace(prev) && !unicode.IsLetter(next) && !unicode.IsDigit(next)
	return opening, closing
}

// startsQuote reports whether a double mark outside quotations begins one.
func startsQuote(text string, b news.Block, i int, r rune, opening, closing bool) bool {
	switch r {
	case '「', '『', '„':
		return true
	case '」', '』':
		return false
	case '”', '»':
		return opening && !closing // a wrong glyph
	case '"':
		if i > b.Start && text[i-1] >= '0' && text[i-1] <= '9' && !opening {
			return false // inches
		}
		return opening || !closing
	}
	return true
}

// restarts reports whether a double mark inside a quotation opens a new one, because the one before was never closed.
func restarts(text string, b news.Block, i int, r rune, opening, closing bool) bool {
	switch {
	case closing || r == '”' || r == '»':
		return false
	case r == '“' || r == '„' || r == '«':
		return true
	}
	return opening && !strings.HasSuffix(text[b.Start:i], "—")
}

func spaceBefore(text string, b news.Block, i int) bool {
	if i <= b.Start {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(text[b.Start:i])
	return unicode.IsSpace(prev)
}

// elisions are words that begin with an apostrophe.
var elisions = []string{"em", "til", "tis", "twas", "cause", "bout", "round", "n", "s", "t", "re", "ve", "ll", "d", "m"}

// longSingle is the length in bytes at which the search for a closing single mark gives up.
const longSingle = 4000

// singleEnd returns the offset and width of the mark that closes a quotation in single marks opened at i, or 0. An
// apostrophe looks like a closing mark: one after a full stop or comma is believed first, one after an s last.
func singleEnd(text string, b news.Block, i, w int, r rune) (end, width int) {
	opening, _ := neighbours(text, b, i, w)
	next, _ := utf8.DecodeRuneInString(text[i+w : b.End])
	if !opening || !(unicode.IsLetter(next) || unicode.IsDigit(next) || strings.ContainsRune("$£€[(@#…“\"", next)) {
		return 0, 0
	}
	if r != '‘' && r != '‹' && elided(text[i+w:b.End]) {
		return 0, 0
	}
	first, firstPlain := -1, -1
	for j, stop := i+w, min(b.End, i+longSingle); j < stop; {
		c, cw := utf8.DecodeRuneInString(text[j:b.End])
		if c == '‘' || strings.ContainsRune(doubleMarks, c) && r == '\'' {
			break
		}
		if c == '\'' || c == '’' || c == '›' {
			open, closing := neighbours(text, b, j, cw)
			prev, _ := utf8.DecodeLastRuneInString(text[:j])
			switch {
			case c == '\'' && open && !closing:
				if first >= 0 {
					return best(first, firstPlain), 1
				}
			case closing && strings.ContainsRune(".,!?;:…-—", prev):
				return j, cw
			case closing:
				if first < 0 {
					first = j
				}
				if firstPlain < 0 && prev != 's' && prev != 'S' {
					firstPlain = j
				}
			}
		}
		j += cw
	}
	if first < 0 {
		return 0, 0
	}
	end = best(first, firstPlain)
	_, width = utf8.DecodeRuneInString(text[end:])
	return end, width
}

func best(first, plain int) int {
	if plain >= 0 {
		return plain
	}
	return first
}

func elided(s string) bool {
	if len(s) > 3 && s[2] == '0' && s[3] == 's' {
		return true // '90s
	}
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(s)
	}
	for _, e := range elisions {
		if strings.EqualFold(s[:n], e) {
			return true
		}
	}
	return false
}
