package quote

import (
	"slices"
	"strings"
	"testing"
)

func TestVerbsAreInflected(t *testing.T) {
	for _, tt := range []struct{ entry, want string }{
		{"warn", "warn warns warning warned"},
		{"argue", "argue argues arguing argued"},
		{"reply", "reply replies replying replied"},
		{"stress", "stress stresses stressing stressed"},
		{"admit", "admit admits admitting admitted"},
		{"agree", "agree agrees agreeing agreed"},
		{"say/said", "say says saying said"},
		{"write/wrote/written", "write writes writing wrote written"},
	} {
		var got []string
		for _, f := range forms(tt.entry) {
			got = append(got, f.word)
		}
		if !slices.Equal(got, strings.Fields(tt.want)) {
			t.Errorf("%s: %q, want %q", tt.entry, got, tt.want)
		}
	}
}

func TestEveryHeadingNamesKnownClasses(t *testing.T) {
	for n, line := range strings.Split(lexiconText, "\n") {
		if !strings.HasPrefix(line, "[") {
			continue
		}
		for _, name := range strings.Fields(strings.Trim(line, "[]")) {
			if classNames[name] == 0 && name != "forms" {
				t.Errorf("line %d of lexicon.txt: %q is no class", n+1, name)
			}
		}
	}
}

func TestTheLexiconKnowsWhatAWordCanBe(t *testing.T) {
	for _, tt := range []struct {
		word string
		is   class
		not  class
	}{
		{"said", say | past, naming},
		{"says", say | present, past},
		{"called", say | past, 0},
		{"she", pronoun | female, male},
		{"spokeswoman", role | female, male},
		{"ministry", body, role},
		{"report", document, people},
		{"monday", day, title},
		{"dr", title, pronoun},
		{"jr", suffix, title},
		{"according", 0, say},
	} {
		c := lexicon[tt.word]
		if c&tt.is != tt.is || c&tt.not != 0 {
			t.Errorf("%s has the classes %b, want %b and not %b", tt.word, c, tt.is, tt.not)
		}
	}
}

// people are the classes of words for people.
const people = role | title | female | male

func TestTheEndingOfAnUnknownWordTells(t *testing.T) {
	for _, tt := range []struct {
		word string
		want class
	}{
		{"grimly", adverb}, {"gloated", verb | past}, {"gloating", verb | ingForm}, {"ferrywoman", role | female}, {"ferryman", role | male},
		{"limnologist", role}, {"limnologists", role | crowd}, {"slip", 0}, {"red", 0},
	} {
		if got := bySuffix([]byte(tt.word)); got != tt.want {
			t.Errorf("%s: %b, want %b", tt.word, got, tt.want)
		}
	}
}

func TestTheWeightsFillTheirTables(t *testing.T) {
	if want := 4 * TableSize; len(weightFile) != want {
		t.Errorf("weights.bin has %d weights, want %d for four tables", len(weightFile), want)
	}
}
