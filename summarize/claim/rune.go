package claim

import (
	"strings"
	"unicode"
)

var unspacedScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// unspaced reports whether the letter belongs to a script that puts no spaces between words.
func unspaced(r rune) bool {
	return r > 0x0dff && (r == 'ー' || r == 'ｰ' || unicode.In(r, unspacedScripts...))
}

func apostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ`´＇", r) }

func dash(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '−' }

// silent reports whether a character between two words says nothing: space, quotation marks, brackets of an editor,
// markup of a chat.
func silent(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsMark(r) || unicode.In(r, unicode.Cf, unicode.Cc, unicode.Sk, unicode.Pi, unicode.Pf) ||
		strings.ContainsRune("\"'„‚＂＇「」『』〝〞〟*_~|<>[]\ufffd", r)
}

// opening reports whether the mark belongs to the word after it.
func opening(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi) || strings.ContainsRune("\"'*_~¿¡", r)
}
