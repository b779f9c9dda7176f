package summarize

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"onrecord/summarize/news"
)

const (
	section      = 48 << 10 // bytes of an article that go into one call
	leastSection = 6 << 10
	mostSections = 24
	atOnce       = 4 // calls for sections at the same time

	mostWait = 80 * time.Second // for one brief in all
)

// Writer names who writes briefs: the model, or "" where there is none.
func (e *Engine) Writer() string {
	if e.Model == nil {
		return ""
	}
	return e.Model.Name()
}

// Edition changes when the same article would be written about differently: the model, the prompts, the engine.
func (e *Engine) Edition() string { return e.Writer() + " " + PromptVersion + " " + Version }

// Estimate is how many tokens writing about a text of so many bytes may take at most, for a budget to be asked before:
// each call with its repair, and a token for every two bytes, as in scripts that take many. [Engine.Write] keeps to it.
func (e *Engine) Estimate(bytes int) int {
	calls := 1
	if bytes > section {
		calls += bytes/(section*4/5) + 1
	}
	return bytes + 2*calls*(instructed+mostOut)
}

// instructed is about how many tokens the instructions and the schema of a prompt have.
const instructed = 1000

// Restyle makes the engine's own brief of an article over again in a style, without a model.
func (e *Engine) Restyle(b *news.Brief, style news.Style) *news.Brief {
	if b.Writer == Version && b.Style == style {
		return b
	}
	out := digest(b.Article, style, unwatched)
	out.Made = b.Made
	return out
}

// Write has the model write a brief of an article that the engine has briefed, and lets through what holds. Of what
// does not hold the engine's own wording takes the place. The brief is whole whatever the model says; the error wraps
// [news.ErrModel] where nothing of the model's is in it.
func (e *Engine) Write(ctx context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error) {
	own = e.Restyle(own, style)
	if e.Model == nil {
		return own, news.Cost{}, nil
	}
	news.Begin(ctx, news.Writing)
	ctx, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	all := make([]int, len(own.Article.Sentences))
	for i := range all {
		all[i] = i + 1
	}
	var d *written
	var cost news.Cost
	err := ErrTooLong
	most := e.Estimate(len(own.Article.Text)) // also where smaller sections are more calls than it counts with
	for size := section; size >= leastSection && errors.Is(err, ErrTooLong) && cost.Tokens() <= most/2; size /= 2 {
		var c news.Cost
		d, c, err = e.inSections(ctx, own, style, all, size)
		cost.Add(c)
	}
	if err != nil {
		return own, cost, fmt.Errorf("write brief: %w", err)
	}
	if e.Measure != nil {
		e.Measure(d.told)
	}
	d.Writer, d.Made = e.Model.Name(), e.Now()
	return d.Brief, cost, nil
}

// written is a brief of which the model's part has gone through the gate.
type written struct {
	*news.Brief
	told Measures
}

// inSections asks for the whole article at once where it fits, else for its sections and then for a brief of the
// sentences that the briefs of them rest on.
func (e *Engine) inSections(ctx context.Context, own *news.Brief, style news.Style, numbers []int, size int) (*written, news.Cost, error) {
	parts := divide(own.Article, numbers, size)
	if len(parts) == 1 {
		return e.writeOf(ctx, own, style, parts[0])
	}
	if len(parts) > mostSections {
		return nil, news.Cost{}, fmt.Errorf("%w: the article has %d sections", news.ErrModel, len(parts))
	}
	drafts, costs := make([]*written, len(parts)), make([]news.Cost, len(parts))
	work, sectionCtx := errgroup.WithContext(ctx)
	work.SetLimit(atOnce)
	for i, part := range parts {
		work.Go(func() (err error) {
			drafts[i], costs[i], err = e.writeOf(sectionCtx, own, style, part)
			return err
		})
	}
	err := work.Wait()
	var cost news.Cost
	for _, c := range costs {
		cost.Add(c)
	}
	if err != nil {
		return nil, cost, err
	}
	d, c, err := e.writeOf(ctx, own, style, fitting(own.Article, rests(drafts), size))
	cost.Add(c)
	return d, cost, err
}

// rests returns the numbers of the sentences that briefs rest on, in order.
func rests(drafts []*written) []int {
	var out []int
	for _, d := range drafts {
		out = append(out, d.Gist.Cites...)
		for _, l := range d.Points {
			out = append(out, l.Cites...)
		}
		for _, i := range d.Issues {
			for _, p := range i.Positions {
				out = append(out, p.Sentence)
			}
		}
		for _, i := range d.Best {
			out = append(out, d.Quotes[i].Sentence)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fitting thins sentences out until they fit into one section.
func fitting(a *news.Article, numbers []int, size int) []int {
	for len(divide(a, numbers, size)) > 1 {
		var half []int
		for i := 0; i < len(numbers); i += 2 {
			half = append(half, numbers[i])
		}
		numbers = half
	}
	return numbers
}

// divide cuts numbered sentences into stretches of at most size bytes, at the borders of blocks where it can.
func divide(a *news.Article, numbers []int, size int) [][]int {
	var out [][]int
	var part []int
	bytes := 0
	for _, n := range numbers {
		s := a.Sentences[n-1]
		w := s.End - s.Start + 6
		if len(part) > 0 && (bytes+w > size || bytes > size*4/5 && a.Sentences[part[len(part)-1]-1].Block != s.Block) {
			out, part, bytes = append(out, part), nil, 0
		}
		part, bytes = append(part, n), bytes+w
	}
	return append(out, part)
}

// writeOf has the model write a brief of some sentences.
func (e *Engine) writeOf(ctx context.Context, own *news.Brief, style news.Style, numbers []int) (*written, news.Cost, error) {
	p := Prompt{Name: "brief", Instructions: briefPrompt, Data: briefData(own, style, numbers), Schema: briefSchema, Most: mostOut}
	var answer answered
	cost, err := complete(ctx, e.Model, p, &answer)
	if err != nil {
		return nil, cost, err
	}
	news.Begin(ctx, news.Checking)
	d := gate(own, style, &answer)
	if d.told.LinesHeld == 0 {
		return nil, cost, fmt.Errorf("%w: no line of it held", news.ErrModel)
	}
	return d, cost, nil
}
