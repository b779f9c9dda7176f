package handlers

import (
	"context"
	"strconv"

	"onrecord/summarize/news"
)

const suggestedAction = "suggested"

// suggestedButtons are the questions that a brief's article answers.
func suggestedButtons(b *news.Brief) []Button {
	var out []Button
	for i, q := range b.Asks {
		if i == 2 {
			break
		}
		out = append(out, Button{Label: clip(oneLine(q.Text), 34), Action: Action{Name: suggestedAction, Args: []string{b.Article.ID, strconv.Itoa(i)}}})
	}
	return out
}

// suggested answers a question that stood under a brief, from the sentences that answer it.
func (a *App) suggested(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 2 {
		return Reply{}, stale()
	}
	b, err := a.Library.Brief(ctx, r.Place, r.Action.Args[0])
	if err != nil {
		return Reply{}, err
	}
	n, err := strconv.Atoi(r.Action.Args[1])
	if err != nil || n < 0 || n >= len(b.Asks) {
		return Reply{}, stale()
	}
	q, art := b.Asks[n], b.Article
	var passages []news.Passage
	for _, c := range q.Cites {
		s, ok := art.Sentence(c)
		if !ok {
			continue
		}
		p := news.Passage{
			Article: art.ID, Title: art.Title, Outlet: art.Outlet(), Link: art.Link, Published: art.Published, Guessed: art.PublishedGuessed,
			Text: art.At(s.Span), From: c, To: c, Score: 1, Cover: 1,
		}
		passages = append(passages, p)
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
