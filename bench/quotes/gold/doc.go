// Package gold compares the quotations that the engine found in an article with those that a careful reader labelled.
//
// A quotation is the one that a label means if both cover the same words: of all letters and digits that lie in either,
// at least eight in ten lie in both where the label is of a direct quotation, at least five in ten where it is of a
// mixed or an indirect one. Marks, punctuation and spaces count for nothing. The pairs that share most are made first,
// and nothing is in two pairs.
//
// The speaker is right if the names are equal once titles, articles, dots, case and a final ’s are gone; or if one is
// the end of the other, as “Finch” is of “Walter Finch”; or if the last words are equal and the first ones compatible:
// equal, an initial, or cut short as Dan is of Daniel. Where the article names nobody, it is right to show the head noun
// of what stands at the cue (“the port’s spokesman” for “a spokesman”), and to show nobody where nothing stands there.
// A speaker of whom the engine is too unsure to tell a reader is none.
//
// What the engine finds in headings is neither right nor wrong, as nobody labelled them.
//
// It promises the same counts for the same input, and is called by bench/quotes and by the test of package summarize
// that keeps the examples from being read worse than before. It knows nothing of how quotations are found.
package gold
