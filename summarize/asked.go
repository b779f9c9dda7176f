package summarize

import (
	"context"
	"fmt"
	"strings"

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

// answerData is what goes into the prompt after the instructions.
func answerData(question string, earlier []string, passages []news.Passage) string {
	var b strings.Builder
	const fence = "=== passages ==="
	b.WriteString(fence + "\n")
	for i, p := range passages {
		fmt.Fprintf(&b, "%d ", i+1)
		if p.Speaker != "" {
			fmt.Fprintf(&b, "(%s, quoted) ", oneLine(p.Speaker))
		}
		if when := p.When(); !when.IsZero() {
			b.WriteString(when.Format("2006-01-02: "))
		}
		b.WriteString(strings.ReplaceAll(oneLine(p.Text), fence, "") + "\n")
	}
	b.WriteString(fence + "\n")
	for _, q := range earlier {
		b.WriteString("Asked before: " + oneLine(q) + "\n")
	}
	b.WriteString("The question: " + oneLine(question) + "\n")
	return b.String()
}
