package discord

import (
	"log/slog"
	"testing"
	"time"
)

func TestServersThatComeAndGoAreTold(t *testing.T) {
	told := make(chan string, 16)
	b, err := New(Options{Token: "t", App: script{told: told}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	b.work = t.Context()
	for _, step := range []struct{ event, raw, want string }{
		{"GUILD_CREATE", `{"id":"42"}`, "joined discord:guild:42"},
		{"GUILD_CREATE", `{"id":"42"}`, ""}, // named again at the next connection
		{"GUILD_DELETE", `{"id":"42","unavailable":true}`, ""},
		{"GUILD_DELETE", `{"id":"42"}`, "left discord:guild:42"},
		{"GUILD_CREATE", `{"id":"42"}`, "joined discord:guild:42"},
		{"GUILD_DELETE", `{"id":"x"}`, ""},
		{"GUILD_DELETE", `[`, ""},
	} {
		b.guild(step.event, []byte(step.raw))
		b.working.Wait()
		got := ""
		select {
		case got = <-told:
		default:
		}
		if got != step.want {
			t.Errorf("%s %s: %q, want %q", step.event, step.raw, got, step.want)
		}
	}
	b.drain(func() {})
	b.guild("GUILD_DELETE", []byte(`{"id":"43"}`))
	select {
	case got := <-told:
		t.Errorf("told %q by a bot that has ended", got)
	case <-time.After(10 * time.Millisecond):
	}
}
