package summarize

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// door is the only way to the web that an engine has. It has some pages and notes what it is asked for.
type door struct {
	pages map[string]string // by link; all others are forbidden, as the guard would say
	asked []string
}

func (d *door) Fetch(_ context.Context, link string) (news.Page, error) {
	d.asked = append(d.asked, link)
	body, ok := d.pages[link]
	if !ok {
		return news.Page{}, news.ErrForbidden
	}
	kind := "text/html"
	if strings.HasPrefix(body, "<rss") {
		kind = "application/xml"
	}
	return news.Page{URL: link, Type: kind, Charset: "utf-8", Body: []byte(body)}, nil
}

func (d *door) Crawl(ctx context.Context, link string) (news.Page, error) { return d.Fetch(ctx, link) }

func (d *door) Feed(ctx context.Context, link string, _ news.Stamp) (news.Page, news.Stamp, error) {
	p, err := d.Fetch(ctx, link)
	return p, news.Stamp{}, err
}

// TestAPageLeadsAnEngineToItsOwnNextPageAlone has pages that point at other hosts in every way that somebody could
// follow. What the engine asks for it asks at its door, where the guard is, and asks for nothing but the page's own host.
func TestAPageLeadsAnEngineToItsOwnNextPageAlone(t *testing.T) {
	const link = "https://harbour.example/slip"
	for _, to := range []string{
		"http://127.0.0.1/?page=2", "//127.0.0.1/slip?page=2", "http://169.254.169.254/slip?page=2", "https://harbour.example:6379/slip?page=2", "https://harbour.example@127.0.0.1/slip?page=2", "https://harbour.example.evil.example/slip?page=2",
		"file:///slip?page=2", "gopher://harbour.example/slip?page=2", "javascript:2", "https://HARBOUR.example\\@127.0.0.1/slip?page=2", "http:\\\\127.0.0.1\\slip?page=2", "https://harbour.example%2f@127.0.0.1/slip?page=2", "https:///127.0.0.1/slip?page=2",
	} {
		head := fmt.Sprintf(`<link rel=next href="%[1]s"><link rel=canonical href="%[1]s"><link rel=amphtml href="%[1]s"><link rel=alternate type="application/rss+xml" href="%[1]s"><meta http-equiv=refresh content="0;url=%[1]s"><meta property="og:url" content="%[1]s"><a rel=next href="%[1]s">Next</a>`, to)
		d := &door{pages: map[string]string{link: head + fmt.Sprintf(wharf, "")}}
		b, err := (&Engine{Fetcher: d, Now: at}).Brief(t.Context(), news.Source{Link: link})
		if err != nil || len(b.Quotes) < 2 {
			t.Errorf("%s: %v", to, err)
			continue
		}
		for _, asked := range d.asked {
			if !strings.HasPrefix(asked, "https://harbour.example/") {
				t.Errorf("%s: asked for %q", to, asked)
			}
		}
		if !strings.HasPrefix(b.Article.Link, "https://harbour.example/") {
			t.Errorf("%s: the article calls itself %q", to, b.Article.Link)
		}
	}
}

// TestANextPageThatTheGuardRefusesEndsTheArticle has the name of a page turn round after the first.
func TestANextPageThatTheGuardRefusesEndsTheArticle(t *testing.T) {
	const link = "https://harbour.example/slip"
	d := &door{pages: map[string]string{link: `<link rel=next href="?page=2">` + fmt.Sprintf(wharf, "")}}
	b, err := (&Engine{Fetcher: d, Now: at}).Brief(t.Context(), news.Source{Link: link})
	if err != nil || b.Article.Notice != news.Unfinished || !slices.Equal(d.asked, []string{link, link + "?page=2"}) {
		t.Errorf("asked for %q, %v", d.asked, err)
	}
}

// TestAFeedLeadsAnEngineNowhereButToItsDoor has a page that names feeds, and a feed that names articles, at addresses near
// this machine. Each is asked for at the door, or not at all.
func TestAFeedLeadsAnEngineNowhereButToItsDoor(t *testing.T) {
	const link = "https://harbour.example/"
	near := []string{"http://127.0.0.1/feed", "http://169.254.169.254/latest/feed", "file:///etc/feed", "gopher://127.0.0.1/feed", "http://[::1]:6379/feed", "http://localhost/feed"}
	page := "<!doctype html>"
	var items strings.Builder
	for _, to := range near {
		page += `<link rel=alternate type="application/rss+xml" href="` + to + `">`
		items.WriteString("<item><title>The slip closes</title><link>" + to + "</link><description>The harbour board voted nine to six on Tuesday to close the old ferry slip, after a debate of five hours.</description></item>")
	}
	d := &door{pages: map[string]string{link: page, "https://harbour.example/rss": `<rss version="2.0"><channel><title>Harbour</title>` + items.String() + "</channel></rss>"}}
	e := &Engine{Crawler: d, Now: at}
	if _, _, _, err := e.ReadFeed(t.Context(), link, news.Stamp{}); err == nil {
		t.Error("a feed was found near this machine")
	}
	l, _, _, err := e.ReadFeed(t.Context(), "https://harbour.example/rss", news.Stamp{})
	if err != nil || len(l.Items) != len(near) {
		t.Fatalf("%d items, %v", len(l.Items), err)
	}
	for _, it := range l.Items {
		b, err := e.BriefItem(t.Context(), it, l.Title, l.Lang)
		if err != nil || b.Article.Notice != news.FromFeed {
			t.Errorf("%s: %v", it.Link, err)
		}
	}
	for _, asked := range d.asked {
		if !strings.HasPrefix(asked, "http://") && !strings.HasPrefix(asked, "https://") {
			t.Errorf("asked for %q", asked)
		}
	}
}

// FuzzModelAnswer lets a model say anything at all of an article, and holds the brief to the promise of the product.
func FuzzModelAnswer(f *testing.F) {
	own := Digest(exampleArticle(f, "harbour.html"))
	for _, s := range []string{
		`{"gist":{"text":"The Dockers’ Union backs the plan.","sentences":[23]},"points":[{"text":"The ministry has until 15 January to decide.","sentences":[27]}],"quotes":[6,2],"missed":[],"issues":[],"questions":[{"text":"Who backs the plan?","sentences":[23]}]}`,
		"```json\n{\"gist\":{\"text\":\"x\",\"sentences\":[1]}}\n```", `{"quotes":[-1,0,99999999999,1e3]}`, `{"gist":null,"points":[null,{}],"missed":[{}],"issues":[{"positions":[{}]}]}`, `{"points":[{"text":"\ud800\u0000\u202e","sentences":[-9223372036854775808]}]}`,
		`{"missed":[{"text":"“","sentence":2,"speaker":"@everyone"},{"text":"This harbour feeds four hundred families","sentence":2}]}`, `{"issues":[{"text":"jobs","sentences":[5],"positions":[{"actor":"Vell","stance":"against","sentences":[5,5,5]}]}]}`,
		`{"translations":[{"text":"«»“”","sentences":[2]}],"quotes":[2]}`, `[]`, `{`, ``, "\xff", `{"gist":{"text":"` + strings.Repeat("a ", 500) + `","sentences":[1]}}`,
	} {
		f.Add([]byte(s))
	}
	flat := oneLine(own.Article.Text)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var w answered
		if readObject(raw, &w) != nil {
			return
		}
		for _, style := range []news.Style{{}, {Lang: "es"}} {
			d := gate(own, style, &w)
			for i, q := range d.Quotes {
				s := d.Saying(i)
				known := slices.ContainsFunc(own.Quotes, func(o news.Quote) bool { return o == q })
				if !known && s.Speaker != "" || !strings.Contains(flat, oneLine(s.Text)) || strings.TrimSpace(s.Text) == "" {
					t.Fatalf("%q by %q", s.Text, s.Speaker)
				}
			}
			for _, n := range d.Best {
				if n < 0 || n >= len(d.Quotes) {
					t.Fatalf("quotation %d", n)
				}
			}
			for _, s := range shown(d.Brief) {
				if !strings.Contains(flat, oneLine(s)) && strings.ContainsAny(s, "@<>[]`*#|\\\u200b\u202e\x00\n") {
					t.Fatalf("%q is shown", s)
				}
			}
		}
	})
}
