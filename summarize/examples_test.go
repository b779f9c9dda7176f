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

// label is one quotation of examples/gold.
type label struct{ Text, Kind, Speaker, Role, Mention string }

func TestTheExamplesAreReadAtLeastAsWellAsBefore(t *testing.T) {
	floors, reached := map[string]tally{}, map[string]tally{}
	decode(t, floorFile, &floors)
	for _, name := range examples.Names() {
		gold := struct{ Quotes []label }{}
		decode(t, "../examples/gold/"+examples.Label(name)+".json", &gold)
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := extract.File(news.File{Name: name, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		found := quote.Find(a)
		got, matched := compare(t, a, gold.Quotes, found)
		reached[name] = got
		t.Logf("%-15s %2d labelled: %2d found, %2d right speaker, %2d right role; %2d besides", name, len(gold.Quotes), got.Found, got.Speaker, got.Role, len(found)-matched)
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

// compare counts what was found of the labels, and how many of the quotations found have a label.
func compare(t *testing.T, a *news.Article, labels []label, found []news.Quote) (got tally, matched int) {
	t.Helper()
	used := make([]bool, len(found))
	at := 0
	for _, l := range labels {
		i := strings.Index(a.Text[at:], l.Text)
		if i < 0 {
			if i = strings.Index(a.Text, l.Text); i < 0 {
				t.Logf("lost in extraction: %.60s", l.Text)
				continue
			}
			at = 0
		}
		want := bare(a, news.Span{Start: at + i, End: at + i + len(l.Text)})
		at = want.Start
		best, share := -1, 0.
		for k, q := range found {
			if s := shared(want, bare(a, q.Span)); !used[k] && s > share {
				best, share = k, s
			}
		}
		if share < .8 {
			t.Logf("  %-8s not found:     %.70q", l.Kind, l.Text)
			continue
		}
		used[best] = true
		matched++
		got.Found++
		switch name, role := named(a, found[best]); {
		case !l.by(name):
			t.Logf("  %-8s wrong speaker: %.50q is by %q, not %q (%s)", l.Kind, l.Text, name, l.Speaker, l.Mention)
		case plain(role) != plain(l.Role) && l.Speaker != "":
			got.Speaker++
			t.Logf("  %-8s wrong role:    %q is %q, not %q", l.Kind, l.Speaker, role, l.Role)
		default:
			got.Speaker++
			got.Role++
		}
	}
	return got, matched
}

// named returns the speaker and role that a reader would be shown.
func named(a *news.Article, q news.Quote) (name, role string) {
	if !q.Known() {
		return "", ""
	}
	return a.At(q.Speaker.Name), a.At(q.Speaker.Role)
}

// by reports whether name is the labelled speaker. Where nobody is named, it may be nobody or what stands at the cue.
func (l label) by(name string) bool {
	if l.Speaker == "" {
		return name == "" || strings.HasPrefix(plain(l.Mention), plain(name))
	}
	return plain(name) == plain(l.Speaker)
}

// plain is a name or a role without its article.
func plain(s string) string {
	for _, article := range [...]string{"the ", "a ", "an "} {
		if len(s) > len(article) && strings.EqualFold(s[:len(article)], article) {
			return s[len(article):]
		}
	}
	return s
}

// bare is a span without marks, commas and spaces at its ends.
func bare(a *news.Article, s news.Span) news.Span {
	const outer = " \n\t,.“”‘’\"'"
	text := a.At(s)
	s.Start += len(text) - len(strings.TrimLeft(text, outer))
	s.End -= len(text) - len(strings.TrimRight(text, outer))
	return s
}

// shared is how much of the longer of two spans lies in both, 0 to 1.
func shared(x, y news.Span) float64 {
	both := min(x.End, y.End) - max(x.Start, y.Start)
	return max(0, float64(both)/float64(max(x.End-x.Start, y.End-y.Start, 1)))
}
