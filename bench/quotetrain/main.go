// Command quotetrain learns the weights with which the quote engine chooses who said a quotation, from annotated
// articles, one JSON object a line: {"publisher","text","attributions":[{"source":[[start,end,…]],"segments":[[start,
// end,words]],"speaker":{"names":[…]}}]}, offsets in code points.
//
//	go run ./bench/quotetrain [-cv] train.jsonl summarize/quote/weights.bin
//
// Quotations are learnt with the subjects that were learnt before, and reported speech with both, so it takes a few runs
// until the weights stay as they are. The same input then gives the same weights, byte for byte.
//
// With -cv it also reports how often the right source is chosen in articles of publishers that were left out, five folds
// of them. These decisions are listed by an engine with all weights. What engines that have learnt nothing of the
// publishers left out say of whole articles is written, to be scored, by
//
//	go run ./bench/quotetrain -predict DIR train.jsonl
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

const (
	folds  = 5
	epochs = 4
	rate   = 0.1
	decay  = 2e-6
)

// example is one decision with the options that are right.
type example struct {
	publisher string
	options   []quote.Option
	right     []bool
}

type article struct {
	Publisher    string
	Text         string
	Attributions []struct {
		Source   [][]json.RawMessage
		Content  [][]json.RawMessage
		Cue      [][]json.RawMessage
		Segments [][3]int
		Kind     string
		Speaker  struct{ Names []string }
	}
}

func main() {
	cv := flag.Bool("cv", false, "report cross-validation by publisher")
	dir := flag.String("predict", "", "write what engines say of publishers that they have not learnt from to this folder")
	flag.Parse()
	if *dir != "" && flag.NArg() == 1 {
		if err := predict(flag.Arg(0), *dir, os.Stdout); err != nil {
			log.Fatal(err)
		}
		return
	}
	if flag.NArg() != 2 {
		log.Fatal("usage: quotetrain [-cv] train.jsonl weights.bin, or quotetrain -predict DIR train.jsonl")
	}
	articles := load(flag.Arg(0))
	var verbs, choices, clauses, around []example
	for _, a := range articles {
		verbs = append(verbs, subjects(a)...)
		choices = append(choices, examples(a)...)
		clauses = append(clauses, readings(a)...)
		around = append(around, parts(a)...)
	}
	if *cv {
		publishers := publishersOf(articles)
		validate("subjects", verbs, publishers)
		validate("quotations", choices, publishers)
		validateReadings(clauses, publishers)
		validate("clauses around quotations", around, publishers)
	}
	w := learn(choices)
	right, rules := score(w, choices)
	fmt.Printf("%d quotations: %.1f%% of the sources right on what it learnt from, the rules alone %.1f%%\n", len(choices), right, rules)
	v := learn(clauses)
	fmt.Printf("%d clauses: %s on what it learnt from\n", len(clauses), scoreReadings(v, clauses))
	u := learn(verbs)
	right, rules = score(u, verbs)
	fmt.Printf("%d verbs: %.1f%% of the subjects right on what it learnt from, the rules alone %.1f%%\n", len(verbs), right, rules)
	p := learn(around)
	right, _ = score(p, around)
	fmt.Printf("%d clauses around quotations: %.1f%% right on what it learnt from\n", len(around), right)
	weights := slices.Concat(quantize(w), quantize(v), quantize(u), quantize(p))
	if old, err := os.ReadFile(flag.Arg(1)); err != nil || !bytes.Equal(old, weights) {
		fmt.Println("the weights have changed, and what is learnt from their choices with them: run this again")
	}
	if err := os.WriteFile(flag.Arg(1), weights, 0o644); err != nil {
		log.Fatal(err)
	}
}

// publishersOf lists the publishers in the order in which they first come.
func publishersOf(articles []article) []string {
	var out []string
	for _, a := range articles {
		if !slices.Contains(out, a.Publisher) {
			out = append(out, a.Publisher)
		}
	}
	return out
}

func validate(what string, all []example, publishers []string) {
	for f := range folds {
		var train, test []example
		for _, e := range all {
			if slices.Index(publishers, e.publisher)%folds == f {
				test = append(test, e)
			} else {
				train = append(train, e)
			}
		}
		right, rules := score(learn(train), test)
		fmt.Printf("fold %d: %5d %s, %.1f%% right, the rules alone %.1f%%\n", f+1, len(test), what, right, rules)
	}
}

func load(path string) []article {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var out []article
	for dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)); dec.More(); {
		var in article
		if err := dec.Decode(&in); err != nil {
			log.Fatal(err)
		}
		out = append(out, in)
	}
	return out
}

// offsets returns the byte offset of each code point of s, and of its end.
func offsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// examples lets the engine list its decisions about quotations in marks, and marks the options that are right.
func examples(in article) (out []example) {
	at := offsets(in.Text)
	for _, c := range quote.Choices(prose.Article(in.Text)) {
		for _, g := range in.Attributions {
			hit := slices.ContainsFunc(g.Segments, func(s [3]int) bool {
				return s[2] >= 3 && overlap(c.Quote, news.Span{Start: at[s[0]], End: at[s[1]]}) > .7
			})
			if !hit || len(g.Source) == 0 {
				continue
			}
			e := example{publisher: in.Publisher, options: c.Options}
			any := false
			for _, o := range c.Options {
				ok := named(o.Name, g.Speaker.Names)
				for _, s := range g.Source {
					ok = ok || same(o, news.Span{Start: at[number(s[0])], End: at[number(s[1])]})
				}
				any = any || ok
				e.right = append(e.right, ok)
			}
			if any {
				out = append(out, e)
			}
			break
		}
	}
	return out
}

// subjects lets the engine list its decisions about the subjects of cues. Of the options that lie within the annotated
// source, the one with the annotated name is right, else the one that begins first, and of those the longest.
func subjects(in article) (out []example) {
	at := offsets(in.Text)
	for _, v := range quote.Verbs(prose.Article(in.Text)) {
		for _, g := range in.Attributions {
			if len(g.Source) == 0 || len(g.Cue) == 0 {
				continue
			}
			cue := news.Span{Start: at[number(g.Cue[0][0])], End: at[number(g.Cue[len(g.Cue)-1][1])]}
			if !cue.Overlaps(v.Cue) {
				continue
			}
			source := news.Span{Start: at[number(g.Source[0][0])], End: at[number(g.Source[0][1])]}
			first, byName := -1, false
			for i, o := range v.Options {
				if !o.Mention.Overlaps(source) || o.Mention.End > source.End+2 {
					continue
				}
				is := named(in.Text[o.Mention.Start:o.Mention.End], g.Speaker.Names)
				if first < 0 || is && !byName || is == byName && earlier(o.Mention, v.Options[first].Mention) {
					first, byName = i, is
				}
			}
			if first >= 0 {
				e := example{publisher: in.Publisher, options: v.Options, right: make([]bool, len(v.Options))}
				for i, o := range v.Options {
					e.right[i] = o.Mention.Start == v.Options[first].Mention.Start && (byName || o.Mention.End == v.Options[first].Mention.End)
				}
				out = append(out, e)
			}
			break
		}
	}
	return out
}

// earlier reports whether a begins before b, or holds it.
func earlier(a, b news.Span) bool {
	return a.Start < b.Start || a.Start == b.Start && a.End > b.End
}

func number(raw json.RawMessage) (n int) {
	if err := json.Unmarshal(raw, &n); err != nil {
		log.Fatal(err)
	}
	return n
}

func overlap(a, b news.Span) float64 {
	inner := min(a.End, b.End) - max(a.Start, b.Start)
	return float64(inner) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// same reports whether an option is the annotated source: it lies there, or is named there.
func same(o quote.Option, source news.Span) bool {
	return o.Mention.Overlaps(source) || slices.ContainsFunc(o.Same, source.Overlaps)
}

// named reports whether the last word of a name is that of an annotated one.
func named(name string, gold []string) bool {
	last := lastWord(name)
	return last != "" && strings.ToLower(last) != last && slices.ContainsFunc(gold, func(g string) bool { return lastWord(g) == last })
}

func lastWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// learn fits a softmax over the options of each decision by AdaGrad, in a fixed order.
func learn(all []example) []float64 {
	w := make([]float64, quote.TableSize)
	g2 := make([]float64, quote.TableSize)
	sum := make([]float64, quote.TableSize) // for the average over the second half, which is steadier
	steps := 0
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(uint32(a)*2654435761, uint32(b)*2654435761) })
	for epoch := range epochs {
		for _, i := range order {
			step(w, g2, all[i])
		}
		if epoch >= epochs/2 {
			for k, v := range w {
				sum[k] += v
			}
			steps++
		}
	}
	for k := range sum {
		sum[k] /= float64(steps)
	}
	return sum
}

func step(w, g2 []float64, e example) {
	p := make([]float64, len(e.options))
	top := math.Inf(-1)
	for i, o := range e.options {
		p[i] = weigh(w, o)
		top = max(top, p[i])
	}
	all, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		all += p[i]
		if e.right[i] {
			right += p[i]
		}
	}
	for i, o := range e.options {
		grad := p[i] / all
		if e.right[i] {
			grad -= p[i] / right
		}
		if math.Abs(grad) < 1e-4 {
			continue
		}
		for _, f := range o.Features {
			g := grad + decay*w[f]
			g2[f] += g * g
			w[f] -= rate * g / math.Sqrt(g2[f]+1)
		}
	}
}

func weigh(w []float64, o quote.Option) (sum float64) {
	for _, f := range o.Features {
		sum += w[f]
	}
	return sum
}

// score returns the shares, in percent, of decisions that the weights and the rules alone take rightly.
func score(w []float64, all []example) (right, rules float64) {
	for _, e := range all {
		best := 0
		for i, o := range e.options {
			if weigh(w, o) > weigh(w, e.options[best]) {
				best = i
			}
			if o.Rule && e.right[i] {
				rules++
			}
		}
		if e.right[best] {
			right++
		}
	}
	n := float64(max(len(all), 1)) / 100
	return right / n, rules / n
}

// quantize stores a weight in a byte.
func quantize(w []float64) []byte {
	out := make([]byte, len(w))
	for i, v := range w {
		out[i] = byte(int8(max(-127, min(127, math.Round(v/quote.WeightScale)))))
	}
	return out
}
