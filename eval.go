package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"onrecord/config"
	"onrecord/summarize"
	"onrecord/summarize/news"
)

// eval has a model brief the articles of a folder and prints how much of what it wrote held, beside the engine's own.
func (p *program) eval(ctx context.Context, args []string) error {
	_, values, rest, err := options(args, nil, []string{"model"})
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usageError("eval takes one folder of articles: saved pages, texts, Markdown or PDF")
	}
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	if !c.UsesModel() {
		return errors.New("no model is set up: set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL")
	}
	if values["model"] != "" {
		c.Model = values["model"]
	}
	m, err := model(c)
	if err != nil {
		return err
	}
	files, err := os.ReadDir(rest[0])
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\tlines held\tquotes\tpositions\ttokens in\tout\tcalls\tseconds\town engine: quotes\tms\t\n", m.Name())
	var sum summarize.Measures
	var cost news.Cost
	var took time.Duration
	articles := 0
	for _, f := range files {
		if f.IsDir() || ctx.Err() != nil {
			continue
		}
		var now summarize.Measures
		e := &summarize.Engine{Now: p.now, Model: m, Measure: func(one summarize.Measures) { now = one }}
		file, err := readFile(filepath.Join(rest[0], f.Name()))
		if err != nil {
			return err
		}
		start := time.Now()
		own, err := e.Brief(ctx, news.Source{File: file})
		if err != nil {
			continue // no article: a README, an image
		}
		ownTook := time.Since(start)
		start = time.Now()
		_, used, err := e.Write(ctx, own, news.Style{})
		wrote := time.Since(start)
		articles++
		took += wrote
		cost.Add(used)
		if err != nil {
			slog.New(slog.NewTextHandler(p.errw, nil)).Warn("no brief", "file", f.Name(), "error", err)
		}
		sum.Lines, sum.LinesHeld = sum.Lines+now.Lines, sum.LinesHeld+now.LinesHeld
		sum.Quotes, sum.QuotesHeld = sum.Quotes+now.Quotes, sum.QuotesHeld+now.QuotesHeld
		sum.Positions, sum.PositionsHeld = sum.Positions+now.Positions, sum.PositionsHeld+now.PositionsHeld
		row(w, f.Name(), now, used, wrote, fmt.Sprintf("%d", len(own.Quotes)), fmt.Sprint(ownTook.Milliseconds()))
	}
	if articles == 0 {
		return fmt.Errorf("there is no article in %s", rest[0])
	}
	row(w, fmt.Sprintf("all %d", articles), sum, cost, took, "", "")
	return w.Flush()
}

// row prints one line of the table.
func row(w *tabwriter.Writer, name string, m summarize.Measures, cost news.Cost, took time.Duration, quotes, ms string) {
	fmt.Fprintf(w, "%s\t%d of %d\t%d of %d\t%d of %d\t%d\t%d\t%d\t%.1f\t%s\t%s\t\n", name, m.LinesHeld, m.Lines, m.QuotesHeld, m.Quotes,
		m.PositionsHeld, m.Positions, cost.In, cost.Out, cost.Calls, took.Seconds(), quotes, ms)
}
