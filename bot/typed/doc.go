// Package typed reads lines as they are typed where commands are not filled in field by field: "/brief link", a number, a
// link, a pasted text. The console and the page in the browser share it. It refuses to know what a line brings about.
package typed
