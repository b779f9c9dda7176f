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
	text = shallow(text)
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

// maxMarks is how many marks of quotation and list may open a line; the time of the library grows with their square.
const maxMarks = 16

// marksOrSpace are the characters of which the marks at the head of a line consist: ">", "-", "12.", "3)".
const marksOrSpace = ">-*+.)0123456789 \t"

// shallow drops the marks at the head of a line that nest deeper than anybody writes.
func shallow(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		marks := 0
		for i, r := range line {
			if !strings.ContainsRune(marksOrSpace, r) {
				b.WriteString(line[i:])
				break
			}
			if strings.ContainsRune(">-*+.)", r) {
				marks++
			}
			if marks <= maxMarks {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
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
