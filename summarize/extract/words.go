package extract

import (
	"strings"
	"unicode"
)

// words returns the words of s in lower case: runs of letters, digits and marks; of Chinese and Japanese each
// character.
func words(s string) []string {
	out := make([]string, 0, len(s)/6+1)
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		dense := in && dense(r)
		if start >= 0 && (!in || dense) {
			out = append(out, strings.ToLower(s[start:i]))
			start = -1
		}
		switch {
		case dense:
			out = append(out, string(r))
		case in && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, strings.ToLower(s[start:]))
	}
	return out
}

// dense reports whether r belongs to a script that puts no space between words.
func dense(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// likeness is the share of words that two short texts have in common (Jaccard), 0 where one is empty.
func likeness(a, b string) float64 {
	wa, wb := words(a), words(b)
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	set := map[string]int{}
	for _, w := range wa {
		set[w] |= 1
	}
	for _, w := range wb {
		set[w] |= 2
	}
	both := 0
	for _, m := range set {
		if m == 3 {
			both++
		}
	}
	return float64(both) / float64(len(set))
}

// run is the number of words whose hash stands for a place in a text.
const run = 4

// grams returns a hash for each run of four words, or one for all of them where there are fewer.
func grams(w []string) []uint64 {
	n := max(1, len(w)-run+1)
	if len(w) == 0 {
		return nil
	}
	out := make([]uint64, n)
	for i := range out {
		h := uint64(14695981039346656037) // FNV-1a
		for _, word := range w[i:min(i+run, len(w))] {
			for j := range len(word) {
				h = (h ^ uint64(word[j])) * 1099511628211
			}
			h = (h ^ ' ') * 1099511628211
		}
		out[i] = h
	}
	return out
}

// share is the part of g that is in set.
func share(g []uint64, set map[uint64]bool) float64 {
	if len(g) == 0 {
		return 0
	}
	n := 0
	for _, h := range g {
		if set[h] {
			n++
		}
	}
	return float64(n) / float64(len(g))
}
