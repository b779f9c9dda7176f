package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styles are the rules of a page's own style sheets that decide whether something can be seen, by the class or id, with
// its "." or "#", of the element that they are for.
type styles map[string][]rule

// rule is one selector of a style sheet with what it declares.
type rule struct {
	path        []compound // from the outermost to the element itself
	weight      int        // specificity, and after that the place in the sheet
	says, hides bool       // it says whether the element is shown, and it is not
	ink, ground string
}

// compound is a selector for one element: div#a.b.c
type compound struct {
	tag   string
	names []string // with their "." or "#"
}

// What is read of style sheets.
const (
	maxSheet = 1 << 20 // bytes of one
	maxRules = 4000
	maxEach  = 40 // for one class or id
)

// sheets reads the page's own style sheets. What is shown in print or on some width of screen is shown.
func sheets(doc *html.Node) styles {
	out := styles{}
	n := 0
	for d := range doc.Descendants() {
		if d.DataAtom == atom.Style && d.FirstChild != nil && len(d.FirstChild.Data) < maxSheet {
			out.read(d.FirstChild.Data, &n)
		}
	}
	return out
}

// read takes in one sheet; n counts the rules. Of media queries only what shows something counts.
func (s styles) read(css string, n *int) {
	depth, query := 0, false
	for css != "" && *n < maxRules {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			return
		}
		head, brace := css[:i], css[i]
		css = css[i+1:]
		if brace == '}' {
			if depth = max(0, depth-1); depth == 0 {
				query = false
			}
			continue
		}
		if k := strings.LastIndexAny(head, ";/"); k >= 0 {
			head = head[k+1:] // what stands before is a statement or the end of a comment
		}
		depth++
		head = strings.TrimSpace(head)
		query = query || strings.HasPrefix(head, "@")
		end := strings.IndexAny(css, "{}")
		if end < 0 {
			end = len(css)
		} else if css[end] == '{' {
			continue
		}
		r, ok := ruleOf(css[:end])
		if !ok || query && (r.hides || !r.says) {
			continue
		}
		for selector := range strings.SplitSeq(head, ",") {
			s.add(selector, r, query, n)
		}
	}
}

// tellingProperties are those by which a style can hide text.
var tellingProperties = regexp.MustCompile(`(?i)(?:display|visibility|opacity|font-size|color|background|clip|text-indent|height|width|left|top|right|transform)\s*:`)

// ruleOf reads declarations. It is not ok where they have nothing to do with what can be seen.
func ruleOf(style string) (rule, bool) {
	if !tellingProperties.MatchString(style) {
		return rule{}, false
	}
	decl := declarations(style)
	r := rule{hides: hides(style)}
	r.ink, r.ground = colors(decl)
	display, visibility := decl["display"], decl["visibility"]
	r.says = r.hides || display != "" && display != "none" || visibility == "visible" || decl["opacity"] != "" && !zero(decl["opacity"])
	return r, r.says || r.ink != "" || r.ground != ""
}

// add files a rule under its selector; one that it cannot read is left out.
func (s styles) add(selector string, r rule, query bool, n *int) {
	path, ok := selectorPath(selector)
	if !ok {
		return
	}
	names := path[len(path)-1].names
	last := names[len(names)-1]
	if *n++; len(s[last]) >= maxEach {
		return
	}
	ids, classes, tags := 0, 0, 0
	for _, c := range path {
		for _, name := range c.names {
			ids += b2i(name[0] == '#')
			classes += b2i(name[0] == '.')
		}
		tags += b2i(c.tag != "")
	}
	r.path, r.weight = path, (ids<<20+classes<<10+tags)<<20+*n
	if query {
		r.weight = 1 << 60 // shown somewhere is shown
	}
	s[last] = append(s[last], r)
}

// element is a part of a selector that is read here: a tag, classes and ids.
var element = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9]*|\*)?((?:[.#][\w-]+)*)$`)

var name = regexp.MustCompile(`[.#][\w-]+`)

// selectorPath reads a selector of elements within elements. It must end in a class or an id.
func selectorPath(selector string) (path []compound, ok bool) {
	fields := strings.Fields(strings.ReplaceAll(selector, ">", " "))
	if len(fields) == 0 || len(fields) > 4 {
		return nil, false
	}
	for _, f := range fields {
		m := element.FindStringSubmatch(f)
		if m == nil {
			return nil, false
		}
		path = append(path, compound{tag: strings.ToLower(strings.Trim(m[1], "*")), names: name.FindAllString(m[2], -1)})
	}
	return path, len(path[len(path)-1].names) > 0
}

// of returns what the sheets say of n, an empty rule where they say nothing.
func (s styles) of(n *html.Node) (out rule) {
	if len(s) == 0 {
		return out
	}
	var says, ink, ground int // weights of what was found
	look := func(key string) {
		for _, r := range s[key] {
			if !r.matches(n) {
				continue
			}
			if r.says && r.weight > says {
				out.says, out.hides, says = true, r.hides, r.weight
			}
			if r.ink != "" && r.weight > ink {
				out.ink, ink = r.ink, r.weight
			}
			if r.ground != "" && r.weight > ground {
				out.ground, ground = r.ground, r.weight
			}
		}
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			look("#" + a.Val)
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				look("." + c)
			}
		}
	}
	return out
}

// matches reports whether the selector of a rule is for n. Where it asks for a child, any descendant will do.
func (r rule) matches(n *html.Node) bool {
	i := len(r.path) - 1
	if !r.path[i].matches(n) {
		return false
	}
	for p := n.Parent; i > 0 && p != nil; p = p.Parent {
		if r.path[i-1].matches(p) {
			i--
		}
	}
	return i == 0
}

func (c compound) matches(n *html.Node) bool {
	if n.Type != html.ElementNode || c.tag != "" && c.tag != n.Data {
		return false
	}
	for _, name := range c.names {
		if name[0] == '#' && attr(n, "id") != name[1:] || name[0] == '.' && !hasClass(n, name[1:]) {
			return false
		}
	}
	return true
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}
