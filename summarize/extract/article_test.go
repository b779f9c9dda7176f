package extract

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// source is the comment in which a page of testdata says where it is from.
var source = regexp.MustCompile(`<!-- (https?://\S+) -->`)

func TestPagesReadAsTheirGoldenFilesSay(t *testing.T) {
	goldens, err := filepath.Glob("testdata/pages/*.golden")
	if err != nil || len(goldens) < 18 {
		t.Fatalf("%d pages, %v", len(goldens), err)
	}
	for _, golden := range goldens {
		name := strings.TrimSuffix(golden, ".golden") + ".html"
		t.Run(filepath.Base(name), func(t *testing.T) {
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			m := source.FindSubmatch(body)
			if m == nil {
				t.Fatal("the page does not say where it is from")
			}
			a, err := Article(news.Page{URL: string(m[1]), Type: "text/html", Body: body})
			if err == nil {
				sound(t, a)
			}
			got := show(a, err)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if bytes.Contains(got, []byte("INJECTED")) {
				t.Error("hidden text is in the article")
			}
		})
	}
}

// show prints what was read, a line for each field and each block.
func show(a *news.Article, err error) []byte {
	var b bytes.Buffer
	if err != nil {
		fmt.Fprintln(&b, "error:", err)
		return b.Bytes()
	}
	date := ""
	if !a.Published.IsZero() {
		date = a.Published.Format(time.RFC3339)
	}
	fmt.Fprintf(&b, "link: %s\ntitle: %s\nbyline: %s\nsite: %s\npublished: %s guessed: %t\nlang: %s\nnotice: %d\n", a.Link, a.Title, a.Byline, a.Site, date, a.PublishedGuessed, a.Lang, a.Notice)
	for _, bl := range a.Blocks {
		kind := [...]string{"p", "h", "li", "quote", "post"}[bl.Kind]
		if bl.By != "" {
			kind += " by " + bl.By
		}
		if bl.Entry > 0 {
			kind += fmt.Sprintf(" of entry %d", bl.Entry)
		}
		if !bl.At.IsZero() {
			kind += " at " + bl.At.Format(time.RFC3339)
		}
		fmt.Fprintf(&b, "\n[%s] %s\n", kind, a.At(bl.Span))
	}
	return b.Bytes()
}

func TestArticleTellsWhyThereIsNone(t *testing.T) {
	for _, tt := range []struct {
		page news.Page
		want error
	}{
		{news.Page{Type: "text/html"}, news.ErrEmpty},
		{news.Page{Type: "text/html", Body: []byte("<html></html>")}, news.ErrEmpty},
		{news.Page{Type: "text/html", Body: []byte("\x00\x00\x00")}, news.ErrEmpty},
		{news.Page{Type: "text/plain", Body: []byte("\x00\x00\x00")}, news.ErrNotText},
		{news.Page{Type: "application/pdf", Body: []byte("%PDF")}, news.ErrType},
		{news.Page{Type: "application/zip", Body: []byte("PK")}, news.ErrType},
		{news.Page{Body: []byte("x")}, news.ErrType},
	} {
		if _, err := Article(tt.page); !errors.Is(err, tt.want) {
			t.Errorf("%q as %q: %v, want %v", tt.page.Body, tt.page.Type, err, tt.want)
		}
	}
}

func TestArticleOfATextPageKeepsItsLink(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	a, err := Article(news.Page{URL: "HTTP://x.example/a.txt?utm_source=y", Type: "text/plain", Body: []byte("The board voted nine to two."), Fetched: at})
	if err != nil || a.Link != "http://x.example/a.txt" || !a.Fetched.Equal(at) {
		t.Errorf("%+v, %v", a, err)
	}
	again, err := Text("The board voted nine to two.")
	if err != nil || again.ID == a.ID {
		t.Errorf("the link is not in the id: %s, %v", again.ID, err)
	}
}

// media are the types that Article reads, except PDF, which has a target of its own because it takes a thousand times
// as long.
var media = []string{"text/html", "application/xhtml+xml", "text/plain", "text/markdown"}

func FuzzArticle(f *testing.F) {
	names, _ := filepath.Glob("testdata/pages/*.html")
	more, _ := filepath.Glob("testdata/pages/gold/*.html")
	for _, name := range append(names, more...) {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "https://www.harbourpost.example/a", "", byte(0))
	}
	for _, h := range hostile {
		f.Add([]byte(h.page(20)), "", "utf-8", byte(0))
	}
	for _, piece := range odd {
		f.Add(fmt.Appendf(nil, around, piece), "https://www.harbourpost.example/a", "utf-8", byte(0))
		f.Add([]byte(piece), "https://www.harbourpost.example/a", "", byte(1))
	}
	f.Add([]byte("Ferry slip to close\n\nThe board voted."), "https://www.harbourpost.example/a.txt", "", byte(2))
	f.Add([]byte("---\ntitle: x\n---\n# Slip\n\n> We had no choice."), "https://www.harbourpost.example/a.md", "", byte(3))
	f.Fuzz(func(t *testing.T, body []byte, url, charset string, kind byte) {
		page := news.Page{URL: url, Type: media[int(kind)%len(media)], Charset: charset, Body: body}
		a, err := Article(page, page)
		if err == nil {
			sound(t, a)
		}
		if next := Next(page); next != "" && !strings.HasPrefix(next, "http") {
			t.Errorf("the next page is %q", next)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("Ferry slip to close\n\nThe board voted.", false)
	f.Add("---\ntitle: x\n---\n# Ferry slip\n\n> *We* had\r\n> no choice.\n\n1. one\n2. two", true)
	f.Add("| a | b |\n|---|---|\n| c | <b>d", true)
	f.Fuzz(func(t *testing.T, text string, md bool) {
		name := "a.txt"
		if md {
			name = "a.md"
		}
		a, err := File(news.File{Name: name, Data: []byte(text)})
		if err == nil {
			sound(t, a)
		}
	})
}
