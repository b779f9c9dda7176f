package main

import (
	"bytes"
	"fmt"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/config"
	"onrecord/handlers"
)

// derived checks that a part of a page, between the marks <!-- name --> and <!-- /name -->, is what the program says,
// or writes it.
func derived(t *testing.T, file, name, want string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	open, shut := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, ok := strings.Cut(string(src), open)
	got, after, ok2 := strings.Cut(rest, shut)
	if !ok || !ok2 {
		t.Fatalf("%s has no part %s", file, name)
	}
	if got == want {
		return
	}
	if !*update {
		t.Errorf("%s, part %s, is out of date (`go test . -update` writes it anew): %s", file, name, difference(got, want))
		return
	}
	if err := os.WriteFile(file, []byte(before+open+want+shut+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func fenced(s string) string { return "```\n" + strings.TrimRight(s, "\n") + "\n```\n" }

// typed has the console answer a line, with the line before its answer.
func typed(t *testing.T, before, line string) string {
	got := onrecord(t, forgetful("COLUMNS", "84"), strings.NewReader(before+"\n"+line+"\n"))
	at := strings.LastIndex(got.out, "> "+line)
	if at < 0 {
		t.Fatalf("%q is not echoed in %s", line, got.out)
	}
	return got.out[at:]
}

// shortened leaves of a brief its gist, two points, two speakers and the end, and says where something was cut.
func shortened(s string) string {
	parts := strings.Split(strings.TrimSpace(s), "\n│\n")
	head, points := parts[0], 0
	lines := strings.Split(head, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "│ •") {
			if points++; points == 3 {
				head = strings.Join(lines[:i], "\n")
				break
			}
		}
	}
	out := []string{head}
	if points == 3 {
		out[0] += "\n│ …"
	}
	if len(parts) <= 5 {
		return strings.Join(append(out, parts[1:]...), "\n│\n")
	}
	out = append(out, parts[1], parts[2], "│ …")
	return strings.Join(append(out, parts[len(parts)-2:]...), "\n│\n")
}

func TestTheReadmeShowsWhatTheProgramPrints(t *testing.T) {
	brief := typed(t, "", "/brief example:harbour")
	said := typed(t, "/brief example:harbour", "/who-said Moreno about:survey")
	check := typed(t, "/brief example:harbour", `/check "This harbour feeds nine hundred families" speaker:Moreno`)
	derived(t, "README.md", "transcript", fenced(shortened(brief)+"\n\n"+strings.TrimSpace(said)+"\n\n"+check))
	derived(t, "README.md", "settings", config.Markdown())
	derived(t, "README.md", "help", fenced(onrecord(t, settings{}, nil, "help").out))

	in := `{"id":"7","text":"“The well was never dry,” said Ada Brisk, the miller. She added that the pump had failed."}`
	bulk := onrecord(t, settings{}, strings.NewReader(in), "quotes", "--jsonl").out
	bulk = strings.ReplaceAll(bulk, `},{`, "},\n           {")
	derived(t, "README.md", "bulk", fenced("$ echo '"+in+"' | onrecord quotes --jsonl\n"+bulk))

	var rows strings.Builder
	rows.WriteString("| Command | What it does | For example |\n|---|---|---|\n")
	for _, c := range (&handlers.App{Examples: exampleFiles()}).Commands() {
		fmt.Fprintf(&rows, "| `/%s` | %s. | `%s` |\n", c.Name, c.Summary, c.Example)
	}
	derived(t, "README.md", "commands", rows.String())
}

func TestAShortenedBriefIsPartsOfTheBrief(t *testing.T) {
	whole := "> x\nGist. [1]\n\n│ Title\n│ • one\n│   more\n│ • two\n│ • three\n│ • four\n│\n│ A\n│   “a”\n│\n│ B\n│   “b”\n│\n│ C\n│   “c”\n│\n│ At issue\n│   • i\n│\n│ end\n\nType 1.\n"
	want := "> x\nGist. [1]\n\n│ Title\n│ • one\n│   more\n│ • two\n│ …\n│\n│ A\n│   “a”\n│\n│ B\n│   “b”\n│\n│ …\n│\n│ At issue\n│   • i\n│\n│ end\n\nType 1."
	if got := shortened(whole); got != want {
		t.Errorf("got\n%s", got)
	}
	if short := "> x\n│ T\n│\n│ end"; shortened(short) != short {
		t.Errorf("a short one is cut: %s", shortened(short))
	}
}

// purpose is the first sentence of a package's comment, without the name.
func purpose(t *testing.T, folder string) string {
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, "doc.go"), nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	s := new(doc.Package).Synopsis(f.Doc.Text())
	s = strings.TrimPrefix(s, "Package "+path.Base(folder)+" ")
	return strings.NewReplacer("[", "`", "]", "`", "|", `\|`).Replace(strings.ToUpper(s[:1]) + s[1:])
}

func TestTheArchitectureNamesEveryPackageAndDoor(t *testing.T) {
	const page = "docs/architecture.md"
	var rows strings.Builder
	rows.WriteString("| Package | What it does | May import of ours |\n|---|---|---|\n")
	for _, folder := range slices.Sorted(maps.Keys(imports)) {
		if folder == "" {
			continue
		}
		allowed := "nothing"
		if len(imports[folder]) > 0 {
			allowed = "`" + strings.Join(imports[folder], "`, `") + "`"
		}
		fmt.Fprintf(&rows, "| `%s` | %s | %s |\n", folder, purpose(t, folder), allowed)
	}
	derived(t, page, "packages", rows.String())

	rows.Reset()
	rows.WriteString("| Outside thing | Imported by |\n|---|---|\n")
	for _, door := range slices.Sorted(maps.Keys(doors)) {
		var through []string
		for _, folder := range doors[door] {
			if _, ok := imports[folder]; !ok {
				continue // its package is still to come
			}
			if folder == "" {
				folder = "main"
			}
			through = append(through, "`"+folder+"`")
		}
		if len(through) > 0 {
			fmt.Fprintf(&rows, "| `%s` | %s |\n", strings.TrimSuffix(door, "/"), strings.Join(through, ", "))
		}
	}
	derived(t, page, "doors", rows.String())
}

func TestEverySettingStandsInTheFilesOfOperators(t *testing.T) {
	known := map[string]bool{}
	for _, r := range config.Table() {
		known[r.Name] = true
	}
	src, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^#?([A-Z_]+)=`).FindAllSubmatch(src, -1) {
		if !known[string(m[1])] {
			t.Errorf(".env.example sets %s, which is no setting or stands there twice", m[1])
		}
		delete(known, string(m[1]))
	}
	for name := range known {
		t.Errorf(".env.example does not tell of %s", name)
	}
	for _, file := range []string{"README.md", "Dockerfile", "compose.yml", "CHANGELOG.md", "PRIVACY.md", "SECURITY.md", ".env.example"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\b(ONRECORD|OPENAI|DISCORD|REDIS)_[A-Z_]+\b`).FindAll(src, -1) {
			if !slices.ContainsFunc(config.Table(), func(r config.Row) bool { return r.Name == string(name) }) {
				t.Errorf("%s tells of %s, which is no setting", file, name)
			}
		}
	}
}

func TestEveryRelativeLinkLeadsToAFile(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"docs", "docs/decisions", "bench", "examples"} {
		more, err := filepath.Glob(folder + "/*.md")
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, more...)
	}
	link := regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
	checked := 0
	for _, page := range pages {
		src, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(src, -1) {
			if target := string(m[1]); !strings.Contains(target, "://") {
				checked++
				if _, err := os.Stat(filepath.Join(filepath.Dir(page), target)); err != nil {
					t.Errorf("%s leads to %s: %v", page, target, err)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no link was found")
	}
}

func TestThePagesSayHowLongThingsAreKept(t *testing.T) {
	c, err := config.Load(forgetful().get)
	if err != nil {
		t.Fatal(err)
	}
	days := fmt.Appendf(nil, "%d days after", int(time.Duration(c.Retention)/(24*time.Hour)))
	for _, file := range []string{"PRIVACY.md", "CHANGELOG.md"} {
		if src, err := os.ReadFile(file); err != nil || !bytes.Contains(src, days) {
			t.Errorf("%s does not say %q: %v", file, days, err)
		}
	}
}

func TestEveryDirectDependencyIsDecidedOn(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var decisions strings.Builder
	files, err := filepath.Glob("docs/decisions/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no decisions", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		decisions.Write(text)
	}
	direct := 0
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") || len(fields) != 2 || !strings.HasPrefix(fields[1], "v") {
			continue // of the block of direct ones, the only lines of two words
		}
		direct++
		name := regexp.MustCompile(`/v\d+$`).ReplaceAllString(fields[0], "")
		if short := name[strings.LastIndex(name, "/")+1:]; !strings.Contains(decisions.String(), name) && !strings.Contains(decisions.String(), "`"+short+"`") {
			t.Errorf("no decision tells why %s is here", fields[0])
		}
	}
	if direct < 20 {
		t.Errorf("only %d direct dependencies read from go.mod", direct)
	}
}
