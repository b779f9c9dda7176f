// Package console is the front end of typed lines: it reads a line, asks the [handlers.App], and writes the reply as
// plain text. People use it in a terminal to try OnRecord without an account anywhere; tests use it to compare whole
// conversations with what they should read.
//
// It promises that nothing of a stranger's text moves the cursor, colours the screen or turns the direction of
// writing: control characters are never written, and colour is its own and only on request. Its commands, their
// options and their help come from the catalogue; it knows no command but "/quit".
//
// Main calls it. It knows no network and no environment, and of the file system only the files that are named to it.
package console
