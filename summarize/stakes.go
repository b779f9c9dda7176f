package summarize

import (
	"slices"
	"strings"

	"onrecord/summarize/issue"
	"onrecord/summarize/news"
	"onrecord/summarize/verify"
)

// stakes takes over how the model words the issues, and who else stands where. Each of its issues must be one of the
// engine's: the one that shares most sentences with it. What the engine has found of that one stays.
func (g *gatekeeper) stakes(w *answered) {
	g.Issues = g.shifted()
	taken := map[int]bool{}
	for _, wi := range w.Issues[:min(len(w.Issues), mostIssues)] {
		sides := wi.Positions[:min(len(wi.Positions), mostSides)]
		g.told.Positions += len(sides)
		l, ok := g.check(wi.writtenLine)
		at := -1
		if ok {
			at = nearest(g.Issues, l.Cites, taken)
		}
		if at < 0 {
			g.Checked.Dropped++
			continue
		}
		taken[at] = true
		i := &g.Issues[at]
		if !g.sided(*i) || verify.Keeps(l.Text, g.Article.At(i.Label)) {
			i.Phrase, i.Sentences = l.Text, l.Cites
		}
		for _, ws := range sides {
			p, ok := g.positionOf(ws.Actor, ws.Stance, ws.Sentences)
			if !ok {
				g.Checked.Dropped++
				continue
			}
			g.told.PositionsHeld++
			if !slices.ContainsFunc(i.Positions, func(o news.Position) bool { return g.Article.At(o.Actor) == g.Article.At(p.Actor) }) {
				i.Positions = append(i.Positions, p)
			}
		}
	}
}

// sided reports whether somebody is shown for or against an issue. What they are for must then not be worded anew into
// its opposite.
func (g *gatekeeper) sided(i news.Issue) bool {
	return slices.ContainsFunc(i.Positions, func(p news.Position) bool { return p.Stance != news.Speaks })
}

// nearest returns the index of the issue that shares most sentences with the given ones; -1 if none shares any.
func nearest(issues []news.Issue, sentences []int, taken map[int]bool) int {
	best, most := -1, 0
	for k, i := range issues {
		shared := 0
		for _, n := range sentences {
			if slices.Contains(i.Sentences, n) {
				shared++
			}
		}
		if shared > most && !taken[k] {
			best, most = k, shared
		}
	}
	return best
}

// shifted are the engine's own issues, their quotations counted as they stand now that others may have come in between.
func (g *gatekeeper) shifted() []news.Issue {
	now := func(q int) int {
		return slices.IndexFunc(g.Quotes, func(o news.Quote) bool { return o.Span == g.own.Quotes[q].Span })
	}
	out := slices.Clone(g.own.Issues)
	for n := range out {
		i := &out[n]
		i.Quotes, i.Positions = slices.Clone(i.Quotes), slices.Clone(i.Positions)
		for k, q := range i.Quotes {
			i.Quotes[k] = now(q)
		}
		for k, p := range i.Positions {
			if p.Quote >= 0 {
				i.Positions[k].Quote = now(p.Quote)
			}
		}
	}
	return out
}

// positionOf finds the actor of a position: the one who speaks in a cited sentence, or somebody who is named there.
func (g *gatekeeper) positionOf(actor, stance string, sentences []int) (news.Position, bool) {
	a := g.Article
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
		for k, q := range g.Quotes {
			name := a.At(q.Speaker.Name)
			if q.Known() && q.Sentence == n && name != "" && (strings.EqualFold(name, actor) || strings.HasSuffix(strings.ToLower(name), " "+strings.ToLower(last)) && len(words) == 1) {
				p.Actor, p.Role, p.Quote, p.Evidence = q.Speaker.Name, q.Speaker.Role, k, q.Span
				break
			}
		}
		if p.Actor.Empty() {
			if slices.ContainsFunc(g.Quotes, func(q news.Quote) bool { return q.Known() && q.Sentence == n }) {
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
