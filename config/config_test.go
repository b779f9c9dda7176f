package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// with is an environment that holds the given pairs and a home.
func with(kv ...string) func(string) string {
	m := map[string]string{"HOME": "/home/ann"}
	for i := 0; i < len(kv); i += 2 {
		m[kv[i]] = kv[i+1]
	}
	return func(name string) string { return m[name] }
}

func TestNothingSetIsAConfiguration(t *testing.T) {
	t.Setenv("DISCORD_TOKEN", "from the process") // which is not what Load is to read
	c, err := Load(with())
	if err != nil {
		t.Fatal(err)
	}
	if c.DiscordToken.Set() || c.Redis.Set() || c.UsesModel() || c.Model != "" {
		t.Errorf("something is set: %+v", c)
	}
	if c.DiscordAPI != "https://discord.com/api" || time.Duration(c.Retention) != 720*time.Hour || c.LogFormat != Text || c.LogLevel != slog.LevelInfo {
		t.Errorf("defaults: %+v", c)
	}
}

func TestSettingsAreReadAsTheyArePasted(t *testing.T) {
	c, err := Load(with(
		"DISCORD_TOKEN", " \"Bot abc.def.ghi\"\n", "DISCORD_API_URL", "http://127.0.0.1:9/api/", "REDIS_URL", "redis://:pw@a:6379,b:6379/0?master=m",
		"ONRECORD_DATA", "~/notes", "ONRECORD_FETCH_ALLOW", " wiki.internal, 10.1.0.0/16,,::1 ", "ONRECORD_CONTACT", "ann@example.org",
		"ONRECORD_LOG", "JSON", "ONRECORD_LOG_LEVEL", "debug", "ONRECORD_RETENTION", "2w", "OPENAI_API_KEY", "sk-1",
	))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(c.DiscordToken.Reveal(), c.DiscordAPI, c.Redis.Reveal(), c.Data, c.Allow, c.Contact, c.LogFormat, c.LogLevel, time.Duration(c.Retention), c.ModelKey.Reveal(), c.Model, c.UsesModel())
	want := "abc.def.ghi http://127.0.0.1:9/api redis://:pw@a:6379,b:6379/0?master=m /home/ann/notes [wiki.internal 10.1.0.0/16 ::1] ann@example.org json DEBUG 336h0m0s sk-1 gpt-4o-mini true"
	if strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(want), "") {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAllFaultsAreReportedAtOnce(t *testing.T) {
	_, err := Load(with(
		"DISCORD_TOKEN", "hush hush", "DISCORD_API_URL", "discord.com", "REDIS_URL", "http://secret-host", "ONRECORD_FETCH_ALLOW", "wiki.internal,http://x/",
		"ONRECORD_CONTACT", "two\nlines", "ONRECORD_LOG", "xml", "ONRECORD_LOG_LEVEL", "loud", "ONRECORD_RETENTION", "soon", "OPENAI_BASE_URL", "http://127.0.0.1:1/v1",
	))
	if err == nil {
		t.Fatal("no fault is reported")
	}
	golden(t, "testdata/faults.txt", err.Error()+"\n")
	for _, secret := range []string{"hush", "secret-host"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells %s", secret)
		}
	}
	if f, ok := errors.AsType[Fault](err); !ok || f.Name != "DISCORD_TOKEN" {
		t.Errorf("the first fault is %+v", f)
	}
}

func TestEachValueIsAcceptedOrRefused(t *testing.T) {
	for _, row := range []struct{ name, good, bad string }{
		{"DISCORD_TOKEN", "a|Bot a|'a'", "a b|a\tb|ä"},
		{"DISCORD_API_URL", "https://a/api|http://[::1]:8080", "a|ftp://a|https://|https://a?b=c|https://u@a|://"},
		{"REDIS_URL", "redis://a|rediss://u:p@a:1/2|unix:///run/redis.sock|redis://a:1,b:2?cluster=true", "a:6379|redis://|http://a|redis:///|redis://a b"},
		{"ONRECORD_FETCH_ALLOW", "a|a.b-c.example|10.0.0.1|fd00::/8|a,,b|münchen.example", "a b|*.example|a:80|-a|a..b|10.0.0.0/99|1.2.3"},
		{"ONRECORD_CONTACT", "ann@example.org|https://example.org/bot", "a b|a\x00b|" + strings.Repeat("a", 201)},
		{"ONRECORD_RETENTION", "1d|36500d|1h|4w|1.5h", "0|d|-1d|30|59m|36501d|99999999999999999999d|1000000h30"},
		{"ONRECORD_LOG", "text|json|JSON", "logfmt"},
		{"ONRECORD_LOG_LEVEL", "info|WARN|error", "all"},
		{"OPENAI_API_KEY", "sk-1", "sk 1"},
	} {
		for v := range strings.SplitSeq(row.good, "|") {
			if _, err := Load(with(row.name, v)); err != nil {
				t.Errorf("%s=%s is refused: %v", row.name, v, err)
			}
		}
		for v := range strings.SplitSeq(row.bad, "|") {
			_, err := Load(with(row.name, v))
			if err == nil || !strings.Contains(err.Error(), row.name+" is ") {
				t.Errorf("%s=%q is not refused by name: %v", row.name, v, err)
			}
		}
	}
}

func TestTheDataFolderIsTheUsersOwn(t *testing.T) {
	for _, row := range []struct{ system, env, want string }{
		{"linux", "HOME=/h", "/h/.local/share/onrecord"},
		{"linux", "HOME=/h XDG_DATA_HOME=/x", "/x/onrecord"},
		{"linux", "HOME=/h XDG_DATA_HOME=x", "/h/.local/share/onrecord"},
		{"darwin", "HOME=/h", "/h/Library/Application Support/onrecord"},
		{"windows", "LOCALAPPDATA=/l HOME=/h", "/l/onrecord"},
		{"linux", "LOCALAPPDATA=/l", ""},
	} {
		getenv := func(name string) string {
			for pair := range strings.FieldsSeq(row.env) {
				if v, ok := strings.CutPrefix(pair, name+"="); ok {
					return v
				}
			}
			return ""
		}
		if got := filepath.ToSlash(dataFolder(getenv, row.system)); got != row.want {
			t.Errorf("%s %s: %s, want %s", row.system, row.env, got, row.want)
		}
	}
	for _, row := range []struct {
		env  []string
		want string
		ok   bool
	}{
		{[]string{"HOME", ""}, "", false},
		{[]string{"HOME", "", "REDIS_URL", "redis://a"}, "", true},
		{[]string{"HOME", "", "ONRECORD_DATA", "none"}, "", true},
		{[]string{"ONRECORD_DATA", "/d"}, "/d", true},
	} {
		if c, err := Load(with(row.env...)); c.Data != row.want || (err == nil) != row.ok {
			t.Errorf("%v: %q, %v", row.env, c.Data, err)
		}
	}
}

func TestASecretCannotBePrinted(t *testing.T) {
	c, err := Load(with("DISCORD_TOKEN", "hush1", "REDIS_URL", "redis://:hush2@a", "OPENAI_API_KEY", "hush3"))
	if err != nil {
		t.Fatal(err)
	}
	hidden := struct{ c Config }{c}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "config", c, "token", c.DiscordToken, "hidden", hidden)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "config", c, "token", c.DiscordToken)
	coded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(coded)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%t", "%p"} {
		all += fmt.Sprintf(verb+verb+verb+verb, c, &c, hidden, c.DiscordToken)
	}
	if strings.Contains(all, "hush") || strings.Contains(all, fmt.Sprintf("%x", "hush")) {
		t.Errorf("a secret is printed in %s", all)
	}
	if got := fmt.Sprint(c.DiscordToken, Secret{}, secretOf("")); got != "[set] [not set] [not set]" {
		t.Errorf("secrets print as %s", got)
	}
}

func TestTheTableOfSettingsIsWhole(t *testing.T) {
	golden(t, "testdata/settings.md", Markdown())
	for _, r := range Table() {
		if r.Name == "" || !strings.HasSuffix(r.Help, ".") || strings.Contains(r.Help, "|") {
			t.Errorf("row %+v is not whole", r)
		}
		if want := r.Name == "DISCORD_TOKEN" || r.Name == "REDIS_URL" || r.Name == "OPENAI_API_KEY" || r.Name == "ONRECORD_WEB_PASSWORD"; r.Secret != want {
			t.Errorf("%s is secret: %v", r.Name, r.Secret)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("Bot a", "redis://a", "30d", "10.0.0.0/8,a")
	f.Add("\"", "'", "d", ",")
	f.Add("\"", " ", " ", ",")
	f.Fuzz(func(t *testing.T, token, redis, keep, allow string) {
		c, err := Load(with("DISCORD_TOKEN", token, "REDIS_URL", redis, "ONRECORD_RETENTION", keep, "ONRECORD_FETCH_ALLOW", allow))
		if err == nil && (c.Retention < shortest || c.Retention > longest || strings.ContainsAny(c.DiscordToken.Reveal(), " \n\"\x00")) {
			t.Errorf("%q %q %q %q are read as %+v", token, redis, keep, allow, c)
		}
		if err != nil && len(token) > 12 && !strings.Contains(keep+allow, token) && strings.Contains(err.Error(), token) {
			t.Errorf("the error tells the token: %v", err)
		}
	})
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date (go test -update writes it anew); got\n%s", file, got)
	}
}
