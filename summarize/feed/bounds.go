package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"

	"golang.org/x/net/html/charset"

	"onrecord/summarize/news"
)

// What a feed may be made of. gofeed keeps about a thousand bytes for every element, whether anybody wants it or not:
// nine megabytes of "<a>" held 2.7 gigabytes. The largest real feeds have some ten thousand elements.
const (
	mostTags  = 150_000 // elements of XML
	mostAttrs = 1000    // of one element
	mostParts = 150_000 // objects, lists and their ends in JSON
	longest   = 1 << 20 // bytes without a ">": no tag is as long, and no text that anybody reads here
)

// bounded returns news.ErrTooLarge where a body is made of more pieces than a feed has. What else is wrong with it the
// parser says.
func bounded(body []byte) error {
	if bytes.HasPrefix(body, []byte("{")) {
		return boundedJSON(body)
	}
	for rest := body; len(rest) > longest; {
		i := bytes.IndexByte(rest, '>')
		if i < 0 || i > longest {
			return news.ErrTooLarge
		}
		rest = rest[i+1:]
	}
	d := xml.NewDecoder(bytes.NewReader(body)) // as gofeed sets it, so that both see the same tags
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	for tags := 0; tags < mostTags; {
		t, err := d.RawToken()
		if err != nil {
			return nil
		}
		if start, ok := t.(xml.StartElement); ok {
			if tags++; len(start.Attr) > mostAttrs {
				return news.ErrTooLarge
			}
		}
	}
	return news.ErrTooLarge
}

func boundedJSON(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	for parts := 0; parts < mostParts; {
		t, err := d.Token()
		if err != nil {
			return nil
		}
		if _, ok := t.(json.Delim); ok {
			parts++
		}
	}
	return news.ErrTooLarge
}
