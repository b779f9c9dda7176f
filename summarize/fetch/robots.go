package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"onrecord/summarize/news"
)

// What RFC 9309 has to say: for how long a robots.txt may be kept, and how much of it must be read. One that could not
// be had forbids everything, and is asked for again soon.
const (
	robotsKept  = 24 * time.Hour
	robotsRetry = 15 * time.Minute
	robotsRead  = 500 << 10
	robotsSites = 1000
)

// robots remembers what the robots.txt of sites say to us. The zero value is empty.
type robots struct {
	mu    sync.Mutex
	sites map[string]rules // scheme and host →
}

type rules struct {
	group *robotstxt.Group // nil where nothing may be read
	until time.Time
}

// permitted returns news.ErrRobots where the site of u asks us not to crawl u.
func (f *Fetcher) permitted(ctx context.Context, u *url.URL) error {
	key := u.Scheme + "://" + u.Host
	now := f.opts.Now()
	f.robots.mu.Lock()
	r, ok := f.robots.sites[key]
	f.robots.mu.Unlock()
	if !ok || now.After(r.until) {
		var err error
		if r, err = f.rulesOf(ctx, key, now); err != nil {
			return err
		}
		f.robots.keep(key, r)
	}
	if r.group == nil || !r.group.Test(u.RequestURI()) {
		return fmt.Errorf("%w: %s", news.ErrRobots, u.Host)
	}
	return nil
}

// rulesOf reads a robots.txt. It fails only where the caller's time is over.
func (f *Fetcher) rulesOf(ctx context.Context, site string, now time.Time) (rules, error) {
	none := rules{until: now.Add(robotsRetry)}
	u, err := f.guard.parse(site + "/robots.txt")
	if err != nil {
		return none, err
	}
	res, err := f.ask(ctx, f.client(), u, request{accept: "text/plain, */*;q=0.1"})
	if err != nil {
		return none, ctx.Err()
	}
	defer res.Body.Close()
	body, err := f.body(res)
	if err != nil && res.StatusCode == http.StatusOK {
		return none, ctx.Err()
	}
	switch {
	case res.StatusCode == http.StatusOK:
	case res.StatusCode >= 400 && res.StatusCode < 500: // the site has no rules
		body = nil
	default:
		return none, nil
	}
	data, err := robotstxt.FromBytes(body[:min(len(body), robotsRead)])
	if err != nil {
		return none, nil
	}
	return rules{group: data.FindGroup(product), until: now.Add(robotsKept)}, nil
}

// keep remembers the rules of a site, at the cost of any other where there are too many.
func (r *robots) keep(site string, of rules) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sites == nil {
		r.sites = map[string]rules{}
	}
	for other := range r.sites {
		if len(r.sites) < robotsSites {
			break
		}
		delete(r.sites, other)
	}
	r.sites[site] = of
}
