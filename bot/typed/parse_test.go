package typed

import (
	"maps"
	"strings"
	"testing"

	"onrecord/handlers"
)

func TestALineIsReadAsItWasMeant(t *testing.T) {
	long := strings.Repeat("The council met on Monday. ", 6)
	opts := func(kv ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(kv); i += 2 {
			m[kv[i]] = kv[i+1]
		}
		return m
	}
	for _, row := range []struct {
		line string
		want Line
	}{
		{"", Line{}},
		{"  /quit ", Line{Quit: true}},
		{"3", Line{Press: 3}},
		{"https://a.example/1", Line{Command: "brief", Options: opts("link", "https://a.example/1")}},
		{long, Line{Command: "brief", Options: opts("text", strings.TrimSpace(long))}},
		{"/brief https://a.example/1", Line{Command: "brief", Options: opts("link", "https://a.example/1")}},
		{"/brief https://a.example/1 fresh private", Line{Command: "brief", Options: opts("link", "https://a.example/1", "fresh", "true", "private", "true")}},
		{"/brief fresh:no link:https://a.example/1", Line{Command: "brief", Options: opts("link", "https://a.example/1", "fresh", "false")}},
		{"/brief private text:Two words, link:none", Line{Command: "brief", Options: opts("private", "true", "text", "Two words, link:none")}},
		{"/brief file:./a b.html", Line{Command: "brief", File: "./a", Options: opts("link", "b.html")}},
		{`/brief file:"./a b.html"`, Line{Command: "brief", File: "./a b.html", Options: opts()}},
		{"/who-said Ida Moreno about:ferry since:7d", Line{Command: "who-said", Options: opts("speaker", "Ida Moreno", "about", "ferry", "since", "7d")}},
		{"/who-said about:ferry Ida Moreno", Line{Command: "who-said", Options: opts("speaker", "Ida Moreno", "about", "ferry")}},
		{`/who-said speaker:"Ida \"Mo\" Moreno" about:“night ferry”`, Line{Command: "who-said", Options: opts("speaker", `Ida "Mo" Moreno`, "about", "night ferry")}},
		{`/who-said "Ida Moreno"`, Line{Command: "who-said", Options: opts("speaker", "Ida Moreno")}},
		{"/who-said Moreno abuot:ferry", Line{Command: "who-said", Options: opts("speaker", "Moreno", "abuot", "ferry")}},
		{"/issues", Line{Command: "issues", Options: opts()}},
		{"/issues opening at 10:30", Line{Command: "issues", Options: opts("topic", "opening at 10:30")}},
		{"/dance now", Line{Command: "dance", Options: opts()}},
	} {
		got, err := ParseLine(row.line, catalogue())
		if err != nil {
			t.Errorf("%q is refused: %v", row.line, err)
			continue
		}
		same := maps.Equal(got.Options, row.want.Options)
		got.Options, row.want.Options = nil, nil
		if !same || got.Quit != row.want.Quit || got.Press != row.want.Press || got.Command != row.want.Command || got.File != row.want.File {
			t.Errorf("%q is read as %+v", row.line, got)
		}
	}
}

func TestALineWithoutAMeaningIsRefused(t *testing.T) {
	for line, want := range map[string]string{
		"hello there":               "I do not know what to do",
		"0":                         "I do not know what to do",
		"-1":                        "I do not know what to do",
		`/who-said "Ida`:            "A quotation mark is opened",
		`/who-said about:"Ida`:      "A quotation mark is opened",
		"/who-said Ida speaker:Tom": "The speaker is given twice.",
		"/issues topic:a topic:b":   "The topic is given twice.",
		"/brief file:a file:b":      "The file is given twice.",
		"file:///etc/passwd":        "I do not know what to do",
	} {
		if got, err := ParseLine(line, catalogue()); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q is read as %+v, %v", line, got, err)
		}
	}
}

func FuzzParseLine(f *testing.F) {
	for _, s := range []string{"/brief https://a.example fresh", `/who-said "a b" about:c`, "12", "https://a.example", `/brief text:"a`, "/ :", "/brief \xff"} {
		f.Add(s)
	}
	commands := catalogue()
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ParseLine(s, commands)
		if err != nil {
			return
		}
		if l.Press < 0 || l.Press > 0 && l.Command != "" {
			t.Errorf("%q is read as %+v", s, l)
		}
		for name, value := range l.Options {
			if strings.ContainsAny(name, " :") || len(value) > 3*len(s) {
				t.Errorf("%q gives the option %q the value %q", s, name, value)
			}
		}
	})
}

func catalogue() []handlers.Command { return (&handlers.App{}).Commands() }

func TestAnArticleThatIsPastedMayBeLong(t *testing.T) {
	for n, pasted := range map[int]bool{handlers.MaxText: false, handlers.MaxText + 1: true} {
		text := strings.Repeat("é", n)
		l, err := ParseLine(text, catalogue())
		if err != nil || l.Command != "brief" {
			t.Fatal(l, err)
		}
		f := l.Pasted()
		if (f != nil) != pasted || f != nil && string(f.Data) != text || l.Options["text"] == "" != pasted {
			t.Errorf("%d characters: %v", n, f)
		}
	}
}
