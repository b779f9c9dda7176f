package discord

import (
	"fmt"
	"strings"
	"time"

	"onrecord/handlers"
)

// span is a stretch of drawn text: atoms that may not be cut, between two pieces of markup that need each other.
type span struct {
	open, shut string
	atoms      []string
}

// pen draws runs one after the other.
type pen struct {
	esc   escaper
	spans []span
	star  bool // the last thing written is an asterisk of ours
}

// draw turns a text into spans of Discord's markup. Content is the text outside the cards.
func draw(t handlers.Text, content bool) []span {
	p := pen{esc: newEscaper(content)}
	for i, r := range t {
		fresh := p.esc.start || strings.HasPrefix(r.Words, "\n")
		p.run(r, r.Style == handlers.Subtle && fresh && ownLine(t, i))
	}
	return p.spans
}

// ownLine reports whether nothing but subtle runs follows the run at i on its last line: a small line is small as a
// whole.
func ownLine(t handlers.Text, i int) bool {
	if strings.HasSuffix(t[i].Words, "\n") {
		return true
	}
	for _, r := range t[i+1:] {
		if strings.HasPrefix(r.Words, "\n") {
			return true
		}
		if r.Style != handlers.Subtle {
			return false
		}
		if strings.Contains(r.Words, "\n") {
			return true
		}
	}
	return true
}

// run draws one run; small puts its lines in small print.
func (p *pen) run(r handlers.Run, small bool) {
	words := clean(r.Words)
	if token := tokenOf(r); token != "" {
		if small {
			token = "-# " + token
		}
		p.add(span{atoms: []string{token}}, false)
		p.esc.markup()
		return
	}
	open, shut := marks(r.Style)
	if link := safeLink(r.Link, maxMaskedLink); link != "" {
		if small {
			open, shut = "-# ", ""
		}
		p.link(words, link, open, shut, r.Style == handlers.Quoted)
		return
	}
	switch parts := cleanParts(r, words); {
	case words == "":
	case small:
		p.small(words)
	case parts != nil && (r.Style == handlers.Plain || r.Style == handlers.Quoted):
		p.marked(parts, open, shut)
	case r.Style == handlers.Bold || r.Style == handlers.Italic:
		p.strong(words, open, shut)
	default:
		p.styled(words, open, shut)
	}
}

// tokenOf returns what Discord itself turns into a time or a name, or "" where the run is words.
func tokenOf(r handlers.Run) string {
	if isID(r.Channel) {
		return "<#" + r.Channel + ">"
	}
	if id := r.Member.ID; isID(id) {
		return "<@" + id + ">"
	}
	// Midnight sharp is a date without a time of day. Drawn in another zone it could become the day before.
	if r.At.IsZero() || r.Words != "" && r.At.UTC().Truncate(24*time.Hour).Equal(r.At) {
		return ""
	}
	return fmt.Sprintf("<t:%d:f>", r.At.Unix())
}

func marks(s handlers.Style) (open, shut string) {
	switch s {
	case handlers.Bold:
		return "**", "**"
	case handlers.Italic:
		return "*", "*"
	case handlers.Quoted:
		return "“", "”"
	}
	return "", ""
}

// link draws a masked link, its markup outside the brackets.
func (p *pen) link(words, link, open, shut string, quoted bool) {
	words = label(words)
	if words == "" {
		words = hostOf(link)
	}
	if p.esc.content {
		link = "<" + link + ">" // without these Discord unfolds the page below the message
	}
	s := span{open: open + "[", shut: "](" + link + ")" + shut, atoms: graphemes(words)}
	if quoted {
		s.open, s.shut = "["+open, shut+"]("+link+")"
	}
	p.add(s, strings.HasSuffix(shut, "*"))
	p.esc.markup()
}

// small draws lines in small print. What starts a line stays markup behind the mark of small print.
func (p *pen) small(words string) {
	for i, line := range strings.Split(words, "\n") {
		if i > 0 {
			p.add(span{atoms: p.esc.atoms("\n")}, false)
		}
		if line != "" {
			p.add(span{open: "-# ", atoms: p.esc.atoms(line)}, false)
		}
	}
}

// strong draws emphasis. Discord does not see it where white space stands inside the marks, so that goes outside.
func (p *pen) strong(words, open, shut string) {
	core := strings.TrimSpace(words)
	if core == "" {
		p.styled(words, "", "")
		return
	}
	lead, tail, _ := strings.Cut(words, core)
	p.styled(lead, "", "")
	p.styled(core, open, shut)
	p.star = true
	p.styled(tail, "", "")
}

// cleanParts cuts a run at its marks; nil where it has none, or where it reads differently in pieces.
func cleanParts(r handlers.Run, words string) []string {
	if len(r.Marks) == 0 {
		return nil
	}
	parts := r.Parts()
	for i := range parts {
		parts[i] = clean(parts[i])
	}
	if strings.Join(parts, "") != words {
		return nil
	}
	return parts
}

// marked draws parts of which every second one stands out, between marks of quotation or nothing.
func (p *pen) marked(parts []string, open, shut string) {
	if open != "" {
		p.add(span{atoms: []string{open}}, false)
		p.esc.markup()
	}
	for i, part := range parts {
		if i%2 == 1 {
			p.strong(part, "**", "**")
		} else {
			p.styled(part, "", "")
		}
	}
	if shut != "" {
		p.add(span{atoms: []string{shut}}, false)
		p.esc.markup()
	}
}

func (p *pen) styled(words, open, shut string) {
	if words == "" {
		return
	}
	if open != "" {
		p.esc.markup()
	}
	s := span{open: open, atoms: p.esc.atoms(words), shut: shut}
	if shut != "" {
		p.esc.markup()
	}
	p.add(s, false)
}

func (p *pen) add(s span, star bool) {
	if p.star && strings.HasPrefix(s.open, "*") {
		s.open = "\u2060" + s.open // three asterisks in a row would be read another way
	}
	p.spans, p.star = append(p.spans, s), star
}
