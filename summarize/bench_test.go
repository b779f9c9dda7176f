package summarize

import (
	"testing"
	"time"

	"onrecord/examples"
	"onrecord/summarize/news"
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
