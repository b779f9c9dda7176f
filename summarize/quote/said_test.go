package quote_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// row is a short text that shows one idea, and what is to be found in it: "kind | content | speaker", and where the
// idea is about them also "role", "mention" and "cue" in their places.
type row struct {
	name, text string
	want       []string
}

// run reads every row and compares as many parts of each quotation as the row gives.
func run(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			a := prose.Article(r.text)
			found := quote.Find(a)
			var got []string
			for i, q := range found {
				parts := 6
				if i < len(r.want) {
					parts = strings.Count(r.want[i], "|") + 1
				}
				got = append(got, line(a, q, parts))
			}
			if !slices.Equal(got, r.want) {
				t.Errorf("%s\nhas   %s\nwant  %s", r.text, strings.Join(got, "\n      "), strings.Join(r.want, "\n      "))
			}
		})
	}
}

// line writes the first parts of a quotation as a row does.
func line(a *news.Article, q news.Quote, parts int) string {
	all := []string{q.Kind.String(), a.At(q.Span), a.At(q.Speaker.Name), a.At(q.Speaker.Role), a.At(q.Mention), a.At(q.Cue)}
	return strings.Join(all[:min(parts, len(all))], " | ")
}

// none wants nothing to be found.
var none []string

// invariants holds whatever was found in a against the promises of the package.
func invariants(a *news.Article, found []news.Quote) error {
	last, isTurn := news.Span{}, turnsOf(a)
	for i, q := range found {
		for name, s := range map[string]news.Span{"content": q.Span, "name": q.Speaker.Name, "role": q.Speaker.Role, "mention": q.Mention, "cue": q.Cue} {
			if s == (news.Span{}) && name != "content" {
				continue
			}
			if s.Start < 0 || s.End > len(a.Text) || s.Empty() {
				return fmt.Errorf("%s of quotation %d is %v of %d bytes", name, i, s, len(a.Text))
			}
			if inside(a.Text, s.Start) || inside(a.Text, s.End) {
				return fmt.Errorf("%s of quotation %d cuts a character: %q", name, i, a.At(s))
			}
		}
		if n := a.SentenceAt(q.Start); n != q.Sentence {
			return fmt.Errorf("quotation %d begins in sentence %d, not %d", i, n, q.Sentence)
		}
		if q.Confidence < 0 || q.Confidence > 1 || q.Confidence > 0 && q.Speaker.Name.Empty() {
			return fmt.Errorf("quotation %d has confidence %v in %q", i, q.Confidence, a.At(q.Speaker.Name))
		}
		if q.Start < last.Start {
			return fmt.Errorf("quotation %d is out of order", i)
		}
		last = q.Span
		if q.Kind != news.Direct {
			continue
		}
		if !opened(a.Text[:q.Start]) && !isTurn(q) {
			return fmt.Errorf("quotation %d is direct without a mark before it: %q", i, a.At(q.Span))
		}
		for k := i + 1; k < len(found) && found[k].Start < q.End; k++ {
			if found[k].Kind == news.Direct {
				return fmt.Errorf("quotations %d and %d overlap: %q, %q", i, k, a.At(q.Span), a.At(found[k].Span))
			}
		}
	}
	return nil
}

// opened reports whether text ends with a mark, apart from space and from the name of a turn: “MORENO: ”. A turn that is
// not the first follows a sentence: “MORENO: No. TERN: ”.
func opened(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if turn, ok := strings.CutSuffix(text, ":"); ok {
		name := func(r rune) bool { return !unicode.IsLower(r) && !strings.ContainsRune(allMarks+".?!)", r) }
		text = strings.TrimRightFunc(turn, name)
		if text != "" && strings.ContainsAny(text[len(text)-1:], ".?!)") { // a later turn, or a first with initials
			return strings.ContainsAny(text[strings.LastIndex(text, "\n\n")+1:], allMarks)
		}
	}
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(allMarks, r)
}

// lineLabel is the beginning of a line of a transcript.
var lineLabel = regexp.MustCompile(`^\p{Lu}[^:\n]{0,39}:(\s|$)`)

// turnsOf returns a function that reports whether q is all that stands in its block, apart from marks, behind a label
// or below a block with one, and whether at least three blocks of a have one.
func turnsOf(a *news.Article) func(q news.Quote) bool {
	bodies, labelled := make([]int, len(a.Blocks)), 0 // where the words begin behind the label
	for i, b := range a.Blocks {
		label := lineLabel.FindString(a.At(b.Span))
		bodies[i] = b.Start + len(label)
		if label != "" {
			labelled++
		} else if labelled == 0 {
			bodies[i] = -1
		}
	}
	return func(q news.Quote) bool {
		i := a.Sentences[q.Sentence-1].Block
		b := a.Blocks[i]
		if labelled < 3 || bodies[i] < 0 || q.End > b.End {
			return false
		}
		from := bodies[i]
		if q.Start < from { // what looks like a label goes on with a turn
			from = b.Start
		}
		return strings.Trim(a.Text[from:q.Start]+a.Text[q.End:b.End], allMarks+", \t\n") == ""
	}
}

const allMarks = "\"'“”„‟«»〝〞「」『』‘’‚‹›`´"

// inside reports whether offset i lies within a character. What is no character has no inside.
func inside(text string, i int) bool {
	for k := max(i-3, 0); k < i; k++ {
		if r, w := utf8.DecodeRuneInString(text[k:]); r != utf8.RuneError && k+w > i && utf8.RuneStart(text[k]) {
			return true
		}
	}
	return false
}
