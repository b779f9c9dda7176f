package discord

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

var update = flag.Bool("update", false, "write the goldens anew")

func words(s string) handlers.Text { return handlers.Text{{Words: s}} }

// body returns a message as it is sent, after the rules of Discord's that can be checked.
func body(t *testing.T, r handlers.Reply) (m struct {
	Content string
	Embeds  []struct {
		Title, Description, URL string
		Fields                  []struct{ Name, Value string }
		Footer                  struct{ Text string }
	}
	Components []struct{ Components []map[string]any }
}) {
	t.Helper()
	raw, err := json.Marshal(render(r))
	if err != nil {
		t.Fatal(err)
	}
	checkBodies(t, []sent{{Method: "PATCH", Path: "/webhooks/1/t/messages/@original", Body: raw}})
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// wide is one character of two units and four bytes, so that counting bytes or code points shows.
const wide = "𝒜"

// filled is a text of n units that ends in a wide character.
func filled(n int) string { return strings.Repeat("x", n-2) + wide }

func TestEveryLengthIsUsedToItsLimitAndCutBehindIt(t *testing.T) {
	card := func(c handlers.Card) handlers.Reply { return handlers.Reply{Cards: []handlers.Card{c}} }
	for name, c := range map[string]struct {
		limit int
		draw  func(string) handlers.Reply
		read  func(handlers.Reply) string
	}{
		"content": {maxContent, func(s string) handlers.Reply { return handlers.Reply{Text: words(s)} },
			func(r handlers.Reply) string { return body(t, r).Content }},
		"title": {maxTitle, func(s string) handlers.Reply { return card(handlers.Card{Title: s}) },
			func(r handlers.Reply) string { return body(t, r).Embeds[0].Title }},
		"description": {maxDescription, func(s string) handlers.Reply { return card(handlers.Card{Body: words(s)}) },
			func(r handlers.Reply) string { return body(t, r).Embeds[0].Description }},
		"footer": {maxFooter, func(s string) handlers.Reply { return card(handlers.Card{Title: "t", Footer: words(s)}) },
			func(r handlers.Reply) string { return body(t, r).Embeds[0].Footer.Text }},
		"field name": {maxFieldName, func(s string) handlers.Reply {
			return card(handlers.Card{Sections: []handlers.Section{{Heading: s, Body: words("v")}}})
		}, func(r handlers.Reply) string { return body(t, r).Embeds[0].Fields[0].Name }},
		"section of its own": {maxDescription, func(s string) handlers.Reply {
			return card(handlers.Card{Title: "t", Sections: []handlers.Section{{Body: words(s)}}})
		}, func(r handlers.Reply) string { return body(t, r).Embeds[1].Description }},
		"label": {maxLabel, func(s string) handlers.Reply {
			return handlers.Reply{Buttons: []handlers.Button{{Label: s, Link: "https://news.example/"}}}
		}, func(r handlers.Reply) string { return body(t, r).Components[0].Components[0]["label"].(string) }},
	} {
		if got := c.read(c.draw(filled(c.limit))); got != filled(c.limit) {
			t.Errorf("%s: a text of %d is not shown whole", name, c.limit)
		}
		// One unit too long: the wide character no longer fits beside the ellipsis, so both its halves go.
		got := c.read(c.draw(filled(c.limit + 1)))
		if want := strings.Repeat("x", c.limit-1) + ellipsis; got != want {
			t.Errorf("%s: a text of %d is cut to %d units that end in %q", name, c.limit+1, units(got), got[max(0, len(got)-12):])
		}
		// Asterisks take two units each; the cut must not leave half an escape.
		if got := c.read(c.draw(strings.Repeat("*", c.limit))); units(got) > c.limit || strings.HasSuffix(strings.TrimSuffix(got, ellipsis), `\\`) {
			t.Errorf("%s: escaped text is cut badly: %d units", name, units(got))
		}
	}
}

func TestASectionIsAFieldUpToItsLimitAndACardOfItsOwnBehindIt(t *testing.T) {
	one := func(n int) handlers.Reply {
		return handlers.Reply{Cards: []handlers.Card{{Title: "t", Sections: []handlers.Section{{Heading: "h", Body: words(filled(n))}}}}}
	}
	if m := body(t, one(maxFieldValue)); len(m.Embeds) != 1 || m.Embeds[0].Fields[0].Value != filled(maxFieldValue) {
		t.Errorf("at the limit: %d embeds", len(m.Embeds))
	}
	if m := body(t, one(maxFieldValue+1)); len(m.Embeds) != 2 || m.Embeds[1].Description != "**h**\n"+filled(maxFieldValue+1) {
		t.Errorf("behind the limit: %d embeds", len(m.Embeds))
	}
}

func sections(n, size int) (out []handlers.Section) {
	for i := range n {
		out = append(out, handlers.Section{Heading: fmt.Sprint(i + 1), Body: words(strings.Repeat("y", size))})
	}
	return out
}

func TestWhatDoesNotFitGoesOnAndIsCountedInTheEnd(t *testing.T) {
	for name, c := range map[string]struct {
		cards  []handlers.Card
		embeds int
		fields int // of the last embed
		more   string
	}{
		"25 sections":    {[]handlers.Card{{Title: "t", Sections: sections(25, 10)}}, 1, 25, ""},
		"26 sections":    {[]handlers.Card{{Title: "t", Sections: sections(26, 10)}}, 2, 1, ""},
		"250 sections":   {[]handlers.Card{{Title: "t", Sections: sections(250, 10)}}, 10, 25, ""},
		"251 sections":   {[]handlers.Card{{Title: "t", Sections: sections(251, 10)}}, 10, 25, "… and 2 more"},
		"6 long ones":    {[]handlers.Card{{Title: "t", Sections: sections(7, 1000)}}, 1, 6, "… and 2 more"},
		"10 cards":       {numbered(10), 10, 0, ""},
		"12 cards":       {numbered(12), 10, 1, "… and 2 more"},
		"a card too far": {append(numbered(9), handlers.Card{Title: "a", Sections: sections(7, 1000)}, handlers.Card{Title: "b", Sections: sections(3, 10)}), 10, 6, "… and 5 more"},
	} {
		m := body(t, handlers.Reply{Cards: c.cards})
		last := m.Embeds[len(m.Embeds)-1]
		if len(m.Embeds) != c.embeds || len(last.Fields) != c.fields {
			t.Errorf("%s: %d embeds, the last with %d fields", name, len(m.Embeds), len(last.Fields))
			continue
		}
		more := ""
		if n := len(last.Fields); n > 0 && strings.HasSuffix(last.Fields[n-1].Value, "more") {
			more = last.Fields[n-1].Value
		}
		if more != c.more {
			t.Errorf("%s: ends in %q, want %q", name, more, c.more)
		}
	}
}

func numbered(n int) (out []handlers.Card) {
	for i := range n {
		out = append(out, handlers.Card{Title: fmt.Sprint("Card ", i+1), Link: "https://news.example/same"})
	}
	return out
}

func TestButtonsThatDiscordWouldRefuseAreLeftOut(t *testing.T) {
	action := func(name string, args ...string) handlers.Action { return handlers.Action{Name: name, Args: args} }
	m := body(t, handlers.Reply{Text: words("x"), Buttons: []handlers.Button{
		{Label: "", Action: action("a")},
		{Label: "bad scheme", Link: "javascript:alert(1)"},
		{Label: "too long", Action: action("a", strings.Repeat("z", 100))},
		{Label: "fits", Action: action("a", strings.Repeat("z", 97))},
		{Label: "again", Action: action("a", strings.Repeat("z", 97))},
		{Label: "fragment", Link: "https://news.example/#" + strings.Repeat("f", 500)},
		{Label: "endless", Link: "https://news.example/" + strings.Repeat("p", 500)},
		{Label: "3", Action: action("c")}, {Label: "4", Action: action("d")}, {Label: "5", Action: action("e")}, {Label: "6", Action: action("f")},
	}})
	var labels []string
	for _, b := range m.Components[0].Components {
		labels = append(labels, b["label"].(string))
	}
	if got := strings.Join(labels, ","); got != "fits,fragment,3,4,5" {
		t.Errorf("buttons %s", got)
	}
	if got := m.Components[0].Components[1]["url"]; got != "https://news.example/" {
		t.Errorf("link %v", got)
	}
}

func TestAnEmptyReplyIsStillAMessage(t *testing.T) {
	for _, r := range []handlers.Reply{{}, {Text: words(" \n ")}, {Cards: []handlers.Card{{}}}, {Cards: []handlers.Card{{Sections: []handlers.Section{{}, {Body: words("  ")}}}}}} {
		body(t, r) // checks that it is not empty
	}
}

func TestAReplyIsDrawnAsItAlwaysWas(t *testing.T) {
	at := time.Date(2026, 11, 20, 14, 30, 0, 0, time.UTC)
	r := handlers.Reply{
		Text: handlers.Text{{Words: "2 quotes", Style: handlers.Bold}, {Words: " from "}, {Words: "[Harbour] *Gazette*", Link: "https://gazette.example/a (b)?x=\"1\"|2"}, {Words: ", see http://evil.example/x or discord.gg/abc @everyone"}},
		Cards: []handlers.Card{{
			Title: "Council votes: 1 < 2 & `code`", Link: "https://gazette.example/vote",
			Body: handlers.Text{
				{Words: "- not a list\n1. nor this\n# nor a heading\n"}, {Words: "so it was", Style: handlers.Quoted}, {Words: " said "},
				{Words: " Ann ", Style: handlers.Bold}, {Words: "quickly", Style: handlers.Italic}, {Words: "\n"},
				{Words: "small\nprint", Style: handlers.Subtle}, {Words: "\nfirst shared by ", Style: handlers.Subtle}, {Member: news.Member{ID: "42", Name: "Bob"}, Style: handlers.Subtle},
				{Words: "\nat "}, {At: at, Words: "20 November"}, {Words: " or on "}, {At: at.Truncate(24 * time.Hour), Words: "20 November 2026"},
				{Words: " as "}, {Words: "quoted", Style: handlers.Quoted, Link: "https://gazette.example/q"}, {Words: " and "},
				{Words: "no link", Link: "ftp://gazette.example"}, {Words: " and <@1> <#2> </x:3> <t:1:R> ||hidden||"},
			},
			Sections: []handlers.Section{{Heading: "Who *says* so", Body: handlers.Text{{Words: "we will", Style: handlers.Quoted}}}, {Body: words("without heading")}},
			Footer:   handlers.Text{{Words: "*1 of 1* verified · "}, {At: at}, {Words: " · by "}, {Member: news.Member{ID: "42", Name: "Bob_"}}},
		}},
		Buttons: []handlers.Button{{Label: "Quotes", Action: handlers.Action{Name: "quotes", Args: []string{"0123"}}}, {Label: "Source", Link: "https://gazette.example/vote#:~:text=so%20it"}},
	}
	body(t, r)
	got, err := json.MarshalIndent(render(r), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const file = "testdata/reply.golden.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("drawn anew:\n%s", got)
	}
}
