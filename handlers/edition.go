package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// headline is the first line of a briefing.
func (e edition) headline() string {
	day := e.at.Format("Monday, 2 January")
	if len(e.stories) == 0 {
		return "Nothing new for " + day + "."
	}
	return fmt.Sprintf("%s: %s from %s.", day, count(len(e.stories), "story"), count(e.articles(), "article"))
}

func (e edition) articles() (n int) {
	for _, s := range e.stories {
		n += len(s.articles)
	}
	return n
}

// outlets names where a story stands, each once, the fullest article first.
func (s told) outlets() (out []string) {
	for _, b := range s.articles {
		if o := b.Article.Outlet(); !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// reply draws a briefing.
func (e edition) reply() Reply {
	r := Reply{Text: Text{bold(e.headline())}}
	menu := &Menu{Label: "Open a story"}
	for _, t := range e.stories {
		r.Cards = append(r.Cards, t.card())
		b := t.articles[0]
		menu.Items = append(menu.Items, Item{Label: clip(oneLine(b.Article.Title), 100), Detail: clip(strings.Join(t.outlets(), ", "), 100), Action: Action{Name: storyAction, Args: []string{b.Article.ID}}})
	}
	if len(menu.Items) > 0 {
		r.Menu = menu
	}
	r.Buttons = []Button{{Label: "Why these?", Action: whyOf(news.Digest{ID: e.id}, e.at.Format(time.DateOnly))}}
	return r
}

// whyOf is the button under the briefing of a day, by which the message is known again.
func whyOf(d news.Digest, date string) Action {
	return Action{Name: whyAction, Args: []string{cmp.Or(d.ID, "-"), date}}
}

// card draws a story: its gist, two points, the best that somebody said, and where it stands.
func (t told) card() Card {
	b := t.articles[0]
	c := Card{Title: oneLine(b.Article.Title)}
	if onWeb(b.Article.Link) {
		c.Link = b.Article.Link
	}
	c.Body = append(Text{plain("%s", b.Gist.Text)}, cites(b, b.Gist.Cites)...)
	if b.Gist.Text == "" {
		c.Body = nil
	}
	said := 0 // sentence of the utterance that is shown, which no point need repeat
	if q := t.quote(); q != nil {
		top := best(q, quoteChains(q), 1)[0]
		c.Sections = addQuote(c.Sections, q, top)
		if q == b {
			said = q.Quotes[top[0]].Sentence
		}
	}
	shown := 0
	for _, p := range b.Points {
		if shown == storyPoints || p.Text == b.Gist.Text || slices.Contains(p.Cites, said) {
			continue
		}
		shown++
		c.Body = append(append(c.Body, plain("\n• %s", p.Text)), cites(b, p.Cites)...)
	}
	footer := Text{subtle(list(t.outlets()[:min(4, len(t.outlets()))], "and"))}
	if n := len(t.outlets()); n > 4 {
		footer = append(footer, subtlef(" and %s", count(n-4, "other")))
	}
	if earlier := len(t.articles) - t.news; earlier > 0 {
		footer = append(footer, subtlef(" · goes on from %s before", count(earlier, "article")))
	}
	for i, m := range t.by[:min(2, len(t.by))] {
		if i == 0 {
			footer = append(footer, subtle(" · shared by "))
		} else {
			footer = append(footer, subtle(", "))
		}
		footer = append(footer, Run{Words: oneLine(m.Name), Style: Subtle, Member: m})
	}
	c.Footer = footer
	return c
}

// quote is the article of a story with the utterance most worth showing, the lead's own where it has one; nil where
// nobody says anything.
func (t told) quote() *news.Brief {
	for _, b := range t.articles {
		chains := quoteChains(b)
		if top := best(b, chains, 1); len(top) > 0 && b.Quotes[top[0][0]].Known() && b.Quotes[top[0][0]].Kind == news.Direct {
			return b
		}
	}
	return nil
}
