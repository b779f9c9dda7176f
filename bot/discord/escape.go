package discord

import (
	"strings"

	"github.com/rivo/uniseg"
)

// special holds the characters that are markup wherever they stand. Escaping '<' is what stops mentions, times,
// commands and emoji from being drawn; '#' and '>' are markup only where a line starts, but cost little.
const special = "\\*_~|[]()<>#`"

// escaper cuts cleaned text into graphemes, each escaped so that Discord shows it as it is. It remembers between
// calls whether a line has just started, where a few more characters are markup.
type escaper struct {
	content bool // the text stands outside the cards, where an "@" could be read as a mention
	start   bool // nothing but spaces since the line started
	digits  bool // nothing but digits since then
	word    bool // a word has been written right before this call
}

// newEscaper returns an escaper at the start of a text.
func newEscaper(content bool) escaper { return escaper{content: content, start: true} }

// atoms returns the graphemes of s. No atom may be cut.
func (e *escaper) atoms(s string) []string {
	out := make([]string, 0, len(s))
	var cluster string
	state := -1
	for first := true; s != ""; first = false {
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		// The first character of a run could finish an address that the run before it began.
		joint := first && e.word && (cluster == "." || cluster == ":" || cluster == "/")
		out = append(out, e.grapheme(cluster, joint))
	}
	if len(out) > 0 {
		e.word = strings.TrimSpace(cluster) != ""
	}
	return out
}

func (e *escaper) grapheme(cluster string, joint bool) string {
	var b strings.Builder
	n := 0
	for _, r := range cluster {
		if n++; n > maxGraphemeRunes {
			break
		}
		listMark := e.start && (r == '-' || r == '+') || e.digits && r == '.'
		if joint || listMark || strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' && e.content {
			b.WriteRune(0x2060)
		}
		switch {
		case r == '\n':
			e.start, e.digits = true, false
		case r == ' ' && e.start:
		default:
			e.digits = (e.start || e.digits) && r >= '0' && r <= '9'
			e.start = false
		}
	}
	return b.String()
}

// markup notes that something of ours was written, which ends the start of a line.
func (e *escaper) markup() { e.start, e.digits, e.word = false, false, true }

// label makes cleaned text fit to stand between the brackets of a masked link, where Discord ignores escapes: what
// would end the label or start a code span is replaced or left out.
func label(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case '[', '<':
			return '('
		case ']', '>':
			return ')'
		case '\n':
			return ' '
		case '\\', '`', '*', '~', '|':
			return -1
		}
		return r
	}, s))
}
