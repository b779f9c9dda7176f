package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/bench/quotes/gold"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

const slip = "“The slip closes at noon today,” said Ida Moreno, a harbour pilot. “No,” said Bo Tern. “Yes,” he said."

// quoted makes a quotation of phrases of slip.
func quoted(text, name, role, mention string, confidence float64) news.Quote {
	at := func(phrase string) news.Span {
		i := strings.Index(slip, phrase)
		return news.Span{Start: i, End: i + len(phrase)}
	}
	return news.Quote{Span: at(text), Speaker: news.Speaker{Name: at(name), Role: at(role)}, Mention: at(mention), Confidence: confidence}
}

func TestWhatIsCounted(t *testing.T) {
	pilot := gold.Label{Text: "The slip closes at noon today,", Kind: "direct", Speaker: "Ida Moreno", Role: "harbour pilot", Mention: "Ida Moreno"}
	no := gold.Label{Text: "No,", Kind: "direct", Speaker: "Bo Tern", Mention: "Bo Tern"}
	hit, extra, missed := rate{hit: 1}, rate{extra: 1}, rate{missed: 1}
	for _, tt := range []struct {
		name   string
		labels []gold.Label
		found  []news.Quote
		want   counts
	}{
		{"right", []gold.Label{pilot}, []news.Quote{quoted(pilot.Text, "Ida Moreno", "pilot", "Ida Moreno", .9)},
			counts{labelled: 1, found: hit, speaker: hit, longFound: hit, longSpeaker: hit, role: rate{hit: 1, missed: 1}}},
		{"a short one", []gold.Label{no}, []news.Quote{quoted("No", "Tern", "", "Bo Tern", .9)},
			counts{labelled: 1, found: hit, speaker: hit}},
		{"the wrong speaker", []gold.Label{pilot}, []news.Quote{quoted(pilot.Text, "Bo Tern", "pilot", "Bo Tern", .9)},
			counts{labelled: 1, found: hit, speaker: rate{extra: 1, missed: 1}, longFound: hit, longSpeaker: rate{extra: 1, missed: 1}}},
		{"the right speaker, but unsure", []gold.Label{no}, []news.Quote{quoted("No", "Bo Tern", "", "", .4)},
			counts{labelled: 1, found: hit, speaker: rate{extra: 1, missed: 1}}},
		{"nothing found", []gold.Label{pilot}, nil,
			counts{labelled: 1, found: missed, speaker: missed, longFound: missed, longSpeaker: missed}},
		{"nothing labelled", nil, []news.Quote{quoted("Yes,", "Bo Tern", "", "he", .9)},
			counts{found: extra, speaker: extra}},
		{"not in the article", []gold.Label{{Text: "Never", Kind: "direct"}}, nil,
			counts{labelled: 1, lost: 1, found: missed, speaker: missed}},
	} {
		kinds := score(prose.Article(slip), tt.labels, tt.found, io.Discard)
		got := kinds.sum()
		got.sure = nil
		if !equal(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func equal(x, y counts) bool {
	return x.labelled == y.labelled && x.lost == y.lost && x.found == y.found && x.speaker == y.speaker &&
		x.longFound == y.longFound && x.longSpeaker == y.longSpeaker && x.role == y.role
}

func TestABeliefIsRightOrWrongHoweverSure(t *testing.T) {
	no := gold.Label{Text: "No,", Kind: "direct", Speaker: "Bo Tern"}
	for _, q := range []news.Quote{quoted("No", "Bo Tern", "", "", .4), quoted("No", "Ida Moreno", "", "", .9)} {
		kinds := score(prose.Article(slip), []gold.Label{no}, []news.Quote{q}, io.Discard)
		if got, want := kinds.sum().sure, (belief{q.Confidence, q.Confidence < .5}); len(got) != 1 || got[0] != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestPrecisionRecallAndF1(t *testing.T) {
	if p, r, f := (rate{hit: 3, extra: 1, missed: 3}).percent(); p != 75 || r != 50 || f != 60 {
		t.Errorf("got %v, %v, %v", p, r, f)
	}
	if p, r, f := (rate{}).percent(); p+r+f != 0 {
		t.Errorf("of nothing: %v, %v, %v", p, r, f)
	}
}

func TestAFolderIsReadWithItsLabels(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"one.txt": slip, "one.json": `{"quotes":[{"text":"No,","kind":"direct","speaker":"Bo Tern"}]}`,
		"two.md": slip, "gold/two.json": `{"quotes":[{"text":"Yes,","kind":"direct","speaker":"Bo Tern"}]}`,
		"README.md": "no labels",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := run([]string{dir}, true, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"one.txt\n", "two.md\n", "not labelled", "expected calibration error"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "README") {
		t.Error("an article without labels is read")
	}
	if err := run([]string{filepath.Join(dir, "gold")}, false, io.Discard); err == nil {
		t.Error("a folder without articles is no error")
	}
}
