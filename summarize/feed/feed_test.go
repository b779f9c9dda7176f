package feed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"onrecord/summarize/news"
)

const at = "https://news.example/feeds/main.xml"

func rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Courant</title><link>https://news.example/</link>` + items + `</channel></rss>`
}

func entry(inside string) string { return rss("<item>" + inside + "</item>") }

const plainItem = `<title>Harbour vote</title><link>https://news.example/a</link><guid>1</guid><pubDate>Tue, 10 Mar 2026 08:00:00 GMT</pubDate><description>Nine to six.</description>`

func wide(s string, big bool) string {
	var b bytes.Buffer
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

// odd are feeds of the kinds that are met: what each is read as is "items | link of the first | its title | its day", or
// "" where it must be turned away. "?" stands for either, as long as it comes back.
var odd = map[string]struct{ body, want string }{
	"rss 2.0":                      {entry(plainItem), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"rss 0.91":                     {`<rss version="0.91"><channel><title>C</title><item><title>T</title><link>https://news.example/a</link></item></channel></rss>`, "1|https://news.example/a|T|"},
	"rss 1.0":                      {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title></channel><item><title>T</title><link>https://news.example/a</link><dc:date>2026-03-10T08:00:00Z</dc:date></item></rdf:RDF>`, "1|https://news.example/a|T|2026-03-10"},
	"atom":                         {`<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><id>u</id><title>T</title><link href="https://news.example/a"/><updated>2026-03-10T08:00:00Z</updated></entry></feed>`, "1|https://news.example/a|T|2026-03-10"},
	"atom, alternate among others": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link rel="self" href="https://news.example/self"/><link rel="alternate" href="https://news.example/a"/><published>2026-03-10T08:00:00Z</published></entry></feed>`, "1|https://news.example/a|T|2026-03-10"},
	"atom, xhtml title":            {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> T</div></title><link href="https://news.example/a"/></entry></feed>`, "1|https://news.example/a|A bold T|"},
	"atom 0.3":                     {`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><link rel="alternate" href="https://news.example/a"/><modified>2026-03-10T08:00:00Z</modified></entry></feed>`, "1|https://news.example/a|T|2026-03-10"},
	"json feed":                    {`{"version":"https://jsonfeed.org/version/1.1","title":"C","items":[{"id":"1","url":"https://news.example/a","title":"T","date_published":"2026-03-10T08:00:00Z","content_html":"<p>x</p>"}]}`, "1|https://news.example/a|T|2026-03-10"},
	"json feed, id of a number":    {`{"version":"https://jsonfeed.org/version/1","title":"C","items":[{"id":1,"url":"https://news.example/a","title":"T"}]}`, "?"},
	"json of something else":       {`{"a":1}`, ""},
	"empty":                        {``, ""},
	"white space":                  {" \n\t ", ""},
	"white space before":           {"\n\n  " + entry(plainItem), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"a byte order mark":            {"\xef\xbb\xbf" + entry(plainItem), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"utf-16 little":                {wide(strings.Replace(entry(plainItem), `version="1.0"`, `version="1.0" encoding="utf-16"`, 1), false), "?"},
	"utf-16 big":                   {wide(strings.Replace(entry(plainItem), `version="1.0"`, `version="1.0" encoding="utf-16"`, 1), true), "?"},
	"latin 1":                      {strings.Replace(entry("<title>Caf\xe9</title><link>https://news.example/a</link>"), `version="1.0"`, `version="1.0" encoding="iso-8859-1"`, 1), "1|https://news.example/a|Café|"},
	"windows 1252":                 {strings.Replace(entry("<title>\x93Mud\x94</title><link>https://news.example/a</link>"), `version="1.0"`, `version="1.0" encoding="windows-1252"`, 1), "1|https://news.example/a|“Mud”|"},
	"shift jis":                    {strings.Replace(entry("<title>\x93\xfa\x96\x7b</title><link>https://news.example/a</link>"), `version="1.0"`, `version="1.0" encoding="Shift_JIS"`, 1), "1|https://news.example/a|日本|"},
	"latin 1 that says utf-8":      {strings.Replace(entry("<title>Caf\xe9</title><link>https://news.example/a</link>"), `version="1.0"`, `version="1.0" encoding="utf-8"`, 1), "1|https://news.example/a|Caf\uFFFD|"},
	"an encoding nobody knows":     {strings.Replace(entry(plainItem), `version="1.0"`, `version="1.0" encoding="x-none"`, 1), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"control characters":           {entry("<title>T\x01\x02</title><link>https://news.example/a</link>"), "1|https://news.example/a|T|"},
	"a null byte":                  {entry("<title>T\x00</title><link>https://news.example/a</link>"), "1|https://news.example/a|T|"},
	"cdata":                        {entry("<title><![CDATA[A <b>bold</b> T]]></title><link><![CDATA[https://news.example/a]]></link>"), "1|https://news.example/a|A bold T|"},
	"cdata that is not closed":     {entry("<title><![CDATA[T</title><link>https://news.example/a</link>"), "?"},
	"escaped twice":                {entry("<title>Fish &amp;amp; chips</title><link>https://news.example/a</link>"), "1|https://news.example/a|Fish & chips|"},
	"markup that is escaped":       {entry("<title>&lt;b&gt;T&lt;/b&gt;</title><link>https://news.example/a</link>"), "1|https://news.example/a|T|"},
	"a bare ampersand":             {entry("<title>Fish & chips</title><link>https://news.example/a</link>"), "1|https://news.example/a|Fish & chips|"},
	"entities of HTML":             {entry("<title>Caf&eacute;</title><link>https://news.example/a</link>"), "1|https://news.example/a|Café|"},
	"no date":                      {entry("<title>T</title><link>https://news.example/a</link>"), "1|https://news.example/a|T|"},
	"a date that is none":          {entry("<title>T</title><link>https://news.example/a</link><pubDate>yesterday</pubDate>"), "1|https://news.example/a|T|"},
	"a date without a zone":        {entry("<title>T</title><link>https://news.example/a</link><pubDate>2026-03-10 08:00:00</pubDate>"), "1|https://news.example/a|T|2026-03-10"},
	"a date of two digits":         {entry("<title>T</title><link>https://news.example/a</link><pubDate>Tue, 10 Mar 26 08:00:00 GMT</pubDate>"), "1|https://news.example/a|T|2026-03-10"},
	"a date with a wrong day":      {entry("<title>T</title><link>https://news.example/a</link><pubDate>Fri, 10 Mar 2026 08:00:00 +0000</pubDate>"), "1|https://news.example/a|T|2026-03-10"},
	"a date with EST":              {entry("<title>T</title><link>https://news.example/a</link><pubDate>Tue, 10 Mar 2026 08:00:00 EST</pubDate>"), "1|https://news.example/a|T|2026-03-10"},
	"a date of 1970":               {entry("<title>T</title><link>https://news.example/a</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"), "1|https://news.example/a|T|"},
	"dublin core's date":           {`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>T</title><link>https://news.example/a</link><dc:date>2026-03-10</dc:date></item></channel></rss>`, "1|https://news.example/a|T|2026-03-10"},
	"a relative link":              {entry("<title>T</title><link>/a</link>"), "1|https://news.example/a|T|"},
	"a link without a scheme":      {entry("<title>T</title><link>//news.example/a</link>"), "1|https://news.example/a|T|"},
	"a link with spaces":           {entry("<title>T</title><link>\n  https://news.example/a  \n</link>"), "1|https://news.example/a|T|"},
	"a link of script":             {entry("<title>T</title><link>javascript:alert(1)</link><description>words</description>"), "1||T|"},
	"a link of a file":             {entry("<title>T</title><link>file:///etc/passwd</link><description>words</description>"), "1||T|"},
	"a link with a user":           {entry("<title>T</title><link>https://a:b@news.example/a</link>"), "1|https://news.example/a|T|"},
	"a link for tracking":          {entry("<title>T</title><link>https://news.example/a?utm_source=rss</link>"), "1|https://news.example/a|T|"},
	"a link that is too long":      {entry("<title>T</title><link>https://news.example/" + strings.Repeat("a", 3000) + "</link><description>words</description>"), "1||T|"},
	"a guid in place of a link":    {entry("<title>T</title><guid isPermaLink=\"true\">https://news.example/a</guid>"), "1|https://news.example/a|T|"},
	"neither link nor words":       {entry("<title>T</title>"), "0"},
	"no items":                     {rss(""), "0"},
	"an empty item":                {entry(""), "0"},
	"items outside the channel":    {`<rss version="2.0"><channel><title>C</title></channel><item><title>T</title><link>https://news.example/a</link></item></rss>`, "?"},
	"media and extensions":         {`<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>T</title><link>https://news.example/a</link><media:title>other</media:title><content:encoded><![CDATA[<p>long</p>]]></content:encoded></item></channel></rss>`, "1|https://news.example/a|T|"},
	"a podcast":                    {`<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>C</title><item><title>T</title><itunes:duration>nonsense</itunes:duration><enclosure url="https://news.example/a.mp3" length="x" type="audio/mpeg"/><guid>https://news.example/a</guid></item></channel></rss>`, "1|https://news.example/a|T|"},
	"upper case":                   {`<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>T</TITLE><LINK>https://news.example/a</LINK></ITEM></CHANNEL></RSS>`, "?"},
	"cut off":                      {entry(plainItem)[:150], "?"},
	"not closed":                   {`<rss version="2.0"><channel><item><title>T</title><link>https://news.example/a</link>`, "?"},
	"text after the end":           {entry(plainItem) + "<!-- served in 3 ms --> and more", "1|https://news.example/a|Harbour vote|2026-03-10"},
	"a style sheet":                {strings.Replace(entry(plainItem), "<rss", `<?xml-stylesheet href="a.xsl"?><rss`, 1), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"a doctype":                    {strings.Replace(entry(plainItem), "<rss", `<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd"><rss`, 1), "1|https://news.example/a|Harbour vote|2026-03-10"},
	"a bomb of entities":           {`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;</title><link>https://news.example/a</link></item></channel></rss>`, "?"},
	"an entity from outside":       {`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title><link>https://news.example/a</link></item></channel></rss>`, "?"},
	"deep":                         {rss(strings.Repeat("<a>", 20000)), "?"},
	"many attributes":              {rss("<item " + strings.Repeat(`a="b" `, 20000) + ">" + plainItem + "</item>"), "?"},
	"many items":                   {rss(strings.Repeat("<item>"+plainItem+"</item>", 3000)), "500|https://news.example/a|Harbour vote|2026-03-10"},
	"a page":                       {`<!doctype html><html><head><title>News</title></head><body><p>Hello</p></body></html>`, ""},
	"a page as XML":                {`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body/></html>`, ""},
	"plain words":                  {"Service temporarily unavailable", ""},
	"bytes of a picture":           {"\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff", 500), ""},
	"bidi in a title":              {entry("<title>T\u202egnp.exe</title><link>https://news.example/a</link>"), "1|https://news.example/a|Tgnp.exe|"},
	"a long title":                 {entry("<title>" + strings.Repeat("wört ", 2000) + "</title><link>https://news.example/a</link>"), "1|https://news.example/a|*|"},
}

func TestOddFeeds(t *testing.T) {
	if len(odd) < 60 {
		t.Errorf("only %d", len(odd))
	}
	for name, c := range odd {
		t.Run(name, func(t *testing.T) {
			l, err := Parse(news.Page{URL: at, Body: []byte(c.body)})
			plausible(t, l)
			switch {
			case c.want == "?":
				return
			case c.want == "":
				if !errors.Is(err, news.ErrType) {
					t.Errorf("read %+v, %v", l, err)
				}
				return
			case err != nil:
				t.Fatal(err)
			}
			got := fmt.Sprint(len(l.Items))
			if len(l.Items) > 0 {
				it := l.Items[0]
				day := ""
				if !it.Published.IsZero() {
					day = it.Published.Format(time.DateOnly)
				}
				title := it.Title
				if strings.Contains(c.want, "|*|") {
					title = "*"
				}
				got += "|" + it.Link + "|" + title + "|" + day
			}
			if got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

// plausible checks what is promised of everything that is read.
func plausible(t *testing.T, l news.Listing) {
	t.Helper()
	if len(l.Items) > mostRead {
		t.Errorf("%d items", len(l.Items))
	}
	for _, it := range l.Items {
		if it.Link != "" {
			if c, err := news.Canonical(it.Link); err != nil || c != it.Link {
				t.Errorf("link %q", it.Link)
			}
		}
		if utf8.RuneCountInString(it.Title) > maxTitle || !utf8.ValidString(it.Title) || strings.ContainsAny(it.Title, "\n\x00\u202e") || len(it.HTML) > maxHTML {
			t.Errorf("item %.200q", it.Title)
		}
	}
}

func TestAFeedOfFiftyMegabytesIsTurnedAway(t *testing.T) {
	if _, err := Parse(news.Page{URL: at, Body: bytes.Repeat([]byte("<item></item>"), 50<<20/13)}); !errors.Is(err, news.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

func TestAPageNamesItsFeeds(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"announced":      {`<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" type="application/atom+xml" href="https://other.example/atom">`, "https://news.example/feed.xml https://other.example/atom"},
		"oembed":         {`<link rel="alternate" type="application/json" href="/oembed?x=1">`, ""},
		"another base":   {`<base href="https://cdn.example/x/"><link rel='ALTERNATE' type='Application/RSS+XML' href=feed>`, "https://cdn.example/x/feed"},
		"only linked":    {`<a href="/about">About</a><a href="/rss">RSS</a>`, "https://news.example/rss"},
		"none":           {`<a href="/brass">Brass</a>`, ""},
		"not of the web": {`<link rel="alternate" type="application/rss+xml" href="javascript:x">`, ""},
	} {
		if got := strings.Join(Discover(news.Page{URL: "https://news.example/", Body: []byte(c.page)}), " "); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestListsOfFeedsGoOutAndComeIn(t *testing.T) {
	want := []news.Subscription{{URL: "https://a.example/feed", Title: "A & “B”"}, {URL: "https://b.example/rss", Title: "C"}}
	raw, err := WriteOPML("Mine", want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(raw)
	if err != nil || len(got) != 2 || got[0].URL != want[0].URL || got[0].Title != want[0].Title || got[1].URL != want[1].URL {
		t.Errorf("%+v, %v\n%s", got, err, raw)
	}
	nested := `<opml version="1.0"><body><outline text="News"><outline text="A" xmlUrl="https://a.example/feed"/><outline xmlUrl="https://a.example/feed"/><outline xmlUrl="ftp://x"/></outline></body></opml>`
	if got, err := ReadOPML([]byte(nested)); err != nil || len(got) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := ReadOPML([]byte("no list")); !errors.Is(err, news.ErrType) {
		t.Errorf("error %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range odd {
		if len(c.body) < 2000 {
			f.Add([]byte(c.body), "")
		}
	}
	f.Add([]byte(entry(plainItem)), "iso-8859-1")
	f.Fuzz(func(t *testing.T, body []byte, label string) {
		p := news.Page{URL: at, Body: body, Charset: label}
		if l, err := Parse(p); err == nil {
			plausible(t, l)
		}
		for _, l := range Discover(p) {
			if c, err := news.Canonical(l); err != nil || c != l {
				t.Errorf("found %q", l)
			}
		}
		if list, err := ReadOPML(body); err == nil && len(list) > mostOutlines {
			t.Errorf("%d feeds", len(list))
		}
	})
}
