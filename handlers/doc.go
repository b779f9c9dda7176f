// Package handlers decides what OnRecord does: one use case a file, each a [Handler] from a [Request] to a [Reply],
// and the one list of commands ([App.Commands]) from which every front end, /help and docs/commands.md are derived.
//
// Front ends translate what their platform sends into a Request, call [App.Serve], and draw the Reply. A Reply is a
// value without markup of any platform: text is plain, and what is bold, quoted, linked or dated says so. Whatever
// goes wrong comes back as a Reply too, so that nobody is left without an answer.
//
// The package reaches the outside through the small interfaces in ports.go only; it knows no Redis, no Discord, no
// network, and no clock but the one that it is given.
package handlers
