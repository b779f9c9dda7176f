// Package feed reads feeds: RSS, Atom and JSON Feed, and finds the feeds that a page links to. It is the door to gofeed.
//
// It promises that what it hands out is plain text (but for Item.HTML), that every link is absolute and of the web, and
// that it comes back in bounded time whatever the bytes are. It refuses to fetch anything.
//
// The use cases call it through a port of their own.
package feed
