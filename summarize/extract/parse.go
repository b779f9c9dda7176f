package extract

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What one page may cost. A page of a large newspaper has 5,000 tags, nested 40 deep.
const (
	maxTags  = 120_000 // the rest of the page is not read
	maxDepth = 200     // deeper elements are dropped, their text stays
	maxLoose = 60      // formatting elements left open; the parser repeats each in every paragraph after it
)

// parse returns the tree of a page in UTF-8. It takes any bytes, and its cost is linear in their number: what would
// make the parser or the code that walks its tree blow up is levelled first.
func parse(page []byte) *html.Node {
	page, wild := measure(page)
	if wild {
		page = level(page)
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(true))
	if err != nil && !wild { // nested deeper than the parser goes
		doc, err = html.ParseWithOptions(bytes.NewReader(level(page)), html.ParseOptionEnableScripting(true))
	}
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	return doc
}

// formatting lists the elements that the parser opens again in the next block where they were left open.
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true,
	"small": true, "strike": true, "strong": true, "tt": true, "u": true,
}

// measure cuts the page at its last allowed tag and reports whether its formatting elements run wild. It is a glance
// at the bytes and may be wrong about scripts, at no more cost than a levelling too much.
func measure(page []byte) ([]byte, bool) {
	tags, loose, high := 0, 0, 0
	for i := 0; ; {
		j := bytes.IndexByte(page[i:], '<')
		if j < 0 {
			return page, high > maxLoose
		}
		i += j + 1
		if tags++; tags > maxTags {
			return page[:i-1], high > maxLoose
		}
		end := i < len(page) && page[i] == '/'
		at := i
		if end {
			at++
		}
		stop := at
		for stop < len(page) && stop-at < 7 && (page[stop]|0x20 >= 'a' && page[stop]|0x20 <= 'z') {
			stop++
		}
		if name := page[at:stop]; len(name) > 0 && len(name) < 7 && formatting[string(bytes.ToLower(name))] {
			if end {
				loose--
			} else {
				loose++
			}
			high = max(high, loose)
		}
	}
}

// void lists the elements that hold nothing, and so do not nest.
var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// level writes the page again without the tags that nest too deep and without formatting elements.
func level(page []byte) []byte {
	out := bytes.NewBuffer(make([]byte, 0, len(page)))
	z := html.NewTokenizer(bytes.NewReader(page))
	depth := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.Bytes()
		case html.StartTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			a := atom.Lookup(bytes.ToLower(name))
			if formatting[strings.ToLower(string(name))] {
				out.WriteByte(' ')
				continue
			}
			if !void[a] {
				if depth++; depth > maxDepth {
					out.WriteByte(' ')
					continue
				}
			}
			out.Write(raw)
		case html.EndTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			if formatting[strings.ToLower(string(name))] {
				continue
			}
			if depth--; depth >= maxDepth {
				continue
			}
			depth = max(depth, 0)
			out.Write(raw)
		case html.CommentToken, html.DoctypeToken:
		default:
			out.Write(z.Raw())
		}
	}
}
