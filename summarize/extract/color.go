package extract

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// colors returns the colours of the text and of what is behind it, "" where a style does not set them.
func colors(decl map[string]string) (ink, ground string) {
	ground = decl["background-color"]
	if ground == "" {
		ground = backdrop(decl["background"])
	}
	return paint(decl["color"]), paint(ground)
}

// backdrop is the colour in a shorthand for a background, or all of it where there is none.
func backdrop(v string) string {
	if strings.Contains(v, "url(") || strings.Contains(v, "gradient(") {
		return v // what a picture shows nobody knows
	}
	for _, part := range paints.FindAllString(v, -1) {
		if p := paint(part); strings.HasPrefix(p, "#") {
			return p
		}
	}
	return v
}

// paints finds what may be a colour.
var paints = regexp.MustCompile(`(?:rgb|hsl)a?\([^)]*\)|#[0-9a-f]{3,8}|[a-z]+`)

// colorNames are the colours by name that texts and pages have most.
var colorNames = map[string]string{
	"white": "#ffffff", "black": "#000000", "snow": "#fffafa", "ivory": "#fffff0", "whitesmoke": "#f5f5f5", "ghostwhite": "#f8f8ff", "floralwhite": "#fffaf0",
	"gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "red": "#ff0000", "blue": "#0000ff", "navy": "#000080", "green": "#008000",
}

// paint folds the spellings of a colour into #rrggbb, or "transparent". What it cannot read it returns without spaces.
func paint(v string) string {
	v = strings.TrimSpace(v)
	if c, ok := colorNames[v]; ok {
		return c
	}
	if strings.HasPrefix(v, "#") {
		return hex(v)
	}
	if name, args, ok := strings.Cut(strings.TrimSuffix(v, ")"), "("); ok {
		parts := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == '/' || r == ' ' })
		if len(parts) == 4 && (strings.HasPrefix(name, "rgb") || strings.HasPrefix(name, "hsl")) {
			if a, unit, ok := amount(parts[3]); ok && (a < thinnest || unit == "%" && a < 100*thinnest) {
				return "transparent"
			}
			parts = parts[:3]
		}
		switch {
		case len(parts) != 3:
		case strings.HasPrefix(name, "rgb"):
			return rgb(parts, v)
		case strings.HasPrefix(name, "hsl"):
			switch light, _, _ := amount(parts[2]); light {
			case 100:
				return "#ffffff"
			case 0:
				return "#000000"
			}
		}
	}
	return strings.ReplaceAll(v, " ", "")
}

// hex reads #rgb, #rgba, #rrggbb and #rrggbbaa.
func hex(v string) string {
	d := v[1:]
	if len(d) == 3 || len(d) == 4 {
		var b strings.Builder
		for i := range len(d) {
			b.WriteByte(d[i])
			b.WriteByte(d[i])
		}
		d = b.String()
	}
	if len(d) == 8 {
		if a, err := strconv.ParseUint(d[6:], 16, 8); err == nil && float64(a) < 255*thinnest {
			return "transparent"
		}
		d = d[:6]
	}
	return "#" + d
}

func rgb(parts []string, raw string) string {
	var out [3]int
	for i, p := range parts {
		n, unit, ok := amount(p)
		if !ok {
			return strings.ReplaceAll(raw, " ", "")
		}
		if unit == "%" {
			n *= 2.55
		}
		out[i] = int(min(max(n, 0), 255))
	}
	return fmt.Sprintf("#%02x%02x%02x", out[0], out[1], out[2])
}

// nearly is how far two colours may lie apart in red, green and blue where nobody can read one on the other.
const nearly = 12

// alike reports whether text of one colour cannot be read on another.
func alike(ink, ground string) bool {
	if ink == "" || ink == ground {
		return ink != ""
	}
	if len(ink) != 7 || len(ground) != 7 || ink[0] != '#' || ground[0] != '#' {
		return false
	}
	for i := 1; i < 7; i += 2 {
		x, err := strconv.ParseUint(ink[i:i+2], 16, 8)
		y, fault := strconv.ParseUint(ground[i:i+2], 16, 8)
		if err != nil || fault != nil || x > y+nearly || y > x+nearly {
			return false
		}
	}
	return true
}
