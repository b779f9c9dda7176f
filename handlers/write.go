package handlers

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"onrecord/summarize/news"
)

// Why a brief is the engine's own although there is a model, in the reader's words.
const (
	noteWriting = "a model is writing; this will be replaced"
	noteBusy    = "the model is busy, so the built-in engine wrote this"
	noteNoModel = "the model gave nothing that holds, so the built-in engine wrote this"
)

// notesShort are for each budget that is used up.
var notesShort = map[string]string{
	"place":  "this place's model budget for today is used up, so the built-in engine wrote this",
	"member": "your model budget for today is used up, so the built-in engine wrote this",
	"total":  "today's model budget is used up, so the built-in engine wrote this",
}

// writing is the time that a model may take for one brief, whoever waits.
const writing = 90 * time.Second

// finish has a brief written in the style that was asked for, and draws it. The engine's own is shown first where the
// front end can replace it, and stays where the model gives nothing.
func (a *App) finish(ctx context.Context, r Request, t telling, links ...string) Reply {
	style, kept := a.styleOf(ctx, r), t.Brief
	if a.Writer != nil && kept.Writer == a.Writer.Writer() && kept.Style == style {
		return t.reply()
	}
	t.Brief = a.inStyle(kept, style)
	if a.Writer == nil {
		return t.reply()
	}
	key := a.writtenKey(r, kept, style)
	b, err := a.Ledger.Written(ctx, key)
	if err != nil {
		if r.Show != nil {
			first := t
			first.Aside = noteWriting
			r.Show(first.reply())
		}
		b, t.Aside = a.writeOnce(ctx, r, t.Brief, style, key)
	}
	t.Brief = b
	switch {
	case t.Aside != "" || !t.Kept:
	case style == (news.Style{}): // so that look-ups and buttons show the same
		again := a.keep(ctx, r, b, links...)
		t.Kept, t.Note = again.Kept, again.Note
	default: // buttons lead to the brief that is kept, not to this one
		other := *b
		other.Asks = kept.Asks
		t.Brief = &other
	}
	return t.reply()
}

// inStyle makes the engine's own brief of an article in a style, if it is not that already.
func (a *App) inStyle(b *news.Brief, style news.Style) *news.Brief {
	if a.Writer == nil && b.Style == style {
		return b // perhaps of a model that was there before
	}
	return a.Engine.Restyle(b, style)
}

// writtenKey names what is written about an article. Texts that no link leads to stay in their place.
func (a *App) writtenKey(r Request, b *news.Brief, style news.Style) string {
	place := ""
	if b.Article.Link == "" {
		place = string(r.Place)
	}
	return b.Article.ID + " " + style.Key() + " " + a.Writer.Edition() + " " + place
}

// writeOnce has a brief written in the place of the engine's own, once for all who ask for the same at the same time, and within the budgets of the one
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
		var b *news.Brief
		short, err := a.spend(ctx, r, len(own.Article.Text), func() (cost news.Cost, err error) {
			b, cost, err = a.Writer.Write(ctx, own, style)
			return cost, err
		})
		switch {
		case short != "":
			return written{own, short}, nil
		case err != nil:
			a.Log.Warn("model wrote nothing", "error", scrub(err.Error(), r))
			return written{own, noteNoModel}, nil
		}
		if r.Option("private") != "true" {
			if err := a.Ledger.KeepWritten(ctx, r.Place, key, b); err != nil {
				a.Log.Warn("written brief not kept", "error", scrub(err.Error(), r))
			}
		}
		return written{b, ""}, nil
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
	return own, noteNoModel
}

// spend uses a model within the budgets. It returns why it may not, in the reader's words, or what the use came to. A
// ledger that does not answer keeps the model from being used where there is a budget to keep.
func (a *App) spend(ctx context.Context, r Request, bytes int, use func() (news.Cost, error)) (short string, err error) {
	start, asked := a.Now(), false
	if !a.lane.enter(start) {
		return noteBusy, nil
	}
	defer func() { a.lane.leave(a.Now(), asked, a.Now().Sub(start), err) }()
	reserved, name, err := a.Ledger.Reserve(ctx, r.Place, r.Member.ID, a.Writer.Estimate(bytes), a.Budget)
	switch {
	case err != nil && a.Budget != (news.Budget{}):
		return "", fmt.Errorf("budget: %w", err)
	case name != "":
		return notesShort[name], nil
	}
	counted := err == nil
	start, asked = a.Now(), true
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
