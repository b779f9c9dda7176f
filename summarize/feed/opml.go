package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/net/html/charset"

	"onrecord/summarize/news"
)

// mostOutlines is how many feeds of a list are taken.
const mostOutlines = 500

type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	URL      string    `xml:"xmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// ReadOPML reads a list of feeds as other readers export it. The error wraps [news.ErrType] or [news.ErrTooLarge].
func ReadOPML(data []byte) ([]news.Subscription, error) {
	if len(data) > maxBytes || bounded(data) != nil {
		return nil, news.ErrTooLarge
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	d.Entity = xml.HTMLEntity
	var doc struct {
		XMLName  xml.Name  `xml:"opml"`
		Outlines []outline `xml:"body>outline"`
	}
	if err := d.Decode(&doc); err != nil {
		return nil, fmt.Errorf("%w: %w", news.ErrType, err)
	}
	var out []news.Subscription
	seen := map[string]bool{}
	var walk func([]outline, int)
	walk = func(list []outline, depth int) {
		for _, o := range list {
			link, err := news.Canonical(o.URL)
			if err == nil && !seen[link] && len(out) < mostOutlines {
				seen[link] = true
				title := text(o.Title)
				if title == "" {
					title = text(o.Text)
				}
				out = append(out, news.Subscription{URL: link, Title: title})
			}
			if depth > 0 {
				walk(o.Outlines, depth-1)
			}
		}
	}
	walk(doc.Outlines, 8)
	return out, nil
}

// WriteOPML writes a list of feeds so that other readers import it.
func WriteOPML(title string, feeds []news.Subscription) ([]byte, error) {
	var doc struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Title    string    `xml:"head>title"`
		Outlines []outline `xml:"body>outline"`
	}
	doc.Version, doc.Title = "2.0", title
	for _, f := range feeds {
		name := f.Title
		if name == "" {
			name = f.URL
		}
		doc.Outlines = append(doc.Outlines, outline{Text: strings.ToValidUTF8(name, ""), Type: "rss", URL: f.URL})
	}
	out, err := xml.MarshalIndent(doc, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}
