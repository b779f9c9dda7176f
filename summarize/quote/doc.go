// Package quote finds who said what in an article: direct, mixed and indirect quotations, each with its speaker, the
// speaker's role and the cue, as spans of the article's text.
//
// It promises that every span lies within the text on character boundaries, that a speaker is somebody whom the text
// names, and that the work is linear in the length of the text. It tells how sure it is. Package summarize calls it;
// it knows of no network, no clock and no language model.
package quote
