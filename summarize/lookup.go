package summarize

import (
	"context"
	"fmt"
	"time"

	"onrecord/summarize/claim"
	"onrecord/summarize/news"
	"onrecord/summarize/theme"
)

// How near a passage must come to a question to be an answer without a model: the share of the question's weight that
// it holds, and how much worse than the best passage it may be.
const (
	leastCover  = 0.6
	leastOfBest = 0.75
	mostLines   = 3
)

// Answer picks the passages that answer a question and returns them letter for letter. It has no lines where none comes
// near enough.
func (e *Engine) Answer(ctx context.Context, _ string, passages []news.Passage) (news.Answer, error) {
	out := news.Answer{Passages: passages, Writer: Version}
	if err := ctx.Err(); err != nil {
		return out, fmt.Errorf("answer: %w", err)
	}
	for i, p := range passages {
		if p.Cover >= leastCover && p.Score >= leastOfBest*passages[0].Score && len(out.Lines) < mostLines {
			out.Lines = append(out.Lines, news.Line{Text: p.Text, Cites: []int{i + 1}})
		}
	}
	return out, nil
}

// Check compares what somebody is claimed to have said with wordings that were really found.
func (e *Engine) Check(quote string, candidates []news.Candidate) news.Finding {
	return claim.Check(quote, candidates)
}

// Merge joins the issues of several articles that are one, the weightiest first.
func (e *Engine) Merge(matters []news.Matter, now time.Time) []news.Theme {
	return theme.Merge(matters, now)
}
