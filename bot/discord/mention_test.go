package discord

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"onrecord/handlers"
)

func TestOnlyWhatAPersonWritesToTheBotIsHeard(t *testing.T) {
	b := &Bot{}
	b.introduce([]byte(`{"user":{"id":"7"}}`))
	for raw, want := range map[string]bool{
		`{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4"},"mentions":[{"id":"7"}],"content":"<@7> who?"}`:                  true,
		`{"id":"1","channel_id":"2","author":{"id":"4"},"content":"who?"}`:                                                              true,
		`{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4"},"content":"who?"}`:                                               false,
		`{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4","bot":true},"mentions":[{"id":"7"}],"content":"<@7> who?"}`:       false,
		`{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"7"},"mentions":[{"id":"7"}],"content":"<@7> who?"}`:                  false,
		`{"id":"1","channel_id":"2","guild_id":"3","webhook_id":"9","author":{"id":"4"},"mentions":[{"id":"7"}],"content":"<@7> who?"}`: false,
		`{"id":"1","channel_id":"../2","author":{"id":"4"},"content":"who?"}`:                                                           false,
		`{"id":"1","channel_id":"2","author":null}`:                                                                                     false,
		`{}`: false,
	} {
		var m heard
		if err := json.Unmarshal([]byte(raw), &m); err != nil || (b.personal(m) && b.meant(m)) != want {
			t.Errorf("%s: %v, %v", raw, !want, err)
		}
	}
}

func TestAMentionAsksOrBriefs(t *testing.T) {
	for content, want := range map[string]string{
		"<@7> who backs the plan?":         "ask who backs the plan?",
		"<@!7> https://news.example/a":     "brief https://news.example/a",
		"<@7>":                             "help ",
		"<@7> " + strings.Repeat("ä", 900): "ask " + strings.Repeat("ä", 500),
	} {
		raw, _ := json.Marshal(map[string]any{"id": "1", "channel_id": "2", "guild_id": "3", "author": map[string]any{"id": "4", "username": "ann"}, "content": content})
		var m heard
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		r := m.request()
		if got := r.Command + " " + r.Options["question"] + r.Options["link"]; got != want || r.Place != "discord:guild:3" || r.Thread != "2 4" || r.Member.Name != "ann" {
			t.Errorf("%q: %q, %+v", content, got, r)
		}
	}
}

func TestTwinAMentionIsAnsweredWhereItStands(t *testing.T) {
	w := newTwin(t)
	app := script{answers: answers{"ask": func(_ context.Context, r handlers.Request) handlers.Reply {
		return handlers.Reply{Text: handlers.Text{{Words: "asked " + r.Option("question")}}, Private: true}
	}}}
	bot := w.run(app, func(b *Bot) { b.open.Mentions = true })
	self := *bot.self.Load()
	say := func(content string, mentions ...any) {
		w.do("POST", "/event", map[string]any{"t": "MESSAGE_CREATE", "d": map[string]any{
			"id": "1000000000000000777", "channel_id": w.Channel, "guild_id": w.Guild, "author": map[string]any{"id": w.User, "username": "alice"},
			"content": content, "mentions": mentions,
		}}, nil)
	}
	say("hello all")
	say("<@"+self+"> who backs the plan?", map[string]any{"id": self})
	w.until("the mention is answered", func() bool { return len(w.made("POST", "/channels/"+w.Channel+"/messages")) > 0 })
	all := w.made("POST", "/channels/"+w.Channel+"/messages")
	if len(all) != 1 || !strings.Contains(string(all[0].Body), "asked who backs the plan?") || !strings.Contains(string(all[0].Body), `"message_id"`) {
		t.Errorf("%d answers: %s", len(all), all[0].Body)
	}
}
