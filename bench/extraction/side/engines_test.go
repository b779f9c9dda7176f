package main

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const article = `<!doctype html><html lang="en"><head><title>Night ferry back in June - The Quay</title>
<meta property="og:title" content="Night ferry back in June"><meta name="author" content="Ida Moreno">
<meta property="article:published_time" content="2021-05-04T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Night ferry back in June</h1>
<p>The night ferry between the two harbours returns in June, the port authority said, after a winter in the dock.</p>
<p>It will leave at ten in the evening and arrive before the fish market opens, which the traders had asked for.</p>
<p>“We missed it more than we thought,” said Jo Park, who keeps the café at the slip and lost half of her guests.</p>
<p>Tickets go on sale next week, at the price of last year, and children under ten will travel without one.</p>
</article><footer>All rights reserved</footer></body></html>`

func TestEveryEngineReadsAPlainArticle(t *testing.T) {
	p := page{ID: "a", URL: "https://quay.example/ferry", HTML: article}
	for _, e := range goEngines {
		r, c, err := e.read(p)
		if err != nil || r.Error != "" {
			t.Errorf("%s: %v %s", e.name, err, r.Error)
		}
		for _, want := range []string{"The night ferry between", "leave at ten", "said Jo Park", "without one."} {
			if !strings.Contains(r.Text, want) {
				t.Errorf("%s: %q is not in %q", e.name, want, r.Text)
			}
		}
		if strings.Contains(r.Text, "Sport") || r.Title != "Night ferry back in June" || r.Byline != "Ida Moreno" || r.Published != "2021-05-04" {
			t.Errorf("%s: %+v", e.name, r)
		}
		if c.wall <= 0 || c.allocs == 0 || c.bytes == 0 {
			t.Errorf("%s cost %+v", e.name, c)
		}
	}
}

func TestAPanicOfALibraryIsAResultWithoutText(t *testing.T) {
	e := timed("brittle", func([]byte, *url.URL) (result, error) { panic("too deep") })
	if r, _, err := e.read(page{}); err != nil || r.Error != "panic: too deep" {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestEveryEngineHasEachPageOnceARound(t *testing.T) {
	var order []string
	fake := func(name string) engine {
		return engine{name, func(p page) (result, cost, error) {
			order = append(order, name+p.ID)
			return result{Text: name}, cost{wall: time.Second, allocs: 2}, nil
		}}
	}
	runs, err := measure([]engine{fake("x"), fake("y")}, []page{{ID: "1"}, {ID: "2"}, {ID: "3"}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(order); i += 2 {
		turn := []string{order[i], order[i+1]}
		slices.Sort(turn)
		n := strconv.Itoa(i/2%3 + 1)
		if want := []string{"x" + n, "y" + n}; !slices.Equal(turn, want) {
			t.Errorf("turn %d is %v, want %v", i/2, turn, want)
		}
	}
	if len(order) != 2*2*3 {
		t.Errorf("%d readings in %v", len(order), order)
	}
	for _, r := range runs {
		if len(r.results) != 3 || r.results[2].ID != "3" || r.results[2].Text != r.engine.name {
			t.Errorf("%s gave %+v", r.engine.name, r.results)
		}
		if len(r.rounds) != 1 || r.rounds[0].wall != 3*time.Second || r.rounds[0].allocs != 6 {
			t.Errorf("%s: the round to warm up counts, or another does not: %+v", r.engine.name, r.rounds)
		}
	}
}

func TestTheTablesNameEveryEngine(t *testing.T) {
	text := "The ferry leaves at nine"
	good := trial{engine: engine{name: ours}, results: []result{{Text: text}}, rounds: []cost{{wall: 3e6, cpu: 2e6, allocs: 5000, bytes: 7e6}}, peak: 90_000}
	bad := trial{engine: engine{name: mozilla}, results: []result{{}}, rounds: []cost{{wall: 9e6, cpu: 8e6}}, peak: 160_000}
	var b strings.Builder
	report(&b, "set", []page{{Text: text}}, []trial{good, bad}, 1)
	for _, want := range []string{
		"set: 1 pages, 1 rounds",
		"| onrecord | 1.0000 | 1.000 | 1.000 | 1.000 | 1.0000 | – | – | – | 0 |",
		"| onrecord | 3.0 (3.0–3.0) | 2.0 | 5 k | 7.0 | 90 |",
		"| @mozilla/readability with linkedom | 9.0 (9.0–9.0) | 8.0 | – | – | 160 |",
		"| @mozilla/readability with linkedom | +1.0000 | +1.0000 to +1.0000 | 1 | 0 | 0 |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

func TestPagesAreReadLineByLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	for text, want := range map[string]int{
		`{"id":"a","html":"<p>","author":null}` + "\n" + `{"id":"b","date":"2031-05-04"}`: 2, "": 0, `{"id":"a"} no`: 1,
	} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if pages, err := load(file); len(pages) != want || (err == nil) != (want == 2) {
			t.Errorf("%q is read as %+v, %v", text, pages, err)
		}
	}
}

func TestWhatTheEnginesMadeIsKeptFileByFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "kept")
	run := trial{engine: engine{name: mozilla}, results: []result{{ID: "a", Text: "One."}}}
	if err := keep(folder, "some/set.jsonl.gz", []page{{ID: "a"}}, []trial{run}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(folder, "set.mozilla-readability-with-linkedom.jsonl"))
	if want := `{"id":"a","title":"","byline":"","published":"","text":"One."}` + "\n"; err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestAReadingAloneTellsItsMemory(t *testing.T) {
	if _, err := os.Stat(status); err != nil {
		t.Skip("this system does not tell how much memory a process has had")
	}
	file := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(file, []byte(`{"id":"a","url":"https://quay.example/a","html":"<p>One.</p>"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := readAlone("readeck go-readability", file, &b); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "1 pages, ") || !strings.HasSuffix(b.String(), " MB\n") || strings.Contains(b.String(), " 0 MB") {
		t.Errorf("got %q", b.String())
	}
	if err := readAlone("no such", file, &b); err == nil {
		t.Error("an engine that does not exist reads")
	}
}

func TestTheChildAnswersPageByPage(t *testing.T) {
	tools := t.TempDir()
	node := "#!/bin/sh\nwhile read -r page; do echo '{\"result\":{\"title\":\"T\",\"text\":\"One.\"},\"ns\":5,\"cpu\":7}'; done\n"
	if err := os.WriteFile(filepath.Join(tools, "node"), []byte(node), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", tools)
	c, err := start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, took, err := c.read(page{HTML: "<p>\n"})
		if err != nil || r != (result{Title: "T", Text: "One."}) || took != (cost{wall: 5, cpu: 7}) {
			t.Errorf("got %+v, %+v, %v", r, took, err)
		}
	}
	c.stop()
	if _, _, err := c.read(page{}); err == nil {
		t.Error("a child that has ended answers")
	}
}

func TestWithoutNodeMozillasIsLeftOut(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, _, err := prepare(""); err == nil || err.Error() != "node is not installed" {
		t.Errorf("got %v", err)
	}
}
