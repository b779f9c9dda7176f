package extract

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"onrecord/summarize/news"
)

// File makes an article of a file: a page, a PDF, Markdown or plain text, as its extension says, or its media type where the
// extension says nothing. Its errors are those of [Article].
func File(f news.File) (*news.Article, error) {
	kind, params, _ := strings.Cut(strings.ToLower(f.Type), ";")
	kind = strings.TrimSpace(kind)
	_, label, _ := strings.Cut(params, "charset=")
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".html", ".htm", ".xhtml":
		kind = "text/html"
	case ".md", ".markdown":
		kind = "text/markdown"
	case ".txt", ".text":
		kind = "text/plain"
	case ".pdf":
		kind = "application/pdf"
	case "":
		if kind == "" {
			kind = "text/plain"
		}
	default:
		if !strings.HasPrefix(kind, "text/") && kind != "application/pdf" {
			return nil, fmt.Errorf("%w: %s", news.ErrType, path.Ext(f.Name))
		}
	}
	return Article(news.Page{Type: kind, Charset: strings.Trim(label, `" `), Body: f.Data})
}

// written reads a page of plain text or Markdown.
func written(p news.Page) (*news.Article, error) {
	wide := bytes.HasPrefix(p.Body, []byte("\xff\xfe")) || bytes.HasPrefix(p.Body, []byte("\xfe\xff")) || strings.HasPrefix(p.Charset, "utf-16")
	if !wide && binary(p.Body) {
		return nil, news.ErrNotText
	}
	if len(p.Body) > 2*maxText { // two bytes a character in UTF-16
		return nil, news.ErrTooLarge
	}
	body := string(decode(p.Body, p.Type, p.Charset))
	if p.Type == "text/plain" {
		return Text(body)
	}
	if len(body) > maxText {
		return nil, news.ErrTooLarge
	}
	return markdown(body)
}
