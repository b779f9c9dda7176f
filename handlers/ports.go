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

// Rooms remembers what places have set. Its errors wrap [news.ErrUnavailable].
type Rooms interface {
	Settings(ctx context.Context, place news.Place) (news.Settings, error)
	Set(ctx context.Context, place news.Place, to news.Settings) error
}

// Limiter counts uses. Its errors wrap [news.ErrUnavailable].
type Limiter interface {
	// Allow counts one use under a name, and returns how long to wait where that is more than so many a minute.
	Allow(ctx context.Context, name string, perMinute int) (wait time.Duration, err error)
}

// Eraser lets go of what is kept, at once and for every look-up. Its errors wrap [news.ErrUnavailable].
type Eraser interface {
	// Entries lists the articles of a place, or of what a member shared first there, whose titles hold the words, the
	// latest kept first.
	Entries(ctx context.Context, place news.Place, by, words string, most int) ([]news.Entry, error)
	// Linked lists what a place has of a link: each of the versions that its page has had.
	Linked(ctx context.Context, place news.Place, link string) ([]news.Entry, error)
	// Entry returns one article of a place; its error wraps [news.ErrMissing] where it has no such article.
	Entry(ctx context.Context, place news.Place, article string) (news.Entry, error)
	// Forget lets go of an article of a place and reports whether it had it.
	Forget(ctx context.Context, place news.Place, article string) (bool, error)
	// ForgetPlace lets go of all that a place has collected and set.
	ForgetPlace(ctx context.Context, place news.Place) (news.Forgotten, error)
	// ForgetMember takes a member's number and name out of everything, in all places.
	ForgetMember(ctx context.Context, member string) (news.Forgotten, error)
}

// Shelf keeps what is needed once more for a while. Its errors wrap [news.ErrMissing] and [news.ErrUnavailable].
type Shelf interface {
	Shelve(ctx context.Context, name string, data []byte, life time.Duration) error
	Shelved(ctx context.Context, name string) ([]byte, error)
	Unshelve(ctx context.Context, name string) error
}

// Reader reads feeds. Its errors wrap the sentinels of package news.
type Reader interface {
	// ReadFeed reads a feed, or finds the one that a page links to, and tells where it was.
	ReadFeed(ctx context.Context, link string, had news.Stamp) (l news.Listing, stamp news.Stamp, at string, err error)
	// BriefItem briefs what a feed has named.
	BriefItem(ctx context.Context, it news.Item, site, lang string) (*news.Brief, error)
	// Stories joins briefs whose articles tell of the same event, the best carried first.
	Stories(all []*news.Brief) []news.Story
	ReadFeedList(data []byte) ([]news.Subscription, error)
	WriteFeedList(title string, feeds []news.Subscription) ([]byte, error)
}

// Agenda remembers what places have asked for, and when it is due. Its errors wrap [news.ErrUnavailable], and
// [news.ErrMissing] for what is not there.
type Agenda interface {
	// File, Filed, Drawer and Unfile keep things of a kind for a place, by id.
	File(ctx context.Context, place news.Place, kind, id string, data []byte) error
	Filed(ctx context.Context, place news.Place, kind, id string) ([]byte, error)
	Drawer(ctx context.Context, place news.Place, kind string) (map[string][]byte, error)
	Unfile(ctx context.Context, place news.Place, kind string, ids ...string) error
	// Swap puts a thing in the place of the one that was read, and reports false where that is not there any more.
	Swap(ctx context.Context, place news.Place, kind, id string, before, after []byte) (bool, error)
	// Plan notes when something is due, Unplan that it is not, Due what is due by now and since when.
	Plan(ctx context.Context, what string, at time.Time) error
	Unplan(ctx context.Context, what string) error
	Due(ctx context.Context, now time.Time, most int) (what []string, when []time.Time, err error)
	// Crowd counts what is due between two moments.
	Crowd(ctx context.Context, from, to time.Time) (int, error)
	// Claim takes a name for a while, and reports whether nobody had it.
	Claim(ctx context.Context, name string, life time.Duration) (bool, error)
	Unclaim(ctx context.Context, name string) error
	// Unseen tells which marks of a feed are new, See makes them known.
	Unseen(ctx context.Context, feed string, marks []string) ([]bool, error)
	See(ctx context.Context, feed string, marks []string) error
}

// Chores takes work to be done soon, by this process or another; of two with one id it takes one, for a day.
type Chores interface {
	Put(ctx context.Context, id string, chore []byte, after time.Duration, until time.Time) error
}

// Announcer posts what nobody asked for. Posting twice under the same word within minutes shows it once. Its errors wrap
// [news.ErrGone] where the channel is not there any more.
type Announcer interface {
	Announce(ctx context.Context, channel string, r Reply, once string, publish bool) error
	// Shown reports whether a message with a button for the action stands among the latest of a channel: whether a
	// process that died over posting it had posted it.
	Shown(ctx context.Context, channel string, button Action) (bool, error)
}

// Writer writes with a language model. Its briefs and answers are checked line by line before it returns them; its
// errors wrap [news.ErrModel].
type Writer interface {
	// Writer names who writes, as a reader is told it.
	Writer() string
	// Edition changes when the same article would be written about differently: model, prompts, engine.
	Edition() string
	// Estimate is how many tokens a text of so many bytes may take at most.
	Estimate(bytes int) int
	// Write words a brief that the engine has made.
	Write(ctx context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error)
	// AnswerBy words an answer from passages; earlier are the questions before it.
	AnswerBy(ctx context.Context, question string, earlier []string, passages []news.Passage) (news.Answer, news.Cost, error)
}

// Ranker tells how near texts are in meaning to a query, 0 to 1 each.
type Ranker interface {
	Rank(ctx context.Context, query string, texts []string) ([]float64, error)
}

// Ledger remembers what a writer has written and used. Its errors wrap [news.ErrUnavailable], and [news.ErrMissing]
// for what was not written yet.
type Ledger interface {
	Written(ctx context.Context, key string) (*news.Brief, error)
	KeepWritten(ctx context.Context, place news.Place, key string, b *news.Brief) error
	// Reserve takes tokens out of today's budgets and names the one that does not hold them: "place", "member",
	// "total"; "" if all do.
	Reserve(ctx context.Context, place news.Place, member string, tokens int, most news.Budget) (r news.Reserved, short string, err error)
	// Settle puts what was used in the place of what was reserved.
	Settle(ctx context.Context, place news.Place, member string, r news.Reserved, cost news.Cost) error
	// Usage tells what was used on each of the last days, today first; in all places for the place "".
	Usage(ctx context.Context, place news.Place, days int) ([]news.Usage, error)
	// Talk returns the questions asked before in a thread, Say adds one, ForgetTalk lets go of them.
	Talk(ctx context.Context, place news.Place, thread string) ([]string, error)
	Say(ctx context.Context, place news.Place, thread, question string) error
	ForgetTalk(ctx context.Context, place news.Place, thread string) error
}
