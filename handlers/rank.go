package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"onrecord/summarize/news"
)

// ranking is how long an answer waits for the nearness of meaning.
const ranking = 3 * time.Second

// nearness tells how near texts are in meaning to a query; nil where there is no model that can tell, or it does not.
func (a *App) nearness(ctx context.Context, query string, texts []string) []float64 {
	if a.Ranker == nil || query == "" || len(texts) < 2 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, ranking)
	defer cancel()
	near, err := a.Ranker.Rank(ctx, query, texts)
	if err != nil || len(near) != len(texts) {
		a.Log.Warn("not ranked by meaning", "error", err)
		return nil
	}
	return near
}

// rankPassages puts first what is nearest to a question: half by the words, half by the meaning.
func (a *App) rankPassages(ctx context.Context, question string, passages []news.Passage) {
	texts, top := make([]string, len(passages)), 0.0
	for i, p := range passages {
		texts[i], top = p.Text, max(top, p.Score)
	}
	near := a.nearness(ctx, question, texts)
	if near == nil || top == 0 {
		return
	}
	for i := range passages {
		passages[i].Score = (passages[i].Score/top + near[i]) / 2
	}
	slices.SortStableFunc(passages, func(x, y news.Passage) int { return cmp.Compare(y.Score, x.Score) })
}

// rankSayings puts first on a page what is nearest in meaning to what it is about. An utterance that is split stays in
// one piece.
func (a *App) rankSayings(ctx context.Context, about string, found []news.Saying) {
	type utterance struct {
		parts []news.Saying
		near  float64
	}
	var all []utterance
	var texts []string
	for i, s := range found {
		if i > 0 && follows(found[i-1], s) {
			last := len(all) - 1
			all[last].parts = append(all[last].parts, s)
			texts[last] += " " + s.Text
			continue
		}
		all, texts = append(all, utterance{parts: []news.Saying{s}}), append(texts, s.Text)
	}
	near := a.nearness(ctx, about, texts)
	if near == nil {
		return
	}
	for i := range all {
		all[i].near = near[i]
	}
	slices.SortStableFunc(all, func(x, y utterance) int { return cmp.Compare(y.near, x.near) })
	sorted := found[:0:0]
	for _, u := range all {
		sorted = append(sorted, u.parts...)
	}
	copy(found, sorted)
}
