package news

import "time"

// QuoteQuery says which quotations are wanted. A field that is empty does not narrow.
type QuoteQuery struct {
	Speaker string    // a full or last name as people type it, any case, perhaps misspelt
	About   string    // words that the quotation, or what stands around it, holds; "in marks" for a phrase
	Since   time.Time // said at this time or later; zero for all time
	Source  string    // an outlet or the host of its links, or a part of either
	Skip    int       // how many to pass over
	Limit   int       // how many to return; below 1 for no limit
}

// Sayings is a page of what a [QuoteQuery] finds.
type Sayings struct {
	Found  []Saying // the most relevant first where words were asked for, else the newest
	Total  int      // of all pages
	People []Person // whom the name that was asked for stands for, most quoted first
	Fuzzy  bool     // nobody is called what was asked for; People are called something like it
	Loose  bool     // no quotation holds all the words; these hold some of them
	State  Progress
}

// Progress says how much of what a place has collected a look-up could see.
type Progress struct {
	Behind int // articles that are collected but not yet in the index
}

// PeopleQuery says which speakers are wanted.
type PeopleQuery struct {
	Name  string // how a name begins or what is in it; empty for all
	Limit int    // below 1 for no limit
}

// Person is a speaker as a place knows them: the names and roles that its articles use, taken together.
type Person struct {
	Name   string    // the one of the names that is used most, and of equals the fullest
	Names  []string  // all of them, the most frequent first
	Roles  []string  // as the articles give them, the latest first
	Quotes int       // how many quotations
	Last   time.Time // when the latest of them was said
}

// IssueQuery says which issues are wanted.
type IssueQuery struct {
	Topic string    // words that the label or its sentences hold; empty for all
	Since time.Time // said at this time or later; zero for all time
	Limit int       // below 1 for no limit
}

// Matter is an issue of a place together with the article that carries it.
type Matter struct {
	Label    string
	Article  string // Article.ID
	Title    string
	Outlet   string
	Link     string
	Said     time.Time // when the article was published, or where that is unknown, kept
	Kept     time.Time
	Score    float64  // weight within its article, 0 to 1
	Sentence string   // the sentence of the article that carries the issue best
	About    []string // all sentences that carry it
	Stands   []Standing
}

// Standing is who is said to want what in a Matter.
type Standing struct {
	Actor    string
	Role     string
	Stance   Stance
	Evidence string // the sentence that shows it, letter for letter
}

// Theme is one issue as several articles carry it, perhaps under several names.
type Theme struct {
	Label    string   // the name that most of the articles use
	Names    []string // all of them, the most frequent first
	Matters  []int    // indexes of the matters that it is made of, the latest first
	Outlets  int      // how many carry it
	Actors   []Actor  // those with most standings first
	Score    float64  // for ranking only
	From, To time.Time
}

// Actor is one row of a [Theme]: who wants what.
type Actor struct {
	Name   string
	Role   string
	Stands []Stand // the latest first
}

// Stand is one cell of an [Actor]'s row, and what backs it.
type Stand struct {
	Stance   Stance
	Matter   int // index of the matter
	Standing int // index into Matter.Stands
}

// Candidate is a wording that somebody may have meant: a quotation, or a sentence of an article that is nobody's
// quotation (Saying.Index is then -1 and Saying.Speaker empty).
type Candidate struct {
	Saying
	Theirs bool // the speaker is the one who was asked about; true for all where nobody was named
}

// Verdict says whether a quotation stands in what a place has collected.
type Verdict uint8

// The verdicts. None of them says that a quotation is false: a place knows only what it has collected.
const (
	NotFound Verdict = iota
	Verbatim
	Altered
	OtherSpeaker
)

// String returns "not_found", "verbatim", "altered" or "other_speaker".
func (v Verdict) String() string {
	return [...]string{"not_found", "verbatim", "altered", "other_speaker"}[v%4]
}

// Finding is what a check of a quotation came to.
type Finding struct {
	Verdict Verdict
	Match   Saying // the wording that was found; zero for NotFound
	Diff    []Edit // of an altered one, in order
	State   Progress
}

// Edit is a stretch of words in which a claimed wording and the real one agree or differ. One of the two is empty
// where words were put in or left out. All Claimed joined are what was claimed, all Real joined are letter for letter
// a stretch of the real wording.
type Edit struct {
	Same          bool // equal but for case, space and the style of marks
	Claimed, Real string
}

// Passage is a stretch of an article that may answer a question.
type Passage struct {
	Article   string // Article.ID
	Title     string
	Outlet    string
	Link      string
	Published time.Time
	Guessed   bool // Published was inferred
	Kept      time.Time
	Text      string  // the sentences, letter for letter
	From, To  int     // numbers of its first and last sentence
	Speaker   string  // who says it, where it is a quotation of somebody known
	Score     float64 // for ranking only
	Cover     float64 // share of the question's weight that the passage holds, 0 to 1
}

// When is when the words count as said: when the article was published, or where that is unknown or claims the future,
// when the place first kept it.
func (p Passage) When() time.Time { return Saying{Published: p.Published, Kept: p.Kept}.When() }

// Answer is what a question came to. Its lines cite passages by their number, from 1.
type Answer struct {
	Lines    []Line
	Passages []Passage
	Size     Size   // what was searched
	Note     string // why a model did not write it, where there is one
	Dropped  int    // lines of a model that did not hold
	Writer   string // who wrote the lines: the engine's version, or a model's name
	State    Progress
}

// Size is how much a place has collected.
type Size struct {
	Articles, Quotes int
}
