package issue

import (
	"slices"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	for _, forms := range [][]string{
		{"ferry", "ferries"}, {"box", "boxes"}, {"church", "churches"}, {"wish", "wishes"}, {"class", "classes"}, {"boat", "boats"}, {"bus", "bus"}, {"crisis", "crisis"},
	} {
		if stem(forms[0]) != stem(forms[1]) {
			t.Errorf("%s and %s have the stems %s and %s", forms[0], forms[1], stem(forms[0]), stem(forms[1]))
		}
	}
	for _, others := range [][2]string{{"ferry", "ferret"}, {"boat", "boast"}, {"bus", "bu"}, {"as", "a"}} {
		if stem(others[0]) == stem(others[1]) {
			t.Errorf("%s and %s have one stem, %s", others[0], others[1], stem(others[0]))
		}
	}
}

func TestTextIsCutIntoTerms(t *testing.T) {
	a := prose.Article("The ferry's owners, Tern’s sons, re-built the U.S. slip.")
	var got []string
	for _, x := range terms(a) {
		got = append(got, a.At(x.span))
	}
	if want := []string{"The", "ferry", "owners", "Tern", "sons", "re-built", "the", "U.S", "slip"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNoWordTakesBothSides(t *testing.T) {
	for w, s := range sides {
		if s != news.For && s != news.Against {
			t.Errorf("%s takes the side %v", w, s)
		}
		if flips[w] {
			t.Errorf("%s takes a side and turns it", w)
		}
	}
	for _, w := range []string{"support", "back", "urge", "oppose", "reject", "warn"} {
		if _, ok := sides[stem(w)]; !ok {
			t.Errorf("%s takes no side", w)
		}
	}
}
