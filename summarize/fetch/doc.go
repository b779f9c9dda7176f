// Package fetch is the door to the web: it turns a link that a stranger typed into the bytes of a page.
//
// It promises that no connection is opened to an address that is not public (the guard stands in the dialer, after
// names are resolved, so redirects and rebinding meet it too), that every fetch ends within its deadline, and that no
// more bytes are read or unpacked than its caps. It says who it is, and keeps nothing between two fetches but idle
// connections and, of sites that are crawled, what robots.txt wants. Whoever reads articles and feeds calls it; it does not know what a page says.
package fetch
