package summarize

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/quote"
	"onrecord/summarize/verify"
)

// mostKilled is the share of correct lines that the gate may turn away.
const mostKilled = 0.02

// line is a correct line over an example.
type honestLine struct {
	article string
	news.Line
}

func honestLines(t testing.TB) []honestLine {
	data, err := os.ReadFile("testdata/honest.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []honestLine
	for row := range strings.Lines(string(data)) {
		parts := strings.SplitN(strings.TrimSpace(row), " | ", 3)
		if strings.HasPrefix(row, "#") || len(parts) != 3 {
			continue
		}
		l := honestLine{article: parts[0], Line: news.Line{Text: parts[2]}}
		for n := range strings.SplitSeq(parts[1], ",") {
			k, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			l.Cites = append(l.Cites, k)
		}
		out = append(out, l)
	}
	return out
}

func exampleArticle(t testing.TB, name string) *news.Article {
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

func TestTheGateLetsCorrectLinesPass(t *testing.T) {
	grounds := map[string]*verify.Ground{}
	lines, killed := honestLines(t), 0
	for _, l := range lines {
		g := grounds[l.article]
		if g == nil {
			a := exampleArticle(t, l.article)
			g = verify.Article(a, quote.Find(a))
			grounds[l.article] = g
		}
		if _, err := g.Line(l.Line); err != nil {
			killed++
			t.Logf("%s %v: %s: %v", l.article, l.Cites, l.Text, err)
		}
	}
	t.Logf("%d of %d correct lines turned away (%.1f %%)", killed, len(lines), 100*float64(killed)/float64(len(lines)))
	if len(lines) < 300 || float64(killed) > mostKilled*float64(len(lines)) {
		t.Errorf("%d of %d correct lines turned away, at most %.0f %% may be", killed, len(lines), 100*mostKilled)
	}
}
