package discord

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

func TestASlashCommandIsAcknowledgedThenAnsweredByAnEdit(t *testing.T) {
	w := newTwin(t)
	got := make(chan handlers.Request, 1)
	begun, finish := make(chan struct{}), make(chan struct{})
	w.run(script{answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
		got <- r
		close(begun)
		<-finish
		return handlers.Reply{
			Text:    handlers.Text{{Words: "One quote by "}, {Words: "Ann Example", Style: handlers.Bold}},
			Cards:   []handlers.Card{{Title: "A *starred* title", Link: "https://news.example/a", Body: handlers.Text{{Words: "so it was", Style: handlers.Quoted}}}},
			Buttons: []handlers.Button{{Label: "Quotes", Action: handlers.Action{Name: "quotes", Args: []string{"7"}}}},
		}
	}}}, nil)
	id := w.slash("brief", map[string]any{"type": 3, "name": "link", "value": "https://news.example/a"}, map[string]any{"type": 5, "name": "private", "value": false})
	<-begun
	if r := w.response(id); r.Type != 5 || r.Data.Flags != 0 {
		t.Errorf("acknowledged with %+v while the work goes on", r)
	}
	close(finish)
	m := w.answered(1)
	if m.Content != "One quote by **Ann Example**" || m.Embeds[0].Title != `A \*starred\* title` || m.Embeds[0].Description != "“so it was”" {
		t.Errorf("answered %+v", m)
	}
	if id := m.Components[0].Components[0].CustomID; id != "aquotes|7" {
		t.Errorf("button says %q", id)
	}
	r := <-got
	if r.Command != "brief" || r.Options["link"] != "https://news.example/a" || len(r.Options) != 1 || r.Member.ID != w.User || r.Member.Name == "" {
		t.Errorf("request %+v", r)
	}
	if want := "discord:guild:" + w.Guild; string(r.Place) != want {
		t.Errorf("place %q, want %q", r.Place, want)
	}
}

func TestAQuietCommandIsAcknowledgedForTheOneWhoAsked(t *testing.T) {
	w := newTwin(t)
	w.run(script{quiet: true, answers: answers{"help": says("Help.")}}, nil)
	if r := w.response(w.slash("help")); r.Type != 5 || r.Data.Flags != 64 {
		t.Errorf("acknowledged with %+v", r)
	}
	w.answered(1)
}

func TestAPrivateReplyToAPublicQuestionIsSentApart(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": func(context.Context, handlers.Request) handlers.Reply { return sorry("Not a link.") }}}, nil)
	w.slash("brief")
	w.until("a private message follows", func() bool { return len(w.made("POST", "/webhooks/")) == 1 })
	taken := 0
	for _, r := range w.requests() {
		if r.Method == "DELETE" && strings.HasSuffix(r.Path, "/messages/@original") {
			taken++ // the twin has no message yet and says so
		}
	}
	if taken != 1 || len(w.made("PATCH", "@original")) != 0 {
		t.Errorf("the public acknowledgement was not taken away: %+v", w.requests())
	}
	if body := string(w.made("POST", "/webhooks/")[0].Body); !strings.Contains(body, `"flags":64`) || !strings.Contains(body, "Not a link.") {
		t.Errorf("sent %s", body)
	}
}

func TestAButtonBringsANewPrivateMessage(t *testing.T) {
	w := newTwin(t)
	got := make(chan handlers.Request, 1)
	w.run(script{answers: answers{
		"brief": func(context.Context, handlers.Request) handlers.Reply {
			return handlers.Reply{Text: handlers.Text{{Words: "Press."}}, Buttons: []handlers.Button{{Label: "More", Action: handlers.Action{Name: "more", Args: []string{"ä|b", "2"}}}}}
		},
		"more": func(_ context.Context, r handlers.Request) handlers.Reply {
			got <- r
			return handlers.Reply{Text: handlers.Text{{Words: "More."}}}
		},
	}}, nil)
	w.slash("brief")
	button := w.answered(1).Components[0].Components[0].CustomID
	var posts []struct{ ID string }
	w.do("GET", "/messages", nil, &posts)
	id := w.interact(map[string]any{"type": 3, "message_id": posts[len(posts)-1].ID, "data": map[string]any{"custom_id": button, "component_type": 2}})
	if r := w.response(id); r.Type != 5 || r.Data.Flags != 64 {
		t.Errorf("acknowledged with %+v", r)
	}
	if m := w.answered(2); m.Content != "More." {
		t.Errorf("answered %+v", m)
	}
	if r := <-got; r.Action.Name != "more" || len(r.Action.Args) != 2 || r.Action.Args[0] != "ä|b" {
		t.Errorf("action %+v", r.Action)
	}
}

func TestAButtonOfAnEarlierVersionSaysSo(t *testing.T) {
	w := newTwin(t)
	w.run(script{}, nil)
	for _, custom := range []string{"v1|pg|77|2", "a~", "", "aname|~!!"} {
		id := w.raw(map[string]any{"type": 3, "guild_id": w.Guild, "member": map[string]any{"user": map[string]any{"id": w.User, "username": "alice"}},
			"message": map[string]any{"id": "9", "components": []any{map[string]any{"type": 99}}}, "data": map[string]any{"custom_id": custom, "component_type": 2}})
		if r := w.response(id); r.Type != 4 || r.Data.Flags != 64 || r.Data.Content != sayStale {
			t.Errorf("%q: responded with %+v", custom, r)
		}
	}
}

func TestSuggestionsAreNamesOrAnEmptyList(t *testing.T) {
	w := newTwin(t)
	w.run(script{names: []string{"Ida Moreno", "", "Ida Moreno", strings.Repeat("x", 300)}}, nil)
	typing := func(focused bool) []any {
		id := w.interact(map[string]any{"type": 4, "data": map[string]any{"id": "1", "name": "who-said", "type": 1, "options": []any{map[string]any{"type": 3, "name": "speaker", "value": "mo", "focused": focused}}}})
		r := w.response(id)
		if r.Type != 8 || r.Data.Choices == nil {
			t.Errorf("responded with %+v", r)
		}
		return r.Data.Choices
	}
	if got := typing(true); len(got) != 2 || !strings.Contains(fmt.Sprint(got[0]), "Ida Moreno") {
		t.Errorf("suggested %v", got)
	}
	if got := typing(false); len(got) != 0 {
		t.Errorf("suggested %v", got)
	}
}

func TestAFileGoesWithItsMessage(t *testing.T) {
	w := newTwin(t)
	w.run(script{quiet: true, answers: answers{"export": func(context.Context, handlers.Request) handlers.Reply {
		return handlers.Reply{Text: handlers.Text{{Words: "2 sayings."}}, Private: true, File: &news.File{Name: "../quotes.csv", Type: "text/csv", Data: []byte("text,speaker\n")}}
	}}}, nil)
	w.slash("export")
	w.until("the file is sent", func() bool { return len(w.made("PATCH", "/messages/@original")) == 1 })
	if body := string(w.made("PATCH", "/messages/@original")[0].Body); !strings.Contains(body, "quotes.csv") || strings.Contains(body, "../") {
		t.Errorf("sent %s", body)
	}
}

func TestPlacesOutsideServersBelongToOnePerson(t *testing.T) {
	w := newTwin(t)
	got := make(chan handlers.Request, 1)
	w.run(script{answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
		got <- r
		return handlers.Reply{}
	}}}, nil)
	alice := map[string]any{"id": w.User, "username": "alice", "global_name": "Alice"}
	in := map[string]any{"id": "1", "name": "brief", "type": 1}
	for name, c := range map[string]struct {
		payload map[string]any
		place   string
	}{
		"direct message": {map[string]any{"type": 2, "data": in, "user": alice, "context": 1}, "discord:dm:" + w.User},
		"brought along": {map[string]any{"type": 2, "data": in, "guild_id": w.Guild, "member": map[string]any{"user": alice},
			"authorizing_integration_owners": map[string]any{"1": w.User}}, "discord:dm:" + w.User},
		"installed": {map[string]any{"type": 2, "data": in, "guild_id": w.Guild, "member": map[string]any{"user": alice},
			"authorizing_integration_owners": map[string]any{"0": w.Guild, "1": w.User}}, "discord:guild:" + w.Guild},
	} {
		w.raw(c.payload)
		if r := <-got; string(r.Place) != c.place || r.Member.Name != "Alice" {
			t.Errorf("%s: place %q of %q", name, r.Place, r.Member.Name)
		}
	}
	w.answered(3)
}

func TestWhatCannotBeReadIsAnsweredAndHarmsNobody(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Still here.")}}, nil)
	alice := map[string]any{"user": map[string]any{"id": w.User, "username": "alice"}}
	for name, p := range map[string]map[string]any{
		"no data":          {"type": 2, "member": alice},
		"null data":        {"type": 2, "member": alice, "data": nil},
		"message command":  {"type": 2, "member": alice, "data": map[string]any{"name": "Brief this", "type": 3}},
		"data of a number": {"type": 2, "member": alice, "data": 7},
		"nobody":           {"type": 2, "data": map[string]any{"name": "brief", "type": 1}},
		"half a member":    {"type": 2, "member": map[string]any{}, "data": map[string]any{"name": "brief", "type": 1}},
		"modal":            {"type": 5, "member": alice, "data": map[string]any{"custom_id": "m", "components": []any{map[string]any{"type": 18}}}},
		"unknown type":     {"type": 99, "member": alice},
	} {
		if r := w.response(w.raw(p)); r.Type != 4 || r.Data.Flags != 64 || r.Data.Content != sayUnknown {
			t.Errorf("%s: responded with %+v", name, r)
		}
	}
	w.do("POST", "/event", map[string]any{"t": "INTERACTION_CREATE", "d": nil}, nil)
	w.do("POST", "/event", map[string]any{"t": "INTERACTION_CREATE", "d": map[string]any{"id": "../x", "token": "t"}}, nil)
	w.slash("brief")
	if m := w.answered(1); m.Content != "Still here." {
		t.Errorf("answered %+v", m)
	}
}

func TestAPanicIsAnswered(t *testing.T) {
	w := newTwin(t)
	w.run(script{quiet: true, answers: answers{"brief": func(context.Context, handlers.Request) handlers.Reply { panic("no") }}}, nil)
	w.slash("brief")
	if m := w.answered(1); m.Content != sayFault {
		t.Errorf("answered %+v", m)
	}
	w.slash("unheard-of") // the script panics here too
	w.answered(2)
}

func TestRegisterMakesTheCatalogueKnown(t *testing.T) {
	w := newTwin(t)
	rows := []handlers.Command{{Name: "brief", Summary: "Brief an article", Options: []handlers.Option{
		{Name: "link", Summary: "Where it is", Max: 2048},
		{Name: "file", Summary: "The article as a file", Kind: handlers.FileOption},
		{Name: "private", Summary: "Only for you", Kind: handlers.SwitchOption},
		{Name: "length", Summary: "How long", Required: true, Choices: []handlers.Choice{{Label: "Short", Value: "short"}}},
	}}}
	w.run(script{rows: rows}, func(b *Bot) { b.open.Register = true })
	var got []struct {
		Name    string
		Options []struct {
			Name string
			Type int
		}
	}
	w.do("GET", "/commands", nil, &got)
	if len(got) != 1 || got[0].Name != "brief" || len(got[0].Options) != 4 || got[0].Options[0].Name != "length" || got[0].Options[2].Type != 11 {
		t.Errorf("registered %+v", got)
	}
}
