package summarize

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"onrecord/summarize/extract"
	"onrecord/summarize/feed"
	"onrecord/summarize/news"
	"onrecord/summarize/story"
)

// Crawler gets what nobody asked for by its link: feeds, and the pages that they name. Its errors wrap the sentinels of
// package news.
type Crawler interface {
	Feed(ctx context.Context, link string, had news.Stamp) (news.Page, news.Stamp, error)
	Crawl(ctx context.Context, link string) (news.Page, error)
}

// ReadFeed reads a feed, or finds the one that a page links to; at is where it was. The error is [news.ErrUnchanged] where
// there is nothing newer than had, and wraps [news.ErrType] where there is no feed.
func (e *Engine) ReadFeed(ctx context.Context, link string, had news.Stamp) (l news.Listing, stamp news.Stamp, at string, err error) {
	p, stamp, err := e.Crawler.Feed(ctx, link, had)
	if err != nil {
		return l, had, link, err
	}
	if l, err = feed.Parse(p); err == nil {
		return l, stamp, link, nil
	}
	for _, found := range feed.Discover(p) {
		p, stamp, err := e.Crawler.Feed(ctx, found, news.Stamp{})
		if err != nil {
			continue
		}
		if l, err := feed.Parse(p); err == nil {
			return l, stamp, found, nil
		}
	}
	return l, had, link, fmt.Errorf("feed: %w", errors.Join(news.ErrType, err))
}

// ReadFeedList and WriteFeedList read and write a list of feeds as OPML.
func (e *Engine) ReadFeedList(data []byte) ([]news.Subscription, error) { return feed.ReadOPML(data) }

// WriteFeedList writes a list of feeds as OPML.
func (e *Engine) WriteFeedList(title string, feeds []news.Subscription) ([]byte, error) {
	return feed.WriteOPML(title, feeds)
}

// BriefItem briefs what a feed has named: its page, or where that cannot be had, what the feed says of it.
func (e *Engine) BriefItem(ctx context.Context, it news.Item, site, lang string) (*news.Brief, error) {
	a, err := e.crawl(ctx, it.Link)
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		var fallback error
		a, fallback = extract.Feed(extract.Item{
			Link: it.Link, Title: it.Title, Author: it.Author, Site: site, Lang: lang, Published: it.Published, HTML: it.HTML, Fetched: e.Now(),
		})
		if fallback != nil {
			return nil, err
		}
	}
	if a.Words() < fewest && len(a.Text) < 10*fewest {
		return nil, fmt.Errorf("brief: %w", news.ErrEmpty)
	}
	b := Digest(a)
	b.Made = e.Now()
	return b, nil
}

func (e *Engine) crawl(ctx context.Context, link string) (*news.Article, error) {
	if link == "" {
		return nil, news.ErrNotALink
	}
	p, err := e.Crawler.Crawl(ctx, link)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	return extract.Article(p)
}

// leadSentences are how many sentences of an article its story is told by.
const leadSentences = 4

// Stories joins briefs whose articles tell of the same event.
func (e *Engine) Stories(all []*news.Brief) []news.Story {
	in := make([]story.Article, len(all))
	for i, b := range all {
		a := b.Article
		var lead []string
		for n := 1; n <= leadSentences; n++ {
			if s, ok := a.Sentence(n); ok {
				lead = append(lead, a.At(s.Span))
			}
		}
		in[i] = story.Article{Title: a.Title, Lead: strings.Join(lead, " "), Text: a.Text, Outlet: a.Outlet(), At: a.Published}
	}
	return story.Join(in)
}
