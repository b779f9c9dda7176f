package console

import (
	"unicode"
	"unicode/utf8"

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
		text, from := draw(run), 0
		add := func(to int) {
			if to > from {
				w = append(w, piece{text[from:to], run.Style, run.Link})
			}
		}
		for i, r := range text {
			if !unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f' {
				continue
			}
			add(i)
			endWord()
			from = i + utf8.RuneLen(r)
			if r == '\n' {
				lines, line = append(lines, line), nil
			}
		}
		add(len(text))
	}
	endWord()
	return append(lines, line)
}

// wrap breaks a line of words into lines of at most so many cells. A word that is longer than a line is cut, and one
// of a script that breaks anywhere is cut where the line ends.
func wrap(line []word, width int) (out [][]word) {
	var now []word
	room := width
	flush := func() { out, now, room = append(out, now), nil, width }
	for _, w := range line {
		if len(now) > 0 && w.cells()+1 > room && !(room > 4 && w.wide()) {
			flush()
		}
		first := room
		if len(now) > 0 {
			first--
		}
		for i, part := range w.cut(first, width) {
			if i > 0 {
				flush()
			}
			if len(now) > 0 {
				room--
			}
			now, room = append(now, part), room-part.cells()
		}
	}
	return append(out, now)
}

// cut divides a word into parts, the first and then each other of at most so many cells, but of one character at
// least.
func (w word) cut(first, width int) (parts []word) {
	var now word
	used, limit := 0, first
	for _, p := range w {
		from := 0
		for i, r := range p.text {
			n := cells(r)
			if used+n > limit && used > 0 {
				if i > from {
					now = append(now, piece{p.text[from:i], p.style, p.link})
				}
				parts, now = append(parts, now), nil
				used, limit, from = 0, width, i
			}
			used += n
		}
		now = append(now, piece{p.text[from:], p.style, p.link})
	}
	return append(parts, now)
}
