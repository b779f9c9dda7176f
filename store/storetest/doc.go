// Package storetest holds the promises of package store as tests that run against any Redis: [Run] takes the options
// of an empty database and checks them all. Tests call it, those of the store and those of anything that stands in
// for it; they may also use [Piece] to make briefs. It refuses to know Redis: what it checks can be seen through the
// methods of a store alone.
package storetest
