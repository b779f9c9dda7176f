package main

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// typical is the mean length in bytes of the 84 articles that the engine is developed with.
const typical = 4924

// textOf returns the examples, one behind the other and over again, up to the paragraph that reaches size.
func textOf(t testing.TB, size int) string {
	t.Helper()
	var b strings.Builder
	for {
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
				if b.WriteString(a.At(block.Span)); b.Len() >= size {
					return b.String()
				}
				b.WriteString("\n\n")
			}
		}
	}
}

func TestTheTextToTimeIsAsLongAsItSays(t *testing.T) {
	for _, n := range []int{1, 10} {
		if got := len(textOf(t, n*typical)); got < n*typical || got > n*typical+typical/4 {
			t.Errorf("%d times: %d bytes", n, got)
		}
	}
}

// BenchmarkArticle times the reading of an article of typical length, and of ten and a hundred times that: cutting it
// into sentences, finding its quotations, and both.
func BenchmarkArticle(b *testing.B) {
	for _, step := range []struct {
		name              string
		sentences, quotes bool
	}{{"sentences", true, false}, {"quotes", false, true}, {"both", true, true}} {
		for _, n := range []int{1, 10, 100} {
			b.Run(fmt.Sprintf("%s/%dx", step.name, n), func(b *testing.B) {
				text := textOf(b, n*typical)
				a := prose.Article(text)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					if step.sentences {
						a = prose.Article(text)
					}
					if step.quotes && len(quote.Find(a)) == 0 {
						b.Fatal("no quotation is found")
					}
				}
				runtime.ReadMemStats(&after)
				times := float64(b.N * len(a.Sentences))
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/times, "ns/sentence")
				b.ReportMetric(float64(after.Mallocs-before.Mallocs)/times, "allocs/sentence")
			})
		}
	}
}
