package store

import (
	"slices"
	"testing"
)

func TestWordsAreFolded(t *testing.T) {
	for text, want := range map[string][]string{
		"The mayor’s “Plan-B”, isn't it?": {"the", "mayor", "plan", "b", "isnt", "it"},
		"Łódź, MÜNCHEN and Ærø":           {"lodz", "munchen", "and", "aero"},
		"50,000 euros":                    {"50", "000", "euros"},
		"''' – …":                         nil,
		"हिन्दी में":                      {"हिन्दी", "में"},
		"\xff\xfebroken":                  {"broken"},
	} {
		if got := slices.Collect(words(text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPluralsMeetTheirSingulars(t *testing.T) {
	for plural, one := range map[string]string{
		"policies": "policy", "taxes": "tax", "churches": "church", "wishes": "wish", "classes": "class", "prices": "price",
		"houses": "house", "buses": "bus", "shops": "shop", "bus": "bus", "crisis": "crisis", "class": "class", "gas": "gas", "ties": "tie",
	} {
		if singular(plural) != singular(one) {
			t.Errorf("%q becomes %q, %q becomes %q", plural, singular(plural), one, singular(one))
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("The mayor’s “Plan-B”")
	f.Add("İstanbul ﬁ ½ 山田")
	f.Fuzz(func(t *testing.T, text string) {
		for w := range words(text) {
			if w == "" || fold(w) == "" {
				t.Errorf("%q has an empty word", text)
			}
		}
	})
}
