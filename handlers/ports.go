package handlers

import (
	"context"
	"time"

	"onrecord/summarize/news"
)

// Engine reads, compares and writes. Its errors wrap the sentinels of package news.
type Engine interface {
	// Brief reads a source and writes a brief of it.
	Brief(ctx context.Context, src news.Source) (*news.Brief, error)
	// Restyle makes the engine's own brief of an article over again in a style.
	Restyle(b *news.Brief, style news.Style) *news.Brief
	// Answer answers a question from passages and nothing else; no lines where they do not say.
	Answer(ctx context.Context, question string, passages []news.Passage) (news.Answer, error)
	// Check compares what somebody is claimed to have said with wordings that were really found.
	Check(claim string, candidates []news.Candidate) news.Finding
	// Merge joins the issues of several articles that are one, the weightiest at that time first.
	Merge(matters []news.Matter, now time.Time) []news.Theme
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
	// Size tells how much a place has collected.
	Size(ctx context.Context, place news.Place) (news.Size, error)
	// Look notes that a member looks at something now and returns when they did last; zero where they never did.
	Look(ctx context.Context, place news.Place, member, at string) (last time.Time, err error)
}

// Finder finds what a place has collected, and tells how far behind that it is. Its errors wrap
// [news.ErrUnavailable].
type Finder interface {
	// Quotes finds what has been said.
	Quotes(ctx context.Context, place news.Place, q news.QuoteQuery) (news.Sayings, error)
	// People lists speakers, the most quoted first, and how many there are in all.
	People(ctx context.Context, place news.Place, q news.PeopleQuery) ([]news.Person, int, error)
	// Suggest completes the name of a speaker as it is typed.
	Suggest(ctx context.Context, place news.Place, typed string, limit int) ([]string, error)
	// Issues finds the issues of the latest articles that match, the latest first.
	Issues(ctx context.Context, place news.Place, q news.IssueQuery) ([]news.Matter, news.Progress, error)
	// Passages finds what may answer a question, the likeliest first.
	Passages(ctx context.Context, place news.Place, question string) ([]news.Passage, news.Progress, error)
	// Candidates finds the wordings nearest to a claimed one.
	Candidates(ctx context.Context, place news.Place, speaker, claim string) ([]news.Candidate, news.Progress, error)
}
