package quote

import (
	_ "embed"
	"strings"
)

// class is a set of the things that a word can be. A word has every class that it may have; the context decides.
type class uint32

const (
	say          class = 1 << iota // reports a clause or a quotation: said
	naming                         // reports by naming: called, described, accused
	present                        // a form that agrees with he or they: says, say
	past                           // said
	ingForm                        // saying
	auxiliary                      // has, was, would
	adverb                         // also, later, and everything in -ly
	pronoun                        // he, she, they, it, we, I
	possessive                     // his, her, their
	determiner                     // the, a, this, several
	preposition                    // of, for
	conjunction                    // and, but
	relative                       // who, which, that
	title                          // Mr, Dr, Sen
	role                           // spokesman, minister
	body                           // ministry, committee, company
	document                       // report, memo
	crowd                          // officials, critics: speaks in the plural without a determiner
	day                            // Monday, January, yesterday
	verb                           // another common verb
	subordinator                   // because, while, after
	contraction                    // 's, 're
	placeName                      // countries and the like, and their adjectives
	particle                       // de, van, bin
	suffix                         // Jr
	female
	male
	clausal // a say that takes "that": argued; without it: praised
	medium  // words between cue and quotation that do not part them: statement, interview, Twitter
	common  // begins sentences with a capital, but is no name

	clitic   // in another language: stands within the verb group, as in "s'est dit", "limitou-se"
	genitive // in another language: joins two nouns, as "of" does
)

// that is the class of the words of another language that open a clause which is reported.
const that = clausal

//go:embed lexicon.txt
var lexiconText string

//go:embed names.txt
var namesText string

// lexicon maps lower-case words to their classes. The table is a text file: a heading "[class class]" and words
// below it; "verb:" headings list base forms of which all regular forms are made, with irregular ones after a slash.
var lexicon = readLexicon(lexiconText + namesText)

var classNames = map[string]class{
	"say": say, "naming": naming, "aux": auxiliary, "adverb": adverb, "pronoun": pronoun, "possessive": possessive,
	"det": determiner, "prep": preposition, "conj": conjunction, "rel": relative, "title": title, "role": role, "body": body,
	"doc": document, "crowd": crowd, "day": day, "verb": verb, "sub": subordinator, "place": placeName, "particle": particle,
	"suffix": suffix, "female": female, "male": male, "clausal": clausal, "medium": medium, "common": common,
	"past": past, "present": present, "ing": ingForm, "that": that, "clitic": clitic, "genitive": genitive,
}

func readLexicon(text string) map[string]class {
	m := make(map[string]class, 6000)
	var c class
	inflect := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			c, inflect = 0, false
			for _, w := range strings.Fields(strings.Trim(line, "[]")) {
				if w == "forms" {
					inflect = true
					continue
				}
				c |= classNames[w]
			}
			continue
		}
		for _, w := range strings.Fields(line) {
			if !inflect {
				m[strings.ReplaceAll(w, "_", " ")] |= c
				continue
			}
			for _, f := range forms(w) {
				m[f.word] |= c | f.class
			}
		}
	}
	return m
}

type form struct {
	word  string
	class class
}

// forms makes the forms of a verb given as "base" or "base/past/participle".
func forms(entry string) []form {
	parts := strings.Split(entry, "/")
	base := parts[0]
	last := base[len(base)-1]
	stem, third := base, base+"s"
	switch {
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "x"):
		third = base + "es"
	case last == 'y' && !strings.ContainsRune("aeiou", rune(base[len(base)-2])):
		third = base[:len(base)-1] + "ies"
	}
	if last == 'e' && !strings.HasSuffix(base, "ee") {
		stem = base[:len(base)-1]
	}
	ing, ed := stem+"ing", stem+"ed"
	switch {
	case strings.HasSuffix(base, "ee"):
		ed = base + "d"
	case last == 'y' && third != base+"s":
		ed = base[:len(base)-1] + "ied"
	case doubling[base]:
		ing, ed = base+string(last)+"ing", base+string(last)+"ed"
	}
	out := []form{{base, present}, {third, present}, {ing, ingForm}}
	if len(parts) == 1 {
		return append(out, form{ed, past})
	}
	for _, p := range parts[1:] {
		out = append(out, form{p, past})
	}
	return out
}

// doubling lists verbs that double their last letter.
var doubling = map[string]bool{
	"admit": true, "quip": true, "tut": true, "blog": true, "stop": true, "plan": true, "refer": true, "slam": true, "rap": true, "rip": true,
	"snap": true, "pan": true, "chat": true, "tip": true, "begin": true, "run": true, "win": true, "sit": true, "get": true, "put": true, "set": true, "cut": true, "hit": true, "let": true, "dub": true, "transmit": true, "submit": true, "prefer": true, "drop": true, "step": true, "occur": true, "deter": true, "ban": true, "star": true, "grin": true, "nod": true, "concur": true, "demur": true, "jab": true, "drum": true, "jot": true, "rebut": true, "commit": true,
}

// bySuffix guesses the class of a lower-case word that the lexicon lacks.
func bySuffix(low []byte) class {
	s := string(low)
	switch {
	case len(s) > 4 && strings.HasSuffix(s, "ly"):
		return adverb
	case len(s) > 4 && strings.HasSuffix(s, "ed"):
		return verb | past
	case len(s) > 5 && strings.HasSuffix(s, "ing"):
		return verb | ingForm
	case len(s) > 6 && (strings.HasSuffix(s, "woman") || strings.HasSuffix(s, "women")):
		return role | female
	case len(s) > 5 && (strings.HasSuffix(s, "man") || strings.HasSuffix(s, "men")):
		return role | male
	case len(s) > 6 && strings.HasSuffix(s, "ologists"):
		return role | crowd
	case len(s) > 6 && (strings.HasSuffix(s, "person") || strings.HasSuffix(s, "ologist")):
		return role
	}
	return 0
}
