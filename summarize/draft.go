package summarize

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// The engine's own draft is extractive: its lines are sentences of the article, chosen for what they carry.

const (
	shortest, comfortable = 40, 320 // bytes of a sentence that reads well as a line
	farthest              = 4000    // sentences looked at; a longer article is judged by its beginning
	repeated              = .7      // overlap from which on a line says what another one says
)

// scored is a sentence in the running for a line.
type scored struct {
	n     int // number
	score float64
	bag   []string // the words that carry meaning, each once, in order
}

// draft fills the gist and the points of b with sentences of its article.
func draft(b *news.Brief) {
	a := b.Article
	all := score(b)
	if len(all) == 0 {
		return
	}
	gist := gistOf(a, all)
	b.Gist = line(a, gist.n)
	taken := []scored{gist}
	rest := slices.Clone(all)
	least, most := b.Style.Length.Points()
	want := 1 + min(most, max(least, len(a.Sentences)/6))
	rest = ofForm(b, rest)
	for len(taken) < want {
		last := taken[len(taken)-1]
		rest = slices.DeleteFunc(rest, func(s scored) bool { return s.n == last.n || overlap(s.bag, last.bag) > repeated })
		if len(rest) == 0 {
			break
		}
		at, best := 0, math.Inf(-1)
		for i, s := range rest {
			v := s.score
			for _, c := range taken {
				v -= 1.2 * overlap(s.bag, c.bag)
			}
			if v > best {
				at, best = i, v
			}
		}
		taken = append(taken, rest[at])
	}
	chosen := taken[1:]
	slices.SortFunc(chosen, func(x, y scored) int { return cmp.Compare(x.n, y.n) })
	for _, s := range chosen {
		b.Points = append(b.Points, line(a, s.n))
	}
}

// ofForm keeps of the sentences in the running those that the form of the brief is about.
func ofForm(b *news.Brief, all []scored) []scored {
	wanted := map[int]bool{}
	switch b.Style.Form {
	case news.WhoWantsWhat:
		for _, i := range b.Issues {
			for _, p := range i.Positions {
				wanted[p.Sentence] = true
			}
		}
	case news.Timeline:
		for i, s := range b.Article.Sentences {
			wanted[i+1] = timed.MatchString(b.Article.At(s.Span))
		}
	default:
		return all
	}
	return slices.DeleteFunc(all, func(s scored) bool { return !wanted[s.n] })
}

// timed finds what tells when something happened.
var timed = regexp.MustCompile(`(?i)\b(?:1[5-9]\d\d|20\d\d|\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\.?|january|february|march|april|june|july|august|september|october|november|december|` +
	`monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year|night|spring|summer|autumn|winter)|` +
	`(?:weeks|months|years|days) (?:ago|later)|since|until|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b`)

// ask fills the questions of b with some that its article answers.
func ask(b *news.Brief) {
	a := b.Article
	asked := map[string]bool{}
	for i, q := range b.Quotes {
		name := b.Saying(i).Speaker
		if len(b.Asks) == mostAsks-1 || q.Kind == news.Indirect || name == "" || asked[name] || len(strings.Fields(a.At(q.Span))) < 5 || !english(a) {
			continue
		}
		asked[name] = true
		b.Asks = append(b.Asks, news.Line{Text: "What does " + oneLine(name) + " say?", Cites: saidBy(b, name)})
	}
	for _, i := range b.Issues {
		var sides []int
		for _, p := range i.Positions {
			if p.Stance != news.Speaks && !slices.Contains(sides, p.Sentence) {
				sides = append(sides, p.Sentence)
			}
		}
		if label := oneLine(a.At(i.Label)); len(sides) > 0 && english(a) && utf8.RuneCountInString(label) < 40 {
			b.Asks = append(b.Asks, news.Line{Text: "Who takes sides on " + label + "?", Cites: sides[:min(len(sides), 3)]})
			break
		}
	}
}

// mostCited is how many sentences answer a suggested question.
const mostCited = 3

// saidBy returns the numbers of the first sentences in which somebody is quoted.
func saidBy(b *news.Brief, name string) []int {
	var out []int
	for i, q := range b.Quotes {
		if q.Kind != news.Indirect && b.Saying(i).Speaker == name && !slices.Contains(out, q.Sentence) && len(out) < mostCited {
			out = append(out, q.Sentence)
		}
	}
	return out
}

func english(a *news.Article) bool {
	return a.Lang == "" || strings.HasPrefix(strings.ToLower(a.Lang), "en")
}

// line makes a line of sentence n as it stands.
func line(a *news.Article, n int) news.Line {
	s, _ := a.Sentence(n)
	return news.Line{Text: oneLine(a.At(s.Span)), Cites: []int{n}}
}

// gistOf returns the sentence that says best what the article is about: one of the first that make a good line.
func gistOf(a *news.Article, all []scored) scored {
	best, bestScore := all[0], math.Inf(-1)
	for i, s := range all[:min(6, len(all))] {
		v := s.score - .35*float64(i)
		if sentence, _ := a.Sentence(s.n); dangling(a.At(sentence.Span)) {
			v-- // it has nothing before it that it could point back to
		}
		if v > bestScore {
			best, bestScore = s, v
		}
	}
	return best
}

// score weighs the sentences that could stand as a line.
func score(b *news.Brief) []scored {
	a := b.Article
	bags := make([][]string, 0, len(a.Sentences))
	freq := map[string]int{}
	for _, s := range a.Sentences[:min(len(a.Sentences), farthest)] {
		bag := content(a.At(s.Span))
		for _, w := range bag {
			freq[w]++
		}
		bags = append(bags, bag)
	}
	carried := map[int]float64{}
	for _, i := range b.Issues {
		for _, n := range i.Sentences {
			carried[n] += i.Score
		}
	}
	spoken := map[int]bool{}
	verbatim := map[int]int{} // bytes of a sentence that are somebody's own, shown among the quotations anyway
	for _, q := range b.Quotes {
		if q.Known() {
			spoken[q.Sentence] = true
		}
		if q.Kind == news.Direct {
			verbatim[q.Sentence] += q.End - q.Start
		}
	}
	var out []scored
	for i, bag := range bags {
		s := a.Sentences[i]
		text := a.At(s.Span)
		if k := a.Blocks[s.Block].Kind; k == news.Heading || k == news.Post || !readable(text) {
			continue
		}
		v := 0.0
		for _, w := range bag {
			if freq[w] > 1 {
				v += math.Log(float64(freq[w]))
			}
		}
		v /= math.Sqrt(float64(len(bag)) + 6)
		v += 1.2/float64(i+1) + .5*math.Min(carried[i+1], 1.5)
		if spoken[i+1] {
			v += .2
		}
		if strings.ContainsAny(text, "0123456789") {
			v += .2
		}
		if 2*verbatim[i+1] > len(text) {
			v -= .8
		}
		if dangling(text) {
			v -= .9
		}
		if len(text) > comfortable {
			v -= float64(len(text)-comfortable) / 200
		}
		out = append(out, scored{n: i + 1, score: v, bag: bag})
	}
	return out
}

// content returns the words of a sentence that carry meaning, lower case, each once and in order.
func content(text string) []string {
	var bag []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if utf8.RuneCountInString(w) > 3 && !light[w] {
			bag = append(bag, strings.TrimSuffix(w, "s"))
		}
	}
	slices.Sort(bag)
	return slices.Compact(bag)
}

// overlap is how much of their words two bags share, 0 to 1.
func overlap(x, y []string) float64 {
	both, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch c := cmp.Compare(x[i], y[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / (math.Sqrt(float64(len(x)*len(y))) + 1)
}

// readable reports whether a sentence can stand alone as a line: neither a scrap nor a wall, with its marks in pairs.
func readable(text string) bool {
	if len(text) < shortest || len(text) > 3*comfortable {
		return false
	}
	if strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(text, `"`)%2 != 0 || strings.Count(text, "(") != strings.Count(text, ")") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?”\"’'。！？…)", last)
}

// dangling reports whether a sentence begins with a word that points back to one that is not there.
func dangling(text string) bool {
	w, _, _ := strings.Cut(text, " ")
	if strings.ContainsAny(w, "-–•*") && len(w) < 4 {
		return true // an item of a list
	}
	return backward[strings.ToLower(strings.Trim(w, "“\"'‘,"))]
}

var backward = set(`he she it they this that these those but and or so his her its their there then yet both such another
	also instead however meanwhile him them here i we you asked`)

var light = set(`about after also been before being could does doing from have having here into just like make many more most much must only other
	over said same says should some such than that their them then there these they this those through under until very were what when where
	which while will with would your`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
