package handlers

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The limits that a catalogue has to keep to so that every platform can show it.
const maxChoices = 25

// MaxText is how many characters a text option may have that names no limit of its own. What is longer is handed in as a
// file.
const MaxText = 6000

var errOption = errors.New("option refused")

// Refuse reports, in the reader's words, what is wrong with a request for a command; nil where nothing is.
func (a *App) Refuse(r Request) error {
	c, ok := a.command(r.Command)
	if !ok {
		return fmt.Errorf("there is no command %q", clip(r.Command, 40))
	}
	return c.check(r)
}

// check reports, in the reader's words, what is wrong with the options of a request for c. Handlers run on checked
// requests only, whichever front end they come from.
func (c Command) check(r Request) error {
	for _, name := range slices.Sorted(maps.Keys(r.Options)) {
		o, ok := c.option(name)
		if !ok || o.Kind == FileOption {
			return refuse(fmt.Sprintf("/%s has no option called %s.", c.Name, clip(oneLine(name), 32)), c.listed())
		}
		if err := o.check(r.Options[name]); err != nil {
			return err
		}
	}
	takesFile := false
	for _, o := range c.Options {
		takesFile = takesFile || o.Kind == FileOption
		missing := strings.TrimSpace(r.Option(o.Name)) == ""
		if o.Kind == FileOption {
			missing = r.File == nil
		}
		if o.Required && missing {
			return refuse(fmt.Sprintf("/%s needs to know the %s.", c.Name, o.Name), "For example: "+c.Example)
		}
	}
	if r.File != nil && !takesFile {
		return refuse(fmt.Sprintf("/%s does not take a file.", c.Name), c.listed())
	}
	return nil
}

// check reports what is wrong with one value.
func (o Option) check(value string) error {
	limit := o.Max
	if limit == 0 {
		limit = MaxText
	}
	switch {
	case !utf8.ValidString(value):
		return refuse(fmt.Sprintf("The %s is not readable text.", o.Name), "")
	case utf8.RuneCountInString(value) > limit:
		return refuse(fmt.Sprintf("The %s is too long: I take %s characters at most.", o.Name, number(limit)), o.shorter())
	case o.Kind == SwitchOption && value != "true" && value != "false":
		return refuse(fmt.Sprintf("%s is either true or false.", o.Name), "")
	case len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c Choice) bool { return c.Value == value }):
		var names []string
		for _, c := range o.Choices {
			names = append(names, c.Value)
		}
		return refuse(fmt.Sprintf("I know no %s called %s.", o.Name, clip(oneLine(value), 40)), "There is "+list(names, "and")+".")
	}
	return nil
}

// shorter says what to do about a value that is too long.
func (o Option) shorter() string {
	if o.Max == 0 {
		return "Save it as a file and attach that instead."
	}
	return "Please shorten it."
}

func (c Command) option(name string) (Option, bool) {
	i := slices.IndexFunc(c.Options, func(o Option) bool { return o.Name == name })
	if i < 0 {
		return Option{}, false
	}
	return c.Options[i], true
}

// listed names the options of c in a sentence.
func (c Command) listed() string {
	var names []string
	for _, o := range c.Options {
		names = append(names, o.Name)
	}
	if len(names) == 0 {
		return "It has none."
	}
	return "It has " + list(names, "and") + "."
}

func refuse(text, hint string) *Problem { return &Problem{Text: text, Hint: hint, Err: errOption} }
