package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// cut makes tokens of the sentences of an article in another language. Where the language elides, "l'homme" is two
// tokens; a pronoun that hangs on its verb by a hyphen is one of its own: "dit-il", "limitou-se".
func (t *tongue) cut(a *news.Article) []token {
	out := make([]token, 0, len(a.Text)/5+16)
	for n, s := range a.Sentences {
		first := true
		text := a.Text[:s.End]
		for i := s.Start; i < s.End; {
			r, w := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) || !visible(r) {
				i += w
				continue
			}
			tok := token{start: int32(i), sent: int32(n), para: int32(s.Block), region: -1}
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				i = t.wordEnd(text, i, first)
				tok.end = int32(i)
				t.describe(&tok, a.Text)
				tok.first, first = first, false
				out = append(out, tok)
				i += t.hanging(text[i:])
				continue
			}
			i += w
			tok.end, tok.kind, tok.hash = int32(i), punct, uint32(r)
			if isMark(r) || r == '«' {
				tok.kind = mark
			}
			out = append(out, tok)
		}
	}
	return out
}

// wordEnd returns the offset after the word or number that begins at i; first tells that it opens its sentence.
func (t *tongue) wordEnd(text string, i int, first bool) int {
	start := i
	for i < len(text) {
		r, w := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			i += w
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+w:])
		joined := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case !joined && t.elides && (r == '\'' || r == '’') && i-start <= longestElided && strings.ContainsRune("«“\"", next):
			return i + w // d’« urgence »
		case !joined:
			return i
		case r == '\'' || r == '’':
			if t.elides && !(i == start+1 && (text[start] == 'D' || text[start] == 'O') && unicode.IsUpper(next)) && i-start <= longestElided {
				return i + w
			}
		case r == '-' || r == '‑':
			if t.hanging(text[i:]) > 0 {
				return i
			}
		case r == '&' || r == '@' || r == '_':
		case (r == '.' || r == ',') && unicode.IsDigit(next) && text[i-1] >= '0' && text[i-1] <= '9':
		default:
			return i
		}
		i += w
	}
	return i
}

// longestElided is the length in bytes of what may stand before an apostrophe and be a word of its own: dell'.
const longestElided = 8

// hanging returns the length of what joins a pronoun to the verb before it: of "-" in "-il", of "-t-" in "-t-il". 0
// where no pronoun follows.
func (t *tongue) hanging(rest string) int {
	if !strings.HasPrefix(rest, "-") || !t.known() || t.cased {
		return 0
	}
	n := 1
	if strings.HasPrefix(rest, "-t-") {
		n = 3
	}
	end := n
	for end < len(rest) && end < n+6 && (rest[end] >= 'a' && rest[end] <= 'z') {
		end++
	}
	if end < len(rest) {
		if r, _ := utf8.DecodeRuneInString(rest[end:]); unicode.IsLetter(r) || r == '-' {
			return 0
		}
	}
	if t.words[rest[n:end]].is(pronoun | clitic) {
		return n
	}
	return 0
}

// describe fills what the letters of a word tell.
func (t *tongue) describe(tok *token, text string) {
	var buf [64]byte
	low, n, uppers, letters := buf[:0], 0, 0, 0
	for _, r := range text[tok.start:tok.end] {
		if unicode.IsUpper(r) {
			uppers++
			if n == 0 {
				tok.shape = capital
			}
		}
		if unicode.IsLetter(r) {
			letters++
		}
		n++
		if r == '’' {
			r = '\''
		}
		if len(low) < len(buf)-utf8.UTFMax {
			low = utf8.AppendRune(low, unicode.ToLower(r))
		}
	}
	if uppers > 1 && uppers == letters {
		tok.shape = capitals
	}
	if letters == 0 {
		tok.kind = number
	}
	tok.hash = hashBytes(low)
	tok.class = t.classOf(low, tok.shape)
}
