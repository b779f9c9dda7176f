package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type kind uint8

const (
	word   kind = iota
	letter      // one character of a script that is written without spaces
	number
	symbol
	gap // an ellipsis of a claim
)

// token is a word with what stands between it and the next one. The pieces of all tokens, each from its start to the
// start of the next, are the text without a loss.
type token struct {
	start    int // of the piece: opening marks belong to the word that they open
	from, to int // the word itself
	kind     kind
	key      string // the word with all folded but the case of its letters after the first
	low      string // the same without case
	sep      string // the punctuation up to the next word, folded; white space, quotation marks and markup are none
	group    int    // of a claim: the number of the brackets that it stands in, from 1; else 0
	weight   int
}

// reader cuts a text into tokens. In a claim an ellipsis is a gap, in a real wording it is punctuation.
type reader struct {
	text  string
	claim bool
	toks  []token
	sep   []byte

	groups int // brackets that an editor opened
	until  int // end of the one that is open
}

func read(text string, claim bool) []token {
	d := reader{text: text, claim: claim}
	for i := 0; i < len(text); {
		i += d.next(i)
	}
	d.closeSep()
	d.starts()
	return d.toks
}

// next reads what stands at i and returns its length.
func (d *reader) next(i int) int {
	if n := ellipsis(d.text[i:]); n > 0 {
		if d.claim {
			d.add(i, i+n, gap)
		} else {
			d.punctuation('…')
		}
		return n
	}
	r, w := utf8.DecodeRuneInString(d.text[i:])
	switch {
	case r == utf8.RuneError && w <= 1:
	case r == '[' && d.claim:
		d.bracket(i)
	case unicode.IsLetter(r):
		n := d.word(i)
		return n
	case unicode.IsNumber(r):
		n := digits(d.text[i:], w)
		d.add(i, i+n, number)
		return n
	case silent(r):
	case dash(r):
		d.punctuation('-')
	case unicode.IsSymbol(r) || strings.ContainsRune("%&#@§‰", r):
		d.add(i, i+w, symbol)
	default:
		d.punctuation(r)
	}
	return w
}

func (d *reader) punctuation(r rune) {
	if len(d.toks) == 0 {
		return
	}
	if (r == '-' || r == '…') && strings.HasSuffix(string(d.sep), string(r)) {
		return
	}
	if r < utf8.RuneSelf || r == '…' {
		d.sep = utf8.AppendRune(d.sep, r)
		return
	}
	d.sep = append(d.sep, norm.NFKC.String(string(r))...)
}

func (d *reader) closeSep() {
	if n := len(d.toks); n > 0 && len(d.sep) > 0 {
		d.toks[n-1].sep = string(d.sep)
	}
	d.sep = d.sep[:0]
}

func (d *reader) add(from, to int, k kind) {
	d.closeSep()
	t := token{from: from, to: to, kind: k}
	if k != gap {
		t.key, t.low = fold(d.text[from:to])
		t.weight = weigh(t.low, k)
	}
	if from < d.until {
		t.group = d.groups
	}
	d.toks = append(d.toks, t)
}

// bracket notes the words that an editor has put in brackets. "[W]e" is a changed letter and no such word.
func (d *reader) bracket(i int) {
	n := strings.IndexByte(d.text[i:], ']')
	if n < 0 || i < d.until {
		return
	}
	if next, _ := utf8.DecodeRuneInString(d.text[i+n+1:]); unicode.IsLetter(next) {
		return
	}
	d.groups++
	d.until = i + n
}

// word reads the word that begins at i. A script without spaces gives a token a character.
func (d *reader) word(i int) int {
	text := d.text[i:]
	r, n := utf8.DecodeRuneInString(text)
	single := unspaced(r)
	for n < len(text) {
		r, w := utf8.DecodeRuneInString(text[n:])
		switch {
		case unicode.IsMark(r) || r == 'ﾞ' || r == 'ﾟ' || unicode.Is(unicode.Cf, r):
		case single:
			w = 0
		case unicode.IsLetter(r) && !unspaced(r) || unicode.IsDigit(r):
		case apostrophe(r) || r == '[' || r == ']':
			if next, _ := utf8.DecodeRuneInString(text[n+w:]); !unicode.IsLetter(next) || unspaced(next) {
				w = 0
			}
		default:
			w = 0
		}
		if w == 0 {
			break
		}
		n += w
	}
	k := word
	if single {
		k = letter
	}
	d.add(i, i+n, k)
	return n
}

// starts sets where the pieces begin: marks that open a word go with it, all else with the word before.
func (d *reader) starts() {
	for i := range d.toks {
		if i == 0 {
			continue
		}
		at := d.toks[i].from
		for at > d.toks[i-1].to {
			r, w := utf8.DecodeLastRuneInString(d.text[d.toks[i-1].to:at])
			if !opening(r) {
				break
			}
			at -= w
		}
		d.toks[i].start = at
	}
}

// piece is the text of token i with what stands between it and the next one.
func piece(text string, toks []token, i int) string {
	end := len(text)
	if i+1 < len(toks) {
		end = toks[i+1].start
	}
	return text[toks[i].start:end]
}

// digits is the length of the number at the beginning of a text: 1,200.50 is one, 10:30 too.
func digits(text string, n int) int {
	for n < len(text) {
		r, w := utf8.DecodeRuneInString(text[n:])
		if unicode.IsDigit(r) {
			n += w
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[n+w:])
		if !strings.ContainsRune(".,:’'", r) || !unicode.IsDigit(next) {
			break
		}
		n += w
	}
	return n
}

// ellipsis is the length of the ellipsis at the beginning of a text: …, two dots and more, or three with spaces between.
func ellipsis(text string) int {
	n, dots, spaced := 0, 0, 0
	for n < len(text) {
		r, w := utf8.DecodeRuneInString(text[n:])
		switch {
		case r == '…' || r == '⋯':
			dots += 3
		case r == '‥':
			dots += 2
		case r == '.':
			dots++
		default:
			w = 0
		}
		if w == 0 {
			break
		}
		n += w
		if strings.HasPrefix(text[n:], " .") || strings.HasPrefix(text[n:], "\u00a0.") {
			_, w = utf8.DecodeRuneInString(text[n:])
			n += w
			spaced++
		}
	}
	if dots < 2 || spaced > 0 && dots < 3 {
		return 0
	}
	return n
}

// fold returns the word without what typography adds, with and without the case of the letters after the first.
func fold(s string) (key, low string) {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < utf8.RuneSelf && s[i] != '[' && s[i] != ']' && s[i] != '`'
	}
	if !plain {
		s = norm.NFKC.String(strings.Map(func(r rune) rune {
			switch {
			case apostrophe(r):
				return '\''
			case unicode.Is(unicode.Cf, r) || r == '[' || r == ']':
				return -1
			}
			return r
		}, s))
	}
	low = strings.ToLower(s)
	r, w := utf8.DecodeRuneInString(s)
	if l := unicode.ToLower(r); l != r {
		s = string(l) + s[w:]
	}
	return s, low
}
