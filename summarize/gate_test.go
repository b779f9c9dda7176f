package summarize

import (
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

const slip = "The board will close the old slip in May.\n\nBo Tern opposes the closing of the old slip. Ida Moreno wrote a letter about the old slip.\n\n" +
	"“The old slip leaks,” said Ida Moreno, the harbour director."

// stanceOf returns where somebody stands in the first issue of a brief that names them.
func stanceOf(b *news.Brief, name string) (news.Stance, bool) {
	for _, i := range b.Issues {
		for _, p := range i.Positions {
			if b.Article.At(p.Actor) == name {
				return p.Stance, true
			}
		}
	}
	return 0, false
}

// TestAModelCannotTurnAStance has a model word an issue into its opposite, change sides, and bring somebody who is not
// there.
func TestAModelCannotTurnAStance(t *testing.T) {
	a := prose.Article(slip)
	own := Digest(a)
	at := func(words string) news.Span {
		n := strings.Index(slip, words)
		return news.Span{Start: n, End: n + len(words)}
	}
	own.Issues = []news.Issue{{Label: at("closing of the old slip"), Sentences: []int{1, 2}, Positions: []news.Position{
		{Actor: at("Bo Tern"), Stance: news.Against, Evidence: a.Sentences[1].Span, Sentence: 2, Quote: -1},
	}}}
	var w answered
	err := readObject([]byte(`{"issues":[{"text":"Opposes the closing of the old slip.","sentences":[2],"positions":[
		{"actor":"Bo Tern","stance":"for","sentences":[2]},{"actor":"Ida Moreno","stance":"for","sentences":[3]},{"actor":"Gregor Samsonov","stance":"for","sentences":[2]}]}]}`), &w)
	if err != nil {
		t.Fatal(err)
	}
	d := gate(own, news.Style{}, &w)
	if s, ok := stanceOf(d.Brief, "Bo Tern"); !ok || s != news.Against {
		t.Errorf("Bo Tern is %v, %v", s, ok)
	}
	if s, ok := stanceOf(d.Brief, "Ida Moreno"); !ok || s != news.Speaks {
		t.Errorf("Ida Moreno, whose side nobody tells, is %v, %v", s, ok)
	}
	for _, i := range d.Issues {
		if i.Phrase != "" {
			t.Errorf("an issue on which somebody takes a side is worded %q", i.Phrase)
		}
	}
	if d.told.Positions != 3 || d.told.PositionsHeld != 2 || d.Checked.Dropped == 0 {
		t.Errorf("told %+v, checked %+v", d.told, d.Checked)
	}
}

// TestWhatFailsIsReplacedAndCounted gives one true point and two false ones.
func TestWhatFailsIsReplacedAndCounted(t *testing.T) {
	own := Digest(exampleArticle(t, "harbour.html"))
	w := answered{
		Gist:   writtenLine{"The Dockers’ Union backs the plan.", []int{23}},
		Points: []writtenLine{{"The ministry has until 15 January to decide.", []int{27}}, {"The ministry has until 16 January to decide.", []int{27}}, {"The union opposes the plan.", []int{23}}},
	}
	d := gate(own, news.Style{}, &w)
	if len(d.Points) != 3 || d.Points[0].Text != w.Points[0].Text || d.Checked.Replaced != 2 || d.Checked.Dropped != own.Checked.Dropped {
		t.Errorf("%+v, %+v", d.Points, d.Checked)
	}
	for _, l := range d.Points[1:] {
		if s, _ := own.Article.Sentence(l.Cites[0]); oneLine(own.Article.At(s.Span)) != l.Text {
			t.Errorf("%q is not the article's own", l.Text)
		}
	}
}
