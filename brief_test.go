package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folded folds white space, as a reader of pages does.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestABriefForMachinesHoldsWhatTheArticleSays(t *testing.T) {
	for _, name := range []string{"court", "rates", "match", "lab"} {
		src, err := os.ReadFile("examples/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		got := onrecord(t, forgetful(), strings.NewReader(""), "brief", "--json", "example:"+name)
		var b briefRecord
		if err := json.Unmarshal([]byte(got.out), &b); err != nil || got.status != 0 {
			t.Fatalf("%s: %v, status %d: %s", name, err, got.status, got.err)
		}
		article := folded(string(src))
		has := func(what, s string) {
			if !strings.Contains(article, folded(s)) {
				t.Errorf("%s: %s is not in the article: %q", name, what, s)
			}
		}
		has("title", b.Title)
		has("gist", b.Gist.Text)
		for _, p := range b.Points {
			has("point", p.Text)
			if len(p.Sentences) == 0 {
				t.Errorf("%s: point %q names no sentence", name, p.Text)
			}
		}
		for _, q := range b.Quotes {
			for _, part := range strings.Split(q.Text, " … ") {
				has("quotation", part)
			}
			has("speaker", q.Speaker)
			has("mention", q.Mention)
		}
		for _, i := range b.Issues {
			has("issue", i.Label)
		}
		if len(b.Quotes) == 0 || len(b.Issues) == 0 || b.Writer == "" || b.Checked.Quotes == 0 {
			t.Errorf("%s: the brief is not whole: %d quotes, %d issues, writer %q, checked %+v", name, len(b.Quotes), len(b.Issues), b.Writer, b.Checked)
		}
	}
}

func TestABriefIsTheSameWhereverItIsReadFrom(t *testing.T) {
	s := newSite(t)
	env := forgetful("ONRECORD_FETCH_ALLOW", "127.0.0.1")
	page, err := os.ReadFile("testdata/site/ferry.html")
	if err != nil {
		t.Fatal(err)
	}
	quotes := map[string]string{}
	for src, in := range map[string]string{"testdata/site/ferry.html": "", s.URL + "/ferry.html": "", "-": string(page)} {
		got := onrecord(t, env, strings.NewReader(in), "brief", "--json", src)
		var b briefRecord
		if err := json.Unmarshal([]byte(got.out), &b); err != nil {
			t.Fatalf("%s: %v: %s", src, err, got.err)
		}
		if b.Title != "Night ferry to Skarne will run again, council says" || b.Outlet != "Tessel Bay Post" || b.Published != "2026-10-02T06:30:00Z" {
			t.Errorf("%s: %q, %q, %q", src, b.Title, b.Outlet, b.Published)
		}
		raw, err := json.Marshal(b.Quotes)
		if err != nil {
			t.Fatal(err)
		}
		quotes[string(raw)] = src
	}
	if len(quotes) != 1 {
		t.Errorf("the quotations differ: %v", quotes)
	}
}

func TestABriefOnTheCommandLineIsNotRemembered(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	got := onrecord(t, settings{"ONRECORD_DATA": folder}, strings.NewReader(""), "brief", "example:court")
	if got.status != 0 || !strings.Contains(got.out, "quotes verified") {
		t.Errorf("status %d: %s%s", got.status, got.out, got.err)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the data folder is there: %v", err)
	}
}

func TestCommandLinesThatGoWrongSayWhy(t *testing.T) {
	s := newSite(t)
	large := filepath.Join(t.TempDir(), "large.txt")
	if err := os.WriteFile(large, make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		args   string
		status int
		want   string
	}{
		{"brief", 2, "brief takes a source"},
		{"brief a b", 1, "there is no file b"},
		{"brief --csv example:court", 2, "there is no option --csv"},
		{"brief no-such-file.txt", 1, "there is no file no-such-file.txt"},
		{"brief example:nothing", 1, "no example called nothing"},
		{"brief --json example:nothing", 1, "no example called \"nothing\""},
		{"brief " + large, 1, "larger than 10 MiB"},
		{"brief testdata", 1, "testdata"},
		{"brief " + s.URL + "/gone.html", 1, "no such page on that website (404)"},
		{"brief --json " + s.URL + "/consent.html", 1, "consent"},
		{"brief -", 1, "no article in that file"},
		{"quotes", 2, "say --jsonl"},
		{"extract --jsonl file", 2, "say --jsonl"},
		{"issues --csv", 2, "there is no option --csv"},
		{"who-said", 1, "I need something to look for"},
		{"who-said --json", 1, "I need something to look for"},
		{"who-said --about", 2, "--about needs a value"},
		{"who-said Moreno --since never", 1, "not a date that I understand"},
		{"who-said Moreno --limit none", 2, "--limit is a number"},
		{"check", 1, "/check needs to know the quote"},
		{"ask --json", 1, "/ask needs to know the question"},
		{"export --format pdf", 1, "no format called pdf"},
		{"run fast", 2, "run takes no arguments"},
		{"doctor me", 2, "doctor takes no arguments"},
		{"register", 1, "DISCORD_TOKEN is not set"},
		{"fly", 2, `there is no command "fly"`},
		{"--fly", 2, `there is no command "--fly"`},
	} {
		env := forgetful("ONRECORD_FETCH_ALLOW", "127.0.0.1")
		got := onrecord(t, env, strings.NewReader(""), strings.Fields(row.args)...)
		if got.status != row.status || !strings.Contains(got.err, row.want) || strings.TrimSpace(got.out) != "" {
			t.Errorf("%s: status %d (want %d), out %q, errors %q (want %q)", row.args, got.status, row.status, got.out, got.err, row.want)
		}
		if row.status == 2 && !strings.HasSuffix(got.err, "See `onrecord help`.\n") {
			t.Errorf("%s: no way out in %q", row.args, got.err)
		}
	}
}

func TestHelpNamesEveryCommand(t *testing.T) {
	for _, arg := range []string{"help", "-h", "--help"} {
		got := onrecord(t, forgetful(), strings.NewReader(""), arg)
		for _, c := range commands() {
			if !strings.Contains(got.out, "\n  "+c.name+" ") || got.status != 0 {
				t.Errorf("%s does not tell of %s: %s", arg, c.name, got.out)
			}
		}
	}
	if got := onrecord(t, settings{}, strings.NewReader(""), "version"); got.out != "onrecord "+version()+"\n" {
		t.Errorf("version: %q", got.out)
	}
}

func TestWrongSettingsStopEveryCommandThatNeedsThem(t *testing.T) {
	env := settings{"ONRECORD_DATA": "none", "ONRECORD_RETENTION": "soon", "ONRECORD_LOG": "xml"}
	for _, args := range []string{"", "run", "brief example:court", "register"} {
		got := onrecord(t, env, strings.NewReader("/help\n"), strings.Fields(args)...)
		if got.status != 1 || got.out != "" || !strings.Contains(got.err, `ONRECORD_RETENTION is "soon"`) || !strings.Contains(got.err, `ONRECORD_LOG is "xml"`) {
			t.Errorf("%q: status %d, %q, %q", args, got.status, got.out, got.err)
		}
	}
}
