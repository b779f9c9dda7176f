package extract

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/summarize/news"
)

// block is a paragraph-like piece of a page.
type block struct {
	text string // clean, not empty
	kind news.BlockKind
	by   string // author of a news.Post
	link bool   // most of the text is in links

	within int       // number of the outermost <article> around it, from 1; else 0
	entry  int       // number of the entry of a live blog, from 1 down the page
	stamp  string    // the time that the entry states
	at     time.Time // of the first block of an entry
	page   int       // of a PDF
}

// renderer cuts a tree into blocks in the order of its text.
type renderer struct {
	out    []block
	buf    strings.Builder
	breaks int    // line breaks since the last word
	by     string // author of the embedded post that is being walked
	links  int    // links around what is being walked
	linked int    // bytes of the open block that are in links

	articles, article int // how many outermost articles have begun, and which is being walked
	entries, entry    int // of a live blog: how many have begun, and which is being walked
	stamp             string
}

// render returns the blocks below n.
func render(n *html.Node) []block {
	var r renderer
	r.walk(n, news.Paragraph)
	r.flush(news.Paragraph)
	return r.out
}

func (r *renderer) walk(n *html.Node, kind news.BlockKind) {
	switch n.Type {
	case html.TextNode:
		r.write(n.Data, kind)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	tag := atom.Lookup([]byte(n.Data)) // the libraries rename elements and leave DataAtom behind
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg:
		return
	case atom.Br:
		r.breaks++
		return
	}
	outer, breaks := kind, isBlock(tag)
	kind = kindOf(tag, kind)
	if by, ok := post(n); ok {
		r.flush(outer)
		r.by, breaks, kind = by, true, news.Post
		defer func() { r.by = "" }()
	} else if stamp, ok := marked(n, entryMark); ok {
		r.flush(outer)
		breaks = true
		r.entries++
		r.entry, r.stamp = r.entries, stamp
		defer func() { r.entry = 0 }()
	} else if breaks {
		r.flush(outer)
	} else if tag == atom.Td || tag == atom.Th {
		r.buf.WriteByte(' ')
	}
	if tag == atom.Article && r.article == 0 {
		r.articles++
		r.article = r.articles
		defer func() { r.article = 0 }()
	}
	if tag == atom.A {
		r.links++
		defer func() { r.links-- }()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c, kind)
	}
	if breaks {
		r.flush(kind)
	}
}

// write adds text to the block that is open. A single line break before it is a space, unless the line before it
// ended like a paragraph.
func (r *renderer) write(text string, kind news.BlockKind) {
	if r.breaks > 0 && strings.TrimSpace(text) != "" {
		if r.breaks > 1 || ended(r.buf.String()) {
			r.flush(kind)
		}
		r.buf.WriteByte(' ')
		r.breaks = 0
	}
	r.buf.WriteString(text)
	if r.links > 0 {
		r.linked += len(strings.TrimSpace(text))
	}
}

func (r *renderer) flush(kind news.BlockKind) {
	r.breaks = 0
	defer func() { r.linked = 0 }()
	if r.buf.Len() == 0 {
		return
	}
	if text := clean(r.buf.String()); text != "" {
		b := block{text: text, kind: kind, link: 2*r.linked > len(text), entry: r.entry, stamp: r.stamp, within: r.article}
		if kind == news.Post {
			b.by = r.by
		}
		r.out = append(r.out, b)
	}
	r.buf.Reset()
}

// ended reports whether a line ends like a sentence.
func ended(line string) bool {
	line = strings.TrimRight(line, " \t\n\r\u00a0\"'”’»)")
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…:。！？", last) && line != ""
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.Caption, atom.Figure, atom.Figcaption, atom.Body,
		atom.Form, atom.Fieldset, atom.Address, atom.Hr, atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}

// kindOf returns the kind of the text within an element, given the kind around it: what is quoted stays quoted.
func kindOf(tag atom.Atom, around news.BlockKind) news.BlockKind {
	if around == news.BlockQuote || around == news.Post {
		return around
	}
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return news.Heading
	case atom.Li, atom.Dt, atom.Dd:
		return news.ListItem
	case atom.Blockquote:
		return news.BlockQuote
	}
	return around
}
