package store

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words yields the words of a text folded: without case, accents, apostrophes and a possessive ending. A hyphen
// parts words.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			start := strings.IndexFunc(text, inWord)
			if start < 0 {
				return
			}
			text = text[start:]
			end := strings.IndexFunc(text, func(r rune) bool { return !inWord(r) })
			if end < 0 {
				end = len(text)
			}
			word := fold(text[:end])
			text = text[end:]
			if word != "" && !yield(word) {
				return
			}
		}
	}
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
	ascii := true
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 || word[i] == '\'' {
			ascii = false
			break
		}
	}
	word = strings.ToLower(word)
	if ascii {
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

// singular takes the plural ending off an English word, roughly; both sides of a comparison go through it.
func singular(word string) string {
	switch {
	case len(word) < 4:
	case strings.HasSuffix(word, "se"): // as if it were the plural of "bus", which meets "buses" so
		return word[:len(word)-1]
	case !strings.HasSuffix(word, "s"):
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case hasSuffix(word, "ses", "xes", "zes", "ches", "shes"):
		return word[:len(word)-2]
	default:
		return word[:len(word)-1]
	}
	return word
}

func hasSuffix(word string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(word, end) })
}

// unspaced reports whether the word is written in a script that does not put spaces between words.
func unspaced(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// small holds words that say nothing about a topic.
var small = []string{"a", "an", "the", "of", "on", "in", "for", "to", "and", "about", "at", "by", "with", "is", "are"}

// terms are the words that a text must hold, every one.
type terms []term

type term struct {
	word   string
	inside bool // may stand within what looks like a longer word
}

// maxTerms bounds the work that a query can ask for; words behind it are not looked at.
const maxTerms = 16

// readTerms reads the words of a query. Small words count only where there are no others.
func readTerms(query string) terms {
	var all, large terms
	for w := range words(query) {
		t := term{word: singular(w)}
		t.inside = unspaced(t.word)
		if slices.Contains(all, t) || len(all) == maxTerms {
			continue
		}
		all = append(all, t)
		if !slices.Contains(small, t.word) {
			large = append(large, t)
		}
	}
	if len(large) > 0 {
		return large
	}
	return all
}

// match reports whether the texts together hold every term.
func (t terms) match(texts ...string) bool {
	missing := uint(1)<<len(t) - 1
	for _, text := range texts {
		for w := range words(text) {
			if missing == 0 {
				return true
			}
			w = singular(w)
			for i := range t {
				if w == t[i].word || t[i].inside && strings.Contains(w, t[i].word) {
					missing &^= 1 << i
				}
			}
		}
	}
	return missing == 0
}
