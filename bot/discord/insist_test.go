package discord

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"
)

func TestAnAnswerIsSentForAsLongAsDiscordTakesIt(t *testing.T) {
	for name, row := range map[string]struct {
		troubles int32 // answers of 503 before Discord recovers
		age      time.Duration
		tries    int32
	}{
		"a short trouble":                     {2, 0, 3},
		"longer than five tries":              {11, 0, 12},
		"the token is as good as dead":        {11, tokenLife, 5},
		"a trouble that nobody waits through": {1, tokenLife, 2},
	} {
		var asked atomic.Int32
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if asked.Add(1) <= row.troubles {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			io.WriteString(w, "{}")
		}))
		b, err := New(Options{Token: "t", API: s.URL, App: script{}, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		b.pace.retry = time.Millisecond
		talk := &talk{bot: b, in: interaction{ID: "1", App: "2", Token: "3"}, at: time.Now().Add(-row.age)}
		talk.send(t.Context(), http.MethodPatch, talk.original(), plainMessage("x"))
		s.Close()
		if asked.Load() != row.tries {
			t.Errorf("%s: tried %d times, want %d", name, asked.Load(), row.tries)
		}
	}
}
