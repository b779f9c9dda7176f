package main

import (
	"bytes"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"syscall"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"onrecord/summarize/extract"
	"onrecord/summarize/news"
)

// engine is something that makes an article of a page.
type engine struct {
	name string
	read func(page) (result, cost, error) // the error is of the bench; one of the engine stands in the result
}

// result is what an engine made of a page.
type result struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"` // begins with the day, as 2006-01-02, or is empty
	Text      string `json:"text"`
	Error     string `json:"error,omitempty"`
}

// cost is what it took. Allocations of engines outside of this process are not known.
type cost struct {
	wall, cpu     time.Duration
	allocs, bytes uint64
}

const (
	ours    = "onrecord"
	mozilla = "@mozilla/readability with linkedom"
)

// goEngines are the engines that run in this process.
var goEngines = []engine{
	timed(ours, own),
	timed("go-trafilatura", func(doc []byte, at *url.URL) (result, error) { return traf(doc, at, false) }),
	timed("go-trafilatura, fallback readeck", func(doc []byte, at *url.URL) (result, error) { return traf(doc, at, true) }),
	timed("readeck go-readability", readeck),
}

// timed makes an engine of a function that reads the bytes of a page.
func timed(name string, f func([]byte, *url.URL) (result, error)) engine {
	return engine{name, func(p page) (r result, c cost, err error) {
		doc := []byte(p.HTML)
		at, _ := url.Parse(p.URL)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		cpu, start := used(), time.Now()
		r, fault := guarded(f, doc, at)
		c.wall, c.cpu = time.Since(start), used()-cpu
		runtime.ReadMemStats(&after)
		c.allocs, c.bytes = after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
		if fault != nil {
			r.Error = fault.Error()
		}
		return r, c, nil
	}}
}

// guarded takes a panic of a library for an error.
func guarded(f func([]byte, *url.URL) (result, error), doc []byte, at *url.URL) (r result, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return f(doc, at)
}

// used is the time of the processor that this process has had.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func own(doc []byte, at *url.URL) (result, error) {
	p := news.Page{Type: "text/html", Charset: "utf-8", Body: doc}
	if at != nil {
		p.URL = at.String()
	}
	a, err := extract.Article(p)
	if err != nil {
		return result{}, err
	}
	return result{Title: a.Title, Byline: a.Byline, Published: day(a.Published), Text: a.Text}, nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// traf reads with trafilatura, which may fall back on what readability found in the same tree.
func traf(doc []byte, at *url.URL, fallback bool) (result, error) {
	tree, err := html.Parse(bytes.NewReader(doc))
	if err != nil {
		return result{}, err
	}
	o := trafilatura.Options{OriginalURL: at, ExcludeComments: true, HtmlDateMode: trafilatura.Fast}
	if fallback {
		if a, err := readability.FromDocument(tree, at); err == nil && a.Node != nil {
			o.EnableFallback, o.FallbackCandidates = true, &trafilatura.FallbackCandidates{Readability: a.Node}
		}
	}
	got, err := trafilatura.ExtractDocument(tree, o)
	if err != nil {
		return result{}, err
	}
	m := got.Metadata
	return result{Title: m.Title, Byline: m.Author, Published: day(m.Date), Text: got.ContentText}, nil
}

func readeck(doc []byte, at *url.URL) (result, error) {
	tree, err := html.Parse(bytes.NewReader(doc))
	if err != nil {
		return result{}, err
	}
	parser := readability.NewParser()
	a, err := parser.ParseAndMutate(tree, at)
	if err != nil {
		return result{}, err
	}
	r := result{Title: a.Title(), Byline: a.Byline()}
	if t, err := a.PublishedTime(); err == nil {
		r.Published = day(t)
	}
	if a.Node != nil {
		var b strings.Builder
		if err := a.RenderText(&b); err != nil {
			return result{}, err
		}
		r.Text = b.String()
	}
	return r, nil
}
