package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheMedianIsOfArticlesASecond(t *testing.T) {
	var out strings.Builder
	passes := []pass{{NS: 1e9, Quotations: 3, People: 2}, {NS: 4e9}, {NS: 2e9}}
	if got := report(&out, "onrecord", "with a speaker", passes, 8, 8_000_000); got != 4 {
		t.Errorf("the median is %v, want 4", got)
	}
	for _, want := range []string{"(2.0–8.0)", "4.000 MB/s", "3 quotations, 2 with a speaker"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %q", want, out.String())
		}
	}
	if got := report(io.Discard, "", "", passes[:2], 8, 8); got != 5 {
		t.Errorf("the median of two is %v, want 5", got)
	}
}

func TestArticlesAreReadLineByLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	for text, want := range map[string]int{
		`{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"Two."}`: 2, `{"id":"a"}`: 0, "": 0, `{"text":"One."} no`: 0,
	} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if texts, err := load(file); len(texts) != want || (err == nil) != (want > 0) {
			t.Errorf("%q is read as %q, %v", text, texts, err)
		}
	}
}

func TestTheEngineCountsWhatItFinds(t *testing.T) {
	if p := read([]string{"“The slip closes,” said Ida Moreno.", "Nothing was said."}); p.Quotations != 1 || p.People != 1 || p.NS <= 0 {
		t.Errorf("got %+v", p)
	}
}

func TestWithoutNodeNothingIsCompared(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(file, []byte(`{"text":"One."}`), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	var out strings.Builder
	if err := run(file, "", 1, &out); err != nil || !strings.Contains(out.String(), "node is not installed") {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
