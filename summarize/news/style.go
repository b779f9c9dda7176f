package news

import "strings"

// Style is how a brief is to be written. The zero Style is a standard overview in the language of the article.
type Style struct {
	Length Length `json:"l,omitempty"`
	Form   Form   `json:"f,omitempty"`
	Lang   string `json:"lang,omitempty"` // BCP 47 tag; empty for the language of the article
}

// Length is how much a brief tells.
type Length uint8

// The lengths.
const (
	Standard Length = iota
	Short
	Deep
)

// Points is how many points a brief of this length has at least and at most.
func (l Length) Points() (least, most int) {
	switch l {
	case Short:
		return 2, 3
	case Deep:
		return 5, 8
	}
	return 3, 5
}

// Form is what the points of a brief are about.
type Form uint8

// The forms.
const (
	Overview Form = iota
	WhoWantsWhat
	Timeline
)

var (
	lengths = [...]string{"standard", "short", "deep"}
	forms   = [...]string{"overview", "who-wants-what", "timeline"}
)

// String returns "standard", "short" or "deep".
func (l Length) String() string { return lengths[int(l)%len(lengths)] }

// String returns "overview", "who-wants-what" or "timeline".
func (f Form) String() string { return forms[int(f)%len(forms)] }

// LengthOf and FormOf read what String writes; anything else is the zero value.
func LengthOf(s string) Length {
	for i, name := range lengths {
		if name == strings.ToLower(s) {
			return Length(i)
		}
	}
	return Standard
}

// FormOf reads what [Form.String] writes.
func FormOf(s string) Form {
	for i, name := range forms {
		if name == strings.ToLower(s) {
			return Form(i)
		}
	}
	return Overview
}

// Key names the style in a cache: "standard/overview/".
func (s Style) Key() string { return s.Length.String() + "/" + s.Form.String() + "/" + s.Lang }

// Cost is what a model has used.
type Cost struct {
	In    int `json:"in"`  // tokens that it read
	Out   int `json:"out"` // tokens that it wrote
	Calls int `json:"n"`
}

// Add adds up.
func (c *Cost) Add(o Cost) {
	c.In, c.Out, c.Calls = c.In+o.In, c.Out+o.Out, c.Calls+o.Calls
}

// Tokens is how many there were.
func (c Cost) Tokens() int { return c.In + c.Out }
