package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"time"
	"unicode/utf8"

	"onrecord/summarize/extract"
	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// maxLine is the size in bytes of one line of bulk input at most.
const maxLine = 32 << 20

// bulk reads JSON objects, one a line, has work done on each by as many workers as there are processors, and writes
// the results in the order of the input. A line that fails is reported on errw with its number while the rest goes on;
// the error returned at the end counts them.
func bulk(ctx context.Context, in io.Reader, out, errw io.Writer, work func(line []byte) (any, error)) error {
	type result struct {
		n    int
		data []byte
		err  error
	}
	queue := make(chan chan result, 2*runtime.GOMAXPROCS(0))
	var readErr error
	go func() {
		defer close(queue)
		r := bufio.NewReaderSize(in, 1<<16)
		for n := 1; ctx.Err() == nil; n++ {
			line, err := readLine(r)
			if len(bytes.TrimSpace(line)) > 0 || errors.Is(err, errLong) {
				done := make(chan result, 1)
				queue <- done
				go func() {
					res := result{n: n}
					if errors.Is(err, errLong) {
						res.err = err
					} else {
						res.data, res.err = once(work, line)
					}
					done <- res
				}()
			}
			if err != nil && !errors.Is(err, errLong) {
				if !errors.Is(err, io.EOF) {
					readErr = err
				}
				return
			}
		}
	}()
	w := bufio.NewWriter(out)
	failed := 0
	var writeErr error
	for done := range queue {
		res := <-done
		if res.err != nil {
			failed++
			fmt.Fprintf(errw, "line %d: %v\n", res.n, res.err)
			continue
		}
		if writeErr == nil {
			_, writeErr = w.Write(res.data)
		}
	}
	if err := errors.Join(writeErr, w.Flush(), readErr, ctx.Err()); err != nil {
		return err
	}
	if failed == 1 {
		return errors.New("1 line failed")
	}
	if failed > 0 {
		return fmt.Errorf("%d lines failed", failed)
	}
	return nil
}

var errLong = fmt.Errorf("line is longer than %d MiB", maxLine>>20)

// readLine reads a line of at most maxLine bytes; of a longer one it skips the rest and returns errLong.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil && long:
			return nil, errLong
		}
		return line, err
	}
}

// once works on one line. A panic costs that line, not the others.
func once(work func(line []byte) (any, error), line []byte) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			data, err = nil, fmt.Errorf("panic: %v", p)
		}
	}()
	v, err := work(line)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err = enc.Encode(v)
	return b.Bytes(), err
}

func decode[T any](line []byte) (v T, err error) {
	if err := json.Unmarshal(line, &v); err != nil {
		return v, fmt.Errorf("not a JSON object as expected: %w", err)
	}
	return v, nil
}

// extractLine reads {"id","html","url"} and tells what the page says.
func extractLine(line []byte) (any, error) {
	in, err := decode[struct {
		ID, HTML, URL string
	}](line)
	if err != nil {
		return nil, err
	}
	if in.HTML == "" {
		return nil, fmt.Errorf("%s: no html", in.ID)
	}
	a, err := extract.Article(news.Page{URL: in.URL, Type: "text/html", Charset: "utf-8", Body: []byte(in.HTML)})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.ID, err)
	}
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339)
	}
	return struct {
		ID        string `json:"id"`
		Title     string `json:"title"`
		Byline    string `json:"byline"`
		Site      string `json:"site"`
		Published string `json:"published"`
		Guessed   bool   `json:"guessed"`
		Lang      string `json:"lang"`
		Canonical string `json:"canonical"`
		Text      string `json:"text"`
	}{in.ID, a.Title, a.Byline, a.Site, published, a.PublishedGuessed, a.Lang, a.Link, a.Text}, nil
}

// textLine is the input of the commands that read plain text.
type textLine struct{ ID, Text string }

// quoteRecord is a quotation as `onrecord quotes --jsonl` prints it. Offsets count Unicode code points.
type quoteRecord struct {
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Text       string  `json:"text"`
	Kind       string  `json:"kind"`
	Speaker    string  `json:"speaker"`
	Mention    string  `json:"mention"`
	Role       string  `json:"role"`
	Cue        string  `json:"cue"`
	Confidence float64 `json:"confidence"`
}

// quotesLine reads {"id","text"} and finds the quotations of the text as it stands.
func quotesLine(line []byte) (any, error) {
	in, err := decode[textLine](line)
	if err != nil {
		return nil, err
	}
	a := prose.Article(in.Text)
	records := make([]quoteRecord, 0)
	at, runes := 0, 0 // runes counts the code points before byte at
	for _, q := range quote.Find(a) {
		if q.Start < at {
			at, runes = 0, 0
		}
		runes += utf8.RuneCountInString(a.Text[at:q.Start])
		at = q.Start
		text := a.At(q.Span)
		records = append(records, quoteRecord{
			Start: runes, End: runes + utf8.RuneCountInString(text), Text: text, Kind: q.Kind.String(), Speaker: a.At(q.Speaker.Name),
			Mention: a.At(q.Mention), Role: a.At(q.Speaker.Role), Cue: a.At(q.Cue), Confidence: rounded(q.Confidence),
		})
	}
	return struct {
		ID     string        `json:"id"`
		Quotes []quoteRecord `json:"quotes"`
	}{in.ID, records}, nil
}

type issueRecord struct {
	Label     string           `json:"label"`
	Score     float64          `json:"score"`
	Sentences []int            `json:"sentences"`
	Positions []positionRecord `json:"positions"`
}

type positionRecord struct {
	Actor    string `json:"actor"`
	Stance   string `json:"stance"`
	Sentence int    `json:"sentence"`
}

// issuesLine reads {"id","text"} and finds what is at stake.
func issuesLine(line []byte) (any, error) {
	in, err := decode[textLine](line)
	if err != nil {
		return nil, err
	}
	a := prose.Article(in.Text)
	return struct {
		ID     string        `json:"id"`
		Issues []issueRecord `json:"issues"`
	}{in.ID, issueRecords(a, issue.Find(a, quote.Find(a)))}, nil
}

func issueRecords(a *news.Article, issues []news.Issue) []issueRecord {
	records := make([]issueRecord, 0, len(issues))
	for _, i := range issues {
		r := issueRecord{Label: a.At(i.Label), Score: i.Score, Sentences: i.Sentences, Positions: make([]positionRecord, 0, len(i.Positions))}
		for _, p := range i.Positions {
			r.Positions = append(r.Positions, positionRecord{a.At(p.Actor), p.Stance.String(), p.Sentence})
		}
		records = append(records, r)
	}
	return records
}

// rounded drops the digits of a probability that mean nothing.
func rounded(p float64) float64 { return math.Round(100*p) / 100 }
