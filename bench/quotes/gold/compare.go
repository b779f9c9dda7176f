package gold

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// How much of the letters of a label and of a quotation together must lie in both.
const (
	leastDirect = 0.8
	leastOther  = 0.5
)

// None stands for a label or a quotation that has no counterpart.
const None = -1

// Result pairs labels with quotations.
type Result struct {
	Found []int       // for each label the index of its quotation, or None
	Spans []news.Span // for each label where the article says it; empty if it does not
	Extra []int       // indexes of the quotations outside headings that no label means
}

// Compare pairs the labels of an article, in the order of its text, with the quotations found in it.
func Compare(a *news.Article, labels []Label, found []news.Quote) Result {
	type pair struct {
		label, quote int
		share        float64
	}
	r := Result{Spans: locate(a, labels)}
	var pairs []pair
	for i, l := range labels {
		r.Found = append(r.Found, None)
		least := leastOther
		if l.Kind == news.Direct.String() {
			least = leastDirect
		}
		for k, q := range found {
			if s := share(a.Text, r.Spans[i], q.Span); s >= least {
				pairs = append(pairs, pair{i, k, s})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.share, x.share) })
	used := make([]bool, len(found))
	for _, p := range pairs {
		if r.Found[p.label] == None && !used[p.quote] {
			r.Found[p.label], used[p.quote] = p.quote, true
		}
	}
	for k, q := range found {
		if !used[k] && !inHeading(a, q.Span) {
			r.Extra = append(r.Extra, k)
		}
	}
	return r
}

// locate finds each label behind the one before it, or else anywhere.
func locate(a *news.Article, labels []Label) []news.Span {
	spans := make([]news.Span, len(labels))
	at := 0
	for i, l := range labels {
		start := strings.Index(a.Text[at:], l.Text)
		if start >= 0 {
			start += at
		} else if start = strings.Index(a.Text, l.Text); start < 0 {
			continue
		}
		spans[i] = news.Span{Start: start, End: start + len(l.Text)}
		_, size := utf8.DecodeRuneInString(l.Text)
		at = start + size // a label may begin inside the one before it
	}
	return spans
}

// share is how many of the letters and digits in either span lie in both, 0 to 1.
func share(text string, x, y news.Span) float64 {
	if !x.Overlaps(y) {
		return 0
	}
	both := letters(text, news.Span{Start: max(x.Start, y.Start), End: min(x.End, y.End)})
	return float64(both) / float64(max(1, letters(text, x)+letters(text, y)-both))
}

// letters counts the letters and digits under s.
func letters(text string, s news.Span) (n int) {
	for _, c := range text[s.Start:s.End] {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}

func inHeading(a *news.Article, s news.Span) bool {
	return slices.ContainsFunc(a.Blocks, func(b news.Block) bool { return b.Kind == news.Heading && b.Contains(s) })
}
