package discord

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const inviteRemoved = "[invite removed]"

var (
	// Discord turns these into invitations with or without a scheme before them.
	invites = regexp.MustCompile(`(?i)(?:[a-z][a-z0-9+.-]*:/*)?(?:www\.|ptb\.|canary\.)*(?:discord\.(?:gg|io|me|li)|discord(?:app)?\.com/+invite|dsc\.gg|invite\.gg)(?:/\S*)?`)
	// Any scheme, because Discord links more than the web's own.
	rawLinks = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*://\S*`)
	blanks   = regexp.MustCompile(`\n{3,}`)
)

// clean makes text from outside fit to be shown: NFC, without control characters, reversed writing, invisible
// characters, invitations and addresses that would become links of their own. It is not escaped yet.
func clean(s string) string {
	if len(s) > maxWords {
		s = cutBytes(s, maxWords)
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = norm.NFC.String(visible(s))
	s = blanks.ReplaceAllString(s, "\n\n")
	// Taking something out can join what stood on both sides of it into a new address, so look until nothing is found.
	for range 8 {
		before := s
		s = eachWord(s, defang)
		if s == before {
			return s
		}
	}
	return strings.ReplaceAll(s, "://", " ")
}

// cutBytes returns at most n bytes of s, whole runes.
func cutBytes(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// visible drops what cannot be seen or reorders what can. Joiners stay between letters of scripts that are written
// with them, and within emoji.
func visible(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	for _, r := range s {
		switch {
		case r == '\n':
		case r == '\t' || r == 0x85 || r == '\r':
			r = ' '
		case r == 0x2028 || r == 0x2029:
			r = '\n'
		case r == 0x200C || r == 0x200D:
			if last < 0x300 {
				continue
			}
		case unicode.IsControl(r), r == 0xAD, r == 0x61C, r == 0x180E, r >= 0x200B && r <= 0x200F,
			r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF, r == 0x115F, r == 0x1160, r == 0x3164,
			r >= 0xE0000 && r <= 0xE007F:
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// eachWord applies f to every run of s without white space.
func eachWord(s string, f func(string) string) string {
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		i := strings.IndexFunc(s, unicode.IsSpace)
		if i == 0 {
			_, n := utf8.DecodeRuneInString(s)
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		if i < 0 {
			i = len(s)
		}
		b.WriteString(f(s[:i]))
		s = s[i:]
	}
	return b.String()
}

// defang takes invitations out of a word and leaves of a raw address only its host. Letters that merely look like
// those of an address count as such.
func defang(word string) string {
	if !strings.ContainsAny(word, ".:") && isASCII(word) {
		return word
	}
	if !isASCII(word) {
		plain := norm.NFKC.String(strings.Map(func(r rune) rune {
			if r == 0x200C || r == 0x200D {
				return -1
			}
			if r == '。' || r == '．' || r == '｡' {
				return '.'
			}
			return r
		}, word))
		if plain != word && (invites.MatchString(plain) && !invites.MatchString(word)) {
			return inviteRemoved
		}
		if plain != word && rawLinks.MatchString(plain) && !rawLinks.MatchString(word) {
			word = plain
		}
	}
	word = invites.ReplaceAllString(word, inviteRemoved)
	return rawLinks.ReplaceAllStringFunc(word, hostOf)
}

// hostOf returns the host of an address that stands in a text, and the punctuation that ended the sentence after it.
func hostOf(raw string) string {
	link := strings.TrimRight(raw, `.,;:!?)]}>»”’"'*_~|`)
	tail := strings.ReplaceAll(raw[len(link):], "://", "")
	u, err := url.Parse(link)
	if err != nil || u.Hostname() == "" {
		return "[link]" + tail
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") + tail
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
