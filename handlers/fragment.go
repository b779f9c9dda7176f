package handlers

import (
	"strings"
	"unicode"
)

// The size of a text fragment: so many words of a quotation's beginning and end, and so many characters of each where
// a script writes no spaces. More would make links that no message has room for; fewer would find the wrong place.
const (
	fragmentWords = 4
	fragmentRunes = 40
)

// atWords returns a link that opens the page at the given words of it: link#:~:text=start,end. Browsers that know no
// text fragments open the page at its top. A link that is not of the web, or words without letters, give link back.
func atWords(link, words string) string {
	if !onWeb(link) {
		return ""
	}
	start, end := fragmentEnds(words)
	if start == "" {
		return link
	}
	directive := ":~:text=" + fragmentEscape(start)
	if end != "" {
		directive += "," + fragmentEscape(end)
	}
	if strings.Contains(link, "#") {
		return link + directive
	}
	return link + "#" + directive
}

// onWeb reports whether a link may be shown as one.
func onWeb(link string) bool {
	return strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://")
}

// fragmentEnds returns the first and the last few words, or all of them and "" where they are few. Each end stays
// within one paragraph, because a browser looks for it within one, and is free of punctuation at its rims, because
// pages differ from what was read in their quotation marks.
func fragmentEnds(words string) (start, end string) {
	lines := strings.FieldsFunc(words, func(r rune) bool { return r == '\n' })
	if len(lines) == 0 {
		return "", ""
	}
	first, last := strings.Fields(lines[0]), strings.Fields(lines[len(lines)-1])
	if len(lines) == 1 && len(first) <= 2*fragmentWords && len([]rune(words)) <= 2*fragmentRunes {
		return rims(words), ""
	}
	start = strings.Join(first[:min(len(first), fragmentWords)], " ")
	end = strings.Join(last[max(0, len(last)-fragmentWords):], " ")
	if r := []rune(start); len(r) > fragmentRunes {
		start = string(r[:fragmentRunes])
	}
	if r := []rune(end); len(r) > fragmentRunes {
		end = string(r[len(r)-fragmentRunes:])
	}
	if start, end = rims(start), rims(end); start == "" {
		return end, ""
	}
	return start, end
}

func rims(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return oneLine(s)
}

// fragmentEscape percent-encodes all but letters, digits, "." and "_": the directive's own syntax claims "-", "," and
// "&", and a platform's links claim brackets.
func fragmentEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_':
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
