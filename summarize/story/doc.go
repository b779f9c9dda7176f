// Package story joins articles that tell of the same event. It reads titles, openings and names, and compares no more
// than that; it needs no network, no clock and no model.
//
// It promises that an article is in one story, that the order in which articles are given does not matter, and that two
// articles further apart in time than its window are joined only through others between them.
package story
