package gold

import (
	"slices"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

func TestWhichNamesAreOneSpeaker(t *testing.T) {
	for _, tt := range []struct {
		x, y string
		want bool
	}{
		{"Ida Moreno", "Ida Moreno", true},
		{"Ida Moreno", "IDA MORENO’s", true},
		{"Dr. Ida Moreno", "Moreno", true},
		{"Mr Moreno", "Ida Moreno", true},
		{"I. Moreno", "Ida Moreno", true},
		{"Dan Moreno", "Daniel Moreno", true},
		{"Ida Jane Moreno", "Ida Moreno Jr.", true},
		{"Ed Moreno", "Edna Moreno", false},
		{"Ada Moreno", "Ida Moreno", false},
		{"Ida", "Ida Moreno", false},
		{"Ida Moreno", "Ida Tern", false},
		{"the Port Authority", "Holm Port Authority", true},
		{"Port Authority", "Authority for Ports", false},
		{"Department of Health", "Ministry of Health", false},
		{"Mrs Justice Kell", "Justice Kell", true},
		{"the Mayor", "Mayor", true},
		{"", "Ida Moreno", false},
		{"’", "Ida Moreno", false},
		{"", "", true},
	} {
		if got := SameName(tt.x, tt.y); got != tt.want {
			t.Errorf("SameName(%q, %q) = %v", tt.x, tt.y, got)
		}
		if got := SameName(tt.y, tt.x); got != tt.want {
			t.Errorf("SameName(%q, %q) = %v, the other way round", tt.y, tt.x, got)
		}
	}
}

func TestWhoIsRightWhereNobodyIsNamed(t *testing.T) {
	for _, tt := range []struct {
		about, label, name, mention string
		want                        bool
	}{
		{"the same phrase", "a spokesman", "a spokesman", "a spokesman", true},
		{"the same noun", "a consultant’s report", "the report", "The report", true},
		{"its fuller form", "a spokesman", "the port’s spokesman, who asked for tea", "", true},
		{"more than one", "officials", "an official", "", true},
		{"not shown, but at the cue", "The letter", "", "the letter", true},
		{"a pronoun and its noun", "It", "the letter", "It", true},
		{"a pronoun at the head of a sentence", "It", "The letter", "it", true},
		{"a pronoun and somebody's name", "It", "Edna Moss", "It", false},
		{"a name", "a spokesman", "Edna Moss", "Edna Moss", false},
		{"a name where a noun is at the cue", "the witness", "Edna Moss", "the witness", false},
		{"nobody, where something is at the cue", "The letter", "", "", false},
		{"nobody, where nothing is", "", "", "", true},
		{"a name, where nothing is", "", "Edna Moss", "", false},
	} {
		if got := (Label{Mention: tt.label}).By(tt.name, tt.mention); got != tt.want {
			t.Errorf("%s: got %v", tt.about, got)
		}
	}
}

func TestANamedSpeakerHasToBeNamed(t *testing.T) {
	l := Label{Speaker: "Edna Moss", Mention: "she"}
	if !l.By("Edna Moss", "she") || l.By("", "she") || l.By("Ida Moss", "she") {
		t.Error("the name does not decide")
	}
}

func TestAnUnsureSpeakerIsNotTold(t *testing.T) {
	a := prose.Article("“No,” said Ida Moreno, a pilot.")
	q := news.Quote{Speaker: news.Speaker{Name: at(t, a.Text, "Ida Moreno", 1), Role: at(t, a.Text, "pilot", 1)}, Confidence: news.Unclear}
	if name, role := Told(a, q); name != "Ida Moreno" || role != "pilot" {
		t.Errorf("got %q, %q", name, role)
	}
	q.Confidence -= .01
	if name, role := Told(a, q); name != "" || role != "" {
		t.Errorf("unsure, but told %q, %q", name, role)
	}
}

func TestRolesAreComparedByTheirWords(t *testing.T) {
	if got, want := RoleWords("the Port’s director of the port, and of Ferries"), []string{"port", "director", "ferries"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheHeadOfAPhrase(t *testing.T) {
	for phrase, want := range map[string]string{
		"a consultant’s report on the port": "report", "the officials who left": "official", "Agencies": "agency",
		"the state’s Department of Public Health": "department", "the boss": "boss", "": "", "of": "of",
	} {
		if got := Head(phrase); got != want {
			t.Errorf("Head(%q) = %q, want %q", phrase, got, want)
		}
	}
}
