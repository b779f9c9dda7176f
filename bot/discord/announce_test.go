package discord

import (
	"errors"
	"strings"
	"testing"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

func TestTwinWhatIsAnnouncedIsPostedUnderANonce(t *testing.T) {
	w := newTwin(t)
	b, err := New(Options{Token: w.Token, API: w.API, App: script{}})
	if err != nil {
		t.Fatal(err)
	}
	r := handlers.Reply{Text: handlers.Text{{Words: "Tuesday: 1 story."}}, Private: true, Menu: &handlers.Menu{Label: "Open a story", Items: []handlers.Item{{Label: "One", Action: handlers.Action{Name: "story", Args: []string{"7"}}}}}}
	if err := b.Announce(t.Context(), w.Channel, r, "digest p 1 2026-05-10", true); err != nil {
		t.Fatal(err)
	}
	all := w.made("POST", "/channels/"+w.Channel+"/messages")
	if len(all) != 1 {
		t.Fatalf("posted %d", len(all))
	}
	body := string(all[0].Body)
	if !strings.Contains(body, `"enforce_nonce":true`) || !strings.Contains(body, `"nonce":"`) || strings.Contains(body, `"flags":64`) {
		t.Errorf("posted %s", body)
	}
	for code, status := range map[int]int{codeUnknownChannel: 404, codeMissingAccess: 403, codeForbidden: 403} {
		w.fault("/messages", map[string]any{"status": status, "times": 1, "body": map[string]any{"code": code, "message": "no"}})
		if err := b.Announce(t.Context(), w.Channel, r, "x", false); !errors.Is(err, news.ErrGone) {
			t.Errorf("%d: %v", code, err)
		}
	}
	if err := b.Announce(t.Context(), "../7", r, "x", false); !errors.Is(err, news.ErrGone) {
		t.Errorf("a channel that is none: %v", err)
	}
}
