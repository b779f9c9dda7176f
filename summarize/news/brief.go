package news

import (
	"strings"
	"time"
)

// Line is one statement of a brief with the numbers of the sentences that it rests on.
type Line struct {
	Text  string `json:"t"`
	Cites []int  `json:"c"` // at least one, each an existing sentence
}

// Tally counts what the gate checked. Shown to readers under every brief.
type Tally struct {
	Quotes   int `json:"q"`           // quotations that were to be shown
	Verified int `json:"v"`           // of these found in the source, with a speaker found in the source or said to be unclear
	Replaced int `json:"r,omitempty"` // lines of a model that failed and stand in the engine's own wording instead
	Dropped  int `json:"d"`           // quotations, lines and positions that failed the check and are not shown
}

// Brief is what OnRecord says about one article, together with the article, so that every line can be checked again.
type Brief struct {
	Article *Article `json:"article"`
	Gist    Line     `json:"gist"`
	Points  []Line   `json:"points"`
	Quotes  []Quote  `json:"quotes"` // in the order of the text
	Issues  []Issue  `json:"issues"` // weightiest first
	Checked Tally    `json:"checked"`
	Best    []int    `json:"best,omitempty"` // indexes of the quotations that the writer chose to show, the best first
	// Glosses are translations of quotations by a model, by index: help for a reader, shown beside the original, never
	// in quotation marks and never as anybody's words.
	Glosses map[int]string `json:"glosses,omitempty"`
	Asks    []Line         `json:"asks,omitempty"` // questions that the cited sentences answer
	Style   Style          `json:"style,omitzero"` // as which it was written
	Writer  string         `json:"writer"`         // who wrote Gist and Points: the engine's version, or a model's name
	Made    time.Time      `json:"made"`
}

// Saying cuts the quotation with index i out of the article. The speaker is left empty where it is unclear.
func (b *Brief) Saying(i int) Saying {
	q, a := b.Quotes[i], b.Article
	s := Saying{
		Text: a.At(q.Span), Kind: q.Kind, Cue: b.cue(q), Confidence: q.Confidence,
		Article: a.ID, Index: i, Continues: q.Continues, Title: a.Title, Outlet: a.Outlet(), Link: a.Link,
		Published: a.Published, Guessed: a.PublishedGuessed,
	}
	if q.Known() {
		s.Speaker, s.Role = a.At(q.Speaker.Name), a.At(q.Speaker.Role)
	}
	return s
}

// longestCue is the length in bytes of what may stand between a cue and the content that it introduces.
const longestCue = 60

// cue returns the words of the article that introduce a mixed or indirect quotation, from the cue to the content: "said
// in a statement", "accused". Empty where the cue stands behind the content or far from it.
func (b *Brief) cue(q Quote) string {
	if q.Kind == Direct || q.Cue.Empty() || q.Cue.End > q.Start || q.Start-q.Cue.End > longestCue || b.Article.SentenceAt(q.Cue.Start) != q.Sentence {
		return ""
	}
	return strings.Join(strings.Fields(b.Article.At(Span{q.Cue.Start, q.Start})), " ")
}
