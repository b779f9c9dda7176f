// Package summarize reads: a source goes in, a checked brief comes out.
package summarize
