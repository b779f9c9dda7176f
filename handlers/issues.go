package handlers

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// The buttons about issues: those of one article (id), and one of the place (an article that carries it, and the mark of
// its name there).
const (
	issuesAction = "issues-of"
	themeAction  = "issue"
)

// issuesShown is how many issues one answer holds: as many as there is room for buttons.
const issuesShown = 5

// issues answers /issues.
func (a *App) issues(ctx context.Context, r Request) (Reply, error) {
	q, err := a.issueQuery(r)
	if err != nil {
		return Reply{}, err
	}
	matters, state, err := a.Finder.Issues(ctx, r.Place, q)
	if err != nil {
		return Reply{}, err
	}
	if len(matters) == 0 {
		return a.noIssues(ctx, r.Place, q.Topic)
	}
	last, err := a.Library.Look(ctx, r.Place, r.Member.ID, "issues")
	if err != nil { // a storage that only takes no writes still has all the rest
		a.Log.Warn("not noted when the issues were looked at", "place", string(r.Place), "error", err)
	}
	themes := a.Engine.Merge(matters, a.Now())
	card := Card{Title: "Issues", Ours: true}
	text := Text{plain("What is at stake in the articles shared here")}
	if q.Topic != "" {
		card.Title = "Issues: " + q.Topic
		text = append(text, plain(" about "), bold(q.Topic))
	}
	if !q.Since.IsZero() {
		text = append(text, plain(" since %s", day(q.Since, false)))
	}
	reply := Reply{Text: append(text, plain(", weightiest first."))}
	for _, t := range themes[:min(len(themes), issuesShown)] {
		card.Sections = append(card.Sections, themeSection(t, matters, last))
		reply.Buttons = append(reply.Buttons, Button{
			Label: clip(capital(oneLine(t.Label)), 34), Action: Action{Name: themeAction, Args: themeArgs(matters[t.Matters[0]])},
		})
	}
	footer := fmt.Sprintf("%s in %s · press one to see who stands where", count(len(themes), "issue"), count(articlesOf(matters), "article"))
	card.Footer = append(Text{subtle(footer)}, behind(state)...)
	reply.Cards = []Card{card}
	return reply, nil
}

// issueQuery reads the options of /issues.
func (a *App) issueQuery(r Request) (q news.IssueQuery, err error) {
	q.Topic = oneLine(r.Option("topic"))
	if s := r.Option("since"); strings.TrimSpace(s) != "" {
		q.Since, err = since(s, a.Now())
	}
	return q, err
}

// Themes returns the issues that a request for /issues asks for, and the matters that they are made of.
func (a *App) Themes(ctx context.Context, r Request) ([]news.Matter, []news.Theme, error) {
	q, err := a.issueQuery(r)
	if err != nil {
		return nil, nil, err
	}
	matters, _, err := a.Finder.Issues(ctx, r.Place, q)
	if err != nil {
		return nil, nil, err
	}
	return matters, a.Engine.Merge(matters, a.Now()), nil
}

// articlesOf counts the articles that some matters are from.
func articlesOf(matters []news.Matter) int {
	seen := map[string]bool{}
	for _, m := range matters {
		seen[m.Article] = true
	}
	return len(seen)
}

// themeArgs points at an issue by one of its matters.
func themeArgs(m news.Matter) []string { return []string{m.Article, labelMark(m.Label)} }

// labelMark stands for a name in a button.
func labelMark(label string) string {
	h := fnv.New32a()
	h.Write([]byte(label))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// themeSection shows an issue in brief: who carries it, who stands where, and what is new.
func themeSection(t news.Theme, matters []news.Matter, last time.Time) Section {
	m := matters[t.Matters[0]]
	about := count(t.Outlets, "outlet")
	if len(t.Actors) > 0 {
		about += " · " + count(len(t.Actors), "voice")
	}
	body := Text{subtle(about + " · " + span(t))}
	if n := newSince(t, matters, last); n > 0 {
		body = append(body, subtle(" · "), bold(number(n)+" new since you last looked"))
	}
	if others := otherNames(t); len(others) > 0 {
		body = append(body, subtle("\nalso as "+list(others, "and")))
	}
	body = append(body, plain("\n%s", clip(oneLine(m.Sentence), 400)))
	body = append(body, sidesOf(t)...)
	body = append(body, plain("\n"))
	body = append(body, sourceRuns(m.Title, m.Outlet, atWords(m.Link, m.Sentence), m.Said, false)...)
	return Section{Heading: capital(oneLine(t.Label)), Body: body}
}

// span says when an issue was in the articles.
func span(t news.Theme) string {
	from, to := day(t.From, false), day(t.To, false)
	if from == to {
		return to
	}
	return from + " to " + to
}

func newSince(t news.Theme, matters []news.Matter, last time.Time) (n int) {
	for _, i := range t.Matters {
		if !last.IsZero() && matters[i].Kept.After(last) {
			n++
		}
	}
	return n
}

// otherNames are the names of an issue besides its label, three at most.
func otherNames(t news.Theme) (out []string) {
	for _, n := range t.Names {
		if n = oneLine(n); !strings.EqualFold(n, oneLine(t.Label)) && len(out) < 3 {
			out = append(out, n)
		}
	}
	return out
}

// sidesOf names who is for, who against and who else is heard, in a line.
func sidesOf(t news.Theme) Text {
	var out Text
	for _, stance := range []news.Stance{news.For, news.Against, news.Speaks} {
		var names []string
		for _, a := range t.Actors {
			if len(a.Stands) > 0 && a.Stands[0].Stance == stance {
				names = append(names, oneLine(a.Name))
			}
		}
		if len(names) == 0 {
			continue
		}
		if more := len(names) - mostHeard; more > 0 {
			names = append(names[:mostHeard], count(more, "other"))
		}
		out = append(out, plain("\n"), bold(sideWords[stance%3]+": "), plain("%s", list(names, "and")))
	}
	return out
}

// theme answers the button of one issue: a table of who wants what, each cell with the sentence that shows it, and the
// issue's course.
func (a *App) theme(ctx context.Context, r Request) (Reply, error) {
	args := r.Action.Args
	if len(args) != 2 {
		return Reply{}, stale()
	}
	matters, state, err := a.Finder.Issues(ctx, r.Place, news.IssueQuery{})
	if err != nil {
		return Reply{}, err
	}
	for _, t := range a.Engine.Merge(matters, a.Now()) {
		if !slices.ContainsFunc(t.Matters, func(i int) bool { return slices.Equal(themeArgs(matters[i]), args) }) {
			continue
		}
		card := Card{Title: capital(oneLine(t.Label)), Body: Text{subtle(fmt.Sprintf("%s · %s", count(t.Outlets, "outlet"), span(t)))}}
		for _, actor := range t.Actors[:min(len(t.Actors), actorsShown)] {
			card.Sections = append(card.Sections, actorSection(actor, matters))
		}
		card.Sections = append(card.Sections, courseSection(t, matters))
		if more := len(t.Actors) - actorsShown; more > 0 {
			card.Footer = Text{subtle("and " + counted(more, "other voice", "other voices"))}
		}
		card.Footer = append(card.Footer, behind(state)...)
		return Reply{Text: Text{plain("Who stands where, and the sentence that shows it.")}, Cards: []Card{card}}, nil
	}
	return Reply{}, &Problem{Text: "This issue is no longer among the latest articles here.", Hint: "Ask again with /issues.", Err: news.ErrMissing}
}

// How much of an issue one answer shows.
const (
	actorsShown  = 12
	standsShown  = 2
	courseLength = 10
)

// actorSection is a row of the table: somebody, where they stand, and each sentence that shows it.
func actorSection(actor news.Actor, matters []news.Matter) Section {
	var body Text
	for i, s := range actor.Stands[:min(len(actor.Stands), standsShown)] {
		m := matters[s.Matter]
		evidence := m.Stands[s.Standing].Evidence
		if i > 0 {
			body = append(body, plain("\n"))
		}
		body = append(body, bold(sideWords[s.Stance%3]+": "), plain("%s", clip(oneLine(evidence), 500)), subtle(" — "))
		body = append(body, sourceRuns(m.Title, m.Outlet, atWords(m.Link, evidence), m.Said, false)...)
	}
	return Section{Heading: called(actor.Name, actor.Role), Body: body}
}

// courseSection counts the articles that carry an issue by day, the latest days.
func courseSection(t news.Theme, matters []news.Matter) Section {
	byDay := map[string]map[string]bool{}
	for _, i := range t.Matters {
		d := matters[i].Said.Format(time.DateOnly)
		if byDay[d] == nil {
			byDay[d] = map[string]bool{}
		}
		byDay[d][matters[i].Article] = true
	}
	days := slices.Sorted(maps.Keys(byDay))
	var body Text
	for i, d := range days[max(0, len(days)-courseLength):] {
		if i > 0 {
			body = append(body, plain("\n"))
		}
		at, err := time.Parse(time.DateOnly, d)
		if err != nil {
			continue
		}
		n := len(byDay[d])
		body = append(body, plain("%s  %s %s", at.Format("2 Jan 2006"), strings.Repeat("▪", min(n, 20)), count(n, "article")))
	}
	return Section{Heading: "Its course", Ours: true, Body: body}
}

func (a *App) noIssues(ctx context.Context, place news.Place, topic string) (Reply, error) {
	size, err := a.Library.Size(ctx, place)
	if err != nil {
		return Reply{}, err
	}
	searched := count(size.Articles, "article")
	switch {
	case size.Articles == 0:
		return Reply{Text: nothingShared()}, nil
	case topic == "":
		return Reply{Text: Text{plain("I found no issue in the %s shared here.", searched)}}, nil
	}
	return Reply{Text: Text{
		plain("No issue about "), bold(topic), plain(" in the %s shared here. Leave the topic out to see them all.", searched),
	}}, nil
}

// issuesOf answers the button "Issues" under a brief.
func (a *App) issuesOf(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 1 {
		return Reply{}, stale()
	}
	b, err := a.Library.Brief(ctx, r.Place, r.Action.Args[0])
	if err != nil {
		return Reply{}, gone(err)
	}
	if len(b.Issues) == 0 {
		return Reply{Text: Text{plain("I found no issue in this article.")}}, nil
	}
	card := Card{Title: oneLine(b.Article.Title), Footer: Text{subtle(count(len(b.Issues), "issue") + " · weightiest first")}}
	if onWeb(b.Article.Link) {
		card.Link = b.Article.Link
	}
	for _, is := range b.Issues {
		card.Sections = append(card.Sections, issueSection(b, is))
	}
	return Reply{Text: Text{plain("What is at stake in this article, and who stands where.")}, Cards: []Card{card}}, nil
}

// issueSection shows an issue with the sentence that carries it and the sentences that show who stands where.
func issueSection(b *news.Brief, is news.Issue) Section {
	var body Text
	if len(is.Sentences) > 0 {
		if s, ok := b.Article.Sentence(is.Sentences[0]); ok {
			words := b.Article.At(s.Span)
			body = append(Text{plain("%s", oneLine(words))}, cite(b, is.Sentences[0], words)...)
		}
	}
	for _, p := range is.Positions {
		s, ok := b.Article.Sentence(p.Sentence)
		if !ok {
			continue
		}
		words := b.Article.At(s.Span)
		body = append(body, standing(news.Standing{
			Actor: b.Article.At(p.Actor), Role: b.Article.At(p.Role), Stance: p.Stance, Evidence: words,
		})...)
		body = append(body, cite(b, p.Sentence, words)...)
	}
	return Section{Heading: capital(oneLine(b.Article.At(is.Label))), Body: body}
}

// sideWords name the stances.
var sideWords = [...]string{news.Speaks: "Heard", news.For: "For", news.Against: "Against"}

// standing shows who wants what, with the sentence of the article that shows it, on a line of its own.
func standing(s news.Standing) Text {
	return Text{plain("\n"), bold(fmt.Sprintf("%s: %s", sideWords[s.Stance%3], called(s.Actor, s.Role))), plain(" — %s", oneLine(s.Evidence))}
}
