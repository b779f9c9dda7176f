package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longQuote is the length in bytes up to which a quotation of several sentences is kept in one piece, so that no
// numbered sentence has half a pair of marks.
const longQuote = 1200

// quotation returns the offset just after a quotation that opens with r at offset i and closes before the end of text,
// or 0 where none does. Straight single marks are left alone: an apostrophe looks the same at both ends.
func quotation(text string, i, from int, r rune) int {
	var closer string
	switch r {
	case '“':
		closer = "”"
	case '„':
		closer = "“”"
	case '«', '»': // «French», »German«
		if !opensGuillemet(text, i, from, len("«")) {
			return 0
		}
		closer = "»"
		if r == '»' {
			closer = "«"
		}
	case '「':
		closer = "」"
	case '‘':
		return single(text, i, from)
	case '"':
		if i > from {
			if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.IsLetter(before) || unicode.IsDigit(before) || terminal(before) || before == ',' {
				return 0
			}
		}
		closer = "\"”"
	default:
		return 0
	}
	w := utf8.RuneLen(r)
	stop := min(len(text), i+w+longQuote)
	j := strings.IndexAny(text[i+w:stop], closer)
	if j < 0 {
		return 0
	}
	j += i + w
	_, cw := utf8.DecodeRuneInString(text[j:])
	return j + cw
}

// opensGuillemet reports whether the guillemet of w bytes at offset i opens a quotation, whichever way it points: it
// stands behind a space or a bracket, and no space is on its other side only.
func opensGuillemet(text string, i, from, w int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[from:i])
	if i > from && !unicode.IsSpace(before) && !strings.ContainsRune("([„“‚‘\"'’—–-", before) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[i+w:])
	return text[i:i+w] == "«" || !unicode.IsSpace(after)
}

// elisions are words that begin with an apostrophe, which some programs turn the wrong way.
var elisions = set("em til tis twas cause bout round n s Em Til Tis Twas")

// single returns the offset just after a quotation in ‘ ’ that opens at i, or 0 where none does. The closing mark is an
// apostrophe too: one before a letter is never believed, one next to a comma or a stop at once, one after an s last.
func single(text string, i, from int) int {
	before, _ := utf8.DecodeLastRuneInString(text[from:i])
	w := len("‘")
	inner := text[i+w : min(len(text), i+w+longQuote)]
	if i > from && wordy(before) || elided(inner) {
		return 0
	}
	plain, afterS := 0, 0
	prev := '‘'
	for j, r := range inner {
		if r == '‘' {
			break
		}
		if r == '’' && j > 0 && !unicode.IsSpace(prev) {
			end := i + w + j + len("’")
			next, _ := utf8.DecodeRuneInString(text[end:])
			s := prev == 's' || prev == 'S'
			switch {
			case end < len(text) && wordy(next):
			case strings.ContainsRune(",.!?…;:—–", prev), !s && (end == len(text) || strings.ContainsRune(",.!?…;:", next)):
				return end
			case s && afterS == 0:
				afterS = end
			case !s && plain == 0:
				plain = end
			}
		}
		prev = r
	}
	if plain > 0 {
		return plain
	}
	return afterS
}

// elided reports whether a word that is cut at its beginning follows: ’em, ’90s.
func elided(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return !wordy(r) })
	if n < 0 {
		n = len(s)
	}
	return n == 3 && s[1] == '0' && s[2] == 's' || elisions[s[:n]]
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
