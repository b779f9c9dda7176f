package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// reading is a clause that a cue may report, with whether it does.
type reading struct {
	publisher string
	features  []uint32
	right     bool
}

// readings lets the engine list its decisions about reported speech. A reading is right if it covers half of an
// annotated content and is half covered by it; contents with quotation marks count for neither side.
func readings(in article) (out []reading) {
	at := offsets(in.Text)
	type gold struct {
		span     news.Span
		indirect bool
	}
	var golds []gold
	for _, g := range in.Attributions {
		if len(g.Content) == 0 {
			continue
		}
		last := g.Content[len(g.Content)-1]
		golds = append(golds, gold{news.Span{Start: at[number(g.Content[0][0])], End: at[number(last[1])]}, g.Kind == "indirect"})
	}
	for _, r := range quote.Reports(prose.Article(in.Text)) {
		for _, x := range r.Readings {
			best, indirect := 0.0, false
			for _, g := range golds {
				if v := overlap(x.Content, g.span); v > best {
					best, indirect = v, g.indirect
				}
			}
			if best >= .5 && !indirect {
				continue
			}
			out = append(out, reading{publisher: in.Publisher, features: x.Features, right: best >= .6 || best >= .5 && len(r.Readings) == 1})
		}
	}
	return out
}

func validateReadings(all []reading, publishers []string) {
	for f := range folds {
		var train, test []reading
		for _, r := range all {
			if slices.Index(publishers, r.publisher)%folds == f {
				test = append(test, r)
			} else {
				train = append(train, r)
			}
		}
		fmt.Printf("fold %d: %5d clauses, %s\n", f+1, len(test), scoreReadings(learnReadings(train), test))
	}
}

// learnReadings fits a logistic regression by AdaGrad, in a fixed order.
func learnReadings(all []reading) []float64 {
	w, g2, sum := make([]float64, quote.TableSize), make([]float64, quote.TableSize), make([]float64, quote.TableSize)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(uint32(a)*2654435761, uint32(b)*2654435761) })
	for epoch := range epochs {
		for _, i := range order {
			r := all[i]
			s := 0.0
			for _, f := range r.features {
				s += w[f]
			}
			grad := 1 / (1 + math.Exp(-s))
			if r.right {
				grad--
			}
			if math.Abs(grad) < 1e-3 {
				continue
			}
			for _, f := range r.features {
				g := grad + 20*decay*w[f]
				g2[f] += g * g
				w[f] -= rate * g / math.Sqrt(g2[f]+1)
			}
		}
		if epoch >= epochs/2 {
			for k, v := range w {
				sum[k] += v / float64(epochs-epochs/2)
			}
		}
	}
	return sum
}

func scoreReadings(w []float64, all []reading) string {
	hit, said, gold := 0.0, 0.0, 0.0
	for _, r := range all {
		s := 0.0
		for _, f := range r.features {
			s += w[f]
		}
		if r.right {
			gold++
		}
		if s > 0 {
			said++
			if r.right {
				hit++
			}
		}
	}
	return fmt.Sprintf("precision %.1f%%, recall %.1f%%", 100*hit/max(said, 1), 100*hit/max(gold, 1))
}
