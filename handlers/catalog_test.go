package handlers

import (
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/summarize/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTheCatalogueFitsEveryPlatform(t *testing.T) {
	app := &App{Examples: map[string]news.File{}}
	for i := range 40 {
		app.Examples[fmt.Sprint("example-", i)] = news.File{}
	}
	name := regexp.MustCompile(`^[a-z][a-z-]{0,31}( [a-z-]{1,32})?$`)
	for _, c := range app.Commands() {
		if !name.MatchString(c.Name) || c.Help == "" || c.Run == nil || !strings.HasPrefix(c.Example, "/"+c.Name) {
			t.Errorf("row %q is not whole", c.Name)
		}
		if n := utf8.RuneCountInString(c.Summary); n == 0 || n > 100 || strings.HasSuffix(c.Summary, ".") {
			t.Errorf("summary of %s: %q", c.Name, c.Summary)
		}
		positional, optional := 0, false
		for _, o := range c.Options {
			if n := utf8.RuneCountInString(o.Summary); !name.MatchString(o.Name) || n == 0 || n > 100 || len(o.Choices) > maxChoices {
				t.Errorf("option %s of %s does not fit", o.Name, c.Name)
			}
			if o.Required && optional {
				t.Errorf("%s of %s is required but comes after an optional one", o.Name, c.Name)
			}
			optional = optional || !o.Required
			if o.Positional {
				positional++
			}
		}
		if positional > 1 {
			t.Errorf("%s has %d positional options", c.Name, positional)
		}
	}
}

func TestHelpKnowsEveryCommand(t *testing.T) {
	app, _ := newApp(&fakeEngine{}, newLibrary())
	row, _ := app.command("help")
	choices := row.Options[0].Choices
	words := map[string]bool{"privacy": true}
	for _, c := range app.Commands() {
		first, _, _ := strings.Cut(c.Name, " ")
		words[first] = true
	}
	if len(choices) != len(words) {
		t.Errorf("help knows %d topics, want every command and privacy", len(choices))
	}
	all := show(app.Serve(t.Context(), Request{Command: "help"}))
	for _, c := range app.Commands() {
		first, _, _ := strings.Cut(c.Name, " ")
		if !slices.ContainsFunc(choices, func(x Choice) bool { return x.Value == first }) {
			t.Errorf("help does not know %s", c.Name)
		}
		if !strings.Contains(all, "/"+c.Name) || !strings.Contains(all, c.Example) {
			t.Errorf("help leaves %s out", c.Name)
		}
		one := app.Serve(t.Context(), Request{Command: "help", Options: map[string]string{"command": first}})
		if !one.Private || one.Failed || !strings.Contains(show(one), c.Help) {
			t.Errorf("help %s says\n%s", c.Name, show(one))
		}
	}
}

func TestPrivacyTellsHowLongThingsAreKept(t *testing.T) {
	app, _ := newApp(&fakeEngine{}, newLibrary())
	ask := Request{Command: "help", Options: map[string]string{"command": "privacy"}}
	if got := show(app.Serve(t.Context(), ask)); !strings.Contains(got, "no time limit is set") {
		t.Errorf("without a limit:\n%s", got)
	}
	app.Retention = 30 * 24 * 3600e9
	if got := show(app.Serve(t.Context(), ask)); !strings.Contains(got, "For 30 days") {
		t.Errorf("with a limit:\n%s", got)
	}
}

func TestAnUnknownCommandPointsToHelp(t *testing.T) {
	app, _ := newApp(&fakeEngine{}, newLibrary())
	got := app.Serve(t.Context(), Request{Command: "dance"})
	if !got.Failed || !strings.Contains(got.Text.Words(), "/help") {
		t.Errorf("told %q", got.Text.Words())
	}
}

func TestTheDocumentationOfTheCommandsIsTheCatalogue(t *testing.T) {
	golden(t, "../docs/commands.md", commandsPage((&App{}).Commands()))
}

// commandsPage writes docs/commands.md.
func commandsPage(commands []Command) string {
	var b strings.Builder
	b.WriteString("# Commands\n\nThis page is written by a test from the catalogue in `handlers/catalog.go`:\n" +
		"`go test ./handlers -run Documentation -update` writes it anew.\n\n" +
		"In the terminal the same commands are typed as lines: `name:value`, or `name:\"two words\"`; words without a name\n" +
		"belong to the option that is marked so below.\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "\n## /%s\n\n%s.\n\n%s\n\n", c.Name, c.Summary, c.Help)
		if c.Private {
			b.WriteString("The answer is for your eyes only.\n\n")
		}
		b.WriteString("| Option | What it is | Notes |\n|---|---|---|\n")
		for _, o := range c.Options {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", o.Name, o.Summary, strings.Join(notes(o), "; "))
		}
		fmt.Fprintf(&b, "\n    %s\n", c.Example)
	}
	return b.String()
}

func notes(o Option) (out []string) {
	if o.Required {
		out = append(out, "needed")
	}
	if o.Positional {
		out = append(out, "may be typed without its name")
	}
	switch {
	case o.Kind == SwitchOption:
		out = append(out, "true or false")
	case o.Kind == FileOption:
		out = append(out, "an attachment")
	case len(o.Choices) > 0:
		var names []string
		for _, c := range o.Choices {
			names = append(names, "`"+c.Value+"`")
		}
		out = append(out, "one of "+strings.Join(names, ", "))
	case o.Max > 0:
		out = append(out, "at most "+number(o.Max)+" characters")
	default:
		out = append(out, "at most "+number(MaxText)+" characters")
	}
	return out
}

func TestWhatIsForThoseWhoManageThePlaceIsRefusedToOthers(t *testing.T) {
	d := newDesk(t)
	d.Eraser, d.Rooms = &eraser{}, newRoom()
	refused := 0
	for _, c := range d.Commands() {
		r := Request{Command: c.Name, Place: "p", Member: ann, Channel: "7", Options: map[string]string{}}
		for _, o := range c.Options {
			if o.Required {
				r.Options[o.Name] = "08:00"
			}
		}
		got := d.Serve(t.Context(), r)
		if said := strings.Contains(show(got), "That is for those who manage this place."); said != c.Admin || said != got.Failed && c.Admin {
			t.Errorf("/%s, for those who manage the place %t: %s", c.Name, c.Admin, show(got))
		}
		if c.Admin {
			refused++
		}
	}
	if refused < 10 {
		t.Errorf("only %d commands are for those who manage the place", refused)
	}
	for name := range d.actions() { // and no button does what only they may, whatever it carries
		for _, args := range [][]string{nil, {"1"}, {"a", "b"}, {"a", "", "", "", "1"}} {
			d.Serve(t.Context(), Request{Action: &Action{Name: name, Args: args}, Place: "p", Member: ann, Channel: "7"})
		}
	}
	if done := d.Eraser.(*eraser).done; strings.Join(done, ",") != "member "+ann.ID || len(d.agenda.drawer) > 0 {
		t.Errorf("a member has had forgotten %q, and set up %v", done, d.agenda.drawer)
	}
}
