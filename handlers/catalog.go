package handlers

import (
	"fmt"
	"maps"
	"slices"
)

// Command is one row of the catalogue: all that anybody has to know about a command.
type Command struct {
	Name    string // lower case, one word or two, of at most 32 characters each: what is typed after the slash
	Summary string // one line, at most 100 characters
	Help    string // a paragraph for /help NAME
	Example string // a line that works as it is typed
	Options []Option
	Private bool // the answer is for the eyes of the one who asked
	Admin   bool // only for those who manage the place

	OnMessage string // name of the same command on a message, where a platform has that; at most 32 characters
	Paste     bool   // without options, a platform that can asks for a text
	Run       Handler
}

// OptionKind is the sort of value that an option takes.
type OptionKind uint8

// The kinds of option.
const (
	TextOption OptionKind = iota
	SwitchOption
	FileOption    // arrives in Request.File, not in Request.Options
	ChannelOption // the platform's id of a channel
)

// Option is a named argument of a command. Required ones come first.
type Option struct {
	Name       string // lower case, at most 32 characters
	Summary    string // one line, at most 100 characters
	Kind       OptionKind
	Required   bool
	Max        int      // characters of a TextOption at most; 0 stands for 6000
	Choices    []Choice // the only values allowed, at most 25; empty for any
	Zone       bool     // a time zone: [App.Suggest] completes it
	Speaker    bool     // the name of somebody who is quoted: [App.Suggest] completes it
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
	return []Command{
		a.briefRow(), a.whoSaidRow(), a.checkRow(), a.askRow(), a.issuesRow(), a.peopleRow(), a.exportRow(), a.watchAddRow(), a.watchListRow(), a.watchRemoveRow(),
		a.digestSetupRow(), a.digestPreviewRow(), a.digestNowRow(), a.digestListRow(), a.digestPauseRow(), a.digestResumeRow(), a.digestRemoveRow(), a.digestWhyRow(),
		a.feedsAddRow(), a.feedsListRow(), a.feedsRemoveRow(), a.feedsTestRow(), a.feedsImportRow(), a.feedsExportRow(),
		a.settingsRow(), a.usageRow(), a.forgetBriefRow(), a.forgetMeRow(), a.forgetServerRow(), a.helpRow(),
	}
}

// actions are the buttons that the use cases put under their replies.
func (a *App) actions() map[string]Handler {
	return map[string]Handler{
		quotesAction:  a.quotesPage,
		issuesAction:  a.issuesOf,
		themeAction:   a.theme,
		saidAction:    a.said,
		contextAction: a.context,
		peopleAction:  a.morePeople,

		suggestedAction: a.suggested,
		readAction:      a.read,
		storyAction:     a.openStory,
		whyAction:       a.whyButton,
		forgetAction:    a.forgetChosen,
		emptyAction:     a.forgetAll,
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
		Example:   example,
		OnMessage: "Brief this", Paste: true,
		Options: []Option{
			{Name: "link", Summary: "The address of the article", Max: 2000, Positional: true},
			{Name: "text", Summary: "The article itself, pasted; for pages that I cannot open"},
			{Name: "file", Summary: "The article as a file: a saved page, PDF, plain text or Markdown", Kind: FileOption},
			{Name: "example", Summary: "One of the articles that come with OnRecord", Max: 100, Choices: choices[:min(len(choices), maxChoices)]},
			{Name: "length", Summary: "How much to tell", Choices: []Choice{{"short", "short"}, {"standard", "standard"}, {"deep", "deep"}}},
			{Name: "style", Summary: "What the points are about", Choices: []Choice{{"overview", "overview"}, {"who wants what", "who-wants-what"}, {"timeline", "timeline"}}},
			{Name: "language", Summary: "Language of the brief, where a model writes it; quotations stay as they are", Choices: languages()},
			{Name: "fresh", Summary: "Read the page again even if I know it already", Kind: SwitchOption},
			{Name: "private", Summary: "Answer only me, and do not remember the article here", Kind: SwitchOption},
		},
		Run: a.brief,
	}
}

// languages are those that a brief can be written and checked in.
func languages() []Choice {
	return []Choice{{"English", "en"}, {"Deutsch", "de"}, {"Français", "fr"}, {"Español", "es"}, {"Italiano", "it"}, {"Português", "pt"}}
}

// narrowing are the options that narrow a search for quotations.
func narrowing() []Option {
	return []Option{
		{Name: "speaker", Summary: "Full or last name; a slip of the keyboard does no harm", Max: 100, Speaker: true, Positional: true},
		{Name: "about", Summary: "Words that it is about; in quotation marks for a phrase", Max: 200},
		{Name: "since", Summary: "A date such as 2026-05-01, or a time such as 7d, 4w, 6m, 1y", Max: 20},
		{Name: "source", Summary: "An outlet or its web address", Max: 100},
	}
}

func (a *App) whoSaidRow() Command {
	return Command{
		Name:    "who-said",
		Summary: "Look up what somebody has said in the articles shared here",
		Help: "Searches every quotation in the articles that were shared here and lists who said what, each with its " +
			"source and a link that opens the article at these words. Give it a speaker, what it is about, a time, a " +
			"source, or several of these. A last name is enough. Context shows the paragraph that a quotation stands in.",
		Example: "/who-said Moreno about:harbour",
		Options: narrowing(),
		Run:     a.whoSaid,
	}
}

func (a *App) checkRow() Command {
	return Command{
		Name:    "check",
		Summary: "Was this really said? Compare a quotation with the articles shared here",
		Help: "Compares words that somebody is said to have said with every article that was shared here, and tells " +
			"whether they stand there word for word, stand there differently (the differences are marked), are " +
			"somebody else's, or are not in what was collected. Code compares, no language model does. It never says " +
			"that something is false: it knows only what was shared.",
		Example: "/check \"Mud is a memory\" speaker:Castellan",
		Options: []Option{
			{Name: "quote", Summary: "The words that are said to have been said", Required: true, Positional: true},
			{Name: "speaker", Summary: "Who is said to have said them", Max: 100, Speaker: true},
		},
		Run: a.checkQuote,
	}
}

func (a *App) askRow() Command {
	return Command{
		Name:    "ask",
		Summary: "Ask a question that the articles shared here may answer",
		Help: "Looks for an answer in the articles that were shared here, and nowhere else. Every sentence of the " +
			"answer carries the number of what it rests on, with a link that opens the article there. Where the articles " +
			"do not say, it says so.",
		Example: "/ask how many boats would have to move?",
		Options: []Option{
			{Name: "question", Summary: "What you want to know", Required: true, Max: 1000, Positional: true},
		},
		Run: a.ask,
	}
}

func (a *App) issuesRow() Command {
	return Command{
		Name:    "issues",
		Summary: "List the issues in the articles shared here, and who stands where",
		Help: "Lists what is at stake in the articles that were shared here: the same issue of several articles once, the " +
			"weightiest first, that is, what most outlets and voices carry lately. Press one to see who wants what, each " +
			"with the sentence that shows it, and the issue's course over time.",
		Example: "/issues harbour",
		Options: []Option{
			{Name: "topic", Summary: "Words that the issue is about; leave them out for all", Max: 100, Positional: true},
			{Name: "since", Summary: "A date such as 2026-05-01, or a time such as 7d, 4w, 6m, 1y", Max: 20},
		},
		Run: a.issues,
	}
}

func (a *App) peopleRow() Command {
	return Command{
		Name:    "people",
		Summary: "List who is on the record here, most quoted first",
		Help: "Lists the people who are quoted in the articles shared here, with their roles as the articles give them, how " +
			"often they are quoted and when last. The names that articles use for the same person are taken together.",
		Example: "/people",
		Options: []Option{
			{Name: "name", Summary: "How a name begins; leave it out for all", Max: 100, Speaker: true, Positional: true},
		},
		Run: a.people,
	}
}

func (a *App) exportRow() Command {
	return Command{
		Name:    "export",
		Summary: "Get the quotations of this place as a file",
		Help: fmt.Sprintf("Writes quotations into a file that only you get: all of this place's, or those that /who-said would "+
			"find. Every row has the words, speaker, role, kind, outlet, title, address and date. At most %s at once.", number(exportMost)),
		Example: "/export Moreno format:markdown",
		Options: append(narrowing(), Option{
			Name: "format", Summary: "How the file is written; a table if left out", Choices: []Choice{
				{Label: "table (CSV)", Value: "csv"}, {Label: "JSON Lines", Value: "jsonl"}, {Label: "Markdown", Value: "markdown"},
			},
		}),
		Private: true,
		Run:     a.export,
	}
}

func (a *App) helpRow() Command {
	var choices []Choice
	for _, name := range []string{"brief", "who-said", "check", "ask", "issues", "people", "export", "watch", "digest", "feeds", "settings", "usage", "forget", "help", "privacy"} {
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
