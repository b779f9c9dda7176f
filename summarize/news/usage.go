package news

import "time"

// Budget is how many tokens of a model may be used in a day; 0 for no limit.
type Budget struct {
	Place, Member, Total int
}

// Reserved is what was taken out of the budgets of a day before it is known what will be used.
type Reserved struct {
	Day    string // of which it was taken, as 2026-05-10
	Tokens int
}

// Usage is what a model has used on one day.
type Usage struct {
	Day     time.Time // its beginning, UTC
	In, Out int       // tokens
	Calls   int
	Members map[string]int // tokens by who asked
}
