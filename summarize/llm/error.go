package llm

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/sashabaranov/go-openai"

	"onrecord/summarize/news"
)

// Error says in words for the one who runs the program why a model gave nothing. It wraps [news.ErrModel].
type Error struct {
	Words string // never a key, never what was asked
	Err   error  // may be nil
}

func (e *Error) Error() string { return e.Words }

// Unwrap returns [news.ErrModel] and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{news.ErrModel}
	}
	return []error{news.ErrModel, e.Err}
}

var errHTML = errors.New("a web page instead of JSON")
var errLarge = errors.New("more bytes than an answer has")

// explain words an error of the API. What the server says itself is left out: it may repeat what was asked.
func explain(err error) *Error {
	var api *openai.APIError
	var req *openai.RequestError
	status := 0
	switch {
	case errors.As(err, &api):
		status = api.HTTPStatusCode
	case errors.As(err, &req):
		status = req.HTTPStatusCode
	}
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	words := ""
	switch {
	case errors.Is(err, errHTML):
		words = "OPENAI_BASE_URL answers with a web page, not with an API: it usually ends in /v1"
	case errors.Is(err, errLarge):
		words = "the model's server sent more than an answer can be"
	case status == 401, status == 403:
		words = fmt.Sprintf("the model's server does not accept OPENAI_API_KEY (%d)", status)
	case status == 404:
		words = "the model's server knows no such model or address (404): check OPENAI_MODEL and OPENAI_BASE_URL"
	case status == 402 || api != nil && strings.Contains(fmt.Sprint(api.Code), "insufficient_quota"):
		words = "the account at the model's server has no credit left"
	case status == 429:
		words = "the model's server is asked too often (429)"
	case status >= 500:
		words = fmt.Sprintf("the model's server has trouble of its own (%d)", status)
	case status >= 400:
		words = fmt.Sprintf("the model's server does not take the request (%d)", status)
	case errors.As(err, &cert), errors.As(err, &authority), errors.As(err, &record):
		words = "no secure connection to the model's server: its certificate or the scheme of OPENAI_BASE_URL is wrong"
	case errors.As(err, &dns):
		words = "the host of OPENAI_BASE_URL cannot be found"
	case errors.Is(err, context.DeadlineExceeded):
		words = "the model took too long"
	case errors.Is(err, context.Canceled):
		words = "interrupted"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		words = "the model's server broke off in mid-answer"
	default:
		var op *net.OpError
		words = "the model's server sent what cannot be understood"
		if errors.As(err, &op) {
			words = "the model's server cannot be reached"
		}
	}
	return &Error{Words: words, Err: cause(err)}
}

// overlong reports whether a refusal says that the prompt does not fit.
func overlong(words string) bool {
	for _, w := range []string{"context_length", "context length", "context window", "maximum context", "too long", "too many tokens", "exceeds the available context"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// cause keeps of an error what a caller may act on.
func cause(err error) error {
	for _, c := range []error{context.DeadlineExceeded, context.Canceled} {
		if errors.Is(err, c) {
			return c
		}
	}
	return nil
}
