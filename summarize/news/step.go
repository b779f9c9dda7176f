package news

import "context"

// Step is a stage in the making of a brief.
type Step uint8

// The steps, in order. A brief of a text or a file begins with Reading; with a model Writing and Checking come twice.
const (
	Fetching Step = iota + 1
	Reading
	FindingQuotes
	FindingIssues
	Writing
	Checking
)

// Steps is how many there are.
const Steps = int(Checking)

// String says the step in a word or two, as a reader is told of it.
func (s Step) String() string {
	names := [...]string{"", "fetching", "reading", "finding quotes", "finding issues", "writing", "checking"}
	if int(s) < len(names) {
		return names[s]
	}
	return ""
}

type watching struct{}

// WithSteps returns a context under which heard is told of every step that is begun, and so is whoever was before. It may
// be called by several goroutines, and after the request has ended; it must not block.
func WithSteps(ctx context.Context, heard func(Step)) context.Context {
	if before, ok := ctx.Value(watching{}).(func(Step)); ok {
		mine := heard
		heard = func(s Step) { before(s); mine(s) }
	}
	return context.WithValue(ctx, watching{}, heard)
}

// Begin tells whoever watches ctx that a step begins.
func Begin(ctx context.Context, s Step) {
	if heard, ok := ctx.Value(watching{}).(func(Step)); ok {
		heard(s)
	}
}
