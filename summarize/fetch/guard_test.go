package fetch

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"onrecord/summarize/news"
)

// nameServer answers every question on a loopback socket: records maps a name to the answers it gives in turn, the
// last one for ever. One answer may hold several addresses, parted by commas.
func nameServer(t *testing.T, records map[string][]string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			name := strings.TrimSuffix(q.Name.String(), ".")
			if list := records[name]; len(list) > 0 {
				head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
				for address := range strings.SplitSeq(list[0], ",") {
					ip := net.ParseIP(address)
					switch four := ip.To4(); {
					case q.Type == dnsmessage.TypeA && four != nil:
						m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: [4]byte(four)}})
					case q.Type == dnsmessage.TypeAAAA && four == nil:
						m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: [16]byte(ip)}})
					}
				}
				if len(m.Answers) > 0 && len(list) > 1 {
					records[name] = list[1:]
				}
			} else {
				m.RCode = dnsmessage.RCodeNameError
			}
			if out, err := m.Pack(); err == nil {
				conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: nameServerAt(conn.LocalAddr().String())}
}

// nameServerAt returns what connects a resolver to a socket of the test.
func nameServerAt(address string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", address)
	}
}

var errStopped = errors.New("stopped by the test")

// watched returns a Fetcher that asks resolver, and the addresses that its guard let through. Nothing is dialled.
func watched(t *testing.T, resolver *net.Resolver) (*Fetcher, *[]string) {
	t.Helper()
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	reached := &[]string{}
	f.dialer.Resolver = resolver
	f.dialer.Control = func(network, address string, c syscall.RawConn) error {
		if err := f.guard.control(network, address, c); err != nil {
			return err
		}
		*reached = append(*reached, address)
		return errStopped
	}
	return f, reached
}

func TestNoFormOfAForbiddenAddressIsReached(t *testing.T) {
	forms := forbidden()
	if len(forms) < 150 {
		t.Fatalf("only %d forms", len(forms))
	}
	records := map[string][]string{}
	for i, ip := range privateAddresses {
		records["a"+string(rune('a'+i/26))+string(rune('a'+i%26))+".example.com"] = []string{ip}
	}
	for name := range records {
		forms = append(forms, "http://"+name+"/", "https://"+strings.ToUpper(name)+".:8443/")
	}
	f, reached := watched(t, nameServer(t, records))
	seen := map[string]bool{}
	for _, link := range forms {
		if seen[link] {
			t.Errorf("%q is in the table twice", link)
		}
		seen[link] = true
		_, err := f.Fetch(t.Context(), link)
		if !errors.Is(err, news.ErrForbidden) && !errors.Is(err, news.ErrNotALink) {
			t.Errorf("%q: %v", link, err)
		}
	}
	if len(*reached) > 0 {
		t.Errorf("%d addresses were reached: %q", len(*reached), *reached)
	}
	t.Logf("%d forms, %d reached", len(forms), len(*reached))
}

func TestAPublicAddressIsLetThroughInEveryForm(t *testing.T) {
	f, reached := watched(t, nameServer(t, map[string][]string{
		"news.example.com":                    {"93.184.216.34"},
		"xn--caf-dma.example.com":             {"93.184.216.34"},
		"six.example.com":                     {"2606:2800:220:1:248:1893:25c8:1946"},
		"under_score.example.com":             {"93.184.216.34"},
		"1.2.3.example.com":                   {"93.184.216.34"},
		"0x.example.com":                      {"93.184.216.34"},
		"127.0.0.1.example.com":               {"93.184.216.34"},
		"xn--fiqs8s.xn--fiqs8s.example.co.uk": {"93.184.216.34"},
	}))
	for _, link := range []string{
		"http://news.example.com", "https://news.example.com/a", "HTTP://NEWS.EXAMPLE.COM:8080/a", "https://news.example.com.:8443",
		"http://user:secret@news.example.com/", " https://news.example.com/ ", "https://café.example.com/", "https://caf%C3%A9.example.com/",
		"http://news。example。com/", "http://ｎｅｗｓ.example.com/", "http://six.example.com/", "http://under_score.example.com/",
		"http://1.2.3.example.com/", "http://0x.example.com/", "http://127.0.0.1.example.com/", "http://中国.中国.example.co.uk/",
		"http://93.184.216.34/", "http://[2606:2800:220:1:248:1893:25c8:1946]:80/", "http://[::ffff:93.184.216.34]/",
	} {
		*reached = nil
		if _, err := f.Fetch(t.Context(), link); !errors.Is(err, errStopped) || len(*reached) == 0 {
			t.Errorf("%q: reached %q, %v", link, *reached, err)
		}
	}
}

func TestANameThatChangesItsMindIsRefused(t *testing.T) {
	f, reached := watched(t, nameServer(t, map[string][]string{"twice.example.com": {"93.184.216.34", "10.0.0.7"}}))
	if _, err := f.Fetch(t.Context(), "http://twice.example.com/"); !errors.Is(err, errStopped) {
		t.Fatalf("first: %v", err)
	}
	if _, err := f.Fetch(t.Context(), "http://twice.example.com/"); !errors.Is(err, news.ErrForbidden) {
		t.Errorf("second: %v", err)
	}
	if len(*reached) != 1 {
		t.Errorf("reached %q", *reached)
	}
}

// TestOfAMixedAnswerOnlyThePublicAddressesAreTried has names whose one answer holds public and private addresses.
func TestOfAMixedAnswerOnlyThePublicAddressesAreTried(t *testing.T) {
	const public, public6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
	records := map[string][]string{}
	for i, ip := range privateAddresses {
		at := string(rune('a'+i/26)) + string(rune('a'+i%26)) + ".example.com"
		records["first."+at] = []string{ip + "," + public + "," + public6}
		records["last."+at] = []string{public6 + "," + public + "," + ip}
		records["twice."+at] = []string{ip + "," + public + ",10.0.0.7,::1,fd00:ec2::254"}
	}
	f, reached := watched(t, nameServer(t, records))
	for name := range records {
		if _, err := f.Fetch(t.Context(), "http://"+name+"/"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, address := range *reached {
		if host, _, _ := net.SplitHostPort(address); host != public && host != public6 {
			t.Errorf("%s was tried", address)
		}
	}
	if len(*reached) < len(records) {
		t.Errorf("the public addresses of %d names were tried %d times", len(records), len(*reached))
	}
}

func TestWhatIsAllowedIsReachedOnAnyPort(t *testing.T) {
	for _, tt := range []struct {
		allow, link string
		want        bool
	}{
		{"127.0.0.1", "http://127.0.0.1:1/", true},
		{"127.0.0.1", "http://[::ffff:127.0.0.1]:1/", true},
		{"127.0.0.1", "http://127.0.0.2/", false},
		{"10.0.0.0/8", "http://10.9.8.7:6543/", true},
		{"10.0.0.0/8", "http://11.9.8.7:6543/", false},
		{"fd00::/8", "http://[fd12::1]:99/", true},
		{"::1", "http://[::1]:99/", true},
		{"::1", "http://127.0.0.1/", false},
		{"wiki.internal", "http://wiki.internal:3000/", true},
		{"Wiki.Internal.", "http://wiki.internal:3000/", true},
		{"wiki.internal", "http://deep.wiki.internal/", false},
	} {
		g, err := newGuard([]string{tt.allow})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.parse(tt.link); (err == nil) != tt.want {
			t.Errorf("allow %s, %s: %v", tt.allow, tt.link, err)
		}
	}
	for _, bad := range []string{"", "http://wiki.internal", "10.0.0.0/99", "127.1", "wiki:80", "a b"} {
		if _, err := New(Options{Allow: []string{bad}}); err == nil {
			t.Errorf("allow %q was taken", bad)
		}
	}
}

func FuzzLink(f *testing.F) {
	for _, link := range forbidden() {
		f.Add(link)
	}
	f.Add("https://news.example.com/a?b=c#d")
	f.Add("https://café.example.com:8443")
	f.Fuzz(func(t *testing.T, link string) {
		g, err := newGuard(nil)
		if err != nil {
			t.Fatal(err)
		}
		u, err := g.parse(link)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || private(u.Hostname()) && !strings.Contains(u.Hostname(), ":") {
			t.Fatalf("%q became %q", link, u)
		}
		again, err := g.parse(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q became %q, then %v, %v", link, u, again, err)
		}
	})
}
