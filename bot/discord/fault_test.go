package discord

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"onrecord/handlers"
)

func TestFaultsOfTheFirstResponseAreRiddenOut(t *testing.T) {
	for name, fault := range map[string]map[string]any{
		"too many requests":           {"status": 429, "body": map[string]any{"retry_after": 0.1}},
		"too many, in HTML":           {"status": 429, "body": "<html>", "headers": map[string]any{"retry-after": "0.1"}},
		"server error":                {"status": 500},
		"bad gateway":                 {"status": 502, "times": 2},
		"connection dropped":          {"drop": true},
		"dropped more than once":      {"drop": true, "times": 3},
		"no answer in the first time": {"delay_ms": 400, "drop": true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTwin(t)
			w.run(script{answers: answers{"brief": says("Done.")}}, func(b *Bot) { b.pace.ackEach = 300 * time.Millisecond })
			w.fault("/callback", fault)
			w.slash("brief")
			if m := w.answered(1); m.Content != "Done." {
				t.Errorf("answered %+v", m)
			}
		})
	}
}

func TestAFirstResponseThatDiscordTookBeforeTheLineBrokeCounts(t *testing.T) {
	w := newTwin(t)
	api, taken := w.API, false
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/callback") {
			forward(t, rw, r, api)
			return
		}
		res := forward(t, httptest.NewRecorder(), r, api)
		if taken {
			rw.Header().Set("Content-Type", "application/json")
			rw.WriteHeader(res) // 400 with code 40060
			rw.Write([]byte(`{"code":40060,"message":"Interaction has already been acknowledged."}`))
			return
		}
		taken = true
		c, _, _ := http.NewResponseController(rw).Hijack()
		c.Close()
	}))
	defer front.Close()
	w.API = front.URL + "/api"
	w.run(script{answers: answers{"brief": says("Done.")}}, nil)
	w.slash("brief")
	if m := w.answered(1); m.Content != "Done." {
		t.Errorf("answered %+v", m)
	}
}

func TestOneSlowEditDoesNotHoldUpAnother(t *testing.T) {
	w := newTwin(t)
	behind, second := w.API, make(chan struct{})
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPatch {
			forward(t, rw, r, behind)
			return
		}
		text, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(text))
		if strings.Contains(string(text), "First.") {
			<-second
			forward(t, rw, r, behind)
			return
		}
		forward(t, rw, r, behind)
		close(second)
	}))
	defer front.Close()
	w.API = front.URL + "/api"
	w.run(script{answers: answers{"first": says("First."), "second": says("Second.")}}, nil)
	w.slash("first")
	w.slash("second")
	w.answered(2)
	if m := w.answered(1); m.Content != "Second." {
		t.Errorf("%q came first", m.Content)
	}
}

func TestNothingIsDoneForAnInteractionThatIsNotOurs(t *testing.T) {
	for name, fault := range map[string]map[string]any{
		"too late":                  {"status": 404, "body": map[string]any{"code": 10062}},
		"another process was first": {"status": 400, "body": map[string]any{"code": 40060}},
		"refused":                   {"status": 401, "body": map[string]any{"code": 0}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTwin(t)
			w.run(script{answers: answers{
				"brief": func(context.Context, handlers.Request) handlers.Reply { t.Error("served"); return handlers.Reply{} },
				"help":  says("Help."),
			}}, nil)
			w.fault("/callback", fault)
			w.slash("brief")
			w.until("the fault is met", func() bool {
				for _, r := range w.requests() {
					if strings.HasSuffix(r.Path, "/callback") && r.Status >= 400 {
						return true
					}
				}
				return false
			})
			w.slash("help")
			if m := w.answered(1); m.Content != "Help." {
				t.Errorf("answered %+v", m)
			}
		})
	}
}

func TestFaultsOfTheEditAreRiddenOut(t *testing.T) {
	for name, fault := range map[string]map[string]any{
		"too many requests":  {"status": 429, "body": map[string]any{"retry_after": 0.1}, "times": 2},
		"server error":       {"status": 500, "times": 3},
		"connection dropped": {"drop": true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTwin(t)
			w.run(script{answers: answers{"brief": says("Done.")}}, nil)
			w.fault("@original", fault)
			w.slash("brief")
			if m := w.answered(1); m.Content != "Done." {
				t.Errorf("answered %+v", m)
			}
		})
	}
}

func TestAnAnswerThatDiscordRefusesIsReplacedByAPlainOne(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Bad word.")}}, nil)
	w.fault("@original", map[string]any{"status": 400, "body": map[string]any{"code": 200000}})
	w.slash("brief")
	if m := w.answered(1); !strings.HasPrefix(m.Content, "Discord refused") {
		t.Errorf("answered %+v", m)
	}
}

func TestAnExpiredTokenIsNotTriedAgain(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Late."), "help": says("Help.")}}, nil)
	w.fault("@original", map[string]any{"status": 401, "body": map[string]any{"code": 50027}})
	w.slash("brief")
	w.until("the edit is refused", func() bool { return len(w.edits()) == 1 && w.edits()[0].Status == 401 })
	w.slash("help")
	w.answered(1)
	if n := len(w.edits()); n != 2 {
		t.Errorf("%d edits, want the refused one and the next answer", n)
	}
}

func (w *twin) edits() (out []sent) {
	for _, r := range w.requests() {
		if strings.HasSuffix(r.Path, "@original") {
			out = append(out, r)
		}
	}
	return out
}

func TestABrokenConnectionIsTakenUpAgainAndNothingIsMissed(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		body map[string]any
	}{
		"told to reconnect": {"/op", map[string]any{"op": 7}},
		"closed":            {"/close", map[string]any{"code": 4000}},
		"cut":               {"/close", map[string]any{"terminate": true}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTwin(t)
			w.run(script{answers: answers{"brief": says("Done.")}}, nil)
			w.do("POST", c.path, c.body, nil)
			w.slash("brief")
			if m := w.answered(1); m.Content != "Done." {
				t.Errorf("answered %+v", m)
			}
		})
	}
}

func TestASessionThatDiscordForgotIsBegunAnew(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Done.")}}, nil)
	before := w.clients()[0].Session
	w.do("POST", "/resume", map[string]any{"mode": "invalid"}, nil)
	w.do("POST", "/close", map[string]any{"code": 4009}, nil)
	w.until("there is a new session", func() bool { return w.session() != before && w.session() != "" })
	w.slash("brief")
	w.answered(1)
}

func TestAResumeThatIsNeverAnsweredIsGivenUp(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Done.")}}, func(b *Bot) { b.pace.watchdog = 500 * time.Millisecond })
	before := w.clients()[0].Session
	w.do("POST", "/resume", map[string]any{"mode": "silent"}, nil)
	w.do("POST", "/close", map[string]any{"terminate": true}, nil)
	w.until("there is a new session", func() bool { return w.session() != before && w.session() != "" })
	w.slash("brief")
	w.answered(1)
}

func TestATokenThatIsTakenAwayEndsTheRun(t *testing.T) {
	w := newTwin(t)
	r := w.run(script{}, nil)
	w.fault("/gateway/bot", map[string]any{"status": 401, "body": map[string]any{"code": 0, "message": "401: Unauthorized"}})
	w.do("POST", "/close", map[string]any{"code": 4004}, nil)
	if err := <-r.done; err == nil || !strings.Contains(err.Error(), "token") {
		t.Errorf("Run returned %v", err)
	}
}

func TestAStoppedBotFinishesWhatItBegan(t *testing.T) {
	w := newTwin(t)
	begun, finish := make(chan struct{}), make(chan struct{})
	r := w.run(script{answers: answers{"brief": func(ctx context.Context, _ handlers.Request) handlers.Reply {
		close(begun)
		<-finish
		if ctx.Err() != nil {
			t.Error("the work was cut short")
		}
		return handlers.Reply{Text: handlers.Text{{Words: "Done."}}}
	}}}, nil)
	w.slash("brief")
	<-begun
	r.stop()
	w.until("the bot is off the gateway", func() bool { return len(w.clients()) == 0 })
	close(finish)
	if err := <-r.done; err != nil {
		t.Errorf("Run returned %v", err)
	}
	if m := w.answered(1); m.Content != "Done." {
		t.Errorf("answered %+v", m)
	}
}

func TestWorkThatTakesTooLongToDrainIsCutShortAndStillAnswered(t *testing.T) {
	w := newTwin(t)
	begun := make(chan struct{})
	r := w.run(script{answers: answers{"brief": func(ctx context.Context, _ handlers.Request) handlers.Reply {
		close(begun)
		<-ctx.Done()
		return handlers.Reply{Text: handlers.Text{{Words: "I was stopped."}}}
	}}}, func(b *Bot) { b.open.Drain = 50 * time.Millisecond })
	w.slash("brief")
	<-begun
	r.stop()
	if err := <-r.done; err != nil {
		t.Errorf("Run returned %v", err)
	}
	if m := w.answered(1); m.Content != "I was stopped." {
		t.Errorf("answered %+v", m)
	}
}

func TestAButtonSurvivesARestart(t *testing.T) {
	w := newTwin(t)
	first := w.run(script{answers: answers{"brief": func(context.Context, handlers.Request) handlers.Reply {
		return handlers.Reply{Buttons: []handlers.Button{{Label: "More", Action: handlers.Action{Name: "more"}}}}
	}}}, nil)
	w.slash("brief")
	button := w.answered(1).Components[0].Components[0].CustomID
	first.stop()
	<-first.done
	w.run(script{answers: answers{"more": says("More.")}}, nil)
	w.raw(map[string]any{"type": 3, "guild_id": w.Guild, "member": map[string]any{"user": map[string]any{"id": w.User, "username": "alice"}},
		"data": map[string]any{"custom_id": button, "component_type": 2}})
	if m := w.answered(2); m.Content != "More." {
		t.Errorf("answered %+v", m)
	}
}
