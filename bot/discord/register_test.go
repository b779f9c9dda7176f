package discord

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"onrecord/handlers"
)

// shelf is a Discord that knows commands only. It hands them out in reverse, with members of its own, as Discord may.
type shelf struct {
	kept []map[string]any
	puts int
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("Authorization") != "Bot secret":
		http.Error(w, `{"code":0,"message":"401: Unauthorized"}`, http.StatusUnauthorized)
	case r.URL.Path == "/api/v10/applications/@me":
		w.Write([]byte(`{"id":"77"}`))
	case r.Method == http.MethodPut:
		s.puts++
		s.kept = nil
		json.NewDecoder(r.Body).Decode(&s.kept)
		w.Write([]byte("[]"))
	default:
		out := []map[string]any{}
		for i := len(s.kept) - 1; i >= 0; i-- {
			c := map[string]any{"id": "9", "version": "1", "nsfw": false, "default_member_permissions": nil, "name_localizations": nil}
			for k, v := range s.kept[i] {
				c[k] = v
			}
			if c["options"] == nil {
				c["options"] = []any{}
			}
			out = append(out, c)
		}
		json.NewEncoder(w).Encode(out)
	}
}

func row(name string, options ...handlers.Option) handlers.Command {
	return handlers.Command{Name: name, Summary: "What it does", Options: options}
}

func TestTheCatalogueIsSentOnlyWhereItChanged(t *testing.T) {
	s := &shelf{}
	srv := httptest.NewServer(s)
	defer srv.Close()
	register := func(rows ...handlers.Command) {
		t.Helper()
		if err := Register(t.Context(), Options{Token: "secret", API: srv.URL + "/api", App: script{rows: rows}}); err != nil {
			t.Fatal(err)
		}
	}
	choice := handlers.Option{Name: "length", Summary: "How long", Choices: []handlers.Choice{{Label: "Short", Value: "s"}}}
	steps := []struct {
		rows []handlers.Command
		puts int
	}{
		{[]handlers.Command{row("brief", choice), row("help")}, 1},
		{[]handlers.Command{row("brief", choice), row("help")}, 1},
		{[]handlers.Command{row("help"), row("brief", choice)}, 1},
		{[]handlers.Command{row("brief", choice)}, 2},
		{[]handlers.Command{row("brief", handlers.Option{Name: "length", Summary: "How long", Max: 5})}, 3},
		{[]handlers.Command{row("brief", handlers.Option{Name: "length", Summary: "How long", Max: 6})}, 4},
	}
	for i, step := range steps {
		if register(step.rows...); s.puts != step.puts {
			t.Errorf("step %d: sent %d times, want %d", i+1, s.puts, step.puts)
		}
	}
}

func TestRegisteringWithABadTokenSaysSo(t *testing.T) {
	srv := httptest.NewServer(&shelf{})
	defer srv.Close()
	err := Register(t.Context(), Options{Token: "other", API: srv.URL + "/api", App: script{}})
	if err == nil || !strings.Contains(err.Error(), "token") || strings.Contains(err.Error(), "other") {
		t.Errorf("got %v", err)
	}
}

func TestACatalogueThatDiscordWouldRefuseIsRefusedAtOnce(t *testing.T) {
	long := strings.Repeat("ä", maxSummary+1)
	many := make([]handlers.Option, maxOptions+1)
	for i := range many {
		many[i] = handlers.Option{Name: "o" + strings.Repeat("x", i), Summary: "s"}
	}
	for fault, c := range map[string]handlers.Command{
		"name":           row("Brief"),
		"second word":    row("who Said"),
		"third word":     row("who said that"),
		"long name":      row(strings.Repeat("x", 33)),
		"no summary":     {Name: "brief"},
		"long summary":   {Name: "brief", Summary: long},
		"options":        row("brief", many...),
		"option name":    row("brief", handlers.Option{Name: "A", Summary: "s"}),
		"option summary": row("brief", handlers.Option{Name: "a", Summary: long}),
		"choices":        row("brief", handlers.Option{Name: "a", Summary: "s", Choices: make([]handlers.Choice, 26)}),
		"long choice":    row("brief", handlers.Option{Name: "a", Summary: "s", Choices: []handlers.Choice{{Label: long, Value: "v"}}}),
		"kind":           row("brief", handlers.Option{Name: "a", Summary: "s", Kind: 9}),
	} {
		if _, err := catalogue([]handlers.Command{c}); err == nil {
			t.Errorf("%s: accepted", fault)
		}
	}
	if _, err := catalogue([]handlers.Command{row("brief"), row("brief")}); err == nil {
		t.Error("two commands of one name: accepted")
	}
	if _, err := catalogue([]handlers.Command{{Name: "who-said", Summary: strings.Repeat("ä", maxSummary), Options: many[:maxOptions]}}); err != nil {
		t.Errorf("at the limits: %v", err)
	}
}

func TestTheProductsOwnCatalogueIsAccepted(t *testing.T) {
	rows := (&handlers.App{}).Commands()
	want, seen := 0, map[string]bool{}
	for _, row := range rows {
		if first, _, _ := strings.Cut(row.Name, " "); !seen[first] {
			seen[first] = true
			want++
		}
		if row.OnMessage != "" {
			want++
		}
	}
	if made, err := catalogue(rows); err != nil || len(made) != want || want == 0 {
		t.Errorf("%d commands of %d: %v", len(made), want, err)
	}
}
