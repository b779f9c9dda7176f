package handlers

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
