package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hidden reports whether the page says of an element that it is not shown. What a script reveals as soon as the
// page is there is exempt: the body, what React streams in, a wrapper around the whole page that fades in.
func hidden(n *html.Node, sheets styles) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return false
	}
	r := sheets.of(n)
	return (veiled(n) || r.hides && !revealed(n) || blended(n, r, sheets)) && !wrapsPage(n)
}

// revealers are parts of the ids and classes of what a style sheet hides only until it scrolls into view or is unfolded.
var revealers = []string{"invisible", "fade", "reveal", "animat", "aos", "wow", "appear", "slide", "lazy", "accordion", "collaps", "toggle", "expand", "faq"}

// revealed reports whether a reader gets to see an element that a style sheet hides.
func revealed(n *html.Node) bool { return named(n, revealers) }

// blended reports whether the text of an element has the colour of what is behind it, which may be that of an element
// around it.
func blended(n *html.Node, own rule, sheets styles) bool {
	ink, ground := inline(n)
	if ink == "" {
		ink = own.ink
	}
	if ink == "" || ink == "inherit" || ink == "currentcolor" {
		return false
	}
	if ground == "" {
		ground = own.ground
	}
	for p, i := n.Parent, 0; see(ground) && p != nil && i < 12; p, i = p.Parent, i+1 {
		if _, ground = inline(p); ground == "" {
			ground = sheets.of(p).ground
		}
	}
	return !see(ground) && alike(ink, ground)
}

// inline returns the colours that an element's own style sets.
func inline(n *html.Node) (ink, ground string) {
	style := attr(n, "style")
	if style == "" {
		return "", ""
	}
	return colors(declarations(style))
}

// see reports whether what is behind an element shows through a background.
func see(ground string) bool {
	return ground == "" || ground == "transparent" || ground == "inherit" || ground == "none" || ground == "initial"
}

// veiled reports whether an element's own attributes hide it.
func veiled(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "popover":
			return true // until a button is pressed
		case "class":
			if spoken(a.Val) {
				return true
			}
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

// spoken reports whether a class is one of those by which everybody hides what only screen readers are to say.
func spoken(classes string) bool {
	for c := range strings.FieldsSeq(classes) {
		switch strings.ToLower(c) {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader", "a11y-hidden", "element-invisible":
			return true
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
