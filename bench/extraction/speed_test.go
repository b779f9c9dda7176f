package main

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
)

// typical is the median length in bytes of the articles of the two public sets, both taken together.
const typical = 6000

// pageOf returns a page as newspapers send it, whose article is the examples, over again, up to the paragraph that
// reaches size bytes, and the number of its paragraphs. What stands around the article grows with it: a link between the
// paragraphs, a list of links and a comment for each of them.
func pageOf(t testing.TB, size int) (html []byte, paragraphs int) {
	t.Helper()
	var body, rest strings.Builder
	written := 0
	for written < size {
		for _, name := range examples.Names() {
			data, err := examples.Files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := extract.File(news.File{Name: name, Data: data})
			if err != nil {
				t.Fatal(err)
			}
			for _, block := range a.Blocks {
				if written >= size {
					break
				}
				text := a.At(block.Span)
				paragraphs++
				fmt.Fprintf(&body, "<p class=\"body-text\">%s <a href=\"/topic/%d\">No. %d</a></p>\n", text, paragraphs, paragraphs)
				if paragraphs%8 == 0 {
					fmt.Fprintf(&body, "<aside class=\"related\"><ul><li><a href=\"/s/%d\">Another story about the harbour</a></li></ul></aside>\n", paragraphs)
				}
				fmt.Fprintf(&rest, "<li class=\"teaser\"><div><a href=\"/t/%d\"><img src=\"/i/%d.jpg\" alt=\"\"><span>What else there is</span></a></div></li>\n", paragraphs, paragraphs)
				written += len(text)
			}
		}
	}
	var page strings.Builder
	page.WriteString("<!doctype html><html lang=\"en\"><head><title>A long day at the harbour</title></head><body><header><nav><ul>")
	page.WriteString(strings.Repeat("<li><a href=\"/section\">Section</a></li>", 40))
	fmt.Fprintf(&page, "</ul></nav></header><main><article><h1>A long day at the harbour</h1>\n%s</article></main><aside><ul>%s</ul></aside>", body.String(), rest.String())
	page.WriteString("<footer><p>All rights reserved</p></footer></body></html>")
	return []byte(page.String()), paragraphs
}

// used is the time of the processor that this process has had, in nanoseconds.
func used(t testing.TB) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

func read(t testing.TB, html []byte) *news.Article {
	a, err := extract.Article(news.Page{URL: "https://quay.example/long-day", Type: "text/html", Charset: "utf-8", Body: html})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestThePageToTimeIsReadToItsEnd(t *testing.T) {
	for _, n := range []int{1, 10, 100} {
		html, paragraphs := pageOf(t, n*typical)
		a := read(t, html)
		if len(a.Text) < n*typical || len(a.Text) > n*typical*5/4 {
			t.Errorf("%d times: %d bytes of text", n, len(a.Text))
		}
		if last := fmt.Sprintf("No. %d", paragraphs); !strings.HasSuffix(a.Text, last) {
			t.Errorf("%d times: the article does not end in %q but in %q", n, last, a.Text[max(0, len(a.Text)-40):])
		}
	}
}

// BenchmarkArticle times the reading of a page with an article of typical length, and of ten and a hundred times that.
// cpu-ns/B is the time of the processor, which other work on the machine does not lengthen.
func BenchmarkArticle(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dx", n), func(b *testing.B) {
			html, _ := pageOf(b, n*typical)
			b.SetBytes(int64(len(html)))
			b.ReportAllocs()
			before := used(b)
			for b.Loop() {
				read(b, html)
			}
			b.ReportMetric(float64(used(b)-before)/float64(b.N*len(html)), "cpu-ns/B")
		})
	}
}
