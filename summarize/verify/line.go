package verify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Line checks a line that somebody else has worded, in the language of the ground. It returns the line with quoted
// phrases in the source's letters, or why it does not hold.
func (g *Ground) Line(l news.Line) (news.Line, error) { return g.LineIn(l, g.lang) }

// LineIn is Line for a line in another language, of which less can be checked: its figures, names, quoted phrases and
// whether it denies.
func (g *Ground) LineIn(l news.Line, lang string) (news.Line, error) {
	lang = base(lang)
	switch {
	case lang == g.lang:
	case g.native(l.Text, lang):
		lang = g.lang // nobody gets round the checks by naming another language
	case lang != "en" && written(l.Text, "en", lang):
		return l, errSupport
	}
	foreign := lang != g.lang
	cites := slices.Compact(slices.Sorted(slices.Values(l.Cites)))
	b, err := g.basis(cites)
	if err != nil {
		return l, err
	}
	if err := clean(l.Text); err != nil {
		return l, err
	}
	text, bare, err := phrases(l.Text, b.text)
	if err != nil {
		return l, err
	}
	line := tokensOf(text, lang)
	switch {
	case addresses(bare, lang):
		return l, errReader
	case !counted(figures(text, lang), figures(b.text, g.lang)):
		return l, errNumber
	case !foreign && !dated(line, b.known):
		return l, errDate
	}
	if err := g.names(line, b, lang); err != nil {
		return l, err
	}
	if !agrees(line, b.toks, foreign) {
		return l, errNegation
	}
	if err := g.said(text, lang, b); err != nil {
		return l, err
	}
	if !foreign && (!supported(line, b, g.lang) || g.lang == "en" && sided(line, b)) {
		return l, errSupport
	}
	return news.Line{Text: text, Cites: cites}, nil
}

// native reports whether a line that is said to be in another language is in that of the ground.
func (g *Ground) native(text, lang string) bool {
	n, own := 0, 0
	for _, t := range tokensOf(text, lang) {
		if utf8.RuneCountInString(t.low) > 3 && t.word == t.low && !strings.ContainsAny(t.low, "0123456789") {
			n++
			own += b2i(g.lowered[t.low])
		}
	}
	return own > 1 && 5*own >= 2*n || written(text, g.lang, lang)
}

// written reports whether the light words of a text are those of one language rather than of another.
func written(text, lang, rather string) bool {
	toks := tokensOf(text, lang)
	of, other := 0, 0
	for _, t := range toks {
		of += b2i(lightBy[lang][t.low])
		other += b2i(lightBy[rather][t.low])
	}
	return of > other && 4*of >= len(toks)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// MaxQuestion is the length of a suggested question in characters at most.
const MaxQuestion = 80

// Question checks a question that the sentences which it cites are said to answer: it must be a plain question about
// what stands there.
func (g *Ground) Question(l news.Line) (news.Line, error) {
	body, ok := strings.CutSuffix(l.Text, "?")
	if !ok || utf8.RuneCountInString(l.Text) > MaxQuestion || strings.ContainsAny(body, "?!“”\"„«»") {
		return l, errForm
	}
	b, err := g.basis(l.Cites)
	if err != nil {
		return l, err
	}
	if err := clean(l.Text); err != nil {
		return l, err
	}
	line := tokensOf(body, g.lang)
	switch {
	case addresses(body, g.lang):
		return l, errReader
	case !counted(figures(body, g.lang), figures(b.text, g.lang)):
		return l, errNumber
	case slices.ContainsFunc(line, func(t token) bool { return t.denies }):
		return l, errNegation
	}
	if err := g.names(line, b, g.lang); err != nil {
		return l, err
	}
	if !supported(line, b, g.lang) || g.lang == "en" && sided(line, b) {
		return l, errSupport
	}
	return l, nil
}

// dated reports whether every month, weekday and the like of a line stands in what it cites.
func dated(line []token, known map[string]bool) bool {
	for _, t := range line {
		month := t.low != "may" || capital(t.word) && !t.initial // the verb
		if dates[t.low] && month && !known[t.low] && !abbreviated(t.low, known) {
			return false
		}
	}
	return true
}

// abbreviated reports whether a month is known by its short or long form.
func abbreviated(low string, known map[string]bool) bool {
	for w := range known {
		if dates[w] && len(w) >= 3 && len(low) >= 3 && w[:3] == low[:3] && (len(w) <= 4 || len(low) <= 4) {
			return true
		}
	}
	return false
}

// counts reports whether a word is a number or a unit, which [counted] compares.
func counts(low, lang string) bool {
	m := numeralsOf(lang)
	return low[0] >= '0' && low[0] <= '9' || m.ones[low] > 0 || m.tens[low] > 0 || m.scales[low] > 0 || units[low] != "" || low == "per" || low == "cent"
}

// leastSupport is the share of the words of a line that must come from what it cites.
const leastSupport = 0.45

// supported reports whether a line is made of what it cites.
func supported(line []token, b *basis, lang string) bool {
	var stems []string
	for _, t := range b.toks {
		if !light[t.low] {
			stems = append(stems, stem(t.low))
		}
	}
	n, found := 0, 0
	for _, t := range line {
		if light[t.low] || len(t.low) < 3 || counts(t.low, lang) {
			continue
		}
		n++
		s := stem(t.low)
		if b.extra[t.low] || slices.ContainsFunc(stems, func(x string) bool { return near(x, s) }) {
			found++
		}
	}
	return n > 0 && float64(found) >= leastSupport*float64(n)
}
