package news

import "time"

// QuoteKind tells how much of somebody's words is their own letter for letter.
type QuoteKind uint8

// The kinds of quotation, in the terms of the field.
const (
	Direct   QuoteKind = iota // every word is theirs: it stands between quotation marks, or is a turn of a transcript
	Mixed                     // a clause of the author's with quoted words in it ("partial")
	Indirect                  // reported speech without quotation marks
)

// String returns "direct", "mixed" or "indirect".
func (k QuoteKind) String() string {
	switch k {
	case Direct:
		return "direct"
	case Mixed:
		return "mixed"
	}
	return "indirect"
}

// Quote is one quotation found in an article. All of it points into the article's text; nothing is a copy.
type Quote struct {
	// Span is the content. Of a direct quotation: the words between the marks, without them; one that is split by
	// its tag gives a Quote for each stretch. Of a mixed or indirect one: the whole clause of content.
	Span
	Kind       QuoteKind `json:"k,omitempty"`
	Continues  bool      `json:"c,omitempty"` // goes on with the words of the Quote before it, after a tag in between
	Speaker    Speaker   `json:"by,omitzero"`
	Mention    Span      `json:"m,omitzero"`   // what names the source at the cue: "she", "the minister"; empty if nothing does
	Cue        Span      `json:"cue,omitzero"` // the word that reports: "said", "according to"; empty if there is none
	Sentence   int       `json:"n"`            // number of the sentence in which the content begins
	Confidence float64   `json:"p"`            // estimated probability that Speaker is right, 0 to 1
}

// Unclear is the confidence below which a reader is told that the speaker is unclear.
const Unclear = 0.5

// Speaker is who a quotation is attributed to. Both spans point to where the article says so; an empty Name means
// that the article does not tell.
type Speaker struct {
	Name Span `json:"n,omitzero"` // the fullest form of the name in the text
	Role Span `json:"r,omitzero"` // role or affiliation as the article states it
}

// Known reports whether the quotation has a speaker whom a reader may be told.
func (q Quote) Known() bool { return !q.Speaker.Name.Empty() && q.Confidence >= Unclear }

// Saying is a quotation with all that is needed to show and cite it away from its article. Its strings are cut from
// the article by [Brief.Saying]; they are never written by hand or by a model.
type Saying struct {
	Text       string    // the content, letter for letter
	Kind       QuoteKind //
	Speaker    string    // full name; empty where unclear
	Role       string    //
	Cue        string    // what introduces a mixed or indirect one: "said in a statement"; empty where it follows
	Article    string    // Article.ID
	Index      int       // position in Brief.Quotes
	Continues  bool      // goes on with the words of the Saying whose Index is one less
	Title      string    // of the article
	Outlet     string    //
	Link       string    // canonical URL; empty for pasted text
	Published  time.Time // zero where unknown
	Guessed    bool      // Published was inferred
	Kept       time.Time // when the place first kept the article
	Confidence float64
	Marks      []Span // stretches of Text that hold the words that were asked for
}

// When is when the words count as said: when the article was published, or where that is unknown or claims the future,
// when the place first kept it.
func (s Saying) When() time.Time {
	if s.Published.IsZero() || !s.Kept.IsZero() && s.Published.After(s.Kept) {
		return s.Kept
	}
	return s.Published
}
