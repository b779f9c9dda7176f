package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styles are the rules of a page's own style sheets that decide whether something can be seen, by the class or id, with
// its "." or "#", or the tag of the element that they are for.
type styles struct {
	rules map[string][]rule
	steps *int // that may still be taken up the tree to find out whether a rule is for an element
}

// rule is one selector of a style sheet with what it declares.
type rule struct {
	path        []compound // from the outermost to the element itself
	weight      int        // specificity, and after that the place in the sheet
	says, hides bool       // it says whether the element is shown, and it is not
	firm, gone  bool       // it is marked important; it says outright that the element is not drawn
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
	maxEach  = 40 // for one class, id or tag
	maxHide  = 80 // of these, such as hide something
	maxSteps = 5_000_000
)

// sheets reads the page's own style sheets. What is shown in print or on some width of screen is shown.
func sheets(doc *html.Node) styles {
	n, steps := 0, maxSteps
	out := styles{rules: map[string][]rule{}, steps: &steps}
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
	css = plainComments(css)
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

// plainComments returns a sheet without comments, in which braces may stand.
func plainComments(css string) string {
	if !strings.Contains(css, "/*") {
		return css
	}
	return cssComment.ReplaceAllString(css, " ")
}

// tellingProperties are those by which a style can hide text.
var tellingProperties = regexp.MustCompile(`(?i)(?:display|visibility|opacity|font|font-size|color|background|clip|clip-path|text-indent|height|width|left|top|right|bottom|inset|transform|translate|scale|zoom|filter)\s*:|\\|/\*`)

// ruleOf reads declarations. It is not ok where they have nothing to do with what can be seen.
func ruleOf(style string) (rule, bool) {
	if !tellingProperties.MatchString(style) {
		return rule{}, false
	}
	decl := declarations(style)
	r := rule{hides: hides(style), gone: gone(decl), firm: strings.Contains(style, "!important")}
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
	last := path[len(path)-1].key()
	if last[0] != '.' && last[0] != '#' {
		// Of all elements of a kind only this is believed: what hides them in another way is mostly about to move in, and
		// what colours them is mostly changed by a sheet that is not seen here.
		if !r.says || r.hides && !r.gone {
			return
		}
		r.ink, r.ground = "", ""
	}
	if *n++; len(s.rules[last]) >= maxEach && !(r.hides && len(s.rules[last]) < maxHide) {
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
	if r.firm && r.says {
		r.weight += 1 << 58
	}
	if query {
		r.weight = 1 << 60 // shown somewhere is shown
	}
	s.rules[last] = append(s.rules[last], r)
}

// element is a part of a selector that is read here: a tag, classes and ids.
var element = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9]*|\*)?((?:[.#][\w-]+)*)$`)

var name = regexp.MustCompile(`[.#][\w-]+`)

// selectorPath reads a selector of elements within elements. Of all elements of the page it must not speak.
func selectorPath(selector string) (path []compound, ok bool) {
	fields := strings.Fields(strings.ReplaceAll(selector, ">", " "))
	if len(fields) == 0 || len(fields) > maxPath {
		return nil, false
	}
	for _, f := range fields {
		m := element.FindStringSubmatch(f)
		if m == nil {
			return nil, false
		}
		path = append(path, compound{tag: strings.ToLower(strings.Trim(m[1], "*")), names: name.FindAllString(m[2], -1)})
	}
	return path, len(path) > 1 || path[0].tag != "" || len(path[0].names) > 0
}

// maxPath is the number of elements in a selector at most.
const maxPath = 6

// key is what the rules for an element are filed under.
func (c compound) key() string {
	switch {
	case len(c.names) > 0:
		return c.names[len(c.names)-1]
	case c.tag != "":
		return c.tag
	}
	return "*"
}

// of returns what the sheets say of n, an empty rule where they say nothing.
func (s styles) of(n *html.Node) (out rule) {
	if len(s.rules) == 0 || *s.steps <= 0 {
		return out
	}
	var says, ink, ground int // weights of what was found
	look := func(key string) {
		for _, r := range s.rules[key] {
			if !r.matches(n, s.steps) {
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
	look(n.Data)
	look("*")
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

// matches reports whether the selector of a rule is for n, and takes off the steps that it took to know. Where the
// selector asks for a child, any descendant will do.
func (r rule) matches(n *html.Node, steps *int) bool {
	i := len(r.path) - 1
	if !r.path[i].matches(n) {
		return false
	}
	for p := n.Parent; i > 0 && p != nil && *steps > 0; p = p.Parent {
		*steps--
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
