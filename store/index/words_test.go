package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWordsAreIndexedByTheirStems(t *testing.T) {
	for text, want := range map[string]string{
		"The ministers' policies":        "minist polici",
		"US tariffs; tell us, WHO says?": "us tariff tell who",
		"Müller’s Straße":                "muller strass",
		"42 per cent":                    "42 per cent",
		"新しい橋":                           "新 新し し しい い い橋 橋",
		"isn't":                          "isnt",
	} {
		var got []string
		for _, t := range terms(text, false) {
			got = append(got, t.stem)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPhrasesStandBetweenMarks(t *testing.T) {
	for query, want := range map[string]int{
		`harbour vote`: 0, `"harbour vote"`: 1, `lost "harbour vote"`: 1, `“harbour vote” in “Sorrel Bay”`: 2, `"harbour"`: 0, `"harbour vote`: 1, `«port neuf»`: 1,
	} {
		if got := read(query); len(got.phrases) != want || len(got.stems) == 0 {
			t.Errorf("%s: %q", query, got.phrases)
		}
	}
}

func TestDistanceCountsSlips(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{
		{"moreno", "moreno", 0}, {"moreno", "morena", 1}, {"moreno", "mroeno", 1}, {"moreno", "morno", 1}, {"zelenski", "zelenskyy", 2}, {"moreno", "birk", 3}, {"ærø", "ært", 1},
	} {
		if got := distance(row.a, row.b, 2); got != row.want {
			t.Errorf("%s to %s: %d, want %d", row.a, row.b, got, row.want)
		}
		if got := distance(row.b, row.a, 2); got != row.want {
			t.Errorf("%s to %s: %d, want %d", row.b, row.a, got, row.want)
		}
	}
}

func TestTheIDOfAnArticleComesBackFromItsKey(t *testing.T) {
	for _, id := range []string{"d41d8cd98f00b204e9800998ecf8427e", "", "x", "D41D8CD98F00B204E9800998ECF8427E", "a.b", "!"} {
		if got := articleOf(key(id)); got != id {
			t.Errorf("%q comes back as %q", id, got)
		}
		if got, n, ok := readID(quoteID(key(id), 7)); got != id || n != 7 || !ok {
			t.Errorf("%q with number 7 comes back as %q, %d", id, got, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("“harbour vote” in Sorrel Bay", "The vote on the harbour")
	f.Add("\"\"\"", "新しい橋を作る")
	f.Fuzz(func(t *testing.T, query, text string) {
		q := read(query)
		if len(q.stems) > mostTerms {
			t.Errorf("%d terms", len(q.stems))
		}
		q.holds(text)
		q.within(text)
		for _, m := range marks(text, q.stems) {
			if m.Start < 0 || m.End > len(text) || m.Empty() {
				t.Errorf("mark %v of %d bytes", m, len(text))
			}
		}
		for _, w := range terms(text, false) {
			if len(w.stem) > 3*longestTerm || utf8.ValidString(text) && !utf8.ValidString(w.stem) {
				t.Errorf("term %q", w.stem)
			}
		}
	})
}

func FuzzFindName(f *testing.F) {
	f.Add("President Ida Moreno", "Moreno", "I. Moreno")
	f.Add("", "the", "Jr.")
	f.Fuzz(func(t *testing.T, a, b, asked string) {
		n := newNames()
		n.set(speakerKey(a), 2)
		n.set(speakerKey(b), 1)
		for _, p := range n.find(asked).people {
			if len(p.names) == 0 || p.quotes == 0 {
				t.Errorf("%q finds nobody in particular", asked)
			}
		}
		total := 0
		for _, p := range n.people() {
			total += len(p.names)
		}
		if total != len(n.all) {
			t.Errorf("%d names among people, of %d", total, len(n.all))
		}
		n.set(speakerKey(a), 0)
		n.set(speakerKey(b), 0)
		if len(n.all)+len(n.byWord) != 0 || !slices.Equal(n.find(asked).people, nil) {
			t.Errorf("left over: %v", n.byWord)
		}
	})
}
