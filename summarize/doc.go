// Package summarize reads: a source goes in, a checked brief comes out.
//
// [Engine.Brief] fetches and extracts, finds quotations and issues, drafts, and passes everything through the gate in
// package verify: nothing reaches a Brief that is not found in the article. main builds the Engine and handlers calls it.
// The package knows of no database and no chat platform, and reaches the web only through [Fetcher].
package summarize
