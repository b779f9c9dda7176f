package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// scrub takes out of a tree what no reader sees and what holds no text, and rewrites what the engines would lose:
// they drop <time>, <ins> and <label> from the middle of a sentence, and know nothing of the marks that a browser
// draws around <q>. Call it once what is wanted from scripts and the head has been read.
func scrub(doc *html.Node) {
	for _, n := range slices.Collect(doc.Descendants()) {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && (inkless(n) || hidden(n) || banner(n)) {
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
	case atom.Noscript:
		return true
	}
	return false
}

// banners are words in the ids and classes of boxes that ask for consent or hide the page behind a dialog.
var banners = []string{
	"cookie-banner", "cookiebanner", "cookie-consent", "cookieconsent", "cookie-notice", "cookie-law", "cookie_notice", "onetrust", "didomi", "qc-cmp",
	"consent-banner", "gdpr", "sp_message", "usercentrics", "truste", "cmplz", "cybotcookiebot",
}

// banner reports whether an element is a box over the page rather than a part of it.
func banner(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside:
	default:
		return false
	}
	name := strings.ToLower(attr(n, "id") + " " + attr(n, "class"))
	if name == " " || !slices.ContainsFunc(banners, func(b string) bool { return strings.Contains(name, b) }) {
		return false
	}
	return !wrapsPage(n) && len(words(text(n))) < 300
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

// hidden reports whether the attributes of an element say that it is not shown. What a script reveals as soon as the
// page is there is exempt: the body, what React streams in, a wrapper around the whole page that fades in.
func hidden(n *html.Node) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return false
	}
	if veiled(n) {
		return !wrapsPage(n)
	}
	return false
}

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

// hides reports whether an inline style leaves nothing to see: not displayed, without size or ink, or out of sight.
func hides(style string) bool {
	style = strings.ToLower(style)
	decl := map[string]string{}
	for d := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(d, ":")
		value, _, _ = strings.Cut(value, "!")
		decl[strings.TrimSpace(name)] = strings.Join(strings.Fields(value), " ")
	}
	switch {
	case decl["display"] == "none", decl["visibility"] == "hidden", decl["visibility"] == "collapse", decl["content-visibility"] == "hidden",
		zero(decl["font-size"]), zero(decl["opacity"]), decl["color"] == "transparent", zero(decl["line-height"]) && decl["overflow"] == "hidden":
		return true
	case decl["overflow"] == "hidden" && (tiny(decl["height"]) || tiny(decl["width"]) || tiny(decl["max-height"]) || tiny(decl["max-width"])):
		return true
	case tiny(decl["height"]) && tiny(decl["width"]):
		return true
	case decl["clip"] != "" && (strings.HasPrefix(decl["clip"], "rect(0") || strings.HasPrefix(decl["clip"], "rect(1px")), strings.HasPrefix(decl["clip-path"], "inset(50%"), strings.HasPrefix(decl["clip-path"], "inset(100%"):
		return true
	case far(decl["text-indent"]), decl["position"] != "" && (far(decl["left"]) || far(decl["top"]) || far(decl["right"])):
		return true
	case strings.HasPrefix(decl["transform"], "scale(0)"):
		return true
	}
	ground := decl["background-color"]
	if ground == "" {
		ground = decl["background"]
	}
	return decl["color"] != "" && paint(decl["color"]) == paint(ground)
}

// zero reports whether a length or number is nought, in any unit.
func zero(v string) bool {
	v = strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyz% ")
	return v != "" && strings.Trim(v, "0.+-") == "" && strings.Contains(v, "0")
}

// tiny reports whether a length shows nothing: nought or one pixel.
func tiny(v string) bool { return zero(v) || v == "1px" || v == ".1px" || v == "0.1px" }

// far reports whether an offset puts a box off the page.
func far(v string) bool {
	digits := strings.TrimRight(strings.TrimPrefix(v, "-"), "abcdefghijklmnopqrstuvwxyz% ")
	whole, _, _ := strings.Cut(digits, ".")
	return strings.HasPrefix(v, "-") && len(whole) >= 3 && !strings.HasSuffix(v, "%") || strings.HasPrefix(v, "-") && len(whole) >= 4
}

// paint folds the usual spellings of white and black, and of any other colour its case and spaces.
func paint(v string) string {
	switch v = strings.ReplaceAll(v, " ", ""); v {
	case "#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)", "hsl(0,0%,100%)":
		return "white"
	case "#000", "#000000", "black", "rgb(0,0,0)", "rgba(0,0,0,1)":
		return "black"
	}
	return v
}
