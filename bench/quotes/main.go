// Command quotes runs the quote engine over JSON lines {"id","text"} and prints what `onrecord quotes --jsonl` would,
// without the rest of the program: it is what the engine is measured and profiled with.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"
	"unicode/utf8"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

type record struct {
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

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var took time.Duration
	count := 0
	for dec := json.NewDecoder(in); dec.More(); {
		var line struct{ ID, Text string }
		if err := dec.Decode(&line); err != nil {
			log.Fatal(err)
		}
		start := time.Now()
		a := prose.Article(line.Text)
		found := quote.Find(a)
		took += time.Since(start)
		count++
		records := make([]record, 0, len(found))
		for _, q := range found {
			records = append(records, describe(a, q))
		}
		if err := json.NewEncoder(out).Encode(map[string]any{"id": line.ID, "quotes": records}); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Fprintf(os.Stderr, "%d articles, %.0f a second\n", count, float64(count)/took.Seconds())
}

func describe(a *news.Article, q news.Quote) record {
	return record{
		Start: utf8.RuneCountInString(a.Text[:q.Start]), End: utf8.RuneCountInString(a.Text[:q.End]), Text: a.At(q.Span), Kind: q.Kind.String(),
		Speaker: a.At(q.Speaker.Name), Mention: a.At(q.Mention), Role: a.At(q.Speaker.Role), Cue: a.At(q.Cue), Confidence: q.Confidence,
	}
}
