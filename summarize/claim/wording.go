package claim

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// wording is what somebody said: a candidate, or several that are one utterance which its tags have split.
type wording struct {
	text  string // of several: joined by a space
	parts []part
	lead  news.Candidate
	own   bool // a quotation of the speaker who was asked about
	toks  []token
}

type part struct {
	from   int // offset into the text
	saying news.Saying
}

// wordings joins the candidates that go on with each other and puts first whom a reader would rather see cited: the
// speaker who was asked about, quotations, the most literal, the newest.
func wordings(candidates []news.Candidate) []*wording {
	sorted := slices.Clone(candidates)
	slices.SortStableFunc(sorted, func(a, b news.Candidate) int {
		return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.Index, b.Index))
	})
	var all []*wording
	for i, c := range sorted {
		if i > 0 && c.Continues && c.Index == sorted[i-1].Index+1 && sorted[i-1].Index >= 0 && c.Article == sorted[i-1].Article && c.Theirs == sorted[i-1].Theirs {
			w := all[len(all)-1]
			w.text += " "
			w.parts = append(w.parts, part{len(w.text), c.Saying})
			w.text += c.Text
			continue
		}
		all = append(all, &wording{text: c.Text, parts: []part{{0, c.Saying}}, lead: c, own: c.Theirs && !narration(c)})
	}
	slices.SortStableFunc(all, func(a, b *wording) int {
		return cmp.Or(second(a.own, b.own), second(!narration(a.lead), !narration(b.lead)),
			cmp.Compare(a.lead.Kind, b.lead.Kind), b.lead.When().Compare(a.lead.When()))
	})
	for _, w := range all {
		w.toks = read(w.text, false)
	}
	return all
}

// narration reports whether the candidate is a sentence of an article that is nobody's quotation.
func narration(c news.Candidate) bool { return c.Index < 0 }

func second(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// saying is the part that holds token i.
func (w *wording) saying(i int) news.Saying {
	p := len(w.parts) - 1
	for p > 0 && (len(w.toks) == 0 || w.toks[i].from < w.parts[p].from) {
		p--
	}
	return w.parts[p].saying
}
