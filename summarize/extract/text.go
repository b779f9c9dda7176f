package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// maxText is the length in bytes up to which plain text and Markdown are read, and articles of HTML in part: a long book.
const maxText = 1 << 20

// Text makes an article of plain text that somebody pasted. Lines that were wrapped are joined again. Its title is
// the first line where that looks like one, and then is no part of the text; else the first words. It returns
// news.ErrEmpty, ErrNotText and ErrTooLarge.
func Text(text string) (*news.Article, error) {
	if len(text) > maxText {
		return nil, news.ErrTooLarge
	}
	if binary([]byte(text)) {
		return nil, news.ErrNotText
	}
	text = lines(text)
	if title, rest, ok := topLine(text); ok {
		if blocks := cut(rest); len(blocks) > 0 {
			return plain(title, blocks)
		}
	}
	return plain("", cut(text))
}

// lines ends every line of a text with \n.
func lines(text string) string {
	text = strings.TrimPrefix(strings.ToValidUTF8(text, ""), "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n").Replace(text)
}

// topLine cuts off a first line that is a title: one that looks like it, and that is alone or clearly shorter than
// the next, so that it is not the first of a paragraph that was wrapped.
func topLine(text string) (title, rest string, ok bool) {
	top, rest, _ := strings.Cut(strings.TrimLeft(text, " \t\n"), "\n")
	next, _, _ := strings.Cut(rest, "\n")
	title = clean(top)
	alone := strings.TrimSpace(next) == ""
	return title, rest, titular(title) && (alone || 10*utf8.RuneCountInString(next) > 14*utf8.RuneCountInString(top))
}

// cut returns the blocks of plain text in lines.
func cut(text string) []block {
	var out []block
	for _, b := range prose.Article(text).Blocks {
		if t := clean(text[b.Start:b.End]); t != "" {
			out = append(out, block{text: t})
		}
	}
	return out
}

// plain seals an article of blocks without a page around them.
func plain(title string, blocks []block) (*news.Article, error) {
	if len(blocks) == 0 {
		return nil, news.ErrEmpty
	}
	a := &news.Article{Title: title}
	fill(a, blocks)
	if len(words(a.Text)) == 0 {
		return nil, news.ErrEmpty
	}
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	a.Lang = lang(a.Text)
	return a.Seal(), nil
}

// titular reports whether a first line is a title: short, and without the end of a sentence.
func titular(line string) bool {
	if utf8.RuneCountInString(line) > 120 || strings.ContainsRune("“\"«„「", first(line)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’»)」"))
	return !strings.ContainsRune(".!:;,。！…", last) && strings.ContainsFunc(line, unicode.IsLetter)
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// maxTitle is the length in characters of a title that is made of an article's first words.
const maxTitle = 80

// opening returns the first words of a text, cut at a word and marked where it was cut.
func opening(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	if utf8.RuneCountInString(text) <= maxTitle {
		return text
	}
	cut := string([]rune(text)[:maxTitle-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–—-") + "…"
}

// binary reports whether data is no text in any charset that is read here: it holds NULs, or many controls.
func binary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return true
	}
	odd := 0
	for _, c := range data {
		switch {
		case c == 0:
			return true
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b, c == 0x7f:
			odd++
		}
	}
	return odd*50 > len(data)
}
