package extract

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"onrecord/summarize/news"
)

// markdown makes an article of Markdown. Its title is that of the front matter, else its first heading where nothing
// stands before that.
func markdown(text string) (*news.Article, error) {
	matter, text := frontMatter(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff"))
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	if err := md.Convert([]byte(text), &page); err != nil {
		return nil, err
	}
	doc := parse(page.Bytes())
	scrub(doc)
	blocks := render(doc)
	title := clean(matter["title"])
	if len(blocks) > 1 && blocks[0].kind == news.Heading && (title == "" || likeness(title, blocks[0].text) >= .6) {
		title, blocks = blocks[0].text, blocks[1:]
	}
	a, err := plain(title, blocks)
	if err != nil {
		return nil, err
	}
	a.Byline = person(matter["author"])
	a.Published = moment(matter["date"])
	return a.Seal(), nil
}

// frontMatter cuts the block of "key: value" lines between two rules off the head of a text.
func frontMatter(text string) (map[string]string, string) {
	head, rest, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---")
	if !ok || !strings.HasPrefix(text, "---\n") || len(head) > 8192 || rest != "" && rest[0] != '\n' {
		return nil, text
	}
	matter := map[string]string{}
	for line := range strings.SplitSeq(head, "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, " ") {
			matter[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return matter, rest
}
