package handlers

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// Tongues are the languages that the frame of a reply is worded in beside English, by Discord's names for them. What
// stands in an article is never translated.
var Tongues = []string{"de", "fr", "es-ES", "pt-BR", "ja"}

// tongueTable holds the wordings: English as it stands in the code → one wording for each of Tongues, in their order.
// "#nouns" are counted nouns, one and several, "/names" the names of commands.
//
//go:embed tongues.json
var tongueTable []byte

// tongues is the table, read once.
var tongues = sync.OnceValues(func() (t struct {
	words   map[string][]string
	catalog *catalog.Builder
	match   language.Matcher
}, err error) {
	if err = json.Unmarshal(tongueTable, &t.words); err != nil {
		return t, err
	}
	tags := []language.Tag{language.English}
	for _, name := range Tongues {
		tags = append(tags, language.MustParse(name))
	}
	t.match = language.NewMatcher(tags)
	t.catalog = catalog.NewBuilder(catalog.Fallback(language.English))
	for english, all := range t.words {
		if len(all) != len(Tongues) {
			return t, fmt.Errorf("%q is worded in %d languages of %d", english, len(all), len(Tongues))
		}
		for i, words := range all {
			if one, several, counted := strings.Cut(words, "|"); counted && strings.HasPrefix(english, "#") {
				forms := []any{plural.One, one, plural.Other, several}
				if one == several { // as in languages that have no plural
					forms = forms[2:]
				}
				err = t.catalog.Set(tags[i+1], english, plural.Selectf(1, "%d", forms...))
			} else {
				err = t.catalog.SetString(tags[i+1], english, words)
			}
			if err != nil {
				return t, fmt.Errorf("%q: %w", english, err)
			}
		}
	}
	return t, nil
})

// Worded returns what stands for an English wording of ours in one of Tongues, "" where there is none.
func Worded(english, tongue string) string {
	t, err := tongues()
	if err != nil {
		return ""
	}
	for i, name := range Tongues {
		if all := t.words[english]; name == tongue && all != nil {
			return all[i]
		}
	}
	return ""
}

// tongue words the frame of one reply.
type tongue struct {
	print *message.Printer
	known map[string][]string
}

// tongueOf returns the tongue of a locale, or false for English and for languages that are not spoken here.
func tongueOf(locale string) (tongue, bool) {
	t, err := tongues()
	tag, bad := language.Parse(locale)
	if err != nil || bad != nil {
		return tongue{}, false
	}
	_, i, sure := t.match.Match(tag)
	if i == 0 || sure < language.High {
		return tongue{}, false
	}
	return tongue{message.NewPrinter(language.MustParse(Tongues[i-1]), message.Catalog(t.catalog)), t.words}, true
}

// frame is how the words of a run were made: from a wording of ours.
type frame struct {
	format string
	args   []any
}

var countedWords = regexp.MustCompile(`^([\d,]+) ([a-z]+)$`)

// say words one piece of the frame; it reports false where there is no wording.
func (t tongue) say(format string, args ...any) (string, bool) {
	if t.known[format] == nil {
		return "", false
	}
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = t.count(s)
		}
	}
	return t.print.Sprintf(format, args...), true
}

// count words what [count] made.
func (t tongue) count(s string) string {
	m := countedWords.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	key := "#" + strings.TrimSuffix(m[2], "s") + "s"
	var n int
	if _, err := fmt.Sscan(strings.ReplaceAll(m[1], ",", ""), &n); err != nil || t.known[key] == nil {
		return s
	}
	return t.print.Sprintf(key, n)
}

var labelled = regexp.MustCompile(`^(.+) \(([\d,]+)\)$`)

// label words the label of a button.
func (t tongue) label(s string) string {
	if m := labelled.FindStringSubmatch(s); m != nil {
		if words, ok := t.say(m[1]+" (%s)", m[2]); ok {
			return words
		}
	}
	if words, ok := t.say(s); ok && !strings.HasPrefix(s, "/") {
		return words
	}
	return s
}

// reply words the frame of a reply. Titles that are links, and so of articles, are left as they are.
func (t tongue) reply(r Reply) Reply {
	r.Text = t.text(r.Text)
	cards := make([]Card, len(r.Cards))
	for i, c := range r.Cards {
		if c.Ours {
			c.Title = t.label(c.Title)
		}
		c.Body, c.Footer = t.text(c.Body), t.text(c.Footer)
		sections := make([]Section, len(c.Sections))
		for j, s := range c.Sections {
			sections[j] = Section{Heading: s.Heading, Body: t.text(s.Body)}
			if s.Ours {
				sections[j].Heading = t.label(s.Heading)
			}
		}
		c.Sections = sections
		cards[i] = c
	}
	r.Cards = cards
	buttons := make([]Button, len(r.Buttons))
	for i, b := range r.Buttons {
		if b.Action.Name != suggestedAction {
			b.Label = t.label(b.Label)
		}
		buttons[i] = b
	}
	r.Buttons = buttons
	if r.Menu != nil {
		m := *r.Menu
		m.Label = t.label(m.Label)
		r.Menu = &m
	}
	return r
}

func (t tongue) text(in Text) Text {
	out := make(Text, len(in))
	for i, r := range in {
		if r.frame != nil {
			if words, ok := t.say(r.frame.format, append([]any(nil), r.frame.args...)...); ok {
				r.Words = words
			}
		}
		out[i] = r
	}
	return out
}
