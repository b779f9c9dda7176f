package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// attribution is an annotated attribution, in bytes.
type attribution struct {
	content, source, cue []news.Span
	indirect             bool
}

func attributions(in article) (out []attribution) {
	at := offsets(in.Text)
	spans := func(raw [][]json.RawMessage) (out []news.Span) {
		for _, s := range raw {
			out = append(out, news.Span{Start: at[number(s[0])], End: at[number(s[1])]})
		}
		return out
	}
	for _, g := range in.Attributions {
		if len(g.Content) > 0 {
			out = append(out, attribution{spans(g.Content), spans(g.Source), spans(g.Cue), g.Kind == "indirect"})
		}
	}
	return out
}

// agrees returns how much a reading and the content of g have in common, as a share of both together, and how much of
// the reading lies in it. The words of source and cue count for neither.
func (g attribution) agrees(s news.Span) (union, inside float64) {
	common, total := 0, 0
	for _, c := range g.content {
		total += c.End - c.Start
		common += max(0, min(c.End, s.End)-max(c.Start, s.Start))
	}
	own := s.End - s.Start
	for _, c := range slices.Concat(g.source, g.cue) {
		own -= max(0, min(c.End, s.End)-max(c.Start, s.Start))
	}
	return float64(common) / float64(max(total+own-common, 1)), float64(common) / float64(max(own, 1))
}

func overlapsAny(s news.Span, all []news.Span) bool {
	return slices.ContainsFunc(all, s.Overlaps)
}

// readings lets the engine list its decisions about reported speech: for each cue the clauses that it may report, and
// last an option without features, which is right if none of them is. Of the readings of an annotated cue those are
// right that come nearest to its content and have more than half in common with it, if the subject lies in its source.
// Contents with quotation marks count for neither side, nor does what lies inside of another content.
func readings(in article) (out []example) {
	golds := attributions(in)
	for _, r := range quote.Reports(prose.Article(in.Text)) {
		if e, ok := judged(r, golds); ok {
			e.publisher = in.Publisher
			out = append(out, e)
		}
	}
	return out
}

func judged(r quote.Report, golds []attribution) (e example, ok bool) {
	var own *attribution
	for i := range golds {
		if overlapsAny(r.Cue, golds[i].cue) {
			own = &golds[i]
		}
	}
	if own != nil && !own.indirect {
		return e, false
	}
	best := 0.0
	for _, x := range r.Readings {
		if own != nil {
			u, _ := own.agrees(x.Content)
			best = max(best, u)
		}
	}
	none := true
	for _, x := range r.Readings {
		right := false
		if own != nil {
			u, _ := own.agrees(x.Content)
			right = u > .5 && u > best-.05 && (len(own.source) == 0 || overlapsAny(r.Subject, own.source))
			if !right && u > .5 && u > best-.15 {
				continue
			}
		} else if slices.ContainsFunc(golds, func(g attribution) bool { _, in := g.agrees(x.Content); return in > .5 }) {
			continue
		}
		none = none && !right
		e.options = append(e.options, quote.Option{Features: x.Features})
		e.right = append(e.right, right)
	}
	e.options = append(e.options, quote.Option{})
	e.right = append(e.right, none)
	return e, len(e.options) > 1
}

// parts lets the engine list its decisions about the clauses around quotations. The last option, without features, is
// right where the quotation is all of the content.
func parts(in article) (out []example) {
	golds := attributions(in)
	for _, r := range quote.Parts(prose.Article(in.Text)) {
		var own *attribution
		for i, g := range golds {
			if overlapsAny(r.Quote, g.content) && (own == nil || overlapsAny(r.Cue, g.cue)) {
				own = &golds[i]
			}
		}
		if own == nil || own.indirect || !overlapsAny(r.Cue, own.cue) {
			continue
		}
		e := example{publisher: in.Publisher}
		alone, _ := own.agrees(r.Quote)
		best := alone
		for _, x := range r.Readings {
			u, _ := own.agrees(x.Content)
			best = max(best, u)
		}
		for _, x := range r.Readings {
			u, _ := own.agrees(x.Content)
			e.options = append(e.options, quote.Option{Features: x.Features})
			e.right = append(e.right, u > best-.02)
		}
		e.options = append(e.options, quote.Option{})
		e.right = append(e.right, alone > best-.02)
		out = append(out, e)
	}
	return out
}

func validateReadings(all []example, publishers []string) {
	for f := range folds {
		var train, test []example
		for _, e := range all {
			if slices.Index(publishers, e.publisher)%folds == f {
				test = append(test, e)
			} else {
				train = append(train, e)
			}
		}
		fmt.Printf("fold %d: %5d clauses, %s\n", f+1, len(test), scoreReadings(learn(train), test))
	}
}

// scoreReadings reports how well the best clause of each cue is chosen where one is likelier than none.
func scoreReadings(w []float64, all []example) string {
	hit, said, gold := 0.0, 0.0, 0.0
	for _, e := range all {
		best, bestWeight, sum := 0, math.Inf(-1), 0.0
		for i, o := range e.options[:len(e.options)-1] {
			v := weigh(w, o)
			sum += math.Exp(v)
			if v > bestWeight {
				best, bestWeight = i, v
			}
		}
		if !e.right[len(e.right)-1] {
			gold++
		}
		if sum > 1 {
			said++
			if e.right[best] {
				hit++
			}
		}
	}
	return fmt.Sprintf("precision %.1f%%, recall %.1f%%", 100*hit/max(said, 1), 100*hit/max(gold, 1))
}
