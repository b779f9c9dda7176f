package quote_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/quote"
)

var update = flag.Bool("update", false, "set the floors in testdata/lang/floors.json to what is reached today")

// tally counts what was found of the labelled quotations of an article.
type tally struct {
	Found int `json:"found"` // by their content
	Right int `json:"right"` // of these with the right speaker, or rightly with none
	Wrong int `json:"wrong"` // of these with a wrong speaker, whom a reader would be told
	Extra int `json:"extra"` // found without a label
}

// label is one quotation that a careful reader labelled.
type label struct{ Text, Kind, Speaker, Role, Mention string }

func TestOtherLanguagesAreReadAtLeastAsWellAsBefore(t *testing.T) {
	const floorFile = "testdata/lang/floors.json"
	floors, reached := map[string]tally{}, map[string]tally{}
	decode(t, floorFile, &floors)
	texts, err := filepath.Glob("testdata/lang/*.txt")
	if err != nil || len(texts) < 16 {
		t.Fatalf("%d articles (%v)", len(texts), err)
	}
	for _, file := range texts {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		gold := struct{ Quotes []label }{}
		decode(t, strings.TrimSuffix(file, ".txt")+".json", &gold)
		a := pasted(t, file)
		if want, _, _ := strings.Cut(name, "-"); a.Lang != want {
			t.Errorf("%s: read as a text in %q", name, a.Lang)
		}
		found := quote.Find(a)
		if err := invariants(a, found); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := count(t, a, gold.Quotes, found)
		reached[name] = got
		t.Logf("%-11s %2d labelled: %2d found, %2d right speaker, %d wrong, %2d unclear; %d besides",
			name, len(gold.Quotes), got.Found, got.Right, got.Wrong, got.Found-got.Right-got.Wrong, got.Extra)
		if f := floors[name]; !*update && (got.Found < f.Found || got.Right < f.Right || got.Wrong > f.Wrong || got.Extra > f.Extra) {
			t.Errorf("%s: reached %+v, the floor is %+v; run with -v for more", name, got, f)
		}
	}
	if *update {
		keep(t, floorFile, reached)
	}
}

// pasted reads an article as if somebody had pasted it.
func pasted(t testing.TB, file string) *news.Article {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.Text(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func decode(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func keep(t *testing.T, file string, reached map[string]tally) {
	t.Helper()
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		line, err := json.Marshal(reached[name])
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("  %q: %s", name, line))
	}
	if err := os.WriteFile(file, []byte("{\n"+strings.Join(lines, ",\n")+"\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// count compares what was found with the labels.
func count(t *testing.T, a *news.Article, labels []label, found []news.Quote) tally {
	t.Helper()
	var got tally
	used := make([]bool, len(found))
	at := 0
	for _, l := range labels {
		i := strings.Index(a.Text[at:], l.Text)
		if i < 0 {
			t.Errorf("lost in extraction: %q", l.Text)
			continue
		}
		at += i
		k := slices.IndexFunc(found, func(q news.Quote) bool {
			return !used[slices.IndexFunc(found, func(x news.Quote) bool { return x == q })] && same(a, q, l, at)
		})
		if k < 0 {
			t.Logf("  not found:     %.70q", l.Text)
			continue
		}
		used[k] = true
		got.Found++
		speaker := ""
		if found[k].Known() {
			speaker = a.At(found[k].Speaker.Name)
		}
		switch {
		case l.Speaker == speaker, l.Speaker == "" && strings.HasPrefix(l.Mention, speaker):
			got.Right++
			if role := a.At(found[k].Speaker.Role); speaker != "" && l.Speaker != "" && role != l.Role {
				t.Logf("  other role:    %q is %q, not %q", l.Speaker, role, l.Role)
			}
		case speaker == "":
			t.Logf("  unclear:       %.50q is by %q (%s)", l.Text, l.Speaker, l.Mention)
		default:
			got.Wrong++
			t.Logf("  WRONG SPEAKER: %.50q is by %q, not %q (%s)", l.Text, speaker, l.Speaker, l.Mention)
		}
	}
	for k, q := range found {
		if !used[k] {
			got.Extra++
			t.Logf("  besides:       %s %.60q by %q", q.Kind, a.At(q.Span), a.At(q.Speaker.Name))
		}
	}
	return got
}

// same reports whether q is what l labels at offset at, apart from points and spaces at the ends.
func same(a *news.Article, q news.Quote, l label, at int) bool {
	const outer = " .,\u00a0\u202f"
	return q.Kind.String() == l.Kind && strings.Trim(a.At(q.Span), outer) == strings.Trim(l.Text, outer) && q.Start <= at+len(l.Text) && at <= q.End
}
