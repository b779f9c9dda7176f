package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"onrecord/summarize/news"
)

const suggestedAction = "suggested"

// mostSuggested is how many questions stand under a brief.
const mostSuggested = 2

// maxLabel is how many characters a button's label has at most.
const maxLabel = 34

// suggestedButtons are questions that the article of a brief answers; those first that fit on a button whole.
func suggestedButtons(b *news.Brief) []Button {
	var whole, cut []Button
	for i, q := range b.Asks {
		label := clip(oneLine(q.Text), maxLabel)
		button := Button{Label: label, Action: Action{Name: suggestedAction, Args: []string{b.Article.ID, strconv.Itoa(i), markOf(q.Text)}}}
		if label == oneLine(q.Text) {
			whole = append(whole, button)
		} else {
			cut = append(cut, button)
		}
	}
	all := append(whole, cut...)
	return all[:min(len(all), mostSuggested)]
}

// markOf tells questions apart, so that a button never answers another one than it shows.
func markOf(question string) string {
	sum := sha256.Sum256([]byte(question))
	return hex.EncodeToString(sum[:4])
}

// suggested answers a question that stood under a brief, from the sentences that answer it.
func (a *App) suggested(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 3 {
		return Reply{}, stale()
	}
	b, err := a.Library.Brief(ctx, r.Place, r.Action.Args[0])
	if err != nil {
		return Reply{}, err
	}
	n, err := strconv.Atoi(r.Action.Args[1])
	if err != nil || n < 0 || n >= len(b.Asks) || markOf(b.Asks[n].Text) != r.Action.Args[2] {
		return Reply{}, stale()
	}
	q, art := b.Asks[n], b.Article
	var passages []news.Passage
	for _, c := range q.Cites {
		s, ok := art.Sentence(c)
		if !ok {
			continue
		}
		passages = append(passages, news.Passage{
			Article: art.ID, Title: art.Title, Outlet: art.Outlet(), Link: art.Link, Published: art.Published, Guessed: art.PublishedGuessed,
			Text: art.At(s.Span), From: c, To: c, Score: 1, Cover: 1,
		})
	}
	answer, err := a.answerWith(ctx, r, q.Text, nil, passages)
	if err != nil {
		return Reply{}, err
	}
	if len(answer.Lines) == 0 { // the sentences themselves answer it
		note := answer.Note
		if answer, err = a.Engine.Answer(ctx, q.Text, passages); err != nil {
			return Reply{}, err
		}
		answer.Note = note
	}
	if answer.Size, err = a.Library.Size(ctx, r.Place); err != nil {
		return Reply{}, err
	}
	reply := answerReply(answer)
	reply.Text = append(Text{bold(oneLine(q.Text)), plain(" ")}, reply.Text...)
	return reply, nil
}
