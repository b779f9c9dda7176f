package typed

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// Line is what a typed line asks for. The zero Line is a blank one.
type Line struct {
	Quit    bool
	Press   int               // number of a button of the last reply, from 1; 0 for none
	Command string            // name of a command, known or not
	Options map[string]string // by name, as [handlers.Request] takes them
	File    string            // the file named for an option that takes one
}

// pasted is the length in characters from which a line that is no command is taken for an article.
const pasted = 120

var optionName = regexp.MustCompile(`^[a-z][a-z-]*$`)

// ParseLine reads a line: "/command words name:value name:"two words"", a number, a link, or a pasted text. Its
// errors are [*handlers.Problem]; what a command itself refuses is left to the command.
func ParseLine(s string, commands []handlers.Command) (Line, error) {
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	switch {
	case s == "":
		return Line{}, nil
	case s == "/quit" || s == "/exit":
		return Line{Quit: true}, nil
	case strings.HasPrefix(s, "/"):
		return parseCommand(s[1:], commands)
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return Line{Press: n}, nil
	}
	if _, err := news.Canonical(strings.Trim(s, "<>")); err == nil && !strings.ContainsFunc(s, unicode.IsSpace) {
		return Line{Command: "brief", Options: map[string]string{"link": s}}, nil
	}
	if utf8.RuneCountInString(s) >= pasted {
		return Line{Command: "brief", Options: map[string]string{"text": s}}, nil
	}
	return Line{}, refuse("I do not know what to do with that.", "Paste a link, or type /help for what there is.")
}

// Pasted takes a text that is longer than an option may be out of the options, as the file that it is handed in as; nil
// where there is none.
func (l Line) Pasted() *news.File {
	text := l.Options["text"]
	if utf8.RuneCountInString(text) <= handlers.MaxText {
		return nil
	}
	delete(l.Options, "text")
	return &news.File{Name: "pasted.txt", Data: []byte(text)}
}

// parseCommand reads what stands after the slash.
func parseCommand(s string, commands []handlers.Command) (Line, error) {
	name, rest := cutWord(s)
	line := Line{Command: name, Options: map[string]string{}}
	if second, left := cutWord(skip(rest)); second != "" && slices.ContainsFunc(commands, func(c handlers.Command) bool { return c.Name == name+" "+second }) {
		name, rest = name+" "+second, left
		line.Command = name
	}
	i := slices.IndexFunc(commands, func(c handlers.Command) bool { return c.Name == name })
	if i < 0 {
		return line, nil
	}
	var loose []string
	for rest = skip(rest); rest != ""; rest = skip(rest) {
		key, after, named := strings.Cut(rest, ":")
		o := slices.IndexFunc(commands[i].Options, func(o handlers.Option) bool { return o.Name == key })
		switch {
		case named && o >= 0:
			value, left, err := cutValue(after, commands[i].Options[o])
			if err != nil {
				return Line{}, err
			}
			if rest = left; !line.set(commands[i].Options[o], value) {
				return Line{}, refuse(fmt.Sprintf("The %s is given twice.", key), "")
			}
		case named && optionName.MatchString(key) && after != "" && !strings.ContainsAny(after[:1], " \t/"):
			line.Options[key], rest = cutWord(after) // unknown to the command, which will say what it knows
		default:
			word, left, err := cutQuoted(rest)
			if err != nil {
				return Line{}, err
			}
			rest = left
			if o := switchCalled(commands[i], word); o != nil {
				line.set(*o, "true")
			} else if word != "" {
				loose = append(loose, word)
			}
		}
	}
	return line, line.place(commands[i], loose)
}

// set gives an option its value, or reports that it has one.
func (l *Line) set(o handlers.Option, value string) bool {
	_, twice := l.Options[o.Name]
	switch o.Kind {
	case handlers.FileOption:
		twice, l.File = l.File != "", value
		return !twice
	case handlers.SwitchOption:
		switch strings.ToLower(value) {
		case "yes", "on", "1", "":
			value = "true"
		case "no", "off", "0":
			value = "false"
		}
	}
	l.Options[o.Name] = value
	return !twice
}

// place gives the words without a name to the option that takes them.
func (l *Line) place(c handlers.Command, loose []string) error {
	if len(loose) == 0 {
		return nil
	}
	i := slices.IndexFunc(c.Options, func(o handlers.Option) bool { return o.Positional })
	if i < 0 {
		return refuse(fmt.Sprintf("/%s takes no words of its own.", c.Name), "For example: "+c.Example)
	}
	if !l.set(c.Options[i], strings.Join(loose, " ")) {
		return refuse(fmt.Sprintf("The %s is given twice.", c.Options[i].Name), "Put several words in quotation marks: "+c.Options[i].Name+`:"two words"`)
	}
	return nil
}

// switchCalled returns the switch of a command that a bare word names.
func switchCalled(c handlers.Command, word string) *handlers.Option {
	for _, o := range c.Options {
		if o.Kind == handlers.SwitchOption && o.Name == word {
			return &o
		}
	}
	return nil
}

// cutValue reads the value of an option. One that may be long and free takes the whole rest of the line, so that a
// text can be pasted after its name.
func cutValue(s string, o handlers.Option) (value, rest string, err error) {
	if o.Kind == handlers.TextOption && o.Max == 0 && len(o.Choices) == 0 && !strings.HasPrefix(s, `"`) {
		return strings.TrimSpace(s), "", nil
	}
	return cutQuoted(s)
}

// cutQuoted reads a word, or several in quotation marks. Between straight marks a backslash keeps the next sign.
func cutQuoted(s string) (value, rest string, err error) {
	if inner, ok := strings.CutPrefix(s, "“"); ok {
		if value, rest, ok = strings.Cut(inner, "”"); ok {
			return value, rest, nil
		}
	}
	inner, ok := strings.CutPrefix(s, `"`)
	if !ok {
		value, rest = cutWord(s)
		return value, rest, nil
	}
	var b strings.Builder
	for i := 0; i < len(inner); i++ {
		switch {
		case inner[i] == '"':
			return b.String(), inner[i+1:], nil
		case inner[i] == '\\' && i+1 < len(inner) && (inner[i+1] == '"' || inner[i+1] == '\\'):
			i++
		}
		b.WriteByte(inner[i])
	}
	return "", "", refuse("A quotation mark is opened and never closed.", "")
}

func cutWord(s string) (word, rest string) {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

func skip(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

func refuse(text, hint string) error { return &handlers.Problem{Text: text, Hint: hint} }
