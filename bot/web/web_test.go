package web

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// hostile is what an article may be full of.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)> **bold** [a](javascript:alert(3)) ` + "\u202Etxet"

// app answers everything with hostile text, and notes what it was asked.
type app struct{ asked []handlers.Request }

func (a *app) Commands() []handlers.Command { return (&handlers.App{}).Commands() }

func (a *app) Suggest(context.Context, news.Place, string, string, string) ([]string, error) {
	return []string{hostile}, nil
}

func (a *app) Serve(_ context.Context, r handlers.Request) handlers.Reply {
	a.asked = append(a.asked, r)
	return handlers.Reply{
		Text:    handlers.Text{{Words: hostile}, {Words: hostile, Style: handlers.Quoted, Link: "javascript:alert(4)"}},
		Cards:   []handlers.Card{{Title: hostile, Link: "javascript:alert(5)", Body: handlers.Text{{Words: hostile, Marks: []news.Span{{Start: 2, End: 9}}}}, Sections: []handlers.Section{{Heading: hostile, Body: handlers.Text{{Words: hostile, Style: handlers.Bold}}}}}},
		Buttons: []handlers.Button{{Label: hostile, Action: handlers.Action{Name: "quotes", Args: []string{"id", "1"}}}, {Label: "out", Link: "https://a.example/?\"><script>"}},
		Menu:    &handlers.Menu{Label: hostile, Items: []handlers.Item{{Label: hostile, Action: handlers.Action{Name: "read", Args: []string{hostile}}}}},
		File:    &news.File{Name: "a\"b.csv", Data: []byte("x")},
	}
}

func (a *app) Brief(_ context.Context, _ news.Place, id string) (*news.Brief, error) {
	if id != "known" {
		return nil, news.ErrMissing
	}
	text := hostile + " said Ida Moreno."
	article := &news.Article{Title: hostile, Link: "javascript:alert(6)", Text: text, Lang: `en"><script>`, Blocks: []news.Block{{Span: news.Span{Start: 0, End: len(text)}}}}
	at := strings.Index(text, "Ida")
	return &news.Brief{Article: article, Quotes: []news.Quote{
		{Span: news.Span{Start: 0, End: 20}, Kind: news.Direct, Speaker: news.Speaker{Name: news.Span{Start: at, End: at + 10}}},
		{Span: news.Span{Start: 10, End: 40}, Kind: news.Indirect},
	}}, nil
}

func newPage(t *testing.T, password string) (*app, *httptest.Server) {
	t.Helper()
	a := &app{}
	p, err := New(Options{App: a, Library: a, Place: "p", Member: news.Member{ID: "you"}, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(p.Handler())
	t.Cleanup(s.Close)
	return a, s
}

func do(t *testing.T, req *http.Request) (int, string, http.Header) {
	t.Helper()
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(raw), res.Header
}

func get(t *testing.T, address string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func form(t *testing.T, s *httptest.Server, path string, v url.Values) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(v.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", s.URL)
	return req
}

// harmless fails where anything from outside got onto a page as more than text.
func harmless(t *testing.T, page string) {
	t.Helper()
	for _, bad := range []string{"<script>", "<img", "onerror=alert(2)>", `href="javascript:`, "\u202e", `"><script`} {
		if strings.Contains(page, bad) {
			t.Errorf("%q is on the page", bad)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("the text is not on the page")
	}
}

func TestWhatComesFromOutsideIsText(t *testing.T) {
	a, s := newPage(t, "")
	req := form(t, s, "/say", url.Values{"words": {"/who-said " + hostile}})
	req.Header.Set("Accept", "text/fragment")
	status, fragment, _ := do(t, req)
	if status != 200 || len(a.asked) != 1 || a.asked[0].Command != "who-said" || a.asked[0].Place != "p" {
		t.Fatalf("status %d, asked %+v", status, a.asked)
	}
	harmless(t, fragment)
	_, page, head := do(t, get(t, s.URL+"/"))
	harmless(t, page[strings.Index(page, "<ol"):])
	if csp := head.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("policy %q", csp)
	}
	status, pane, _ := do(t, get(t, s.URL+"/article/known"))
	if status != 200 || strings.Count(pane, "<mark") != 2 || !strings.Contains(pane, "Ida Moreno") {
		t.Errorf("status %d, pane %s", status, pane)
	}
	harmless(t, pane)
	if status, _, _ := do(t, get(t, s.URL+"/article/other")); status != 404 {
		t.Errorf("an unknown article: %d", status)
	}
	if _, body, head := do(t, get(t, s.URL+"/file/2")); body != "x" || !strings.HasPrefix(head.Get("Content-Disposition"), "attachment;") {
		t.Errorf("file %q, %v", body, head)
	}
	if _, body, _ := do(t, get(t, s.URL+"/suggest?command=who-said&option=speaker&typed=x")); strings.Contains(body, "<script>") {
		t.Errorf("suggested %s", body)
	}
}

func TestOnlyThisMachineAndThisPageAreServed(t *testing.T) {
	a, s := newPage(t, "")
	other := get(t, s.URL+"/")
	other.Host = "evil.example"
	if status, _, _ := do(t, other); status != http.StatusForbidden {
		t.Errorf("a name that was pointed here: %d", status)
	}
	for name, change := range map[string]func(*http.Request){
		"no origin":      func(r *http.Request) { r.Header.Del("Origin") },
		"another origin": func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"null origin":    func(r *http.Request) { r.Header.Set("Origin", "null") },
		"another site":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
	} {
		req := form(t, s, "/say", url.Values{"words": {"/help"}})
		change(req)
		if status, _, _ := do(t, req); status != http.StatusForbidden {
			t.Errorf("%s: %d", name, status)
		}
	}
	if len(a.asked) != 0 {
		t.Errorf("asked %+v", a.asked)
	}
	if status, _, head := do(t, form(t, s, "/say", url.Values{"words": {"/help"}})); status != http.StatusSeeOther || !strings.HasPrefix(head.Get("Location"), "/#m") {
		t.Errorf("a form of ours: %d to %q", status, head.Get("Location"))
	}
}

func TestAPasswordIsAsked(t *testing.T) {
	_, s := newPage(t, "open sesame")
	for given, want := range map[string]int{"": 401, "open": 401, "open sesame": 200} {
		req := get(t, s.URL+"/")
		req.Host = "news.example"
		if given != "" {
			req.SetBasicAuth("me", given)
		}
		if status, _, _ := do(t, req); status != want {
			t.Errorf("%q: %d", given, status)
		}
	}
}

func TestFilesAndButtonsArrive(t *testing.T) {
	a, s := newPage(t, "")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	f, _ := m.CreateFormFile("file", "page.html")
	f.Write([]byte("<p>words</p>"))
	m.WriteField("words", "")
	m.Close()
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/say", &body)
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Origin", s.URL)
	if status, _, _ := do(t, req); status != http.StatusSeeOther || len(a.asked) != 1 || a.asked[0].Command != "brief" || a.asked[0].File == nil || a.asked[0].File.Name != "page.html" {
		t.Fatalf("status %d, asked %+v", status, a.asked)
	}
	if status, _, _ := do(t, form(t, s, "/press", url.Values{"action": {"aquotes|id|1"}, "label": {"All"}})); status != http.StatusSeeOther || a.asked[1].Action.Args[0] != "id" {
		t.Errorf("status %d, asked %+v", status, a.asked)
	}
	if status, _, _ := do(t, form(t, s, "/press", url.Values{"action": {"zz"}})); status != http.StatusBadRequest {
		t.Errorf("an old button: %d", status)
	}
	if status, _, _ := do(t, form(t, s, "/say", url.Values{"words": {strings.Repeat("x", maxTyped+1)}})); status != http.StatusRequestEntityTooLarge {
		t.Errorf("too much: %d", status)
	}
}

func FuzzRuns(f *testing.F) {
	f.Add(hostile, "javascript:alert(1)", 0, 5)
	f.Add("a\nb", "https://a.example/\"", 1, 2)
	p, err := New(Options{App: &app{}, Library: &app{}, Place: "p"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words, link string, start, end int) {
		for _, style := range []handlers.Style{handlers.Plain, handlers.Quoted, handlers.Subtle} {
			out := string(p.runs(handlers.Text{{Words: words, Link: link, Style: style, Marks: []news.Span{{Start: start, End: end}}}}))
			for _, tag := range []string{"<br>", "<mark>", "</mark>", "<q>", "</q>", `<span class="subtle">`, "</span>", "</a>"} {
				out = strings.ReplaceAll(out, tag, "")
			}
			if strings.HasPrefix(out, `<a href="http`) {
				_, out, _ = strings.Cut(out, ">")
			}
			if strings.ContainsAny(out, "<>") {
				t.Errorf("%q of %q, %q", out, words, link)
			}
		}
	})
}
