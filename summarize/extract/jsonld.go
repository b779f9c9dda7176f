package extract

import (
	"encoding/json"
	"html"
	"strings"
)

// maxLinked is the length in bytes up to which a script of JSON-LD is read.
const maxLinked = 1 << 20

// linkedData returns the objects in a script of JSON-LD, those in lists and graphs too. Raw line breaks in strings,
// which JSON forbids and half of the web has, are forgiven.
func linkedData(script string) []map[string]any {
	if len(script) > maxLinked {
		return nil
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	script = strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		script = strings.TrimSuffix(strings.TrimPrefix(script, wrap[0]), wrap[1])
	}
	var v any
	if json.NewDecoder(strings.NewReader(script)).Decode(&v) != nil {
		return nil
	}
	var out []map[string]any
	gather(v, 0, &out)
	return out
}

func gather(v any, depth int, out *[]map[string]any) {
	if depth > 4 || len(*out) > 200 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			gather(e, depth+1, out)
		}
	case map[string]any:
		*out = append(*out, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			gather(v[key], depth+1, out)
		}
	}
}

// article returns the object of the JSON-LD that describes the page's article, or nil. Where several do, the one
// whose headline the page bears.
func (s *survey) article() map[string]any {
	var best map[string]any
	score := -1.0
	for _, o := range s.linked {
		if !isArticle(o) {
			continue
		}
		got := max(likeness(str(o["headline"]), s.first("og:title")), likeness(str(o["headline"]), s.title))
		if got > score {
			best, score = o, got
		}
	}
	return best
}

func isArticle(o map[string]any) bool {
	for _, t := range list(o["@type"]) {
		name := str(t)
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" || name == "Review" {
			return true
		}
	}
	return false
}

// names returns the names of the persons or organisations in v, which may be a name, an object or a list of either.
// A reference to another object of the page is followed.
func (s *survey) names(v any) []string {
	var out []string
	for _, e := range list(v) {
		switch e := e.(type) {
		case string:
			out = append(out, str(e))
		case map[string]any:
			name := e["name"]
			if id := str(e["@id"]); name == nil && id != "" {
				for _, o := range s.linked {
					if str(o["@id"]) == id && o["name"] != nil {
						name = o["name"]
					}
				}
			}
			for _, n := range list(name) {
				out = append(out, str(n))
			}
		}
	}
	return out
}

// list returns v as a list: itself, or itself alone.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// str returns a string of JSON-LD as text: entities, which writers of JSON-LD leave in, are resolved.
func str(v any) string {
	if l, ok := v.([]any); ok && len(l) > 0 {
		v = l[0]
	}
	s, _ := v.(string)
	if strings.Contains(s, "&") {
		s = html.UnescapeString(html.UnescapeString(s))
	}
	return clean(s)
}

// paragraphs returns the blocks of a text of JSON-LD, which may be plain or HTML.
func paragraphs(v any) []block {
	text, _ := v.(string)
	if strings.Contains(text, "</") || strings.Contains(text, "<br") || strings.Contains(text, "&lt;p") {
		if !strings.Contains(text, "<") {
			text = html.UnescapeString(text)
		}
		doc := parse([]byte(text))
		scrub(doc)
		return render(doc)
	}
	var out []block
	for line := range strings.SplitSeq(html.UnescapeString(text), "\n") {
		if line = clean(line); line != "" {
			out = append(out, block{text: line})
		}
	}
	return out
}
