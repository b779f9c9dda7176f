package examples_test

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/examples"
)

// gold is what a careful reader finds in an article.
type gold struct {
	Quotes []struct{ Text, Kind, Speaker, Role, Mention string }
	Issues []string
	Turns  []struct{ Speaker, Text string }
}

func TestThereAreTenArticlesAndEachIsLabelled(t *testing.T) {
	names := examples.Names()
	if len(names) != 10 {
		t.Errorf("got %d articles, want 10: %v", len(names), names)
	}
	labels, err := os.ReadDir("gold")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, n := range names {
		want = append(want, examples.Label(n)+".json")
	}
	for _, l := range labels {
		got = append(got, l.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("labels are %v, want %v", got, want)
	}
}

func TestEveryLabelOccursInItsArticle(t *testing.T) {
	for _, name := range examples.Names() {
		t.Run(name, func(t *testing.T) {
			text, g := article(t, name), labels(t, name)
			if len(g.Quotes) < 10 || len(g.Issues) < 3 {
				t.Errorf("%d quotations and %d issues are too few to measure with", len(g.Quotes), len(g.Issues))
			}
			for i, q := range g.Quotes {
				at := fmt.Sprintf("quotation %d (%.30s)", i+1, q.Text)
				if q.Text == "" || q.Text != strings.TrimSpace(q.Text) {
					t.Errorf("%s: text is empty or has blanks at its ends", at)
				}
				within(t, text, at, q.Text, q.Speaker, q.Role, q.Mention)
			}
			for _, issue := range g.Issues {
				within(t, text, "issue", issue)
			}
			for _, turn := range g.Turns {
				within(t, text, "turn", turn.Speaker, turn.Text)
			}
		})
	}
}

func TestLabelsFollowTheOrderOfTheText(t *testing.T) {
	for _, name := range examples.Names() {
		text, at := article(t, name), 0
		for i, q := range labels(t, name).Quotes {
			next := strings.Index(text[at:], q.Text)
			if next < 0 {
				t.Errorf("%s: quotation %d (%.30s) does not follow the one before it", name, i+1, q.Text)
				continue
			}
			at += next + len(q.Text)
		}
	}
}

func TestTheKindOfALabelAgreesWithItsMarks(t *testing.T) {
	const marks = "\"“”‘’"
	for _, name := range examples.Names() {
		text, at := article(t, name), 0
		for i, q := range labels(t, name).Quotes {
			next := strings.Index(text[at:], q.Text)
			if next < 0 {
				continue // told by the test of the order
			}
			before, _ := utf8.DecodeLastRuneInString(text[:at+next])
			at += next + len(q.Text)
			switch q.Kind {
			case "direct":
				if !strings.ContainsRune(marks, before) {
					t.Errorf("%s: direct quotation %d (%.30s) has no mark before it", name, i+1, q.Text)
				}
			case "mixed":
				if !strings.ContainsAny(q.Text, marks) {
					t.Errorf("%s: mixed quotation %d (%.30s) has no words between marks", name, i+1, q.Text)
				}
			case "indirect":
				if strings.ContainsRune(marks, before) {
					t.Errorf("%s: indirect quotation %d (%.30s) stands between marks", name, i+1, q.Text)
				}
			default:
				t.Errorf("%s: quotation %d has the unknown kind %q", name, i+1, q.Kind)
			}
		}
	}
}

// within reports each of the pieces that text does not hold. Empty pieces say that the article does not tell.
func within(t *testing.T, text, where string, pieces ...string) {
	t.Helper()
	for _, p := range pieces {
		if !strings.Contains(text, p) {
			t.Errorf("%s: the article does not hold %q", where, p)
		}
	}
}

var (
	unread = regexp.MustCompile(`(?s)<head>.*?</head>|<script.*?</script>|<style.*?</style>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)

// article returns the words of an article: tags stripped and entities resolved where it is a page.
func article(t *testing.T, name string) string {
	t.Helper()
	raw, err := examples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if path.Ext(name) != ".html" {
		return string(raw)
	}
	return html.UnescapeString(tag.ReplaceAllString(unread.ReplaceAllString(string(raw), ""), ""))
}

// labels returns the labels of an article. A misspelt key is a fault.
func labels(t *testing.T, name string) gold {
	t.Helper()
	f, err := os.Open(path.Join("gold", examples.Label(name)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	var g gold
	if err := d.Decode(&g); err != nil {
		t.Fatal(err)
	}
	return g
}
