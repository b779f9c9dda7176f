package extract

import (
	"fmt"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

func TestTheNextPageIsOneNumberOn(t *testing.T) {
	for _, tt := range []struct{ at, href, want string }{
		{"/a", "/a?page=2", "/a?page=2"},
		{"/a?page=2", "?page=3", "/a?page=3"},
		{"/a?page=9", "?page=10", "/a?page=10"},
		{"/a?x=1&page=19", "/a?x=1&page=20", "/a?x=1&page=20"},
		{"/a/", "/a/2/", "/a/2/"},
		{"/a/2/", "/a/3/", "/a/3/"},
		{"/2026/03/slip.html", "/2026/03/slip-2.html", "/2026/03/slip-2.html"},
		{"/slip,1.html", "/slip,2.html", "/slip,2.html"},
		{"/slip", "/slip/seite-2#top", "/slip/seite-2"},
		{"/slip", "/slip?p=1", "/slip?p=1"},
		{"/slip", "/slip/page/2", "/slip/page/2"},
		{"/news/12344", "/news/12345", ""},
		{"/news/first-story", "/news/second-story", ""},
		{"/a?page=2", "/a?page=1", ""},
		{"/a?page=2", "/a?page=4", ""},
		{"/a", "/a?page=3", ""},
		{"/a", "/a", ""},
		{"/a", "https://elsewhere.example/a?page=2", ""},
		{"/a", "javascript:next(2)", ""},
		{"/a", "http://%zz", ""},
		{"/a", "", ""},
		{"/a", "/a-2-3", ""},
		{"/2026/03/04/slip", "/2026/03/05/bell", ""},
		{"/a", "/a?page=99999999999999999999", ""},
	} {
		for _, page := range []string{`<link rel="next" href="%s">`, `<a class=x rel='nofollow next' href="%s">On</a>`, `<A HREF="%s" REL=Next>`} {
			p := news.Page{URL: "https://www.post.example" + tt.at, Body: fmt.Appendf(nil, "<!doctype html><p>x"+page, tt.href)}
			want := tt.want
			if want != "" {
				want = "https://www.post.example" + want
			}
			if got := Next(p); got != want {
				t.Errorf("%s then %s: %q, want %q", tt.at, tt.href, got, want)
			}
		}
	}
}

func TestTheBaseOfAPageDoesNotLeadElsewhere(t *testing.T) {
	for base, want := range map[string]string{
		"https://elsewhere.example/":       "https://www.post.example/a/2",
		"https://www.post.example/a/":      "https://www.post.example/a/2",
		"//elsewhere.example/":             "https://www.post.example/a/2",
		"data:text/html,x":                 "https://www.post.example/a/2",
		"javascript:alert(1)":              "https://www.post.example/a/2",
		"https://www.post.example:9/":      "https://www.post.example/a/2",
		"https://user@www.post.example/a/": "https://www.post.example/a/2",
	} {
		p := news.Page{URL: "https://www.post.example/a/", Body: []byte(`<base href="` + base + `"><link rel="next" href="2">`)}
		if got := Next(p); got != want {
			t.Errorf("%s: %q", base, got)
		}
	}
}

func TestThePagesOfAnArticleAreJoined(t *testing.T) {
	texts := []string{uttered("Maren Oduya", "We had no choice"), uttered("Tom Haldane", "It is a sad day"), uttered("Ida Brekke", "Ask me again in May")}
	dek := "The old slip closes in May, and the board has nothing in its place yet, as its chair says."
	page := func(n int, title, next string) news.Page {
		body := fmt.Sprintf(`<title>%s</title><meta property=og:type content=article>%s<h1>%s</h1><article><p>%s</p><p>%s</p></article>`, title, next, title, dek, texts[n-1])
		link := "https://www.post.example/a"
		if n > 1 {
			link += fmt.Sprint("?page=", n)
		}
		return news.Page{URL: link, Type: "text/html", Body: []byte(body)}
	}
	next := func(n int) string { return fmt.Sprintf(`<link rel="next" href="?page=%d">`, n) }
	title := "Old ferry slip to close"
	one, two, three := page(1, title, next(2)), page(2, title+" (page 2)", next(3)), page(3, title+" – 3", "")
	other := page(2, "Bell of the school stolen at night", "")
	all := strings.Join(append([]string{dek}, texts...), "\n\n")
	for _, tt := range []struct {
		name   string
		more   []news.Page
		text   string
		notice news.Notice
	}{
		{"all of them", []news.Page{two, three}, all, news.Complete},
		{"the first alone", nil, dek + "\n\n" + texts[0], news.Unfinished},
		{"two of three", []news.Page{two}, dek + "\n\n" + texts[0] + "\n\n" + texts[1], news.Unfinished},
		{"another article", []news.Page{other}, dek + "\n\n" + texts[0], news.Unfinished},
		{"a consent wall", []news.Page{{URL: "https://consent.post.example/", Type: "text/html", Body: []byte("<p>We and our partners store and/or access information. Accept all. Reject all.")}}, dek + "\n\n" + texts[0], news.Unfinished},
		{"no page", []news.Page{{Type: "application/pdf"}}, dek + "\n\n" + texts[0], news.Unfinished},
	} {
		a, err := Article(one, tt.more...)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		sound(t, a)
		if a.Text != tt.text || a.Notice != tt.notice || a.Title != title || a.Link != "https://www.post.example/a" {
			t.Errorf("%s: notice %d, %q, %q, %q", tt.name, a.Notice, a.Title, a.Link, a.Text)
		}
	}
}
