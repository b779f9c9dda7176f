package verify

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxLine is the length of a line in characters at most.
const MaxLine = 420

// Why a line is refused.
var (
	errUncited  = errors.New("cites nothing that exists")
	errForm     = errors.New("is not one plain sentence")
	errMarkup   = errors.New("holds markup, a link or a mention")
	errReader   = errors.New("speaks to the reader or of itself")
	errNumber   = errors.New("has a number that what it cites has not")
	errName     = errors.New("has a name or role that what it cites has not")
	errDate     = errors.New("has a date that what it cites has not")
	errPhrase   = errors.New("puts words in quotation marks that are not quoted in what it cites")
	errNegation = errors.New("turns what it cites into its opposite")
	errSpeaker  = errors.New("gives words to somebody who does not say them")
	errSupport  = errors.New("says what it cites does not say")
)

// markup are signs of a platform's markup, of links and of mentions. No article needs them in a brief.
var markup = regexp.MustCompile("(?i)[`*_~<>{}【】〔〕［］〖〗｛｝＜＞＠＃|\\\\^#@]|\\[|\\]|://|https?\\s*:|\\s[.:]\\s?[\\pL]|www\\.|\\]\\(|&[a-z#0-9]+;|\\b(?:discord|t)\\s?\\.\\s?(?:gg|me|com)\\b|\\b[a-z0-9-]{2,}\\.(?:com|org|net|gg|io|ly|me|info|xyz|link|ru|cn|co|app|dev|site|online|top|shop|biz|example)\\b|\\(\\s*\\d+\\s*\\)|\\bjavascript:|\\bdata:")

// addressing is how text speaks to its reader, or of itself. It is allowed only between quotation marks. What is said
// in English is looked for in every language, for a model that was told what to say was told it in English.
var addressing = regexp.MustCompile(`(?i)(?:^|[.!?:—–-] ?)(?:wait|visit|actually|call|read|share|follow|send|copy|open|look|see|check|go|press|tap)\b|\b(?-i:Wait|Visit|Actually|Call|Read|Share|Follow|Send|Copy|Open|Look|See|Check|Go|Press|Tap)\b|\b(?:you|your|yours|yourself|i'm|i’m|as an ai|language model|assistant|system prompt|previous instructions|prompt|click|subscribe|sign up|log in|join (?:us|our|the server|now)|download|please|ignore (?:all|any|the)|disregard|this (?:brief|summary|answer) (?:is|was)|verified by|onrecord|everyone here|correction|scratch that|i meant|or rather|oops|sorry|apologies|citation|sources?:|note:|warning:)\b`)

// addressingIn are further words by language. They are other words elsewhere: du, i, my.
var addressingIn = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(?:i|my|dm)\b`),
	"de": regexp.MustCompile(`(?i)\b(?:du|dir|dich|dein|deine|ihr konto|klick|klicke|klicken sie|bitte)\b`),
	"fr": regexp.MustCompile(`(?i)\b(?:vous|votre|vos|cliquez|veuillez)\b`),
	"es": regexp.MustCompile(`(?i)\b(?:usted|ustedes|tu cuenta|haga clic|haz clic|por favor)\b`),
	"it": regexp.MustCompile(`(?i)\b(?:clicca|clicchi|il tuo|la tua|per favore)\b`),
	"pt": regexp.MustCompile(`(?i)\b(?:você|vocês|clique|por favor)\b`),
}

// addresses reports whether a text, its quoted phrases aside, speaks to the reader or of itself.
func addresses(text, lang string) bool {
	more := addressingIn[lang]
	return addressing.MatchString(text) || more != nil && more.MatchString(text)
}

// clean reports why a text is not one plain line, whatever it says.
func clean(text string) error {
	n := utf8.RuneCountInString(text)
	if n < 8 || n > MaxLine || !utf8.ValidString(text) || text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
		return errForm
	}
	for _, r := range text {
		switch {
		case r == ' ' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) || unicode.Is(unicode.Sc, r):
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r): // letters of many scripts need them
		case strings.ContainsRune("+=°−×½¼¾⅓⅔´\u00a0\u202f\u2009", r):
		default:
			return errForm // control, format, zero-width, private and emoji
		}
	}
	marks := 0
	for _, r := range text {
		if unicode.Is(unicode.Mn, r) {
			if marks++; marks > 3 {
				return errForm
			}
			continue
		}
		marks = 0
	}
	if markup.MatchString(text) {
		return errMarkup
	}
	return nil
}
