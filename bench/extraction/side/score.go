package main

import (
	"slices"
	"strings"
	"unicode"
)

// score is how well the results for a set of pages fit, by the public formulas of the two sets that this bench is for.
//
// Shingles are runs of four words with their case. True and false positives and false negatives of a page are divided
// by their sum; precision and recall are means over pages, and F1 is that of the means. Words is the F1 of the bags of
// words without case, a mean over pages. A title is exact after folding of space and case, an author is right where half
// of the words agree, a date by its day; pages of which the set does not know them do not count.
type score struct {
	f1, p, r, exact, words float64
	title, author, date    share
	empty                  int       // pages without any text
	byPage                 []float64 // the F1 of words of each page
}

// share is how many of how many are right.
type share struct{ right, of int }

func (s *share) count(right bool) {
	s.of++
	if right {
		s.right++
	}
}

func rate(pages []page, got []result) (s score) {
	var ps, rs []float64
	exact := 0
	for i, want := range pages {
		g := got[i]
		text := strings.ReplaceAll(g.Text, "\u00ad", "")
		if strings.TrimSpace(text) == "" {
			s.empty++
		}
		tp, fp, fn := shingles(want.Text, text)
		clean := fp == 0 && fn == 0
		if tp+fp > 0 {
			ps = append(ps, ratio(tp, tp+fp, clean))
		}
		if tp+fn > 0 {
			rs = append(rs, ratio(tp, tp+fn, clean))
		}
		if slices.Equal(words(want.Text), words(text)) {
			exact++
		}
		s.byPage = append(s.byPage, wordF1(want.Text, text))
		if want.Title != "" {
			s.title.count(fold(want.Title) == fold(g.Title))
		}
		if want.Author != "" {
			s.author.count(alike(fold(want.Author), fold(g.Byline)) >= .5)
		}
		if want.Date != "" {
			s.date.count(prefix(want.Date) == prefix(g.Published))
		}
	}
	s.p, s.r, s.words = mean(ps), mean(rs), mean(s.byPage)
	s.f1 = 2 * s.p * s.r / max(1e-9, s.p+s.r)
	s.exact = float64(exact) / float64(max(1, len(pages)))
	return s
}

func ratio(part, whole float64, clean bool) float64 {
	if clean {
		return 1
	}
	return part / whole
}

// words cuts a text into runs of letters, numbers and underscores.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// shingles returns the true and false positives and the false negatives of a page, divided by their sum.
func shingles(want, got string) (tp, fp, fn float64) {
	a, b := grams(want), grams(got)
	hit, na, nb := overlap(a, b)
	sum := float64(na + nb - hit)
	if sum == 0 {
		return 0, 0, 0
	}
	return float64(hit) / sum, float64(nb-hit) / sum, float64(na-hit) / sum
}

func grams(s string) map[string]int {
	const n = 4
	w, m := words(s), map[string]int{}
	if len(w) > 0 && len(w) < n {
		m[strings.Join(w, " ")]++
	}
	for i := 0; i+n <= len(w); i++ {
		m[strings.Join(w[i:i+n], " ")]++
	}
	return m
}

func wordF1(want, got string) float64 {
	a, b := bag(strings.ToLower(want)), bag(strings.ToLower(got))
	hit, na, nb := overlap(a, b)
	switch {
	case na == 0 && nb == 0:
		return 1
	case na == 0 || nb == 0:
		return 0
	}
	return 2 * float64(hit) / float64(na+nb)
}

func bag(s string) map[string]int {
	m := map[string]int{}
	for _, w := range words(s) {
		m[w]++
	}
	return m
}

// overlap counts what two bags have in common, and what each of them holds.
func overlap(a, b map[string]int) (hit, na, nb int) {
	for k, n := range a {
		na += n
		hit += min(n, b[k])
	}
	for _, n := range b {
		nb += n
	}
	return hit, na, nb
}

// alike is the share of the words of either text that both have.
func alike(a, b string) float64 {
	x, y := bag(a), bag(b)
	both := 0
	for w := range x {
		if y[w] > 0 {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// prefix is the day with which a date begins.
func prefix(date string) string { return date[:min(len(date), len("2006-01-02"))] }

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}
