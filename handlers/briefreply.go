package handlers

import (
	"cmp"
	"fmt"
	"strings"

	"onrecord/summarize/news"
)

// Why a brief is not remembered, in the reader's words.
const (
	notePrivate   = "Only you see this, and it is not remembered here."
	noteForgotten = "I could not remember this: my memory does not answer just now, so look-ups will not find it."
)

// How much of a brief its card shows.
const (
	shownQuotes = 5
	shownIssues = 4
)

// telling is a brief as it is told to a place.
type telling struct {
	Brief *news.Brief
	First news.Share // who shared it here before; zero where nobody did
	Kept  bool       // the place has the article, so that buttons may refer to it
	Note  string     // why it has not
	Aside string     // why it is not in a model's words, where there is a model
}

// reply draws a brief.
func (t telling) reply() Reply {
	b, a := t.Brief, t.Brief.Article
	card := Card{Title: oneLine(a.Title), Body: t.body(), Footer: t.footer()}
	if onWeb(a.Link) {
		card.Link = a.Link
	}
	chains := quoteChains(b)
	for _, chain := range best(b, chains, shownQuotes) {
		card.Sections = addQuote(card.Sections, b, chain)
	}
	if lines := issueLines(b); len(lines) > 0 {
		card.Sections = append(card.Sections, Section{Heading: "At issue", Ours: true, Body: lines})
	}
	reply := Reply{Text: append(Text{plain("%s", b.Gist.Text)}, cites(b, b.Gist.Cites)...), Cards: []Card{card}}
	if b.Gist.Text == "" { // the gate let none through
		reply.Text = Text{plain("%s", card.Title)}
	}
	if t.Kept && len(chains) > 0 {
		reply.Buttons = append(reply.Buttons, Button{
			Label: "All quotes (" + number(len(b.Quotes)) + ")", Action: Action{Name: quotesAction, Args: []string{a.ID, "1"}},
		})
	}
	if t.Kept && len(b.Issues) > 0 {
		reply.Buttons = append(reply.Buttons, Button{Label: "Issues", Action: Action{Name: issuesAction, Args: []string{a.ID}}})
	}
	if t.Kept {
		reply.Buttons = append(reply.Buttons, suggestedButtons(b)...)
	}
	if onWeb(a.Link) {
		reply.Buttons = append(reply.Buttons, Button{Label: "Source", Link: a.Link})
	}
	return reply
}

// body says where the article is from, how complete it is, and what its points are.
func (t telling) body() Text {
	a := t.Brief.Article
	from := []string{a.Outlet()}
	if d := day(a.Published, a.PublishedGuessed); d != "" {
		from = append(from, d)
	}
	body := Text{subtle(strings.Join(append(from, count(a.Words(), "word")), " · "))}
	if n := notice(a); n != "" {
		body = append(body, Run{Words: "\n" + n, Style: Italic})
	}
	for _, p := range t.Brief.Points {
		body = append(body, plain("\n• %s", p.Text))
		body = append(body, cites(t.Brief, p.Cites)...)
	}
	return body
}

// notice says in what way an article is not all that there is to read; "" if it is.
func notice(a *news.Article) string {
	switch a.Notice {
	case news.Paywalled:
		return fmt.Sprintf("The page shows %s of probably more without payment; this is about those.", count(a.Words(), "word"))
	case news.LiveBlog:
		return fmt.Sprintf("A live blog of %s when I read it; it may have grown since.", count(a.Entries(), "post"))
	case news.Unfinished:
		return "The article goes on over more pages than I have read; this is about the first."
	case news.FromFeed:
		return "I could not open the page; this is about what its feed says of it."
	case news.Transcript:
		return "This is about the transcript of a video."
	}
	return ""
}

// footer says what was checked, who wrote, and who was first.
func (t telling) footer() Text {
	b := t.Brief
	parts := Text{subtle("no quotes in this article")}
	if b.Checked.Quotes > 0 {
		parts[0] = subtlef("%d of %s verified", b.Checked.Verified, count(b.Checked.Quotes, "quote"))
	}
	if b.Checked.Dropped > 0 {
		parts = append(parts, subtle(count(b.Checked.Dropped, "line")+" left out, not found in the source"))
	}
	if b.Checked.Replaced > 0 {
		parts = append(parts, subtle(count(b.Checked.Replaced, "line")+" in the article's own words instead"))
	}
	parts = append(parts, subtle(writer(b.Writer)))
	for _, more := range []string{t.Aside, t.Note} {
		if more != "" {
			parts = append(parts, subtle(more))
		}
	}
	var footer Text
	for i, p := range parts {
		if i > 0 {
			footer = append(footer, subtle(" · "))
		}
		footer = append(footer, p)
	}
	if t.First.At.IsZero() {
		return footer
	}
	footer = append(footer, subtle(" · "), subtle("first shared here"))
	if t.First.By.ID != "" {
		footer = append(footer, subtle(" "), subtle("by"), subtle(" "), Run{Words: oneLine(t.First.By.Name), Style: Subtle, Member: t.First.By})
	}
	return append(footer, subtle(", "), at(t.First.At))
}

// writer names who wrote the lines of a brief. The engine's own versions begin with its name.
func writer(w string) string {
	if w == "" || strings.HasPrefix(strings.ToLower(w), "onrecord") || strings.HasPrefix(strings.ToLower(w), "engine") {
		return "own engine"
	}
	return "written by " + oneLine(w) + ", checked line by line"
}

// cites draws the numbers of sentences, each a link to the sentence on its page.
func cites(b *news.Brief, numbers []int) Text {
	var out Text
	for _, n := range numbers {
		if s, ok := b.Article.Sentence(n); ok {
			out = append(out, cite(b, n, b.Article.At(s.Span))...)
		}
	}
	return out
}

// cite draws the number of one sentence, as a link to the given words of the article; without words, as none.
func cite(b *news.Brief, n int, words string) Text {
	number := Run{Words: fmt.Sprint(n), Style: Subtle, Where: Where{Article: b.Article.ID, Sentence: n}}
	if words != "" {
		number.Link = atWords(b.Article.Link, words)
	}
	return Text{subtle(" ["), number, subtle("]")}
}

// issueLines says what is at stake and who stands where, one line an issue.
func issueLines(b *news.Brief) Text {
	var out Text
	for _, is := range b.Issues[:min(shownIssues, len(b.Issues))] {
		if len(out) > 0 {
			out = append(out, plain("\n"))
		}
		out = append(out, plain("• "), bold(capital(oneLine(cmp.Or(is.Phrase, b.Article.At(is.Label))))))
		sides := sideRuns(b, is)
		if len(sides) == 0 && len(is.Sentences) > 0 {
			sides = cite(b, is.Sentences[0], "")
		}
		out = append(out, sides...)
	}
	return out
}

// mostHeard is how many people are named who speak on an issue without taking a side.
const mostHeard = 3

// sideRuns names who is for, who is against and who else is quoted on an issue, with the sentence that shows it.
func sideRuns(b *news.Brief, is news.Issue) Text {
	var out Text
	for _, side := range [...]struct {
		stance news.Stance
		word   string
		most   int
	}{{news.For, "for", len(is.Positions)}, {news.Against, "against", len(is.Positions)}, {news.Speaks, "heard", mostHeard}} {
		named := 0
		for _, p := range is.Positions {
			if p.Stance != side.stance || named == side.most {
				continue
			}
			switch {
			case named > 0:
				out = append(out, plain(", "))
			case len(out) > 0:
				out = append(out, plain("; %s: ", side.word))
			default:
				out = append(out, plain(" — %s: ", side.word))
			}
			named++
			out = append(append(out, plain("%s", oneLine(b.Article.At(p.Actor)))), cite(b, p.Sentence, "")...)
		}
	}
	return out
}
