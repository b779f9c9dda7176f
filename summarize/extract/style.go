package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// hides reports whether an inline style leaves nothing to see: not displayed, without size or ink, or out of sight.
func hides(style string) bool {
	decl := declarations(style)
	if gone(decl) || small(decl) || away(decl) {
		return true
	}
	for _, p := range []string{"color", "-webkit-text-fill-color"} {
		if paint(decl[p]) == "transparent" {
			return true
		}
	}
	ink, ground := colors(decl)
	return !see(ground) && ink != "currentcolor" && alike(ink, ground)
}

// gone reports whether a style says outright that nothing is drawn.
func gone(decl map[string]string) bool {
	return decl["display"] == "none" || decl["visibility"] == "hidden" || decl["visibility"] == "collapse" || decl["content-visibility"] == "hidden"
}

// thinnest is the opacity below which nobody sees a text.
const thinnest = .05

// small reports whether a style leaves a text no size or no ink.
func small(decl map[string]string) bool {
	for _, p := range []string{"opacity", "zoom", "scale"} {
		if v, unit, ok := amount(decl[p]); ok && (v < thinnest || unit == "%" && v < 100*thinnest) {
			return true
		}
	}
	if v, ok := argument(decl["filter"], "opacity("); ok && v < thinnest {
		return true
	}
	size := decl["font-size"]
	if short, _, _ := strings.Cut(decl["font"], "/"); size == "" && short != "" {
		size = short[strings.LastIndexByte(short, ' ')+1:] // font: bold 0/0 a
	}
	if v, unit, ok := amount(size); ok && unread(v, unit) {
		return true
	}
	if name, args, _ := strings.Cut(decl["transform"], "("); strings.HasPrefix(name, "scale") {
		for arg := range strings.FieldsFuncSeq(args, func(r rune) bool { return r == ',' || r == ' ' || r == ')' }) {
			if v, _, ok := amount(arg); ok && v == 0 {
				return true
			}
		}
	}
	cut := decl["overflow"] == "hidden" || decl["overflow"] == "clip"
	return cut && (tiny(decl["height"]) || tiny(decl["width"]) || tiny(decl["max-height"]) || tiny(decl["max-width"]) || zero(decl["line-height"])) ||
		tiny(decl["height"]) && tiny(decl["width"])
}

// unread reports whether letters of a size are too small to be read: two pixels where the text around has sixteen.
func unread(v float64, unit string) bool {
	switch unit {
	case "", "px", "pt":
		return v < 2
	case "em", "rem", "ex", "ch":
		return v <= .1
	case "%":
		return v <= 10
	}
	return v == 0
}

// away reports whether a style puts a text off the page, or cuts all of it off.
func away(decl map[string]string) bool {
	if decl["position"] != "" {
		for _, p := range []string{"left", "top", "right", "bottom", "inset", "inset-inline-start", "inset-inline-end", "inset-block-start"} {
			if far(decl[p]) {
				return true
			}
		}
	}
	for _, p := range []string{"transform", "translate"} {
		for arg := range strings.FieldsFuncSeq(strings.TrimPrefix(decl[p], "translate"), func(r rune) bool { return r == ',' || r == ' ' || r == '(' || r == ')' }) {
			if far(arg) {
				return true
			}
		}
	}
	if far(decl["text-indent"]) {
		return true
	}
	clip, path := decl["clip"], decl["clip-path"]
	return strings.HasPrefix(clip, "rect(0") || strings.HasPrefix(clip, "rect(1px") || strings.HasPrefix(path, "inset(50%") || strings.HasPrefix(path, "inset(100%") ||
		strings.HasPrefix(path, "circle(0") || strings.HasPrefix(path, "ellipse(0") || strings.HasPrefix(path, "polygon(") && strings.Trim(path, "polygn(0x%, )") == ""
}

// comments and escapes of style sheets, behind which a word can be hidden from whoever only looks for it.
var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?(?:\*/|$)`)
	cssEscape  = regexp.MustCompile(`\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))`)
)

// plainCSS returns a style without comments and escapes.
func plainCSS(style string) string {
	if strings.Contains(style, "/*") {
		style = cssComment.ReplaceAllString(style, " ")
	}
	if strings.Contains(style, `\`) {
		style = cssEscape.ReplaceAllStringFunc(style, func(m string) string {
			g := cssEscape.FindStringSubmatch(m)
			if r, err := strconv.ParseUint(g[1], 16, 21); err == nil {
				return string(rune(r))
			}
			return g[2]
		})
	}
	return style
}

// displays are parts of all values that display can have: a browser passes over any other one.
var displays = regexp.MustCompile(`none|block|inline|flow|table|flex|grid|list-item|contents|run-in|ruby|initial|inherit|unset|revert|math`)

// declarations returns the properties of a style by name, in lower case, the last of each that counts.
func declarations(style string) map[string]string {
	decl := map[string]string{}
	firm := map[string]bool{}
	for d := range strings.SplitSeq(strings.ToLower(plainCSS(style)), ";") {
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		value, mark, important := strings.Cut(value, "!")
		important = important && strings.Contains(mark, "important")
		name, value = strings.TrimSpace(name), strings.Join(strings.Fields(value), " ")
		if firm[name] && !important || name == "display" && !displays.MatchString(value) {
			continue
		}
		decl[name], firm[name] = value, important
	}
	return decl
}

// number is a number with its unit.
var number = regexp.MustCompile(`^([-+]?(?:\d+\.?\d*|\.\d+))([a-z%]*)$`)

// amount reads a number with its unit. A sum is not worked out, but its first number is read.
func amount(v string) (n float64, unit string, ok bool) {
	v, _, _ = strings.Cut(strings.TrimPrefix(v, "calc("), " ")
	m := number.FindStringSubmatch(strings.TrimRight(v, ")"))
	if m == nil {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return n, m[2], err == nil
}

// argument reads the number in a function, such as filter's opacity(0).
func argument(v, function string) (float64, bool) {
	_, rest, ok := strings.Cut(v, function)
	if !ok {
		return 0, false
	}
	arg, _, _ := strings.Cut(rest, ")")
	n, unit, ok := amount(strings.TrimSpace(arg))
	if unit == "%" {
		n /= 100
	}
	return n, ok
}

// zero reports whether a length or number is nought, in any unit.
func zero(v string) bool {
	n, _, ok := amount(v)
	return ok && n == 0
}

// tiny reports whether a length shows nothing: nought or one pixel.
func tiny(v string) bool {
	n, unit, ok := amount(v)
	return ok && (n == 0 || n > 0 && n <= 1 && (unit == "px" || unit == ""))
}

// far reports whether an offset puts a box off the page. To the right and down there is more of the page than upwards.
func far(v string) bool {
	n, unit, ok := amount(v)
	if !ok {
		return false
	}
	switch unit {
	case "em", "rem", "ch":
		n *= 16
	case "vw", "vh", "vmin", "vmax":
		return n <= -100 || n >= 100
	case "%":
		return n <= -1000 || n >= 1000
	}
	return n <= -100 || n >= 3000
}
