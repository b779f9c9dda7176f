package feed

import (
	"errors"
	"os"
	"runtime/metrics"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// filled repeats a piece until a body has nine megabytes, as much as the fetcher lets through.
func filled(head, piece, tail string) string {
	return head + strings.Repeat(piece, (9<<20-len(head)-len(tail))/len(piece)) + tail
}

const (
	opened     = `<rss version="2.0" xmlns:x="urn:x"><channel><title>C</title>`
	closed     = `</channel></rss>`
	openedAtom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title>`
	openedJSON = `{"version":"https://jsonfeed.org/version/1.1","title":"C",`
)

// doctype declares entities of entities, ten of each, n deep: 10^n letters if anybody believed it.
func doctype(n int) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE rss [<!ENTITY a0 "aaaaaaaaaa">`)
	for i := range n {
		b.WriteString(`<!ENTITY a` + string(rune('1'+i)) + ` "` + strings.Repeat(`&a`+string(rune('0'+i))+`;`, 10) + `">`)
	}
	return b.String() + `]>`
}

// bombs are feeds that cost far more than their length where a parser takes them at their word. Each must end with this
// error, or where it is nil, with a plausible feed or ErrType.
var bombs = map[string]struct {
	body func() string
	want error
}{
	"a million items":                {func() string { return filled(opened, "<item/>", closed) }, news.ErrTooLarge},
	"a million entries":              {func() string { return filled(openedAtom, "<entry/>", "</feed>") }, news.ErrTooLarge},
	"a million extensions":           {func() string { return filled(opened, "<x:a/>", closed) }, news.ErrTooLarge},
	"a million categories":           {func() string { return filled(opened+"<item>", "<category/>", "</item>"+closed) }, news.ErrTooLarge},
	"a million links":                {func() string { return filled(openedAtom+"<entry>", "<link/>", "</entry></feed>") }, news.ErrTooLarge},
	"millions of items of JSON":      {func() string { return filled(openedJSON+`"items":[{}`, ",{}", "]}") }, news.ErrTooLarge},
	"millions of authors of JSON":    {func() string { return filled(openedJSON+`"items":[{"authors":[{}`, ",{}", "]}]}") }, news.ErrTooLarge},
	"lists within lists of JSON":     {func() string { return filled(openedJSON+`"x":`, "[", "") }, news.ErrTooLarge},
	"objects within objects of JSON": {func() string { return filled(openedJSON+`"x":`, `{"a":`, "") }, news.ErrTooLarge},
	"elements within elements":       {func() string { return filled(opened, "<a>", "") }, news.ErrTooLarge},
	"extensions within extensions":   {func() string { return filled(opened, "<x:a>", "") }, news.ErrTooLarge},
	"channels within channels":       {func() string { return filled("<rss>", "<channel>", "") }, news.ErrTooLarge},
	"markup within a title":          {func() string { return filled(opened+"<title>", "<b>", "") }, news.ErrTooLarge},
	"one tag of nine megabytes":      {func() string { return filled(opened+"<item ", "a ", "/>"+closed) }, news.ErrTooLarge},
	"a tag of many attributes":       {func() string { return opened + "<item " + strings.Repeat("a='' ", 20_000) + "/>" + closed }, news.ErrTooLarge},
	"attributes with a > in each":    {func() string { return filled(opened+"<item ", "a='>' ", "/>"+closed) }, news.ErrTooLarge},
	"tags behind a false comment":    {func() string { return filled(opened+`<a b="<!--"/>`, "<item/>", closed) }, news.ErrType},
	"tags behind a false CDATA":      {func() string { return filled(opened+`<a b="<![CDATA["/>`, "<item/>", closed) }, news.ErrType},
	"a comment without an end":       {func() string { return filled(opened+"<!--", "x> ", "") }, nil},
	"CDATA without an end":           {func() string { return filled(opened+"<item><title><![CDATA[", "x> ", "") }, nil},
	"a title of nine megabytes":      {func() string { return filled(opened+"<item><title>", "word&gt;> ", "</title></item>"+closed) }, nil},
	"a billion laughs":               {func() string { return doctype(9) + opened + "<item><title>&a9;</title></item>" + closed }, nil},
	"laughs behind a long comment": {func() string {
		return "<!--" + strings.Repeat("x>", 64<<10) + "-->" + doctype(9) + opened + "<item><title>&a9;</title></item>" + closed
	}, nil},
	"quadratic blow-up": {func() string {
		return `<!DOCTYPE rss [<!ENTITY a "` + strings.Repeat("a", 100<<10) + `">]>` + opened + "<item><title>" + strings.Repeat("&a;", 100_000) + "</title></item>" + closed
	}, nil},
	"an entity of a parameter": {func() string {
		return `<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>` + opened + "<item><title>T</title></item>" + closed
	}, nil},
	"an entity of a file": {func() string {
		return `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>` + opened + "<item><title>&x;</title><link>https://news.example/a</link></item>" + closed
	}, nil},
	"an inclusion": {func() string {
		return strings.Replace(opened, "xmlns:x", `xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:x`, 1) + `<item><title><xi:include href="file:///etc/hostname" parse="text"/></title></item>` + closed
	}, nil},
	"null bytes":                 {func() string { return filled(opened+"<item><title>", "\x00>", "</title></item>"+closed) }, nil},
	"UTF-16 that says UTF-8":     {func() string { return filled("\xff\xfe<\x00r\x00s\x00s\x00>\x00", "<\x00a\x00/\x00>\x00", "") }, news.ErrTooLarge},
	"a charset that there isn't": {func() string { return `<?xml version="1.0" encoding="x-zip"?>` + filled(opened, "<item/>", closed) }, news.ErrTooLarge},
}

// mostAllocated is what the reading of one of these bodies may allocate in all, freed or not: fifty times its length,
// where elements within elements alone held three hundred times.
const mostAllocated = 500 << 20

func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func TestABombOfAFeedCostsNoMoreThanItsLength(t *testing.T) {
	for name, b := range bombs {
		t.Run(name, func(t *testing.T) {
			body := []byte(b.body())
			before := allocated()
			l, err := Parse(news.Page{URL: at, Body: body})
			if took := allocated() - before; took > mostAllocated {
				t.Errorf("%d MB were allocated for %d MB", took>>20, len(body)>>20)
			}
			if b.want != nil && !errors.Is(err, b.want) || b.want == nil && err != nil && !errors.Is(err, news.ErrType) {
				t.Errorf("error %v, want %v", err, b.want)
			}
			plausible(t, l)
			for _, it := range l.Items {
				if strings.Contains(it.Title, "aaaaaaaaaaaaaaaaaaaa") {
					t.Errorf("an entity was written out: %.80q", it.Title)
				}
			}
		})
	}
}

// TestNoEntityReadsAFile has a file whose words the feed asks for.
func TestNoEntityReadsAFile(t *testing.T) {
	const secret = "the-words-of-the-file"
	path := t.TempDir() + "/secret"
	if err := os.WriteFile(path, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{
		`<!DOCTYPE rss [<!ENTITY x SYSTEM "file://` + path + `">]>` + opened + "<item><title>T &x;</title><link>https://news.example/&x;</link><description>&x;</description></item>" + closed,
		`<!DOCTYPE rss SYSTEM "file://` + path + `">` + opened + "<item><title>T</title><link>https://news.example/a</link></item>" + closed,
		strings.Replace(opened, "xmlns:x", `xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:x`, 1) + `<item><title>T</title><link>https://news.example/a</link><description><xi:include href="file://` + path + `" parse="text"/></description></item>` + closed,
	} {
		l, _ := Parse(news.Page{URL: at, Body: []byte(body)})
		for _, it := range l.Items {
			if strings.Contains(it.Title+it.Link+it.HTML+it.Author, secret) {
				t.Errorf("%.80s: read %+v", body, it)
			}
		}
		list := `<!DOCTYPE opml [<!ENTITY x SYSTEM "file://` + path + `">]><opml><body><outline text="&x;" xmlUrl="https://news.example/&x;"/></body></opml>`
		feeds, _ := ReadOPML([]byte(list))
		for _, f := range feeds {
			if strings.Contains(f.Title+f.URL, secret) {
				t.Errorf("read %+v", f)
			}
		}
	}
}

func TestABombOfAListOfFeedsCostsNoMoreThanItsLength(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want error
	}{
		"a million outlines":        {filled("<opml><body>", "<outline/>", "</body></opml>"), news.ErrTooLarge},
		"outlines within outlines":  {filled("<opml><body>", "<outline>", ""), news.ErrTooLarge},
		"elements within elements":  {filled("<opml><body>", "<a>", ""), news.ErrTooLarge},
		"one tag of nine megabytes": {filled("<opml><body><outline ", "a ", "/></body></opml>"), news.ErrTooLarge},
		"a billion laughs":          {strings.Replace(doctype(9), "rss", "opml", 1) + `<opml><body><outline text="&a9;" xmlUrl="https://news.example/a"/></body></opml>`, nil},
		"ten thousand deep":         {"<opml><body>" + strings.Repeat("<outline>", 11_000) + "</body></opml>", news.ErrType},
		"more than is taken":        {"<opml><body>" + strings.Repeat(`<outline xmlUrl="https://news.example/a"/>`, 20_000) + "</body></opml>", nil},
	} {
		before := allocated()
		list, err := ReadOPML([]byte(c.body))
		if took := allocated() - before; took > mostAllocated {
			t.Errorf("%s: %d MB were allocated", name, took>>20)
		}
		if !errors.Is(err, c.want) || len(list) > mostOutlines {
			t.Errorf("%s: %d feeds, %v, want %v", name, len(list), err, c.want)
		}
		for _, f := range list {
			if len(f.Title) > 4*maxTitle {
				t.Errorf("%s: a title of %d bytes", name, len(f.Title))
			}
		}
	}
}

// FuzzOPML holds any list of feeds to what is promised of one: links of the web, each once, and not too many.
func FuzzOPML(f *testing.F) {
	for _, s := range []string{
		`<opml version="2.0"><head><title>x</title></head><body><outline text="News"><outline text="A" title="B" type="rss" xmlUrl="https://a.example/feed"/></outline></body></opml>`,
		`<?xml version="1.0" encoding="windows-1252"?><OPML><body><outline xmlUrl='HTTP://A.example/caf` + "\xe9" + `' text=x></body>`,
		`<opml><body><outline xmlUrl="javascript:x"/><outline xmlUrl="//a.example"/><outline xmlUrl="http://127.0.0.1/"/></body></opml>`,
		`<!DOCTYPE opml [<!ENTITY a "aa">]><opml><body><outline text="&a;&eacute;&#0;&#x202e;" xmlUrl="https://a.example/"/></body></opml>`,
		"<opml><body><![CDATA[<outline/>]]><!-- <outline> --><outline", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ReadOPML(data)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, s := range list {
			if c, err := news.Canonical(s.URL); err != nil || c != s.URL || seen[s.URL] {
				t.Errorf("the feed %q", s.URL)
			}
			seen[s.URL] = true
		}
		if len(list) > mostOutlines {
			t.Errorf("%d feeds", len(list))
		}
		if out, err := WriteOPML("x", list); err != nil {
			t.Error(err)
		} else if again, err := ReadOPML(out); err != nil || len(again) != len(list) {
			t.Errorf("%d feeds went out, %d came in: %v", len(list), len(again), err)
		}
	})
}
