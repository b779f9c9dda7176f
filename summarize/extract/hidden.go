package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hidden reports whether the page says of an element that it is not shown. What a script reveals as soon as the
// page is there is exempt: the body, what React streams in, a wrapper around the whole page that fades in.
func hidden(n *html.Node, rules map[string]bool) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return false
	}
	return (veiled(n) || ruled(n, rules)) && !wrapsPage(n)
}

// veiled reports whether an element's own attributes hide it.
func veiled(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "aria-hidden":
			if strings.EqualFold(strings.TrimSpace(a.Val), "true") {
				return true
			}
		case "style":
			if hides(a.Val) {
				return true
			}
		}
	}
	return false
}

// wrapsPage reports whether a hidden element is a part of the page that its script shows: it holds the heading or the
// main element of the page, or has the id of a streamed segment.
func wrapsPage(n *html.Node) bool {
	for _, a := range n.Attr {
		if rest, ok := strings.CutPrefix(a.Val, "S:"); a.Key == "id" && ok && len(rest) <= 3 && zero(strings.Trim(rest, "0123456789")+"0") {
			return true
		}
	}
	if n.DataAtom != atom.Div && n.DataAtom != atom.Main {
		return false
	}
	return n.DataAtom == atom.Main || holds(n, atom.H1) || holds(n, atom.Main)
}
