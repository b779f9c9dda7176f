// Package prose cuts plain text into blocks and numbered sentences.
//
// It promises to change no byte: every span that it returns lies within the text that it was given, on character
// boundaries, in order and without overlap, in time linear in the length of the text. Extraction calls it on what it
// has read in a page, the command line on a text as it stands. It knows nothing of pages, speakers or languages
// beyond where a sentence of a European language, or of Chinese and Japanese, ends.
package prose
