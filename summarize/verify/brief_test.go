package verify

import (
	"reflect"
	"strings"
	"testing"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

const port = "The board will close the old slip in May. “The slip closes,” said Ida Moreno, the harbour director. “It must,” she added.\n\n" +
	"Bo Tern opposes the closing of the slip. “No,” he said, and he left."

// span finds the one place of words in the text.
func span(t *testing.T, a *news.Article, words string) news.Span {
	t.Helper()
	if strings.Count(a.Text, words) != 1 {
		t.Fatalf("%q stands %d times in the text", words, strings.Count(a.Text, words))
	}
	at := strings.Index(a.Text, words)
	return news.Span{Start: at, End: at + len(words)}
}

// honest is a brief of [port] in which everything is true.
func honest(t *testing.T) *news.Brief {
	t.Helper()
	a := prose.Article(port)
	ida := news.Speaker{Name: span(t, a, "Ida Moreno"), Role: span(t, a, "harbour director")}
	return &news.Brief{
		Article: a,
		Gist:    news.Line{Text: "The board will close the old slip in May.", Cites: []int{1}},
		Points:  []news.Line{{Text: "Bo Tern opposes the closing of the slip.", Cites: []int{4}}},
		Quotes: []news.Quote{
			{Span: span(t, a, "The slip closes"), Speaker: ida, Mention: ida.Name, Sentence: 2, Confidence: .9},
			{Span: span(t, a, "It must"), Speaker: ida, Mention: span(t, a, "she"), Cue: span(t, a, "added"), Sentence: 3, Confidence: .9},
		},
		Issues: []news.Issue{{
			Label: span(t, a, "old slip"), Sentences: []int{1, 2, 4}, Quotes: []int{0, 1},
			Positions: []news.Position{
				{Actor: ida.Name, Evidence: span(t, a, "It must"), Sentence: 3, Quote: 1},
				{Actor: span(t, a, "Bo Tern"), Stance: news.Against, Evidence: a.Sentences[3].Span, Sentence: 4, Quote: -1},
			},
		}},
	}
}

func TestTheGateLetsThroughWhatIsTrue(t *testing.T) {
	b, want := honest(t), honest(t)
	Brief(b)
	want.Checked = news.Tally{Quotes: 2, Verified: 2}
	if !reflect.DeepEqual(b, want) {
		t.Errorf("a true brief became\n%+v, want\n%+v", b, want)
	}
}

func TestEveryWayOfLyingIsDroppedAndCounted(t *testing.T) {
	beyond := news.Span{Start: len(port) - 2, End: len(port) + 3}
	halved := strings.Index(port, "“") + 1
	for _, tt := range []struct {
		name   string
		lie    func(b *news.Brief)
		quotes int // that remain
	}{
		{"words that go past the end of the text", func(b *news.Brief) { b.Quotes[0].Span = beyond }, 1},
		{"words from before its beginning", func(b *news.Brief) { b.Quotes[0].Start = -1 }, 1},
		{"no words", func(b *news.Brief) { b.Quotes[0].Span = news.Span{} }, 1},
		{"words turned around", func(b *news.Brief) { b.Quotes[0].Start, b.Quotes[0].End = b.Quotes[0].End, b.Quotes[0].Start }, 1},
		{"half a character", func(b *news.Brief) { b.Quotes[0].Start = halved }, 1},
		{"half a character at the end", func(b *news.Brief) { b.Quotes[0].End += 2 }, 1},
		{"a space for words", func(b *news.Brief) { b.Quotes[0].Span = news.Span{Start: 3, End: 4} }, 1},
		{"the author’s words called direct", func(b *news.Brief) {
			b.Quotes[0].Span, b.Quotes[0].Sentence = span(t, b.Article, "close the old slip"), 1
		}, 1},
		{"what stands behind a quotation called direct", func(b *news.Brief) {
			b.Quotes[1].Span, b.Quotes[1].Sentence = span(t, b.Article, "he said, and he left"), 5
		}, 1},
		{"a quotation that reaches over its closing mark", func(b *news.Brief) { b.Quotes[0].End = b.Quotes[0].Speaker.Name.End }, 1},
		{"a quotation that reaches into the next paragraph", func(b *news.Brief) {
			b.Quotes[1].End, b.Quotes[1].Kind = b.Article.Blocks[1].Start+5, news.Mixed
		}, 1},
		{"a first character too many", func(b *news.Brief) { b.Quotes[1].Start -= len("“") }, 1},
		{"a first character too few", func(b *news.Brief) { b.Quotes[1].Start++ }, 1},
		{"a sentence that there is not", func(b *news.Brief) { b.Quotes[0].Sentence = 99 }, 1},
		{"no sentence", func(b *news.Brief) { b.Quotes[0].Sentence = 0 }, 1},
		{"another sentence", func(b *news.Brief) { b.Quotes[0].Sentence = 3 }, 1},
		{"a speaker who is not in the text", func(b *news.Brief) { b.Quotes[0].Speaker.Name = beyond }, 1},
		{"a role that is not in the text", func(b *news.Brief) { b.Quotes[0].Speaker.Role = beyond }, 1},
		{"a role without a name", func(b *news.Brief) { b.Quotes[0].Speaker.Name = news.Span{} }, 1},
		{"a mention that is not in the text", func(b *news.Brief) { b.Quotes[0].Mention = beyond }, 1},
		{"a cue that is not in the text", func(b *news.Brief) { b.Quotes[0].Cue = news.Span{Start: halved, End: halved + 9} }, 1},
		{"a gist changed by one character", func(b *news.Brief) { b.Gist.Text = strings.Replace(b.Gist.Text, "close", "clone", 1) }, 2},
		{"a gist cut short", func(b *news.Brief) { b.Gist.Text = b.Gist.Text[:20] }, 2},
		{"a gist that cites nothing", func(b *news.Brief) { b.Gist.Cites = nil }, 2},
		{"a point changed by one character", func(b *news.Brief) { b.Points[0].Text = strings.Replace(b.Points[0].Text, "opposes", "supposes", 1) }, 2},
		{"a point that cites another sentence", func(b *news.Brief) { b.Points[0].Cites = []int{1} }, 2},
		{"a point that cites a sentence too many", func(b *news.Brief) { b.Points[0].Cites = []int{4, 1} }, 2},
		{"a point that cites what there is not", func(b *news.Brief) { b.Points[0].Cites = []int{0} }, 2},
		{"an empty point", func(b *news.Brief) { b.Points[0] = news.Line{Cites: []int{4}} }, 2},
		{"a label that is not in the text", func(b *news.Brief) { b.Issues[0].Label = beyond }, 2},
		{"an issue that no sentence carries", func(b *news.Brief) { b.Issues[0].Sentences = nil }, 2},
		{"an issue that a missing sentence carries", func(b *news.Brief) { b.Issues[0].Sentences = []int{1, 99} }, 2},
		{"a position of another actor", func(b *news.Brief) { b.Issues[0].Positions[0].Actor = span(t, b.Article, "Bo Tern") }, 2},
		{"a position of nobody", func(b *news.Brief) { b.Issues[0].Positions[0].Actor = news.Span{} }, 2},
		{"a position in another sentence", func(b *news.Brief) { b.Issues[0].Positions[0].Sentence = 2 }, 2},
		{"a position whose evidence is not what was said", func(b *news.Brief) { b.Issues[0].Positions[0].Evidence = b.Article.Sentences[2].Span }, 2},
		{"a position without evidence", func(b *news.Brief) {
			b.Issues[0].Positions[0].Evidence = news.Span{Start: b.Quotes[1].Start, End: b.Quotes[1].Start}
		}, 2},
		{"a position from a quotation that there is not", func(b *news.Brief) { b.Issues[0].Positions[0].Quote = 7 }, 2},
		{"a position told of somebody whom the sentence does not name", func(b *news.Brief) { b.Issues[0].Positions[1].Actor = b.Quotes[0].Speaker.Name }, 2},
		{"a position told in a sentence that there is not", func(b *news.Brief) { b.Issues[0].Positions[1].Sentence = 99 }, 2},
		{"a position told without evidence", func(b *news.Brief) { b.Issues[0].Positions[1].Evidence.End = b.Issues[0].Positions[1].Evidence.Start }, 2},
		{"a position whose speaker is unclear", func(b *news.Brief) { b.Quotes[1].Confidence = .1 }, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := honest(t)
			tt.lie(b)
			Brief(b)
			if b.Checked.Dropped == 0 {
				t.Errorf("nothing was dropped: %+v", b)
			}
			if len(b.Quotes) != tt.quotes || b.Checked.Verified != tt.quotes || b.Checked.Quotes != 2 {
				t.Errorf("%d quotations are left of %d, %+v; want %d", len(b.Quotes), 2, b.Checked, tt.quotes)
			}
			again := *b
			again.Checked = news.Tally{}
			if Brief(&again); again.Checked.Dropped != 0 {
				t.Errorf("what was let through does not pass again: %+v", again.Checked)
			}
		})
	}
}

func TestNumbersOfQuotationsFollowThoseThatAreLeft(t *testing.T) {
	b := honest(t)
	b.Quotes[0].Sentence = 99
	Brief(b)
	if i := b.Issues[0]; len(i.Quotes) != 1 || i.Quotes[0] != 0 || i.Positions[0].Quote != 0 || i.Positions[1].Quote != -1 {
		t.Errorf("the issue points to %v and %+v", i.Quotes, i.Positions)
	}
	b = honest(t)
	b.Quotes[1].Sentence = 99
	Brief(b)
	if i := b.Issues[0]; len(i.Positions) != 1 || b.Checked.Dropped != 2 {
		t.Errorf("a position outlives its quotation: %+v, %+v", i.Positions, b.Checked)
	}
}

func TestADirectQuotationStandsBehindAnOpeningMark(t *testing.T) {
	for _, tt := range []struct {
		name, text, words string
		want              bool
	}{
		{"curly", "She said “so it is” then.", "so it is", true},
		{"straight", `She said "so it is" then.`, "so it is", true},
		{"single", "She said ‘so it is’ then.", "so it is", true},
		{"French, with its spaces", "Elle dit «\u00a0c’est fini\u00a0».", "c’est fini", true},
		{"a space too many", "“ So it is,” she said.", "So it is", true},
		{"with a closing mark that opens", "”So it is,” she said.", "So it is", true},
		{"in brackets", "(“ So it is” )", "So it is", true},
		{"the turn of a transcript", "“MORENO: So it is.", "So it is.", true},
		{"the turn of a name in two words", "“IDA MORENO : So it is.", "So it is.", true},
		{"with a smaller quotation in it", "“He said ‘go’ and went,” she said.", "He said ‘go’ and went", true},
		{"without marks", "She said so it is.", "so it is", false},
		{"at the beginning of the text", "So it is.", "So it is", false},
		{"behind a closing mark", "“No,” so it is, she said.", "so it is", false},
		{"behind a closing mark and a colon", "“No,” BO: so it is, she said.", "so it is", false},
		{"behind a colon of the author’s", "“It is what she said: so it is.", "so it is", false},
		{"over a closing mark", "“So,” she said, “it is.”", "So,” she said, “it is", false},
		{"over a straight closing mark", `"So," she said, "it is."`, `So," she said`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := prose.Article(tt.text)
			if got := marked(a, span(t, a, tt.words)); got != tt.want {
				t.Errorf("%q in %q: %v, want %v", tt.words, tt.text, got, tt.want)
			}
		})
	}
}
