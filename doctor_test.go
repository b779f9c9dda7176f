package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakeDiscord answers who a token belongs to, for one token.
func fakeDiscord(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.Header.Get("Authorization") != "Bot good":
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, `{"message":"401: Unauthorized","code":0}`)
		case strings.HasSuffix(r.URL.Path, "/users/@me"):
			io.WriteString(w, `{"id":"20","username":"Recorder","bot":true}`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/api"
}

// fakeModel knows one key.
func fakeModel(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case strings.HasPrefix(r.URL.Path, "/page"):
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html>Welcome</html>")
		case r.Header.Get("Authorization") != "Bearer good":
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, `{"error":{"message":"no such key: hush","type":"invalid_request_error"}}`)
		default:
			io.WriteString(w, `{"choices":[{"message":{"role":"assistant","content":"{\"ok\":true}"}}]}`)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestDoctorSaysOfEachPartHowItIs(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not", "yet", "there")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	api, openai := fakeDiscord(t), fakeModel(t)
	for _, row := range []struct {
		name   string
		env    settings
		status int
		want   []string
	}{
		{"nothing set up", forgetful(), 0, []string{"ok   settings", "ok   engine    reads an article in", "forgets everything at the end", "ok   discord   not set up", "no article leaves this machine"}},
		{"a folder that will be made", settings{"ONRECORD_DATA": folder}, 0, []string{"saved to " + folder}},
		{"a folder below a file", settings{"ONRECORD_DATA": filepath.Join(file, "data")}, 1, []string{"BAD  memory    the data folder cannot be written", "ok   discord"}},
		{"a folder that is a file", settings{"ONRECORD_DATA": file}, 1, []string{"BAD  memory    the data folder cannot be written: " + file + " is not a folder"}},
		{"a Redis that does not answer", forgetful("REDIS_URL", "redis://:hush@127.0.0.1:1/0"), 1, []string{"BAD  memory", "127.0.0.1:1", "ok   engine"}},
		{"a good token", forgetful("DISCORD_TOKEN", "good", "DISCORD_API_URL", api), 0, []string{"ok   discord   the token belongs to Recorder"}},
		{"a bad token", forgetful("DISCORD_TOKEN", "hush", "DISCORD_API_URL", api), 1, []string{"BAD  discord"}},
		{"a model", forgetful("OPENAI_API_KEY", "good", "OPENAI_BASE_URL", openai, "OPENAI_MODEL", "scribe"), 0, []string{"ok   model     scribe answers in"}},
		{"a wrong key", forgetful("OPENAI_API_KEY", "hush", "OPENAI_BASE_URL", openai, "OPENAI_MODEL", "scribe"), 1, []string{"BAD  model     scribe: the model's server does not accept OPENAI_API_KEY"}},
		{"a web page for a model", forgetful("OPENAI_BASE_URL", openai+"/page", "OPENAI_MODEL", "scribe"), 1, []string{"it usually ends in /v1"}},
		{"settings that cannot be right", settings{"ONRECORD_DATA": "none", "ONRECORD_LOG": "xml", "ONRECORD_RETENTION": "soon", "DISCORD_TOKEN": "hush hush"}, 1, []string{"BAD  settings", "DISCORD_TOKEN is not right", `ONRECORD_LOG is "xml"`, `ONRECORD_RETENTION is "soon"`}},
	} {
		got := onrecord(t, row.env, strings.NewReader(""), "doctor")
		for _, want := range row.want {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: %q is missing in\n%s", row.name, want, got.out)
			}
		}
		if got.status != row.status || strings.Contains(got.out+got.err, "hush") || strings.Contains(got.out, "BAD ") != (row.status == 1) {
			t.Errorf("%s: status %d, want %d:\n%s%s", row.name, got.status, row.status, got.out, got.err)
		}
		if quiet := onrecord(t, row.env, strings.NewReader(""), "doctor", "--quiet"); quiet.status != row.status || quiet.out != "" || strings.Contains(quiet.err, "ok  ") || (quiet.err != "") != (row.status == 1) {
			t.Errorf("%s, quietly: status %d, %q, %q", row.name, quiet.status, quiet.out, quiet.err)
		}
	}
	if _, err := os.Stat(filepath.Dir(folder)); !os.IsNotExist(err) {
		t.Errorf("doctor has made the data folder: %v", err)
	}
}
