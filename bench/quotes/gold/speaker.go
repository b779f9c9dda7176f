package gold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Told returns the speaker and role that a reader of a is shown for q, both empty where the engine is too unsure.
func Told(a *news.Article, q news.Quote) (name, role string) {
	if !q.Known() {
		return "", ""
	}
	return a.At(q.Speaker.Name), a.At(q.Speaker.Role)
}

// By reports whether a quotation whose speaker is shown as name, and that has mention at its cue, has the speaker of
// the label.
func (l Label) By(name, mention string) bool {
	if l.Speaker != "" {
		return SameName(name, l.Speaker)
	}
	if name == "" {
		name = mention
	}
	return Head(name) == Head(l.Mention) || Head(mention) == Head(l.Mention) && common(name)
}

// common reports whether a phrase names nobody: “It” at the cue may be shown as “the letter”, but not as Edna Moss.
func common(phrase string) bool {
	for i, w := range strings.Fields(phrase) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) && (i > 0 || !slices.Contains(fillers, strings.ToLower(w))) {
			return false
		}
	}
	return true
}

// SameName reports whether two names mean one speaker of an article.
func SameName(x, y string) bool {
	a, b := nameWords(x), nameWords(y)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return len(b) == 0
	}
	if slices.Equal(a, b[len(b)-len(a):]) {
		return true
	}
	return len(a) > 1 && a[len(a)-1] == b[len(b)-1] && compatible(a[0], b[0])
}

// fewestOfFirst is how many letters of a first name are enough to stand for it, unless it is an initial.
const fewestOfFirst = 3

// compatible reports whether two first names may be the same person's.
func compatible(x, y string) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	return strings.HasPrefix(y, x) && (len(x) == len(y) || len([]rune(x)) == 1 || len([]rune(x)) >= fewestOfFirst)
}

// titles stand before a name and are no part of it.
var titles = strings.Fields(`the a an mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend hon sen senator
	rep representative gov governor president minister mayor judge justice general gen colonel col captain capt
	lieutenant lt sergeant sgt inspector detective constable superintendent chief councillor cllr ambassador father sister`)

var suffixes = strings.Fields("jr sr ii iii iv qc kc mp mbe obe cbe phd md")

// nameWords returns what is compared of a name. One that is nothing but titles stays as it is.
func nameWords(s string) []string {
	words := fold(s)
	for len(words) > 1 && slices.Contains(titles, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(suffixes, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// fold cuts s into words in lower case, without dots and without a possessive ending.
func fold(s string) []string {
	s = strings.NewReplacer("’", "'", ".", "").Replace(strings.ToLower(s))
	var out []string
	for _, w := range strings.FieldsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && c != '\'' && c != '-' && c != '&'
	}) {
		if w = strings.Trim(strings.TrimSuffix(strings.Trim(w, "-"), "'s"), "'"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Ends of the phrase whose last word is its head.
var phraseEnds = strings.Fields("of for from in at on with to by who which that whose where and said")

// Head is the noun that a phrase is about, in lower case and in the singular: “report” of “a consultant’s report on the
// port”. It is empty if the phrase is.
func Head(phrase string) string {
	if i := strings.IndexAny(phrase, ",(;:—–"); i > 0 {
		phrase = phrase[:i]
	}
	words := fold(phrase)
	for i, w := range words {
		if i > 0 && slices.Contains(phraseEnds, w) {
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return ""
	}
	return singular(words[len(words)-1])
}

func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// fillers say nothing about a role.
var fillers = strings.Fields("the a an of for to in on at by with from and or as his her their its")

// RoleWords returns the words by which two roles are compared, each once.
func RoleWords(role string) []string {
	var out []string
	for _, w := range fold(role) {
		if !slices.Contains(fillers, w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
