package handlers

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"onrecord/summarize/news"
)

// usageDays is how many days /usage looks back.
const usageDays = 7

// usage answers /usage: what the model has used here, day by day, and what is left today.
func (a *App) usage(ctx context.Context, r Request) (Reply, error) {
	if a.Writer == nil {
		return Reply{Text: Text{plain("No language model is set up: the built-in engine writes everything, and nothing is used up.")}, Private: true}, nil
	}
	days, err := a.Ledger.Usage(ctx, r.Place, usageDays)
	if err != nil {
		return Reply{}, err
	}
	card := Card{Title: "Tokens used here", Ours: true, Footer: Text{subtle(a.Writer.Writer() + " · days are UTC · failed calls are counted too")}}
	for i, d := range days {
		if d.Calls == 0 {
			continue
		}
		if i > 0 && len(card.Body) > 0 {
			card.Body = append(card.Body, plain("\n"))
		}
		card.Body = append(card.Body, bold(d.Day.Format("2 Jan")), plain(": %s read, %s written, in %s", number(d.In), number(d.Out), count(d.Calls, "call")))
	}
	text := Text{plain("Nothing has been used here in the last %d days.", usageDays)}
	if len(card.Body) > 0 {
		text = Text{plain("What the model has used here in the last %d days.", usageDays)}
	}
	today := days[0]
	if len(today.Members) > 0 {
		var who Text
		ids := slices.SortedFunc(maps.Keys(today.Members), func(x, y string) int {
			return cmp.Or(today.Members[y]-today.Members[x], cmp.Compare(x, y))
		})
		for i, id := range ids[:min(len(ids), 10)] {
			if i > 0 {
				who = append(who, plain("\n"))
			}
			who = append(who, Run{Words: "member " + id, Member: news.Member{ID: id, Name: "member " + id}}, plain(": %s", number(today.Members[id])))
		}
		card.Sections = append(card.Sections, Section{Heading: "Today, by who asked", Ours: true, Body: who})
	}
	var left []string
	for _, b := range []struct {
		name string
		most int
	}{{"this place", a.Budget.Place}, {"each member", a.Budget.Member}, {"all places together", a.Budget.Total}} {
		if b.most > 0 {
			left = append(left, fmt.Sprintf("%s: %s tokens a day", b.name, number(b.most)))
		}
	}
	if len(left) == 0 {
		left = []string{"none is set"}
	}
	var lines Text
	for i, l := range left {
		if i > 0 {
			lines = append(lines, plain("\n"))
		}
		lines = append(lines, plain("%s", l))
	}
	card.Sections = append(card.Sections, Section{Heading: "Budgets", Ours: true, Body: lines})
	return Reply{Text: text, Cards: []Card{card}, Private: true}, nil
}

func (a *App) usageRow() Command {
	return Command{
		Name:    "usage",
		Summary: "What the language model has used here, and its budgets",
		Help: "Shows to those who manage the place how many tokens the language model has read and written here, day by day " +
			"and by who asked, and the budgets that the one who hosts me has set. Where a budget is used up, the built-in " +
			"engine writes until the day ends.",
		Example: "/usage",
		Private: true,
		Admin:   true,
		Run:     a.usage,
	}
}
