package issue_test

import (
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

const ferry = `The council of Holm voted on Monday to end the night ferry, which has crossed the sound since 1931.

Ida Moreno, the mayor, defended the closure of the night ferry. “The night ferry costs more than the school,” she said.

Tomas Vell opposes the closure and called the night ferry “the last road that we have”. The Seamen Union supports the closure.

“I do not support the closure of anything,” said Ada Brisk, a miller. The night ferry sails for the last time in May.`

// find reads a text as the program does.
func find(text string) (*news.Article, []news.Quote, []news.Issue) {
	a := prose.Article(text)
	a.Title = "Night ferry to end"
	quotes := quote.Find(a)
	return a, quotes, issue.Find(a, quotes)
}

func about(t *testing.T, a *news.Article, issues []news.Issue, label string) news.Issue {
	t.Helper()
	i := slices.IndexFunc(issues, func(i news.Issue) bool { return strings.Contains(strings.ToLower(a.At(i.Label)), label) })
	if i < 0 {
		t.Fatalf("no issue about %q among %d", label, len(issues))
	}
	return issues[i]
}

func TestAnIssueIsAPhraseThatComesBack(t *testing.T) {
	a, _, issues := find(ferry)
	first, ferry := issues[0], about(t, a, issues, "night ferry")
	if first.Score != 1 {
		t.Errorf("the weightiest issue weighs %.2f, want 1", first.Score)
	}
	if len(ferry.Sentences) < 4 || !slices.IsSorted(ferry.Sentences) {
		t.Errorf("carried by the sentences %v, want at least four in order", ferry.Sentences)
	}
	if len(ferry.Quotes) == 0 {
		t.Error("no quotation speaks of it")
	}
	for _, i := range issues[1:] {
		if i.Score > first.Score {
			t.Errorf("%q weighs more than the first", a.At(i.Label))
		}
	}
}

func TestASideIsReadFromTheWordsNextToTheMatter(t *testing.T) {
	a, _, issues := find(ferry)
	closure := about(t, a, issues, "closure")
	want := map[string]news.Stance{"Tomas Vell": news.Against, "Seamen Union": news.For, "Ada Brisk": news.Against}
	for _, p := range closure.Positions {
		if stance, ok := want[a.At(p.Actor)]; ok {
			if p.Stance != stance {
				t.Errorf("%s stands %s, want %s", a.At(p.Actor), p.Stance, stance)
			}
			delete(want, a.At(p.Actor))
		}
	}
	for actor := range want {
		t.Errorf("nothing is said of %s", actor)
	}
}

func TestNoIssueIsNamedAfterASpeaker(t *testing.T) {
	a, _, issues := find(strings.Repeat("“The slip is old,” said Ida Moreno of the slip. Moreno left the slip to Moreno.\n\n", 4))
	for _, i := range issues {
		if strings.Contains(a.At(i.Label), "Moreno") {
			t.Errorf("an issue is called %q", a.At(i.Label))
		}
	}
}

func TestATextAboutNothingHasNoIssues(t *testing.T) {
	for _, text := range []string{"", "Yes.", "It rained. She went. He came.", "?! … 12 34"} {
		if _, _, issues := find(text); len(issues) != 0 {
			t.Errorf("%q has %d issues", text, len(issues))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(ferry)
	f.Add("the survey of the seabed, the survey of the sea, of of the the survey")
	f.Add("“\x00’s – of the Union's’ \xff plan opposes the plan. The Plan backs the plan")
	f.Fuzz(func(t *testing.T, text string) {
		a := prose.Article(text)
		quotes := quote.Find(a)
		for _, i := range issue.Find(a, quotes) {
			if a.At(i.Label) == "" || i.Score <= 0 || i.Score > 1 || len(i.Sentences) == 0 {
				t.Fatalf("issue %+v", i)
			}
			for _, n := range i.Sentences {
				if _, ok := a.Sentence(n); !ok {
					t.Fatalf("sentence %d of %d", n, len(a.Sentences))
				}
			}
			for _, n := range i.Quotes {
				if n < 0 || n >= len(quotes) {
					t.Fatalf("quotation %d of %d", n, len(quotes))
				}
			}
			for _, p := range i.Positions {
				if a.At(p.Actor) == "" || a.At(p.Evidence) == "" {
					t.Fatalf("position %+v", p)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	a := prose.Article(strings.Repeat(ferry+"\n\n", 8))
	quotes := quote.Find(a)
	b.ReportAllocs()
	for b.Loop() {
		issue.Find(a, quotes)
	}
}
