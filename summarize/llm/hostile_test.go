package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

var cases = flag.Int("hostile", 2000, "how many answers of a hostile model are tried")

type jsonLine struct {
	Text      any `json:"text"`
	Sentences any `json:"sentences"`
}

// TestNothingThatAHostileModelInventsIsShown is the promise as a property: whatever lies a model fills the schema with,
// none of them is in the brief.
func TestNothingThatAHostileModelInventsIsShown(t *testing.T) {
	lines := correctLines(t)
	own := briefs(t, lines)
	s := newServer(t)
	e := client(t, s, llm.Options{})
	names := make([]string, 0, len(lines))
	for n := range lines {
		names = append(names, n)
	}
	slices.Sort(names)
	r := rand.New(rand.NewPCG(7, 11))
	tried, shown := map[string]int{}, map[string]int{}
	kinds := map[string]bool{}
	total := 0
	for total < *cases {
		article := names[r.IntN(len(names))]
		b := own[article]
		var told []jsonLine
		bad := map[string]string{} // text to the kind of lie
		for len(told) < 8 {
			l := lies[r.IntN(len(lies))]
			c, ok := l.spoil(r, lines[article][r.IntN(len(lines[article]))], b)
			if !ok {
				continue
			}
			told = append(told, jsonLine{c.text, c.cites})
			bad[c.text] = l.name
			tried[l.name]++
			kinds[l.name] = true
			total++
		}
		wrong := b.Saying(r.IntN(len(b.Quotes)))
		content, _ := json.Marshal(map[string]any{
			"gist": told[0], "points": told[1:4],
			"quotes": []any{r.IntN(99) - 9, 1 << 40},
			"missed": []any{
				map[string]any{"text": "We never promised anything of the kind to anybody", "sentence": 3, "speaker": "Ida Moreno"},
				map[string]any{"text": wrong.Text, "sentence": b.Quotes[wrong.Index].Sentence, "speaker": "Orsolya Farkasdal"},
				map[string]any{"text": cited(b, []int{2}), "sentence": 2, "speaker": "Bo Tern"},
			},
			"issues": []any{map[string]any{"text": told[4].Text, "sentences": told[4].Sentences, "positions": []any{
				map[string]any{"actor": "Gregor Samsonov", "stance": "for", "sentences": []int{2}},
				map[string]any{"actor": "@everyone", "stance": "against", "sentences": []int{2, 3}},
			}}},
			"questions": told[5:8],
		})
		s.says(string(content))
		got, _, err := e.Write(context.Background(), b, news.Style{})
		if err != nil && !errors.Is(err, news.ErrModel) {
			t.Fatal(err)
		}
		for _, line := range append(append([]news.Line{got.Gist}, got.Points...), got.Asks...) {
			if kind, ok := bad[line.Text]; ok {
				if shown[kind]++; shown[kind] < 4 {
					t.Errorf("%s: shown of %s: %q %v", kind, article, line.Text, line.Cites)
				}
			}
		}
		for _, i := range got.Issues {
			if kind, ok := bad[i.Phrase]; ok && i.Phrase != "" {
				shown[kind]++
				t.Errorf("%s: shown as an issue of %s: %q %v", kind, article, i.Phrase, i.Sentences)
			}
			for _, p := range i.Positions {
				if got.Article.At(p.Actor) == "" {
					t.Errorf("a position of nobody: %+v", p)
				}
			}
		}
		holds(t, b, got)
	}
	failed := 0
	for _, l := range lies {
		failed += shown[l.name]
		if !kinds[l.name] {
			t.Errorf("no case of %s", l.name)
		}
		t.Logf("%-20s %5d told, %d shown", l.name, tried[l.name], shown[l.name])
	}
	t.Logf("%d lies told, %d shown", total, failed)
}

// holds checks that every quotation that is shown is the engine's own with the engine's speaker, or stands in the
// article without a speaker.
func holds(t testing.TB, own, got *news.Brief) {
	t.Helper()
	if got.Gist.Text == "" {
		t.Error("a brief without a gist")
	}
	for i, q := range got.Quotes {
		k := slices.IndexFunc(own.Quotes, func(o news.Quote) bool { return o.Span == q.Span })
		if k >= 0 && own.Quotes[k] != q {
			t.Errorf("quotation %d is not the engine's any more: %+v", i, q)
		}
		if s := got.Saying(i); k < 0 && s.Speaker != "" {
			t.Errorf("%q was given to %q, whom the engine did not find", s.Text, s.Speaker)
		}
	}
	for _, n := range got.Best {
		if n < 0 || n >= len(got.Quotes) {
			t.Errorf("quotation %d of %d was chosen", n, len(got.Quotes))
		}
	}
}

// TestNothingThatAHostileModelInventsIsAnswered tells the same lies in answer to a question.
func TestNothingThatAHostileModelInventsIsAnswered(t *testing.T) {
	lines := correctLines(t)
	own := briefs(t, lines)
	s := newServer(t)
	e := client(t, s, llm.Options{})
	r := rand.New(rand.NewPCG(3, 5))
	total := 0
	for total < *cases/2 {
		for _, article := range slices.Sorted(maps.Keys(lines)) {
			b := own[article]
			var passages []news.Passage // a sentence each, so that the numbers are the same
			for n := range b.Article.Sentences {
				passages = append(passages, news.Passage{Text: cited(b, []int{n + 1})})
			}
			var told []jsonLine
			bad := map[string]string{}
			for len(told) < 8 {
				l := lies[r.IntN(len(lies))]
				if c, ok := l.spoil(r, lines[article][r.IntN(len(lines[article]))], b); ok {
					told = append(told, jsonLine{c.text, c.cites})
					bad[c.text] = l.name
					total++
				}
			}
			content, _ := json.Marshal(map[string]any{"lines": told})
			s.says(string(content))
			got, _, err := e.AnswerBy(t.Context(), "What happened?", nil, passages)
			if err != nil && !errors.Is(err, news.ErrModel) {
				t.Fatal(err)
			}
			for _, l := range got.Lines {
				if kind, ok := bad[l.Text]; ok {
					t.Errorf("%s: shown of %s: %q %v", kind, article, l.Text, l.Cites)
				}
			}
		}
	}
	t.Logf("%d lies told in answers", total)
}
