package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"time"

	"golang.org/x/net/publicsuffix"

	"onrecord/summarize/news"
)

// Options says what a [Fetcher] may do. The zero value is safe and serves the public web.
type Options struct {
	Allow   []string // hosts, IP addresses and CIDR ranges that are reached whatever the guard thinks, on any port
	Version string   // goes into the User-Agent
	Contact string   // where a site's owner can complain, a URL or an address; goes into the User-Agent

	Timeout   time.Duration // for one whole fetch with its redirects; 15 s where zero
	MaxBytes  int64         // of a page after decompression; 10 MB where zero
	MaxWire   int64         // of a page as it is sent; 5 MB where zero
	Redirects int           // followed at most; 8 where zero
	PerHost   int           // connections to one host, and fetches of one site, at a time; 1 where zero

	Now func() time.Time // time.Now where nil
}

// Fetcher gets pages from the web. It is safe for concurrent use.
type Fetcher struct {
	opts      Options
	agent     string
	guard     *guard
	gates     gates
	robots    robots
	dialer    *net.Dialer // guarded
	transport *http.Transport
}

// New returns a Fetcher. It fails where Allow holds something that is no host, address or range.
func New(o Options) (*Fetcher, error) {
	g, err := newGuard(o.Allow)
	if err != nil {
		return nil, err
	}
	setDefault(&o.Timeout, 15*time.Second)
	setDefault(&o.MaxBytes, 10<<20)
	setDefault(&o.MaxWire, 5<<20)
	setDefault(&o.Redirects, 8)
	setDefault(&o.PerHost, 1)
	if o.Now == nil {
		o.Now = time.Now
	}
	f := &Fetcher{opts: o, guard: g, agent: userAgent(o)}
	f.gates.each = o.PerHost
	f.dialer = &net.Dialer{Timeout: o.Timeout, Control: g.control}
	f.transport = &http.Transport{
		Proxy:                  nil, // a proxy from the environment would dial for us, past the guard
		DialContext:            f.dial,
		DisableCompression:     true, // unpacked here, under a cap
		ForceAttemptHTTP2:      true,
		MaxConnsPerHost:        o.PerHost,
		MaxIdleConns:           32,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    o.Timeout,
		MaxResponseHeaderBytes: 256 << 10,
	}
	return f, nil
}

// setDefault gives *v a value where it has none.
func setDefault[T ~int | ~int64](v *T, value T) {
	if *v <= 0 {
		*v = value
	}
}

// product is our name, in the User-Agent and in the robots.txt of sites.
const product = "OnRecord"

func userAgent(o Options) string {
	agent := product
	if o.Version != "" {
		agent += "/" + o.Version
	}
	if o.Contact != "" {
		agent += " (+" + o.Contact + ")"
	}
	return agent
}

// Fetch gets the page behind link. Its errors wrap news.ErrNotALink, ErrForbidden, ErrUnreachable, ErrTimeout,
// ErrRedirects, ErrTooLarge or ErrType, or are a [news.StatusError]; where the caller's context ended, its error.
func (f *Fetcher) Fetch(ctx context.Context, link string) (news.Page, error) {
	page, _, err := f.get(ctx, link, request{accept: pages, settle: readable})
	return page, err
}

// Feed gets the feed behind link, of type application/xml or application/json, or the page of type text/html that stands
// in its place and may link to one. had is what came with the version that the caller has: where there is no newer one
// the error is news.ErrUnchanged. What comes with this version is returned. The other errors are those of [Fetcher.Fetch].
func (f *Fetcher) Feed(ctx context.Context, link string, had news.Stamp) (news.Page, news.Stamp, error) {
	return f.get(ctx, link, request{accept: feeds, settle: feedType, had: had})
}

// Crawl gets a page that nobody asked for by its link. It asks robots.txt first, of the site of every redirect too, and
// returns news.ErrRobots where that does not want us. The other errors are those of [Fetcher.Fetch].
func (f *Fetcher) Crawl(ctx context.Context, link string) (news.Page, error) {
	page, _, err := f.get(ctx, link, request{accept: pages, settle: readable, obey: true})
	return page, err
}

// What is asked for, in the Accept header.
const (
	pages = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1"
	feeds = "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.2, */*;q=0.1"
)

// request is how a link is to be fetched.
type request struct {
	accept string
	settle func(header, name string, body []byte) (kind, charset string, err error) // the type of what came
	had    news.Stamp
	obey   bool // robots.txt
}

// get fetches link and words its error.
func (f *Fetcher) get(ctx context.Context, link string, r request) (news.Page, news.Stamp, error) {
	page, stamp, err := f.fetch(ctx, link, r)
	if err != nil {
		return news.Page{}, news.Stamp{}, fmt.Errorf("fetch: %w", reason(ctx, err))
	}
	return page, stamp, nil
}

func (f *Fetcher) fetch(ctx context.Context, link string, r request) (page news.Page, stamp news.Stamp, err error) {
	u, err := f.guard.parse(link)
	if err != nil {
		return page, stamp, err
	}
	leave, err := f.gates.enter(ctx, site(u))
	if err != nil {
		return page, stamp, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, f.opts.Timeout) // a wait for one's turn is not the site's fault
	defer cancel()

	res, err := f.answer(ctx, u, r)
	if err != nil {
		return page, stamp, err
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusNotModified && r.had != (news.Stamp{}) {
		return page, stamp, news.ErrUnchanged
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return page, stamp, news.StatusError{Code: res.StatusCode}
	}
	page, err = f.read(res, r)
	return page, news.Stamp{ETag: res.Header.Get("ETag"), Modified: res.Header.Get("Last-Modified")}, err
}

// answer asks for u and follows redirects.
func (f *Fetcher) answer(ctx context.Context, u *url.URL, r request) (*http.Response, error) {
	client := f.client()
	if !r.obey {
		return f.ask(ctx, client, u, r)
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for range f.opts.Redirects + 1 {
		if err := f.permitted(ctx, u); err != nil {
			return nil, err
		}
		res, err := f.ask(ctx, client, u, r)
		if err != nil {
			return nil, err
		}
		next, err := res.Location()
		if res.StatusCode < 301 || res.StatusCode > 308 || res.StatusCode == http.StatusNotModified || err != nil {
			return res, nil
		}
		res.Body.Close()
		if u, err = f.guard.parse(next.String()); err != nil {
			return nil, fmt.Errorf("redirect: %w", err)
		}
	}
	return nil, news.ErrRedirects
}

// ask sends one request.
func (f *Fetcher) ask(ctx context.Context, client *http.Client, u *url.URL, r request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, news.ErrNotALink
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", r.accept)
	req.Header.Set("Accept-Encoding", "gzip, deflate, br")
	if r.had.ETag != "" {
		req.Header.Set("If-None-Match", r.had.ETag)
	}
	if r.had.Modified != "" {
		req.Header.Set("If-Modified-Since", r.had.Modified)
	}
	return client.Do(req)
}

// client returns a client for one fetch. Its cookies, without which some sites redirect for ever, end with it.
func (f *Fetcher) client() *http.Client {
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		jar = nil // cannot be: New returns no error
	}
	return &http.Client{Transport: f.transport, Jar: jar, CheckRedirect: f.redirect}
}

// redirect holds every hop to the rules of the first link.
func (f *Fetcher) redirect(req *http.Request, via []*http.Request) error {
	if len(via) > f.opts.Redirects {
		return news.ErrRedirects
	}
	u, err := f.guard.parse(req.URL.String())
	if err != nil {
		return fmt.Errorf("redirect: %w", err)
	}
	req.URL, req.Host = u, ""
	req.Header.Del("Referer")
	return nil
}

// dial connects through the guard, except to a host that was allowed by name.
func (f *Fetcher) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err == nil && f.guard.hosts[host] {
		free := *f.dialer
		free.Control = nil
		return free.DialContext(ctx, network, address)
	}
	return f.dialer.DialContext(ctx, network, address)
}

// site is the domain that one owner registered, or the host where there is none.
func site(u *url.URL) string {
	if domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return domain
	}
	return u.Host
}
