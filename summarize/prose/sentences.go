package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Sentences cuts blocks of text into sentences. A sentence does not end inside a quotation that closes within the
// block, nor after an abbreviation or an initial.
func Sentences(text string, blocks []news.Block) []news.Sentence {
	out := make([]news.Sentence, 0, len(text)/120+len(blocks))
	for n, b := range blocks {
		start := b.Start
		quoted := b.Start // no sentence ends before this offset
		for i := b.Start; i < b.End; {
			r, w := utf8.DecodeRuneInString(text[i:b.End])
			if i >= quoted {
				if end := quotation(text[:b.End], i, b.Start, r); end > i {
					quoted = end
				}
			}
			if !terminal(r) {
				i += w
				continue
			}
			end := afterTerminal(text[:b.End], i+w) // which may be the end of the quotation as well
			if end < quoted || !ends(text[:b.End], start, i, end, r) {
				i = max(end, i+w)
				continue
			}
			out = bounded(out, text, start, end, n)
			start = end + len(text[end:b.End]) - len(strings.TrimLeftFunc(text[end:b.End], blank))
			i = start
		}
		if start < b.End {
			out = bounded(out, text, start, b.End, n)
		}
	}
	return out
}

// longest is the length in bytes of a sentence at most. What reads sentences may look at each of their words from each
// other one, so a text without full stops must not be one sentence.
const longest = 3000

// bounded appends the sentence from start to end of block n, cut at spaces where it is longer than any sentence is.
func bounded(out []news.Sentence, text string, start, end, n int) []news.Sentence {
	for end-start > longest {
		cut := start + longest
		if i := strings.LastIndexByte(text[start:cut], ' '); i > 0 {
			cut = start + i
		}
		for k := 1; k < utf8.UTFMax && !utf8.RuneStart(text[cut]); k++ {
			cut--
		}
		out = append(out, news.Sentence{Span: news.Span{Start: start, End: cut}, Block: n})
		start = cut + len(text[cut:end]) - len(strings.TrimLeftFunc(text[cut:end], blank))
	}
	if start < end {
		out = append(out, news.Sentence{Span: news.Span{Start: start, End: end}, Block: n})
	}
	return out
}

// terminal reports whether r can end a sentence.
func terminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '｡', '؟':
		return true
	}
	return false
}

// isCloser reports whether r may stand between the end of a sentence and the space after it.
func isCloser(r rune) bool {
	return strings.ContainsRune("\"'”’»›)]}」』", r)
}

// afterTerminal skips further terminals and closing marks from i on.
func afterTerminal(text string, i int) int {
	for i < len(text) {
		r, w := utf8.DecodeRuneInString(text[i:])
		if !terminal(r) && !isCloser(r) && !closesGerman(text, i, r, w) {
			break
		}
		i += w
	}
	return i
}

// closesGerman reports whether r, which opens quotations in other languages, closes one here: „So.“ and »So.«
func closesGerman(text string, i int, r rune, w int) bool {
	if r != '“' && r != '«' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+w:])
	return i+w == len(text) || unicode.IsSpace(next)
}

// ends decides whether the terminal r at offset at, with what trails it up to end, closes the sentence that began at
// start.
func ends(text string, start, at, end int, r rune) bool {
	if end >= len(text) {
		return true
	}
	switch r {
	case '。', '！', '？', '｡':
		return end == at+utf8.RuneLen(r) || !strings.HasPrefix(text[end:], "と") // 「…。」と said somebody
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(next) {
		// “It ends.”She went: a space is missing after a closing mark, or the dot is inside a word or number.
		return end > at+utf8.RuneLen(r) && unicode.IsUpper(next) && !strings.ContainsRune(text[at:end], '\'')
	}
	rest := strings.TrimLeftFunc(text[end:], blank)
	first, size := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("“\"‘'«„([—–-", first) {
		first, _ = utf8.DecodeRuneInString(rest[size:])
	}
	if unicode.IsLower(first) {
		return false
	}
	if text[at:end] == ".)" && text[strings.LastIndexByte(text[start:at], ' ')+start+1] == '(' && abbreviated(text, start, at, rest) {
		return false // Engr. (Dr.) Ida Moreno
	}
	if r != '.' || end > at+1 {
		return r == '.' || end == at+utf8.RuneLen(r) || !tagFollows(rest)
	}
	return !abbreviated(text, start, at, rest)
}

// tagFollows reports whether the next few words, up to any punctuation, say who spoke: “Now!” Ida Moreno cried.
func tagFollows(rest string) bool {
	for range 6 {
		n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })
		if n < 0 {
			n = len(rest)
		}
		if tags[rest[:n]] {
			return true
		}
		if n == 0 || n == len(rest) || rest[n] != ' ' {
			return false
		}
		rest = rest[n+1:]
	}
	return false
}

// abbreviated reports whether the dot at offset at belongs to an abbreviation that does not end its sentence; rest is
// the text after it.
func abbreviated(text string, start, at int, rest string) bool {
	word := text[start:at]
	if i := strings.LastIndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != '’' }); i >= 0 {
		_, w := utf8.DecodeRuneInString(word[i:])
		word = word[i+w:]
	}
	if word == "" {
		return false
	}
	if n := utf8.RuneCountInString(word); n == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(r) && word != "I"
	}
	if never[word] {
		return true
	}
	if i := strings.LastIndexByte(word, '.'); i >= 0 && len(word)-i <= 3 || sometimes[word] {
		next := rest
		if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
			next = rest[:i]
		}
		return !starters[next]
	}
	return false
}
