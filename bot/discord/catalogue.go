package discord

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"onrecord/handlers"
)

// slash is a command as Discord knows it. Its members are all that is compared, so that what Discord adds of its own
// does not look like a change.
type slash struct {
	Type        int           `json:"type"`
	Name        string        `json:"name"`
	Names       localised     `json:"name_localizations,omitempty"`
	Description string        `json:"description"`
	Summaries   localised     `json:"description_localizations,omitempty"`
	Options     []slashOption `json:"options,omitempty"`
	Contexts    []int         `json:"contexts"`          // servers, the bot's own messages, other private channels
	Installs    []int         `json:"integration_types"` // by a server, by a user
	Permissions *bitset       `json:"default_member_permissions,omitempty"`
}

// localised is a wording by Discord's names of languages.
type localised map[string]string

// inTongues words something in every language that it is worded in, where Discord would take the wording.
func inTongues(english string, fits func(string) bool) localised {
	out := localised{}
	for _, t := range handlers.Tongues {
		if words := handlers.Worded(english, t); words != "" && fits(words) {
			out[t] = words
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func fitsSummary(s string) bool { return units(s) <= maxSummary }

type slashOption struct {
	Type        int           `json:"type"`
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Summaries   localised     `json:"description_localizations,omitempty"`
	Required    bool          `json:"required,omitempty"`
	MaxLength   int           `json:"max_length,omitempty"`
	Suggests    bool          `json:"autocomplete,omitempty"`
	Choices     []slashChoice `json:"choices,omitempty"`
	Options     []slashOption `json:"options,omitempty"`       // of a subcommand
	Channels    []int         `json:"channel_types,omitempty"` // text, announcements, forum
}

type slashChoice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

var commandName = regexp.MustCompile(`^[-_'\p{Ll}\p{Lm}\p{Lo}\p{N}]{1,32}$`)

// catalogue turns the rows of the catalogue into slash commands. It reports everything that Discord would refuse, at
// once.
func catalogue(rows []handlers.Command) ([]slash, error) {
	out := make([]slash, 0, len(rows))
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf("command "+format, args...)) }
	if len(rows) > maxCommands {
		fault("list: %d of at most %d", len(rows), maxCommands)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		name, second, twoWords := strings.Cut(row.Name, " ")
		if !commandName.MatchString(name) || twoWords && !commandName.MatchString(second) || seen[row.Name] {
			fault("%q: bad or second name", row.Name)
		}
		seen[row.Name] = true
		if n := units(row.Summary); n < 1 || n > maxSummary {
			fault("%q: summary of %d characters", row.Name, n)
		}
		if len(row.Options) > maxOptions {
			fault("%q: %d options", row.Name, len(row.Options))
		}
		c := slash{Type: slashCommand, Name: name, Description: row.Summary, Contexts: []int{0, 1, 2}, Installs: []int{0, 1}}
		c.Names, c.Summaries = inTongues("/"+name, commandName.MatchString), inTongues(row.Summary, fitsSummary)
		if row.Admin {
			c.Permissions = new(bitset)
			*c.Permissions = manageServer
		}
		options := slices.Clone(row.Options)
		slices.SortStableFunc(options, func(a, b handlers.Option) int { return order(a) - order(b) }) // Discord demands it
		for _, o := range options {
			made, err := slashed(o)
			if err != nil {
				fault("%q: option %q: %w", row.Name, o.Name, err)
			}
			c.Options = append(c.Options, made)
		}
		if twoWords {
			out = folded(out, c, second)
		} else {
			out = append(out, c)
		}
		if name := row.OnMessage; name != "" {
			if n := units(name); n > maxName {
				fault("%q: name on a message of %d characters", name, n)
			}
			out = append(out, slash{Type: messageCommand, Name: name, Names: inTongues(name, func(s string) bool { return units(s) <= maxName }), Contexts: c.Contexts, Installs: c.Installs, Permissions: c.Permissions})
		}
	}
	return out, errors.Join(faults...)
}

// folded puts a command of two words under its first one. Discord shows the permissions and the summary of the first row
// for all of them.
func folded(out []slash, c slash, second string) []slash {
	sub := slashOption{Type: subCommand, Name: second, Description: c.Description, Summaries: c.Summaries, Options: c.Options}
	if i := slices.IndexFunc(out, func(s slash) bool { return s.Name == c.Name && s.Type == slashCommand }); i >= 0 {
		out[i].Options = append(out[i].Options, sub)
		return out
	}
	c.Options = []slashOption{sub}
	return append(out, c)
}

func order(o handlers.Option) int {
	if o.Required {
		return 0
	}
	return 1
}

// slashed turns an option into Discord's form of it.
func slashed(o handlers.Option) (slashOption, error) {
	s := slashOption{Name: o.Name, Description: o.Summary, Summaries: inTongues(o.Summary, fitsSummary), Required: o.Required}
	if n := units(o.Summary); n < 1 || n > maxSummary {
		return s, fmt.Errorf("summary of %d characters", n)
	}
	if !commandName.MatchString(o.Name) {
		return s, errors.New("bad name")
	}
	switch o.Kind {
	case handlers.TextOption:
		s.Type = stringOption
	case handlers.SwitchOption:
		s.Type = booleanOption
	case handlers.FileOption:
		s.Type = attachmentOption
	case handlers.ChannelOption:
		s.Type, s.Channels = channelOption, []int{0, 5, 15}
	default:
		return s, fmt.Errorf("unknown kind %d", o.Kind)
	}
	if len(o.Choices) > maxChoices || len(o.Choices) > 0 && s.Type != stringOption {
		return s, fmt.Errorf("%d choices", len(o.Choices))
	}
	for _, c := range o.Choices {
		if n, m := units(c.Label), units(c.Value); n < 1 || n > maxChoice || m < 1 || m > maxChoice {
			return s, fmt.Errorf("choice %q is too long or empty", c.Label)
		}
		s.Choices = append(s.Choices, slashChoice{c.Label, c.Value})
	}
	s.Suggests = (o.Speaker || o.Zone) && s.Type == stringOption && len(s.Choices) == 0 // Discord takes one or the other
	if s.Type == stringOption && len(s.Choices) == 0 && o.Max > 0 && o.Max < maxStringOption {
		s.MaxLength = o.Max
	}
	return s, nil
}
