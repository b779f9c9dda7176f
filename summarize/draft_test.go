package summarize

import (
	"slices"
	"strings"
	"testing"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// read makes an article of one of the examples.
func read(t testing.TB, name string) *news.Article {
	t.Helper()
	data, err := examples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.File(news.File{Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestADraftOfAnExampleIsMadeOfItsSentences(t *testing.T) {
	for _, name := range examples.Names() {
		t.Run(name, func(t *testing.T) {
			b := Digest(read(t, name))
			if n := len(b.Points); n < 3 || n > 5 {
				t.Errorf("%d points", n)
			}
			seen := map[int]bool{}
			for _, l := range append([]news.Line{b.Gist}, b.Points...) {
				if len(l.Cites) != 1 || seen[l.Cites[0]] {
					t.Errorf("cites %v: %q", l.Cites, l.Text)
					continue
				}
				seen[l.Cites[0]] = true
				s, _ := b.Article.Sentence(l.Cites[0])
				if l.Text != strings.Join(strings.Fields(b.Article.At(s.Span)), " ") {
					t.Errorf("%q is not sentence %d", l.Text, l.Cites[0])
				}
				if k := b.Article.Blocks[s.Block].Kind; k == news.Heading {
					t.Errorf("%q is a heading", l.Text)
				}
				if strings.Count(l.Text, "“") != strings.Count(l.Text, "”") || strings.Count(l.Text, `"`)%2 != 0 || strings.Count(l.Text, "(") != strings.Count(l.Text, ")") {
					t.Errorf("half a pair of marks: %q", l.Text)
				}
			}
			if !slices.IsSortedFunc(b.Points, func(x, y news.Line) int { return x.Cites[0] - y.Cites[0] }) {
				t.Error("the points are not in the order of the text")
			}
			if b.Checked.Dropped != 0 {
				t.Errorf("the gate dropped %d of the engine’s own", b.Checked.Dropped)
			}
		})
	}
}

func TestAShortTextHasAShortDraft(t *testing.T) {
	for _, tt := range []struct {
		name, text, gist string
		points           int
	}{
		{"one sentence", "The harbour board voted on Tuesday to close the old ferry slip.", "The harbour board voted on Tuesday to close the old ferry slip.", 0},
		{"two sentences", "The harbour board voted on Tuesday to close the old ferry slip. Nobody in the crowded hall spoke against it.",
			"The harbour board voted on Tuesday to close the old ferry slip.", 1},
		{"a scrap", "Slip to close", "", 0},
		{"half a pair of marks", "The harbour board “voted on Tuesday to close the old ferry slip.", "", 0},
		{"half a pair of brackets", "The harbour board (voted on Tuesday to close the old ferry slip.", "", 0},
		{"a wall", "The board " + strings.Repeat("and the board ", 80) + "left.", "", 0},
		{"no text", "", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := Digest(prose.Article(tt.text))
			if b.Gist.Text != tt.gist || len(b.Points) != tt.points || b.Checked.Dropped != 0 {
				t.Errorf("%q: gist %q, %d points, %+v; want %q, %d points", tt.text, b.Gist.Text, len(b.Points), b.Checked, tt.gist, tt.points)
			}
		})
	}
}

func TestALinePointsBackToNothingIfThereIsABetterOne(t *testing.T) {
	b := Digest(prose.Article("He had wanted the ferry slip gone for years. The harbour board voted on Tuesday to close the ferry slip. But it left the ferry slip open until May."))
	if want := "The harbour board voted on Tuesday to close the ferry slip."; b.Gist.Text != want {
		t.Errorf("the gist is %q, want %q", b.Gist.Text, want)
	}
}

func TestPointsDoNotRepeatTheGist(t *testing.T) {
	b := Digest(prose.Article("The harbour board voted on Tuesday to close the ferry slip. The harbour board voted on Tuesday to close the ferry slip at once. " +
		"A new pier for two hundred boats will open beside the lighthouse. Fishermen had asked for cheaper diesel since the spring. " +
		"The lighthouse keeper retires after forty years of service."))
	for _, p := range b.Points {
		if strings.HasPrefix(p.Text, "The harbour board voted") {
			t.Errorf("a point repeats the gist %q: %q", b.Gist.Text, p.Text)
		}
	}
	if len(b.Points) != 3 {
		t.Errorf("%d points, want the three others", len(b.Points))
	}
}
