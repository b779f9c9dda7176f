package llm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"onrecord/summarize"
	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

// TestWhateverTheServerDoesTheEngineAnswers goes through the ways in which a server fails: an error that says so, the
// engine's own brief beside it, within the time cap.
func TestWhateverTheServerDoesTheEngineAnswers(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	status := func(code int, body string, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	content := func(words string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { completion(w, words) }
	}
	fault := `{"error":{"message":"no","type":"x","code":"y"}}`
	for name, row := range map[string]struct {
		do   http.HandlerFunc
		want string
	}{
		"another language":  {content(`{"gist":{"text":"Der Rat hat am Dienstag den Ausbau des Hafens beschlossen.","sentences":[1]}}`), "no line of it held"},
		"wrong key":         {status(401, fault), "does not accept OPENAI_API_KEY"},
		"unknown model":     {status(404, fault), "knows no such model"},
		"a web page":        {status(200, "<html>Welcome</html>", "Content-Type", "text/html"), "web page"},
		"an error page":     {status(502, "<html>Bad gateway</html>", "Content-Type", "text/html"), ""},
		"429 for long":      {status(429, fault, "Retry-After", "3600"), "too often"},
		"429":               {status(429, fault), "too often"},
		"500":               {status(500, fault), "trouble of its own"},
		"a redirect":        {status(302, "", "Location", "http://127.0.0.1:1/"), ""},
		"no credit":         {status(402, fault), "no credit"},
		"nothing":           {content(""), "answered nothing"},
		"no JSON":           {content("Sure! Here is your brief."), "not the JSON"},
		"JSON cut off":      {content(`{"gist":{"text":"The plan wou`), "not the JSON"},
		"the wrong types":   {content(`{"gist":7,"points":"x","quotes":{"a":1}}`), "not the JSON"},
		"a list":            {content(`[1,2,3]`), "not the JSON"},
		"deep nesting":      {content(strings.Repeat(`{"gist":`, 20000)), "not the JSON"},
		"deep lists":        {content(`{"points":` + strings.Repeat("[", 50000)), "not the JSON"},
		"200 KB of nothing": {content(`{"gist":{"text":"` + strings.Repeat("a", 200<<10) + `","sentences":[1]}}`), "no line of it held"},
		"half a megabyte":   {content(strings.Repeat("x", 600<<10)), "not the JSON"},
		"megabytes":         {status(200, `{"choices":[{"message":{"content":"`+strings.Repeat("x", 3<<20), "Content-Type", "application/json"), "more than an answer"},
		"no choices":        {status(200, `{"choices":[]}`, "Content-Type", "application/json"), "answered nothing"},
		"a null":            {status(200, `null`, "Content-Type", "application/json"), "answered nothing"},
		"no JSON at all":    {status(200, `hello`, "Content-Type", "text/plain"), "cannot be understood"},
		"an empty object":   {content(`{}`), "no line of it held"},
		"a refusal":         {status(200, `{"choices":[{"message":{"role":"assistant","refusal":"I cannot help with that."}}]}`, "Content-Type", "application/json"), "refused"},
		"a hang": {func(_ http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body) // or the server does not notice that the client has gone
			<-r.Context().Done()
		}, "too long"},
		"a connection that drops": {hangUp, ""},
		"half an answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, `{"choices":[`)
		}, "broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			s.do(row.do)
			const limit = 4 * time.Second
			start := time.Now()
			b, _, err := client(t, s, llm.Options{Timeout: limit}).Write(t.Context(), own, news.Style{})
			if !errors.Is(err, news.ErrModel) || !strings.Contains(err.Error(), row.want) {
				t.Errorf("%v, want %q", err, row.want)
			}
			if b.Writer != summarize.Version || b.Gist.Text != own.Gist.Text {
				t.Errorf("the engine's own brief became %+v", b.Gist)
			}
			if took := time.Since(start); took > 15*limit { // a hang is cut by the cap, not by the test
				t.Errorf("took %v", took)
			}
			if n := s.calls.Load(); n > 10 {
				t.Errorf("%d calls", n)
			}
		})
	}
}

func hangUp(w http.ResponseWriter, _ *http.Request) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
}

// TestACertificateThatNobodyKnowsIsToldApart reaches a server that it cannot trust.
func TestACertificateThatNobodyKnowsIsToldApart(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { completion(w, `{"ok":true}`) }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	c, err := llm.New(llm.Options{URL: s.URL, Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("%v", err)
	}
	if c, err = llm.New(llm.Options{URL: "http://nowhere.invalid/v1", Model: "m"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second) // too short for another try
	defer cancel()
	if err := c.Check(ctx); err == nil || !strings.Contains(err.Error(), "OPENAI_BASE_URL cannot be found") && !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("%v", err)
	}
}
