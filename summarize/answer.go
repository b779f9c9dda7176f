package summarize

import (
	"context"
	"fmt"

	"onrecord/summarize/news"
	"onrecord/summarize/verify"
)

// AnswerBy has the model answer a question from passages and lets through what holds; earlier are the questions that
// came before it in a conversation. The answer is without lines where the passages do not say, or nothing held.
func (e *Engine) AnswerBy(ctx context.Context, question string, earlier []string, passages []news.Passage) (news.Answer, news.Cost, error) {
	out := news.Answer{Passages: passages, Writer: e.Writer()}
	if e.Model == nil || len(passages) == 0 {
		a, err := e.Answer(ctx, question, passages)
		return a, news.Cost{}, err
	}
	p := Prompt{Name: "answer", Instructions: answerPrompt, Data: answerData(question, earlier, passages), Schema: answerSchema, Most: 1000}
	var w struct {
		Lines []writtenLine `json:"lines"`
	}
	cost, err := complete(ctx, e.Model, p, &w)
	if err != nil {
		return out, cost, fmt.Errorf("answer: %w", err)
	}
	ground := verify.Passages(passages, "")
	for _, l := range w.Lines[:min(len(w.Lines), 8)] {
		line, err := ground.Line(l.line())
		if err != nil {
			out.Dropped++
			continue
		}
		out.Lines = append(out.Lines, line)
	}
	return out, cost, nil
}
