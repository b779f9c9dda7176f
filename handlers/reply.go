package handlers

import (
	"time"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Reply is an answer, free of any platform's markup. Front ends escape and measure what they draw.
type Reply struct {
	Text    Text       // one short paragraph that stands above the cards, and alone where cards cannot be drawn
	Cards   []Card     //
	Buttons []Button   // at most 5
	Menu    *Menu      // a choice of requests to come; nil for none
	File    *news.File // to be handed over with the reply, at most [MaxFile] bytes
	Private bool       // for the eyes of the one who asked
	Failed  bool       // Text says what went wrong; set by Serve for a Problem or a fault
}

// MaxFile is the size of a reply's file in bytes at most: what Discord takes from any bot.
const MaxFile = 8 << 20

// Card is a framed piece of a reply: a brief, a list of quotations, a page of help.
type Card struct {
	Title    string // plain text
	Ours     bool   // the title is a wording of ours and no article's
	Link     string // http(s) URL that the title opens, or ""
	Body     Text
	Sections []Section
	Footer   Text
}

// Section is a headed part of a card. It stays in one piece when a card is drawn on several pages.
type Section struct {
	Heading string // plain text; may be empty
	Ours    bool   // the heading is a wording of ours and nobody's name
	Body    Text
}

// Button is something to press: either a request to come (Action) or a link out.
type Button struct {
	Label  string // at most 34 characters
	Action Action
	Link   string // set for a link out; Action is then ignored
}

// Menu is a list of which one is chosen, at most 25.
type Menu struct {
	Label string // what the choice is about
	Items []Item
}

// Item is one entry of a Menu.
type Item struct {
	Label  string // at most 100 characters
	Detail string // a second line, may be empty
	Action Action
}

// Text is a paragraph or several, as runs of plain words. A newline in Words is a line break.
type Text []Run

// Style says how a run is to be drawn.
type Style uint8

// The styles. Quoted puts the platform's quotation marks around Words: it is for words of a source that the code has
// found there, letter for letter, and for nothing else.
const (
	Plain Style = iota
	Bold
	Italic
	Subtle
	Quoted
)

// Run is a stretch of text in one style. Words never contain markup.
type Run struct {
	Words   string
	Style   Style
	Link    string      // http(s) URL that the run opens
	At      time.Time   // when set, drawn as this time in the reader's own zone; Words is the fallback
	Marks   []news.Span // stretches of Words that stand out, in order; for Plain and Quoted runs without a link
	Where   Where       // what of an article Words are, for front ends that can show it there
	Channel string      // when set, drawn as the platform names that channel; Words is the fallback
	frame   *frame      // how Words were made, where they are ours
	Member  news.Member // when its ID is set, drawn as the platform names that member, without notifying them; Words is the fallback
}

// Where points into an article that the place has collected. The zero value points nowhere.
type Where struct {
	Article  string // Article.ID
	Quote    int    // number of a quotation, counted from 1; 0 for none
	Sentence int    // number of a sentence, counted from 1; 0 for none
}

// Parts cuts the words of a run at its marks: every second part stands out, the first does not. Marks that are out of
// order or range are passed over.
func (r Run) Parts() []string {
	var out []string
	at := 0
	for _, m := range r.Marks {
		if m.Start < at || m.Empty() || m.End > len(r.Words) || !utf8.ValidString(r.Words[at:m.Start]) || !utf8.ValidString(r.Words[m.Start:m.End]) {
			continue
		}
		out = append(out, r.Words[at:m.Start], r.Words[m.Start:m.End])
		at = m.End
	}
	return append(out, r.Words[at:])
}

// Words returns t as plain words without style, with quoted runs in typographic marks.
func (t Text) Words() string {
	var b []byte
	for _, r := range t {
		if r.Style == Quoted {
			b = append(append(append(b, "“"...), r.Words...), "”"...)
			continue
		}
		b = append(b, r.Words...)
	}
	return string(b)
}
