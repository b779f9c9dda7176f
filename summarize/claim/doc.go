// Package claim tells whether somebody really said what they are claimed to have said, by comparing the claim with
// wordings that were found in articles.
//
// It promises that a verdict is made by comparing words and by nothing else; that "verbatim" means every word of the
// claim, in its order, stands in one wording, with nothing left out that turns its sense but what an ellipsis says was
// left out; and that whatever is shown as the real wording is a stretch of it, letter for letter. It never says that a
// claim is false. Package summarize calls it; it knows of no network, no clock and no language model.
package claim
