package quote

import (
	"bytes"
	"embed"
	"strings"
	"sync"
)

// tongue is what the engine knows of a language other than English: its words, and the frames that are no verbs. The
// classes of lexicon.go serve all of them. Of a word for people, past marks a former one and common one that ends many
// last names; of an article, crowd makes it nobody whom the text has named; of a preposition, place says what follows.
type tongue struct {
	name      string
	words     map[string]class
	according [][]uint32          // laut, selon, d'après: who said it follows
	behind    [][]uint32          // zufolge: who said it stands before
	view      [][]uint32          // pour X, "…": only at the head of a sentence
	latter    [][]uint32          // este último: whom the text named last
	back      [][]uint32          // lo ha detto, das sagte: what was quoted in the sentence before
	same      map[uint32][]uint32 // words for people that take up others: edil for concejal
	cased     bool                // nouns have capitals, so that a capital is no sign of a name
	elides    bool                // l'homme is two words
	drops     bool                // a verb may stand without its subject: dijo
	inner     bool                // a tag may stand within the marks: « Non, dit-il, jamais. »
}

// tongues are the languages that have a lexicon. What [tongueOf] returns for all others knows no words.
var tongues = map[string]func() *tongue{
	"de": sync.OnceValue(func() *tongue { return readTongue(tongue{name: "de", cased: true}) }),
	"es": sync.OnceValue(func() *tongue { return readTongue(tongue{name: "es", drops: true}) }),
	"fr": sync.OnceValue(func() *tongue { return readTongue(tongue{name: "fr", elides: true, inner: true}) }),
	"it": sync.OnceValue(func() *tongue { return readTongue(tongue{name: "it", elides: true, drops: true}) }),
	"pt": sync.OnceValue(func() *tongue { return readTongue(tongue{name: "pt", drops: true}) }),
}

// tongueOf returns what is known of a language, which may be nothing.
func tongueOf(name string) *tongue {
	if t := tongues[name]; t != nil {
		return t()
	}
	return &tongue{}
}

// known reports whether the engine knows words of the language, and not only its marks.
func (t *tongue) known() bool { return t.name != "" }

//go:embed lexicon/*.txt
var tongueFiles embed.FS

// readTongue adds to t what its file holds: headings of classes as in lexicon.txt, and headings of phrases.
func readTongue(t tongue) *tongue {
	data, err := tongueFiles.ReadFile("lexicon/" + t.name + ".txt")
	if err != nil {
		return &tongue{} // an embedded file is always there
	}
	t.same = map[uint32][]uint32{}
	lists := map[string]*[][]uint32{"[according]": &t.according, "[behind]": &t.behind, "[view]": &t.view, "[latter]": &t.latter, "[back]": &t.back}
	var words strings.Builder
	heading := ""
	for line := range strings.Lines(string(data)) {
		entry := strings.TrimSpace(line)
		if strings.HasPrefix(entry, "[") {
			heading = entry
		}
		list := lists[heading]
		switch {
		case entry == "" || entry == heading && (list != nil || heading == "[same]"):
		case list != nil:
			for _, phrase := range strings.Fields(entry) {
				*list = append(*list, wordHashes(phrase, "_"))
			}
		case heading == "[same]":
			group := wordHashes(entry, " ")
			t.same[group[0]] = append(t.same[group[0]], group[1:]...)
		default:
			words.WriteString(line)
		}
	}
	t.words = readLexicon(words.String())
	return &t
}

func wordHashes(list, separator string) []uint32 {
	var out []uint32
	for w := range strings.SplitSeq(list, separator) {
		out = append(out, hashOf(w))
	}
	return out
}

// classOf returns what a lower-case word may be. A compound is what its last part is: Kreistagsabgeordnete,
// Grünen-Politikerin, vice-présidente.
func (t *tongue) classOf(low []byte, s shape) class {
	if c, ok := t.words[string(low)]; ok {
		return c
	}
	if len(low) > 1 && low[len(low)-1] == '.' {
		return t.words[string(low[:len(low)-1])]
	}
	const people = role | body | document | male | female
	if i := bytes.LastIndexByte(low, '-'); i > 0 {
		if c := t.words[string(low[i+1:])]; c.is(role | body | document) {
			return c & people
		}
	}
	if !t.cased || s == lower {
		return 0
	}
	for i := 3; i+shortestHead <= len(low); i++ { // the longest last part that is a word
		if c := t.words[string(low[i:])]; c.is(role|body|document|day) && !c.is(common) {
			return c & (people | day)
		}
	}
	return 0
}

// shortestHead is the length in bytes of a word that may be the last part of a German compound, at least.
const shortestHead = 4

func (c class) is(x class) bool { return c&x != 0 }
