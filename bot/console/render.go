package console

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// narrow is the least width that text is wrapped at.
const narrow = 20

// Render writes a reply as plain text without colour, wrapped at so many columns; below 20 stands for 80. Buttons are
// left out: where nothing is asked for further, there is nobody to press them.
func Render(w io.Writer, r handlers.Reply, width int) error {
	p := painter{width: width}
	p.reply(r)
	_, err := io.WriteString(w, p.out.String())
	return err
}

// painter gathers the text of one reply.
type painter struct {
	out   strings.Builder
	width int
	color bool
	now   time.Time // whose zone moments are written in; zero for UTC
}

func (p *painter) reply(r handlers.Reply) {
	if p.width < narrow {
		p.width = 80
	}
	if len(r.Text) > 0 {
		p.text("", r.Text)
		known := ""
		if len(r.Cards) > 0 {
			known = r.Cards[0].Link
		}
		p.links("", r.Text, known)
	}
	for _, c := range r.Cards {
		p.out.WriteByte('\n')
		p.card(c)
	}
	if r.File != nil {
		p.file(*r.File)
	}
}

// fileShown is how many lines of a file are written out below a reply.
const fileShown = 12

// file writes the beginning of a text file out.
func (p *painter) file(f news.File) {
	lines := strings.Split(strings.TrimRight(clean(string(f.Data)), "\n"), "\n")
	p.text("", handlers.Text{{Words: fmt.Sprintf("\n%s, %d lines:", f.Name, len(lines)), Style: handlers.Subtle}})
	for _, l := range lines[:min(len(lines), fileShown)] {
		p.out.WriteString("  " + l + "\n")
	}
	if more := len(lines) - fileShown; more > 0 {
		p.text("", handlers.Text{{Words: fmt.Sprintf("  … and %d more; `onrecord export` writes the file.", more), Style: handlers.Subtle}})
	}
}

// card draws a card behind a bar.
func (p *painter) card(c handlers.Card) {
	const bar = "│ "
	blank := false
	gap := func() {
		if blank {
			p.out.WriteString("│\n")
		}
		blank = true
	}
	if c.Title != "" {
		gap()
		p.text(bar, handlers.Text{{Words: c.Title, Style: handlers.Bold, Link: c.Link}})
	}
	if link := bare(c.Link); link != "" {
		p.out.WriteString(bar + p.paint(piece{text: link, style: handlers.Subtle}) + "\n")
	}
	if len(c.Body) > 0 {
		p.text(bar, c.Body)
		p.links(bar, c.Body, c.Link)
		blank = true
	}
	for _, s := range c.Sections {
		gap()
		if s.Heading != "" {
			p.text(bar, handlers.Text{{Words: s.Heading, Style: handlers.Bold}})
		}
		p.text(bar+"  ", s.Body)
		p.links(bar+"  ", s.Body, c.Link)
	}
	if len(c.Footer) > 0 {
		gap()
		p.text(bar, c.Footer)
	}
}

// text writes a text, each line behind a prefix. What follows a bullet hangs below its words.
func (p *painter) text(prefix string, t handlers.Text) {
	for _, line := range words(spread(t), p.draw) {
		hang := ""
		if len(line) > 0 && line[0][0].text == "•" {
			hang = "  "
		}
		for i, row := range wrap(line, max(narrow/2, p.width-len([]rune(prefix))-len(hang))) {
			before := prefix
			if i > 0 {
				before += hang
			}
			var b strings.Builder
			for n, w := range row {
				if n > 0 {
					b.WriteByte(' ')
				}
				for _, piece := range w {
					b.WriteString(p.paint(piece))
				}
			}
			p.out.WriteString(strings.TrimRight(before+b.String(), " ") + "\n")
		}
	}
}

// spread cuts runs at their marks, so that what is marked is drawn in bold.
func spread(t handlers.Text) (out handlers.Text) {
	for _, r := range t {
		if len(r.Marks) == 0 || r.Link != "" || r.Style != handlers.Plain && r.Style != handlers.Quoted {
			out = append(out, r)
			continue
		}
		parts := r.Parts()
		if r.Style == handlers.Quoted {
			parts[0], parts[len(parts)-1] = "“"+parts[0], parts[len(parts)-1]+"”"
		}
		for i, part := range parts {
			style := handlers.Plain
			if i%2 == 1 {
				style = handlers.Bold
			}
			out = append(out, handlers.Run{Words: part, Style: style})
		}
	}
	return out
}

// links writes the links of a text below it, each once, but for those to the page that the card itself names.
func (p *painter) links(prefix string, t handlers.Text, known string) {
	seen := []string{"", bare(known)}
	for _, r := range t {
		if link := bare(r.Link); !slices.Contains(seen, link) {
			seen = append(seen, link)
			p.out.WriteString(prefix + p.paint(piece{text: link, style: handlers.Subtle}) + "\n")
		}
	}
}

// bare is a link without the directive that leads to words of the page, which is long and of use to browsers only.
func bare(link string) string {
	before, _, _ := strings.Cut(link, ":~:")
	return plainURL(strings.TrimSuffix(before, "#"))
}

// draw is the text of a run.
func (p *painter) draw(r handlers.Run) string {
	switch {
	case !r.At.IsZero() && !p.now.IsZero():
		return moment(r.At, p.now)
	case r.Style == handlers.Quoted:
		return "“" + clean(r.Words) + "”"
	}
	return clean(r.Words)
}

// moment writes a time as somebody would say it at the time now, in the zone of now.
func moment(t, now time.Time) string {
	t = t.In(now.Location())
	switch t.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return "today at " + t.Format("15:04")
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "yesterday at " + t.Format("15:04")
	}
	return t.Format("2 January 2006, 15:04")
}

// paint puts a piece in its style, where colour is wanted.
func (p *painter) paint(s piece) string {
	if !p.color {
		return s.text
	}
	text := s.text
	if code := [...]string{handlers.Bold: "1", handlers.Italic: "3", handlers.Subtle: "2", handlers.Quoted: "36"}[s.style%5]; code != "" {
		text = "\x1b[" + code + "m" + text + "\x1b[0m"
	}
	if link := plainURL(s.link); link != "" {
		text = "\x1b]8;;" + link + "\x1b\\" + text + "\x1b]8;;\x1b\\"
	}
	return text
}
