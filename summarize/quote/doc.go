// Package quote finds who said what in an article: direct, mixed and indirect quotations, each with its speaker, the
// speaker's role and the cue, as spans of the article's text.
//
// It promises that every span lies within the text on character boundaries, that a speaker is somebody whom the text
// names, and that the work is linear in the length of the text. It tells how sure it is. Package summarize calls it;
// it knows of no network, no clock and no language model.
//
// English is read with all of this, by rules and learnt weights. German, French, Spanish, Italian and Portuguese have a
// lexicon each and a few frames in which a speaker is named plainly; where the text leaves a choice nobody is named. Of
// all other languages it understands the marks: what stands in them is found and its speaker is unclear. The language is
// what the words of the text say, or what the article declares where they say little.
package quote
