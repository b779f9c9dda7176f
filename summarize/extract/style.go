package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// simple is a selector of one class or one id, with or without an element.
var simple = regexp.MustCompile(`^[a-z0-9]*([.#][\w-]+)$`)

// sheets returns the classes and ids, with their "." or "#", that the page's own style sheets do not show. Only rules
// for a single class or id count; the last one wins, but what is shown in print or on some width of screen is shown.
func sheets(doc *html.Node) map[string]bool {
	rules := map[string]bool{}
	shown := map[string]bool{}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil && len(n.FirstChild.Data) < 1<<20 && strings.Contains(n.FirstChild.Data, "none") {
			sheet(n.FirstChild.Data, rules, shown)
		}
	}
	for selector := range shown {
		delete(rules, selector)
	}
	return rules
}

// sheet reads one style sheet: rules outside of media queries into rules, and those that show something within one
// into shown.
func sheet(css string, rules, shown map[string]bool) {
	depth, query := 0, false
	for css != "" {
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
		value := display(css[:end])
		for selector := range strings.SplitSeq(head, ",") {
			m := simple.FindStringSubmatch(strings.TrimSpace(selector))
			switch {
			case m == nil || value == "":
			case !query:
				rules[m[1]] = value == "none"
			case value != "none":
				shown[m[1]] = true
			}
		}
	}
}

// display returns the value of the last display property among declarations, or "".
func display(declarations string) string {
	value := ""
	for d := range strings.SplitSeq(strings.ToLower(declarations), ";") {
		if name, v, ok := strings.Cut(d, ":"); ok && strings.TrimSpace(name) == "display" {
			v, _, _ = strings.Cut(v, "!")
			value = strings.TrimSpace(v)
		}
	}
	return value
}

// ruled reports whether a style sheet hides n by its class or id.
func ruled(n *html.Node, rules map[string]bool) bool {
	if len(rules) == 0 {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			if rules["#"+a.Val] {
				return true
			}
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if rules["."+c] {
					return true
				}
			}
		}
	}
	return false
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
