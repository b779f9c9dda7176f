// Package news holds the nouns that the rest of OnRecord speaks in: pages, articles, quotations, issues, briefs,
// and the places and members that they belong to.
//
// It promises that an [Article]'s text never changes once it is made, so that a [Span] into it stays true for ever;
// everything that is shown to a reader as somebody's words is such a span. It also holds the errors that cross
// packages. Every package may import it; it imports the standard library only, and knows of no network, no
// database and no chat platform.
package news
