package fetch

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"

	"onrecord/summarize/news"
)

// media splits a Content-Type header into its media type and charset.
func media(header string) (kind, charset string) {
	kind, params, err := mime.ParseMediaType(header)
	if err != nil { // a broken parameter does not make the type unknown
		kind, _, _ = strings.Cut(header, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	return kind, strings.ToLower(params["charset"])
}

// unreadable reports whether a declared type rules an article out before a byte is read.
func unreadable(kind string) bool {
	for _, p := range []string{"image/", "video/", "audio/", "font/", "model/"} {
		if strings.HasPrefix(kind, p) {
			return true
		}
	}
	switch kind {
	case "application/zip", "application/javascript", "text/javascript", "text/css":
		return true
	}
	return false
}

// readable settles the media type of a body that claims to be what the header says. A claim is believed unless the
// bytes are plainly something else.
func readable(header, name string, body []byte) (kind, charset string, err error) {
	kind, charset = media(header)
	sniffed, _ := media(http.DetectContentType(body))
	text := strings.HasPrefix(sniffed, "text/") || len(body) == 0
	switch kind {
	case "text/html", "application/xhtml+xml":
		// DetectContentType calls a page binary for one stray control character.
		if sniffed == "application/pdf" {
			return sniffed, "", nil
		}
		if !text && sniffed != "application/octet-stream" {
			return "", "", fmt.Errorf("%w: %s", news.ErrType, sniffed)
		}
		return kind, charset, nil
	case "text/markdown", "text/x-markdown", "text/plain":
		if !text && sniffed != "application/octet-stream" {
			return "", "", fmt.Errorf("%w: %s", news.ErrType, sniffed)
		}
		if kind != "text/plain" || markdown(name) {
			kind = "text/markdown"
		}
		return kind, charset, nil
	case "application/pdf", "application/x-pdf":
		if sniffed != "application/pdf" {
			return "", "", fmt.Errorf("%w: %s", news.ErrType, sniffed)
		}
		return "application/pdf", "", nil
	case "application/xml", "text/xml":
		if (text || sniffed == "application/octet-stream") && bytes.Contains(bytes.ToLower(body[:min(len(body), 2048)]), []byte("<html")) {
			return "application/xhtml+xml", charset, nil
		}
		return "", "", fmt.Errorf("%w: %s", news.ErrType, kind)
	case "", "application/octet-stream", "unknown/unknown":
		switch {
		case sniffed == "text/html":
			return "text/html", charset, nil
		case sniffed == "text/plain" && markdown(name):
			return "text/markdown", charset, nil
		case sniffed == "text/plain":
			return "text/plain", charset, nil
		case sniffed == "application/pdf":
			return sniffed, "", nil
		}
		return "", "", fmt.Errorf("%w: %s", news.ErrType, sniffed)
	}
	return "", "", fmt.Errorf("%w: %s", news.ErrType, kind)
}

func markdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

// feedType settles the type of a body that is asked for as a feed. Servers call feeds by any name, so the bytes decide.
func feedType(header, _ string, body []byte) (kind, charset string, err error) {
	claimed, charset := media(header)
	head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 2048)], "\xef\xbb\xbf\xff\xfe \t\r\n\x00"))
	head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16
	has := func(tag string) bool { return bytes.Contains(head, []byte(tag)) }
	switch {
	case has("<rss"), has("<feed"), has("<rdf:rdf"):
		return "application/xml", charset, nil
	case bytes.HasPrefix(head, []byte("{")):
		return "application/json", charset, nil
	case has("<html"), has("<!doctype html"), claimed == "text/html":
		return "text/html", charset, nil
	case bytes.HasPrefix(head, []byte("<?xml")): // a long comment or style sheet stands before the feed
		return "application/xml", charset, nil
	}
	return "", "", fmt.Errorf("%w: %s is no feed", news.ErrType, claimed)
}
