package verify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// Brief checks every quotation, line, issue and position of the engine's own brief against the article, drops what is
// not found there letter for letter, and counts.
func Brief(b *news.Brief) {
	a := b.Article
	kept := make([]int, len(b.Quotes)) // new index of each quotation, or -1
	var quotes []news.Quote
	for i, q := range b.Quotes {
		b.Checked.Quotes++
		if !Quote(a, q) {
			b.Checked.Dropped++
			kept[i] = -1
			continue
		}
		b.Checked.Verified++
		kept[i] = len(quotes)
		quotes = append(quotes, q)
	}
	b.Quotes = quotes
	if b.Gist.Text != "" && !lineHolds(a, b.Gist) {
		b.Gist = news.Line{}
		b.Checked.Dropped++
	}
	b.Points = slices.DeleteFunc(b.Points, func(l news.Line) bool {
		if lineHolds(a, l) {
			return false
		}
		b.Checked.Dropped++
		return true
	})
	b.Issues = slices.DeleteFunc(b.Issues, func(i news.Issue) bool {
		if i.Phrase == "" && issueHolds(a, i) {
			return false
		}
		b.Checked.Dropped++
		return true
	})
	for n := range b.Issues {
		i := &b.Issues[n]
		i.Quotes = renumber(i.Quotes, kept)
		i.Positions = slices.DeleteFunc(i.Positions, func(p news.Position) bool {
			if p.Quote < 0 && toldHolds(a, p) || p.Quote >= 0 && p.Quote < len(kept) && kept[p.Quote] >= 0 && positionHolds(a, p, quotes[kept[p.Quote]]) {
				return false
			}
			b.Checked.Dropped++
			return true
		})
		for k := range i.Positions {
			if n := i.Positions[k].Quote; n >= 0 {
				i.Positions[k].Quote = kept[n]
			}
		}
	}
}

func renumber(old, kept []int) []int {
	var out []int
	for _, n := range old {
		if n >= 0 && n < len(kept) && kept[n] >= 0 {
			out = append(out, kept[n])
		}
	}
	return out
}

// whole reports whether s is a span of the article that begins and ends on character boundaries.
func whole(a *news.Article, s news.Span) bool {
	text := a.At(s)
	return text != "" && utf8.ValidString(text) && (s.End == len(a.Text) || utf8.RuneStart(a.Text[s.End]))
}

// Quote checks a quotation: its words are the article’s; what is called direct stands between marks or is a turn of
// a transcript; its speaker,
// where there is one, is named in the article.
func Quote(a *news.Article, q news.Quote) bool {
	if !whole(a, q.Span) || strings.TrimSpace(a.At(q.Span)) == "" {
		return false
	}
	s, ok := a.Sentence(q.Sentence)
	if !ok || q.Start < s.Start || q.Start >= s.End || !a.Blocks[s.Block].Contains(q.Span) {
		return false
	}
	for _, s := range []news.Span{q.Mention, q.Cue, q.Speaker.Name, q.Speaker.Role} {
		if !s.Empty() && !whole(a, s) {
			return false
		}
	}
	if q.Speaker.Name.Empty() && !q.Speaker.Role.Empty() {
		return false
	}
	return q.Kind != news.Direct || marked(a, q.Span) || turn(a, q.Span)
}

// openers are the marks, of any language, that a direct quotation begins behind.
const openers = "\"'“”‘’„‚«»‹›「『``´〝"

// closers tells for an opening mark that cannot be taken for another one which marks end what it has opened.
var closers = map[rune]string{'“': "”", '„': "“”", '«': "»", '「': "」", '『': "』", '"': "\""}

// marked reports whether a quotation mark opens right before s, with nothing in between but the name of a turn
// (“MORENO: ”), and does not close before s ends.
func marked(a *news.Article, s news.Span) bool {
	before := strings.TrimRightFunc(a.Text[:s.Start], unicode.IsSpace)
	if turn, ok := strings.CutSuffix(before, ":"); ok {
		before = strings.TrimRightFunc(turn, func(r rune) bool { return !unicode.IsLower(r) && r != '\n' && !strings.ContainsRune(openers, r) })
	}
	mark, w := utf8.DecodeLastRuneInString(before)
	if w == 0 || !strings.ContainsRune(openers, mark) {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-w])
	next, _ := utf8.DecodeRuneInString(a.Text[len(before):])
	if unicode.IsSpace(next) && len(before) > w && !unicode.IsSpace(prev) && !strings.ContainsRune("([—–", prev) {
		return false // the mark closes what came before: “No,” she said
	}
	return !strings.ContainsAny(a.At(s), closers[mark])
}

// lineHolds checks a line: it cites sentences that exist, and its words are the words of those sentences, white space
// apart.
func lineHolds(a *news.Article, l news.Line) bool {
	if len(l.Cites) == 0 {
		return false
	}
	var parts []string
	for _, n := range l.Cites {
		s, ok := a.Sentence(n)
		if !ok {
			return false
		}
		parts = append(parts, strings.Fields(a.At(s.Span))...)
	}
	return l.Text != "" && l.Text == strings.Join(parts, " ")
}

// issueHolds checks an issue: its label is the article's, and so are the sentences that carry it.
func issueHolds(a *news.Article, i news.Issue) bool {
	if !whole(a, i.Label) || len(i.Sentences) == 0 {
		return false
	}
	return !slices.ContainsFunc(i.Sentences, func(n int) bool { _, ok := a.Sentence(n); return !ok })
}

// positionHolds checks a position against the quotation that backs it: same speaker, same sentence, evidence within it.
func positionHolds(a *news.Article, p news.Position, q news.Quote) bool {
	return whole(a, p.Actor) && whole(a, p.Evidence) && q.Known() && a.At(p.Actor) == a.At(q.Speaker.Name) && p.Sentence == q.Sentence && q.Span.Contains(p.Evidence)
}

// toldHolds checks a position that the article states in its own words: its evidence lies in the sentence that it
// cites, and that sentence has the last word of the actor's name.
func toldHolds(a *news.Article, p news.Position) bool {
	s, ok := a.Sentence(p.Sentence)
	if !ok || !whole(a, p.Actor) || !whole(a, p.Evidence) || !s.Span.Contains(p.Evidence) {
		return false
	}
	words := strings.Fields(a.At(p.Actor))
	return len(words) > 0 && strings.Contains(a.At(s.Span), words[len(words)-1])
}
