package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"onrecord/summarize/news"
)

// local returns a Fetcher that may reach loopback, and a server there.
func local(t *testing.T, o Options, h http.HandlerFunc) (*Fetcher, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	o.Allow = append(o.Allow, "127.0.0.1")
	f, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.transport.CloseIdleConnections)
	return f, s.URL
}

const hello = "<!doctype html><title>Ferry</title><p>The ferry leaves at nine.</p>"

func TestFetchReturnsThePageAndSaysWhoAsks(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	var asked *http.Request
	f, url := local(t, Options{Version: "1.2", Contact: "https://bot.example", Now: func() time.Time { return at }}, func(w http.ResponseWriter, r *http.Request) {
		asked = r
		w.Header().Set("Content-Type", "text/HTML; Charset=Windows-1251")
		io.WriteString(w, hello)
	})
	page, err := f.Fetch(t.Context(), strings.Replace(url, "http://", "http://me:secret@", 1)+"/a?b=c#d")
	if err != nil {
		t.Fatal(err)
	}
	if page.URL != url+"/a?b=c" || page.Type != "text/html" || page.Charset != "windows-1251" || string(page.Body) != hello || !page.Fetched.Equal(at) {
		t.Errorf("page %+v", page)
	}
	if got := asked.Header.Get("User-Agent"); got != "OnRecord/1.2 (+https://bot.example)" {
		t.Errorf("User-Agent %q", got)
	}
	if asked.Header.Get("Authorization") != "" || asked.Header.Get("Referer") != "" {
		t.Errorf("headers %v", asked.Header)
	}
}

// pack returns text in a content coding.
func pack(coding string, text []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw":
		w, _ = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	}
	w.Write(text)
	w.Close()
	return b.Bytes()
}

func TestFetchUnpacksWhatItAskedFor(t *testing.T) {
	for _, tt := range []struct {
		header string
		body   []byte
		want   error
	}{
		{"", []byte(hello), nil},
		{"identity", []byte(hello), nil},
		{"gzip", pack("gzip", []byte(hello)), nil},
		{"X-GZIP", pack("gzip", []byte(hello)), nil},
		{"deflate", pack("deflate", []byte(hello)), nil},
		{"deflate", pack("raw", []byte(hello)), nil},
		{"br", pack("br", []byte(hello)), nil},
		{"gzip, br", pack("br", pack("gzip", []byte(hello))), nil},
		{"gzip", nil, nil},
		{"gzip", []byte(hello), news.ErrType},
		{"zstd", []byte(hello), news.ErrType},
		{"gzip, gzip, gzip", []byte(hello), news.ErrType},
		{"gzip", pack("gzip", []byte(hello))[:20], news.ErrUnreachable},
	} {
		f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if tt.header != "" {
				w.Header().Set("Content-Encoding", tt.header)
			}
			w.Write(tt.body)
		})
		page, err := f.Fetch(t.Context(), url)
		if !errors.Is(err, tt.want) {
			t.Errorf("%q: %v", tt.header, err)
		}
		if tt.want == nil && len(tt.body) > 0 && string(page.Body) != hello {
			t.Errorf("%q: body %q", tt.header, page.Body)
		}
	}
}

func TestFetchSettlesTheType(t *testing.T) {
	for _, tt := range []struct {
		name, header, body string
		want               string // "" for ErrType
	}{
		{"/", "text/html; charset=utf-8", hello, "text/html"},
		{"/", "text/html; charset=", hello, "text/html"},
		{"/", "application/xhtml+xml", hello, "application/xhtml+xml"},
		{"/", "application/xml", `<?xml version="1.0"?><html xmlns="x">`, "application/xhtml+xml"},
		{"/", "application/xml", `<?xml version="1.0"?><rss>`, ""},
		{"/", "", hello, "text/html"},
		{"/", "", "The ferry leaves at nine.", "text/plain"},
		{"/notes.MD", "", "# Ferry", "text/markdown"},
		{"/notes.md", "text/plain", "# Ferry", "text/markdown"},
		{"/notes.txt", "text/plain", "The ferry", "text/plain"},
		{"/", "text/x-markdown", "# Ferry", "text/markdown"},
		{"/", "application/octet-stream", hello, "text/html"},
		{"/", "application/octet-stream", "\x00\x01\x02\x03", ""},
		{"/", "text/html", "%PDF-1.7 and so on", "application/pdf"},
		{"/", "text/plain", "%PDF-1.7 and so on", ""},
		{"/a.pdf", "", "%PDF-1.7 and so on", "application/pdf"},
		{"/a.pdf", "application/octet-stream", "%PDF-1.7 and so on", "application/pdf"},
		{"/", "application/x-pdf", "%PDF-1.7", "application/pdf"},
		{"/", "application/pdf", hello, ""},
		{"/", "text/plain", "\x89PNG\x0D\x0A\x1A\x0A", ""},
		{"/", "text/html", "<p>A stray \x01 control", "text/html"},
		{"/", "application/pdf; x=y", "%PDF-1.7", "application/pdf"},
		{"/", "image/png", "x", ""},
		{"/", "application/json", "{}", ""},
		{"/", "font/woff", "x", ""},
	} {
		f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = nil // keeps the server from sniffing
			if tt.header != "" {
				w.Header().Set("Content-Type", tt.header)
			}
			io.WriteString(w, tt.body)
		})
		page, err := f.Fetch(t.Context(), url+tt.name)
		if page.Type != tt.want || (tt.want == "") != errors.Is(err, news.ErrType) {
			t.Errorf("%q as %q: %q, %v", tt.body, tt.header, page.Type, err)
		}
	}
}

func TestFetchNamesWhatWentWrong(t *testing.T) {
	f, url := local(t, Options{Redirects: 3}, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/hop/%d", &n)
		switch {
		case n > 0:
			http.Redirect(w, r, fmt.Sprintf("/hop/%d", n-1), http.StatusFound)
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case r.URL.Path == "/to":
			http.Redirect(w, r, r.URL.Query().Get("u"), http.StatusFound)
		case r.URL.Path == "/cookie" && r.Header.Get("Cookie") == "":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
		case strings.HasPrefix(r.URL.Path, "/status/"):
			fmt.Sscanf(r.URL.Path, "/status/%d", &n)
			w.WriteHeader(n)
		default:
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, hello)
		}
	})
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for _, tt := range []struct {
		link string
		want error
	}{
		{url + "/hop/3", nil},
		{url + "/cookie", nil},
		{url + "/hop/4", news.ErrRedirects},
		{url + "/loop", news.ErrRedirects},
		{url + "/to?u=file:///etc/passwd", news.ErrNotALink},
		{url + "/to?u=http://10.0.0.1/", news.ErrForbidden},
		{url + "/to?u=http://169.254.169.254/latest/", news.ErrForbidden},
		{url + "/to?u=http://localhost/", news.ErrForbidden},
		{url + "/to?u=http://0x7f.1/", news.ErrForbidden},
		{url + "/to?u=http://[::1]/", news.ErrForbidden},
		{url + "/to?u=//x:y@127.0.0.2/", news.ErrForbidden},
		{url + "/status/404", news.StatusError{Code: 404}},
		{url + "/status/403", news.StatusError{Code: 403}},
		{url + "/status/503", news.StatusError{Code: 503}},
		{url + "/status/304", news.StatusError{Code: 304}},
		{"http://" + closed.Addr().String(), news.ErrUnreachable},
	} {
		if _, err := f.Fetch(t.Context(), tt.link); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.link, err, tt.want)
		}
	}
}

func TestTwoFetchesShareNoCookie(t *testing.T) {
	var sent atomic.Int32
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "" {
			sent.Add(1)
		}
		http.SetCookie(w, &http.Cookie{Name: "reader", Value: "7"})
		io.WriteString(w, hello)
	})
	for range 2 {
		if _, err := f.Fetch(t.Context(), url); err != nil {
			t.Fatal(err)
		}
	}
	if sent.Load() > 0 {
		t.Error("the cookie of the first fetch came back in the second")
	}
}

// zeros is an endless body.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestFetchStopsAtItsCaps(t *testing.T) {
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	io.Copy(w, io.LimitReader(zeros{}, 200<<20))
	w.Close()
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/big":
			io.Copy(w, io.LimitReader(zeros{}, 200<<20))
		case "/declared":
			w.Header().Set("Content-Length", fmt.Sprint(200<<20))
			io.WriteString(w, hello)
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		case "/twice":
			w.Header().Set("Content-Encoding", "gzip, gzip")
			w.Write(pack("gzip", bomb.Bytes()))
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			w.Write(pack("br", make([]byte, 30<<20)))
		}
	})
	for _, name := range []string{"/big", "/declared", "/bomb", "/twice", "/brotli"} {
		if _, err := f.Fetch(t.Context(), url+name); !errors.Is(err, news.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFetchEndsWithinItsDeadline(t *testing.T) {
	f, url := local(t, Options{Timeout: 200 * time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/drip":
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				io.WriteString(w, "<p>")
				w.(http.Flusher).Flush()
				time.Sleep(5 * time.Millisecond)
			}
		case "/round":
			time.Sleep(60 * time.Millisecond)
			http.Redirect(w, r, "/round", http.StatusFound)
		default:
			<-r.Context().Done()
		}
	})
	for _, name := range []string{"/drip", "/round", "/silent"} {
		if _, err := f.Fetch(t.Context(), url+name); !errors.Is(err, news.ErrTimeout) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledFetchSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if _, err := f.Fetch(ctx, url); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOneFetchOfASiteAtATime(t *testing.T) {
	var now, most atomic.Int32
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
		io.WriteString(w, hello)
	})
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := f.Fetch(t.Context(), url)
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 {
		t.Errorf("%d at a time", most.Load())
	}
	if len(f.gates.open) != 0 {
		t.Errorf("%d gates left", len(f.gates.open))
	}
}

func TestTheEnvironmentsProxyIsNotAsked(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, hello) })
	if f.transport.Proxy != nil {
		t.Error("the transport asks for a proxy")
	}
	if _, err := f.Fetch(t.Context(), url); err != nil {
		t.Error(err)
	}
}
