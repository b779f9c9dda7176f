package extract

import (
	"slices"
	"strings"
	"unicode"

	"onrecord/summarize/news"
)

// head drops from the first few blocks what is not the article yet: its title once more, its authors, its date.
func head(blocks []place, title, byline string) []place {
	out := make([]place, 0, len(blocks))
	for i, b := range blocks {
		if i < 4 && len(blocks) > len(out)+1 && b.kind != news.BlockQuote && b.kind != news.Post &&
			(repeats(b.text, title) || credits(b.text, byline) || dated(b.text)) {
			continue
		}
		out = append(out, b)
	}
	return out
}

func repeats(text, title string) bool {
	return title != "" && len(text) < 2*len(title)+20 && (key(text) == key(title) || likeness(text, title) >= .8)
}

// credits reports whether a block is a line that names the authors and little else.
func credits(text, byline string) bool {
	if len(text) > 120 || ended(text) {
		return false
	}
	w := words(text)
	if len(w) > 1 && (w[0] == "by" || w[0] == "von" || w[0] == "por" || w[0] == "par") && len(w) <= 8 && unicode.IsUpper([]rune(strings.TrimSpace(text[len(w[0]):]))[0]) {
		return true
	}
	return byline != "" && likeness(text, byline) >= .5
}

// dated reports whether a block is a date and little else.
func dated(text string) bool {
	if len(text) > 80 || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	w := words(text)
	rest := len(w)
	for _, word := range w {
		if calendar[word] || strings.ContainsFunc(word, unicode.IsDigit) {
			rest--
		}
	}
	if spell(text) != "" {
		return rest <= 2
	}
	return len(w) >= 2 && rest <= 1 && len(w)-rest >= 2 && slices.ContainsFunc(w, func(word string) bool {
		return len(word) > 2 && word != "min" && (calendar[word] || len(word) == 4) // 10 p.m. alone is no date
	})
}

// calendar holds the words of a date line besides its numbers.
var calendar = vocabulary("published updated posted last on at am pm a m p est edt gmt utc pst pdt ist et pt by min read minutes ago hours of the de 年 月 日 " +
	"january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")

func vocabulary(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// asides are words with which a line of links to other pages begins.
var asides = []string{"related", "read more", "read also", "read next", "also read", "also see", "see also", "more", "more on", "watch", "recommended", "you may also like", "click to tweet"}

// aside reports whether a block is a line of links to other pages, set between the paragraphs of an article.
func aside(b block) bool {
	if !b.link || len(b.text) > 200 || b.kind == news.Heading {
		return false
	}
	lower := strings.ToLower(b.text)
	return slices.ContainsFunc(asides, func(a string) bool {
		rest, ok := strings.CutPrefix(lower, a)
		return ok && (rest == "" || strings.ContainsAny(rest[:1], ":|>–—")) || ok && len(a) > 7
	})
}

// vote drops the blocks of which the second engine has less than half. It does not vote where half of the words
// would go, for then one of the two has not found the article.
func vote(blocks []place, second []block) []place {
	if len(second) == 0 {
		return blocks
	}
	var all []string
	for _, b := range second {
		all = append(all, words(b.text)...)
	}
	set := map[uint64]bool{}
	for _, h := range grams(all) {
		set[h] = true
	}
	short := map[string]bool{}
	for _, b := range second {
		short[key(b.text)] = true
	}
	out := make([]place, 0, len(blocks))
	total, kept := 0, 0
	for _, b := range blocks {
		w := words(b.text)
		total += len(w)
		if short[key(b.text)] || share(grams(w), set) >= .5 {
			out = append(out, b)
			kept += len(w)
		}
	}
	if 2*kept < total {
		return blocks
	}
	return out
}
