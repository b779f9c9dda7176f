package summarize

import (
	"slices"
	"strings"

	"onrecord/summarize/news"
	"onrecord/summarize/verify"
)

// What a model answers, as it comes in. Nothing of it is believed.
type (
	writtenLine struct {
		Text      string `json:"text"`
		Sentences []int  `json:"sentences"`
	}
	answered struct {
		Gist   writtenLine   `json:"gist"`
		Points []writtenLine `json:"points"`
		Quotes []int         `json:"quotes"`
		Missed []struct {
			Text     string `json:"text"`
			Sentence int    `json:"sentence"`
			Speaker  string `json:"speaker"`
		} `json:"missed"`
		Issues []struct {
			writtenLine
			Positions []struct {
				Actor     string `json:"actor"`
				Stance    string `json:"stance"`
				Sentences []int  `json:"sentences"`
			} `json:"positions"`
		} `json:"issues"`
		Questions []writtenLine `json:"questions"`

		Translations []writtenLine `json:"translations"`
	}
)

func (w writtenLine) line() news.Line { return news.Line{Text: w.Text, Cites: w.Sentences} }

// How much of an answer is looked at.
const (
	mostMissed = 5
	mostAsks   = 3
	mostIssues = 6
	mostSides  = 8
	mostChosen = 5
	mostRead   = 20 // quotations, translations
)

// Measures counts what a model told in one call and what of it held.
type Measures struct {
	Lines, LinesHeld         int
	Quotes, QuotesHeld       int // chosen and proposed ones
	Positions, PositionsHeld int
}

// gate lets through of a model's brief what holds, and counts.
func gate(own *news.Brief, style news.Style, w *answered) *written {
	b := *own
	b.Quotes, b.Style = slices.Clone(own.Quotes), style
	d := &written{Brief: &b}
	g := &gatekeeper{written: d, own: own, ground: verify.Article(own.Article, own.Quotes), lang: style.Lang}
	if g.lang == "" {
		g.lang = own.Article.Lang
	}
	g.lines(w)
	g.missed(w)
	g.choose(w)
	g.stakes(w)
	if g.lang == own.Article.Lang {
		g.asks(w)
	} else {
		g.glosses(w)
	}
	return d
}

// gatekeeper takes over into a brief what holds of an answer.
type gatekeeper struct {
	*written
	own    *news.Brief
	ground *verify.Ground
	lang   string
}

// check asks whether a line holds.
func (g *gatekeeper) check(w writtenLine) (news.Line, bool) {
	g.told.Lines++
	l, err := g.ground.LineIn(w.line(), g.lang)
	if err != nil {
		return l, false
	}
	g.told.LinesHeld++
	return l, true
}

// lines takes over gist and points. Where one does not hold, one of the engine's own takes its place, if it says
// something else than the others.
func (g *gatekeeper) lines(w *answered) {
	failed := 0
	if l, ok := g.check(w.Gist); ok {
		g.Gist = l
	} else {
		g.Checked.Replaced++
	}
	least, most := g.Style.Length.Points()
	g.Points = nil
	for _, p := range w.Points[:min(len(w.Points), 2*most)] {
		l, ok := g.check(p)
		switch {
		case !ok:
			failed++
		case len(g.Points) < most && l.Text != g.Gist.Text && !slices.ContainsFunc(g.Points, func(o news.Line) bool { return o.Text == l.Text }):
			g.Points = append(g.Points, l)
		}
	}
	for _, l := range g.own.Points {
		if len(g.Points) >= min(least, len(g.own.Points)) {
			break
		}
		if covered(g.Points, g.Gist, l) {
			continue
		}
		g.Points = append(g.Points, l)
		if failed > 0 {
			failed--
			g.Checked.Replaced++
		}
	}
	g.Checked.Dropped += failed
}

// covered reports whether a line rests on sentences that others rest on already.
func covered(lines []news.Line, gist news.Line, l news.Line) bool {
	for _, o := range append(slices.Clone(lines), gist) {
		if slices.ContainsFunc(l.Cites, func(n int) bool { return slices.Contains(o.Cites, n) }) {
			return true
		}
	}
	return false
}

// missed adds quotations that the model found and the engine did not. They must stand between quotation marks. Whose
// they are the model may say, but nobody is told: the engine would have found a speaker that can be found.
func (g *gatekeeper) missed(w *answered) {
	a := g.Article
	for _, m := range w.Missed[:min(len(w.Missed), mostMissed)] {
		g.told.Quotes++
		s, ok := a.Sentence(m.Sentence)
		from, to := 0, 0
		if ok && len(m.Text) <= mostAnswer/8 {
			from, to, ok = verify.Locate(a.At(s.Span), m.Text)
		}
		q := news.Quote{Span: news.Span{Start: s.Start + from, End: s.Start + to}, Sentence: m.Sentence}
		if !ok || len(strings.Fields(m.Text)) < 3 || !verify.Quote(a, q) {
			g.Checked.Quotes++
			g.Checked.Dropped++
			continue
		}
		g.told.QuotesHeld++
		if slices.ContainsFunc(g.Quotes, func(o news.Quote) bool { return o.Overlaps(q.Span) }) {
			continue // the engine has it, with the speaker that it found
		}
		g.Checked.Quotes++
		g.Checked.Verified++
		at, _ := slices.BinarySearchFunc(g.Quotes, q, func(x, y news.Quote) int { return x.Start - y.Start })
		g.Quotes = slices.Insert(g.Quotes, at, q)
	}
}

// choose takes over which quotations are shown first.
func (g *gatekeeper) choose(w *answered) {
	for _, n := range w.Quotes[:min(len(w.Quotes), mostRead)] {
		g.told.Quotes++
		at := quoteIn(g.Quotes, n)
		if at < 0 {
			continue
		}
		g.told.QuotesHeld++
		if len(g.Best) < mostChosen && !slices.Contains(g.Best, at) {
			g.Best = append(g.Best, at)
		}
	}
}

// quoteIn finds the quotation that a sentence is shown for: a direct one before others, the first of several; -1 for none.
func quoteIn(quotes []news.Quote, sentence int) int {
	best := -1
	for i, q := range quotes {
		if q.Sentence == sentence && (best < 0 || q.Kind < quotes[best].Kind) {
			best = i
		}
	}
	return best
}

// asks takes over questions that the article answers.
func (g *gatekeeper) asks(w *answered) {
	var out []news.Line
	for _, q := range w.Questions[:min(len(w.Questions), 2*mostAsks)] {
		if l, err := g.ground.Question(q.line()); err == nil && len(out) < mostAsks {
			out = append(out, l)
		}
	}
	if len(out) > 0 {
		g.Asks = out
	}
}

// glosses takes over translations of the quotations that are shown. Of them only figures, names and denials can be
// checked.
func (g *gatekeeper) glosses(w *answered) {
	for _, t := range w.Translations[:min(len(w.Translations), mostRead)] {
		if len(t.Sentences) != 1 {
			continue
		}
		at := quoteIn(g.Quotes, t.Sentences[0])
		if !slices.Contains(g.Best, at) {
			continue
		}
		l, err := g.ground.LineIn(news.Line{Text: strings.Trim(oneLine(t.Text), "“”\"«»„‘’ "), Cites: t.Sentences}, g.lang)
		if err != nil {
			g.Checked.Dropped++
			continue
		}
		if g.Glosses == nil {
			g.Glosses = map[int]string{}
		}
		g.Glosses[at] = l.Text
	}
}
