package handlers

import (
	"context"
	"fmt"
	"time"

	"onrecord/summarize/news"
)

// issuesAction is the button that lists the issues of one article: id.
const issuesAction = "issues-of"

// issuesShown is how many issues one answer holds.
const issuesShown = 6

// issues answers /issues.
func (a *App) issues(ctx context.Context, r Request) (Reply, error) {
	topic := oneLine(r.Option("topic"))
	found, err := a.Library.Issues(ctx, r.Place, news.IssueQuery{Topic: topic, Limit: issuesShown})
	if err != nil {
		return Reply{}, err
	}
	if len(found) == 0 {
		return a.noIssues(ctx, r.Place, topic)
	}
	card := Card{Title: "Issues"}
	text := Text{plain("What is at stake in the articles shared here")}
	if topic != "" {
		card.Title = "Issues: " + topic
		text = append(text, plain(" about "), bold(topic))
	}
	for _, m := range found {
		body := Text{plain("%s", oneLine(m.Sentence))}
		for _, s := range m.Stands {
			body = append(body, standing(s)...)
		}
		body = append(body, plain("\n"))
		body = append(body, sourceRuns(m.Title, m.Outlet, atWords(m.Link, m.Sentence), time.Time{}, false)...)
		card.Sections = append(card.Sections, Section{Heading: capital(oneLine(m.Label)), Body: body})
	}
	card.Footer = Text{subtle("weightiest first · to see who says what, type /who-said and a name")}
	return Reply{Text: append(text, plain(", weightiest first.")), Cards: []Card{card}}, nil
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

// standing shows who wants what, with the sentence of the article that shows it, on a line of its own.
func standing(s news.Standing) Text {
	side := [...]string{"Heard", "For", "Against"}[s.Stance%3]
	return Text{plain("\n"), bold(fmt.Sprintf("%s: %s", side, called(s.Actor, s.Role))), plain(" — %s", oneLine(s.Evidence))}
}
