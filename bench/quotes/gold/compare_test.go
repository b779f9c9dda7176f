package gold

import (
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

const tide = "“The slip closes at noon,” said Ida Moreno. She said that the ferry would not wait for the mayor or for his hat. " +
	"Bo Tern called the plan “a boat without a keel”. “No,” he said. “No,” she said."

// at finds the n-th place of a phrase.
func at(t *testing.T, text, phrase string, n int) news.Span {
	t.Helper()
	start := 0
	for ; n > 0; n-- {
		i := strings.Index(text[start:], phrase)
		if i < 0 {
			t.Fatalf("%q is not in the text", phrase)
		}
		start += i + 1
	}
	return news.Span{Start: start - 1, End: start - 1 + len(phrase)}
}

func TestWhichQuotationALabelMeans(t *testing.T) {
	for _, tt := range []struct {
		name, kind, label, found string
		want                     bool
	}{
		{"the same", "direct", "The slip closes at noon,", "The slip closes at noon,", true},
		{"marks and commas count for nothing", "direct", "The slip closes at noon,", "“The slip closes at noon", true},
		{"a direct one without a short word", "direct", "The slip closes at noon,", "slip closes at noon", true},
		{"a direct one without its end", "direct", "The slip closes at noon,", "The slip closes", false},
		{"an indirect one without “that”", "indirect", "that the ferry would not wait for the mayor or for his hat", "the ferry would not wait for the mayor or for his hat", true},
		{"more than half of an indirect one", "indirect", "that the ferry would not wait for the mayor or for his hat", "that the ferry would not wait for the mayor", true},
		{"less than half of an indirect one", "indirect", "that the ferry would not wait for the mayor or for his hat", "that the ferry would", false},
		{"the marked words of a mixed one", "mixed", "the plan “a boat without a keel”", "a boat without a keel", true},
		{"too few of the marked words", "mixed", "the plan “a boat without a keel”", "a boat", false},
		{"other words", "direct", "The slip closes at noon,", "a boat without a keel", false},
		{"a label that is not in the text", "direct", "The slip opens", "The slip closes at noon,", false},
	} {
		a := prose.Article(tide)
		r := Compare(a, []Label{{Text: tt.label, Kind: tt.kind}}, []news.Quote{{Span: at(t, a.Text, tt.found, 1)}})
		if got := r.Found[0] == 0; got != tt.want || got == (len(r.Extra) == 1) {
			t.Errorf("%s: got %+v, want a match: %v", tt.name, r, tt.want)
		}
	}
}

func TestEachQuotationIsInOnePairAtMost(t *testing.T) {
	a := prose.Article(tide)
	first, second := at(t, a.Text, "No,", 1), at(t, a.Text, "No,", 2)
	twice := []Label{{Text: "No,", Kind: "direct"}, {Text: "No,", Kind: "direct"}}
	if r := Compare(a, twice, []news.Quote{{Span: second}, {Span: first}}); !slices.Equal(r.Found, []int{1, 0}) || len(r.Extra) > 0 {
		t.Errorf("the same word twice: %+v", r)
	}
	if r := Compare(a, twice, []news.Quote{{Span: second}, {Span: second}}); !slices.Equal(r.Found, []int{None, 0}) || !slices.Equal(r.Extra, []int{1}) {
		t.Errorf("the second found twice: %+v", r)
	}
	part, whole := at(t, a.Text, "that the ferry would not wait for the mayor", 1), at(t, a.Text, "that the ferry would not wait for the mayor or for his hat", 1)
	label := []Label{{Text: a.At(whole), Kind: "indirect"}}
	if r := Compare(a, label, []news.Quote{{Span: part}, {Span: whole}}); r.Found[0] != 1 {
		t.Errorf("the closer one is not preferred: %+v", r)
	}
}

func TestWhatIsFoundInHeadingsDoesNotCount(t *testing.T) {
	a := prose.Article("“The slip closes”\n\n“The slip closes,” said Ida Moreno.")
	a.Blocks[0].Kind = news.Heading
	r := Compare(a, nil, []news.Quote{{Span: at(t, a.Text, "The slip closes", 1)}, {Span: at(t, a.Text, "The slip closes", 2)}})
	if !slices.Equal(r.Extra, []int{1}) {
		t.Errorf("got %+v", r)
	}
}

func TestLabelsAreReadOrRefused(t *testing.T) {
	labels, err := Parse([]byte(`{"quotes":[{"text":"No,","kind":"direct","speaker":"Ida Moreno","role":"pilot","mention":"she"}],"issues":["slip"]}`))
	if want := (Label{"No,", "direct", "Ida Moreno", "pilot", "she"}); err != nil || len(labels) != 1 || labels[0] != want {
		t.Errorf("got %+v, %v", labels, err)
	}
	labels, err = Parse([]byte(`{"quotes":[{"text":"No,","kind":"direct","speaker":"Ida Moreno","role":"pilot"},{"text":"it closes","kind":"indirect","speaker":"Bo"}],
		"turns":[{"speaker":"The Paper","text":"What then?"},{"speaker":"Ida Moreno","text":"Bo said it closes."}]}`))
	if err != nil || len(labels) != 2 || labels[0].Text != "No," || labels[1].Text != "Bo said it closes." || labels[1].Role != "pilot" {
		t.Errorf("of turns: got %+v, %v", labels, err)
	}
	for _, bad := range []string{`{"quotes":[{"text":"No,","kind":"loud"}]}`, `{"quotes":[{"text":" “”","kind":"direct"}]}`, `{"quotes":`} {
		if labels, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s is read as %+v", bad, labels)
		}
	}
}
