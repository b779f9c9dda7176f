package fetch

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"onrecord/summarize/news"
)

// house is what the guard guards: a server on this machine, in both families where there are two, that counts every
// connection, whether anything is asked on it or not.
type house struct {
	port   string
	visits atomic.Int64
}

// openHouse opens a house on a port that is held to be one of the web, so that only its address can keep it from being
// reached.
func openHouse(t *testing.T) *house {
	t.Helper()
	h := &house{}
	first, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, h.port, _ = net.SplitHostPort(first.Addr().String())
	number := uint16(first.Addr().(*net.TCPAddr).Port)
	ports[number] = true
	t.Cleanup(func() { delete(ports, number) })
	listeners := []net.Listener{first}
	if second, err := net.Listen("tcp6", "[::1]:"+h.port); err == nil {
		listeners = append(listeners, second)
	}
	for _, l := range listeners {
		s := &httptest.Server{Listener: l, Config: &http.Server{
			Handler:   http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, hello) }),
			ConnState: func(_ net.Conn, state http.ConnState) { h.visits.Add(b2i(state == http.StateNew)) },
		}}
		s.Start()
		t.Cleanup(s.Close)
	}
	return h
}

func b2i(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// here lists the ways to write a host that have been known to lead to this machine.
var here = []string{
	"127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0x7F.0x0.0x0.0x1", "0177.0.0.1", "0x7f.1", "127.0.0.0x1", "0", "0.0.0.0", "00000177.0.0.01",
	"127.0.0.1.", "127.0.0.1..", "localhost", "LOCALHOST", "localhost.", "LocalHost.LocalDomain", "app.localhost", "ip6-localhost", "1.0.0.127.in-addr.arpa.localhost",
	"１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "①②⑦.⓪.⓪.①", "𝟏𝟐𝟕.𝟎.𝟎.𝟏", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loc\u00adalhost", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "%6c%6f%63alhost", "127.0.0.1%00.example.com",
	"[::1]", "[0:0:0:0:0:0:0:1]", "[::0001]", "[::]", "[::ffff:127.0.0.1]", "[::FFFF:7F00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]",
	"[2001:0:0:0:0:0:80ff:fffe]", "[::1%25lo]", "[::1%lo]", "[fe80::1%25lo]", "[2606:4700::5efe:127.0.0.1]", "loop.example.com", "loop6.example.com", "mapped.example.com", "zero.example.com", "LOOP.example.com.", "lo.op.example.com",
}

// loops are names of the public web that lead to this machine.
func loops() map[string][]string {
	return map[string][]string{
		"loop.example.com": {"127.0.0.1"}, "loop6.example.com": {"::1"}, "mapped.example.com": {"::ffff:127.0.0.1"}, "zero.example.com": {"0.0.0.0"}, "lo.op.example.com": {"127.0.0.1,::1"},
	}
}

// wrapped are links to a host and port with something around them that has confused somebody.
var wrapped = []string{
	"http://%s:%s/", "https://%s:%s/", "HTTP://%s:%s/", "http://news.example.com@%s:%s/", "http://news.example.com:80@%s:%s/", "http://news.example.com%%2f@%s:%s/#@news.example.com", "http://%s:%s\\@news.example.com/",
	"http://a@b@%s:%s/", " http://%s:%s/\t", "http://@%s:%s?x", "http:\\\\%s:%s\\", "//%s:%s/", "http://%[1]s:0%[2]s/",
}

// TestNobodyInTheHouseIsVisited asks for this machine in hundreds of forms, in the three ways to ask, and looks in the
// house for whoever came. Then it lets one in, to show that the door works.
func TestNobodyInTheHouseIsVisited(t *testing.T) {
	h := openHouse(t)
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	f.dialer.Resolver = nameServer(t, loops())
	forms := 0
	for _, host := range here {
		for _, around := range wrapped {
			forms++
			link := fmt.Sprintf(around, host, h.port)
			for _, err := range ask(t, f, link) {
				if !errors.Is(err, news.ErrForbidden) && !errors.Is(err, news.ErrNotALink) && !errors.Is(err, news.ErrRobots) {
					t.Errorf("%q: %v", link, err)
				}
			}
			if h.visits.Load() > 0 {
				t.Fatalf("%q reached the house", link)
			}
		}
	}
	t.Logf("%d forms, %d visits", forms, h.visits.Load())
	if forms < 150 {
		t.Errorf("only %d forms", forms)
	}
	open, err := New(Options{Allow: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open.Fetch(t.Context(), "http://127.0.0.1:"+h.port); err != nil || h.visits.Load() != 1 {
		t.Errorf("who is let in is not counted: %d visits, %v", h.visits.Load(), err)
	}
}

// ask asks for a link in each of the ways that the program has.
func ask(t *testing.T, f *Fetcher, link string) []error {
	_, fetched := f.Fetch(t.Context(), link)
	_, _, fed := f.Feed(t.Context(), link, news.Stamp{})
	_, crawled := f.Crawl(t.Context(), link)
	return []error{fetched, fed, crawled}
}

// openDoor serves a site that is public as far as the guard knows, under a name that is allowed, and returns its address.
func openDoor(t *testing.T, h http.HandlerFunc) (*Fetcher, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	f, err := New(Options{Allow: []string{"public.example.com"}})
	if err != nil {
		t.Fatal(err)
	}
	records := loops()
	records["public.example.com"] = []string{"127.0.0.1"}
	f.dialer.Resolver = nameServer(t, records)
	t.Cleanup(f.transport.CloseIdleConnections)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	return f, "http://public.example.com:" + port
}

// TestNoRedirectLeadsIntoTheHouse has a public site redirect to this machine with every status and every form of address,
// at once, over two hops, and from its robots.txt.
func TestNoRedirectLeadsIntoTheHouse(t *testing.T) {
	h := openHouse(t)
	f, door := openDoor(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		status := http.StatusFound
		fmt.Sscan(q.Get("status"), &status)
		switch {
		case r.URL.Path == "/robots.txt":
			w.WriteHeader(http.StatusNotFound)
			return
		case r.URL.Path == "/twice":
			w.Header().Set("Location", "/once?"+r.URL.RawQuery)
		default:
			w.Header()["Location"] = []string{q.Get("to")}
		}
		w.WriteHeader(status)
	})
	tried := 0
	for _, host := range here {
		for _, around := range []string{"http://%s:%s/", "//%s:%s/", "https://%s:%s/", "http://public.example.com@%s:%s/", "/\\%s:%s/", "\\\\%s:%s/", "http:%s:%s/"} {
			to := fmt.Sprintf(around, host, h.port)
			status := []int{301, 302, 303, 307, 308}[tried%5]
			for _, path := range []string{"/once", "/twice"} {
				tried++
				link := fmt.Sprintf("%s%s?status=%d&to=%s", door, path, status, escape(to))
				for _, err := range ask(t, f, link) {
					if err == nil {
						t.Errorf("%d to %q: no error", status, to)
					}
				}
			}
			if h.visits.Load() > 0 {
				t.Fatalf("%d to %q reached the house", status, to)
			}
		}
	}
	for _, status := range []int{300, 301, 302, 303, 304, 305, 306, 307, 308, 201, 202, 401, 503} {
		for _, to := range []string{"http://127.0.0.1:" + h.port, "http://loop.example.com:" + h.port, "file:///etc/hostname", "gopher://127.0.0.1:" + h.port + "/_x", "data:text/html,<p>x", "jar:http://127.0.0.1:" + h.port + "!/", "http://127.0.0.1:22/"} {
			tried++
			ask(t, f, fmt.Sprintf("%s/once?status=%d&to=%s", door, status, escape(to)))
		}
	}
	if h.visits.Load() > 0 {
		t.Errorf("%d visits", h.visits.Load())
	}
	t.Logf("%d redirects, each asked for in three ways, %d visits", tried, h.visits.Load())
}

func escape(s string) string {
	return strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", " ", "%20", "\t", "%09", "+", "%2B", ";", "%3B").Replace(s)
}

func TestARobotsFileDoesNotLeadIntoTheHouse(t *testing.T) {
	h := openHouse(t)
	f, door := openDoor(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.Redirect(w, r, "http://127.0.0.1:"+h.port+"/robots.txt", http.StatusFound)
			return
		}
		io.WriteString(w, hello)
	})
	if _, err := f.Crawl(t.Context(), door); !errors.Is(err, news.ErrRobots) || h.visits.Load() > 0 {
		t.Errorf("%d visits, %v", h.visits.Load(), err)
	}
}

// TestOnlyRedirectsAreFollowed has a page and its headers point at this machine in every way that browsers follow.
func TestOnlyRedirectsAreFollowed(t *testing.T) {
	h := openHouse(t)
	var asked atomic.Int64
	at := "http://127.0.0.1:" + h.port + "/"
	f, door := openDoor(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		for name, value := range map[string]string{
			"Refresh": "0; url=" + at, "Link": "<" + at + ">; rel=preload; as=style, <" + at + ">; rel=canonical", "Content-Location": at, "Alt-Svc": `http/1.1="127.0.0.1:` + h.port + `"`,
			"Content-Security-Policy": "default-src 'none'; report-uri " + at, "Report-To": `{"group":"a","max_age":9,"endpoints":[{"url":"` + at + `"}]}`, "SourceMap": at, "X-Accel-Redirect": at, "Content-Type": "text/html",
		} {
			w.Header().Set(name, value)
		}
		fmt.Fprintf(w, `<!doctype html><html manifest="%[1]s"><base href="%[1]s"><meta http-equiv=refresh content="0; url=%[1]s"><link rel=canonical href="%[1]s"><link rel=amphtml href="%[1]s"><link rel=next href="%[1]s?page=2">
			<link rel=preload href="%[1]s"><link rel=dns-prefetch href="%[1]s"><link rel=stylesheet href="%[1]s"><link rel=icon href="%[1]s"><script src="%[1]s"></script><img src="%[1]s" srcset="%[1]s 2x"><iframe src="%[1]s"></iframe><video poster="%[1]s" src="%[1]s"></video>
			<object data="%[1]s"></object><form action="%[1]s"></form><style>@import url(%[1]s); p { background: url(%[1]s) }</style><script>location = "%[1]s"</script><p>The ferry leaves at nine.</p>`, at)
	})
	if _, err := f.Fetch(t.Context(), door); err != nil {
		t.Error(err)
	}
	if asked.Load() != 1 || h.visits.Load() > 0 {
		t.Errorf("the site was asked %d times, the house visited %d times", asked.Load(), h.visits.Load())
	}
}

// TestANameThatChangesItsMindBetweenTwoHopsIsRefused has a site lead to itself while its name server turns it round.
func TestANameThatChangesItsMindBetweenTwoHopsIsRefused(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close") // so that the next hop has to ask for the name again
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer s.Close()
	number := uint16(s.Listener.Addr().(*net.TCPAddr).Port)
	ports[number] = true
	defer delete(ports, number)
	f, err := New(Options{Allow: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	f.dialer.Resolver = nameServer(t, map[string][]string{"twice.example.com": {"127.0.0.1", "10.0.0.7"}})
	var reached []string
	f.dialer.Control = func(network, address string, c syscall.RawConn) error {
		err := f.guard.control(network, address, c)
		if err == nil {
			reached = append(reached, address)
		}
		return err
	}
	_, err = f.Fetch(t.Context(), fmt.Sprintf("http://twice.example.com:%d/", number))
	if !errors.Is(err, news.ErrForbidden) || len(reached) != 1 || reached[0] != s.Listener.Addr().String() {
		t.Errorf("reached %q, %v", reached, err)
	}
}
