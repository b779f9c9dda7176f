package verify

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// figure is a number with what it counts.
type figure struct {
	value float64
	unit  string // "%", "pp", a currency, a measure, "ord", "plural", or "" for anything else
}

var figureToken = regexp.MustCompile(`\d+(?:[.,’'   ]\d+)*|[$€£¥₹%½¼¾⅓⅔]|[\p{L}\p{M}]+|[-–—/.,;:]`)

var vulgar = map[string]float64{"½": .5, "¼": .25, "¾": .75, "⅓": 1. / 3, "⅔": 2. / 3}

// figures reads the numbers of a text: in digits with the separators of its language, in words, with their magnitude
// and unit. Of a range such as “5 to 7%” both have the unit.
func figures(text, lang string) []figure {
	toks := figureToken.FindAllString(strings.ToLower(text), -1)
	var out []figure
	open := -1 // figure that waits for the unit of the next one, in a range
	for i := 0; i < len(toks); {
		f, n := figureAt(toks, i, lang)
		if n == 0 {
			i++
			continue
		}
		i += n
		out = append(out, f)
		if open >= 0 && out[open].unit == "" {
			out[open].unit = f.unit
		}
		open = -1
		if i < len(toks) && f.unit == "" {
			switch toks[i] {
			case "to", "and", "or", "-", "–", "—", "/", "bis", "und", "à", "et", "y", "a", "e":
				if _, n := figureAt(toks, i+1, lang); n > 0 {
					open = len(out) - 1
				}
			}
		}
	}
	return out
}

// figureAt reads one number that begins at token i, and returns how many tokens it takes; 0 for none.
func figureAt(toks []string, i int, lang string) (figure, int) {
	if i >= len(toks) {
		return figure{}, 0
	}
	start := i
	f := figure{}
	if u, ok := units[toks[i]]; ok && strings.ContainsAny(toks[i], "$€£¥₹") {
		f.unit = u
		i++
	}
	if i >= len(toks) {
		return figure{}, 0
	}
	at := func(k int) string {
		if k < len(toks) {
			return toks[k]
		}
		return ""
	}
	w, words := toks[i], numeralsOf(lang)
	switch {
	case w[0] >= '0' && w[0] <= '9':
		f.value = digitsOf(w, lang)
		i++
		switch at(i) {
		case "st", "nd", "rd", "th":
			return figure{f.value, "ord"}, i + 1 - start
		}
		if v, ok := vulgar[at(i)]; ok {
			f.value += v
			i++
		}
	case vulgar[w] != 0:
		f.value = vulgar[w]
		i++
	case w == "half":
		return figure{.5, "part"}, 1
	case w == "third" || w == "quarter":
		if prev := before(toks, start); prev == "a" || prev == "one" || prev == "per" {
			return figure{map[string]float64{"third": 1. / 3, "quarter": .25}[w], "part"}, 1
		}
		if w == "quarter" {
			return figure{}, 0
		}
		return figure{3, "ord"}, 1
	case ordinals[w] > 1 && w != "second":
		return figure{ordinals[w], "ord"}, 1
	case w == "twice":
		return figure{2, "times"}, 1
	case w == "dozens" || w == "hundreds" || w == "thousands" || w == "millions" || w == "billions" || w == "trillions":
		return figure{map[string]float64{"dozens": 12, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}[w], "plural"}, 1
	default:
		v, n := words.read(toks, i)
		if n == 0 {
			return figure{}, 0
		}
		if n == 1 && w == "one" && pronoun(before(toks, start), at(i+1)) {
			return figure{}, 0
		}
		f.value = v
		i += n
		if at(i) == "-" && (at(i+1) == "thirds" || at(i+1) == "quarters" || at(i+1) == "fifths" || at(i+1) == "third") {
			i++
		}
		switch at(i) {
		case "thirds", "third":
			return figure{v / 3, "part"}, i + 1 - start
		case "quarters":
			return figure{v / 4, "part"}, i + 1 - start
		case "fifths":
			return figure{v / 5, "part"}, i + 1 - start
		}
	}
	for {
		s, ok := words.scales[at(i)]
		if !ok && at(i) == "m" && f.unit != "" {
			s, ok = 1e6, true
		}
		if !ok {
			break
		}
		f.value *= s
		i++
	}
	if at(i) == "-" || at(i) == "–" {
		if u, ok := units[at(i+1)]; ok && f.unit == "" { // 58-year-old
			return figure{f.value, u}, i + 2 - start
		}
	}
	switch {
	case at(i) == "per" && at(i+1) == "cent", at(i) == "pour" && at(i+1) == "cent", at(i) == "por" && (at(i+1) == "ciento" || at(i+1) == "cento"), at(i) == "per" && at(i+1) == "cento":
		f.unit = "%"
		i += 2
	case at(i) == "percentage":
		f.unit = "pp"
		i++
	case f.unit == "":
		if u, ok := units[at(i)]; ok {
			f.unit = u
			i++
		} else if u, ok := units[at(i+1)]; ok && (u == "$" || u == "€" || u == "£") { // 12 million US dollars
			f.unit = u
		}
	}
	return f, i - start
}

func before(toks []string, i int) string {
	if i == 0 {
		return ""
	}
	return toks[i-1]
}

// pronoun reports whether “one” between these words is no number.
func pronoun(before, after string) bool {
	switch before {
	case "no", "any", "every", "each", "this", "that", "another", "the", "some", "which":
		return true
	}
	return after == "another" || after == "day" || after == "side"
}

// digitsOf reads digits with separators. Where the language does not tell, a separator before exactly three digits
// groups thousands.
func digitsOf(s, lang string) float64 {
	decimal := byte('.')
	switch lang {
	case "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "pl", "ru":
		decimal = ','
	}
	var b strings.Builder
	last := strings.LastIndexByte(s, decimal)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b.WriteByte(c)
		case c == decimal && i == last && strings.Count(s, string(decimal)) == 1:
			b.WriteByte('.')
		}
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// counted reports whether every figure stands among those of the source with its value and unit.
func counted(line, source []figure) bool {
	for _, f := range line {
		ok := false
		for _, g := range source {
			if same(f, g) {
				ok = true
				break
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// same compares two figures. A unit may be left out where it is a measure, never where it is a share or money.
func same(f, g figure) bool {
	if math.Abs(f.value-g.value) > 1e-9*math.Max(1, math.Abs(g.value)) {
		return false
	}
	if f.unit == g.unit {
		return true
	}
	loose := func(u string) bool {
		return u != "%" && u != "pp" && u != "ord" && u != "plural" && u != "part" && !strings.ContainsAny(u, "$€£¥₹")
	}
	return f.unit == "" && loose(g.unit)
}
