package console

import (
	"strings"
	"unicode"

	"onrecord/handlers"
)

// piece is a stretch of a word in one style.
type piece struct {
	text  string
	style handlers.Style
	link  string
}

// word is what stands between two spaces; it may change its style in the middle.
type word []piece

func (w word) cells() (n int) {
	for _, p := range w {
		for _, r := range p.text {
			n += cells(r)
		}
	}
	return n
}

// wide reports whether a word begins in a script that is written without spaces, in characters of two columns.
func (w word) wide() bool {
	for _, r := range w[0].text {
		return cells(r) == 2
	}
	return false
}

// words cuts a text into lines of words, at its own line breaks only. The text of a run is what draw makes of it.
func words(t handlers.Text, draw func(handlers.Run) string) (lines [][]word) {
	var line []word
	var w word
	endWord := func() {
		if len(w) > 0 {
			line, w = append(line, w), nil
		}
	}
	for _, run := range t {
		for _, r := range draw(run) {
			switch {
			case r == '\n':
				endWord()
				lines, line = append(lines, line), nil
			case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
				endWord()
			case len(w) > 0 && w[len(w)-1].style == run.Style && w[len(w)-1].link == run.Link:
				w[len(w)-1].text += string(r)
			default:
				w = append(w, piece{string(r), run.Style, run.Link})
			}
		}
	}
	endWord()
	return append(lines, line)
}

// wrap breaks a line of words into lines of at most so many cells. A word that is longer than a line is cut.
func wrap(line []word, width int) (out [][]word) {
	var now []word
	room := width
	for _, w := range line {
		need := w.cells()
		if len(now) > 0 && need+1 > room && room > 4 && w.wide() { // such scripts break anywhere
			head, tail := w.cut(room - 1)
			now = append(now, head)
			w, need, room = tail, tail.cells(), 0
		}
		if len(now) > 0 && need+1 > room {
			out, now, room = append(out, now), nil, width
		}
		for need > width {
			head, tail := w.cut(width)
			out = append(out, []word{head})
			w, need = tail, tail.cells()
		}
		if len(now) > 0 {
			room--
		}
		if len(w) > 0 {
			now, room = append(now, w), room-need
		}
	}
	return append(out, now)
}

// cut divides a word after at most so many cells, and after one character at least.
func (w word) cut(width int) (head, tail word) {
	used, full := 0, false
	for _, p := range w {
		var in, rest strings.Builder
		for _, r := range p.text {
			if used += cells(r); used > width && !(len(head) == 0 && in.Len() == 0) {
				full = true
			}
			if full {
				rest.WriteRune(r)
			} else {
				in.WriteRune(r)
			}
		}
		if in.Len() > 0 {
			head = append(head, piece{in.String(), p.style, p.link})
		}
		if rest.Len() > 0 {
			tail = append(tail, piece{rest.String(), p.style, p.link})
		}
	}
	return head, tail
}
