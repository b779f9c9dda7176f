package issue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

func TestALabelIsWhatTheTextCallsIt(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"two words", "The board will close the car park in May. The car park has lost money for ten years. “The car park must close,” said Ida Moreno.", []string{"car park"}},
		{"one word", "The council wants a tunnel. The tunnel is long. The tunnel is dear.", []string{"tunnel"}},
		{"something of something", "The expansion of the harbour is late. The board wants the expansion of the harbour. Without the expansion of the harbour, the town is poor.",
			[]string{"expansion of the harbour"}},
		{"the form that stands first", "Two quays are late. The quay was old. Without the quays, the town is empty.", []string{"quays"}},
		{"no words of saying and no days", "She said it on Monday. He said it on Monday. They said it on Monday.", nil},
		{"once is not enough", "It rained on the roof. The boat sailed on.", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := prose.Article(tt.text)
			var got []string
			for _, i := range issue.Find(a, quote.Find(a)) {
				got = append(got, a.At(i.Label))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q is about %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAnIssueKnowsItsSentencesAndQuotations(t *testing.T) {
	a := prose.Article("The board will close the car park in May. It rained. The car park has lost money. “The car park must close,” said Ida Moreno. “It rains,” she said.")
	issues := issue.Find(a, quote.Find(a))
	if len(issues) != 1 || !slices.Equal(issues[0].Sentences, []int{1, 3, 4}) || !slices.Equal(issues[0].Quotes, []int{0}) || issues[0].Score != 1 {
		t.Errorf("got %+v, want one issue in sentences 1, 3 and 4 with the first quotation", issues)
	}
}

func TestALabelIsNotCutFromAHeading(t *testing.T) {
	a := prose.Article("The tunnel\n\nThe council wants a tunnel. The tunnel is long. The tunnel is dear.")
	a.Blocks[0].Kind = news.Heading
	if issues := issue.Find(a, nil); len(issues) != 1 || a.SentenceAt(issues[0].Label.Start) != 2 {
		t.Errorf("got %+v, want a label from the second sentence", issues)
	}
}

func TestTheTitleTellsWhatMattersMost(t *testing.T) {
	for _, title := range []string{"tunnel", "bridge"} {
		a := prose.Article("The council met in the old hall. The tunnel is long. The bridge is short. The tunnel is dear. The bridge is cheap. The tunnel is wet. The bridge is dry.")
		a.Title = "What to do about the " + title
		if issues := issue.Find(a, nil); len(issues) == 0 || a.At(issues[0].Label) != title {
			t.Errorf("under the title %q the first issue is not it: %+v", a.Title, issues)
		}
	}
}

func TestThePromisesHoldOverTheExamples(t *testing.T) {
	for _, name := range examples.Names() {
		t.Run(name, func(t *testing.T) {
			data, err := examples.Files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := extract.File(news.File{Name: name, Data: data})
			if err != nil {
				t.Fatal(err)
			}
			quotes := quote.Find(a)
			issues := issue.Find(a, quotes)
			if len(issues) < 2 {
				t.Errorf("only %d issues", len(issues))
			}
			for n, i := range issues {
				if i.Score <= 0 || i.Score > 1 || n > 0 && i.Score > issues[n-1].Score || !slices.IsSorted(i.Sentences) {
					t.Errorf("issue %d weighs %v in sentences %v", n, i.Score, i.Sentences)
				}
				if err := holds(a, quotes, i); err != nil {
					t.Errorf("%q: %v", a.At(i.Label), err)
				}
			}
		})
	}
}

// holds checks one issue against what the package promises.
func holds(a *news.Article, quotes []news.Quote, i news.Issue) error {
	label := a.At(i.Label)
	if label == "" || strings.TrimSpace(label) != label || len(i.Sentences) == 0 {
		return fmt.Errorf("carried by the sentences %v", i.Sentences)
	}
	if slices.ContainsFunc(quotes, func(q news.Quote) bool { return strings.EqualFold(a.At(q.Speaker.Name), label) }) {
		return fmt.Errorf("it is the name of a speaker")
	}
	seen := map[string]bool{}
	for _, p := range i.Positions {
		actor := a.At(p.Actor)
		if actor == "" || seen[actor] {
			return fmt.Errorf("%q has two positions, or nobody has one", actor)
		}
		seen[actor] = true
		s, ok := a.Sentence(p.Sentence)
		switch {
		case !ok || a.At(p.Evidence) == "":
			return fmt.Errorf("the position of %q has no evidence", actor)
		case p.Quote >= 0 && (quotes[p.Quote].Speaker.Name != p.Actor || !quotes[p.Quote].Contains(p.Evidence)):
			return fmt.Errorf("the position of %q does not rest on its quotation", actor)
		case p.Quote < 0 && !s.Contains(p.Evidence):
			return fmt.Errorf("the position of %q does not rest on its sentence", actor)
		}
	}
	return nil
}

func BenchmarkLength(b *testing.B) {
	data, err := examples.Files.ReadFile("rates.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dx", n), func(b *testing.B) {
			a := prose.Article(strings.Repeat(string(data)+"\n\n", n))
			quotes := quote.Find(a)
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				issue.Find(a, quotes)
			}
		})
	}
}
