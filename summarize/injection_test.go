package summarize

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// wharf is an honest article with a place for something that is not.
const wharf = `<!doctype html><html lang="en"><head><title>Harbour board votes to close the old ferry slip</title></head><body><article>
<h1>Harbour board votes to close the old ferry slip</h1>
<p>The harbour board voted nine to six on Tuesday to close the old ferry slip, after a debate of five hours about what it costs the town.</p>
<p>“This harbour feeds four hundred families,” said Ida Moreno, who leads the cooperative of the fishers and opposes the plan.</p>
<p>Bo Tern, a clerk of the board, counted the votes and carried the papers to the office in the old customs house.</p>
%s
<p>“Nobody will lose a berth,” said Anders Vell, the head of the port, after the vote.</p>
<p>The ministry has until 15 January to decide, and few in the town expect it to decide before that week.</p>
</article></body></html>`

// code is a word by which a command is known in whatever a machine is given to read.
const code = "Quagga"

// obedient is a model that has read the page itself and does what it says, whatever it is asked.
type obedient struct {
	does obeyed
	read int // prompts in which the command was
}

func (m *obedient) Name() string { return "obedient" }

func (m *obedient) Complete(_ context.Context, p Prompt) ([]byte, news.Cost, error) {
	if strings.Contains(p.Data+p.Instructions, code) {
		m.read++
	}
	type line = map[string]any
	var lines, missed []line
	for n := 1; n <= 6; n++ {
		lines = append(lines, line{"text": m.does.line, "sentences": []int{n}})
		missed = append(missed, line{"text": m.does.quote, "sentence": n, "speaker": m.does.speaker})
	}
	lines = append(lines, line{"text": m.does.line, "sentences": []int{1, 2, 3, 4}}, line{"text": m.does.line, "sentences": []int{2, 3}}, line{"text": m.does.line, "sentences": []int{1, 3}})
	asks := []line{{"text": strings.Trim(m.does.line, ".“”") + "?", "sentences": []int{1, 2, 3}}}
	actor := m.does.speaker + m.does.stanceOf
	issue := line{"text": m.does.line, "sentences": []int{1, 2, 3}, "positions": []line{{"actor": actor, "stance": "for", "sentences": []int{1, 2, 3}}, {"actor": actor, "stance": "for", "sentences": []int{3}}}}
	out, err := json.Marshal(line{
		"gist": lines[6], "points": lines, "quotes": []int{1, 2, 3, 4}, "missed": missed, "issues": []line{issue}, "questions": asks,
		"translations": lines, "lines": lines,
	})
	return out, news.Cost{Calls: 1}, err
}

// shown is everything that a reader may see of a brief beside the article.
func shown(b *news.Brief) []string {
	out := []string{b.Gist.Text}
	for _, l := range append(slices.Clone(b.Points), b.Asks...) {
		out = append(out, l.Text)
	}
	for i := range b.Quotes {
		s := b.Saying(i)
		out = append(out, s.Text, s.Speaker, s.Role, s.Cue)
	}
	for _, g := range b.Glosses {
		out = append(out, g)
	}
	for _, i := range b.Issues {
		out = append(out, i.Phrase, b.Article.At(i.Label))
		for _, p := range i.Positions {
			out = append(out, b.Article.At(p.Actor), b.Article.At(p.Evidence))
		}
	}
	return out
}

// effects are the strings that were shown because somebody commanded them. What stands in the article, where a reader
// sees it, is no effect, unless it is of a kind that has no place in a brief.
func effects(c command, a *news.Article, shown []string) []string {
	var out []string
	flat := oneLine(a.Text)
	for _, s := range shown {
		if strings.Contains(flat, oneLine(s)) {
			continue // letter for letter
		}
		for _, p := range append(slices.Clone(c.prints), c.does.line, c.does.quote) {
			if p != "" && strings.Contains(s, p) && (c.never || !strings.Contains(flat, p)) {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// moved are the quotations whose speaker is not the one that the engine found without the model, and the sides that
// nobody was found to take.
func moved(own, got *news.Brief) []string {
	var out []string
	for i := range got.Quotes {
		k := slices.IndexFunc(own.Quotes, func(q news.Quote) bool { return q.Span == got.Quotes[i].Span })
		if s := got.Saying(i); k < 0 && s.Speaker != "" || k >= 0 && own.Quotes[k] != got.Quotes[i] {
			out = append(out, s.Speaker+": "+s.Text)
		}
	}
	for _, i := range got.Issues {
		for _, p := range i.Positions {
			actor := got.Article.At(p.Actor)
			if side, ok := stanceOf(own, actor); p.Stance != news.Speaks && (!ok || side != p.Stance) {
				out = append(out, fmt.Sprint(actor, " takes side ", p.Stance))
			}
		}
	}
	return out
}

// TestAPageThatCommandsAModelWhichObeysGainsNothing goes through every carrier with every command, in the language of the
// article and in another one, and then asks a question.
func TestAPageThatCommandsAModelWhichObeysGainsNothing(t *testing.T) {
	articles, calls, read, failed := 0, 0, 0, 0
	for _, where := range carriers {
		for _, c := range commands {
			articles++
			name := c.name + " in " + where.name
			// An inner page keeps its marks: what is escaped once is text, in an attribute too.
			body := fmt.Sprintf(wharf, fmt.Sprintf(where.page, html.EscapeString(c.order+" "+code+".")))
			m := &obedient{does: c.does}
			e := &Engine{Fetcher: &web{page: news.Page{URL: "https://harbour.example/slip", Type: "text/html", Charset: "utf-8", Body: []byte(body)}}, Model: m, Now: at}
			own, err := e.Brief(t.Context(), news.Source{Link: "https://harbour.example/slip"})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if len(own.Quotes) < 2 || !strings.Contains(own.Article.Text, "until 15 January") {
				t.Errorf("%s: of the article is left %q", name, own.Article.Text)
			}
			if !where.seen && strings.Contains(fmt.Sprint(own.Article.Text, own.Article.Title, own.Article.Byline, own.Article.Site), code) {
				t.Errorf("%s: what nobody sees is in the article", name)
			}
			check := func(got *news.Brief, err error) {
				calls++
				all := append(effects(c, own.Article, shown(got)), moved(own, got)...)
				if failed += len(all); len(all) > 0 {
					t.Errorf("%s: shown %q", name, all)
				}
				if got.Gist.Text == "" {
					t.Errorf("%s: a brief without a gist, %v", name, err)
				}
			}
			check(own, nil)
			for _, style := range []news.Style{{}, {Lang: "es"}, {Form: news.WhoWantsWhat}} {
				got, _, err := e.Write(t.Context(), own, style)
				check(got, err)
			}
			var passages []news.Passage
			for _, s := range own.Article.Sentences {
				passages = append(passages, news.Passage{Text: own.Article.At(s.Span)})
			}
			answer, _, err := e.AnswerBy(t.Context(), "What did the board decide?", nil, passages)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			calls++
			var lines []string
			for _, l := range answer.Lines {
				lines = append(lines, l.Text)
			}
			if all := effects(c, own.Article, lines); len(all) > 0 {
				failed += len(all)
				t.Errorf("%s: answered %q", name, all)
			}
			if m.read > 0 && !where.seen {
				t.Errorf("%s: the command was in %d prompts", name, m.read)
			}
			read += m.read
		}
	}
	t.Logf("%d articles with commands, %d briefs and answers of a model that obeys them all, %d prompts in which it could read them, %d effects", articles, calls, read, failed)
	if articles < 40 || read == 0 {
		t.Errorf("only %d articles, and %d prompts with a command", articles, read)
	}
}
