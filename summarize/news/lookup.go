package news

import "time"

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
	Stance   Stance
	Evidence string // the sentence that shows it, letter for letter
}

// Size is how much a place has collected.
type Size struct {
	Articles, Quotes int
}
