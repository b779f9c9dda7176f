package extract

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scrub takes out of a tree what no reader sees and what holds no text, and rewrites what the engines would lose:
// they drop <time>, <ins> and <label> from the middle of a sentence, and know nothing of the marks that a browser
// draws around <q>. Call it once what is wanted from scripts and the head has been read. It returns what was written in
// the boxes over the page that it took out.
func scrub(doc *html.Node) (over []block) {
	rules := sheets(doc)
	for _, n := range slices.Collect(doc.Descendants()) {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && (inkless(n) || hidden(n, rules) || banner(n)) {
			if n.Parent != nil && n.Type == html.ElementNode && len(over) < 200 && !inkless(n) {
				over = append(over, render(n)...)
			}
			if n.Parent != nil {
				n.Parent.RemoveChild(n)
			}
			continue
		}
		markPost(n)
		switch n.DataAtom {
		case atom.Time, atom.Ins, atom.Label:
			if inSentence(n) {
				n.Data, n.DataAtom = "span", atom.Span
				n.Attr = nil
			}
		case atom.Figure:
			if holds(n, atom.Blockquote) {
				n.Data, n.DataAtom = "div", atom.Div
			}
		case atom.Footer, atom.Figcaption:
			if within(n, atom.Blockquote) || n.DataAtom == atom.Figcaption && beforeIs(n, atom.Blockquote) {
				n.Data, n.DataAtom = "p", atom.P
			}
		case atom.Q:
			n.Data, n.DataAtom = "span", atom.Span
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: "“"}, n.FirstChild)
			n.AppendChild(&html.Node{Type: html.TextNode, Data: "”"})
		}
	}
	return over
}

func holds(n *html.Node, tag atom.Atom) bool {
	for d := range n.Descendants() {
		if d.DataAtom == tag {
			return true
		}
	}
	return false
}

func within(n *html.Node, tag atom.Atom) bool {
	for p := range n.Ancestors() {
		if p.DataAtom == tag {
			return true
		}
	}
	return false
}

// beforeIs reports whether the element before n is a tag.
func beforeIs(n *html.Node, tag atom.Atom) bool {
	p := n.PrevSibling
	for p != nil && p.Type != html.ElementNode {
		p = p.PrevSibling
	}
	return p != nil && p.DataAtom == tag
}

// inkless reports whether an element has no text to read.
func inkless(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Canvas, atom.Audio,
		atom.Video, atom.Math, atom.Link, atom.Datalist, atom.Select, atom.Textarea, atom.Input, atom.Progress, atom.Meter:
		return true
	case atom.Noscript, atom.Button:
		return true
	}
	return false
}

// banners are words in the ids and classes of boxes that ask for consent or hide the page behind a dialog.
var banners = []string{
	"cookie-banner", "cookiebanner", "cookie-consent", "cookieconsent", "cookie-notice", "cookie-law", "cookie_notice", "onetrust", "didomi", "qc-cmp",
	"cookie-bar", "cookiebar", "consent-banner", "gdpr", "sp_message", "usercentrics", "truste", "cmplz", "cybotcookiebot",
}

// banner reports whether an element is a box over the page rather than a part of it.
func banner(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside:
	default:
		return false
	}
	if r := attr(n, "role"); r == "dialog" || r == "alertdialog" || attr(n, "aria-modal") == "true" {
		return !wrapsPage(n)
	}
	return named(n, banners) && !wrapsPage(n) && len(words(text(n))) < 300
}

// inSentence reports whether n stands in running text, rather than alone in a line of its own.
func inSentence(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.P, atom.Li, atom.Blockquote, atom.Td, atom.Dd:
			return beside(n.PrevSibling) && beside(n.NextSibling) && (n.PrevSibling != nil || n.NextSibling != nil)
		case atom.Span, atom.B, atom.I, atom.Em, atom.Strong, atom.A:
		default:
			return false
		}
	}
	return false
}

// beside reports whether a sibling may stand in the same sentence: none, text, or an inline element.
func beside(n *html.Node) bool {
	return n == nil || n.Type != html.ElementNode || !isBlock(n.DataAtom) && n.DataAtom != atom.Br
}
