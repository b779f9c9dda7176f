package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"onrecord/summarize/news"
)

// Writer writes with a language model. Its briefs and answers are checked line by line before it returns them; its
// errors wrap [news.ErrModel].
type Writer interface {
	// Writer names who writes, as a reader is told it.
	Writer() string
	// Edition changes when the same article would be written about differently: model, prompts, engine.
	Edition() string
	// Estimate is how many tokens a text of so many bytes may take at most.
	Estimate(bytes int) int
	// Write words a brief that the engine has made.
	Write(ctx context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error)
	// AnswerBy words an answer from passages; earlier are the questions before it.
	AnswerBy(ctx context.Context, question string, earlier []string, passages []news.Passage) (news.Answer, news.Cost, error)
}

// Ranker tells how near texts are in meaning to a query, 0 to 1 each.
type Ranker interface {
	Rank(ctx context.Context, query string, texts []string) ([]float64, error)
}

// Ledger remembers what a writer has written and used. Its errors wrap [news.ErrUnavailable], and [news.ErrMissing]
// for what was not written yet.
type Ledger interface {
	Written(ctx context.Context, key string) (*news.Brief, error)
	KeepWritten(ctx context.Context, key string, b *news.Brief) error
	// Reserve takes tokens out of today's budgets and names the one that does not hold them: "place", "member",
	// "total"; "" if all do.
	Reserve(ctx context.Context, place news.Place, member string, tokens int, most news.Budget) (short string, err error)
	// Settle puts what was used in the place of what was reserved.
	Settle(ctx context.Context, place news.Place, member string, reserved int, cost news.Cost) error
	// Usage tells what was used on each of the last days, today first; in all places for the place "".
	Usage(ctx context.Context, place news.Place, days int) ([]news.Usage, error)
	// Talk returns the questions asked before in a thread, Say adds one, ForgetTalk lets go of them.
	Talk(ctx context.Context, place news.Place, thread string) ([]string, error)
	Say(ctx context.Context, place news.Place, thread, question string) error
	ForgetTalk(ctx context.Context, place news.Place, thread string) error
}

// Why a brief is the engine's own although there is a model, in the reader's words.
const (
	noteWriting = "a model is writing; this will be replaced"
	noteNoModel = "the model gave nothing that holds, so the built-in engine wrote this"
)

// notesShort are for each budget that is used up.
var notesShort = map[string]string{
	"place":  "this place's model budget for today is used up, so the built-in engine wrote this",
	"member": "your model budget for today is used up, so the built-in engine wrote this",
	"total":  "today's model budget is used up, so the built-in engine wrote this",
}

// writing is the time that a model may take for one brief, whoever waits.
const writing = 75 * time.Second

// styleOf reads how a brief is wanted.
func styleOf(r Request) news.Style {
	return news.Style{Length: news.LengthOf(r.Option("length")), Form: news.FormOf(r.Option("style")), Lang: r.Option("language")}
}

// finish has a brief written in the style that was asked for, and draws it. The engine's own is shown first where the
// front end can replace it, and stays where the model gives nothing.
func (a *App) finish(ctx context.Context, r Request, t telling, links ...string) Reply {
	style := styleOf(r)
	own := t.Brief
	if a.Writer == nil {
		if style != own.Style {
			t.Brief = a.Engine.Restyle(own, style)
		}
		return t.reply()
	}
	if own.Writer == a.Writer.Writer() && own.Style == style {
		return t.reply()
	}
	key := a.writtenKey(r, own, style)
	b, err := a.Ledger.Written(ctx, key)
	note := ""
	if err != nil {
		if r.Show != nil {
			first := t
			first.Brief, first.Aside = a.Engine.Restyle(own, style), noteWriting
			r.Show(first.reply())
		}
		b, note = a.writeOnce(ctx, r, own, style, key)
	}
	t.Brief, t.Aside = b, note
	if t.Kept && note == "" && style == (news.Style{}) { // so that look-ups and buttons show the same
		kept := a.keep(ctx, r, b, links...)
		kept.First, kept.Note = t.First, t.Note
		t = kept
	}
	return t.reply()
}

// writtenKey names what is written about an article. Texts that no link leads to stay in their place.
func (a *App) writtenKey(r Request, b *news.Brief, style news.Style) string {
	place := ""
	if b.Article.Link == "" {
		place = string(r.Place)
	}
	return b.Article.ID + " " + style.Key() + " " + a.Writer.Edition() + " " + place
}

// writeOnce has a brief written, once for all who ask for the same at the same time, and within the budgets of the one
// who asked first. The note says why it is not the model's.
func (a *App) writeOnce(ctx context.Context, r Request, own *news.Brief, style news.Style, key string) (*news.Brief, string) {
	type written struct {
		brief *news.Brief
		note  string
	}
	done := a.writings.DoChan(key, func() (v any, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = &crash{value: p, stack: debug.Stack()}
			}
		}()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writing)
		defer cancel()
		if b, err := a.Ledger.Written(ctx, key); err == nil {
			return written{b, ""}, nil
		}
		b, note := own, ""
		short, err := a.spend(ctx, r, len(own.Article.Text), func() (cost news.Cost, err error) {
			b, cost, err = a.Writer.Write(ctx, own, style)
			return cost, err
		})
		switch {
		case short != "":
			return written{a.Engine.Restyle(own, style), short}, nil
		case err != nil:
			a.Log.Warn("model wrote nothing", "error", scrub(err.Error(), r))
			return written{a.Engine.Restyle(own, style), noteNoModel}, nil
		}
		if r.Option("private") == "true" {
			return written{b, note}, nil
		}
		if err := a.Ledger.KeepWritten(ctx, key, b); err != nil {
			a.Log.Warn("written brief not kept", "error", scrub(err.Error(), r))
		}
		return written{b, note}, nil
	})
	select {
	case res := <-done:
		if res.Err == nil {
			w := res.Val.(written)
			return w.brief, w.note
		}
		a.Log.Error("writing failed", "error", scrub(res.Err.Error(), r))
	case <-ctx.Done():
	}
	return a.Engine.Restyle(own, style), noteNoModel
}

// spend uses a model within the budgets. It returns why it may not, in the reader's words, or what the use came to. A
// ledger that does not answer keeps the model from being used where there is a budget to keep.
func (a *App) spend(ctx context.Context, r Request, bytes int, use func() (news.Cost, error)) (short string, err error) {
	reserved := a.Writer.Estimate(bytes)
	name, err := a.Ledger.Reserve(ctx, r.Place, r.Member.ID, reserved, a.Budget)
	switch {
	case err != nil && a.Budget != (news.Budget{}):
		return "", fmt.Errorf("budget: %w", err)
	case name != "":
		return notesShort[name], nil
	}
	counted := err == nil
	cost, err := use()
	if counted {
		if e := a.Ledger.Settle(context.WithoutCancel(ctx), r.Place, r.Member.ID, reserved, cost); e != nil {
			a.Log.Warn("use of the model not counted", "error", e)
		}
	}
	return "", err
}

// answerWith has an answer written from passages. Where the model cannot, the engine's own stands in.
func (a *App) answerWith(ctx context.Context, r Request, question string, earlier []string, passages []news.Passage) (news.Answer, error) {
	if a.Writer == nil || len(passages) == 0 {
		return a.Engine.Answer(ctx, question, passages)
	}
	bytes := len(question)
	for _, p := range passages {
		bytes += len(p.Text)
	}
	var answer news.Answer
	short, err := a.spend(ctx, r, bytes, func() (cost news.Cost, err error) {
		ctx, cancel := context.WithTimeout(ctx, a.limit()*3/4)
		defer cancel()
		answer, cost, err = a.Writer.AnswerBy(ctx, question, earlier, passages)
		return cost, err
	})
	if short == "" && err == nil {
		return answer, nil
	}
	if err != nil {
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			return news.Answer{}, ctx.Err()
		}
		a.Log.Warn("model answered nothing", "error", scrub(err.Error(), r))
		short = noteNoModel
	}
	answer, err = a.Engine.Answer(ctx, question, passages)
	answer.Note = short
	return answer, err
}

// rerank puts first what is nearest in meaning, where there is a model that can tell: half by the words, half by the
// meaning. It changes nothing where that model does not answer.
func (a *App) rerank(ctx context.Context, r Request, query string, passages []news.Passage) {
	if a.Ranker == nil || len(passages) < 2 {
		return
	}
	texts := make([]string, len(passages))
	top := 0.0
	for i, p := range passages {
		texts[i] = p.Text
		top = max(top, p.Score)
	}
	ctx, cancel := context.WithTimeout(ctx, ranking)
	defer cancel()
	near, err := a.Ranker.Rank(ctx, query, texts)
	if err != nil || len(near) != len(passages) {
		a.Log.Warn("not ranked by meaning", "error", scrub(fmt.Sprint(err), r))
		return
	}
	for i := range passages {
		passages[i].Score = (passages[i].Score/max(top, 1e-9) + near[i]) / 2
	}
	slices.SortStableFunc(passages, func(x, y news.Passage) int { return cmp.Compare(y.Score, x.Score) })
}

// rerankSayings puts first on a page of /who-said about what is nearest in meaning. An utterance that is split stays in
// one piece.
func (a *App) rerankSayings(ctx context.Context, about string, found []news.Saying) {
	if a.Ranker == nil || about == "" || len(found) < 2 {
		return
	}
	var whole [][]news.Saying
	var texts []string
	for i, s := range found {
		if i > 0 && follows(found[i-1], s) {
			whole[len(whole)-1] = append(whole[len(whole)-1], s)
			texts[len(texts)-1] += " " + s.Text
			continue
		}
		whole, texts = append(whole, []news.Saying{s}), append(texts, s.Text)
	}
	ctx, cancel := context.WithTimeout(ctx, ranking)
	defer cancel()
	near, err := a.Ranker.Rank(ctx, about, texts)
	if err != nil || len(near) != len(whole) {
		a.Log.Warn("not ranked by meaning", "error", err)
		return
	}
	order := make([]int, len(whole))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(near[y], near[x]) })
	sorted := make([]news.Saying, 0, len(found))
	for _, i := range order {
		sorted = append(sorted, whole[i]...)
	}
	copy(found, sorted)
}

// ranking is how long an answer waits for the nearness of meaning.
const ranking = 3 * time.Second
