package verify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// Ground is what lines may rest on: the numbered sentences of an article, or numbered passages.
type Ground struct {
	lang    string
	text    []string // by number, from 1
	heard   [][]voice
	people  map[string]string // full names by their last word, of those who are quoted
	lowered map[string]bool   // words that stand somewhere in lower case
	all     string            // everything in lower case, for roles
}

// voice is somebody who speaks in a sentence.
type voice struct {
	name, role, words string
}

// Article makes the ground of an article with the quotations that the engine found in it.
func Article(a *news.Article, quotes []news.Quote) *Ground {
	g := &Ground{lang: base(a.Lang), text: make([]string, len(a.Sentences)+1), heard: make([][]voice, len(a.Sentences)+1)}
	for i, s := range a.Sentences {
		g.text[i+1] = a.At(s.Span)
	}
	for _, q := range quotes {
		if !q.Known() {
			continue
		}
		v := voice{a.At(q.Speaker.Name), a.At(q.Speaker.Role), a.At(q.Span)}
		for n := max(1, q.Sentence); n < len(g.text) && n <= a.SentenceAt(q.End-1); n++ {
			g.heard[n] = append(g.heard[n], v)
		}
	}
	g.learn()
	return g
}

// Passages makes the ground of passages.
func Passages(passages []news.Passage, lang string) *Ground {
	g := &Ground{lang: base(lang), text: make([]string, len(passages)+1), heard: make([][]voice, len(passages)+1)}
	for i, p := range passages {
		g.text[i+1] = p.Text
		if p.Speaker != "" {
			g.heard[i+1] = []voice{{p.Speaker, "", p.Text}}
		}
	}
	g.learn()
	return g
}

// learn notes what holds for the ground as a whole.
func (g *Ground) learn() {
	g.people, g.lowered = map[string]string{}, map[string]bool{}
	var all strings.Builder
	for n, text := range g.text {
		all.WriteString(strings.ToLower(text))
		all.WriteByte('\n')
		for _, t := range tokensOf(text) {
			if t.word == t.low {
				g.lowered[t.low] = true
			}
		}
		for _, v := range g.heard[n] {
			if w := strings.Fields(strings.ToLower(v.name)); len(w) > 0 {
				g.people[w[len(w)-1]] = v.name
			}
		}
	}
	g.all = all.String()
}

// base is the language of a BCP 47 tag; English where none is given.
func base(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	if tag == "" {
		return "en"
	}
	return tag
}

// Line checks a line that somebody else has worded, in the language of the ground. It returns the line with quoted
// phrases in the source's letters, or why it does not hold.
func (g *Ground) Line(l news.Line) (news.Line, error) { return g.LineIn(l, g.lang) }

// LineIn is Line for a line in another language, of which less can be checked: its figures, names, quoted phrases and
// whether it denies.
func (g *Ground) LineIn(l news.Line, lang string) (news.Line, error) {
	lang = base(lang)
	foreign := lang != g.lang
	cites := slices.Compact(slices.Sorted(slices.Values(l.Cites)))
	if len(cites) == 0 || len(cites) > 6 {
		return l, errUncited
	}
	var parts []string
	var voices []voice
	for _, n := range cites {
		if n < 1 || n >= len(g.text) {
			return l, errUncited
		}
		parts = append(parts, g.text[n])
		voices = append(voices, g.heard[n]...)
	}
	source := strings.Join(parts, " ")
	if err := clean(l.Text); err != nil {
		return l, err
	}
	text, bare, err := g.phrases(l.Text, source)
	if err != nil {
		return l, err
	}
	if addressing.MatchString(bare) && !(foreign && lang != "en") {
		return l, errReader
	}
	line, src := tokensOf(text), tokensOf(source)
	known := map[string]bool{}
	for _, t := range src {
		known[t.low] = true
	}
	extra := map[string]bool{} // words of the people who speak in what is cited, and of full names cut short there
	for _, v := range voices {
		for _, t := range tokensOf(v.name + " " + v.role) {
			extra[t.low] = true
		}
	}
	for w, full := range g.people {
		if known[w] {
			for _, t := range tokensOf(full) {
				extra[t.low] = true
			}
		}
	}
	if !counted(figures(text, lang), figures(source, g.lang)) {
		return l, errNumber
	}
	if !foreign {
		for _, t := range line {
			if dates[t.low] && !known[t.low] && (t.low != "may" || capital(t.word) && !t.initial) && !abbreviated(t.low, known) {
				return l, errDate
			}
		}
	}
	if err := g.names(line, known, extra, foreign); err != nil {
		return l, err
	}
	if !agrees(line, src, foreign) {
		return l, errNegation
	}
	if err := g.said(text, source, voices, known, extra); err != nil {
		return l, err
	}
	if !foreign && !supported(line, src, extra) {
		return l, errSupport
	}
	return news.Line{Text: text, Cites: cites}, nil
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

// names checks every word that is written like a name, and every role.
func (g *Ground) names(line []token, known, extra map[string]bool, foreign bool) error {
	for i, t := range line {
		ok := known[t.low] || extra[t.low]
		if ok || len(t.low) == 1 && !capital(t.word) {
			continue
		}
		if _, number := wordsOf([]string{t.low}, 0); number > 0 {
			continue
		}
		if !foreign && roles[t.low] && !strings.Contains(g.all, t.low) || roles[strings.TrimSuffix(t.low, "s")] && !strings.Contains(g.all, strings.TrimSuffix(t.low, "s")) && !foreign {
			return errName
		}
		if !capital(t.word) {
			continue
		}
		if parts := compound(t.low, known); parts {
			continue
		}
		if t.initial && !(i+1 < len(line) && capital(line[i+1].word) && strings.TrimSpace(line[i].after) == "" && !known[line[i+1].low] && !extra[line[i+1].low]) && g.common(t.low, foreign) {
			continue
		}
		return errName
	}
	return nil
}

// compound reports whether a capitalised word is a form of a word of the source.
func compound(low string, known map[string]bool) bool {
	for _, end := range []string{"s", "es"} {
		if b, ok := strings.CutSuffix(low, end); ok && known[b] || known[low+end] {
			return true
		}
	}
	return false
}

// common reports whether a word that begins a line is known to be no name.
func (g *Ground) common(low string, foreign bool) bool {
	if light[low] || starters[low] || g.lowered[low] || g.lowered[low+"s"] || g.lowered[strings.TrimSuffix(low, "s")] {
		return true
	}
	for _, end := range []string{"ing", "tion", "tions", "ment", "ments", "ness", "ity", "ly"} {
		if strings.HasSuffix(low, end) && len(low) > len(end)+3 {
			return true
		}
	}
	return foreign && utf8.RuneCountInString(low) <= 4
}

// counts reports whether a word is a number or a unit, which [counted] compares.
func counts(low string) bool {
	return low[0] >= '0' && low[0] <= '9' || digits[low] > 0 || tens[low] > 0 || scales[low] > 0 || units[low] != "" || low == "per" || low == "cent" || low == "percent"
}

// leastSupport is the share of the words of a line that must come from what it cites.
const leastSupport = 0.45

// supported reports whether a line is made of what it cites.
func supported(line, source []token, extra map[string]bool) bool {
	var stems []string
	for _, t := range source {
		if !light[t.low] {
			stems = append(stems, stem(t.low))
		}
	}
	n, found := 0, 0
	for _, t := range line {
		if light[t.low] || len(t.low) < 3 || counts(t.low) {
			continue
		}
		n++
		s := stem(t.low)
		if extra[t.low] || slices.ContainsFunc(stems, func(x string) bool { return near(x, s) }) {
			found++
		}
	}
	return n > 0 && float64(found) >= leastSupport*float64(n)
}

// said checks whom a line makes speak: somebody who is heard in what it cites, or where nobody is heard there, at least
// somebody who is named there.
func (g *Ground) said(text, source string, voices []voice, known, extra map[string]bool) error {
	speakers := g.speakers(text)
	if len(speakers) == 0 {
		return nil
	}
	heard := map[string]bool{}
	for _, v := range voices {
		for _, t := range tokensOf(v.name) {
			heard[t.low] = true
		}
	}
	for _, name := range g.speakers(source) { // speech that is told within speech
		for _, t := range name {
			heard[t.low] = true
		}
	}
	for _, name := range speakers {
		last := name[len(name)-1]
		common := !capital(last.word) || len(name) == 1 && last.initial && g.people[last.low] == "" && g.common(last.low, false)
		switch {
		case heard[last.low]:
		case common && !known[last.low] && !extra[last.low]:
			return errSpeaker // "the mayor said", where no mayor is near
		case !common && (len(voices) > 0 || !known[last.low]):
			return errSpeaker
		}
	}
	return nil
}

// speakers reads a text with the engine's own eyes and returns whom it makes speak.
func (g *Ground) speakers(text string) [][]token {
	a := prose.Article(text)
	a.Lang = g.lang
	var out [][]token
	for _, q := range quote.Find(a) {
		if name := tokensOf(a.At(q.Speaker.Name)); len(name) > 0 {
			name[0].initial = q.Speaker.Name.Start == 0
			out = append(out, name)
		}
	}
	return out
}

// Question checks a question that the sentences which it cites are said to answer: it must be a plain question about
// what stands there.
func (g *Ground) Question(l news.Line) (news.Line, error) {
	body, ok := strings.CutSuffix(l.Text, "?")
	if !ok || utf8.RuneCountInString(l.Text) > MaxQuestion || strings.ContainsAny(body, "?!“”\"„«»") {
		return l, errForm
	}
	source := ""
	var voices []voice
	for _, n := range l.Cites {
		if n < 1 || n >= len(g.text) {
			return l, errUncited
		}
		source += g.text[n] + " "
		voices = append(voices, g.heard[n]...)
	}
	if source == "" {
		return l, errUncited
	}
	if err := clean(l.Text); err != nil {
		return l, err
	}
	if addressing.MatchString(body) {
		return l, errReader
	}
	line, src := tokensOf(body), tokensOf(source)
	known, extra := map[string]bool{}, map[string]bool{}
	for _, t := range src {
		known[t.low] = true
	}
	for _, v := range voices {
		for _, t := range tokensOf(v.name + " " + v.role) {
			extra[t.low] = true
		}
	}
	if !counted(figures(body, g.lang), figures(source, g.lang)) {
		return l, errNumber
	}
	if err := g.names(line, known, extra, false); err != nil {
		return l, err
	}
	for _, t := range line {
		if denies(t.low) {
			return l, errNegation
		}
	}
	if !supported(line, src, extra) {
		return l, errSupport
	}
	return l, nil
}

// MaxQuestion is the length of a suggested question in characters at most.
const MaxQuestion = 80

// Names counts the words of a text that are written like names and do not merely begin it.
func Names(text string) int {
	n := 0
	for i, t := range tokensOf(text) {
		if capital(t.word) && !light[t.low] && (i > 0 && !t.initial || len(tokensOf(text)) <= 8 && i == 0) {
			n++
		}
	}
	return n
}
