package handlers

import (
	"context"
	"strings"
)

// privacyTopic is the word that /help answers with what is kept about whom.
const privacyTopic = "privacy"

// help answers /help, from the catalogue.
func (a *App) help(_ context.Context, r Request) (Reply, error) {
	topic := r.Option("command")
	if topic == privacyTopic {
		return a.privacy(), nil
	}
	if rows := a.group(topic); len(rows) > 1 {
		var cards []Card
		for _, c := range rows {
			cards = append(cards, c.card())
		}
		return Reply{Text: Text{bold("/" + topic), plain(" does several things.")}, Cards: cards}, nil
	} else if len(rows) == 1 {
		c := rows[0]
		return Reply{Text: Text{bold("/" + c.Name), plain(" — "), ours(c.Summary), plain(".")}, Cards: []Card{c.card()}}, nil
	}
	card := Card{Title: "What you can ask", Ours: true, Footer: Text{subtle("/help and a command tells more · /help privacy tells what is kept")}}
	for _, c := range a.Commands() {
		first, _, _ := strings.Cut(c.Name, " ")
		line := Text{ours(c.Summary), plain("."), subtle("\n" + c.Example)}
		if n := len(card.Sections); n > 0 && card.Sections[n-1].Heading == "/"+first {
			card.Sections[n-1].Body = append(append(card.Sections[n-1].Body, plain("\n")), line...)
			continue
		}
		card.Sections = append(card.Sections, Section{Heading: "/" + first, Body: line})
	}
	return Reply{
		Text:  Text{plain("I keep people's words on the record. Give me an article, and I say who said what in it; what I put in quotation marks, I have found there letter for letter.")},
		Cards: []Card{card},
	}, nil
}

// group returns the rows that begin with a word.
func (a *App) group(word string) (rows []Command) {
	for _, c := range a.Commands() {
		if first, _, _ := strings.Cut(c.Name, " "); first == word || c.Name == word {
			rows = append(rows, c)
		}
	}
	return rows
}

// card shows one command in full.
func (c Command) card() Card {
	card := Card{Title: "/" + c.Name, Body: Text{plain("%s", c.Help)}}
	for _, o := range c.Options {
		body := Text{ours(o.Summary), plain(".")}
		if o.Required {
			body = append(body, subtle(" Needed."))
		}
		if len(o.Choices) > 0 {
			var names []string
			for _, choice := range o.Choices {
				names = append(names, choice.Value)
			}
			body = append(body, subtle(" One of: "+strings.Join(names, ", ")+"."))
		}
		card.Sections = append(card.Sections, Section{Heading: o.Name, Body: body})
	}
	card.Footer = Text{subtle("try: " + c.Example)}
	return card
}

// privacy says what is kept about whom, for how long, and who sees it.
func (a *App) privacy() Reply {
	long := "Until whoever runs me deletes it; no time limit is set."
	if a.Retention > 0 {
		long = "For " + count(max(1, int(a.Retention.Hours()/24)), "day") + " after it was last shared here, then it is gone."
	}
	report := "Tell whoever runs me. A word that I got wrong: /check shows what the source says, and /brief fresh:true reads it again."
	if a.Contact != "" {
		report = "A wrong quotation, or anything else: " + a.Contact + ". /check shows what the source says, and /brief fresh:true reads it again."
	}
	others := "Your other messages: I do not read them."
	if a.Reads {
		others = "Your other messages: in channels that /settings names I look for links in them; elsewhere I pass them over. None is kept."
	}
	return Reply{
		Text: Text{plain("What I keep, and for how long.")},
		Cards: []Card{{
			Title: "Privacy", Ours: true,
			Sections: []Section{
				{Heading: "What is kept", Ours: true, Body: Text{plain("The articles that are shared here with /brief, what I wrote about them, and who shared each of them first: your name and number on this platform, and when. And when you last looked at /issues, to tell you what is new. Further the settings, feeds, briefings and watches of this place, with who set a watch or a feed up, and which articles came in lately, for the next briefing.")}},
				{Heading: "What is kept for a moment", Ours: true, Body: Text{plain("What you ask me, encrypted, until it is answered. How often you asked in this minute, so that nobody takes all there is. In a thread, the last questions to /ask, for a day. Where a language model writes: how much of it you used on a day, for 40 days.")}},
				{Heading: "What is not", Ours: true, Body: Text{plain("%s What you look up: I do not write it down. An article that you brief with private is not remembered here.", others)}},
				{Heading: "For how long", Ours: true, Body: Text{plain("%s", long)}},
				{Heading: "Who sees it", Ours: true, Body: Text{plain("Only this place: what is shared here is never shown anywhere else. The page of a link, which anyone could open, is read once and its brief reused; who asked for it is not passed on.")}},
				{Heading: "To have it deleted", Ours: true, Body: Text{plain("/forget me takes your name and number out of everything. /forget brief lets go of an article that you shared, /forget server of all that this place has.")}},
				{Heading: "To report something", Ours: true, Body: Text{plain("%s", report)}},
			},
		}},
	}
}
