package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"onrecord/bench/quotes/gold"
	"onrecord/summarize/news"
)

// long is the number of words from which on a quotation counts in the columns for long ones.
const long = 5

// rate counts hits, false alarms and misses.
type rate struct{ hit, extra, missed int }

func (r *rate) add(o rate) {
	r.hit, r.extra, r.missed = r.hit+o.hit, r.extra+o.extra, r.missed+o.missed
}

// percent returns precision, recall and F1 in percent, each 0 where nothing is counted.
func (r rate) percent() (p, q, f float64) {
	share := func(of int) float64 { return 100 * float64(r.hit) / float64(max(1, of)) }
	return share(r.hit + r.extra), share(r.hit + r.missed), 200 * float64(r.hit) / float64(max(1, 2*r.hit+r.extra+r.missed))
}

// counts is what one line of the table says.
type counts struct {
	labelled, lost                               int // lost: not in the article as it was extracted
	found, speaker, longFound, longSpeaker, role rate
	sure                                         []belief
}

// belief is how sure the engine was of a speaker, and whether it was right.
type belief struct {
	confidence float64
	right      bool
}

func (c *counts) add(o counts) {
	c.labelled, c.lost = c.labelled+o.labelled, c.lost+o.lost
	c.found.add(o.found)
	c.speaker.add(o.speaker)
	c.longFound.add(o.longFound)
	c.longSpeaker.add(o.longSpeaker)
	c.role.add(o.role)
	c.sure = append(c.sure, o.sure...)
}

// tell counts one quotation, found and attributed or not.
func (c *counts) tell(words int, found, speaker rate) {
	c.found.add(found)
	c.speaker.add(speaker)
	if words >= long {
		c.longFound.add(found)
		c.longSpeaker.add(speaker)
	}
}

// kinds are counts by kind of quotation: that of the label, or of what was found where it has none.
type kinds [3]counts

func (k *kinds) sum() (c counts) {
	for _, o := range k {
		c.add(o)
	}
	return c
}

// score counts what was found of the labels of an article and writes what was not to misses.
func score(a *news.Article, labels []gold.Label, found []news.Quote, misses io.Writer) (out kinds) {
	r := gold.Compare(a, labels, found)
	for i, l := range labels {
		c := &out[kindOf(l.Kind)]
		c.labelled++
		words := len(strings.Fields(l.Text))
		switch {
		case r.Spans[i].Empty():
			c.lost++
			c.tell(words, rate{missed: 1}, rate{missed: 1})
			fmt.Fprintf(misses, "  %-8s lost in extraction: %.70q\n", l.Kind, l.Text)
		case r.Found[i] == gold.None:
			c.tell(words, rate{missed: 1}, rate{missed: 1})
			fmt.Fprintf(misses, "  %-8s not found: %.70q by %q\n", l.Kind, l.Text, l.Speaker)
		default:
			c.attributed(a, l, words, found[r.Found[i]], misses)
		}
	}
	for _, k := range r.Extra {
		q := found[k]
		out[q.Kind].tell(len(strings.Fields(a.At(q.Span))), rate{extra: 1}, rate{extra: 1})
		fmt.Fprintf(misses, "  %-8s not labelled: %.70q by %q\n", q.Kind, a.At(q.Span), a.At(q.Speaker.Name))
	}
	return out
}

// attributed counts a quotation that is found.
func (c *counts) attributed(a *news.Article, l gold.Label, words int, q news.Quote, misses io.Writer) {
	name, role := gold.Told(a, q)
	mention := a.At(q.Mention)
	if !q.Speaker.Name.Empty() {
		c.sure = append(c.sure, belief{q.Confidence, l.By(a.At(q.Speaker.Name), mention)})
	}
	if !l.By(name, mention) {
		c.tell(words, rate{hit: 1}, rate{extra: 1, missed: 1})
		fmt.Fprintf(misses, "  %-8s wrong speaker: %.50q is by %q (%s), not %q (%s), %.2f\n", l.Kind, l.Text, l.Speaker, l.Mention, name, mention, q.Confidence)
		return
	}
	c.tell(words, rate{hit: 1}, rate{hit: 1})
	if l.Role == "" {
		return
	}
	want, got := gold.RoleWords(l.Role), gold.RoleWords(role)
	both := 0
	for _, w := range got {
		if slices.Contains(want, w) {
			both++
		}
	}
	c.role.add(rate{both, len(got) - both, len(want) - both})
	if both < max(len(want), len(got)) {
		fmt.Fprintf(misses, "  %-8s wrong role: %q is %q, not %q\n", l.Kind, l.Speaker, l.Role, role)
	}
}

// kindOf is the kind that a label names; gold.Parse has refused others.
func kindOf(label string) news.QuoteKind {
	for k := news.Direct; k < news.Indirect; k++ {
		if k.String() == label {
			return k
		}
	}
	return news.Indirect
}
