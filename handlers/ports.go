package handlers

import (
	"context"

	"onrecord/summarize/news"
)

// Briefer reads a source and writes a brief of it. Its errors wrap the sentinels of package news.
type Briefer interface {
	Brief(ctx context.Context, src news.Source) (*news.Brief, error)
}

// Library remembers briefs and what each place has collected. Its errors wrap [news.ErrMissing] where the place has
// no such thing and [news.ErrUnavailable] where the storage does not answer.
type Library interface {
	// Keep stores a brief, adds its article to the place's collection, and remembers that it answers for the given
	// links (as typed; canonical forms are worked out inside). It returns who shared the article in this place first:
	// the given share, unless somebody did before.
	Keep(ctx context.Context, place news.Place, share news.Share, b *news.Brief, links ...string) (first news.Share, err error)
	// Recall finds the brief of a link anywhere it was briefed by the same engine (pages of the web are the same for
	// everyone), and who shared it in this place first; the share is zero where nobody did yet.
	Recall(ctx context.Context, place news.Place, link string) (b *news.Brief, first news.Share, err error)
	// Brief returns an article that this place has collected.
	Brief(ctx context.Context, place news.Place, article string) (*news.Brief, error)
	// Quotes finds what has been said in the articles of the place, newest first, and how many there are in all.
	Quotes(ctx context.Context, place news.Place, q news.QuoteQuery) (found []news.Saying, total int, err error)
	// Issues finds the issues of the place's articles that match a topic, weightiest first.
	Issues(ctx context.Context, place news.Place, q news.IssueQuery) ([]news.Matter, error)
	// Size tells how much a place has collected.
	Size(ctx context.Context, place news.Place) (news.Size, error)
}
