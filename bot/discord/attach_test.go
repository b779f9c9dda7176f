package discord

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

func TestAttachmentsComeFromDiscordAloneAndWithinTheCap(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("fetched from a foreign host") }))
	defer elsewhere.Close()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("the token was sent to where files lie")
		}
		switch r.URL.Path {
		case "/small":
			w.Write([]byte("text"))
		case "/full":
			w.Write(make([]byte, maxAttachment))
		case "/over":
			w.Write(make([]byte, maxAttachment+1))
		case "/moved":
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	b, err := New(Options{Token: "t", API: srv.URL + "/api", App: script{}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		a    attachment
		size int
		err  error
	}{
		"small":            {attachment{URL: srv.URL + "/small", Name: "../../a.txt", Type: "text/plain"}, 4, nil},
		"as large as may":  {attachment{URL: srv.URL + "/full", Name: "a.txt"}, maxAttachment, nil},
		"larger than said": {attachment{URL: srv.URL + "/over", Name: "a.txt", Size: 3}, 0, news.ErrTooLarge},
		"said too large":   {attachment{URL: srv.URL + "/small", Name: "a.txt", Size: maxAttachment + 1}, 0, news.ErrTooLarge},
		"gone":             {attachment{URL: srv.URL + "/gone", Name: "a.txt"}, 0, news.StatusError{Code: 404}},
		"redirected":       {attachment{URL: srv.URL + "/moved", Name: "a.txt"}, 0, errForeignHost},
		"foreign":          {attachment{URL: elsewhere.URL + "/a", Name: "a.txt"}, 0, errForeignHost},
		"lookalike":        {attachment{URL: "https://cdn.discordapp.com.evil.example/a"}, 0, errForeignHost},
		"with a user":      {attachment{URL: "https://x@cdn.discordapp.com/a"}, 0, errForeignHost},
		"unencrypted":      {attachment{URL: "http://cdn.discordapp.com/a"}, 0, errForeignHost},
		"other port":       {attachment{URL: "https://cdn.discordapp.com:8080/a"}, 0, errForeignHost},
		"nothing":          {attachment{}, 0, errForeignHost},
		"file":             {attachment{URL: "file:///etc/passwd"}, 0, errForeignHost},
	} {
		f, err := b.download(t.Context(), c.a)
		if !errors.Is(err, c.err) || err == nil && (len(f.Data) != c.size || f.Name != "a.txt" || f.Type != c.a.Type) {
			t.Errorf("%s: %v, %+.60v", name, err, f)
		}
	}
}

func TestAnAttachedFileReachesTheUseCase(t *testing.T) {
	w := newTwin(t)
	behind := w.API
	files := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/attachments/story.txt" {
			rw.Write([]byte("The story."))
			return
		}
		forward(t, rw, r, behind)
	}))
	defer files.Close()
	w.API = files.URL + "/api"
	got := make(chan handlers.Request, 1)
	w.run(script{answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
		got <- r
		return handlers.Reply{}
	}}}, nil)
	send := func(url string) {
		w.raw(map[string]any{"type": 2, "user": map[string]any{"id": w.User, "username": "alice"}, "data": map[string]any{"name": "brief", "type": 1,
			"options":  []any{map[string]any{"name": "file", "type": 11, "value": "9"}},
			"resolved": map[string]any{"attachments": map[string]any{"9": map[string]any{"id": "9", "url": url, "filename": "story.txt", "content_type": "text/plain", "size": 10}}}}})
	}
	send(files.URL + "/attachments/story.txt")
	if r := <-got; r.File == nil || string(r.File.Data) != "The story." || r.File.Name != "story.txt" || r.File.Type != "text/plain" {
		t.Errorf("request %+v", r)
	}
	send("https://evil.example/story.txt")
	w.until("the refusal is sent", func() bool { return len(w.made("POST", "/webhooks/")) == 1 })
	if body := string(w.made("POST", "/webhooks/")[0].Body); !strings.Contains(body, "could not fetch the file") {
		t.Errorf("sent %s", body)
	}
}
