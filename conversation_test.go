package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord/handlers"
)

// twin is a stand-in for Discord that runs beside the tests.
type twin struct {
	t             *testing.T
	control       string
	API           string `json:"rest"`
	Token, Guild  string
	User, Channel string
}

// bob is another member of the server than the one that the stand-in names first.
const bob = "1000000000000000011"

// drawn is an answer as Discord got it.
type drawn struct {
	Components []struct {
		Components []struct {
			Label    string
			CustomID string `json:"custom_id"`
		}
	}
	raw string
}

func (w *twin) do(method, path string, body, into any) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.control+path, bytes.NewReader(raw))
	if err != nil {
		w.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err = io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		w.t.Fatalf("%s %s: %s: %v: %s", method, path, res.Status, err, raw)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			w.t.Fatalf("%s %s: %v: %s", method, path, err, raw)
		}
	}
}

// until waits for what will be true in a moment; it gives up after half a minute only so as to end.
func (w *twin) until(what string, ok func() bool) {
	w.t.Helper()
	for range 600 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.t.Fatalf("waited in vain until %s", what)
}

// ask sends an interaction and returns its answer.
func (w *twin) ask(interaction map[string]any) (d drawn) {
	w.t.Helper()
	w.do("DELETE", "/requests", nil, nil)
	w.do("POST", "/interaction", interaction, nil)
	w.until("there is an answer", func() bool {
		var all []struct {
			Method, Path string
			Status       int
			Body         json.RawMessage
		}
		w.do("GET", "/requests", nil, &all)
		for _, r := range all {
			edit := r.Method == "PATCH" && strings.HasSuffix(r.Path, "/messages/@original")
			follow := r.Method == "POST" && strings.HasPrefix(r.Path, "/webhooks/") // a refusal, which one member sees
			if (edit || follow) && r.Status == http.StatusOK {
				if err := json.Unmarshal(r.Body, &d); err != nil {
					w.t.Fatal(err)
				}
				d.raw = string(r.Body)
				return true
			}
		}
		return false
	})
	return d
}

// slash asks as a member types: name and value by turns.
func (w *twin) slash(user, command string, options ...string) drawn {
	w.t.Helper()
	var given []map[string]any
	for i := 0; i < len(options); i += 2 {
		given = append(given, map[string]any{"type": 3, "name": options[i], "value": options[i+1]})
	}
	return w.ask(map[string]any{"type": 2, "user": user, "data": map[string]any{"id": "1", "name": command, "type": 1, "options": given}})
}

// press presses the nth button under the newest message of the channel that has one.
func (w *twin) press(d drawn, nth int) drawn {
	w.t.Helper()
	var messages []struct{ ID string }
	w.do("GET", "/messages", nil, &messages)
	if len(messages) == 0 || len(d.Components) == 0 || len(d.Components[0].Components) <= nth {
		w.t.Fatalf("there is nothing to press: %d messages, %s", len(messages), d.raw)
	}
	id := d.Components[0].Components[nth].CustomID
	return w.ask(map[string]any{"type": 3, "message_id": messages[len(messages)-1].ID, "data": map[string]any{"custom_id": id, "component_type": 2}})
}

func TestTwinConversation(t *testing.T) {
	w := &twin{t: t, control: os.Getenv("ONRECORD_TEST_TWIN")}
	if w.control == "" {
		t.Skip("ONRECORD_TEST_TWIN does not name the control address of a stand-in for Discord")
	}
	w.do("GET", "/info", nil, w)
	connected := func(n int) func() bool {
		return func() bool {
			var clients []struct{ Identified bool }
			w.do("GET", "/clients", nil, &clients)
			return len(clients) == n && (n == 0 || clients[0].Identified)
		}
	}
	w.until("nobody is connected", connected(0))
	s := newSite(t)
	env := forgetful("DISCORD_TOKEN", w.Token, "DISCORD_API_URL", w.API, "ONRECORD_FETCH_ALLOW", "127.0.0.1", "ONRECORD_LOG", "json")
	log := await("")
	c := &clock{now: morning}
	stop := background(t, &program{getenv: env.get, in: strings.NewReader(""), out: io.Discard, errw: log, now: c.Now}, "run", "--register")
	w.until("the bot is connected", connected(1))

	var registered []struct{ Name string }
	w.until("the commands are registered", func() bool {
		w.do("GET", "/commands", nil, &registered)
		words := map[string]bool{"Brief this": true} // a command on a message too
		for _, c := range (&handlers.App{}).Commands() {
			first, _, _ := strings.Cut(c.Name, " ")
			words[first] = true
		}
		return len(registered) == len(words)
	})
	brief := w.slash(w.User, "brief", "example", "harbour")
	wants(t, brief, "Harbour vote splits Averly", "This harbour feeds four hundred families", "quotes verified", "All quotes")
	wants(t, w.press(brief, 2), "What does Ida Moreno say?", "feeds four hundred families", "letter for letter")
	wants(t, w.press(brief, 0), "Everyone who is quoted", "Jonas Brandt", "More")
	wants(t, w.slash(w.User, "who-said", "speaker", "Moreno"), "Ida Moreno", "feeds four hundred families")
	about := w.slash(w.User, "who-said", "speaker", "Moreno", "about", "survey")
	wants(t, about, "the one document that everybody paid for and nobody may read")
	if strings.Contains(about.raw, "four hundred families") {
		t.Errorf("about the survey is not about the families: %s", about.raw)
	}
	said := w.slash(w.User, "who-said", "about", "survey", "source", "courant")
	wants(t, said, "a **survey** of the seabed", "Context")
	wants(t, w.press(said, 0), "In context", "She accused **the port authority of sitting on a survey of the seabed**")
	wants(t, w.slash(w.User, "who-said", "speaker", "Morena"), "Nobody here is called **Morena**", "Ida Moreno")
	wants(t, w.slash(w.User, "check", "quote", "This harbour feeds nine hundred families", "speaker", "Moreno"), "Not in these words.", "This harbour feeds **nine** hundred families", "“This harbour feeds **four** hundred")
	wants(t, w.slash(w.User, "check", "quote", "Mud is a memory", "speaker", "Moreno"), "Not the same speaker.", "Leena Castellan")
	wants(t, w.slash(w.User, "ask", "question", "How many boats would have to move?"), "46 boats", "letter for letter")
	wants(t, w.slash(w.User, "people"), "Ida Moreno", "6 quotes")
	wants(t, w.slash(w.User, "export", "speaker", "Castellan", "format", "markdown"), "quotes.md")
	issues := w.slash(w.User, "issues", "topic", "dredging")
	wants(t, issues, "Dredging")
	wants(t, w.press(issues, 0), "Who stands where", "Its course")

	c.Write([]byte("> an hour later\n"))
	wants(t, w.slash(w.User, "brief", "link", s.URL+"/ferry.html"), "Night ferry to Skarne", "born on a quay", s.URL+"/ferry.html")
	c.Write([]byte("> an hour later\n"))
	again := w.slash(bob, "brief", "link", s.URL+"/ferry.html")
	wants(t, again, "Night ferry to Skarne", "first shared here by alice, 20 November 2026, 09:00 UTC")
	if n := s.visits("/ferry.html"); n != 1 {
		t.Errorf("the page was asked for %d times, want once", n)
	}
	wants(t, w.slash(w.User, "brief", "link", s.URL+"/gone.html"), "There is no such page on that website")
	wants(t, w.slash(w.User, "help"), "/who-said")

	if err := stop(); err != nil {
		t.Errorf("told to end, the bot fails: %v", err)
	}
	w.until("the bot has left", connected(0))
	if text := log.text.String(); strings.Contains(text, w.Token) || strings.Contains(text, "Moreno") || !strings.Contains(text, `"command":"who-said"`) {
		t.Errorf("the log tells too much or too little:\n%s", text)
	}
}

func wants(t *testing.T, d drawn, parts ...string) {
	t.Helper()
	var text strings.Builder // the body as JSON without its escapes
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	var v any
	if err := json.Unmarshal([]byte(d.raw), &v); err != nil {
		t.Fatal(err)
	}
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		if !strings.Contains(text.String(), part) {
			t.Errorf("%q is missing in %s", part, text.String())
		}
	}
}
