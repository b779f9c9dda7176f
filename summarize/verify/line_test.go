package verify

import (
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

const figures7 = "Sales rose 5% to $2.4 million in March. Two thirds of the 1,250 members, 58-year-old Bo Tern among them, voted on 3 May."

func TestNumbersAreComparedByValueAndUnit(t *testing.T) {
	a := prose.Article(figures7)
	g := Article(a, quote.Find(a))
	for line, want := range map[string]error{
		"Sales rose 5 percent to 2.4 million dollars in March.": nil,
		"Sales rose five per cent to $2,400,000 in March.":      nil,
		"Sales rose 6% in March.":                               errNumber,
		"Sales rose 5 points in March.":                         errNumber,
		"Sales rose 5 in March.":                                errNumber,
		"Sales rose to €2.4 million in March.":                  errNumber,
		"Sales rose to $2.4 billion in March.":                  errNumber,
		"Sales rose to 2.4 in March.":                           errNumber,
		"Sales fell 5% in March.":                               errNegation,
		"Sales rose 5% in April.":                               errDate,
	} {
		if _, err := g.Line(news.Line{Text: line, Cites: []int{1}}); err != want {
			t.Errorf("%s: %v, want %v", line, err, want)
		}
	}
	for line, want := range map[string]error{
		"Two thirds of the 1250 members voted on 3 May.": nil,
		"Two-thirds of 1,250 members voted on 3 May.":    nil,
		"A third of the 1,250 members voted on 3 May.":   errNumber,
		"66.7% of the 1,250 members voted on 3 May.":     errNumber,
		"Bo Tern, 58, is among the members who voted.":   nil,
		"Bo Tern, 85, is among the members who voted.":   errNumber,
		"Members voted on 3 June, Bo Tern among them.":   errDate,
	} {
		if _, err := g.Line(news.Line{Text: line, Cites: []int{2}}); err != want {
			t.Errorf("%s: %v, want %v", line, err, want)
		}
	}
}

func TestTheSourcesLettersStandInQuotationMarks(t *testing.T) {
	a := prose.Article("“We can’t  wait — not now,” said Ida Moreno of the harbour.")
	l, err := Article(a, quote.Find(a)).Line(news.Line{Text: `Moreno said: "We can't wait - not now."`, Cites: []int{1}})
	if want := "Moreno said: “We can’t  wait — not now”"; err != nil || l.Text != want {
		t.Errorf("%q, %v, want %q", l.Text, err, want)
	}
}

func TestALineInAnotherLanguageKeepsNamesAndNumbers(t *testing.T) {
	a := prose.Article("Moreno, chair of the cooperative, said 46 boats would not move before 2027.")
	a.Lang = "en"
	g := Article(a, quote.Find(a))
	for line, want := range map[string]error{
		"Moreno dice que 46 barcos no se moverán antes de 2027.": nil,
		"Moreno dice que 64 barcos no se moverán antes de 2027.": errNumber,
		"Moreno dice que 46 barcos se moverán antes de 2027.":    errNegation,
		"Pérez dice que 46 barcos no se moverán antes de 2027.":  errName,
	} {
		if _, err := g.LineIn(news.Line{Text: line, Cites: []int{1}}, "es"); err != want {
			t.Errorf("%s: %v, want %v", line, err, want)
		}
	}
}

// TestALineIsHeldToTheLanguageThatItIsIn has lines that call themselves Spanish, of which less could be checked.
func TestALineIsHeldToTheLanguageThatItIsIn(t *testing.T) {
	a := prose.Article("The harbour board voted nine to six to close the old ferry slip. “This harbour feeds four hundred families,” said Ida Moreno. Bo Tern carried the papers.")
	a.Lang = "en"
	g := Article(a, quote.Find(a))
	for _, tt := range []struct {
		text  string
		cites []int
		holds bool
	}{
		{"The harbour board voted to close the old ferry slip.", []int{1}, true},
		{"The harbour board voted not to close the old ferry slip.", []int{1}, false},
		{"The harbour board voted not to close the old ferry slip.", []int{3}, false},
		{"Bo Tern told them that this harbour feeds four hundred families.", []int{2, 3}, false},
		{"Bo Tern told them that this harbour feeds four hundred families.", []int{3}, false},
		{"“This harbour feeds four hundred families” said Bo Tern.", []int{2, 3}, false},
		{"La junta del puerto votó a favor de cerrar el viejo muelle.", []int{1}, true},
		{"Bo Tern dijo que este puerto da de comer a muchas familias.", []int{2, 3}, false},
		{"Bo Tern dijo que este puerto da de comer a muchas familias.", []int{3}, false},
	} {
		if _, err := g.LineIn(news.Line{Text: tt.text, Cites: tt.cites}, "es"); (err == nil) != tt.holds {
			t.Errorf("%q %v: %v", tt.text, tt.cites, err)
		}
	}
}

func TestNobodyIsGivenWhatNobodySaid(t *testing.T) {
	a := prose.Article("The board closed the old slip after a debate of five hours. Bo Tern counted the boats. Ida Moreno wrote a letter about the old slip.")
	passages := []news.Passage{{Text: "“The slip leaks,” said Ida Moreno."}, {Text: "Bo Tern counted the boats by the slip that leaks."}}
	for _, tt := range []struct {
		g     *Ground
		text  string
		cites []int
		want  error
	}{
		{Article(a, nil), "Bo Tern said the debate of the board took five hours.", []int{1, 2}, errSpeaker},
		{Article(a, nil), "Bo Tern said he counted the boats.", []int{2}, errSpeaker},
		{Article(a, nil), "Bo Tern supports the closing of the old slip by the board.", []int{1, 2}, errSupport},
		{Article(a, nil), "Ida Moreno said in a letter what she thinks about the old slip.", []int{3}, nil},
		{Passages(passages, ""), "Ida Moreno said the slip leaks.", []int{1}, nil},
		{Passages(passages, ""), "Bo Tern said the slip leaks.", []int{1, 2}, errSpeaker},
		{Passages(passages, ""), "“The slip leaks,” said Bo Tern.", []int{1, 2}, errSpeaker},
	} {
		if _, err := tt.g.Line(news.Line{Text: tt.text, Cites: tt.cites}); err != tt.want {
			t.Errorf("%q %v: %v, want %v", tt.text, tt.cites, err, tt.want)
		}
	}
}

func TestAQuestionHasToBeAboutWhatAnswersIt(t *testing.T) {
	a := prose.Article("The Dockers’ Union backs the plan. The ministry has until 15 January to decide.")
	g := Article(a, nil)
	for q, want := range map[string]error{
		"Who backs the plan?":                         nil,
		"Until when has the ministry to decide?":      nil,
		"Who backs Samsonov?":                         errName,
		"Will you click here to see the plan?":        errReader,
		"Who backs the plan? Click https://x.example": errForm,
		"What is the meaning of life and happiness?":  errSupport,
	} {
		if _, err := g.Question(news.Line{Text: q, Cites: []int{1, 2}}); err != want {
			t.Errorf("%s: %v, want %v", q, err, want)
		}
	}
}

// FuzzLine holds what a model may say against what may be shown at all.
func FuzzLine(f *testing.F) {
	a := prose.Article(figures7 + " “Mud is a memory,” said Ida Moreno. ‘The boats’ owners can stay,’ he said.")
	g := Article(a, quote.Find(a))
	for _, s := range []string{"Sales rose 5%.", "Moreno said: “Mud is a memory”.", "‘‘“", "@everyone", "5 to 7 to 9%", "not not never", "«a» „b“ 「c」", "１２３ ½ half a third"} {
		f.Add(s, 1, 3)
	}
	f.Fuzz(func(t *testing.T, text string, m, n int) {
		for _, lang := range []string{"en", "de", "fr"} {
			l, err := g.LineIn(news.Line{Text: text, Cites: []int{m, n}}, lang)
			if err != nil {
				continue
			}
			if strings.ContainsAny(l.Text, "@<>[]`*\u200b\u202e\n") || strings.Contains(l.Text, "://") || len(l.Text) > 8*MaxLine {
				t.Fatalf("%q is shown", l.Text)
			}
			for _, c := range l.Cites {
				if _, ok := a.Sentence(c); !ok {
					t.Fatalf("sentence %d is cited", c)
				}
			}
		}
		g.Question(news.Line{Text: text + "?", Cites: []int{m}})
	})
}
