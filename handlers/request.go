package handlers

import (
	"context"

	"onrecord/summarize/news"
)

// Handler answers one request. Its error is either a [*Problem], whose words are meant for the reader, or a fault
// that the reader learns nothing of but an id.
type Handler func(ctx context.Context, r Request) (Reply, error)

// Request is what somebody wants, whatever platform they said it on.
type Request struct {
	Command string            // name of a row in the catalogue; empty when Action is set
	Options map[string]string // by Option.Name; absent where not given; a switch is "true"
	More    []string          // further links of the message that the request is about
	File    *news.File        // what was attached to the command, if anything
	Action  *Action           // the button that was pressed, if one was
	Place   news.Place
	Member  news.Member
	Own     news.Place  // the place that the member has to themselves; "" where there is none
	Channel string      // the platform's id of where it was asked; may be empty
	Admin   bool        // may manage the place, as the platform said with this request
	Thread  string      // conversation that a question goes on with; empty for none
	Show    func(Reply) // shows something for the time being; nil where the front end cannot replace it
	Locale  string      // BCP 47 tag of the reader's language as the platform reports it, may be empty
}

// Option returns the value given for an option, or "".
func (r Request) Option(name string) string { return r.Options[name] }
