package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// line is a line of text on a page, in points from the lower left corner.
type line struct {
	text                     string
	left, right, top, bottom float64
	size                     float64 // of its type
}

// takes reports whether a run goes on in the same line.
func (l line) takes(next line) bool {
	low, high := math.Max(l.bottom, next.bottom), math.Min(l.top, next.top)
	beside := high-low > .3*math.Min(l.top-l.bottom, next.top-next.bottom)
	return beside && next.left >= l.right-l.size && next.left-l.right < 3*l.size
}

// add appends a run to its line.
func (l *line) add(next line) {
	if next.left-l.right > .25*l.size && !strings.HasSuffix(l.text, " ") && !strings.HasPrefix(next.text, " ") {
		l.text += " "
	}
	if len(next.text) > len(l.text) {
		l.size = next.size
	}
	l.text += next.text
	l.right = math.Max(l.right, next.right)
	l.top, l.bottom = math.Max(l.top, next.top), math.Min(l.bottom, next.bottom)
}

// paragraph is a block and the size of its type.
type paragraph struct {
	block
	size float64
}

// layOut makes blocks of the lines of the pages of a document.
func layOut(sheets [][]line) []paragraph {
	runs := running(sheets)
	body := bodySize(sheets)
	var out []paragraph
	for i, sheet := range sheets {
		edge := edgesOf(sheet)
		sheet = slices.DeleteFunc(slices.Clone(sheet), func(l line) bool {
			return edge.holds(l) && (runs[folded(l.text)] && (i > 0 || l.size <= 1.12*body) || pageLabel(l.text))
		})
		from := len(out)
		for _, lines := range paragraphsOf(sheet) {
			if b, ok := set(lines, body); ok {
				b.page = i + 1
				out = append(out, paragraph{b, lines[0].size})
			}
		}
		if from > 0 && from < len(out) && carriesOver(out[from-1].block, out[from].block) {
			out[from-1].text = clean(broken(out[from-1].text, out[from].text))
			out = slices.Delete(out, from, from+1)
		}
	}
	return out
}

// paragraphsOf cuts the lines of a page where a reader sees a new paragraph: at a gap, an indent, a bullet, a change of
// size, and after a line that ends early with the end of a sentence.
func paragraphsOf(sheet []line) [][]line {
	lead := leading(sheet)
	edge := rightEdge(sheet)
	var out [][]line
	for i, l := range sheet {
		if i > 0 {
			p := sheet[i-1]
			drop := p.bottom - l.bottom
			switch {
			case math.Abs(l.size-p.size) > .08*p.size, drop > 1.4*math.Max(lead, 1.2*l.size), bulleted(l.text):
			case drop < 0 && (ended(p.text) || !lowerCase(l.text)): // the next column
			case drop >= 0 && ended(p.text) && (l.left > p.left+.8*l.size || p.right < edge-.12*(edge-p.left)):
			default:
				out[len(out)-1] = append(out[len(out)-1], l)
				continue
			}
		}
		out = append(out, []line{l})
	}
	return out
}

// set makes a block of the lines of a paragraph. It is not ok where these hold no word.
func set(lines []line, body float64) (block, bool) {
	text := lines[0].text
	for _, l := range lines[1:] {
		text = broken(text, l.text)
	}
	b := block{text: clean(text)}
	switch w := len(words(b.text)); {
	case w == 0:
		return b, false
	case bulleted(b.text):
		b.kind = news.ListItem
		b.text = clean(strings.TrimLeft(b.text, "•‣▪◦●○■·–- "))
	case lines[0].size > 1.12*body && w <= 30:
		b.kind = news.Heading
	}
	return b, b.text != ""
}

// broken joins what stands on both sides of the end of a line. A hyphen there goes where the word goes on in lower case.
func broken(a, b string) string {
	a, b = strings.TrimRight(a, " "), strings.TrimLeft(b, " ")
	last, n := utf8.DecodeLastRuneInString(a)
	if last == '-' || last == '\u00ad' || last == '\u2010' || last == '\u0002' || last == '\ufffe' {
		before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n])
		if unicode.IsLetter(before) && lowerCase(b) {
			return a[:len(a)-n] + b
		}
		if unicode.IsLetter(before) || unicode.IsDigit(before) {
			return a + b
		}
	}
	if r, _ := utf8.DecodeRuneInString(b); dense(last) && dense(r) {
		return a + b
	}
	return a + " " + b
}

func lowerCase(s string) bool { return unicode.IsLower(first(strings.TrimLeft(s, " "))) }

// carriesOver reports whether a paragraph goes on at the top of the next page.
func carriesOver(last, next block) bool {
	return last.kind == next.kind && last.kind == news.Paragraph && !ended(last.text) && (lowerCase(next.text) || strings.HasSuffix(last.text, ",") || strings.HasSuffix(last.text, "-"))
}

func bulleted(text string) bool {
	text = strings.TrimLeft(text, " ")
	r := first(text)
	return strings.ContainsRune("•‣▪◦●○■", r) || (r == '–' || r == '-' || r == '·') && strings.HasPrefix(text[utf8.RuneLen(r):], " ")
}

// leading is the usual distance between two lines of a page.
func leading(sheet []line) float64 {
	var drops []float64
	for i := 1; i < len(sheet); i++ {
		if d := sheet[i-1].bottom - sheet[i].bottom; d > .5*sheet[i].size && d < 3*sheet[i].size {
			drops = append(drops, d)
		}
	}
	return median(drops, 14)
}

// rightEdge is where the full lines of a page end.
func rightEdge(sheet []line) float64 {
	var rights []float64
	for _, l := range sheet {
		rights = append(rights, l.right)
	}
	slices.Sort(rights)
	if len(rights) == 0 {
		return 0
	}
	return rights[len(rights)*4/5]
}

func median(v []float64, none float64) float64 {
	if len(v) == 0 {
		return none
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// bodySize is the size of type in which most of a document is set.
func bodySize(sheets [][]line) float64 {
	letters := map[float64]int{}
	best := 0.0
	for _, sheet := range sheets {
		for _, l := range sheet {
			size := math.Round(2*l.size) / 2
			letters[size] += len(l.text)
			if n := letters[size]; n > letters[best] || n == letters[best] && size < best {
				best = size
			}
		}
	}
	return best
}

// running returns the lines that stand at the edge of three pages or more, or of all pages where there are two, folded.
func running(sheets [][]line) map[string]bool {
	on := map[string]int{}
	for _, sheet := range sheets {
		here, edge := map[string]bool{}, edgesOf(sheet)
		for _, l := range sheet {
			if f := folded(l.text); edge.holds(l) && !here[f] {
				here[f] = true
				on[f]++
			}
		}
	}
	out := map[string]bool{}
	for f, n := range on {
		out[f] = n >= 3 || n == 2 && len(sheets) == 2
	}
	return out
}

// edges are where the two highest and the two lowest lines of a page stand.
type edges struct{ high, low float64 }

func edgesOf(sheet []line) edges {
	if len(sheet) < 2 {
		return edges{math.Inf(-1), math.Inf(1)}
	}
	var tops, bottoms []float64
	for _, l := range sheet {
		tops, bottoms = append(tops, l.top), append(bottoms, l.bottom)
	}
	slices.Sort(tops)
	slices.Sort(bottoms)
	return edges{high: bottoms[len(bottoms)-2], low: tops[1]}
}

// holds reports whether a line is one of the two highest or lowest of its page.
func (e edges) holds(l line) bool { return l.top >= e.high || l.bottom <= e.low }

// folded returns a line without its digits and spaces, so that page numbers do not tell running heads apart.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// pageLabel reports whether a line is a page number: 3, – 3 –, Page 3 of 9, 3/9.
func pageLabel(text string) bool {
	w := words(text)
	if len(w) == 0 || len(w) > 4 || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	return !slices.ContainsFunc(w, func(word string) bool {
		digits := strings.Trim(word, "0123456789") == "" && len(word) <= 4
		return !digits && !pageLabels[word]
	})
}

var pageLabels = vocabulary("page of p seite von página de pagina di sur sidan av стр")
