package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/temoto/robotstxt"

	"onrecord/summarize/news"
)

// rawSite serves raw bytes: say is called for every connection after a request has come.
func rawSite(t *testing.T, say func(w io.Writer)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				if _, err := c.Read(make([]byte, 4096)); err == nil {
					say(c)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// forever writes a piece again and again until the other side has had enough.
func forever(w io.Writer, head, piece string) {
	_, err := io.WriteString(w, head)
	for block := strings.Repeat(piece, 1+4096/len(piece)); err == nil; {
		_, err = io.WriteString(w, block)
	}
}

// drip writes one byte after the other, slower than any timeout between two of them would notice.
func drip(w io.Writer, head, piece string) {
	_, err := io.WriteString(w, head)
	for i := 0; err == nil; i++ {
		time.Sleep(5 * time.Millisecond)
		_, err = w.Write([]byte{piece[i%len(piece)]})
	}
}

const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

// manners are servers that do not behave, each with the errors that may come of it; none means that a page comes.
var manners = []struct {
	name string
	say  func(w io.Writer)
	want []error
}{
	{"headers a byte at a time", func(w io.Writer) { drip(w, ok, "X-Slow: yes\r\n") }, []error{news.ErrTimeout}},
	{"a status line a byte at a time", func(w io.Writer) { drip(w, "", "HTTP/1.1 200 OK and so on and on ") }, []error{news.ErrTimeout}},
	{"a body a byte at a time", func(w io.Writer) { drip(w, ok+"\r\n", "<p>The ferry leaves at nine. ") }, []error{news.ErrTimeout}},
	{"chunks a byte at a time", func(w io.Writer) { drip(w, ok+"Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n") }, []error{news.ErrTimeout}},
	{"a redirect whose body does not come", func(w io.Writer) {
		drip(w, "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 900000\r\n\r\n", "x")
	}, []error{news.ErrTimeout, news.ErrRedirects}},
	{"headers without end", func(w io.Writer) { forever(w, ok, "X-A: a\r\n") }, []error{news.ErrUnreachable}},
	{"one header without end", func(w io.Writer) { forever(w, ok+"X-A: ", "a") }, []error{news.ErrUnreachable}},
	{"a status without end", func(w io.Writer) { forever(w, "HTTP/1.1 200 ", "OK ") }, []error{news.ErrUnreachable}},
	{"hints without end", func(w io.Writer) {
		forever(w, "", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")
	}, []error{news.ErrUnreachable}},
	{"cookies without end", func(w io.Writer) { forever(w, ok, "Set-Cookie: a=b\r\n") }, []error{news.ErrUnreachable}},
	{"chunks without end", func(w io.Writer) { forever(w, ok+"Transfer-Encoding: chunked\r\n\r\n", "6\r\n<p>abc\r\n") }, []error{news.ErrTooLarge, news.ErrUnreachable}},
	{"extensions of chunks without end", func(w io.Writer) {
		forever(w, ok+"Transfer-Encoding: chunked\r\n\r\n", "1;"+strings.Repeat("x", 900)+"\r\na\r\n")
	}, []error{news.ErrTooLarge, news.ErrUnreachable}},
	{"a chunk of 2^64 bytes", func(w io.Writer) {
		forever(w, ok+"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "x")
	}, []error{news.ErrTooLarge, news.ErrUnreachable}},
	{"a trailer without end", func(w io.Writer) {
		forever(w, ok+"Transfer-Encoding: chunked\r\nTrailer: X-A\r\n\r\n3\r\n<p>\r\n0\r\n", "X-A: a\r\n")
	}, []error{news.ErrUnreachable, nil}},
	{"a body without end", func(w io.Writer) { forever(w, ok+"\r\n", "<p>The ferry leaves at nine. ") }, []error{news.ErrTooLarge}},
	{"a redirect with a body without end", func(w io.Writer) { forever(w, "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", "x") }, []error{news.ErrRedirects}},
	{"an error with a body without end", func(w io.Writer) { forever(w, "HTTP/1.1 500 No\r\n\r\n", "x") }, []error{news.StatusError{Code: 500}}},
	{"more promised than sent", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: 900\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"more sent than promised", func(w io.Writer) {
		fmt.Fprintf(w, "%sContent-Length: %d\r\n\r\n%s%s", ok, len(hello), hello, "HTTP/1.1 200 OK\r\n\r\n<p>Another page.")
	}, nil},
	{"far more promised than is taken", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: 99999999999\r\n\r\n"+hello) }, []error{news.ErrTooLarge}},
	{"a length below nought", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: -1\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"a length that is no number", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: ten\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"two lengths", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: 5\r\nContent-Length: 60\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"a length of 2^64", func(w io.Writer) { io.WriteString(w, ok+"Content-Length: 18446744073709551616\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"nothing", func(io.Writer) {}, []error{news.ErrUnreachable}},
	{"another protocol", func(w io.Writer) { io.WriteString(w, "SSH-2.0-OpenSSH_9.6\r\n") }, []error{news.ErrUnreachable}},
	{"a version of its own", func(w io.Writer) { io.WriteString(w, "HTTP/9.9 200 OK\r\n\r\n"+hello) }, []error{news.ErrUnreachable, nil}},
	{"a page without a head", func(w io.Writer) { io.WriteString(w, hello) }, []error{news.ErrUnreachable}},
	{"null bytes in a header", func(w io.Writer) { io.WriteString(w, ok+"X-\x00A: \x00\r\n\r\n"+hello) }, []error{news.ErrUnreachable}},
	{"another protocol after an upgrade", func(w io.Writer) {
		io.WriteString(w, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"+hello)
	}, []error{news.StatusError{Code: 101}, news.ErrUnreachable}},
	{"a status below all others", func(w io.Writer) { io.WriteString(w, "HTTP/1.1 000 No\r\n\r\n"+hello) }, []error{news.ErrUnreachable, news.StatusError{}}},
}

// TestAServerWithoutMannersIsLeft meets every server in every way that there is to ask. Each ask ends by itself, far
// within the time that the test would be given, and with no more bytes than the caps.
func TestAServerWithoutMannersIsLeft(t *testing.T) {
	for _, m := range manners {
		t.Run(m.name, func(t *testing.T) {
			patience := 30 * time.Second // never over where another cap has to end it
			if slices.Contains(m.want, news.ErrTimeout) {
				patience = 200 * time.Millisecond
			}
			f, err := New(Options{Allow: []string{"127.0.0.1"}, Timeout: patience, Redirects: 3, MaxWire: 1 << 20, MaxBytes: 2 << 20})
			if err != nil {
				t.Fatal(err)
			}
			defer f.transport.CloseIdleConnections()
			link := rawSite(t, m.say)
			before := allocated()
			page, err := f.Fetch(t.Context(), link)
			known := err == nil && m.want == nil
			for _, want := range m.want {
				known = known || errors.Is(err, want) && (want != nil || err == nil)
			}
			if !known || err == nil && len(page.Body) > len(hello) {
				t.Errorf("%d bytes, error %v, want %v", len(page.Body), err, m.want)
			}
			if took := allocated() - before; took > 64<<20 {
				t.Errorf("%d MB were allocated", took>>20)
			}
			f.Feed(t.Context(), link, news.Stamp{})
			f.Crawl(t.Context(), link)
		})
	}
}

func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func TestASilentServerOrNameServerIsLeft(t *testing.T) {
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, and says nothing on them
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, link := range []string{"http://" + l.Addr().String(), "https://" + l.Addr().String(), "http://silent.example.com/"} {
		f, err := New(Options{Allow: []string{"127.0.0.1"}, Timeout: 200 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		f.dialer.Resolver = &net.Resolver{PreferGo: true, Dial: nameServerAt(silent.LocalAddr().String())}
		if _, err := f.Fetch(t.Context(), link); !errors.Is(err, news.ErrTimeout) {
			t.Errorf("%s: %v", link, err)
		}
	}
}

// packedBombs are bodies that grow when they are unpacked, or never do.
func packedBombs() map[string]struct {
	coding string
	body   []byte
	want   error
} {
	zeros := make([]byte, 12<<20)
	long := append([]byte{0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0}, bytes.Repeat([]byte("n"), 4<<20)...) // a file name without end
	empty := bytes.Repeat(pack("gzip", nil), 100_000)
	quine := pack("gzip", pack("gzip", pack("gzip", zeros)))
	return map[string]struct {
		coding string
		body   []byte
		want   error
	}{
		"gzip":                      {"gzip", pack("gzip", zeros), news.ErrTooLarge},
		"deflate":                   {"deflate", pack("deflate", zeros), news.ErrTooLarge},
		"deflate without a head":    {"deflate", pack("raw", zeros), news.ErrTooLarge},
		"brotli":                    {"br", pack("br", zeros), news.ErrTooLarge},
		"gzip in gzip":              {"gzip, gzip", pack("gzip", pack("gzip", zeros)), news.ErrTooLarge},
		"brotli in gzip":            {"br, gzip", pack("gzip", pack("br", zeros)), news.ErrTooLarge},
		"gzip in brotli":            {"gzip, br", pack("br", pack("gzip", zeros)), news.ErrTooLarge},
		"three times":               {"gzip, gzip, gzip", quine, news.ErrType},
		"three times, told of two":  {"gzip, gzip", quine, news.ErrType},
		"three headers":             {"gzip,gzip,,identity,gzip", quine, news.ErrType},
		"many empty members":        {"gzip", empty, nil},
		"a file name without end":   {"gzip", long, news.ErrType},
		"a broken checksum":         {"gzip", append(pack("gzip", []byte(hello))[:len(pack("gzip", []byte(hello)))-8], 1, 2, 3, 4, 5, 6, 7, 8), news.ErrType},
		"zeros that call it brotli": {"br", make([]byte, 4<<20), news.ErrType},
		"what nobody asked for":     {"zstd", zeros[:1<<20], news.ErrType},
		"a coding of a server":      {"compress", zeros[:1<<20], news.ErrType},
	}
}

func TestABombThatUnpacksIsCutAtTheCap(t *testing.T) {
	for name, b := range packedBombs() {
		f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.Header.Get("Accept-Encoding"), "zstd") {
				t.Error("asks for what it cannot unpack")
			}
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", b.coding)
			w.Write(b.body)
		})
		before := allocated()
		page, err := f.Fetch(t.Context(), url)
		if !errors.Is(err, b.want) || err == nil && len(page.Body) > 10<<20 {
			t.Errorf("%s: %d bytes, %v, want %v", name, len(page.Body), err, b.want)
		}
		if took := allocated() - before; took > 128<<20 { // a body of the cap, as it grows
			t.Errorf("%s: %d MB were allocated", name, took>>20)
		}
	}
}

// FuzzUnpack holds any body in any coding to the cap.
func FuzzUnpack(f *testing.F) {
	for _, coding := range []string{"gzip", "deflate", "raw", "br"} {
		f.Add(strings.Replace(coding, "raw", "deflate", 1), pack(coding, []byte(hello)))
		f.Add(strings.Replace(coding, "raw", "deflate", 1), pack(coding, make([]byte, 100<<10)))
	}
	f.Add("gzip, br", pack("br", pack("gzip", []byte(hello))))
	f.Add("x-gzip,,identity", []byte("\x1f\x8b\x08\x1f\x00"))
	f.Add("zstd", []byte("(\xb5/\xfd"))
	f.Fuzz(func(t *testing.T, coding string, body []byte) {
		const most = 64 << 10
		r, err := unpack(&capped{r: bytes.NewReader(body), left: most}, []string{coding})
		if err != nil {
			return
		}
		out, err := io.ReadAll(&capped{r: r, left: most})
		if len(out) > most || err == nil && coding == "" && !bytes.Equal(out, body) {
			t.Errorf("%d bytes of %d, %v", len(out), len(body), err)
		}
	})
}

// FuzzSettle holds any body under any header to a type that somebody reads, and never takes a picture for a page.
func FuzzSettle(f *testing.F) {
	for _, head := range []string{"", "text/html; charset=utf-16", "text/html; charset=\"", "application/xml", "TEXT/PLAIN;charset=x;charset=y", "image/png", ";;;", "text/html, image/png", "application/octet-stream"} {
		f.Add(head, "/a.md", []byte(hello))
		f.Add(head, "", []byte("%PDF-1.7"))
		f.Add(head, "/feed", []byte(rss))
		f.Add(head, "/a", []byte("\x89PNG\r\n\x1a\n<html>"))
	}
	pages := map[string]bool{"text/html": true, "application/xhtml+xml": true, "text/plain": true, "text/markdown": true, "application/pdf": true}
	feeds := map[string]bool{"application/xml": true, "application/json": true, "text/html": true}
	f.Fuzz(func(t *testing.T, head, name string, body []byte) {
		if kind, _, err := readable(head, name, body); err == nil && (!pages[kind] || bytes.HasPrefix(body, []byte("\x89PNG\r\n\x1a\n"))) || err != nil && !errors.Is(err, news.ErrType) {
			t.Errorf("%q as a page: %q, %v", head, kind, err)
		}
		if kind, _, err := feedType(head, name, body); err == nil && !feeds[kind] || err != nil && !errors.Is(err, news.ErrType) {
			t.Errorf("%q as a feed: %q, %v", head, kind, err)
		}
	})
}

// FuzzRobots reads rules that a stranger wrote.
func FuzzRobots(f *testing.F) {
	for _, s := range []string{"User-agent: *\nDisallow: /", "user-agent:onrecord\nallow: /*a*b*c$\nDisallow: /*?x=", "Sitemap: x\nCrawl-delay: -1\nCrawl-delay: 1e999", "\xef\xbb\xbfUser-agent: \x00\r\rDisallow: [\\", "User-agent: *\nDisallow: " + strings.Repeat("*a", 200)} {
		f.Add([]byte(s), "/a/b?x=1")
	}
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		if data, err := robotstxt.FromBytes(body); err == nil {
			data.FindGroup(product).Test("/" + path)
		}
	})
}
