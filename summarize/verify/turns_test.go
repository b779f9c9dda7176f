package verify

import (
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

func TestATurnIsAllThatStandsBehindALabel(t *testing.T) {
	text := "Ida Moreno runs the slip.\n\nQ: Does it close?\n\nA: It does. In May.\n\nNobody will miss it.\n\nQ: Why?\n\nIda Moreno: It leaks."
	a := prose.Article(text)
	at := func(s string) news.Span {
		i := strings.Index(text, s)
		return news.Span{Start: i, End: i + len(s)}
	}
	for s, want := range map[string]bool{
		"It does. In May.":          true,
		"It does.":                  false,
		"In May.":                   false,
		"A: It does. In May.":       false,
		"Nobody will miss it.":      true,
		"It leaks.":                 true,
		"Ida Moreno runs the slip.": false,
	} {
		if got := turn(a, at(s)); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	few := prose.Article("Ida Moreno runs the slip.\n\nNote: It leaks.")
	if turn(few, news.Span{Start: len(few.Text) - len("It leaks."), End: len(few.Text)}) {
		t.Error("one label makes a transcript")
	}
}
