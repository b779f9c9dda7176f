package extract

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"onrecord/summarize/news"
)

// Next returns the address of the next page of the article of which p is one page, as the page says with rel=next, or
// "". It is on the same host, and its address differs from that of p in the number of the page only: blogs and series
// say rel=next of the next article too.
func Next(p news.Page) string {
	at, err := url.Parse(p.URL)
	if err != nil || at.Host == "" || !saysNext(p.Body) {
		return ""
	}
	base := at
	z := html.NewTokenizer(bytes.NewReader(p.Body))
	for range maxTags {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, more := z.TagName()
		tag := string(name)
		if !more || tag != "a" && tag != "link" && tag != "base" {
			continue
		}
		rel, href := relation(z)
		if tag == "base" {
			if u, err := at.Parse(href); err == nil && u.Host == at.Host {
				base = u
			}
			continue
		}
		if !slices.Contains(strings.Fields(strings.ToLower(rel)), "next") {
			continue
		}
		if u, err := base.Parse(href); err == nil && continues(at, u) {
			u.Fragment, u.User = "", nil
			return u.String()
		}
	}
	return ""
}

// saysNext is a glance at the bytes: most pages have no such link, and need not be read again to know it.
func saysNext(body []byte) bool {
	for _, rel := range []string{"rel=", "REL="} {
		for rest := body; ; {
			i := bytes.Index(rest, []byte(rel))
			if i < 0 {
				break
			}
			rest = rest[i+4:]
			if bytes.Contains(bytes.ToLower(rest[:min(len(rest), 40)]), []byte("next")) {
				return true
			}
		}
	}
	return false
}

func relation(z *html.Tokenizer) (rel, href string) {
	for {
		key, val, more := z.TagAttr()
		switch string(key) {
		case "rel":
			rel = string(val)
		case "href":
			href = strings.TrimSpace(string(val))
		}
		if !more {
			return rel, href
		}
	}
}

// maxPage is the highest number that is taken for the number of a page rather than of an article.
const maxPage = 60

// pageWords are what stands by the number of a page in an address.
var pageWords = vocabulary("page pages p pg seite pagina página paged part teil partie start s pag strana стр index html htm php")

// continues reports whether the address next is that of the page after at: the two differ in one number, which is one
// higher, or which at does not have.
func continues(at, next *url.URL) bool {
	if next.Host != at.Host || next.Scheme != "http" && next.Scheme != "https" {
		return false
	}
	a, b := strings.TrimSuffix(at.EscapedPath(), "/"), strings.TrimSuffix(next.EscapedPath(), "/")
	if at.RawQuery != "" {
		a += "?" + at.RawQuery
	}
	if next.RawQuery != "" {
		b += "?" + next.RawQuery
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && isDigit(b[i-1]) { // a number is compared as a whole
		i--
	}
	a, b = a[i:], b[i:]
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] && !isDigit(b[len(b)-1-n]) {
		n++
	}
	from, ok := pageNumber(a[:len(a)-n])
	to, found := pageNumber(b[:len(b)-n])
	if !ok || !found || to < 1 || to > maxPage {
		return false
	}
	return to == from+1 || from == 0 && to == 2
}

// pageNumber reads the part of an address in which two pages differ: 0 where it is empty or names no number. It is not
// ok where it holds more than a number and words for a page.
func pageNumber(part string) (n int, ok bool) {
	for _, w := range strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune("/?&=-_.,;:", r) }) {
		digits := strings.TrimLeft(w, "abcdefghijklmnopqrstuvwxyz")
		word := w[:len(w)-len(digits)]
		if word != "" && !pageWords[word] {
			return 0, false
		}
		if digits == "" {
			continue
		}
		v, err := strconv.Atoi(digits)
		if err != nil || n != 0 {
			return 0, false
		}
		n = v
	}
	return n, true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
