// Package web is the front end in a browser: a page that looks and works like a channel with the bot in it, on the same
// handlers as every other front end, and beside it a pane that shows an article with its quotations marked.
//
// It promises that nothing from outside is ever HTML on the page: text is escaped by html/template, the pane shows an
// article's text and never its page, and a policy lets the browser load nothing from elsewhere and run no script but its
// own. It answers only the address that it was told, and who knows the password where there is one.
//
// main starts it. It refuses to know how an answer comes about.
package web
