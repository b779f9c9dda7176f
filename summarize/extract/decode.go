package extract

import (
	"bytes"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// decode returns body as UTF-8. Bytes that are valid UTF-8 beyond ASCII are taken for it whatever label they carry,
// because no other charset looks like it by accident; without a label and a valid form the charset is guessed.
func decode(body []byte, kind, label string) []byte {
	if rest, ok := bytes.CutPrefix(body, []byte("\xef\xbb\xbf")); ok {
		return rest
	}
	if utf8.Valid(body) && !escaped(body) && !bytes.ContainsRune(body, 0) {
		return body
	}
	contentType := kind
	if label != "" {
		contentType += "; charset=" + label
	}
	enc, name, certain := charset.DetermineEncoding(body[:min(len(body), 4096)], contentType)
	if !certain && label == "" {
		if guess, err := chardet.NewTextDetector().DetectBest(body[:min(len(body), 1<<16)]); err == nil && guess.Confidence >= 40 {
			if e, n := charset.Lookup(guess.Charset); e != nil {
				enc, name = e, n
			}
		}
	}
	if name == "utf-8" || name == "replacement" || enc == nil {
		return bytes.ToValidUTF8(body, nil)
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, nil)
	}
	return out
}

// escaped reports whether body switches charsets with escape sequences, as ISO-2022-JP does in plain ASCII.
func escaped(body []byte) bool {
	return bytes.Contains(body, []byte("\x1b$")) || bytes.Contains(body, []byte("\x1b("))
}
