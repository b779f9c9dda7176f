package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// twin is a stand-in for Discord that runs beside the tests: an HTTP interface and a gateway that the bot talks to,
// and a control interface on which the test plays the people and the faults.
type twin struct {
	t       *testing.T
	control string
	API     string `json:"rest"`
	Token   string `json:"token"`
	Guild   string `json:"guild"`
	User    string `json:"user"`
	Channel string `json:"channel"`
}

// sent is one request that the bot made.
type sent struct {
	Method, Path string
	Body         json.RawMessage
	Status       int
}

func newTwin(t *testing.T) *twin {
	t.Helper()
	w := &twin{t: t, control: os.Getenv("ONRECORD_TEST_TWIN")}
	if w.control == "" {
		t.Skip("ONRECORD_TEST_TWIN does not name the control address of a stand-in for Discord")
	}
	w.do("GET", "/info", nil, w)
	w.do("DELETE", "/requests", nil, nil)
	w.do("POST", "/resume", map[string]any{"mode": "ok"}, nil)
	w.do("POST", "/close", map[string]any{"terminate": true}, nil)
	t.Cleanup(func() { checkBodies(t, w.requests()) })
	return w
}

func (w *twin) do(method, path string, body, into any) {
	w.t.Helper()
	raw, _ := json.Marshal(body)
	req, err := http.NewRequest(method, w.control+path, bytes.NewReader(raw))
	if err != nil {
		w.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ = io.ReadAll(res.Body)
	if res.StatusCode != http.StatusOK {
		w.t.Fatalf("%s %s: %s: %s", method, path, res.Status, raw)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			w.t.Fatalf("%s %s: %v: %s", method, path, err, raw)
		}
	}
}

// until waits for something that will be true in a moment; it fails after twenty seconds only so as to end.
func (w *twin) until(what string, ok func() bool) {
	w.t.Helper()
	for range 400 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.t.Fatalf("waited in vain until %s; requests: %+v", what, w.requests())
}

func (w *twin) requests() (all []sent) {
	w.do("GET", "/requests", nil, &all)
	return all
}

// made returns the requests with a method and a part of the path that were taken with a status below 300.
func (w *twin) made(method, part string) (out []sent) {
	for _, r := range w.requests() {
		if r.Method == method && strings.Contains(r.Path, part) && r.Status != 0 && r.Status < 300 {
			out = append(out, r)
		}
	}
	return out
}

// client is a connection to the twin's gateway.
type client struct {
	Session    string
	Identified bool
}

func (w *twin) clients() (all []client) {
	w.do("GET", "/clients", nil, &all)
	return all
}

// session returns the session of the only identified client, or "".
func (w *twin) session() string {
	if all := w.clients(); len(all) == 1 && all[0].Identified {
		return all[0].Session
	}
	return ""
}

// slash lets the user type a command and returns the interaction's id.
func (w *twin) slash(name string, options ...map[string]any) string {
	w.t.Helper()
	return w.interact(map[string]any{"type": 2, "data": map[string]any{"id": "1", "name": name, "type": 1, "options": options}})
}

func (w *twin) interact(body any) string {
	w.t.Helper()
	var made struct{ ID string }
	w.do("POST", "/interaction", body, &made)
	return made.ID
}

// raw sends an interaction in a form that the twin itself would not make.
func (w *twin) raw(payload map[string]any) string {
	w.t.Helper()
	var made struct{ ID string }
	w.do("POST", "/interaction_raw", map[string]any{"payload": payload}, &made)
	return made.ID
}

// answered waits for the edit that fills an interaction's answer in, and returns its body.
func (w *twin) answered(nth int) message0 {
	w.t.Helper()
	var body message0
	w.until("an answer is edited in", func() bool {
		edits := w.made("PATCH", "/messages/@original")
		if len(edits) < nth {
			return false
		}
		if err := json.Unmarshal(edits[nth-1].Body, &body); err != nil {
			w.t.Fatal(err)
		}
		return true
	})
	return body
}

// message0 is a message as a test reads it.
type message0 struct {
	Content    string
	Flags      int
	Embeds     []struct{ Title, Description string }
	Components []struct {
		Components []struct {
			Label    string
			CustomID string `json:"custom_id"`
		}
	}
}

// response returns what the twin keeps as the first response to an interaction.
func (w *twin) response(id string) (r struct {
	Type int
	Data struct {
		Flags   int
		Content string
		Choices []any
	}
}) {
	w.t.Helper()
	w.until("the interaction is acknowledged", func() bool {
		w.do("GET", "/response?id="+id, nil, &r)
		return r.Type != 0
	})
	return r
}

// running is a bot in the middle of a test.
type running struct {
	*Bot
	stop func()
	done chan error
}

// run starts a bot against the twin and waits until it is connected.
func (w *twin) run(app App, change func(*Bot)) *running {
	w.t.Helper()
	w.until("no client is left from before", func() bool { return len(w.clients()) == 0 })
	r := w.start(app, change)
	w.connected()
	return r
}

func (w *twin) start(app App, change func(*Bot)) *running {
	w.t.Helper()
	b, err := New(Options{Token: w.Token, API: w.API, App: app, Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)), Drain: 5 * time.Second})
	if err != nil {
		w.t.Fatal(err)
	}
	b.pace.again, b.pace.retry, b.pace.goodbye = 20*time.Millisecond, 20*time.Millisecond, 50*time.Millisecond
	if change != nil {
		change(b)
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	r := &running{Bot: b, stop: cancel, done: make(chan error, 1)}
	over := make(chan struct{})
	go func() {
		defer close(over)
		r.done <- b.Run(ctx)
	}()
	w.t.Cleanup(func() { cancel(); <-over })
	return r
}

func (w *twin) connected() {
	w.t.Helper()
	w.until("the bot is connected", func() bool { return w.session() != "" })
}

func (w *twin) fault(match string, fault map[string]any) {
	w.t.Helper()
	fault["match"] = match
	w.do("POST", "/fault", fault, nil)
}

// script is an App of a few lines: what each command answers.
type script struct {
	told    chan string // of servers; nil for nobody
	answers map[string]func(context.Context, handlers.Request) handlers.Reply
	quiet   bool
	heed    string
	rows    []handlers.Command
	names   []string // suggested for everything
}

func (s script) Commands() []handlers.Command { return s.rows }

func (s script) Suggest(context.Context, news.Place, string, string, string) ([]string, error) {
	return s.names, nil
}

// Quiet is as the App's: what a button brings is for the one who pressed it.
func (s script) Quiet(r handlers.Request) bool { return s.quiet || r.Action != nil }

func (s script) Joined(_ context.Context, p news.Place) { s.tell("joined " + string(p)) }

func (s script) Left(_ context.Context, p news.Place) { s.tell("left " + string(p)) }

func (s script) tell(what string) {
	if s.told != nil {
		s.told <- what
	}
}

func (s script) Heed(context.Context, news.Place, string) string { return s.heed }

func (s script) Serve(ctx context.Context, r handlers.Request) handlers.Reply {
	name := r.Command
	if r.Action != nil {
		name = r.Action.Name
	}
	return s.answers[name](ctx, r)
}

// says answers every request with one line.
func says(text string) func(context.Context, handlers.Request) handlers.Reply {
	return func(context.Context, handlers.Request) handlers.Reply {
		return handlers.Reply{Text: handlers.Text{{Words: text}}}
	}
}

type answers = map[string]func(context.Context, handlers.Request) handlers.Reply
