package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Article makes an article of text as it stands: blocks end at blank lines, and at single line breaks unless the
// text looks wrapped there. Nothing but Text, Blocks and Sentences is set; the caller adds what it knows and seals.
func Article(text string) *news.Article {
	a := &news.Article{Text: text}
	a.Blocks = blocks(text)
	a.Sentences = Sentences(text, a.Blocks)
	return a
}

// shortLine is the length in bytes below which a line is taken to have been ended on purpose.
const shortLine = 50

// blocks cuts text at its line breaks.
func blocks(text string) []news.Block {
	var out []news.Block
	start, end := -1, 0 // the block being gathered, trimmed
	flush := func() {
		if start >= 0 {
			out = append(out, news.Block{Span: news.Span{Start: start, End: end}})
		}
		start = -1
	}
	for at := 0; at < len(text); {
		next := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := text[at:next]
		from := at + len(line) - len(strings.TrimLeftFunc(line, blank))
		to := at + len(strings.TrimRightFunc(line, blank))
		at = next
		if from >= to {
			flush()
			continue
		}
		if start < 0 {
			start = from
		}
		end = to
		if endsLine(text[from:to]) {
			flush()
		}
	}
	flush()
	return out
}

// endsLine reports whether a line break after this line was meant to end a block: the line ends like a sentence, or
// is too short to have been wrapped.
func endsLine(line string) bool {
	if len(line) < shortLine {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(line, isCloser))
	return terminal(last) || last == ':' || last == '।'
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == 0 || r == '\u200b' || r == '\ufeff' }
