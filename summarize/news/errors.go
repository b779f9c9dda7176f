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
	ErrType        = errors.New("content type cannot be read")     // not HTML, plain text or Markdown
	ErrEmpty       = errors.New("no article text found")           // empty page, index page, page drawn by script
	ErrConsent     = errors.New("consent wall instead of article") //
	ErrPaywall     = errors.New("paywall instead of article")      // too little of the article is visible to brief it
	ErrNotText     = errors.New("not text")                        // binary data where text was expected
	ErrMissing     = errors.New("not found in this place")         // the place has no such article
	ErrUnavailable = errors.New("storage is unavailable")          // Redis cannot be reached
)

// StatusError is an answer of a web server that is not a success.
type StatusError struct {
	Code int // HTTP status, 300 to 599
}

func (e StatusError) Error() string { return fmt.Sprintf("server answered with status %d", e.Code) }
