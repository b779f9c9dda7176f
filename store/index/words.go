package index

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"
)

// word is one word of a text.
type word struct {
	fold       string // without case, accents, apostrophes and a possessive ending
	start, end int    // bytes in the text
}

// words yields the words of a text. A hyphen parts words.
func words(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		at := 0
		for at < len(text) {
			start := strings.IndexFunc(text[at:], inWord)
			if start < 0 {
				return
			}
			start += at
			end := strings.IndexFunc(text[start:], func(r rune) bool { return !inWord(r) })
			if end < 0 {
				end = len(text)
			} else {
				end += start
			}
			at = end
			if f := fold(text[start:end]); f != "" && !yield(word{f, start, end}) {
				return
			}
		}
	}
}

// folded returns the words of a text without their places.
func folded(text string) []string {
	var out []string
	for w := range words(text) {
		out = append(out, w.fold)
	}
	return out
}

func inWord(r rune) bool {
	if r < unicode.MaxASCII {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '\''
	}
	return r == '’' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// letters that have no decomposition but are commonly typed as others.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th", "ð", "d", "ς", "σ")

// fold folds one word.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 || word[i] == '\'' {
			plain = false
			break
		}
	}
	word = strings.ToLower(word)
	if plain {
		return word
	}
	word = strings.ReplaceAll(word, "’", "'")
	word = strings.TrimSuffix(strings.Trim(word, "'"), "'s")
	word = strings.ReplaceAll(word, "'", "")
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && r < 0x0900 { // the marks of Indic and Thai writing are letters
			return -1
		}
		return r
	}, norm.NFKD.String(word))
	return norm.NFC.String(letters.Replace(bare))
}

// unspaced reports whether the word is written in a script that does not put spaces between words.
func unspaced(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 {
			return strings.ContainsFunc(word, func(r rune) bool {
				return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
			})
		}
	}
	return false
}

// small holds words that say nothing about a topic. They are not indexed.
var small = set("a an the of on in for to and or but about at by with from as is are was were be been being am it its this that these those " +
	"he she they we you i his her their our your my him them us me who whom which what not no do does did has have had will would can could " +
	"said says say if so than then there here when where how why into over up down out all any some more most also just very")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// longestTerm is the length in bytes of a term at most; what is longer is cut.
const longestTerm = 64

// term is what a word is indexed and looked for as.
type term struct {
	stem       string
	start, end int // bytes in the text
}

// terms returns what a text is indexed as: the stems of its words without the small ones, and of scripts without
// spaces every letter and every two letters that follow each other. A text that asks takes single letters only where
// they stand alone.
func terms(text string, asks bool) []term {
	out := make([]term, 0, len(text)/8)
	for w := range words(text) {
		switch {
		case small[w.fold] && !acronym(text[w.start:w.end]):
		case unspaced(w.fold):
			out = append(out, pairs(w, asks)...)
		default:
			out = append(out, term{stem(w.fold), w.start, w.end})
		}
	}
	return out
}

// acronym reports whether a small word is written like the name of something: US, WHO, IT.
func acronym(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'A' || word[i] > 'Z' {
			return false
		}
	}
	return len(word) > 1
}

// pairs cuts a word into overlapping pairs of letters, and into letters.
func pairs(w word, asks bool) (out []term) {
	runes := []rune(w.fold)
	for i := range runes {
		if !asks || len(runes) == 1 {
			out = append(out, term{string(runes[i]), w.start, w.end})
		}
		if i+1 < len(runes) {
			out = append(out, term{string(runes[i : i+2]), w.start, w.end})
		}
	}
	return out
}

// stem takes the endings off a word of Latin letters, by Porter's rules for English. Both sides of a comparison go
// through it, so for other languages it does little harm.
func stem(w string) string {
	if len(w) > longestTerm {
		cut := longestTerm
		for !utf8.RuneStart(w[cut]) {
			cut--
		}
		w = w[:cut]
	}
	if len(w) < 4 {
		return w
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(w)))
}

// asked are the terms of a query.
type asked struct {
	stems   []string
	phrases [][]string // stems that must follow each other
	blank   bool       // nothing was asked
}

// mostTerms bounds the work that a query can ask for; words behind it are not looked at.
const mostTerms = 24

// read reads the words of a query. What stands between double quotation marks is a phrase.
func read(query string) asked {
	q := asked{blank: strings.TrimSpace(query) == ""}
	parts := strings.FieldsFunc(query, func(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»' })
	marked := strings.ContainsAny(query, "\"“”„«»")
	opens := strings.IndexAny(strings.TrimSpace(query), "\"“”„«»") == 0
	for i, part := range parts {
		var phrase []string
		for _, t := range terms(part, true) {
			if len(q.stems) == mostTerms {
				break
			}
			if !slices.Contains(q.stems, t.stem) {
				q.stems = append(q.stems, t.stem)
			}
			phrase = append(phrase, t.stem)
		}
		if marked && (i%2 == 0) == opens && len(phrase) > 1 {
			q.phrases = append(q.phrases, phrase)
		}
	}
	return q
}

// holds reports whether the terms of a text hold every phrase of the query.
func (q asked) holds(texts ...string) bool {
	for _, phrase := range q.phrases {
		if !slices.ContainsFunc(texts, func(text string) bool { return follow(terms(text, true), phrase) }) {
			return false
		}
	}
	return true
}

// follow reports whether the stems follow each other in a text.
func follow(text []term, stems []string) bool {
	for i := range len(text) - len(stems) + 1 {
		if matchAt(text[i:], stems) {
			return true
		}
	}
	return false
}

func matchAt(text []term, stems []string) bool {
	for i, s := range stems {
		if text[i].stem != s {
			return false
		}
	}
	return true
}
