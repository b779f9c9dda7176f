package handlers

import (
	"context"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// nearest ranks by a word.
type nearest string

func (n nearest) Rank(_ context.Context, _ string, texts []string) ([]float64, error) {
	out := make([]float64, len(texts))
	for i, t := range texts {
		if strings.Contains(t, string(n)) {
			out[i] = 1
		}
	}
	return out, nil
}

func TestWhatIsNearestInMeaningComesFirst(t *testing.T) {
	app, _, _ := written(t)
	app.Ranker = nearest("boat")
	found := []news.Saying{{Text: "a bridge", Article: "x"}, {Text: "one boat", Article: "x", Index: 3}, {Text: "it sank", Article: "x", Index: 4, Continues: true}}
	app.rankSayings(t.Context(), "ships", found)
	if found[0].Text != "one boat" || found[1].Text != "it sank" || found[2].Text != "a bridge" {
		t.Errorf("%+v", found)
	}
	passages := []news.Passage{{Text: "a bridge", Score: 3}, {Text: "a boat", Score: 2.5}}
	if app.rankPassages(t.Context(), "ships", passages); passages[0].Text != "a boat" {
		t.Errorf("%+v", passages)
	}
}
