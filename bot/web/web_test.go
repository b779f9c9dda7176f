package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

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

func (a *app) Quotes(_ context.Context, _ news.Place, q news.QuoteQuery) (got news.Sayings, err error) {
	if q.Speaker == "Nobody" {
		return got, nil
	}
	for i := range 5 {
		got.Found = append(got.Found, news.Saying{Text: hostile, Speaker: "Ida Moreno", Kind: news.QuoteKind(i % 2), Cue: hostile, Article: "known", Index: i, Title: hostile, Kept: time.Date(2026, 3, 1+i/2*9, 8, 0, 0, 0, time.UTC)})
	}
	got.Total = len(got.Found)
	return got, nil
}

func (a *app) Serve(ctx context.Context, r handlers.Request) handlers.Reply {
	a.asked = append(a.asked, r)
	news.Begin(ctx, news.Fetching)
	news.Begin(ctx, news.Checking)
	if r.Show != nil {
		r.Show(handlers.Reply{Text: handlers.Text{{Words: "for the time being"}}})
	}
	return handlers.Reply{
		Text: handlers.Text{{Words: hostile}, {Words: hostile, Style: handlers.Quoted, Link: "javascript:alert(4)"},
			{Words: "kept", Where: handlers.Where{Article: "known", Quote: 2}}, {Words: "not kept", Where: handlers.Where{Article: "other", Quote: 1}}},
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
	p, err := New(Options{App: a, Library: a, Finder: a, Place: "p", Member: news.Member{ID: "you"}, Password: password})
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
	req.Header.Set("Accept", "text/event-stream")
	status, raw, _ := do(t, req)
	events := eventsOf(t, raw)
	fragment, _ := events["done"].(string)
	if status != 200 || len(a.asked) != 1 || a.asked[0].Command != "who-said" || a.asked[0].Place != "p" {
		t.Fatalf("status %d, asked %+v", status, a.asked)
	}
	harmless(t, fragment)
	if words, _ := events["said"].(string); !strings.Contains(words, "/who-said &lt;script&gt;") {
		t.Errorf("said %q", words)
	}
	if !strings.Contains(fragment, `href="/article/known#q2"`) || strings.Contains(fragment, "/article/other") {
		t.Errorf("links into articles: %s", fragment)
	}
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

// eventsOf reads an answer as server-sent events; of several of a name the last.
func eventsOf(t *testing.T, raw string) map[string]any {
	t.Helper()
	out := map[string]any{}
	for one := range strings.SplitSeq(strings.TrimSuffix(raw, "\n\n"), "\n\n") {
		name, data, ok := strings.Cut(strings.TrimPrefix(one, "event: "), "\ndata: ")
		var v any
		if !ok || json.Unmarshal([]byte(data), &v) != nil {
			t.Fatalf("event %q", one)
		}
		out[name] = v
	}
	return out
}

func TestStepsAreToldAsTheyBegin(t *testing.T) {
	_, s := newPage(t, "")
	req := form(t, s, "/say", url.Values{"words": {"/brief example:harbour"}})
	req.Header.Set("Accept", "text/event-stream")
	_, raw, _ := do(t, req)
	var order []string
	for line := range strings.SplitSeq(raw, "\n") {
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			order = append(order, name)
		}
	}
	if got := strings.Join(order, " "); got != "said step step show done" {
		t.Errorf("events %s", got)
	}
	if step := eventsOf(t, raw)["step"].(map[string]any); step["words"] != "checking" || step["n"] != 6.0 || step["of"] != 6.0 {
		t.Errorf("step %v", step)
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

func TestAPastedTextIsNoCommand(t *testing.T) {
	a, s := newPage(t, "")
	if status, _, _ := do(t, form(t, s, "/say", url.Values{"words": {"/brief"}, "text": {"/help said the mayor"}})); status != http.StatusSeeOther || a.asked[0].Command != "brief" || a.asked[0].Option("text") != "/help said the mayor" {
		t.Errorf("status %d, asked %+v", status, a.asked)
	}
}

func TestALongTextIsHandedInAsAFile(t *testing.T) {
	a, s := newPage(t, "")
	text := strings.Repeat("The council met. ", 9000)
	do(t, form(t, s, "/say", url.Values{"words": {"/brief"}, "text": {text}}))
	if got := a.asked[0]; got.Command != "brief" || got.Option("text") != "" || got.File == nil || len(got.File.Data) != len(strings.TrimSpace(text)) {
		t.Errorf("asked %.300v", got)
	}
}

func TestAMessageAmongPeopleIsBriefedWhenAsked(t *testing.T) {
	a, s := newPage(t, "")
	do(t, form(t, s, "/say", url.Values{"words": {"look, https://a.example/1. and https://b.example/2"}}))
	if len(a.asked) != 0 {
		t.Fatalf("asked %+v before anybody wanted it", a.asked)
	}
	_, page, _ := do(t, get(t, s.URL+"/"))
	if !strings.Contains(page, `<button>Brief this</button>`) || !strings.Contains(page, "Choose “Brief this” on it") {
		t.Errorf("nothing is offered: %s", page)
	}
	if status, _, _ := do(t, form(t, s, "/message", url.Values{"id": {"1"}})); status != http.StatusSeeOther || len(a.asked) != 1 || a.asked[0].Option("link") != "https://a.example/1" || len(a.asked[0].More) != 1 {
		t.Errorf("status %d, asked %+v", status, a.asked)
	}
	for _, id := range []string{"2", "99", "", "x"} { // an answer, and no message
		if status, _, _ := do(t, form(t, s, "/message", url.Values{"id": {id}})); status != http.StatusNotFound {
			t.Errorf("message %q: status %d", id, status)
		}
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
	p, err := New(Options{App: &app{}, Library: &app{}, Finder: &app{}, Place: "p"})
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
