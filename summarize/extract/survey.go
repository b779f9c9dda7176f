package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// survey is what the head of a page and its machine-readable parts say about it.
type survey struct {
	meta         map[string]string // lower-case name, property or itemprop → first value that is not empty
	linked       []map[string]any  // objects of the page's JSON-LD
	title        string            // <title>
	headings     []string          // the first few h1
	canonical    string            // link rel=canonical, as written
	lang         string            // of the root element
	headTime     string            // datetime of the first <time> below the first h1
	stamp        string            // datetime of an element marked as the time of publication
	linkedAuthor string            // text of the first link to a page about an author
	authors      []string          // text of elements marked with rel or itemprop as author
	elements     int               // number of elements
	password     bool              // the page has a field for one
	scripts      int               // number of script files
	noscript     string            // what the page says where scripts do not run
	hollow       bool              // the page has an empty element for a script to draw in
	video        bool              // the page has a player
	liveMarkup   bool              // an element says that it is a live blog
}

// shells are the ids of the elements in which the usual libraries draw a page.
var shells = vocabulary("root app __next __nuxt main-app react-root app-root svelte application")

// player is the address of an embedded player.
var player = regexp.MustCompile(`(?i)//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed|player\.|[a-z.]*vimeo\.com/|[a-z.]*dailymotion\.com/)`)

// tags are what a parser leaves as text in a noscript element.
var tags = regexp.MustCompile(`<[^>]*>`)

// look reads a tree before it is scrubbed.
func look(doc *html.Node) *survey {
	s := &survey{meta: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		s.elements++
		switch n.DataAtom {
		case atom.Html:
			s.lang = attr(n, "lang")
		case atom.Meta:
			s.take(n)
		case atom.Title:
			if s.title == "" && n.Namespace == "" {
				s.title = clean(text(n))
			}
		case atom.Link:
			if s.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				s.canonical = attr(n, "href")
			}
		case atom.H1:
			if h := clean(text(n)); h != "" && len(s.headings) < 4 {
				s.headings = append(s.headings, h)
			}
		case atom.Input:
			s.password = s.password || strings.EqualFold(attr(n, "type"), "password")
		case atom.Noscript:
			if len(s.noscript) < 300 {
				s.noscript += " " + clean(tags.ReplaceAllString(text(n), " "))
			}
		case atom.Video:
			s.video = true
		case atom.Iframe:
			s.video = s.video || player.MatchString(attr(n, "src"))
		case atom.Script:
			s.scripts += b2i(has(n, "src"))
			if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") {
				s.linked = append(s.linked, linkedData(text(n))...)
			}
		default:
			s.mark(n)
		}
	}
	return s
}

// take files a <meta> under each of its names.
func (s *survey) take(n *html.Node) {
	content := clean(html.UnescapeString(attr(n, "content"))) // many escape twice
	if content == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, key))); name != "" && s.meta[name] == "" {
			s.meta[name] = content
		}
	}
}

// mark reads the microdata of an element.
func (s *survey) mark(n *html.Node) {
	prop := attr(n, "itemprop")
	if (n.DataAtom == atom.Div || n.DataAtom == atom.Main) && shells[strings.ToLower(attr(n, "id"))] && strings.TrimSpace(text(n)) == "" {
		s.hollow = true
	}
	s.liveMarkup = s.liveMarkup || strings.HasSuffix(attr(n, "itemtype"), "/LiveBlogPosting")
	if prop == "datePublished" && s.stamp == "" {
		s.stamp = attr(n, "datetime")
		if s.stamp == "" {
			s.stamp = attr(n, "content")
		}
	}
	if n.DataAtom == atom.Time && s.headTime == "" && len(s.headings) > 0 && !named(n.Parent, []string{"updated", "modified"}) {
		s.headTime = attr(n, "datetime")
	}
	if n.DataAtom == atom.Time && s.stamp == "" && (has(n, "pubdate") || strings.Contains(attr(n, "class"), "published")) {
		s.stamp = attr(n, "datetime")
	}
	if n.DataAtom == atom.A && s.linkedAuthor == "" && len(s.headings) > 0 && strings.Contains(attr(n, "href"), "/author") {
		if name := clean(text(n)); len(name) < 60 && person(name) != "" {
			s.linkedAuthor = name
		}
	}
	if (prop == "author" || attr(n, "rel") == "author") && len(s.authors) < 4 {
		if name := clean(text(n)); name != "" && len(name) < 80 {
			s.authors = append(s.authors, name)
		}
	}
}

// first returns the first meta value under one of the names.
func (s *survey) first(names ...string) string {
	for _, name := range names {
		if v := s.meta[name]; v != "" {
			return v
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// text returns the text below n as it stands, with a space at the borders of elements.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.Type == html.ElementNode && (isBlock(d.DataAtom) || d.DataAtom == atom.Br) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
