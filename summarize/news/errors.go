package news

import (
	"errors"
	"fmt"
)

// Errors that cross packages. Each is what went wrong in one word; the use case decides what to tell the reader.
var (
	ErrNotALink    = errors.New("not an http or https link")
	ErrForbidden   = errors.New("address is not public")           // the guard refused to dial it
	ErrUnreachable = errors.New("host cannot be reached")          // no such host, refused, reset, TLS failure
	ErrTimeout     = errors.New("took too long")                   //
	ErrRedirects   = errors.New("too many redirects")              //
	ErrTooLarge    = errors.New("too large")                       // more bytes than the cap, before or after decompression
	ErrType        = errors.New("content type cannot be read")     // not HTML, PDF, plain text or Markdown
	ErrEmpty       = errors.New("no article text found")           // empty page, or one of the kinds below
	ErrConsent     = errors.New("consent wall instead of article") //
	ErrPaywall     = errors.New("paywall instead of article")      // too little of the article is visible to brief it
	ErrNotText     = errors.New("not text")                        // binary data where text was expected
	ErrMissing     = errors.New("not found in this place")         // the place has no such article
	ErrUnavailable = errors.New("storage is unavailable")          // Redis cannot be reached
	ErrGone        = errors.New("channel is gone")                 // or closed to us: nothing can be posted there
	ErrModel       = errors.New("model gave nothing usable")       // it cannot be reached, refuses, or all it wrote was turned away
	ErrBudget      = errors.New("budget of the model is used up")  //
	ErrUnchanged   = errors.New("not changed since it was read")   // the server has no newer version
	ErrRobots      = errors.New("robots.txt asks not to read it")  //
)

// Pages that hold no article and can be told apart. Each is an [ErrEmpty] too.
var (
	ErrLogin     = fmt.Errorf("%w: login page", ErrEmpty)
	ErrScript    = fmt.Errorf("%w: page is drawn by script", ErrEmpty)
	ErrChallenge = fmt.Errorf("%w: site wants proof that a human asks", ErrEmpty)
	ErrIndex     = fmt.Errorf("%w: list of links", ErrEmpty)
	ErrVideo     = fmt.Errorf("%w: video without transcript", ErrEmpty)
)

// PaywallError is an [ErrPaywall] that tells how much of the article its page shows.
type PaywallError struct {
	Shown int // words
}

func (e PaywallError) Error() string {
	return fmt.Sprintf("%v: %d words are shown", ErrPaywall, e.Shown)
}

// Unwrap returns [ErrPaywall].
func (e PaywallError) Unwrap() error { return ErrPaywall }

// StatusError is an answer of a web server that is not a success.
type StatusError struct {
	Code int // HTTP status, 300 to 599
}

func (e StatusError) Error() string { return fmt.Sprintf("server answered with status %d", e.Code) }
