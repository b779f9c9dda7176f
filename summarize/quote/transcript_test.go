package quote_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// blocks puts blank lines between the lines of an interview.
func blocks(lines ...string) string { return strings.Join(lines, "\n\n") }

func TestWhatStandsBehindTheLabelOfASpeakerIsAQuotation(t *testing.T) {
	run(t, []row{
		{"last names in capitals", blocks("Ida Moreno met Bo Tern in Holm.", "MORENO: I want it shut.", "TERN: You do not.", "MORENO: Wait and see."), []string{
			"direct | I want it shut. | Ida Moreno |  | MORENO", "direct | You do not. | Bo Tern |  | TERN", "direct | Wait and see. | Ida Moreno |  | MORENO"}},
		{"a full name first, a title, a note in brackets",
			blocks("IDA MORENO: I want it shut.", "DR TERN (by telephone): You do not.", "MORENO: I do!"), []string{
				"direct | I want it shut. | IDA MORENO", "direct | You do not. | DR TERN", "direct | I do! | IDA MORENO"}},
		{"initials, also behind a hyphen", blocks("Ida Storm-Berg, a pilot, met Bo Tern.", "ISB: I want it shut.", "BT: You do not.", "ISB: We shall see."), []string{
			"direct | I want it shut. | Ida Storm-Berg | pilot | ISB", "direct | You do not. | Bo Tern", "direct | We shall see. | Ida Storm-Berg | pilot | ISB"}},
		{"given names", blocks("Ida Moreno met Brian Tern.", "Ida: I want it shut.", "Brian: You do not.", "Ida: We shall see."), []string{
			"direct | I want it shut. | Ida Moreno", "direct | You do not. | Brian Tern", "direct | We shall see. | Ida Moreno"}},
		{"two people of one last name", blocks("Ida Moreno met Bo Moreno and Brian Tern.", "MORENO: I want it shut.", "TERN: You do not.", "MORENO: We shall see."), []string{
			"direct | I want it shut. |  |  | MORENO", "direct | You do not. | Brian Tern", "direct | We shall see. | "}},
		{"an outlet asks", blocks("Ida Moreno, a pilot, spoke to the Holm Courier.", "HOLM COURIER: Will it shut?", "MORENO: It must.", "HC: When?", "MORENO: I hope in May."), []string{
			"direct | It must. | Ida Moreno | pilot | MORENO", "direct | I hope in May. | Ida Moreno"}},
		{"an interviewer asks, and names others", blocks("Ida Moreno came in.", "Interviewer: Bo Tern said that it would shut.", "Moreno: I know.", "Interviewer: Well?", "Moreno: He lies."), []string{
			"indirect | that it would shut | Bo Tern", "direct | I know. | Ida Moreno", "direct | He lies. | Ida Moreno"}},
		{"marks inside a turn", blocks("Ida Moreno met Brian Tern.", "MORENO: Bo said, “Go away,” and I went.", "TERN: You said that it “hurt”.", "MORENO: “It did.”"), []string{
			"direct | Bo said, “Go away,” and I went. | Ida Moreno", "direct | You said that it “hurt”. | Brian Tern", "direct | It did. | Ida Moreno"}},
		{"stage directions", blocks("Ida Moreno met Brian Tern.", "MORENO: I want it shut.", "(APPLAUSE)", "TERN: [laughs]", "MORENO: You laugh."), []string{
			"direct | I want it shut. | Ida Moreno", "direct | You laugh. | Ida Moreno"}},
	})
}

func TestAnAnswerIsByWhomTheInterviewIsWith(t *testing.T) {
	talk := blocks("Q: Will it shut?", "A: I hope so.", "Q: Bo Tern says it will not.", "A: He lies.")
	answers := func(name string) []string {
		return []string{"direct | I hope so. | " + name, "indirect | it will not | Bo Tern", "direct | He lies. | " + name}
	}
	run(t, []row{
		{"a role", blocks("Ida Moreno, the harbour director, talks to Brian Ash.", talk), answers("Ida Moreno")},
		{"named most often", blocks("Ida Moreno’s wall", "Ida Moreno, a pilot, knows Lena Fell, a baker. Moreno lives in Holm.", talk), answers("Ida Moreno")},
		{"two who are equally likely", blocks("Ida Moreno, a pilot, and Lena Fell, a baker, live in Holm.", talk), answers("")},
		{"nobody before the first question", blocks("The wall is old.", talk), answers("")},
		{"whoever has a label of their own", blocks("Lena Fell, a baker, met Ida Moreno, a pilot. Fell was glad.", "FELL: Are you here?", talk),
			append([]string{"direct | Are you here? | Lena Fell"}, answers("Ida Moreno")...)},
	})
}

func TestATurnGoesOnUntilSomethingEndsIt(t *testing.T) {
	head := blocks("Ida Moreno, a pilot, met us.", "Q: Will it shut?", "A: I hope so.")
	tail := blocks("Q: When?", "A: In May.")
	first, last := "direct | I hope so. | Ida Moreno | pilot | A", "direct | In May. | Ida Moreno"
	run(t, []row{
		{"a paragraph that may be the paper’s", blocks(head, "The wall is old.", tail), []string{first, last}},
		{"others’ words in it", blocks(head, "Bo said that I should go.", tail), []string{first, "direct | Bo said that I should go. | Ida Moreno", last}},
		{"a tag of its own", blocks(head, "“It is a lie,” says Bo Tern.", "The rain stops.", tail), []string{first, "direct | It is a lie | Bo Tern", last}},
		{"a rule", blocks(head, "* * *", "The wall is old.", tail), []string{first, last}},
		{"she is told of", blocks(head, "Moreno gets up and shuts the window.", tail), []string{first, last}},
		{"a label that is nobody’s", blocks(head, "Note: the wall is old.", "The rain stops.", tail), []string{first, last}},
		{"the end, which is the paper’s", blocks(head, tail, "The wall was built in 1950."), []string{first, last}},
		{"the end, which is hers", blocks(head, tail, "So I hope.", "The wall was built in 1950."), []string{first, last, "direct | So I hope. | Ida Moreno"}},
	})
	a := prose.Article("")
	a.Text = "Ida Moreno, a pilot, met us.\n\nQ: Will it shut?\n\nA: I hope so.\n\nWhere it stands\n\nThe wall is old.\n\nQ: When?\n\nA: In May."
	*a = *prose.Article(a.Text)
	a.Blocks[3].Kind = news.Heading
	if found := quote.Find(a); len(found) != 2 {
		t.Errorf("a heading leaves %d quotations, want 2", len(found))
	}
}

func TestLabelsDoNotMakeATranscript(t *testing.T) {
	run(t, []row{
		{"notes", blocks("Ida Moreno met us.", "Note: I am old.", "Update: You are old.", "Note: We are old.", "Read More: Are you old?", "Read More: I am."), none},
		{"datelines", blocks("WASHINGTON: We met you.", "PARIS: You met us.", "WASHINGTON: We left."), none},
		{"a recipe", blocks("Ida Moreno bakes.", "Serves: 4 of you", "Oven: your own", "Serves: 4 of us"), none},
		{"definitions", blocks("Holm: where I live", "Slip: where you land", "Tern: a bird that we like"), none},
		{"a count of votes", blocks("Ida Moreno ran against Bo Tern.", "Moreno: 1,769", "Tern: 1,501", "Moreno: 547", "Tern: 46"), none},
		{"programmes side by side", blocks("Ida Moreno ran against Bo Tern.", "Moreno: Would build a wall.", "Tern: Would not.", "Moreno: Lower taxes.", "Tern: Higher taxes."), none},
		{"ratings, each once", blocks("Ida Moreno, Bo Tern and Lena Fell played.", "Moreno: You could not pass her.", "Tern: We liked him.", "Fell: My own choice."), none},
		{"two lines", blocks("Ida Moreno met Bo Tern.", "Moreno: I want it shut.", "Tern: You do not."), none},
		{"a paper answers its readers", blocks("Ida Moreno, a pilot, drew the plan.", "Q: Will it shut?", "A: The wall closes in May.", "Q: What will it cost?", "A: Nobody knows."), none},
		{"points A and B", blocks("Ida Moreno, a pilot, spoke.", "A: I was there.", "B: You were not.", "A: I was."), none},
		{"a headline with a name", blocks("Ida Moreno: We will shut it", "Ida Moreno met Bo Tern.", "Moreno: I want it shut.", "Tern: You do not."), none},
	})
}

func TestATurnIsAsSureAsALabel(t *testing.T) {
	a := prose.Article("Ida Moreno, a pilot, met us.\n\nQ: Will it shut?\n\nA: I hope so.\n\nQ: When?\n\nA: In May.")
	for _, q := range quote.Find(a) {
		if q.Confidence != .95 {
			t.Errorf("%q has the confidence %v, want .95", a.At(q.Span), q.Confidence)
		}
	}
}

func TestEachTurnOfTheExampleIsFoundWithItsSpeaker(t *testing.T) {
	data, err := os.ReadFile("../../examples/gold/interview.json")
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Turns []struct{ Speaker, Text string }
	}
	if err := json.Unmarshal(data, &gold); err != nil {
		t.Fatal(err)
	}
	a := example(t, "interview.txt")
	said := map[string]string{}
	for _, q := range quote.Find(a) {
		if q.Kind == news.Direct {
			said[a.At(q.Span)] = a.At(q.Speaker.Name)
		}
	}
	answers := 0
	for _, turn := range gold.Turns {
		got, ok := said[turn.Text]
		asks := turn.Speaker == "Compass Quarterly"
		if ok == asks || ok && got != turn.Speaker {
			t.Errorf("%.40q is by %q, found %v by %q", turn.Text, turn.Speaker, ok, got)
		}
		if !asks {
			answers++
		}
	}
	if answers != 8 {
		t.Errorf("%d answers are labelled, want 8", answers)
	}
}
