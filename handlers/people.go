package handlers

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"onrecord/summarize/news"
)

// peopleAction is the button that turns the pages of /people: name, page.
const peopleAction = "people"

// The size of a list of people: how many on a page, and how many at all.
const (
	peopleAPage  = 8
	peopleListed = 80
)

// people answers /people.
func (a *App) people(ctx context.Context, r Request) (Reply, error) {
	return a.pageOfPeople(ctx, r.Place, oneLine(r.Option("name")), "1")
}

// morePeople answers the buttons under a list of people.
func (a *App) morePeople(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 2 {
		return Reply{}, stale()
	}
	return a.pageOfPeople(ctx, r.Place, r.Action.Args[0], r.Action.Args[1])
}

func (a *App) pageOfPeople(ctx context.Context, place news.Place, name, at string) (Reply, error) {
	want, _ := pageOf(at, peopleListed, peopleAPage)
	found, total, err := a.Finder.People(ctx, place, news.PeopleQuery{Name: name, Limit: want * peopleAPage})
	if err != nil {
		return Reply{}, err
	}
	if len(found) == 0 {
		return a.nobody(ctx, place, name)
	}
	page, pages := pageOf(at, min(total, peopleListed), peopleAPage)
	card := Card{Title: "On the record here", Ours: true}
	for _, p := range found[min((page-1)*peopleAPage, len(found)):] {
		card.Sections = append(card.Sections, personSection(p))
	}
	card.Footer = Text{subtle("page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages) + " · to see what somebody said, type /who-said and the name")}
	text := Text{plain("%s on the record here, most quoted first.", counted(total, "person is", "people are"))}
	if name != "" {
		text = Text{plain("%s on the record here whose name fits ", counted(total, "person is", "people are")), bold(name), plain(", most quoted first.")}
	}
	reply := Reply{Text: text, Cards: []Card{card}}
	turn := func(label string, to int) {
		b := Button{Label: label, Action: Action{Name: peopleAction, Args: []string{name, strconv.Itoa(to)}}}
		if _, err := b.Action.Encode(); err == nil {
			reply.Buttons = append(reply.Buttons, b)
		}
	}
	if page > 1 {
		turn("Back", page-1)
	}
	if page < pages {
		turn("More", page+1)
	}
	return reply, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// personSection shows who somebody is, as the articles say.
func personSection(p news.Person) Section {
	body := Text{plain("%s, the last on %s", count(p.Quotes, "quote"), p.Last.Format("2 January 2006"))}
	var names []string
	for _, n := range p.Names {
		if n = oneLine(n); n != oneLine(p.Name) && len(names) < 3 {
			names = append(names, n)
		}
	}
	if len(names) > 0 {
		body = append(body, subtle("\nalso called "+list(names, "and")))
	}
	var roles []string
	for _, r := range p.Roles[:min(len(p.Roles), 3)] {
		roles = append(roles, oneLine(r))
	}
	role := ""
	if len(roles) > 0 {
		role = roles[0]
	}
	if len(roles) > 1 {
		body = append(body, subtle("\nalso given as "+strings.Join(roles[1:], "; ")))
	}
	return Section{Heading: called(p.Name, role), Body: body}
}

func (a *App) nobody(ctx context.Context, place news.Place, name string) (Reply, error) {
	size, err := a.Library.Size(ctx, place)
	switch {
	case err != nil:
		return Reply{}, err
	case size.Articles == 0:
		return Reply{Text: nothingShared()}, nil
	case name == "":
		return Reply{Text: Text{plain("Nobody is quoted by name in the %s shared here.", count(size.Articles, "article"))}}, nil
	}
	return Reply{Text: Text{plain("Nobody called "), bold(name), plain(" is quoted in the %s shared here. Leave the name out to see who is.", count(size.Articles, "article"))}}, nil
}

// Suggest completes the value of an option as it is typed: up to 25 values, the likeliest first; none for an option
// that has nothing to suggest.
func (a *App) Suggest(ctx context.Context, place news.Place, command, option, typed string) ([]string, error) {
	c, ok := a.command(command)
	if !ok {
		return nil, fmt.Errorf("suggest: no command %q", clip(command, 40))
	}
	o, ok := c.option(option)
	if ok && o.Zone {
		return zonesLike(typed), nil
	}
	if !ok || !o.Speaker {
		return nil, nil
	}
	names, err := a.Finder.Suggest(ctx, place, typed, maxChoices)
	for i, n := range names {
		names[i] = clip(oneLine(n), 100)
	}
	return names, err
}
