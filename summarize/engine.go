package summarize

import (
	"context"
	"fmt"
	"slices"
	"time"

	"onrecord/summarize/extract"
	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/quote"
	"onrecord/summarize/verify"
)

// Version names what this package and those below it make of a page. It changes when the same page would give another
// brief, so that a stored brief of an earlier version is made anew.
const Version = "engine-1"

// Fetcher gets a page of the web. Its errors wrap the sentinels of package news.
type Fetcher interface {
	Fetch(ctx context.Context, link string) (news.Page, error)
}

// Engine makes briefs by itself, and has them written by a model where it has one. Its fields are set once.
type Engine struct {
	Fetcher Fetcher
	Crawler Crawler        // nil where no feeds are read
	Model   Model          // nil for none
	Measure func(Measures) // hears how each of the model's briefs held; may be nil
	Now     func() time.Time
}

// fewest is the number of words below which there is nothing to brief.
const fewest = 8

// Brief reads a source and writes a checked brief of it.
func (e *Engine) Brief(ctx context.Context, src news.Source) (*news.Brief, error) {
	a, err := e.read(ctx, src)
	if err != nil {
		return nil, err
	}
	if a.Words() < fewest && len(a.Text) < 10*fewest { // a language without spaces has few words
		return nil, fmt.Errorf("brief: %d words: %w", a.Words(), news.ErrEmpty)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("brief: %w", err)
	}
	b := digest(a, news.Style{}, func(s news.Step) { news.Begin(ctx, s) })
	b.Made = e.Now()
	return b, nil
}

// read makes an article of a source.
func (e *Engine) read(ctx context.Context, src news.Source) (*news.Article, error) {
	if src.File != nil || src.Text != "" {
		news.Begin(ctx, news.Reading)
	}
	switch {
	case src.File != nil:
		a, err := extract.File(*src.File)
		if err != nil {
			return nil, fmt.Errorf("read file %s: %w", src.File.Name, err)
		}
		return a, nil
	case src.Text != "":
		a, err := extract.Text(src.Text)
		if err != nil {
			return nil, fmt.Errorf("read text: %w", err)
		}
		return a, nil
	}
	news.Begin(ctx, news.Fetching)
	p, err := e.Fetcher.Fetch(ctx, src.Link)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	news.Begin(ctx, news.Reading)
	a, err := extract.Article(p, e.follow(ctx, p)...)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return a, nil
}

const (
	mostPages  = 5                // of one article
	mostPaging = 10 * time.Second // for all pages after the first
)

// follow gets the further pages of an article that p is the first of. A page that cannot be had ends it: the article then
// says that it goes on.
func (e *Engine) follow(ctx context.Context, p news.Page) []news.Page {
	ctx, cancel := context.WithTimeout(ctx, mostPaging)
	defer cancel()
	var more []news.Page
	seen := []string{p.URL}
	for len(more) < mostPages-1 {
		link := extract.Next(p)
		if link == "" || slices.Contains(seen, link) {
			break
		}
		next, err := e.Fetcher.Fetch(ctx, link)
		if err != nil || slices.Contains(seen, next.URL) {
			break
		}
		p = next
		seen = append(seen, link, next.URL)
		more = append(more, next)
	}
	return more
}

// Digest reads an article and writes the engine's own, checked brief of it. It is a pure function of the article.
func Digest(a *news.Article) *news.Brief { return digest(a, news.Style{}, unwatched) }

func unwatched(news.Step) {}

// digest does what [Digest] does in a style, and tells how far it is.
func digest(a *news.Article, style news.Style, begin func(news.Step)) *news.Brief {
	begin(news.FindingQuotes)
	quotes := quote.Find(a)
	begin(news.FindingIssues)
	b := &news.Brief{Article: a, Quotes: quotes, Issues: issue.Find(a, quotes), Writer: Version, Style: style}
	begin(news.Writing)
	draft(b)
	ask(b)
	begin(news.Checking)
	verify.Brief(b)
	return b
}
