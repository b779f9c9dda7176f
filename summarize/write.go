package summarize

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/verify"
)

// A model's brief as it comes in. Nothing of it is believed.
type (
	writtenLine struct {
		Text      string `json:"text"`
		Sentences []int  `json:"sentences"`
	}
	writtenBrief struct {
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

const (
	section      = 48 << 10 // bytes of an article that go into one call
	leastSection = 6 << 10
	mostSections = 24
	mostMissed   = 5
	mostAsks     = 3
	mostIssues   = 6
	mostSides    = 8
)

// Writer names who writes briefs: the model, or "" where there is none.
func (e *Engine) Writer() string {
	if e.Model == nil {
		return ""
	}
	return e.Model.Name()
}

// Edition changes when the same article would be written about differently: the model, the prompts, the engine.
func (e *Engine) Edition() string { return e.Writer() + " " + PromptVersion + " " + Version }

// Estimate is how many tokens writing a brief, or answering from passages, may take at most, for a budget to be asked
// before.
func (e *Engine) Estimate(bytes int) int { return bytes/2 + 2500 + mostDeep }

// Restyle makes the engine's own brief of an article over again in a style, without a model.
func (e *Engine) Restyle(b *news.Brief, style news.Style) *news.Brief {
	out := digest(b.Article, style)
	out.Made = b.Made
	return out
}

// Write has the model write a brief of an article that the engine has briefed, and lets through what holds. Of what
// does not hold the engine's own wording takes the place. The brief is whole whatever the model says; the error wraps
// [news.ErrModel] where nothing of the model's is in it.
func (e *Engine) Write(ctx context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error) {
	own = e.Restyle(own, style)
	if e.Model == nil {
		return own, news.Cost{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	b, cost, err := e.write(ctx, own, style)
	if err != nil {
		return own, cost, fmt.Errorf("write brief: %w", err)
	}
	return b, cost, nil
}

// write asks for the whole article at once where it fits, else for its sections and then for a brief of the sentences
// that the lines about them rest on.
func (e *Engine) write(ctx context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error) {
	all := make([]int, len(own.Article.Sentences))
	for i := range all {
		all[i] = i + 1
	}
	var cost news.Cost
	for size := section; size >= leastSection; size /= 2 {
		b, c, err := e.inSections(ctx, own, style, all, size)
		cost.Add(c)
		if err == nil || !errors.Is(err, ErrTooLong) {
			return b, cost, err
		}
	}
	return nil, cost, ErrTooLong
}

func (e *Engine) inSections(ctx context.Context, own *news.Brief, style news.Style, numbers []int, size int) (*news.Brief, news.Cost, error) {
	parts := divide(own.Article, numbers, size)
	if len(parts) == 1 {
		return e.writeOf(ctx, own, style, parts[0])
	}
	if len(parts) > mostSections {
		return nil, news.Cost{}, fmt.Errorf("%w: the article has %d sections", news.ErrModel, len(parts))
	}
	var cost news.Cost
	var carry []int
	for _, part := range parts {
		b, c, err := e.writeOf(ctx, own, style, part)
		cost.Add(c)
		if err != nil {
			return nil, cost, err
		}
		for _, l := range append([]news.Line{b.Gist}, b.Points...) {
			carry = append(carry, l.Cites...)
		}
		for _, i := range b.Issues {
			for _, p := range i.Positions {
				carry = append(carry, p.Sentence)
			}
		}
		for _, i := range b.Best {
			carry = append(carry, b.Quotes[i].Sentence)
		}
	}
	slices.Sort(carry)
	carry = slices.Compact(carry)
	for len(divide(own.Article, carry, size)) > 1 { // keep what fits: of every second sentence one
		var half []int
		for i := 0; i < len(carry); i += 2 {
			half = append(half, carry[i])
		}
		carry = half
	}
	b, c, err := e.writeOf(ctx, own, style, carry)
	cost.Add(c)
	return b, cost, err
}

// divide cuts numbered sentences into stretches of at most size bytes, at the borders of blocks where it can.
func divide(a *news.Article, numbers []int, size int) [][]int {
	var out [][]int
	var part []int
	bytes := 0
	for _, n := range numbers {
		s := a.Sentences[n-1]
		w := s.End - s.Start + 6
		if len(part) > 0 && (bytes+w > size || bytes > size*4/5 && a.Sentences[part[len(part)-1]-1].Block != s.Block) {
			out, part, bytes = append(out, part), nil, 0
		}
		part, bytes = append(part, n), bytes+w
	}
	return append(out, part)
}

// writeOf has the model write a brief of some sentences.
func (e *Engine) writeOf(ctx context.Context, own *news.Brief, style news.Style, numbers []int) (*news.Brief, news.Cost, error) {
	p := Prompt{Name: "brief", Instructions: briefPrompt, Data: briefData(own, style, numbers), Schema: briefSchema, Most: mostOut}
	if style.Length == news.Deep {
		p.Most = mostDeep
	}
	var w writtenBrief
	cost, err := complete(ctx, e.Model, p, &w)
	if err != nil {
		return nil, cost, err
	}
	b, m := gate(own, style, &w)
	if e.Measure != nil {
		e.Measure(m)
	}
	if m.LinesHeld == 0 {
		return nil, cost, fmt.Errorf("%w: no line of it held", news.ErrModel)
	}
	b.Writer, b.Made = e.Model.Name(), e.Now()
	return b, cost, nil
}

// Measures counts what a model told in one call and what of it held.
type Measures struct {
	Lines, LinesHeld         int
	Quotes, QuotesHeld       int // chosen and proposed ones
	Positions, PositionsHeld int
}

// gate lets through of a model's brief what holds, and counts.
func gate(own *news.Brief, style news.Style, w *writtenBrief) (*news.Brief, Measures) {
	a := own.Article
	out := *own
	out.Quotes = slices.Clone(own.Quotes)
	out.Style = style
	ground := verify.Article(a, own.Quotes)
	var m Measures
	check := func(l news.Line) (news.Line, bool) {
		m.Lines++
		line, err := ground.LineIn(l, langOf(a, style))
		if err != nil {
			return l, false
		}
		m.LinesHeld++
		return line, true
	}
	if l, ok := check(w.Gist.line()); ok {
		out.Gist = l
	} else {
		out.Checked.Replaced++
	}
	least, most := style.Length.Points()
	out.Points = nil
	said := []string{out.Gist.Text}
	for _, p := range w.Points[:min(len(w.Points), 2*most)] {
		l, ok := check(p.line())
		switch {
		case !ok:
			out.Checked.Dropped++
		case len(out.Points) < most && !slices.Contains(said, l.Text):
			out.Points, said = append(out.Points, l), append(said, l.Text)
		}
	}
	for _, l := range own.Points { // the engine's own lines for those that are missing
		if len(out.Points) >= min(least, len(own.Points)) {
			break
		}
		if !covered(out.Points, out.Gist, l) {
			out.Points = append(out.Points, l)
			out.Checked.Replaced++
			out.Checked.Dropped = max(own.Checked.Dropped, out.Checked.Dropped-1)
		}
	}
	m.Quotes = min(len(w.Missed), mostMissed) + min(len(w.Quotes), 20)
	m.QuotesHeld = missed(&out, w)
	for _, id := range w.Quotes[:min(len(w.Quotes), 20)] {
		at := quoteIn(out.Quotes, id)
		if at >= 0 {
			m.QuotesHeld++
		}
		if at >= 0 && !slices.Contains(out.Best, at) && len(out.Best) < 5 {
			out.Best = append(out.Best, at)
		}
	}
	if issues, ok := issuesOf(&out, own, w, check); ok {
		out.Issues = issues
	} else {
		reindex(&out, own)
	}
	if langOf(a, style) != langOf(a, news.Style{}) {
		glosses(&out, w, ground, style.Lang)
	} else {
		var asks []news.Line
		for _, q := range w.Questions[:min(len(w.Questions), 2*mostAsks)] {
			if l, err := ground.Question(q.line()); err == nil && len(asks) < mostAsks {
				asks = append(asks, l)
			}
		}
		if len(asks) > 0 {
			out.Asks = asks
		}
	}
	for _, i := range w.Issues[:min(len(w.Issues), mostIssues)] {
		m.Positions += min(len(i.Positions), mostSides)
	}
	for _, i := range out.Issues {
		if i.Phrase != "" {
			m.PositionsHeld += len(i.Positions)
		}
	}
	return &out, m
}

// glosses takes translations of the quotations that are shown. Of them only figures, names and denials can be checked.
func glosses(out *news.Brief, w *writtenBrief, ground *verify.Ground, lang string) {
	for _, g := range w.Translations[:min(len(w.Translations), 10)] {
		if len(g.Sentences) != 1 {
			continue
		}
		at := quoteIn(out.Quotes, g.Sentences[0])
		bare := writtenLine{strings.Trim(oneLine(g.Text), "“”\"«»„‘’ "), g.Sentences}
		line, err := ground.LineIn(bare.line(), lang)
		if at < 0 || !slices.Contains(out.Best, at) {
			continue
		}
		if err != nil {
			out.Checked.Dropped++
			continue
		}
		if out.Glosses == nil {
			out.Glosses = map[int]string{}
		}
		out.Glosses[at] = line.Text
	}
}

func langOf(a *news.Article, style news.Style) string {
	if style.Lang != "" {
		return style.Lang
	}
	return a.Lang
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

// missed adds quotations that the model found and the engine did not. They must stand between quotation marks. A speaker
// is believed only where nobody else is named in the sentence; otherwise the reader is told that it is unclear.
func missed(out *news.Brief, w *writtenBrief) (held int) {
	a := out.Article
	for _, m := range w.Missed[:min(len(w.Missed), mostMissed)] {
		out.Checked.Quotes++
		s, ok := a.Sentence(m.Sentence)
		if !ok || len(m.Text) > 4000 {
			out.Checked.Dropped++
			continue
		}
		from, to, ok := verify.Locate(a.At(s.Span), m.Text)
		q := news.Quote{Span: news.Span{Start: s.Start + from, End: s.Start + to}, Sentence: m.Sentence}
		if !ok || len(strings.Fields(m.Text)) < 3 || !verify.Quote(a, q) {
			out.Checked.Dropped++
			continue
		}
		if slices.ContainsFunc(out.Quotes, func(o news.Quote) bool { return o.Overlaps(q.Span) }) {
			held++
			out.Checked.Quotes-- // the engine has it, with the speaker that it found
			continue
		}
		if name, ok := soleName(a, s.Span, q.Span, m.Speaker); ok {
			q.Speaker.Name, q.Confidence = name, news.Unclear
		}
		held++
		out.Checked.Verified++
		at, _ := slices.BinarySearchFunc(out.Quotes, q, func(x, y news.Quote) int { return x.Start - y.Start })
		out.Quotes = slices.Insert(out.Quotes, at, q)
	}
	return held
}

// soleName finds a name of two words or more outside a quotation in its sentence, where no other such name stands there.
func soleName(a *news.Article, sentence, quote news.Span, name string) (news.Span, bool) {
	if len(strings.Fields(name)) < 2 {
		return news.Span{}, false
	}
	for _, part := range []news.Span{{Start: sentence.Start, End: quote.Start}, {Start: quote.End, End: sentence.End}} {
		from, to, ok := verify.Locate(a.At(part), name)
		if !ok {
			continue
		}
		rest := a.Text[sentence.Start:quote.Start] + " " + a.Text[quote.End:sentence.End]
		rest = strings.ReplaceAll(rest, a.Text[part.Start+from:part.Start+to], "")
		if verify.Names(rest) > 0 {
			return news.Span{}, false
		}
		return news.Span{Start: part.Start + from, End: part.Start + to}, true
	}
	return news.Span{}, false
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

// indexOf finds where the engine's quotation with a number stands now; -1 for none.
func indexOf(now, before []news.Quote, id int) int {
	if id < 0 || id >= len(before) {
		return -1
	}
	return slices.IndexFunc(now, func(q news.Quote) bool { return q.Span == before[id].Span })
}

// reindex keeps the engine's own issues where quotations have come in between.
func reindex(out, own *news.Brief) {
	out.Issues = slices.Clone(own.Issues)
	for n := range out.Issues {
		i := &out.Issues[n]
		i.Quotes, i.Positions = slices.Clone(i.Quotes), slices.Clone(i.Positions)
		for k, q := range i.Quotes {
			i.Quotes[k] = indexOf(out.Quotes, own.Quotes, q)
		}
		for k := range i.Positions {
			if q := i.Positions[k].Quote; q >= 0 {
				i.Positions[k].Quote = indexOf(out.Quotes, own.Quotes, q)
			}
		}
	}
}

// issuesOf makes issues of what the model calls so. Each takes over the label, and what it is about, of the engine's issue
// that shares most sentences with it; a phrase about anything else is dropped. A position needs its actor in the cited
// sentence, and its stance the engine's consent; without that, the actor is one who speaks.
func issuesOf(out, own *news.Brief, w *writtenBrief, check func(news.Line) (news.Line, bool)) ([]news.Issue, bool) {
	a := out.Article
	taken := map[int]bool{}
	var issues []news.Issue
	for _, wi := range w.Issues[:min(len(w.Issues), mostIssues)] {
		l, ok := check(wi.line())
		if !ok {
			out.Checked.Dropped++
			continue
		}
		best, most := -1, 0
		for k, i := range own.Issues {
			shared := 0
			for _, n := range l.Cites {
				if slices.Contains(i.Sentences, n) {
					shared++
				}
			}
			if shared > most && !taken[k] {
				best, most = k, shared
			}
		}
		if best < 0 {
			out.Checked.Dropped++
			continue
		}
		taken[best] = true
		i := own.Issues[best]
		i.Phrase, i.Sentences = l.Text, l.Cites
		i.Quotes, i.Positions = nil, nil
		for _, q := range own.Issues[best].Quotes {
			i.Quotes = append(i.Quotes, indexOf(out.Quotes, own.Quotes, q))
		}
		for _, wp := range wi.Positions[:min(len(wi.Positions), mostSides)] {
			if p, ok := positionOf(out, wp.Actor, wp.Stance, wp.Sentences); ok {
				if !slices.ContainsFunc(i.Positions, func(o news.Position) bool { return a.At(o.Actor) == a.At(p.Actor) }) {
					i.Positions = append(i.Positions, p)
				}
			} else {
				out.Checked.Dropped++
			}
		}
		issues = append(issues, i)
	}
	return issues, len(issues) > 0
}

// positionOf finds the actor of a position: the one who speaks in a cited sentence, or somebody who is named there.
func positionOf(out *news.Brief, actor, stance string, sentences []int) (news.Position, bool) {
	a := out.Article
	words := strings.Fields(actor)
	if len(words) == 0 || len(words) > 8 {
		return news.Position{}, false
	}
	last := words[len(words)-1]
	for _, n := range sentences[:min(len(sentences), 6)] {
		s, ok := a.Sentence(n)
		if !ok {
			continue
		}
		p := news.Position{Evidence: s.Span, Sentence: n, Quote: -1}
		for k, q := range out.Quotes {
			name := a.At(q.Speaker.Name)
			if q.Known() && q.Sentence == n && name != "" && (strings.EqualFold(name, actor) || strings.HasSuffix(strings.ToLower(name), " "+strings.ToLower(last)) && len(words) == 1) {
				p.Actor, p.Role, p.Quote, p.Evidence = q.Speaker.Name, q.Speaker.Role, k, q.Span
				break
			}
		}
		if p.Actor.Empty() {
			if slices.ContainsFunc(out.Quotes, func(q news.Quote) bool { return q.Known() && q.Sentence == n }) {
				continue // the words are somebody else's
			}
			from, to, ok := verify.Locate(a.At(s.Span), actor)
			if !ok || verify.Names(actor) == 0 {
				continue
			}
			p.Actor = news.Span{Start: s.Start + from, End: s.Start + to}
		}
		switch side := issue.Side(a, s.Span); {
		case side == news.For && stance == "for", side == news.Against && stance == "against":
			p.Stance = side
		}
		return p, true
	}
	return news.Position{}, false
}

// mostWait is how long a model may take for one brief or answer in all.
const mostWait = 50 * time.Second

// briefData is what goes into the prompt after the instructions.
func briefData(own *news.Brief, style news.Style, numbers []int) string {
	a := own.Article
	var b strings.Builder
	least, most := style.Length.Points()
	fmt.Fprintf(&b, "Write %d to %d points", least, most)
	switch style.Form {
	case news.WhoWantsWhat:
		b.WriteString(", each on what one side wants and why")
	case news.Timeline:
		b.WriteString(", in the order in which things happened, each with its time")
	}
	if style.Lang != "" {
		fmt.Fprintf(&b, ", in the language %s; names, numbers and quoted words stay as they are; \"translations\": of each quotation that you choose, its words in that language and the number of its sentence", plainTag(style.Lang))
	} else {
		b.WriteString(", in the language of the article")
	}
	in := map[int]bool{}
	for _, n := range numbers {
		in[n] = true
	}
	b.WriteString(".\nWho speaks:")
	shown, told := 0, map[int]bool{}
	for _, q := range own.Quotes {
		if !in[q.Sentence] || shown == 40 || !q.Known() {
			continue
		}
		words := strings.Fields(a.At(q.Speaker.Name)) // only where the sentence does not tell: the model can read
		if last := words[len(words)-1]; !told[q.Sentence] && !strings.Contains(a.At(a.Sentences[q.Sentence-1].Span), last) {
			told[q.Sentence] = true
			shown++
			fmt.Fprintf(&b, " %d %s;", q.Sentence, oneLine(last))
		}
	}
	b.WriteString("\nMatters:")
	for _, i := range own.Issues[:min(len(own.Issues), mostIssues)] {
		b.WriteString(" " + oneLine(a.At(i.Label)) + ";")
	}
	fence := "=== article " + a.ID[:min(8, len(a.ID))] + " ==="
	b.WriteString("\n" + fence + "\n")
	for _, n := range numbers {
		fmt.Fprintf(&b, "%d %s\n", n, strings.ReplaceAll(oneLine(a.At(a.Sentences[n-1].Span)), fence, ""))
	}
	b.WriteString(fence + "\n")
	return b.String()
}

// oneLine levels white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// plainTag keeps of a language tag what one consists of.
func plainTag(tag string) string {
	return clipped(strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, tag), 20)
}
