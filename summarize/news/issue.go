package news

// Issue is a matter at stake in an article.
type Issue struct {
	Label     Span       `json:"l"`            // the words of the article that name it
	Phrase    string     `json:"ph,omitempty"` // how the writer words it, checked against Sentences; empty where Label has to do
	Score     float64    `json:"w"`            // weight within the article, 0 to 1, for ranking only
	Sentences []int      `json:"s"`            // numbers of the sentences that carry it, in order
	Quotes    []int      `json:"q,omitempty"`  // indexes into Brief.Quotes
	Positions []Position `json:"p,omitempty"`
}

// Stance is where an actor stands on an issue.
type Stance uint8

// The stances. Speaks is for an actor who is quoted on the issue without wording that shows a side.
const (
	Speaks Stance = iota
	For
	Against
)

// String returns "speaks", "for" or "against".
func (s Stance) String() string { return [...]string{"speaks", "for", "against"}[s%3] }

// Position is what one actor is said to want in an issue.
type Position struct {
	Actor    Span   `json:"a"` // fullest name in the text
	Role     Span   `json:"r,omitzero"`
	Stance   Stance `json:"st,omitempty"`
	Evidence Span   `json:"e"` // the words that show the stance, within the sentence
	Sentence int    `json:"n"` // number of the sentence that shows it
	Quote    int    `json:"q"` // index into Brief.Quotes, or -1
}
