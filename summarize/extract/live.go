package extract

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/summarize/news"
)

// entryMark is the attribute with which an entry of a live blog is marked; its value is its time, as the page states it.
const entryMark = "data-onrecord-entry"

// What markLive may look at: a page of a large live blog has 200 entries.
const (
	maxTimes   = 2000
	maxAbove   = 8 // levels from the time of an entry to the entry
	maxEntries = 1000
)

// liveNames are parts of the ids and classes of containers of a live blog.
var liveNames = []string{"liveblog", "live-blog", "live_blog", "liveticker", "live-ticker", "live-entr", "live-post", "live-update", "liveupdate", "live-feed", "newsblog", "en-direct", "minuto-a-minuto"}

// liveWords are words of the address or the title of a live blog.
var liveWords = vocabulary("live liveblog ticker liveticker newsticker newsblog updates direct directo vivo diretta vivo aovivo онлайн трансляция livenews livestory")

// apart are parts of the ids and classes of lists that are no part of an article, though each of their items has a time.
var apart = []string{"comment", "related", "recommend", "sidebar", "most-read", "mostread", "popular", "teaser", "promo", "latest", "footer", "archive"}

// markLive marks the entries of a live blog: the elements next to each other of which each bears a time. It returns how
// many there are, and 0 where the page is no live blog. It is called before the tree is scrubbed.
func (s *survey) markLive(doc *html.Node, at *url.URL) int {
	declared := s.declaresLive()
	named := declared || s.soundsLive(at)
	below := map[*html.Node]map[*html.Node]*html.Node{} // parent → child that holds a time → that time
	var parents []*html.Node                            // as they were met, the inner before the outer
	seen := 0
	for n := range doc.Descendants() {
		if !clock(n) {
			continue
		}
		if seen++; seen > maxTimes {
			break
		}
		child := n
		for range maxAbove {
			p := child.Parent
			if p == nil || p.Type != html.ElementNode || p.DataAtom == atom.Html {
				break
			}
			if below[p] == nil {
				below[p] = map[*html.Node]*html.Node{}
				parents = append(parents, p)
			}
			if below[p][child] == nil {
				below[p][child] = n
			}
			child = p
		}
	}
	fewest := 3
	if declared {
		fewest = 2
	}
	var best []*html.Node
	var stamps map[*html.Node]*html.Node
	for _, p := range parents {
		children := below[p]
		if len(children) < fewest || len(children) <= len(best) || outside(p) || !named && !isLiveBox(p) {
			continue
		}
		if list := entriesOf(p, children); len(list) >= fewest && len(list) > len(best) {
			best, stamps = list, children
		}
	}
	for _, n := range best {
		n.Attr = append(n.Attr, html.Attribute{Key: entryMark, Val: stampOf(stamps[n])})
	}
	return len(best)
}

// entriesOf returns the children of p that are entries: those with a time and of the tag that most of these have, and
// their like without a time. It returns nil where they are too short, or links, as in a list of headlines.
func entriesOf(p *html.Node, timed map[*html.Node]*html.Node) []*html.Node {
	kinds := map[string]int{}
	for n := range timed {
		kinds[n.Data+"."+attr(n, "class")]++
	}
	tags := map[atom.Atom]int{}
	for n := range timed {
		tags[n.DataAtom]++
	}
	var out []*html.Node
	said, linked := 0, 0
	for n := range p.ChildNodes() {
		if n.Type != html.ElementNode || 2*tags[n.DataAtom] < len(timed) || len(out) >= maxEntries {
			continue
		}
		if timed[n] == nil && kinds[n.Data+"."+attr(n, "class")] < 2 {
			continue
		}
		for _, b := range render(n) {
			w := len(words(b.text))
			said += w
			if b.link {
				linked += w
			}
		}
		out = append(out, n)
	}
	if said < 15*len(out) || 2*linked > said {
		return nil
	}
	return out
}

// clock reports whether an element shows when something was written.
func clock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if n.DataAtom == atom.Time {
		return true
	}
	switch n.DataAtom {
	case atom.Span, atom.Div, atom.P, atom.A, atom.B, atom.Strong, atom.Em, atom.Small, atom.Dt, atom.H2, atom.H3, atom.H4:
	default:
		return false
	}
	c := n.FirstChild
	return c != nil && c.NextSibling == nil && c.Type == html.TextNode && len(c.Data) < 40 && ofDay(strings.TrimSpace(c.Data))
}

// ofDay reports whether a short text is a time of day: 14:02, 2.05 pm, 14h02, 14.02 Uhr.
func ofDay(text string) bool {
	digits, colon, letters := 0, false, 0
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case (r == ':' || r == '.' || r == 'h') && i > 0 && i < 3 && digits == i && len(text) > i+2 && text[i+1] >= '0' && text[i+1] <= '9':
			colon = true
		case r != ' ':
			letters++
		}
	}
	return colon && digits >= 3 && digits <= 6 && letters <= 6
}

// stampOf returns the time that an element states for machines, "" where it only shows a time of day.
func stampOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	for _, key := range []string{"datetime", "data-timestamp", "data-time", "content"} {
		if v := attr(n, key); !moment(v).IsZero() {
			return v
		}
	}
	return ""
}

func (s *survey) declaresLive() bool {
	return s.liveMarkup || slices.ContainsFunc(s.linked, func(o map[string]any) bool {
		return slices.ContainsFunc(list(o["@type"]), func(t any) bool { return str(t) == "LiveBlogPosting" })
	})
}

// soundsLive reports whether the address, the title or the heading of a page calls it live.
func (s *survey) soundsLive(at *url.URL) bool {
	names := append([]string{s.title, s.first("og:title")}, s.headings...)
	if at != nil {
		names = append(names, at.Path)
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(words(name), func(w string) bool { return liveWords[w] })
	})
}

func isLiveBox(n *html.Node) bool {
	for range 3 {
		if n == nil {
			return false
		}
		if named(n, liveNames) {
			return true
		}
		n = n.Parent
	}
	return false
}

// outside reports whether a list stands beside the article.
func outside(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		switch n.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		}
		if named(n, apart) {
			return true
		}
	}
	return false
}

// named reports whether the id or a class of n has one of the parts in it.
func named(n *html.Node, parts []string) bool {
	name := strings.ToLower(attr(n, "id") + " " + attr(n, "class"))
	return name != " " && slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) })
}

// bulletin is one entry of a live blog as JSON-LD has it.
type bulletin struct {
	heading string
	body    []block
	at      time.Time
}

// updates returns the entries that the JSON-LD of a live blog lists, in its order.
func (s *survey) updates() []bulletin {
	var out []bulletin
	for _, o := range s.linked {
		for _, v := range list(o["liveBlogUpdate"]) {
			e, ok := v.(map[string]any)
			if !ok || len(out) >= maxEntries {
				continue
			}
			u := bulletin{heading: str(e["headline"]), body: paragraphs(e["articleBody"]), at: moment(str(e["datePublished"]))}
			if u.heading != "" || len(u.body) > 0 {
				out = append(out, u)
			}
		}
	}
	return out
}

// shares are what is written on the buttons of an entry.
var shares = vocabulary("share teilen copylink linkkopieren permalink tweet facebook whatsapp email compartir partager condividi copied linkcopied shareonfacebook shareontwitter report")

// telling returns the blocks of a live blog: what the engines kept before its first entry, then all of the entries. Each
// entry begins with a heading, its time where it has no other, so that nobody's words run on into the next.
func telling(src []block, chosen []place, told []bulletin) []block {
	first := slices.IndexFunc(src, func(b block) bool { return b.entry > 0 })
	var out []block
	for _, p := range chosen {
		if p.at < first {
			out = append(out, p.block)
		}
	}
	when := map[string]time.Time{}
	for _, u := range told {
		when[key(u.heading)] = u.at
		if len(u.body) > 0 {
			when[key(opening(u.body[0].text))] = u.at
		}
	}
	n, last := 0, 0
	for i := first; i < len(src); {
		j := i + 1
		for j < len(src) && src[j].entry == src[i].entry {
			j++
		}
		if src[i].entry > 0 && src[i].entry != last {
			if list := entry(src[i:j], when); len(list) > 0 {
				n++
				for k := range list {
					list[k].entry = n
				}
				out = append(out, list...)
			}
			last = src[i].entry
		}
		i = j
	}
	return out
}

// entry returns the blocks of one entry, a heading first.
func entry(blocks []block, when map[string]time.Time) []block {
	at := moment(blocks[0].stamp)
	var head, out []block
	for _, b := range blocks {
		if at.IsZero() {
			if at = when[key(b.text)]; at.IsZero() {
				at = when[key(opening(b.text))]
			}
		}
		switch {
		case len(out) == 0 && len(head) == 0 && b.kind != news.Heading && (ofDay(b.text) || dated(b.text)):
			b.kind = news.Heading
			head = append(head, b)
		case shares[key(b.text)], len(out) == 0 && b.kind != news.Heading && dated(b.text), b.link && b.kind != news.Post && b.kind != news.Heading && len(words(b.text)) <= 6, aside(b):
		default:
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		return nil
	}
	if len(head) == 0 && out[0].kind != news.Heading && !at.IsZero() {
		head = []block{{text: at.Format("15:04"), kind: news.Heading}}
	}
	out = append(head, out...)
	out[0].at = at
	return out
}

// retold returns the blocks of a live blog that is drawn by script, as its JSON-LD has them.
func retold(told []bulletin) []block {
	var out []block
	for i, u := range told {
		from := len(out)
		if u.heading != "" {
			out = append(out, block{text: u.heading, kind: news.Heading})
		} else if !u.at.IsZero() {
			out = append(out, block{text: u.at.Format("15:04"), kind: news.Heading})
		}
		for _, b := range u.body {
			if key(b.text) != key(u.heading) {
				out = append(out, b)
			}
		}
		for k := from; k < len(out); k++ {
			out[k].entry = i + 1
		}
		if len(out) > from {
			out[from].at = u.at
		}
	}
	return out
}
