package summarize

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"onrecord/bench/quotes/gold"
	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/quote"
)

var (
	update = flag.Bool("update", false, "raise the floors in testdata/examples.json to what is reached today")
	force  = flag.Bool("force", false, "with -update: lower them too")
)

// floorFile holds what has been reached before, one tally an article.
const floorFile = "testdata/examples.json"

// tally counts what was found of the quotations that a careful reader labelled.
type tally struct {
	Found   int `json:"found"`   // by their content
	Speaker int `json:"speaker"` // of these with the right speaker, or rightly with none
	Role    int `json:"role"`    // of these with the right role, or rightly with none
}

func TestTheExamplesAreReadAtLeastAsWellAsBefore(t *testing.T) {
	floors, reached := map[string]tally{}, map[string]tally{}
	decode(t, floorFile, &floors)
	for _, name := range examples.Names() {
		labels := labelsOf(t, name)
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := extract.File(news.File{Name: name, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		found := quote.Find(a)
		got, besides := compare(t, a, labels, found)
		reached[name] = got
		t.Logf("%-15s %2d labelled: %2d found, %2d right speaker, %2d right role; %2d besides", name, len(labels), got.Found, got.Speaker, got.Role, besides)
	}
	if *update {
		raise(t, floors, reached)
		return
	}
	for _, name := range examples.Names() {
		if floor, ok := floors[name]; !ok || reached[name].below(floor) {
			t.Errorf("%s: reached %+v, the floor is %+v; run with -v for more", name, reached[name], floor)
		}
	}
}

func (x tally) below(y tally) bool {
	return x.Found < y.Found || x.Speaker < y.Speaker || x.Role < y.Role
}

// raise writes the floors anew; it lowers none without -force.
func raise(t *testing.T, floors, reached map[string]tally) {
	t.Helper()
	for name, floor := range floors {
		if reached[name].below(floor) && !*force {
			t.Fatalf("%s: %+v is below the floor %+v; nothing is written", name, reached[name], floor)
		}
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		line, err := json.Marshal(reached[name])
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("  %q: %s", name, line))
	}
	if err := os.WriteFile(floorFile, []byte("{\n"+strings.Join(lines, ",\n")+"\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func decode(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil && !*update {
		t.Fatal(err)
	}
}

func labelsOf(t *testing.T, name string) []gold.Label {
	t.Helper()
	data, err := os.ReadFile("../examples/gold/" + examples.Label(name) + ".json")
	if err != nil {
		t.Fatal(err)
	}
	labels, err := gold.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return labels
}

// compare counts what was found of the labels, and how many of the quotations found have none.
func compare(t *testing.T, a *news.Article, labels []gold.Label, found []news.Quote) (got tally, besides int) {
	t.Helper()
	r := gold.Compare(a, labels, found)
	for i, l := range labels {
		if r.Spans[i].Empty() {
			t.Logf("lost in extraction: %.60s", l.Text)
			continue
		}
		if r.Found[i] == gold.None {
			t.Logf("  %-8s not found:     %.70q", l.Kind, l.Text)
			continue
		}
		got.Found++
		q := found[r.Found[i]]
		name, role := gold.Told(a, q)
		if !l.By(name, a.At(q.Mention)) {
			t.Logf("  %-8s wrong speaker: %.50q is by %q, not %q (%s)", l.Kind, l.Text, name, l.Speaker, l.Mention)
			continue
		}
		got.Speaker++
		if l.Speaker != "" && !slices.Equal(gold.RoleWords(role), gold.RoleWords(l.Role)) {
			t.Logf("  %-8s wrong role:    %q is %q, not %q", l.Kind, l.Speaker, role, l.Role)
			continue
		}
		got.Role++
	}
	return got, len(r.Extra)
}
