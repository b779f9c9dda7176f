package verify

import (
	"strings"

	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// names checks every word that is written like a name, and every role.
func (g *Ground) names(line []token, b *basis, lang string) error {
	numbers := numeralsOf(lang)
	for i, t := range line {
		if b.has(t.low) {
			continue
		}
		if _, n := numbers.read([]string{t.low}, 0); n > 0 {
			continue // a number, which is compared by its value
		}
		if role := strings.TrimSuffix(t.low, "s"); lang == g.lang && roles[role] && !strings.Contains(g.all, role) {
			return errName
		}
		if !capital(t.word) || inflected(t.low, b.known) {
			continue
		}
		if t.initial && g.common(t.low) && !(i+1 < len(line) && begins(t, line[i+1]) && !b.has(line[i+1].low)) {
			continue
		}
		return errName
	}
	return nil
}

// begins reports whether a word and the one after it look like a first and a last name.
func begins(first, last token) bool {
	return capital(last.word) && strings.TrimSpace(first.after) == ""
}

// inflected reports whether a word is the plural or the singular of one of the source.
func inflected(low string, known map[string]bool) bool {
	for _, end := range []string{"s", "es"} {
		if b, ok := strings.CutSuffix(low, end); ok && known[b] || known[low+end] {
			return true
		}
	}
	return false
}

// common reports whether a word that begins a line is known to be no name.
func (g *Ground) common(low string) bool {
	if light[low] || starters[low] || dates[low] || g.lowered[low] || g.lowered[low+"s"] || g.lowered[strings.TrimSuffix(low, "s")] {
		return true
	}
	for _, end := range []string{"ing", "tion", "tions", "ment", "ments", "ness", "ity", "ly"} {
		if strings.HasSuffix(low, end) && len(low) > len(end)+3 {
			return true
		}
	}
	return false
}

// Names counts the words of a short text that are written like names.
func Names(text string) int {
	n := 0
	for _, t := range tokensOf(text, "") {
		if capital(t.word) && !light[t.low] {
			n++
		}
	}
	return n
}

// said checks whom a line makes speak: somebody who is heard in what it cites, or where nobody is heard there, at least
// somebody who is named there.
func (g *Ground) said(text, lang string, b *basis) error {
	speakers := speakersIn(text, lang)
	if len(speakers) == 0 {
		return nil
	}
	heard := map[string]bool{}
	for _, v := range b.voices {
		for _, t := range tokensOf(v.name, "") {
			heard[t.low] = true
		}
	}
	for _, name := range speakersIn(b.text, g.lang) { // speech that is told within speech
		for _, t := range name {
			heard[t.low] = true
		}
	}
	for _, name := range speakers {
		last := name[len(name)-1]
		common := !capital(last.word) || len(name) == 1 && last.initial && g.people[last.low] == "" && g.common(last.low)
		switch {
		case heard[last.low]:
		case common && !b.has(last.low):
			return errSpeaker // "the mayor said", where no mayor is near
		case !common && (len(b.voices) > 0 || !b.known[last.low]):
			return errSpeaker
		}
	}
	return nil
}

// speakersIn reads a text with the engine's own eyes and returns whom it makes speak.
func speakersIn(text, lang string) [][]token {
	a := prose.Article(text)
	a.Lang = lang
	var out [][]token
	for _, q := range quote.Find(a) {
		if name := tokensOf(a.At(q.Speaker.Name), ""); len(name) > 0 {
			name[0].initial = q.Speaker.Name.Start == 0
			out = append(out, name)
		}
	}
	return out
}
