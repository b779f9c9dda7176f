package quote

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// How much of a text is looked at to tell its language, and what must be found there. The numbers are set by hand: an
// English news text has two fifths of such words, and of a thousand articles the least has 0.19.
const (
	sampleBytes = 1 << 15
	fewWords    = 20   // below it nothing is concluded from words that are missing
	englishness = 0.15 // the share of its function words below which a longer text is not English
	surplus     = 3    // how many more hits than twice its rival's a language needs
)

// english is the name of the language that the rest of the package reads.
const english = "en"

// language tells in which language a is to be read: "en", the name of a tongue, or "" where nothing but the marks is
// understood. What the words of the text say plainly is believed more than what a page declares.
func language(a *news.Article) string {
	declared, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(a.Lang), "_", "-"), "-")
	hits, words, foreign := functionWords(a.Text)
	best := english
	for name := range tongues {
		if hits[name] > hits[best] || hits[name] == hits[best] && name < best && best != english {
			best = name
		}
	}
	clearly := func(x, than string) bool { return x != than && hits[x] > 2*hits[than]+surplus }
	switch {
	case foreign:
		return ""
	case declared == "" || declared == english:
		if clearly(best, english) {
			return best
		}
		if words >= fewWords && float64(hits[english]) < englishness*float64(words) {
			return ""
		}
		return english
	case tongues[declared] == nil:
		if best == english && hits[english]*5 > words {
			return english
		}
		return ""
	case clearly(best, declared):
		return best
	}
	return declared
}

// functionWords counts the words of a text, and for each language those that are its articles, pronouns,
// prepositions and the like. It also tells whether the text is mostly in letters that are not Latin.
func functionWords(text string) (hits map[string]int, words int, foreign bool) {
	table := functionTable()
	hits = map[string]int{}
	latin, other := 0, 0
	for i := 0; i < min(len(text), sampleBytes); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += w
			continue
		}
		var buf [24]byte
		low := buf[:0]
		for i < len(text) && (unicode.IsLetter(r) || unicode.IsMark(r)) {
			if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
				latin++
			} else {
				other++
			}
			if len(low) < len(buf)-utf8.UTFMax {
				low = utf8.AppendRune(low, unicode.ToLower(r))
			}
			i += w
			r, w = utf8.DecodeRuneInString(text[i:])
		}
		words++
		for _, name := range table[string(low)] {
			hits[name]++
		}
	}
	return hits, words, other > latin
}

// functionTable lists for each function word the languages that it belongs to.
var functionTable = sync.OnceValue(func() map[string][]string {
	const function = determiner | possessive | preposition | conjunction | pronoun | auxiliary | relative | that | clitic
	table := map[string][]string{}
	add := func(name string, words map[string]class) {
		for w, c := range words {
			if c.is(function) {
				table[strings.TrimRight(w, "'")] = append(table[strings.TrimRight(w, "'")], name)
			}
		}
	}
	add(english, lexicon)
	for name, t := range tongues {
		add(name, t().words)
	}
	return table
})
