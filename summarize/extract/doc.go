// Package extract turns a page, a pasted text or a file into an article: one clean text in blocks and sentences, with
// its title, authors, outlet, date and language.
//
// It promises never to panic and to stay near linear in the size of what it is given, that no text which a reader of
// a page of HTML cannot see gets into an article, and that what is inferred (a guessed date) is marked so. Of a page that
// is empty until a script draws it, and is free, it takes the text that the page gives to machines in JSON-LD. Where a
// page is a wall, a shell drawn by script or no text at all it says which, and returns nothing. Package summarize calls
// it, and fetches the further pages that it names; it knows of no network, of no clock but the one that ends a PDF, and
// the types of the libraries that it stands on stay inside.
package extract
