package extract

import (
	"fmt"
	"net/url"
	"strings"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// Article makes an article of a page of HTML, plain text or Markdown. It returns news.ErrType for any other,
// news.ErrEmpty, ErrConsent, ErrPaywall, ErrNotText and ErrTooLarge for a page without an article to read.
func Article(p news.Page) (*news.Article, error) {
	switch p.Type {
	case "text/html", "application/xhtml+xml":
		return page(p)
	case "text/plain", "text/markdown", "text/x-markdown":
		a, err := written(p)
		if err != nil {
			return nil, err
		}
		if link, err := news.Canonical(p.URL); err == nil {
			a.Link = link
		}
		a.Fetched = p.Fetched
		return a.Seal(), nil
	}
	return nil, fmt.Errorf("%w: %s", news.ErrType, p.Type)
}

// page reads HTML.
func page(p news.Page) (*news.Article, error) {
	if len(p.Body) == 0 {
		return nil, news.ErrEmpty
	}
	doc := parse(decode(p.Body, p.Type, p.Charset))
	at, err := url.Parse(p.URL)
	if err != nil || at.Host == "" {
		at = nil
	}
	s := look(doc)
	date := ""
	if s.wantsDate() {
		date = searchDate(doc, at)
	}
	scrub(doc)
	src := render(doc)
	r := engines(doc, at, s.elements < maxForBoth)

	a := &news.Article{Link: s.link(at), Site: s.site(), Byline: s.byline(r), Fetched: p.Fetched}
	host := ""
	if at != nil {
		host = at.Hostname()
	}
	a.Title = s.heading(a.Site, host)
	blocks, begins := choose(src, r, a.Title, a.Byline)
	if line := dateLine(src, begins); line != "" {
		date = line
	}
	a.Published, a.PublishedGuessed = s.published(date)
	if a.Notice, err = s.wall(at, src, blocks); err != nil {
		return nil, err
	}
	fill(a, blocks)
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	a.Lang = lang(a.Text, s.lang, s.first("og:locale", "content-language"), str(s.article()["inLanguage"]))
	return a.Seal(), nil
}

// choose settles which blocks of the page are the article, and where it begins among them.
func choose(src []block, r reading, title, byline string) (chosen []block, begins int) {
	kept := r.blocks
	if len(kept) == 0 {
		kept = r.second
	}
	places := posts(src, vote(head(align(src, kept), title, byline), r.second))
	out := make([]block, 0, len(places))
	for _, p := range places {
		if !aside(p.block) {
			out = append(out, p.block)
		}
	}
	if len(places) > 0 {
		begins = places[0].at
	}
	return unwalled(out), begins
}

// fill sets the text of an article and cuts it into blocks and sentences.
func fill(a *news.Article, blocks []block) {
	var b strings.Builder
	for i, bl := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(bl.text)
		a.Blocks = append(a.Blocks, news.Block{Span: news.Span{Start: start, End: b.Len()}, Kind: bl.kind, By: bl.by})
	}
	a.Text = b.String()
	a.Sentences = prose.Sentences(a.Text, a.Blocks)
}
