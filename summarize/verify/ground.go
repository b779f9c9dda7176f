package verify

import (
	"strings"

	"onrecord/summarize/news"
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
	name, role string
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
		v := voice{a.At(q.Speaker.Name), a.At(q.Speaker.Role)}
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
			g.heard[i+1] = []voice{{name: p.Speaker}}
			continue
		}
		for _, name := range speakersIn(p.Text, g.lang) {
			g.heard[i+1] = append(g.heard[i+1], voice{name: joined(name)})
		}
	}
	g.learn()
	return g
}

// joined writes words next to each other.
func joined(toks []token) string {
	var out []string
	for _, t := range toks {
		out = append(out, t.word)
	}
	return strings.Join(out, " ")
}

// learn notes what holds for the ground as a whole.
func (g *Ground) learn() {
	g.people, g.lowered = map[string]string{}, map[string]bool{}
	var all strings.Builder
	for n, text := range g.text {
		all.WriteString(strings.ToLower(text))
		all.WriteByte('\n')
		for _, t := range tokensOf(text, g.lang) {
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

// basis is what one line rests on: the cited text and who speaks in it.
type basis struct {
	text   string
	toks   []token
	voices []voice
	known  map[string]bool // the words of the text
	extra  map[string]bool // words of those who speak there, and of full names that are cut short there
}

// mostCites is how many sentences a line may cite.
const mostCites = 6

// basis gathers what a line cites. It fails where that is nothing, too much, or not there.
func (g *Ground) basis(cites []int) (*basis, error) {
	if len(cites) == 0 || len(cites) > mostCites {
		return nil, errUncited
	}
	b := &basis{known: map[string]bool{}, extra: map[string]bool{}}
	parts := make([]string, len(cites))
	for i, n := range cites {
		if n < 1 || n >= len(g.text) {
			return nil, errUncited
		}
		parts[i] = g.text[n]
		b.voices = append(b.voices, g.heard[n]...)
	}
	b.text = strings.Join(parts, " ")
	b.toks = tokensOf(b.text, g.lang)
	for _, t := range b.toks {
		b.known[t.low] = true
	}
	for _, v := range b.voices {
		b.allow(v.name + " " + v.role)
	}
	for last, full := range g.people {
		if b.known[last] {
			b.allow(full)
		}
	}
	return b, nil
}

// allow takes words that a line may use though the text does not.
func (b *basis) allow(words string) {
	for _, t := range tokensOf(words, "") {
		b.extra[t.low] = true
	}
}

// has reports whether a line may use a word.
func (b *basis) has(low string) bool { return b.known[low] || b.extra[low] }
