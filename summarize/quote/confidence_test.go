package quote_test

import (
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

func TestConfidenceFallsWithDoubt(t *testing.T) {
	sure := func(text string) float64 {
		t.Helper()
		found := quote.Find(prose.Article(text))
		if len(found) != 1 {
			t.Fatalf("%d quotations in %q, want 1", len(found), text)
		}
		return found[0].Confidence
	}
	name := sure("Ida Moreno left. “The slip closes,” Ida Moreno said.")
	pronoun := sure("Ida Moreno left. “The slip closes,” she said.")
	namesake := sure("Ida Moreno and Bo Moreno left. “The slip closes,” Moreno said.")
	nobody := sure("“The slip closes,” he said.")
	if name <= pronoun || name <= namesake || pronoun < news.Unclear || namesake < news.Unclear || nobody != 0 {
		t.Errorf("a name has %.2f, a pronoun %.2f, a last name of two people %.2f, nobody %.2f", name, pronoun, namesake, nobody)
	}
}
