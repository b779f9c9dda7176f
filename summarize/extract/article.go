package extract

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// Article makes an article of a page of HTML, PDF, plain text or Markdown. Where an article of HTML goes on over further
// pages, more are these in order, as [Next] tells them. It returns news.ErrType for any other type of page; for one
// without an article to read news.ErrEmpty or one of its kinds, ErrConsent, a [news.PaywallError], ErrNotText or
// ErrTooLarge.
func Article(p news.Page, more ...news.Page) (*news.Article, error) {
	var a *news.Article
	var err error
	switch p.Type {
	case "text/html", "application/xhtml+xml":
		return whole(p, more)
	case "application/pdf":
		a, err = portable(p.Body)
	case "text/plain", "text/markdown", "text/x-markdown":
		a, err = written(p)
	default:
		err = fmt.Errorf("%w: %s", news.ErrType, p.Type)
	}
	if err != nil {
		return nil, err
	}
	if link, err := news.Canonical(p.URL); err == nil {
		a.Link = link
	}
	a.Fetched = p.Fetched
	return a.Seal(), nil
}

// whole reads an article of HTML that stands on one or several pages.
func whole(p news.Page, more []news.Page) (*news.Article, error) {
	a, blocks, err := page(p)
	if err != nil {
		return nil, err
	}
	last := p
	for _, m := range more {
		if m.Type != p.Type {
			break
		}
		b, next, err := page(m)
		if len(next) == 0 || errors.Is(err, news.ErrConsent) || !sameTitle(a.Title, b.Title) {
			break
		}
		if errors.Is(err, news.ErrPaywall) || b.Notice == news.Paywalled {
			a.Notice = news.Paywalled
		}
		blocks, last = join(blocks, next), m
	}
	kept := affordable(blocks)
	if a.Notice == news.Complete && (Next(last) != "" || len(kept) < len(blocks)) {
		a.Notice = news.Unfinished
	}
	if len(kept) == 0 {
		return nil, news.ErrTooLarge
	}
	fill(a, kept)
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	a.Lang = lang(a.Text, a.Lang)
	return a.Seal(), nil
}

// affordable returns the blocks up to the length that a text may have: whoever reads the article after us need not be
// linear in it.
func affordable(blocks []block) []block {
	n := 0
	for i, b := range blocks {
		if n += len(b.text) + 2; n > maxText {
			return blocks[:i]
		}
	}
	return blocks
}

// sameTitle reports whether a further page bears the title of the first, with more to it or not.
func sameTitle(first, further string) bool {
	w := words(first)
	if len(w) == 0 || further == "" {
		return true
	}
	has := map[string]bool{}
	for _, word := range words(further) {
		has[word] = true
	}
	n := 0
	for _, word := range w {
		n += b2i(has[word])
	}
	return 10*n >= 6*len(w)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// join adds the blocks of a further page, without what stands on both.
func join(blocks, next []block) []block {
	seen := map[string]bool{}
	for _, b := range blocks {
		seen[key(b.text)] = true
	}
	for i, b := range next {
		if seen[key(b.text)] && (i < 4 || len(words(b.text)) >= 6 || b.link) {
			continue
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// page reads one page of HTML into what is known about its article, and its blocks. It may return both of these and an
// error that says why they are no article.
func page(p news.Page) (*news.Article, []block, error) {
	if len(p.Body) == 0 {
		return nil, nil, news.ErrEmpty
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
	live := s.markLive(doc, at)
	over := scrub(doc)
	src := render(doc)
	spoken := s.transcript(doc)
	r := engines(doc, at, s.elements < maxForBoth)

	a := &news.Article{Link: s.link(at), Site: s.site(), Byline: s.byline(r), Fetched: p.Fetched}
	host := ""
	if at != nil {
		host = at.Hostname()
	}
	a.Title = s.heading(a.Site, host)
	places, begins := choose(src, r, a.Title, a.Byline)
	if line := dateLine(src, begins); line != "" {
		date = line
	} else if !moment(s.headTime).IsZero() {
		date = s.headTime
	}
	a.Published, a.PublishedGuessed = s.published(date)
	blocks, notice := s.settle(src, places, spoken, live)
	a.Notice, err = s.wall(at, src, over, blocks, notice)
	a.Lang = declared(s.lang, s.first("og:locale", "content-language"), str(s.article()["inLanguage"]))
	return a, blocks, err
}

// settle returns the blocks of the article and what kind of article that makes it. places are what the engines chose.
func (s *survey) settle(src []block, places []place, spoken []block, live int) ([]block, news.Notice) {
	var told []bulletin
	if s.declaresLive() {
		told = s.updates()
	}
	chosen := plainly(beforeWall(src, places))
	switch n := total(chosen); {
	case live > 0:
		return unwalled(telling(src, places, told)), news.LiveBlog
	case s.isVideo() && total(spoken) > n/2 && total(spoken) >= minWords:
		return spoken, news.Transcript
	case n >= minUnlocked || s.locked():
	case len(told) > 1:
		return retold(told), news.LiveBlog
	default:
		if body := paragraphs(s.article()["articleBody"]); total(body) > 2*n {
			return body, news.Complete
		}
	}
	return unwalled(chosen), news.Complete
}

// plainly returns the blocks at places.
func plainly(places []place) []block {
	out := make([]block, 0, len(places))
	for _, p := range places {
		p.entry = 0
		out = append(out, p.block)
	}
	return out
}

// choose settles which blocks of the page are the article, and where it begins among them.
func choose(src []block, r reading, title, byline string) (chosen []place, begins int) {
	kept := r.blocks
	if len(kept) == 0 {
		kept = r.second
	}
	places := posts(src, bridge(src, inside(vote(head(align(src, kept), title, byline), r.second))))
	if len(places) > 0 {
		begins = places[0].at
	}
	return slices.DeleteFunc(places, func(p place) bool { return aside(p.block) }), begins
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
		a.Blocks = append(a.Blocks, news.Block{
			Span: news.Span{Start: start, End: b.Len()}, Kind: bl.kind, By: bl.by, Entry: bl.entry, At: bl.at, Page: bl.page,
		})
	}
	a.Text = b.String()
	a.Sentences = prose.Sentences(a.Text, a.Blocks)
}
