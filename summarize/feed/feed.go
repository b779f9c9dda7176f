package feed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"onrecord/summarize/news"
)

const (
	maxBytes = 10 << 20
	mostRead = 500      // items of one feed that are looked at
	maxTitle = 300      // characters
	maxHTML  = 64 << 10 // bytes of what a feed says of one article
	maxID    = 500
)

// Parse reads a feed that was fetched. The error wraps [news.ErrTooLarge], or [news.ErrType] where it is no feed.
func Parse(p news.Page) (l news.Listing, err error) {
	if len(p.Body) > maxBytes {
		return l, news.ErrTooLarge
	}
	defer func() { // gofeed has panicked on hostile feeds before
		if r := recover(); r != nil {
			l, err = news.Listing{}, fmt.Errorf("%w: the feed cannot be read (%v)", news.ErrType, r)
		}
	}()
	body := bytes.TrimLeftFunc(bytes.TrimPrefix(p.Body, []byte("\xef\xbb\xbf")), unicode.IsSpace)
	if bytes.Contains(body[:min(len(body), 64<<10)], []byte("<!ENTITY")) {
		body = entities.ReplaceAll(body, nil) // nobody needs them, and they can grow without end
	}
	f, err := parse(body, p.Charset)
	switch {
	case errors.Is(err, news.ErrTooLarge):
		return l, err
	case err != nil:
		return l, fmt.Errorf("%w: %w", news.ErrType, err)
	}
	if len(f.Items) == 0 && strings.TrimSpace(f.Title) == "" && strings.TrimSpace(f.Link) == "" {
		return l, fmt.Errorf("%w: neither title nor items", news.ErrType)
	}
	base, err := url.Parse(p.URL)
	if err != nil {
		base = &url.URL{}
	}
	if at := absolute(base, f.Link); at != "" {
		l.Home = at
		if home, err := url.Parse(at); err == nil {
			base = home
		}
	}
	l.Title, l.Lang = text(f.Title), strings.TrimSpace(f.Language)
	for _, it := range f.Items[:min(len(f.Items), mostRead)] {
		if it == nil {
			continue
		}
		if i, ok := item(base, it); ok {
			l.Items = append(l.Items, i)
		}
	}
	slices.SortStableFunc(l.Items, func(a, b news.Item) int { return b.Published.Compare(a.Published) })
	return l, nil
}

var entities = regexp.MustCompile(`(?s)<!DOCTYPE[^\[>]*\[.*?\]\s*>`)

// parse tries the bytes as they are, then in the encoding that the server named, then with what is not UTF-8 replaced:
// feeds lie about their encoding.
func parse(body []byte, label string) (*gofeed.Feed, error) {
	f, first := attempt(body)
	if first == nil || errors.Is(first, news.ErrTooLarge) {
		return f, first
	}
	if r, err := charset.NewReaderLabel(label, bytes.NewReader(body)); err == nil && label != "" {
		converted, _ := io.ReadAll(r)
		if f, err := attempt(converted); err == nil || errors.Is(err, news.ErrTooLarge) {
			return f, err
		}
	}
	clean := bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return -1
		}
		return r
	}, bytes.ToValidUTF8(declared.ReplaceAll(body, nil), []byte("\uFFFD")))
	if f, err := attempt(clean); err == nil || errors.Is(err, news.ErrTooLarge) {
		return f, err
	}
	return nil, first
}

// attempt reads a feed whose bytes are taken as they are.
func attempt(body []byte) (*gofeed.Feed, error) {
	if err := bounded(body); err != nil {
		return nil, err
	}
	return gofeed.NewParser().Parse(bytes.NewReader(body))
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// item reads one entry; false for one that leads nowhere and says nothing.
func item(base *url.URL, it *gofeed.Item) (news.Item, bool) {
	i := news.Item{ID: clip(strings.TrimSpace(it.GUID), maxID), Link: absolute(base, it.Link), Title: text(it.Title)}
	if i.Link == "" {
		for _, l := range it.Links {
			if i.Link = absolute(base, l); i.Link != "" {
				break
			}
		}
	}
	if i.Link == "" {
		i.Link = absolute(&url.URL{}, i.ID) // a permalink
	}
	for _, a := range it.Authors {
		if a != nil && i.Author == "" {
			i.Author = text(a.Name)
		}
	}
	for _, t := range []*time.Time{it.PublishedParsed, it.UpdatedParsed} {
		if t != nil && i.Published.IsZero() && t.Year() > 1990 {
			i.Published = t.UTC()
		}
	}
	i.HTML = it.Content
	if len(i.HTML) < len(it.Description) {
		i.HTML = it.Description
	}
	i.HTML = clip(i.HTML, maxHTML)
	return i, i.Link != "" || i.Title != "" && i.HTML != ""
}

// absolute makes a link of the web out of what a feed gives; "" where it is none.
func absolute(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" || len(link) > 2000 {
		return ""
	}
	u, err := base.Parse(link)
	if err != nil {
		return ""
	}
	c, err := news.Canonical(u.String())
	if err != nil {
		return ""
	}
	return c
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text makes plain text of a title, which may hold markup, escaped once or twice.
func text(s string) string {
	s = clip(s, 8*maxTitle)
	for range 2 {
		s = html.UnescapeString(s)
	}
	s = strings.Join(strings.Fields(tags.ReplaceAllString(strings.ToValidUTF8(s, ""), " ")), " ")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d' {
			return -1
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) > maxTitle {
		s = string([]rune(s)[:maxTitle-1]) + "…"
	}
	return s
}

// clip cuts bytes off the end, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// kinds are the types by which pages announce feeds.
var kinds = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml", "application/json"}

// Discover finds the feeds that a page links to, the announced ones first, at most five.
func Discover(p news.Page) []string {
	base, err := url.Parse(p.URL)
	if err != nil {
		return nil
	}
	var out, guesses []string
	add := func(list []string, link string) []string {
		if l := absolute(base, link); l != "" && !slices.Contains(list, l) && len(list) < 5 {
			return append(list, l)
		}
		return list
	}
	z := xhtml.NewTokenizer(bytes.NewReader(p.Body[:min(len(p.Body), 2<<20)]))
	z.SetMaxBuf(1 << 20)
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		if kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		at := map[string]string{}
		for _, a := range t.Attr {
			at[a.Key] = a.Val
		}
		switch t.Data {
		case "base":
			if b, err := base.Parse(at["href"]); err == nil {
				base = b
			}
		case "link":
			if slices.Contains(strings.Fields(strings.ToLower(at["rel"])), "alternate") && slices.Contains(kinds, strings.ToLower(strings.TrimSpace(at["type"]))) && !strings.Contains(at["href"], "oembed") {
				out = add(out, at["href"])
			}
		case "a":
			if likely.MatchString(at["href"]) {
				guesses = add(guesses, at["href"])
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	return guesses
}

var likely = regexp.MustCompile(`(?i)(^|[/.?=])(rss|atom|feed|feeds)([/.?&]|\.xml|$)`)
