package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// kept returns the settings of a data folder that holds the briefs of some examples.
func kept(t *testing.T, names ...string) settings {
	t.Helper()
	env := settings{"ONRECORD_DATA": t.TempDir()}
	args := []string{"brief", "--keep"}
	for _, n := range names {
		args = append(args, "example:"+n)
	}
	if got := onrecord(t, env, nil, args...); got.status != 0 || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	return env
}

func TestWhatWasKeptIsLookedUpForMachines(t *testing.T) {
	env := kept(t, "harbour", "clinic")
	ask := func(args ...string) string {
		t.Helper()
		got := onrecord(t, env, nil, args...)
		if got.status != 0 || got.err != "" {
			t.Fatalf("%s: status %d: %s", args, got.status, got.err)
		}
		return got.out
	}
	first := func(out string, into any) {
		t.Helper()
		line, _, _ := strings.Cut(out, "\n")
		if strings.HasPrefix(out, "{\n") {
			line = out
		}
		if err := json.Unmarshal([]byte(line), into); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
	var said struct{ Text, Speaker, Role, Kind, Outlet, Title, URL, Published string }
	first(ask("who-said", "--speaker", "Castellan", "--about=memory", "--json"), &said)
	if said.Text != "Mud is a memory" || said.Speaker != "Leena Castellan" || said.Kind != "direct" || said.Outlet != "Averly Courant" || !strings.HasPrefix(said.Published, "2026-11-18") {
		t.Errorf("who-said: %+v", said)
	}
	for _, row := range []struct{ quote, speaker, verdict string }{
		{"Mud is a memory", "Castellan", "verbatim"}, {"Mud is a memory", "Moreno", "other_speaker"}, {"“Not one person asked me for a container ship.”", "Brandt", "altered"},
		{"We shall fight on the beaches, we shall never surrender", "", "not_found"},
	} {
		var f findingRecord
		first(ask("check", "--speaker", row.speaker, row.quote, "--json"), &f)
		if f.Verdict != row.verdict || (f.Match == nil) != (row.verdict == "not_found") || (len(f.Diff) > 0) != (row.verdict == "altered") {
			t.Errorf("check %+v: %+v", row, f)
		}
	}
	var answer answerRecord
	first(ask("ask", "--json", "How many boats would have to move?"), &answer)
	if len(answer.Answer) == 0 || !strings.Contains(answer.Answer[0].Text, "46 boats") || answer.Passages[answer.Answer[0].Cites[0]-1].Text != answer.Answer[0].Text {
		t.Errorf("ask: %+v", answer)
	}
	if first(ask("ask", "--json", "Who won the cup?"), &answer); len(answer.Answer) != 0 {
		t.Errorf("ask: %+v", answer.Answer)
	}
	var theme themeRecord
	if first(ask("issues", "--topic", "dredging", "--json"), &theme); theme.Label == "" || len(theme.Articles) == 0 {
		t.Errorf("issues: %+v", theme)
	}
	var person personRecord
	if first(ask("people", "Moreno", "--json"), &person); person.Name != "Ida Moreno" || person.Quotes == 0 || person.Last == "" {
		t.Errorf("people: %+v", person)
	}
	if csv := ask("export", "Castellan"); !strings.HasPrefix(csv, "text,speaker,role,kind,outlet,title,url,published\n") || !strings.Contains(csv, "Mud is a memory,Leena Castellan") {
		t.Errorf("export: %s", csv)
	}
	if n := strings.Count(ask("export", "--json"), "\n"); n < 40 {
		t.Errorf("export of everything: %d lines", n)
	}
}

func TestWhatWasNotKeptIsNotThere(t *testing.T) {
	env := settings{"ONRECORD_DATA": t.TempDir()}
	if got := onrecord(t, env, nil, "brief", "example:harbour"); got.status != 0 {
		t.Fatal(got.err)
	}
	if got := onrecord(t, env, nil, "who-said", "Moreno"); !strings.Contains(got.out, "Nothing has been shared here yet") {
		t.Errorf("found %s", got.out)
	}
}
