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
			(repeats(b.text, title) || credits(b.text, byline) || dated(b.text) || i == 0 && b.link && len(words(b.text)) <= 3) {
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
var calendar = vocabulary("published updated posted last on at publié le la à mis mise jour lecture modifié veröffentlicht aktualisiert stand uhr den publicado actualizado lectura am pm a m p est edt gmt utc pst pdt ist et pt by min read minutes ago hours of the de 年 月 日 " +
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

// labels are what stands over boxes that the engines take for paragraphs.
var labels = vocabulary("advertisement advertising ad anzeige werbung publicité publicidad pubblicità advertentie реклама 広告 广告 sponsored loadingthevideo signupforournewsletter signuptoournewsletter subscribetoournewsletter newsletter")

// aside reports whether a block is a line of links to other pages, set between the paragraphs of an article, or a label.
func aside(b block) bool {
	if len(b.text) < 50 && labels[key(b.text)] {
		return true
	}
	if !b.link || len(b.text) > 200 || b.kind == news.Heading {
		return false
	}
	lower := strings.ToLower(b.text)
	return slices.ContainsFunc(asides, func(a string) bool {
		rest, ok := strings.CutPrefix(lower, a)
		return ok && (rest == "" || strings.ContainsAny(rest[:1], ":|>–—")) || ok && len(a) > 7
	})
}

// bridge gives back the heading and the list that stand alone between two paragraphs of the article: the engines take
// them for boxes. Where anything else was left out beside them, they are of that.
func bridge(src []block, chosen []place) []place {
	var out []place
	for n, p := range chosen {
		if n > 0 && p.kind == news.Paragraph {
			from := chosen[n-1].at + 1
			if between := src[from:p.at]; bridges(chosen[n-1].block, between) {
				for i, b := range between {
					out = append(out, place{at: from + i, block: b})
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// bridges reports whether what was left out after a block is a heading or a list and nothing else. Two items alone are
// a picture's caption and its credit more often than a list, unless they were announced.
func bridges(before block, between []block) bool {
	if len(between) == 0 || len(between) > maxBridge || slices.ContainsFunc(between, func(b block) bool { return b.link || aside(b) }) {
		return false
	}
	if len(between) == 1 && between[0].kind == news.Heading {
		lower := strings.ToLower(between[0].text)
		return !slices.ContainsFunc(boxes, func(b string) bool { return strings.HasPrefix(lower, b) })
	}
	items := !slices.ContainsFunc(between, func(b block) bool { return b.kind != news.ListItem })
	return items && (len(between) > 2 || strings.HasSuffix(before.text, ":"))
}

// boxes are words with which the heading of a box begins.
var boxes = append([]string{"popular", "trending", "most read", "latest", "newsletter", "subscribe", "sign up", "share", "comments", "advert", "in this article", "contents", "table of", "você pode", "lesen sie", "mehr zum", "à lire", "lire aussi", "te puede", "читайте"}, asides...)

// maxBridge is the number of blocks up to which a gap in an article is closed.
const maxBridge = 6

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

// inside drops what stands below the <article> in which nearly all of the long paragraphs are.
func inside(blocks []place) []place {
	in := map[int]int{}
	long := 0
	for _, b := range blocks {
		if len(words(b.text)) >= 15 {
			in[b.within]++
			long++
		}
	}
	for n, count := range in {
		if n == 0 || count < 3 || 10*count < 7*long {
			continue
		}
		last := 0
		for i, b := range blocks {
			if b.within == n {
				last = i
			}
		}
		return blocks[:last+1]
	}
	return blocks
}
