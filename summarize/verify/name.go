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
	within := speakersIn(b.text, g.lang) // speech that is told within speech
	for _, name := range within {
		for _, t := range name {
			heard[t.low] = true
		}
	}
	if len(b.voices)+len(within) == 0 && g.lang == "en" && !tellsOfSpeech(b) {
		return errSpeaker // where nobody speaks at all, nobody has said it
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

// speech are words by which somebody speaks, writes or thinks, and nouns for what comes of it.
var speech = set(`say says said saying tell tells told ask asks asked answer answers answered reply replies replied add adds added argue argues argued claim claims claimed
		warn warns warned write writes wrote written announce announces announced accuse accuses accused call calls called promise promises promised insist insists insisted
		admit admits admitted deny denies denied demand demands demanded declare declares declared state states stated report reports reported explain explains explained
		think thinks thought believe believes believed hope hopes hoped fear fears feared expect expects expected predict predicts predicted estimate estimates estimated
		suggest suggests suggested propose proposes proposed urge urges urged describe describes described note notes noted mention mentions mentioned recall recalls recalled
		complain complains complained criticise criticised criticize criticized praise praises praised thank thanks thanked agree agrees agreed object objects objected
		vow vows vowed swear swore sworn pledge pledged concede conceded confirm confirms confirmed testify testified sing sang speak speaks spoke spoken talk talks talked
		read reads according letter statement interview reply words voice speech remark remarks quote quoted message email tweet post posted wonder wondered joke joked
		maintain maintains maintained contend contends contended stress stressed reveal reveals revealed conclude concludes concluded
		want wants wanted support supports supported back backs backed oppose opposes opposed reject rejects rejected refuse refuses refused question questions questioned`)

// tellsOfSpeech reports whether a text tells of anybody's speech or thought, or has quotation marks.
func tellsOfSpeech(b *basis) bool {
	for _, t := range b.toks {
		if speech[t.low] {
			return true
		}
	}
	return strings.ContainsAny(b.text, "“”\"«»„‘:")
}

// sides are words by which somebody takes one.
var sides = set(`support supports supported supporting back backs backed backing favour favours favoured favor favors favored endorse endorses endorsed welcome welcomes welcomed
	oppose opposes opposed opposing reject rejects rejected rejecting resist resists resisted condemn condemns condemned denounce denounces denounced defend defends defended`)

// sided reports whether a line has somebody take a side where what it cites has nobody say or want anything.
func sided(line []token, b *basis) bool {
	for _, t := range line {
		if t.denies { // is compared with what the source denies
			return false
		}
		if sides[t.low] && !b.has(t.low) {
			return !tellsOfSpeech(b)
		}
	}
	return false
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
