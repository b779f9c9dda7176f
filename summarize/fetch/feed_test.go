package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/summarize/news"
)

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title></channel></rss>`

func TestAFeedIsSentAgainOnlyWhenItHasChanged(t *testing.T) {
	version := `W/"7"`
	f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Accept"), "application/rss+xml") {
			t.Errorf("asks for %q", r.Header.Get("Accept"))
		}
		w.Header().Set("ETag", version)
		w.Header().Set("Last-Modified", "Wed, 04 Mar 2026 05:06:07 GMT")
		if r.Header.Get("If-None-Match") == version && r.Header.Get("If-Modified-Since") == "Wed, 04 Mar 2026 05:06:07 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
		io.WriteString(w, rss)
	})
	page, stamp, err := f.Feed(t.Context(), url, news.Stamp{})
	if err != nil || page.Type != "application/xml" || string(page.Body) != rss || stamp != (news.Stamp{ETag: version, Modified: "Wed, 04 Mar 2026 05:06:07 GMT"}) {
		t.Fatalf("%+v, %+v, %v", page, stamp, err)
	}
	if _, _, err := f.Feed(t.Context(), url, stamp); !errors.Is(err, news.ErrUnchanged) {
		t.Errorf("the same version: %v", err)
	}
	version = `"8"`
	if _, again, err := f.Feed(t.Context(), url, stamp); err != nil || again.ETag != version {
		t.Errorf("a new version: %+v, %v", again, err)
	}
}

func TestTheBytesOfAFeedTellItsType(t *testing.T) {
	for _, tt := range []struct{ header, body, want string }{
		{"application/rss+xml", rss, "application/xml"},
		{"text/html", rss, "application/xml"},
		{"text/plain", "\ufeff\n" + rss, "application/xml"},
		{"application/octet-stream", `<feed xmlns="http://www.w3.org/2005/Atom">`, "application/xml"},
		{"text/xml", "<?xml version='1.0'?><?xml-stylesheet href='a.css'?><!-- " + strings.Repeat("x", 3000) + " --><rss>", "application/xml"},
		{"text/xml", "\xff\xfe<\x00r\x00s\x00s\x00>\x00", "application/xml"},
		{"application/feed+json", `{"version":"https://jsonfeed.org/version/1.1"}`, "application/json"},
		{"text/html", hello, "text/html"},
		{"application/rss+xml", hello, "text/html"},
		{"image/png", rss, ""},
		{"application/pdf", "%PDF-1.7", ""},
		{"text/plain", "no feed", ""},
		{"", "", ""},
	} {
		f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = []string{tt.header}
			io.WriteString(w, tt.body)
		})
		page, _, err := f.Feed(t.Context(), url, news.Stamp{})
		if page.Type != tt.want || (tt.want == "") != errors.Is(err, news.ErrType) {
			t.Errorf("%q as %q: %q, %v", tt.body[:min(len(tt.body), 20)], tt.header, page.Type, err)
		}
	}
}

func TestCrawlAsksRobots(t *testing.T) {
	for _, tt := range []struct {
		name, robots string
		status       int
		link         string
		want         error
	}{
		{"no rules", "", 404, "/a", nil},
		{"rules that are kept to oneself", "", 403, "/a", nil},
		{"a site in trouble", "", 503, "/a", news.ErrRobots},
		{"all forbidden", "User-agent: *\nDisallow: /", 200, "/a", news.ErrRobots},
		{"another path", "User-agent: *\nDisallow: /private/", 200, "/a", nil},
		{"this path", "User-agent: *\nDisallow: /private/", 200, "/private/a", news.ErrRobots},
		{"a question", "User-agent: *\nDisallow: /*?print=", 200, "/a?print=1", news.ErrRobots},
		{"us alone", "User-agent: OnRecord\nDisallow: /\n\nUser-agent: *\nDisallow:", 200, "/a", news.ErrRobots},
		{"all but us", "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nAllow: /", 200, "/a", nil},
		{"a longer exception", "User-agent: *\nDisallow: /a\nAllow: /a/open", 200, "/a/open/1", nil},
		{"a page that says it is not there", "<!doctype html><html><title>Not here</title><p>Go home.", 200, "/a", nil},
		{"nothing", "", 200, "/a", nil},
		{"a redirect to what is forbidden", "User-agent: *\nDisallow: /private/", 200, "/to?u=/private/a", news.ErrRobots},
		{"a redirect to what is not", "User-agent: *\nDisallow: /private/", 200, "/to?u=/a", nil},
		{"a redirect without end", "", 404, "/to?u=/loop", news.ErrRedirects},
		{"a redirect to this machine", "", 404, "/to?u=http://10.0.0.1/", news.ErrForbidden},
	} {
		f, url := local(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				w.WriteHeader(tt.status)
				io.WriteString(w, tt.robots)
			case "/to":
				http.Redirect(w, r, r.URL.Query().Get("u"), http.StatusFound)
			case "/loop":
				http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
			default:
				io.WriteString(w, hello)
			}
		})
		page, err := f.Crawl(t.Context(), url+tt.link)
		if !errors.Is(err, tt.want) || err == nil && string(page.Body) != hello {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestRobotsIsAskedOnceADayAndNotForAPersonsLink(t *testing.T) {
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	var mu sync.Mutex
	var asked []string
	f, url := local(t, Options{Now: func() time.Time { return now }}, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL.Path)
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /b")
			return
		}
		io.WriteString(w, hello)
	})
	if _, err := f.Fetch(t.Context(), url+"/b"); err != nil {
		t.Error(err)
	}
	for _, link := range []string{"/a", "/b", "/a"} {
		f.Crawl(t.Context(), url+link)
	}
	now = now.Add(robotsKept + time.Minute)
	f.Crawl(t.Context(), url+"/a")
	if want := []string{"/b", "/robots.txt", "/a", "/a", "/robots.txt", "/a"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
}

func TestTheRulesOfAThousandSitesAreKept(t *testing.T) {
	var r robots
	for i := range robotsSites + 50 {
		r.keep(fmt.Sprint("https://", i, ".example"), rules{})
	}
	if len(r.sites) != robotsSites {
		t.Errorf("%d are kept", len(r.sites))
	}
	if _, ok := r.sites[fmt.Sprint("https://", robotsSites+49, ".example")]; !ok {
		t.Error("the last one is gone")
	}
}
