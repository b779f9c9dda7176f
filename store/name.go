package store

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// likeness tells how surely a name that was asked for is a speaker's.
type likeness uint8

const (
	noMatch    likeness = iota
	byPart              // one word that is a part of the name, but not the last
	byLastName          // the last name, or at least two parts in their order
)

// titles stand before a name and are no part of it.
var titles = []string{
	"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "fr", "sister",
	"president", "vice", "prime", "minister", "chancellor", "premier", "secretary", "senator", "sen", "rep",
	"representative", "congressman", "congresswoman", "mp", "governor", "gov", "mayor", "councillor", "councilor",
	"judge", "justice", "king", "queen", "prince", "princess", "pope", "cardinal", "bishop", "archbishop", "imam",
	"rabbi", "general", "gen", "colonel", "col", "major", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt",
	"admiral", "officer", "chief", "director", "chair", "chairman", "chairwoman", "coach", "former", "ex", "deputy",
	"acting", "the", "herr", "frau", "monsieur", "madame", "mme", "senor", "senora", "signor", "signora",
}

// suffixes stand behind the last name.
var suffixes = []string{"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "kc", "qc", "obe", "mbe"}

// name is what was asked for, in folded words.
type name []string

func readName(query string) name { return bare(slices.Collect(words(query))) }

// bare takes titles and suffixes off, as long as something is left.
func bare(parts []string) []string {
	for len(parts) > 1 && slices.Contains(titles, parts[0]) {
		parts = parts[1:]
	}
	for len(parts) > 1 && slices.Contains(suffixes, parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// match compares n with a speaker. The first words of n may also come from the role: "Finance Minister Moreno".
func (n name) match(speaker, role string) likeness {
	if speaker == "" || len(n) == 0 {
		return noMatch
	}
	parts := bare(slices.Collect(words(speaker)))
	if m := n.within(parts); m != noMatch || len(n) == 1 || role == "" {
		return m
	}
	duties := slices.Collect(words(role))
	for i := 0; i < len(n)-1 && slices.Contains(duties, n[i]); i++ {
		if m := n[i+1:].within(parts); m == byLastName {
			return m
		}
	}
	return noMatch
}

// within compares n with the parts of a name.
func (n name) within(parts []string) likeness {
	if len(n) > len(parts) || len(n) == 0 {
		return noMatch
	}
	if len(n) == 1 {
		switch i := slices.IndexFunc(parts, func(p string) bool { return same(n[0], p) }); {
		case i < 0:
			return noMatch
		case same(n[0], parts[len(parts)-1]):
			return byLastName
		}
		return byPart
	}
	rest := parts
	for i, w := range n {
		at := slices.IndexFunc(rest, func(p string) bool { return same(w, p) || i < len(n)-1 && initial(w, p) })
		if at < 0 {
			return noMatch
		}
		rest = rest[at+1:]
	}
	return byLastName
}

// same compares two words of a name. Scripts without spaces write a whole name as one word, of which the family name
// is the beginning.
func same(asked, part string) bool {
	return asked == part || len(asked) < len(part) && unspaced(asked) && strings.HasPrefix(part, asked)
}

// initial reports whether one of the two is the first letter of the other.
func initial(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}
