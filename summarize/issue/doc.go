// Package issue finds what is at stake in an article and who is said to want what, from the article's own sentences
// and quotations.
//
// It promises that a label is made of words of the article, that every issue and position names the sentence that
// shows it, and that an actor is somebody whom the text names. Package summarize calls it after package quote; it
// knows of no network, no clock and no language model.
package issue
