package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// hostile are pages that grow with n and are made to blow up a parser, a walk of its tree or a search in it.
var hostile = []struct {
	name string
	page func(n int) string
}{
	{"nested divs", func(n int) string { return strings.Repeat("<div>", n) + "Deep down." + strings.Repeat("</div>", n) }},
	{"nested divs with text", func(n int) string { return strings.Repeat("<div>word ", n) }},
	{"unclosed formatting", func(n int) string {
		var b strings.Builder
		for i := range n / 2 {
			fmt.Fprintf(&b, "<b id=%d><p>word ", i)
		}
		return b.String()
	}},
	{"unclosed links and paragraphs", func(n int) string {
		return strings.Repeat("<a href=x>", min(n, 50)) + strings.Repeat("<p>A sentence of some words.", n)
	}},
	{"nested lists", func(n int) string { return strings.Repeat("<ul><li>item", n) }},
	{"nested tables", func(n int) string { return strings.Repeat("<table><tr><td>cell", n) }},
	{"nested quotations", func(n int) string { return strings.Repeat("<blockquote><p>She said so.", n) }},
	{"nested spans in a paragraph", func(n int) string { return "<p>" + strings.Repeat("<span>word ", n) }},
	{"many paragraphs", func(n int) string { return strings.Repeat("<p>The board voted nine to two, she said.</p>", n) }},
	{"many paragraphs in an article", func(n int) string {
		return "<article>" + strings.Repeat("<p>The board voted nine to two, she said.</p>", n) + "</article>"
	}},
	{"many divs", func(n int) string { return strings.Repeat("<div>The board voted nine to two, she said.</div>", n) }},
	{"many line breaks", func(n int) string {
		return "<div>" + strings.Repeat("The board voted, she said.<br><br>", n) + "</div>"
	}},
	{"many headings", func(n int) string { return strings.Repeat("<h1>The board votes</h1>", n) }},
	{"many items", func(n int) string { return "<ul>" + strings.Repeat("<li>The board voted.", n) + "</ul>" }},
	{"many cells", func(n int) string { return "<table><tr>" + strings.Repeat("<td>1", n) + "</table>" }},
	{"many attributes", func(n int) string {
		var b strings.Builder
		b.WriteString("<p")
		for i := range n {
			fmt.Fprintf(&b, " a%d=1", i)
		}
		return b.String() + ">The board voted."
	}},
	{"many comments", func(n int) string { return strings.Repeat("<!-- -->", n) }},
	{"many entities", func(n int) string { return "<p>" + strings.Repeat("&amp;&nbsp;", n) }},
	{"many metas", func(n int) string { return strings.Repeat("<meta name=author content='Jane Roe'>", n) }},
	{"one long word", func(n int) string { return "<p>" + strings.Repeat("x", 20*n) }},
	{"one long paragraph", func(n int) string { return "<p>" + strings.Repeat("The board voted. ", n) }},
	{"hidden in hidden", func(n int) string { return strings.Repeat("<div hidden>", n) + "x" }},
	{"open brackets", func(n int) string { return strings.Repeat("<", 10*n) }},
	{"forms and selects", func(n int) string { return strings.Repeat("<form><select><option>x", n) }},
	{"nested JSON-LD", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, n) + `</script>`
	}},
	{"entities of entities", func(n int) string {
		var b strings.Builder
		b.WriteString("<!DOCTYPE html [<!ENTITY a0 'ha'>")
		for i := range n / 10 {
			fmt.Fprintf(&b, "<!ENTITY a%d '&a%d;&a%d;'>", i+1, i, i)
		}
		return b.String() + fmt.Sprintf("]><p>&a%d;", n/10)
	}},
	{"data addresses", func(n int) string {
		return "<base href='data:text/html,x'><link rel=canonical href='data:text/html," + strings.Repeat("A", 10*n) + "'><a rel=next href='data:,2'>x</a><p>The board voted."
	}},
	{"many rules of style", func(n int) string {
		var b strings.Builder
		for i := range n / 10 {
			fmt.Fprintf(&b, ".a .b .c .x{color:#%06d} .x{opacity:.%d} ", i, i+1)
		}
		return "<style>" + b.String() + "</style>" + strings.Repeat("<div class='a b c x'>", 100) + strings.Repeat("<p class='x a b'>The board voted.", n/10)
	}},
	{"rules of style that climb", func(n int) string {
		return "<style>" + strings.Repeat(".a .b .c .d .e .x{display:none}", 100) + "</style>" + strings.Repeat("<div class='q r s'>", 180) + strings.Repeat("<p class=x>The board voted.</p>", n)
	}},
	{"many times", func(n int) string {
		return "<title>Live</title><div class=live-blog>" + strings.Repeat("<div><time>14:02</time>The board voted nine to two, she said, and nobody in the hall had anything more to say.</div>", n/10)
	}},
	{"times in times", func(n int) string {
		return "<title>Live</title>" + strings.Repeat("<div><time>14:02</time>The board voted. ", n)
	}},
	{"transcripts in transcripts", func(n int) string {
		return "<video></video>" + strings.Repeat("<div class=transcript>The board voted. ", n)
	}},
	{"dialogs in dialogs", func(n int) string { return strings.Repeat("<div role=dialog>The board voted. ", n) }},
	{"many dialogs", func(n int) string { return strings.Repeat("<div role=dialog>The board voted.</div>", n) }},
	{"many next pages", func(n int) string { return strings.Repeat("<a rel=next href='?page=7'>The board voted.</a> ", n) }},
	{"many bulletins", func(n int) string {
		return `<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[` + strings.Repeat(`{"headline":"x","articleBody":"<p>y</p>"},`, n/5) + `{}]}</script>`
	}},
	{"quotation marks", func(n int) string { return "<p>" + strings.Repeat("“", n) }},
}

func TestHostilePagesCostNoMoreThanTheirLength(t *testing.T) {
	n := 50_000
	if testing.Short() {
		n = 5_000
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			// A quadratic step would outlast the test's own time limit; a recursion without bound would end the process.
			a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(h.page(n))})
			if err == nil {
				sound(t, a)
			}
		})
	}
}

func TestHostileTextsCostNoMoreThanTheirLength(t *testing.T) {
	n := 1 << 18
	if testing.Short() {
		n = 1 << 16
	}
	for _, unit := range []string{"> ", ">", "- ", "1. ", "* > ", "# ", "[", "![", "*a _", "`", "|a|\n|-|\n", "a\n", "<div>", "&", "“", "\\"} {
		for _, name := range []string{"a.txt", "a.md"} {
			a, err := File(news.File{Name: name, Data: []byte(strings.Repeat(unit, n/len(unit)))})
			if err == nil {
				sound(t, a)
			}
		}
	}
}

// sound checks what is promised of every article.
func sound(t *testing.T, a *news.Article) {
	t.Helper()
	if a.ID == "" || a.Title == "" || a.Text == "" {
		t.Errorf("an article without id, title or text: %.200q", a.Title)
	}
	if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title+a.Byline+a.Site+a.Lang) || strings.Contains(a.Text, "\x00") {
		t.Errorf("not plain UTF-8: %.200q", a.Text)
	}
	end := 0
	for i, b := range a.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(a.Text) || a.At(b.Span) != clean(a.At(b.Span)) {
			t.Fatalf("block %d at %v is out of order or not clean", i, b.Span)
		}
		end = b.End
	}
	end = 0
	for i, s := range a.Sentences {
		if s.Start < end || s.End <= s.Start || s.Block >= len(a.Blocks) || !a.Blocks[s.Block].Contains(s.Span) {
			t.Fatalf("sentence %d at %v is out of order or outside its block", i, s.Span)
		}
		end = s.End
	}
}
