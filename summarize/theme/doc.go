// Package theme joins the issues of several articles that are one issue.
//
// An article names an issue in its own words: one writes "tariffs", another "import duties". They are one where what the
// articles say about them is: the rare words of the sentences that carry them, the people who speak on them, and each
// other's names in those sentences. The same name alone is not enough: two towns may each vote on a harbour.
//
// It promises that every issue that it is given is in exactly one theme, that the order in which they come changes
// nothing, and that all of a theme's names and standings are those of its articles. Package summarize calls it; it knows
// of no network, no clock and no language model.
package theme
