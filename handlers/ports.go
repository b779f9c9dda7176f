package handlers

import (
	"context"
	"time"

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
	Quotes(ctx context.Context, place news.Place, q QuoteQuery) (found []news.Saying, total int, err error)
	// Issues finds the issues of the place's articles that match a topic, weightiest first.
	Issues(ctx context.Context, place news.Place, q IssueQuery) ([]Matter, error)
	// Size tells how much a place has collected.
	Size(ctx context.Context, place news.Place) (Size, error)
}

// QuoteQuery says which quotations are wanted; at least one of Speaker and About is set.
type QuoteQuery struct {
	Speaker string    // full or last name, any case
	About   string    // words that the quotation, or else its sentence, holds
	Since   time.Time // zero for all time
	Skip    int       // how many to pass over
	Limit   int       // how many to return, at least 1
}

// IssueQuery says which issues are wanted.
type IssueQuery struct {
	Topic string // words that the label or its sentences hold; empty for all
	Limit int
}

// Matter is an issue of a place together with the article that carries it.
type Matter struct {
	Label    string
	Article  string // Article.ID
	Title    string
	Outlet   string
	Link     string
	Kept     time.Time
	Sentence string // the sentence of the article that carries the issue best
	Stands   []Standing
}

// Standing is who is said to want what in a Matter.
type Standing struct {
	Actor    string
	Role     string
	Stance   news.Stance
	Evidence string // the sentence that shows it, letter for letter
}

// Size is how much a place has collected.
type Size struct {
	Articles, Quotes int
}
