package llm

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	mostBody  = 1 << 20 // bytes of a response
	mostTries = 3       // after the first
	leastWait = 400 * time.Millisecond
	mostDelay = 8 * time.Second
	leastLeft = 2 * time.Second // of a request's time, for another try to be worth it
)

// patient makes an HTTP client that asks again where that may help: a connection that failed, 429 and 5xx, after the
// time that the server names, or a growing one, with jitter. What would take longer than the request may is given up at once.
func patient(base http.RoundTripper) *http.Client {
	if base == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.ResponseHeaderTimeout = 40 * time.Second
		base = t
	}
	r := retryablehttp.NewClient()
	r.HTTPClient = &http.Client{Transport: &bounded{base}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r.Logger = nil
	r.RetryMax = mostTries
	r.RetryWaitMin, r.RetryWaitMax = leastWait, mostDelay
	r.Backoff = func(least, most time.Duration, n int, res *http.Response) time.Duration {
		wait := retryablehttp.DefaultBackoff(least, most, n, res)
		return wait + time.Duration(rand.Int64N(int64(wait/4+1)))
	}
	r.CheckRetry = func(ctx context.Context, res *http.Response, err error) (bool, error) {
		again, fault := retryablehttp.DefaultRetryPolicy(ctx, res, err)
		if !again {
			return false, fault
		}
		wait := retryablehttp.DefaultBackoff(leastWait, mostDelay, 0, res)
		if end, ok := ctx.Deadline(); ok && time.Until(end) < max(wait+wait/4, leastLeft) {
			return false, nil
		}
		return true, nil
	}
	r.ErrorHandler = retryablehttp.PassthroughErrorHandler
	return r.StandardClient()
}

// bounded caps what a server may send, and tells a web page from an API.
type bounded struct{ base http.RoundTripper }

func (b *bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body := &capped{ReadCloser: res.Body, left: mostBody}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		body.fault = errHTML
	}
	res.Body = body
	return res, nil
}

// capped is a body that ends with an error after so many bytes, or at once where it is known to be of no use.
type capped struct {
	io.ReadCloser
	left  int
	fault error
}

func (c *capped) Read(p []byte) (int, error) {
	switch {
	case c.fault != nil:
		return 0, c.fault
	case c.left <= 0:
		return 0, errLarge
	}
	n, err := c.ReadCloser.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}
