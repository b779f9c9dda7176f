// Command extraction runs the extractor over a set of pages and prints a line of JSON for each, which a scorer
// compares with the set's own text. The set is a file of lines {"id","url","html"}, plain or gzipped:
//
//	go run ./bench/extraction pages.jsonl.gz > pred.jsonl
//
// The mean time a page and the most memory that was resident go to standard error.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"onrecord/summarize/extract"
	"onrecord/summarize/news"
)

type page struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	HTML string `json:"html"`
}

type line struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Site      string `json:"site"`
	Published string `json:"published"`
	Guessed   bool   `json:"guessed,omitempty"`
	Lang      string `json:"lang"`
	Canonical string `json:"canonical"`
	Text      string `json:"text"`
	Error     string `json:"error,omitempty"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: extraction pages.jsonl[.gz]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string, out, errw io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return err
		}
	}
	in, w := json.NewDecoder(r), bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	var spent time.Duration
	var before, after runtime.MemStats
	var pages, mallocs uint64
	for {
		var p page
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		body := []byte(p.HTML)
		runtime.ReadMemStats(&before)
		start := time.Now()
		a, err := extract.Article(news.Page{URL: p.URL, Type: "text/html", Charset: "utf-8", Body: body})
		spent += time.Since(start)
		runtime.ReadMemStats(&after)
		pages, mallocs = pages+1, mallocs+after.Mallocs-before.Mallocs
		l := line{ID: p.ID}
		if err != nil {
			l.Error = err.Error()
		} else {
			l.Title, l.Byline, l.Site, l.Lang, l.Canonical, l.Text = a.Title, a.Byline, a.Site, a.Lang, a.Link, a.Text
			l.Guessed = a.PublishedGuessed
			if !a.Published.IsZero() {
				l.Published = a.Published.Format(time.RFC3339)
			}
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	fmt.Fprintf(errw, "%d pages, %.1f ms and %d allocations a page", pages, float64(spent.Microseconds())/1000/float64(max(pages, 1)), mallocs/max(pages, 1))
	if kb := resident(); kb > 0 {
		fmt.Fprintf(errw, ", at most %.0f MB", float64(kb)/1000)
	}
	fmt.Fprintln(errw)
	return w.Flush()
}

// resident is the most memory that this process has had resident, in kilobytes, or 0 where the system does not tell.
func resident() (kb int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscanf(line, "%d kB", &kb); err != nil {
		return 0
	}
	return kb
}
