package quote

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// token is a word, a number, or a single character of punctuation.
type token struct {
	start, end int32  // byte offsets into the text
	hash       uint32 // of the lower-case letters; equal words have equal hashes
	class      class  // what the lexicon knows of the word
	sent       int32  // index of its sentence
	para       int32  // index of its block
	region     int32  // index of the quotation that it stands in, or -1
	kind       kind
	shape      shape
	first      bool // first word of a sentence, or of a quotation
}

// kind is what a token is made of.
type kind uint8

const (
	word kind = iota
	number
	punct
	mark // a quotation mark
)

// shape is the letter case of a word.
type shape uint8

const (
	lower    shape = iota
	capital        // Moreno
	capitals       // OPEC
)

func (t token) is(c class) bool { return t.class&c != 0 }

// tokenize cuts the sentences of an article into tokens. Possessive endings and contracted verbs ('s, ’re) are tokens
// of their own; hyphens, dots and apostrophes inside a word are part of it. A lone apostrophe after an s is a
// possessive ending too, unless it is a mark of one of the quotations.
func tokenize(a *news.Article, regions []region) []token {
	next := 0 // the first quotation that ends at or after i
	out := make([]token, 0, len(a.Text)/5+16)
	for n, s := range a.Sentences {
		first := true
		for i := s.Start; i < s.End; {
			r, w := utf8.DecodeRuneInString(a.Text[i:s.End])
			if unicode.IsSpace(r) || !visible(r) {
				i += w
				continue
			}
			t := token{start: int32(i), sent: int32(n), para: int32(s.Block), region: -1}
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				i = wordEnd(a.Text[:s.End], i, w)
				t.end = int32(i)
				describe(&t, a.Text)
				t.first = first
				first = false
			case (r == '\'' || r == '’') && ending(a.Text[i+w:s.End]) > 0 && len(out) > 0 && out[len(out)-1].end == t.start && out[len(out)-1].kind == word:
				i += w + ending(a.Text[i+w:s.End])
				t.end = int32(i)
				describe(&t, a.Text)
				t.hash, t.class = hashOf("'"+a.Text[int(t.start)+w:i]), contraction
			case (r == '\'' || r == '’') && len(out) > 0 && out[len(out)-1].end == t.start && out[len(out)-1].kind == word &&
				a.Text[i-1]|0x20 == 's' && plural(a.Text[i+w:s.End]) && !closes(regions, &next, i):
				i += w
				t.end = int32(i)
				t.hash, t.class = hashS, contraction
			default:
				i += w
				t.end = int32(i)
				t.kind = punct
				t.hash = uint32(r)
				if isMark(r) {
					t.kind = mark
				}
			}
			out = append(out, t)
		}
	}
	return out
}

// plural reports whether what follows an apostrophe lets it be the end of a plural possessive: a space and a word.
func plural(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, " "))
	return len(rest) > 1 && rest[0] == ' ' && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// closes reports whether a quotation begins or ends with a mark at offset i; next moves on with i.
func closes(regions []region, next *int, i int) bool {
	for *next < len(regions) && regions[*next].outer.End <= i {
		*next++
	}
	for k := *next; k < len(regions) && k < *next+2; k++ {
		if r := regions[k]; r.outer.Start == i || r.inner.End == i {
			return true
		}
	}
	return false
}

// wordEnd returns the offset after the word or number that begins at i with a character of w bytes.
func wordEnd(text string, i, w int) int {
	for i += w; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			i += w
			continue
		}
		next, nw := utf8.DecodeRuneInString(text[i+w:])
		joined := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case (r == '\'' || r == '’') && joined:
			if n := ending(text[i+w:]); n > 0 {
				return i
			}
		case (r == '-' || r == '‑' || r == '&' || r == '@' || r == '_') && joined:
		case r == '.' && joined:
			if unicode.IsUpper(next) && !dotted(text[:i]) {
				return i
			}
		case r == ',' && unicode.IsDigit(next) && i > 0 && text[i-1] >= '0' && text[i-1] <= '9':
		case r == '.' && dotted(text[:i]) && !joined:
			return i + w // the last dot of U.S.
		default:
			return i
		}
		i += w + nw
	}
	return i
}

// dotted reports whether the word so far is a chain of initials, such as "U" or "U.S".
func dotted(s string) bool {
	r, w := utf8.DecodeLastRuneInString(s)
	if !unicode.IsUpper(r) {
		return false
	}
	p, _ := utf8.DecodeLastRuneInString(s[:len(s)-w])
	return p == '.' || !unicode.IsLetter(p) && p != '\'' && p != '’' && p != '-'
}

// ending returns the length of a possessive or contracted ending (without its apostrophe) that s begins with, or 0.
func ending(s string) int {
	n := 0
	for n < len(s) && n < 3 && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	switch s[:n] {
	case "s", "S", "re", "ve", "ll", "d", "m":
		return n
	}
	return 0
}

// visible reports whether r takes part in words: zero-width, bidirectional and other control characters do not.
func visible(r rune) bool {
	return !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) && r != utf8.RuneError
}

// describe fills what the letters of a word tell.
func describe(t *token, text string) {
	var buf [48]byte
	low, n, uppers, letters := buf[:0], 0, 0, 0
	for _, r := range text[t.start:t.end] {
		if unicode.IsUpper(r) {
			uppers++
			if n == 0 {
				t.shape = capital
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
	if uppers > 1 && uppers == letters || uppers == 1 && letters == 1 && n > 1 {
		t.shape = capitals
	}
	if letters == 0 {
		t.kind = number
	}
	t.hash = hashBytes(low)
	t.class = lexicon[string(low)]
	if len(low) > 1 && low[len(low)-1] == '.' {
		t.class |= lexicon[string(low[:len(low)-1])]
	}
	if t.class == 0 && t.shape == lower {
		if i := bytes.LastIndexByte(low, '-'); i > 0 {
			t.class = lexicon[string(low[i+1:])] & (role | crowd | title | female | male) // co-host, ex-wife
		}
		if t.class == 0 {
			t.class = bySuffix(low)
		}
	}
}

// hashBytes is FNV-1a.
func hashBytes(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func hashOf(s string) uint32 { return hashBytes([]byte(s)) }
