package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// found is a line of `onrecord quotes --jsonl`.
type found struct {
	ID     string
	Quotes []quoteRecord
}

func TestBulkKeepsTheOrderAndNumbersWhatFails(t *testing.T) {
	in := `{"id":"a","text":"“We are late,” said Rosa Lund."}` + "\nnot json\n\n[1]\n" + `{"id":"b","text":""}` + "\n" + `{"id":"c","text":"<b>Nothing</b> & nobody."}`
	got := onrecord(t, forgetful(), strings.NewReader(in), "quotes", "--jsonl")
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], `{"id":"a","quotes":[{"start":1,"end":12,"text":"We are late","kind":"direct","speaker":"Rosa Lund"`) ||
		lines[1] != `{"id":"b","quotes":[]}` || lines[2] != `{"id":"c","quotes":[]}` {
		t.Errorf("out:\n%s", got.out)
	}
	if !strings.HasPrefix(got.err, "line 2: not a JSON object") || !strings.Contains(got.err, "\nline 4: not a JSON object") || !strings.HasSuffix(got.err, "onrecord: 2 lines failed\n") {
		t.Errorf("errors:\n%s", got.err)
	}
	if got.status != 1 {
		t.Errorf("status %d, want 1", got.status)
	}
}

func TestALineThatTakesLongHoldsNothingUpAndKeepsItsPlace(t *testing.T) {
	second := make(chan struct{})
	var out strings.Builder
	err := bulk(t.Context(), strings.NewReader("1\n2\n"), &out, io.Discard, func(line []byte) (any, error) {
		if line[0] == '1' {
			<-second // ends only if the second line is worked on meanwhile
		} else {
			close(second)
		}
		return strings.TrimSpace(string(line)), nil
	})
	if err != nil || out.String() != "\"1\"\n\"2\"\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestAPanicCostsOneLine(t *testing.T) {
	var out, errw strings.Builder
	err := bulk(t.Context(), strings.NewReader("1\n2\n3\n"), &out, &errw, func(line []byte) (any, error) {
		if line[0] == '2' {
			panic("no")
		}
		return line[0] - '0', nil
	})
	if err == nil || out.String() != "1\n3\n" || errw.String() != "line 2: panic: no\n" {
		t.Errorf("%q, %q, %v", out.String(), errw.String(), err)
	}
}

func TestALineThatIsTooLongIsReportedAndTheNextOneRead(t *testing.T) {
	good := `{"id":"a","text":"Rain."}` + "\n"
	long := `{"id":"x","text":"` + strings.Repeat("x", maxLine) + "\"}\n"
	got := onrecord(t, forgetful(), io.MultiReader(strings.NewReader(good), strings.NewReader(long), strings.NewReader(good)), "quotes", "--jsonl")
	if strings.Count(got.out, `{"id":"a"`) != 2 || got.err != "line 2: line is longer than 32 MiB\nonrecord: 1 line failed\n" || got.status != 1 {
		t.Errorf("out %.200q, err %.200q, status %d", got.out, got.err, got.status)
	}
}

func TestOffsetsCountCodePoints(t *testing.T) {
	text := "👩‍🚒🔥 Brände in Ærø: “Der Wald 🌲 brennt,” said Ida Møller. Later she said: “It is over 🎉.” Some called it “🌲🌲.”"
	in, err := json.Marshal(map[string]string{"id": "a", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	got := onrecord(t, forgetful(), strings.NewReader(string(in)), "quotes", "--jsonl")
	var f found
	if err := json.Unmarshal([]byte(got.out), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Quotes) < 2 || f.Quotes[0].Speaker != "Ida Møller" {
		t.Fatalf("quotes: %+v", f.Quotes)
	}
	checkOffsets(t, text, f)
}

// checkOffsets checks that each quotation stands where its offsets say.
func checkOffsets(t *testing.T, text string, f found) {
	t.Helper()
	runes := []rune(text)
	for _, q := range f.Quotes {
		if q.Start < 0 || q.Start > q.End || q.End > len(runes) || string(runes[q.Start:q.End]) != q.Text {
			t.Errorf("%q is not at %d to %d", q.Text, q.Start, q.End)
		}
		if !strings.Contains(text, q.Mention) || !strings.Contains(text, q.Speaker) || !strings.Contains(text, q.Role) || !strings.Contains(text, q.Cue) {
			t.Errorf("%+v names what is not in the text", q)
		}
	}
}

func TestPagesBecomeArticles(t *testing.T) {
	page := `<html lang=en><head><title>Well reopens</title><link rel=canonical href=/well><meta property=article:published_time content=2026-03-04T05:06:07Z></head><body><article><h1>Well reopens</h1>` +
		strings.Repeat("<p>The old well in the square of Hollin was opened again on Monday after nine years of repairs, and the first bucket was drawn by the mayor.</p>", 4) + "</article></body></html>"
	in, err := json.Marshal(map[string]string{"id": "w", "html": page, "url": "https://hollin.example/a?utm_source=x"})
	if err != nil {
		t.Fatal(err)
	}
	got := onrecord(t, forgetful(), strings.NewReader(string(in)+"\n"+`{"id":"empty","html":""}`+"\n"+`{"id":"none","html":"<p>no"}`), "extract", "--jsonl")
	var a struct{ ID, Title, Published, Lang, Canonical, Text string }
	if err := json.Unmarshal([]byte(got.out), &a); err != nil {
		t.Fatalf("%v: %s", err, got.out)
	}
	if a.ID != "w" || a.Title != "Well reopens" || a.Published != "2026-03-04T05:06:07Z" || a.Lang != "en" || a.Canonical != "https://hollin.example/well" || !strings.Contains(a.Text, "first bucket") {
		t.Errorf("article: %+v", a)
	}
	if !strings.Contains(got.err, "line 2: empty: no html\n") || !strings.Contains(got.err, "line 3: none: ") || got.status != 1 {
		t.Errorf("errors: %s, status %d", got.err, got.status)
	}
}

func TestTextsBecomeIssues(t *testing.T) {
	text := "The council wants to close the library. Rosa Lund, the mayor, said the closing of the library was overdue. Ivo Prem, a teacher, opposed the closing of the library: “This is a mistake.” The library has stood for a century."
	in, err := json.Marshal(map[string]string{"id": "i", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	got := onrecord(t, forgetful(), strings.NewReader(string(in)), "issues", "--jsonl")
	var out struct {
		ID     string
		Issues []issueRecord
	}
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || got.status != 0 {
		t.Fatalf("%v: %s %s", err, got.out, got.err)
	}
	if out.ID != "i" || len(out.Issues) == 0 {
		t.Fatalf("issues: %s", got.out)
	}
	for _, i := range out.Issues {
		if !strings.Contains(text, i.Label) || len(i.Sentences) == 0 {
			t.Errorf("issue %+v is not in the text", i)
		}
	}
}

// brokenPipe takes nothing.
type brokenPipe struct{}

var errPipe = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errPipe }

func TestBulkEndsWithWhatBroke(t *testing.T) {
	echo := func(line []byte) (any, error) { return string(line), nil }
	if err := bulk(t.Context(), strings.NewReader("1\n"), brokenPipe{}, io.Discard, echo); !errors.Is(err, errPipe) {
		t.Errorf("a write that fails: %v", err)
	}
	torn := io.MultiReader(strings.NewReader("1\n"), errReader{})
	var out strings.Builder
	if err := bulk(t.Context(), torn, &out, io.Discard, echo); !errors.Is(err, errPipe) || out.String() != "\"1\\n\"\n" {
		t.Errorf("a read that fails: %v after %q", err, out.String())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := bulk(ctx, strings.NewReader("1\n"), io.Discard, io.Discard, echo); !errors.Is(err, context.Canceled) {
		t.Errorf("an end that is asked for: %v", err)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errPipe }

func FuzzQuotes(f *testing.F) {
	f.Add("“We are late,” said Rosa Lund. ‘So are we,’ 🎉 she added.")
	f.Add("Q: Why?\nA: \"No.\u2028\" \u202e said \x00 he.")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("JSON holds no such text")
		}
		in, err := json.Marshal(map[string]string{"id": "f", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		v, err := quotesLine(in)
		if err != nil {
			t.Fatal(err)
		}
		var got found
		if out, err := json.Marshal(v); err != nil {
			t.Fatal(err)
		} else if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		checkOffsets(t, text, got)
	})
}

func FuzzBulk(f *testing.F) {
	f.Add([]byte("{\"id\":\"a\",\"text\":\"b\"}\n\n{}\nnull\n\"x\""))
	f.Add([]byte("\r\n\x00\n{\"id\":1}\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, errw strings.Builder
		err := bulk(t.Context(), strings.NewReader(string(in)), &out, &errw, issuesLine)
		asked := 0
		for line := range strings.SplitSeq(string(in), "\n") {
			if strings.TrimSpace(line) != "" {
				asked++
			}
		}
		answered, failed := strings.Count(out.String(), "\n"), strings.Count(errw.String(), "\nline ")
		if strings.HasPrefix(errw.String(), "line ") {
			failed++
		}
		if answered+failed != asked || (err != nil) != (failed > 0) || err != nil && !strings.HasPrefix(err.Error(), strconv.Itoa(failed)+" line") {
			t.Errorf("%d lines, %d answers, %d failures: %v", asked, answered, failed, err)
		}
		for line := range strings.Lines(out.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%q is not JSON", line)
			}
		}
	})
}
