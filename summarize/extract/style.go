package extract

import "strings"

// hides reports whether an inline style leaves nothing to see: not displayed, without size or ink, or out of sight.
func hides(style string) bool {
	decl := declarations(style)
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
	ink, ground := colors(decl)
	return ink != "" && ink == ground
}

// declarations returns the properties of a style by name, in lower case, the last of each.
func declarations(style string) map[string]string {
	decl := map[string]string{}
	for d := range strings.SplitSeq(strings.ToLower(style), ";") {
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, "!")
		decl[strings.TrimSpace(name)] = strings.Join(strings.Fields(value), " ")
	}
	return decl
}

// colors returns the colours of the text and of what is behind it, "" where a style does not set them.
func colors(decl map[string]string) (ink, ground string) {
	ground = decl["background-color"]
	if ground == "" {
		ground = decl["background"]
	}
	return paint(decl["color"]), paint(ground)
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
