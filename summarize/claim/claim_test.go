package claim

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// rows reads a table of cells, without its comments.
func rows(t testing.TB, file string, cells int) (out [][]string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		row := strings.SplitN(in.Text(), "|", cells)
		if strings.HasPrefix(in.Text(), "#") || len(row) != cells {
			continue
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		out = append(out, row)
	}
	return out
}

// sources reads the wordings that claims are compared with, for a speaker, and their names.
func sources(t testing.TB, speaker string) (candidates []news.Candidate, texts map[string]string) {
	t.Helper()
	texts = map[string]string{}
	for n, row := range rows(t, "testdata/sources.txt", 5) {
		c := news.Candidate{Saying: news.Saying{Speaker: row[1], Text: row[4], Published: time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC)}}
		if _, err := fmt.Sscan(row[3], &c.Article, &c.Index); err != nil {
			t.Fatal(err)
		}
		switch row[2] {
		case "indirect", "narration":
			c.Kind = news.Indirect
		case "mixed":
			c.Kind = news.Mixed
		case "continues":
			c.Continues = true
		}
		c.Theirs = speaker == "" || speaker == row[1]
		candidates, texts[row[0]] = append(candidates, c), row[4]
	}
	return candidates, texts
}

func TestVerdictsOfLabelledClaims(t *testing.T) {
	for file, floor := range map[string]float64{"testdata/first.txt": 1, "testdata/second.txt": 0.9} {
		right, all := map[string]int{}, map[string]int{}
		sum, total := 0, 0
		for _, row := range rows(t, file, 5) {
			candidates, texts := sources(t, row[3])
			got := Check(row[4], candidates)
			all[row[0]]++
			total++
			if got.Verdict.String() == row[1] && (row[2] == "" || got.Match.Text == texts[row[2]]) {
				right[row[0]]++
				sum++
			} else {
				t.Logf("%s: %q (%s) is %s of %q, want %s of %s", file, row[4], row[3], got.Verdict, got.Match.Text, row[1], row[2])
			}
			faithful(t, row[4], got, candidates)
		}
		for _, kind := range slices.Sorted(maps.Keys(all)) {
			t.Logf("%s %-10s %2d of %2d", file, kind, right[kind], all[kind])
		}
		t.Logf("%s: %d of %d", file, sum, total)
		if share := float64(sum) / float64(total); share < floor {
			t.Errorf("%s: %.3f, floor %.3f", file, share, floor)
		}
	}
}

// faithful checks what every finding promises.
func faithful(t testing.TB, claim string, f news.Finding, candidates []news.Candidate) {
	t.Helper()
	if f.Verdict == news.NotFound {
		return
	}
	if !slices.ContainsFunc(candidates, func(c news.Candidate) bool {
		return c.Text == f.Match.Text && c.Article == f.Match.Article && c.Index == f.Match.Index
	}) {
		t.Errorf("%q matches %q, which is no candidate", claim, f.Match.Text)
	}
	if (f.Verdict == news.Altered) != (len(f.Diff) > 0) {
		t.Errorf("%q is %s with %d edits", claim, f.Verdict, len(f.Diff))
	}
	var claimed, real string
	for i, e := range f.Diff {
		claimed += e.Claimed
		real += e.Real
		if e.Same && plain(e.Claimed) != plain(e.Real) {
			t.Errorf("%q and %q are said to be the same", e.Claimed, e.Real)
		}
		if i > 0 && e.Same == f.Diff[i-1].Same {
			t.Errorf("edits %d and %d could be one", i-1, i)
		}
	}
	if f.Verdict == news.Altered && (claimed != shortened(claim) || !strings.Contains(f.Match.Text, real)) {
		t.Errorf("the edits give %q for %q, and %q of %q", claimed, claim, real, f.Match.Text)
	}
}

// plain is a text without all that folding takes away.
func plain(s string) string {
	var b strings.Builder
	for _, t := range read(s, false) {
		b.WriteString(t.low + " ")
	}
	return b.String()
}

func TestADroppedNegationIsShown(t *testing.T) {
	candidates, _ := sources(t, "")
	f := Check("support a law that takes the keys from a midwife", candidates)
	if f.Verdict != news.Altered || f.Diff[0].Same || strings.TrimSpace(f.Diff[0].Real) != "never" {
		t.Errorf("%s %+v", f.Verdict, f.Diff)
	}
}

func TestTheSpeakerWhoWasAskedAboutComesFirst(t *testing.T) {
	say := func(who string, theirs bool, kind news.QuoteKind, day int) news.Candidate {
		return news.Candidate{Theirs: theirs, Saying: news.Saying{Text: "We will close the harbour in May", Speaker: who, Kind: kind, Article: fmt.Sprint(day), Published: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)}}
	}
	f := Check("We will close the harbour", []news.Candidate{say("b", false, news.Direct, 9), say("a", true, news.Indirect, 8), say("c", true, news.Direct, 3), say("d", true, news.Direct, 5)})
	if f.Verdict != news.Verbatim || f.Match.Speaker != "d" {
		t.Errorf("%s by %s", f.Verdict, f.Match.Speaker)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("We will … close [the harbour]", "We will not close it", "“We will, of course, close the harbour”, he said")
	f.Add("\xff…[", "[]…", "")
	f.Add(strings.Repeat("a … ", 300), strings.Repeat("a b ", 300), strings.Repeat("a ", 300))
	f.Fuzz(func(t *testing.T, claim, a, b string) {
		if len(claim)+len(a)+len(b) > 20_000 || !utf8.ValidString(claim) {
			return
		}
		candidates := []news.Candidate{
			{Theirs: true, Saying: news.Saying{Text: a, Article: "1"}}, {Theirs: true, Saying: news.Saying{Text: b, Article: "1", Index: 1, Continues: true}},
			{Saying: news.Saying{Text: a + b, Article: "2", Index: -1}},
		}
		faithful(t, claim, Check(claim, candidates), candidates)
	})
}

func BenchmarkCheck(b *testing.B) {
	candidates, _ := sources(b, "")
	for len(candidates) < 50 {
		candidates = append(candidates, candidates[len(candidates)%17])
	}
	for name, claim := range map[string]string{"verbatim": "a bakery, a bus after nine and a doctor who stays", "altered": "a bakery, a train after nine and a doctor who stays", "notfound": "We shall fight on the beaches"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Check(claim, candidates)
			}
		})
	}
}
