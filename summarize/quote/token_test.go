package quote

import (
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/prose"
)

func TestTextIsCutIntoTokens(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // with a bar between tokens
	}{
		{"words and points", "It closes, she said.", "It|closes|,|she|said|."},
		{"possessives and contractions are tokens of their own", "Moreno’s boat, they’re late, it'll go", "Moreno|’s|boat|,|they|’re|late|,|it|'ll|go"},
		{"a negation is part of its word", "she didn’t, can't", "she|didn’t|,|can't"},
		{"the apostrophe of a plural", "the boats’ owner", "the|boats|’|owner"},
		{"a name with an apostrophe", "O’Hara-Tern", "O’Hara-Tern"},
		{"chains of initials keep their last dot", "the U.S. port", "the|U.S.|port"},
		{"a stop without a space behind it", "It ended.Then", "It|ended|.|Then"},
		{"numbers", "1,204.75 and 3-0", "1,204.75|and|3-0"},
		{"an address", "www.harbour.example", "www.harbour.example"},
		{"marks are tokens", "“No,” ‘no’", "“|No|,|”|‘|no|’"},
		{"an accent that stands alone belongs to its letter", "Re\u0301ne\u0301e left", "Re\u0301ne\u0301e|left"},
		{"what cannot be seen is no token", "It\u200b \u202ecloses\u2069", "It|closes"},
		{"other scripts", "港は 五月", "港は|五月"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := prose.Article(tt.text)
			var got []string
			for _, tok := range tokenize(a, marks(a)) {
				got = append(got, a.Text[tok.start:tok.end])
			}
			if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
				t.Errorf("%q\n%q, want\n%q", tt.text, got, want)
			}
		})
	}
}

func TestATokenTellsItsShapeAndKind(t *testing.T) {
	for _, tt := range []struct {
		text  string
		kind  kind
		shape shape
	}{
		{"slip", word, lower}, {"Slip", word, capital}, {"SLIP", word, capitals}, {"McTern", word, capital}, {"A", word, capital}, {"U.S.", word, capitals},
		{"42", number, lower}, {"3.5", number, lower}, {";", punct, lower}, {"”", mark, lower}, {"Ærø", word, capital}, {"iPod", word, lower},
	} {
		a := prose.Article(tt.text)
		toks := tokenize(a, nil)
		if len(toks) != 1 || toks[0].kind != tt.kind || toks[0].shape != tt.shape {
			t.Errorf("%q: %+v, want kind %d and shape %d", tt.text, toks, tt.kind, tt.shape)
		}
	}
}

func TestFirstWordsAreMarked(t *testing.T) {
	a := prose.Article("It closes. “They know,” she said.")
	d := read(a)
	var got []string
	for _, tok := range d.toks {
		if tok.first {
			got = append(got, a.Text[tok.start:tok.end])
		}
	}
	if want := []string{"It", "They"}; !slices.Equal(got, want) {
		t.Errorf("first words are %q, want %q", got, want)
	}
}
