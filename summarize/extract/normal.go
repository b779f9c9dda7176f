package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean returns s in the form in which every text of an article is kept: NFC, one space between words, and without
// what cannot be seen. It is applied once, before any span is made, and is idempotent.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, last := false, rune(0)
	for i, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		case r == '\u200c' || r == '\u200d':
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			if space || !joins(last) || !joins(next) {
				continue
			}
		case unseen(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		last = r
	}
	out := b.String()
	if !norm.NFC.IsNormalString(out) {
		out = norm.NFC.String(out)
	}
	return out
}

// joins reports whether a joiner next to r changes how it is read: in Arabic and Indic scripts and in emoji.
func joins(r rune) bool {
	return r >= 0x0600 && r != utf8.RuneError && !unseen(r) && !unicode.IsSpace(r)
}

// unseen reports whether r leaves no ink and carries no meaning: controls, marks of direction, fillers, broken bytes,
// and the tag characters and variation selectors in which text can be smuggled past a reader.
func unseen(r rune) bool {
	switch {
	case unicode.IsControl(r), r == utf8.RuneError:
		return true
	case r == 0x00ad, r == 0x034f, r == 0x061c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e, r == 0x3164, r == 0xfeff, r == 0xffa0:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfff0 && r <= 0xfffc:
		return true
	case r >= 0xe0000 && r <= 0xe0fff, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef, r >= 0x180b && r <= 0x180d:
		return true
	}
	return false
}
