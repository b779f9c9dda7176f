// Package index finds what a place has collected: quotations by speaker and words, people, issues, passages that may
// answer a question, and wordings that somebody may have meant.
//
// It keeps one bleve index a place in a folder. That is a projection of what package store holds and nothing else: it
// may be deleted at any time, is checked and caught up before every answer (so what another process has kept is found
// too, and what was forgotten or has expired is not), and holds no word that is shown. Every text of an answer is cut
// from the article as the store hands it out. Where an index cannot catch up at once, the answer says by how much it is
// behind.
//
// It promises that a question in one place is answered from that place alone. It refuses to know who asks, how an
// answer is shown, and what a verdict is.
package index
