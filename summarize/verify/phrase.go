package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases finds what a line has between quotation marks, demands that the source has the same between its own, and puts
// the source's letters there. It also returns the line without these phrases.
func phrases(line, source string) (text, bare string, err error) {
	var out, rest strings.Builder
	for at := 0; at < len(line); {
		r, w := utf8.DecodeRuneInString(line[at:])
		closer := pairs[r]
		if closer == "" {
			if strings.ContainsRune("”»‘›", r) && r != '’' {
				return "", "", errPhrase
			}
			out.WriteRune(r)
			rest.WriteRune(r)
			at += w
			continue
		}
		end := strings.IndexAny(line[at+w:], closer)
		if end < 0 {
			return "", "", errPhrase
		}
		inner := line[at+w : at+w+end]
		_, cw := utf8.DecodeRuneInString(line[at+w+end:])
		found, ok := quoted(inner, source)
		if !ok {
			return "", "", errPhrase
		}
		out.WriteString("“" + found + "”")
		rest.WriteString(" ")
		at += w + end + cw
	}
	return out.String(), rest.String(), nil
}

var pairs = map[rune]string{'“': "”\"", '"': "\"”", '„': "“”", '«': "»", '‘': "’", '‹': "›", '「': "」"}

// shortestPhrase is the number of letters and digits from which on a phrase is unambiguous.
const shortestPhrase = 3

// quoted finds a phrase inside the quotation marks of the source, or in a source that is all quotation, and returns the
// source's letters.
func quoted(phrase, source string) (string, bool) {
	phrase = strings.TrimRight(strings.TrimSpace(phrase), ".,;:!?… ")
	if letters(phrase) < shortestPhrase {
		return "", false
	}
	for at := 0; at < len(source); {
		r, w := utf8.DecodeRuneInString(source[at:])
		closer := pairs[r]
		if closer == "" {
			at += w
			continue
		}
		end := strings.IndexAny(source[at+w:], closer)
		if r == '‘' {
			end = single(source[at+w:])
		}
		if end < 0 {
			end = len(source) - at - w
		}
		if from, to, ok := Locate(source[at+w:at+w+end], phrase); ok {
			return source[at+w+from : at+w+to], true
		}
		at += w + end
		if at < len(source) {
			_, cw := utf8.DecodeRuneInString(source[at:])
			at += cw
		}
	}
	return "", false
}

// single returns where a quotation in ‘ ’ ends: at the first mark behind a comma or stop, else at the last before another
// one opens, for the mark is an apostrophe too. -1 where nothing ends it.
func single(s string) int {
	last, prev := -1, ' '
	for i, r := range s {
		if r == '‘' {
			break
		}
		if r == '’' {
			next, _ := utf8.DecodeRuneInString(s[i+len("’"):])
			if !wordy(next) || i+len("’") == len(s) {
				if strings.ContainsRune(",.!?;", prev) {
					return i
				}
				last = i
			}
		}
		prev = r
	}
	return last
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// Locate finds words in a text, letter for letter but for white space, dashes and the style of quotation marks, and
// returns where they stand. They must begin and end at the borders of words. Of several places it returns the first.
func Locate(text, words string) (from, to int, ok bool) {
	want, _ := folded(words)
	if len(want) == 0 {
		return 0, 0, false
	}
	have, offsets := folded(text)
	for at := 0; at+len(want) <= len(have); at++ {
		match := true
		for k, r := range want {
			if have[at+k] != r {
				match = false
				break
			}
		}
		if !match || at > 0 && wordy(have[at-1]) && wordy(have[at]) {
			continue
		}
		end := at + len(want)
		if end < len(have) && wordy(have[end]) && wordy(have[end-1]) {
			continue
		}
		last := offsets[end-1]
		_, w := utf8.DecodeRuneInString(text[last:])
		return offsets[at], last + w, true
	}
	return 0, 0, false
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// folded returns the characters of a text with typography levelled, and where each stands.
func folded(s string) (out []rune, at []int) {
	space := true
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			if space {
				continue
			}
			space = true
			r = ' '
		default:
			space = false
			switch r {
			case '‐', '‑', '–', '—', '−':
				r = '-'
			case '’', '‘', '´', '`':
				r = '\''
			case '“', '”', '„', '«', '»':
				r = '"'
			}
		}
		out, at = append(out, r), append(at, i)
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out, at = out[:len(out)-1], at[:len(at)-1]
	}
	return out, at
}
