package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"

	"onrecord/summarize/news"
)

// errPacked is a body that cannot be unpacked: a broken stream, or a coding that was not asked for.
var errPacked = errors.New("body cannot be unpacked")

// read takes a response in under the caps.
func (f *Fetcher) read(res *http.Response, r request) (news.Page, error) {
	if res.ContentLength > f.opts.MaxWire {
		return news.Page{}, news.ErrTooLarge
	}
	head := res.Header.Get("Content-Type")
	if kind, _ := media(head); unreadable(kind) {
		return news.Page{}, fmt.Errorf("%w: %s", news.ErrType, kind)
	}
	body, err := f.body(res)
	if err != nil {
		return news.Page{}, err
	}
	kind, charset, err := r.settle(head, res.Request.URL.Path, body)
	if err != nil {
		return news.Page{}, err
	}
	return news.Page{
		URL: res.Request.URL.String(), Type: kind, Charset: charset, Body: body, Fetched: f.opts.Now(),
	}, nil
}

// body returns what a response holds, unpacked.
func (f *Fetcher) body(res *http.Response) ([]byte, error) {
	unpacked, err := unpack(&capped{r: res.Body, left: f.opts.MaxWire}, res.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(&capped{r: unpacked, left: f.opts.MaxBytes})
}

// capped fails with news.ErrTooLarge once more than left bytes come.
type capped struct {
	r    io.Reader
	left int64
}

// Read implements [io.Reader].
func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	if c.left < 0 {
		return 0, news.ErrTooLarge
	}
	return n, err
}

// unpack undoes the content codings, of which there are two at most.
func unpack(r io.Reader, header []string) (io.Reader, error) {
	var codings []string
	for c := range strings.SplitSeq(strings.Join(header, ","), ",") {
		if c = strings.ToLower(strings.TrimSpace(c)); c != "" && c != "identity" {
			codings = append(codings, c)
		}
	}
	if len(codings) > 2 {
		return nil, errPacked
	}
	for i := len(codings) - 1; i >= 0; i-- {
		switch codings[i] {
		case "gzip", "x-gzip":
			r = &lazy{from: r, open: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }}
		case "deflate":
			r = &lazy{from: r, open: inflate}
		case "br":
			r = &lazy{from: r, open: func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }}
		default:
			return nil, fmt.Errorf("%w: %s", errPacked, codings[i])
		}
	}
	return r, nil
}

// inflate reads "deflate", which some servers send with the header of zlib and some without.
func inflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	h, err := b.Peek(2)
	if err == nil && h[0]&0x0f == 8 && (uint(h[0])<<8|uint(h[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// lazy opens a decompressor at its first Read, so that an empty body with a coding is an empty page.
type lazy struct {
	from io.Reader
	open func(io.Reader) (io.Reader, error)
	to   io.Reader
}

// Read implements [io.Reader].
func (l *lazy) Read(p []byte) (int, error) {
	if l.to == nil {
		first := make([]byte, 1)
		if _, err := io.ReadFull(l.from, first); err != nil {
			return 0, err
		}
		to, err := l.open(io.MultiReader(bytes.NewReader(first), l.from))
		if err != nil {
			return 0, packed(err)
		}
		l.to = to
	}
	n, err := l.to.Read(p)
	return n, packed(err)
}

// packed marks what a decompressor says about its input, and lets pass what the connection says.
func packed(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, news.ErrTooLarge) || network(err) {
		return err
	}
	return fmt.Errorf("%w: %w", errPacked, err)
}
