package prose_test

import (
	"slices"
	"testing"

	"onrecord/summarize/prose"
)

// sentences cuts a text and returns what it was cut into.
func sentences(text string) []string {
	a := prose.Article(text)
	out := make([]string, 0, len(a.Sentences))
	for _, s := range a.Sentences {
		out = append(out, a.At(s.Span))
	}
	return out
}

func TestSentencesEndWhereAReaderEndsThem(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a title in brackets", "It was Engr. (Dr.) Ida Ruiz. They spoke.", []string{"It was Engr. (Dr.) Ida Ruiz.", "They spoke."}},
		{"titles", "Mr. Ruiz met Dr. Hale. They spoke.", []string{"Mr. Ruiz met Dr. Hale.", "They spoke."}},
		{"an abbreviation of letters goes on before a noun and ends before a starter", "The U.S. Senate met. It was in the U.S. The end came.",
			[]string{"The U.S. Senate met.", "It was in the U.S.", "The end came."}},
		{"initials", "J. K. Omond and A. B. Tern agreed. Nobody else did.", []string{"J. K. Omond and A. B. Tern agreed.", "Nobody else did."}},
		{"I is no initial", "He and I. They left.", []string{"He and I.", "They left."}},
		{"companies", "She works for Tern Inc. The firm is small. Tern Co. makes rope.", []string{"She works for Tern Inc.", "The firm is small.", "Tern Co. makes rope."}},
		{"months", "On Jan. 4 it began. It ended in Jan. The rest was rain.", []string{"On Jan. 4 it began.", "It ended in Jan.", "The rest was rain."}},
		{"hours", "He left at 5 p.m. The band played. At 5 p.m. Monday it rained.", []string{"He left at 5 p.m.", "The band played.", "At 5 p.m. Monday it rained."}},
		{"saints and numbers", "No. 5 lives in St. Orrin. He left.", []string{"No. 5 lives in St. Orrin.", "He left."}},
		{"decimal numbers", "It fell 3.5 percent to 1,204.75 points. It rose later.", []string{"It fell 3.5 percent to 1,204.75 points.", "It rose later."}},
		{"a number at the end", "It fell by 3.5. It rose by 4. Then it slept.", []string{"It fell by 3.5.", "It rose by 4.", "Then it slept."}},
		{"three dots before a small letter", "It was... odd. Wait... What?", []string{"It was... odd.", "Wait...", "What?"}},
		{"an ellipsis", "It was… odd. It was… Odder still.", []string{"It was… odd.", "It was…", "Odder still."}},
		{"addresses of the web", "See https://harbour.example/a.b.html for more. Or www.harbour.example. Then go.",
			[]string{"See https://harbour.example/a.b.html for more.", "Or www.harbour.example.", "Then go."}},
		{"a small letter goes on", "Am I right? yes. We go.", []string{"Am I right? yes.", "We go."}},
		{"questions and cries in a row", "Really?! Yes!!! Well.", []string{"Really?!", "Yes!!!", "Well."}},
		{"a sentence in brackets", "(It ended.) Then it began.", []string{"(It ended.)", "Then it began."}},
		{"no space after a closing mark", "“It ends.”She left.", []string{"“It ends.”", "She left."}},
		{"Spanish", "¿Quién fue? ¡Nadie! Se acabó.", []string{"¿Quién fue?", "¡Nadie!", "Se acabó."}},
		{"Japanese", "雨だ。風だ！雪か？", []string{"雨だ。", "風だ！", "雪か？"}},
		{"nothing that ends", "no end in sight", []string{"no end in sight"}},
		{"no text", " \n\t\n ", []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := sentences(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("%q was cut into\n%q, want\n%q", tt.text, got, tt.want)
			}
		})
	}
}

func TestBlocksEndAtBlankLinesAndWhereALineWasMeantToEnd(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"blank lines", "One.\n\nTwo.\n \t\nThree.", []string{"One.", "Two.", "Three."}},
		{"lines that were wrapped", "The harbour board voted nine to two on Tuesday to close\nthe old ferry slip, and the talk went on until midnight\nin the hall.",
			[]string{"The harbour board voted nine to two on Tuesday to close\nthe old ferry slip, and the talk went on until midnight\nin the hall."}},
		{"a heading above a paragraph", "Slip to close\nThe harbour board voted nine to two on Tuesday to close the slip.", []string{"Slip to close",
			"The harbour board voted nine to two on Tuesday to close the slip."}},
		{"a list", "- rope\n- tar\n- a new keeper for the lamp", []string{"- rope", "- tar", "- a new keeper for the lamp"}},
		{"a colon at the end of a long line", "The board of the harbour gave these reasons for its vote last week:\nrope", []string{
			"The board of the harbour gave these reasons for its vote last week:", "rope"}},
		{"blank characters that are not white space", "\ufeffOne.\u200b\n\u200b\nTwo.\x00", []string{"One.", "Two."}},
		{"line ends of Windows", "One.\r\n\r\nTwo.\r\n", []string{"One.", "Two."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := prose.Article(tt.text)
			got := []string{}
			for _, b := range a.Blocks {
				got = append(got, a.At(b.Span))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q has the blocks\n%q, want\n%q", tt.text, got, tt.want)
			}
		})
	}
}
