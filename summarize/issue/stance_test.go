package issue_test

import (
	"strings"
	"testing"

	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

func TestAnActorStandsWhereTheWordsSay(t *testing.T) {
	const before = "The council wants a new tunnel. The tunnel would cost nine million. "
	for _, tt := range []struct {
		name, text, actor string
		want              news.Stance
	}{
		{"in their own words", "“We support the tunnel,” Ada Hale said.", "Ada Hale", news.For},
		{"against it", "“We oppose the tunnel,” Ada Hale said.", "Ada Hale", news.Against},
		{"a negation turns the side", "“We do not support the tunnel,” Ada Hale said.", "Ada Hale", news.Against},
		{"a contraction turns it too", "“We don’t want the tunnel,” Ada Hale said.", "Ada Hale", news.Against},
		{"two negations", "“I never opposed the tunnel,” Ada Hale said.", "Ada Hale", news.For},
		{"no side", "“The tunnel is long,” Ada Hale said.", "Ada Hale", news.Speaks},
		{"both sides", "“We welcome the tunnel and we reject the tunnel,” Ada Hale said.", "Ada Hale", news.Speaks},
		{"the cue takes it", "Ada Hale warned that the tunnel was old.", "Ada Hale", news.Against},
		{"in the words of the article", "Ada Hale supports the tunnel.", "Ada Hale", news.For},
		{"against it, in the words of the article", "Ada Hale has openly opposed the tunnel.", "Ada Hale", news.Against},
		{"a body", "The Holm Chamber of Trade backs the tunnel.", "Holm Chamber of Trade", news.For},
		{"a side wins over none", "“The tunnel is long,” Ada Hale said. Ada Hale opposes the tunnel.", "Ada Hale", news.Against},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, issues := find(before + tt.text)
			if len(issues) == 0 || a.At(issues[0].Label) != "tunnel" {
				t.Fatalf("the issues are %+v", issues)
			}
			for _, p := range issues[0].Positions {
				if a.At(p.Actor) != tt.actor {
					t.Errorf("an actor is %q", a.At(p.Actor))
				} else if p.Stance != tt.want {
					t.Errorf("%q: %v, want %v", tt.text, p.Stance, tt.want)
				}
			}
			if len(issues[0].Positions) != 1 {
				t.Errorf("%d positions, want 1", len(issues[0].Positions))
			}
		})
	}
}

func TestASpeakerWhoIsUnclearHasNoPosition(t *testing.T) {
	a := prose.Article("The council wants a new tunnel. The tunnel would cost nine million. “We support the tunnel,” Ada Hale said.")
	quotes := quote.Find(a)
	quotes[0].Confidence = news.Unclear / 2
	for _, i := range issue.Find(a, quotes) {
		if len(i.Positions) != 0 {
			t.Errorf("%s: %+v", a.At(i.Label), i.Positions)
		}
	}
}

func TestEvidenceIsWhatShowsTheStance(t *testing.T) {
	a, quotes, issues := find("The council wants a new tunnel. The tunnel is dear. “We support the tunnel,” said Ada Hale, the mayor. Max Lind opposes the tunnel.")
	if len(issues) != 1 || len(issues[0].Positions) != 2 {
		t.Fatalf("got %+v, want one issue with two positions", issues)
	}
	said, told := issues[0].Positions[0], issues[0].Positions[1]
	if said.Evidence != quotes[0].Span || said.Quote != 0 || said.Sentence != 3 || a.At(said.Role) != "mayor" {
		t.Errorf("%+v does not rest on the quotation", said)
	}
	if !strings.HasPrefix(a.At(told.Evidence), "Max Lind opposes") || told.Quote != -1 || told.Sentence != 4 {
		t.Errorf("%+v does not rest on the sentence", told)
	}
}
