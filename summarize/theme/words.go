package theme

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is the length in bytes of a word at most; what is longer is cut.
const longestWord = 48

// folded returns the words of a text in lower case.
func folded(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(text, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\''
	})
	out := words[:0]
	for _, w := range words {
		w = strings.ReplaceAll(strings.TrimSuffix(strings.Trim(w, "'"), "'s"), "'", "")
		for len(w) > longestWord {
			_, n := utf8.DecodeLastRuneInString(w)
			w = w[:len(w)-n]
		}
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// small holds words that tell nothing about an issue.
var small = set("a an the of on in for to and or but about at by with from as is are was were be been it its this that these those he she they we you i " +
	"his her their our your my him them us who whom which what not no do does did has have had will would can could may might should must said says say " +
	"if so than then there here when where how why into over up down out all any some more most also just very after before between under again new plan plans " +
	"one two first last year years day days week weeks month months people told tuesday monday wednesday thursday friday saturday sunday")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// stems returns the telling words of a text, each once and without the ending of a plural.
func stems(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range folded(text) {
		if s := singular(w); !small[w] && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func stemSet(text string) map[string]bool {
	m := map[string]bool{}
	for _, s := range stems(text) {
		m[s] = true
	}
	return m
}

// holds reports whether a set has every one of some words, of which there must be any.
func holds(have map[string]bool, want []string) bool {
	for _, w := range want {
		if !have[w] {
			return false
		}
	}
	return len(want) > 0
}

// singular takes the ending of a plural or of a verb off an English word, roughly; both sides of a comparison go
// through it.
func singular(w string) string {
	switch n := len(w); {
	case n < 4:
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "ses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:n-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
	case strings.HasSuffix(w, "s"):
		return w[:n-1]
	case strings.HasSuffix(w, "ing") && n > 6:
		return w[:n-3]
	case strings.HasSuffix(w, "ure") && n > 5: // closure, close
		return w[:n-3] + "e"
	}
	return w
}

// proper returns the stems of the words of a text that are written like names: with a capital letter, and not only where
// a sentence begins.
func proper(text string) map[string]bool {
	out := map[string]bool{}
	begins := true
	for word := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "“”\"'‘(«„"))
		if unicode.IsUpper(first) && !begins {
			for _, s := range stems(word) {
				out[s] = true
			}
		}
		begins = strings.ContainsAny(word[len(word)-1:], ".!?:")
	}
	return out
}
