package handlers

import (
	"fmt"
	"maps"
	"slices"
)

// Command is one row of the catalogue: all that anybody has to know about a command.
type Command struct {
	Name    string // lower case, at most 32 characters: what is typed after the slash
	Summary string // one line, at most 100 characters
	Help    string // a paragraph for /help NAME
	Example string // a line that works as it is typed
	Options []Option
	Private bool // the answer is for the eyes of the one who asked
	Run     Handler
}

// OptionKind is the sort of value that an option takes.
type OptionKind uint8

// The kinds of option.
const (
	TextOption OptionKind = iota
	SwitchOption
	FileOption // arrives in Request.File, not in Request.Options
)

// Option is a named argument of a command. Required ones come first.
type Option struct {
	Name       string // lower case, at most 32 characters
	Summary    string // one line, at most 100 characters
	Kind       OptionKind
	Required   bool
	Max        int      // characters of a TextOption at most; 0 stands for 6000
	Choices    []Choice // the only values allowed, at most 25; empty for any
	Positional bool     // where commands are typed as a line, words without a name go to this option
}

// Choice is one allowed value of an option.
type Choice struct {
	Label string // what the reader sees
	Value string
}

// tour is the example that the other commands' examples are about, so that whoever tries them in order finds something.
const tour = "harbour"

// Commands returns the catalogue, in the order in which people learn it.
func (a *App) Commands() []Command {
	return []Command{a.briefRow(), a.whoSaidRow(), a.issuesRow(), a.helpRow()}
}

// actions are the buttons that the use cases put under their replies.
func (a *App) actions() map[string]Handler {
	return map[string]Handler{
		quotesAction: a.quotesPage,
		issuesAction: a.issuesOf,
		saidAction:   a.said,
	}
}

// command finds a row by its name.
func (a *App) command(name string) (Command, bool) {
	rows := a.Commands()
	i := slices.IndexFunc(rows, func(c Command) bool { return c.Name == name })
	if i < 0 {
		return Command{}, false
	}
	return rows[i], true
}

func (a *App) briefRow() Command {
	example := "/brief https://www.example.org/"
	choices := []Choice{}
	for _, name := range slices.Sorted(maps.Keys(a.Examples)) {
		choices = append(choices, Choice{Label: name, Value: name})
	}
	switch _, ok := a.Examples[tour]; {
	case ok:
		example = "/brief example:" + tour
	case len(choices) > 0:
		example = "/brief example:" + choices[0].Value
	}
	return Command{
		Name:    "brief",
		Summary: "Read an article and say who said what in it",
		Help: "Reads one article, given as a link, as pasted text or as a file, and answers with its gist, its points, " +
			"its quotations and the issues at stake. Every number in brackets is the number of a sentence of the " +
			"article; every word in quotation marks stands in the article letter for letter. The article is then " +
			"remembered here, so that /who-said and /issues find it.",
		Example: example,
		Options: []Option{
			{Name: "link", Summary: "The address of the article", Max: 2000, Positional: true},
			{Name: "text", Summary: "The article itself, pasted; for pages that I cannot open"},
			{Name: "file", Summary: "The article as a file: a saved page, PDF, plain text or Markdown", Kind: FileOption},
			{Name: "example", Summary: "One of the articles that come with OnRecord", Max: 100, Choices: choices[:min(len(choices), maxChoices)]},
			{Name: "fresh", Summary: "Read the page again even if I know it already", Kind: SwitchOption},
			{Name: "private", Summary: "Answer only me, and do not remember the article here", Kind: SwitchOption},
		},
		Run: a.brief,
	}
}

func (a *App) whoSaidRow() Command {
	return Command{
		Name:    "who-said",
		Summary: "Look up what somebody has said in the articles shared here",
		Help: "Searches every quotation in the articles that were shared here and lists what the speaker said, newest " +
			"first, each with its source. A last name is enough.",
		Example: "/who-said Moreno about:harbour",
		Options: []Option{
			{Name: "speaker", Summary: "Full or last name", Required: true, Max: 100, Positional: true},
			{Name: "about", Summary: "A word that the quotation holds", Max: 100},
			{Name: "since", Summary: "A date such as 2026-05-01, or a time such as 7d, 4w, 6m, 1y", Max: 20},
		},
		Run: a.whoSaid,
	}
}

func (a *App) issuesRow() Command {
	return Command{
		Name:    "issues",
		Summary: "List the issues in the articles shared here, and who stands where",
		Help: "Lists what is at stake in the articles that were shared here, the weightiest first, with the people who " +
			"are for and against it and the sentence that shows it.",
		Example: "/issues harbour",
		Options: []Option{
			{Name: "topic", Summary: "A word that the issue is about; leave it out for all", Max: 100, Positional: true},
		},
		Run: a.issues,
	}
}

func (a *App) helpRow() Command {
	var choices []Choice
	for _, name := range []string{"brief", "who-said", "issues", "help", "privacy"} {
		choices = append(choices, Choice{Label: name, Value: name})
	}
	return Command{
		Name:    "help",
		Summary: "What I can do, and what I keep",
		Help: fmt.Sprintf("Lists the commands, explains one of them, or tells what is kept about whom: /help %s.",
			privacyTopic),
		Example: "/help brief",
		Options: []Option{
			{Name: "command", Summary: "A command, or privacy", Max: 32, Choices: choices, Positional: true},
		},
		Private: true,
		Run:     a.help,
	}
}
