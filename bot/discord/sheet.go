package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"onrecord/handlers"
)

// scrap is the least room that is worth starting a card or a long section in.
const scrap = 200

// sheet fills the embeds of one message, in order, until Discord's limits are reached.
type sheet struct {
	embeds []*discordgo.MessageEmbed
	left   int             // units of the sum over all embeds
	lost   int             // sections, and cards without any, that did not fit
	links  map[string]bool // Discord shows only the first of two embeds with the same link
}

// take writes spans in the room that is left and at most limit.
func (s *sheet) take(spans []span, limit int) string {
	text := strings.TrimSpace(fit(spans, min(limit, s.left)))
	s.left -= units(text)
	return text
}

func (s *sheet) open() *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{Color: accent}
	s.embeds = append(s.embeds, e)
	return e
}

func (s *sheet) card(c handlers.Card) {
	body, title := draw(c.Body, false), fitWords(c.Title, maxTitle)
	footer := fitPlain(plainWords(c.Footer), maxFooter)
	if title == "" && length(body) == 0 && len(c.Sections) == 0 && footer == "" {
		return
	}
	if len(s.embeds) == maxEmbeds || s.left < min(scrap, units(title)+length(body)+units(footer)) {
		s.lost += max(1, len(c.Sections))
		return
	}
	e := s.open()
	if link := safeLink(c.Link, maxLink); title != "" && !s.links[link] {
		e.URL, s.links[link] = link, link != ""
	}
	e.Title = fitWords(c.Title, min(maxTitle, s.left))
	s.left -= units(e.Title)
	footer = fitPlain(footer, min(maxFooter, s.left))
	s.left -= units(footer)
	e.Description = s.take(body, maxDescription)
	for i, sec := range c.Sections {
		next, ok := s.section(e, sec)
		if !ok {
			s.lost += len(c.Sections) - i
			break
		}
		e = next
	}
	if footer != "" {
		e.Footer = &discordgo.MessageEmbedFooter{Text: footer}
	}
}

// section draws a section as a field of e, or in an embed of its own where it is too long for a field or e is full.
// It returns the embed in which the next one goes, and false where there was no room.
func (s *sheet) section(e *discordgo.MessageEmbed, sec handlers.Section) (*discordgo.MessageEmbed, bool) {
	name, body := fitWords(sec.Heading, maxFieldName), draw(sec.Body, false)
	size := length(body)
	if name == "" && size == 0 {
		return e, true
	}
	if size > maxFieldValue {
		if len(s.embeds) == maxEmbeds || s.left < scrap {
			return e, false
		}
		heading := handlers.Text{{Words: sec.Heading, Style: handlers.Bold}, {Words: "\n"}}
		if name == "" {
			heading = nil
		}
		e = s.open()
		e.Description = s.take(draw(append(heading, sec.Body...), false), maxDescription)
		return e, true
	}
	if max(units(name), 1)+max(size, 1) > s.left {
		return e, false
	}
	if len(e.Fields) == maxFields {
		if len(s.embeds) == maxEmbeds {
			return e, false
		}
		e = s.open()
	}
	field := &discordgo.MessageEmbedField{Name: orBlank(name), Value: orBlank(strings.TrimSpace(fit(body, maxFieldValue)))}
	s.left -= units(field.Name) + units(field.Value)
	e.Fields = append(e.Fields, field)
	return e, true
}

// more adds the line that says how much was left out.
func (s *sheet) more() {
	if s.lost == 0 {
		return
	}
	e := s.embeds[len(s.embeds)-1]
	switch {
	case len(e.Fields) < maxFields:
		e.Fields = append(e.Fields, &discordgo.MessageEmbedField{Name: blank, Value: moreLine(s.lost)})
	case len(s.embeds) < maxEmbeds:
		s.open().Description = moreLine(s.lost)
	default:
		last := e.Fields[maxFields-1]
		last.Name, last.Value = blank, moreLine(s.lost+1)
	}
}

func orBlank(s string) string {
	if s == "" {
		return blank
	}
	return s
}
