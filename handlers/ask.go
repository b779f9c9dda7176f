package handlers

import (
	"context"
	"fmt"
	"slices"

	"onrecord/summarize/news"
)

// ask answers /ask. In a thread, a question goes on with those before it.
func (a *App) ask(ctx context.Context, r Request) (Reply, error) {
	question := r.Option("question")
	var earlier []string
	if r.Thread != "" && a.Ledger != nil {
		var err error
		if earlier, err = a.Ledger.Talk(ctx, r.Place, r.Thread); err != nil {
			a.Log.Warn("conversation not recalled", "error", err)
		}
		if err := a.Ledger.Say(ctx, r.Place, r.Thread, question); err != nil {
			a.Log.Warn("conversation not kept", "error", err)
		}
	}
	answer, err := a.answer(ctx, r, question, earlier)
	if err != nil {
		return Reply{}, err
	}
	return answerReply(answer), nil
}

// Answer answers a question from what a place has collected. It has no lines where that does not say.
func (a *App) Answer(ctx context.Context, place news.Place, question string) (news.Answer, error) {
	return a.answer(ctx, Request{Place: place}, question, nil)
}

func (a *App) answer(ctx context.Context, r Request, question string, earlier []string) (news.Answer, error) {
	passages, state, err := a.Finder.Passages(ctx, r.Place, question)
	if err != nil {
		return news.Answer{}, err
	}
	if len(earlier) > 0 && (len(passages) == 0 || passages[0].Cover < vague) { // "And what did she say?"
		before := earlier[len(earlier)-1]
		if passages, state, err = a.Finder.Passages(ctx, r.Place, clip(before, 500)+" "+question); err != nil {
			return news.Answer{}, err
		}
	}
	a.rankPassages(ctx, question, passages)
	answer, err := a.answerWith(ctx, r, question, earlier, passages)
	if err != nil {
		return news.Answer{}, err
	}
	answer.State = state
	answer.Size, err = a.Library.Size(ctx, r.Place)
	return answer, err
}

// vague is the share of a question's weight that the best passage must hold for the question to stand by itself.
const vague = 0.5

// answerReply draws an answer: its lines with their numbers, and below them what the numbers stand for.
func answerReply(answer news.Answer) Reply {
	if len(answer.Lines) == 0 {
		return noAnswer(answer)
	}
	own := writer(answer.Writer) == "own engine"
	var body Text
	for i, l := range answer.Lines {
		if i > 0 {
			body = append(body, plain("\n"))
		}
		if own {
			body = append(body, plain("• %s", oneLine(l.Text)))
		} else {
			body = append(body, plain("%s", oneLine(l.Text)))
		}
		for _, n := range l.Cites {
			if n >= 1 && n <= len(answer.Passages) {
				p := answer.Passages[n-1]
				body = append(body, subtle(" ["), Run{Words: fmt.Sprint(n), Style: Subtle, Link: atWords(p.Link, p.Text), Where: Where{Article: p.Article, Sentence: p.From}}, subtle("]"))
			}
		}
	}
	card := Card{Title: "From the articles shared here", Ours: true, Body: body}
	card.Sections = sources(answer)
	text := Text{plain("This is what the articles say, letter for letter; I have put nothing into words of my own.")}
	if !own {
		text = Text{plain("Answered from the articles shared here, every sentence with its source.")}
	}
	by := writer(answer.Writer)
	if answer.Dropped > 0 {
		by = count(answer.Dropped, "line") + " left out, not found in the passages · " + by
	}
	if answer.Note != "" {
		by += " · " + answer.Note
	}
	card.Footer = append(Text{subtle(searched(answer.Size) + " searched · " + by)}, behind(answer.State)...)
	return Reply{Text: text, Cards: []Card{card}}
}

// sources says what the numbers of an answer stand for, an article once.
func sources(answer news.Answer) []Section {
	var out []Section
	numbers, first := map[string]string{}, map[string]news.Passage{}
	var order []string
	for n, p := range answer.Passages {
		if !cited(answer.Lines, n+1) {
			continue
		}
		if _, there := first[p.Article]; !there {
			first[p.Article], order = p, append(order, p.Article)
		}
		numbers[p.Article] += fmt.Sprintf("[%d] ", n+1)
	}
	for _, id := range order {
		p := first[id]
		out = append(out, Section{Body: append(Text{subtle(numbers[id])}, sourceRuns(p.Title, p.Outlet, atWords(p.Link, p.Text), p.Published, p.Guessed)...)})
	}
	return out
}

func cited(lines []news.Line, n int) bool {
	return slices.ContainsFunc(lines, func(l news.Line) bool { return slices.Contains(l.Cites, n) })
}

// noAnswer says that what was collected does not say, what that was, and what comes nearest.
func noAnswer(answer news.Answer) Reply {
	if answer.Size.Articles == 0 {
		return Reply{Text: nothingShared()}
	}
	text := Text{plain("The articles shared here do not say. I searched %s.", searched(answer.Size))}
	if len(answer.Passages) == 0 {
		return Reply{Text: append(text, behind(answer.State)...)}
	}
	var titles []string
	card := Card{Title: "What comes nearest", Ours: true}
	for _, p := range answer.Passages {
		if len(titles) == 3 {
			break
		}
		if title := oneLine(p.Title); !slices.Contains(titles, title) {
			titles = append(titles, title)
			card.Sections = append(card.Sections, Section{Body: sourceRuns(p.Title, p.Outlet, atWords(p.Link, p.Text), p.Published, p.Guessed)})
		}
	}
	return Reply{Text: append(text, behind(answer.State)...), Cards: []Card{card}}
}

// searched says how much there is.
func searched(s news.Size) string {
	return count(s.Articles, "article") + " with " + count(s.Quotes, "quote")
}
