package summarize

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/examples"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// BenchmarkBrief reads each example from its bytes to a checked brief: extract, quote, issue, draft, verify.
func BenchmarkBrief(b *testing.B) {
	e := &Engine{Now: func() time.Time { return time.Time{} }}
	for _, name := range examples.Names() {
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				brief, err := e.Brief(b.Context(), news.Source{File: &news.File{Name: name, Data: data}})
				if err != nil {
					b.Fatal(err)
				}
				if len(brief.Quotes) == 0 {
					b.Fatal("no quotation is found")
				}
			}
		})
	}
}

// BenchmarkWalls reads texts that a stranger makes to take long. What they cost has to grow as they do: twice the length,
// twice the time.
func BenchmarkWalls(b *testing.B) {
	for name, s := range map[string]string{"marks": "“a” ‘b’ ", "cues": "said said ", "open": "“a ", "paragraphs": "“x”\n\n", "names": "Ida Moreno Bo Tern "} {
		for _, kb := range []int{128, 256, 512} {
			a := prose.Article(strings.Repeat(s, kb<<10/len(s)))
			b.Run(fmt.Sprintf("%s/%dKB", name, kb), func(b *testing.B) {
				for b.Loop() {
					Digest(a)
				}
			})
		}
	}
}
