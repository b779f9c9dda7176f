package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles stand before a name and are no part of it.
var titles = set("mr mrs ms miss mx dr prof professor sir dame lord lady rev fr sister president vice prime minister " +
	"chancellor premier secretary senator sen rep representative congressman congresswoman mp governor gov mayor " +
	"councillor councilor judge justice king queen prince princess pope cardinal bishop archbishop imam rabbi general gen " +
	"colonel col major captain capt lieutenant lt sergeant sgt admiral officer chief director chair chairman chairwoman " +
	"coach former ex deputy acting the herr frau monsieur madame mme senor senora signor signora")

// suffixes stand behind the last name.
var suffixes = set("jr sr ii iii iv phd md mp kc qc obe mbe")

// bare takes titles and suffixes off, as long as something is left.
func bare(parts []string) []string {
	for len(parts) > 1 && titles[parts[0]] {
		parts = parts[1:]
	}
	for len(parts) > 1 && suffixes[parts[len(parts)-1]] {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// name is a speaker as articles write it.
type name struct {
	text   string
	parts  []string // folded, without titles
	person bool     // written like the name of somebody: no article before it, capital letters
	quotes int
}

func newName(text string) *name {
	all := folded(text)
	n := &name{text: text, parts: bare(all)}
	first, _ := utf8.DecodeRuneInString(text)
	n.person = len(n.parts) > 0 && len(n.parts) <= longestPerson && all[0] != "the" && all[0] != "a" && all[0] != "an" && !unicode.IsLower(first) && !unicode.IsDigit(first)
	return n
}

// longestPerson is how many words the name of a person has at most; what is longer is a headline or an office.
const longestPerson = 5

// last is the last name.
func (n *name) last() string {
	if len(n.parts) == 0 {
		return ""
	}
	return n.parts[len(n.parts)-1]
}

// likeness tells how surely a name that was asked for is a speaker's.
type likeness uint8

const (
	noMatch    likeness = iota
	byPart              // one word that is a part of the name, but not the last
	byLastName          // the last name, or at least two parts in their order
)

// within compares what was asked for with the parts of a name.
func within(asked, parts []string) likeness {
	if len(asked) > len(parts) || len(asked) == 0 {
		return noMatch
	}
	if len(asked) == 1 {
		switch i := slices.IndexFunc(parts, func(p string) bool { return same(asked[0], p) }); {
		case i < 0:
			return noMatch
		case same(asked[0], parts[len(parts)-1]):
			return byLastName
		}
		return byPart
	}
	rest := parts
	for i, w := range asked {
		at := slices.IndexFunc(rest, func(p string) bool { return same(w, p) || i < len(asked)-1 && initial(w, p) })
		if at < 0 {
			return noMatch
		}
		rest = rest[at+1:]
	}
	return byLastName
}

// same compares two words of a name. Scripts without spaces write a whole name as one word, of which the family name
// is the beginning.
func same(asked, part string) bool {
	return asked == part || len(asked) < len(part) && unspaced(asked) && strings.HasPrefix(part, asked)
}

// initial reports whether one of the two is the first letter of the other.
func initial(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}

// names are all speakers of a place. The caller guards it.
type names struct {
	all    map[string]*name
	byWord map[string][]*name // those that have the word among their parts
	lost   int                // counts the names that were forgotten
}

func newNames() *names { return &names{all: map[string]*name{}, byWord: map[string][]*name{}} }

// set records how many quotations a name has; a name without any is forgotten.
func (n *names) set(text string, quotes int) {
	known := n.all[text]
	switch {
	case known != nil && quotes > 0:
		known.quotes = quotes
	case known == nil && quotes > 0:
		known = newName(text)
		known.quotes = quotes
		n.all[text] = known
		for _, p := range distinct(known.parts) {
			n.byWord[p] = append(n.byWord[p], known)
		}
	case known != nil:
		n.lost++
		delete(n.all, text)
		for _, p := range distinct(known.parts) {
			rest := slices.DeleteFunc(n.byWord[p], func(o *name) bool { return o == known })
			if n.byWord[p] = rest; len(rest) == 0 {
				delete(n.byWord, p)
			}
		}
	}
}

func distinct(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// person is a speaker with all their names, the fullest first.
type person struct {
	names  []*name
	quotes int
}

// name is what to call the person: the name of at least two words that is used most, and of equals the fullest.
func (p *person) name() string {
	best := p.names[0]
	for _, n := range p.names {
		if len(n.parts) > 1 && n.quotes > best.quotes {
			best = n
		}
	}
	return best.text
}

func (p *person) add(n *name) {
	p.names = append(p.names, n)
	p.quotes += n.quotes
}

// group joins the names that end in the same word: those that leave out parts of a fuller name, or shorten them, go
// to it where it is the only one that they fit; the rest are people of their own.
func group(same []*name) []*person {
	same = slices.Clone(same)
	slices.SortFunc(same, func(a, b *name) int {
		return cmp.Or(cmp.Compare(len(b.parts), len(a.parts)), cmp.Compare(letterCount(b), letterCount(a)), cmp.Compare(b.quotes, a.quotes), cmp.Compare(a.text, b.text))
	})
	var people []*person
	for _, n := range same {
		var fits []*person
		for _, p := range people {
			head := p.names[0]
			if slices.Equal(head.parts, n.parts) {
				fits = []*person{p}
				break
			}
			if n.person && head.person && within(n.parts, head.parts) == byLastName {
				fits = append(fits, p)
			}
		}
		if len(fits) == 1 {
			fits[0].add(n)
		} else {
			people = append(people, &person{names: []*name{n}, quotes: n.quotes})
		}
	}
	return people
}

func letterCount(n *name) (count int) {
	for _, p := range n.parts {
		count += len(p)
	}
	return count
}

// people returns everybody, the most quoted first.
func (n *names) people() []*person {
	byLast := map[string][]*name{}
	for _, one := range n.all {
		byLast[one.last()] = append(byLast[one.last()], one)
	}
	var out []*person
	for _, same := range byLast {
		out = append(out, group(same)...)
	}
	slices.SortFunc(out, func(a, b *person) int {
		return cmp.Or(cmp.Compare(b.quotes, a.quotes), cmp.Compare(a.names[0].text, b.names[0].text))
	})
	return out
}

// found are the people whom a name stands for.
type found struct {
	people []*person
	duties []string // words that must stand in their role
	fuzzy  bool     // they are called something like it
}

// texts are all names of the people found.
func (f found) texts() (out []string) {
	for _, p := range f.people {
		for _, n := range p.names {
			out = append(out, n.text)
		}
	}
	return out
}

// find resolves a name as people type it. The last name comes before other parts of names, then come words of a role
// before a name ("Finance Minister Moreno"), then misspellings.
func (n *names) find(query string) found {
	parts := bare(folded(query))
	if len(parts) == 0 || len(parts) > 12 {
		return found{}
	}
	if people := n.match(parts, byLastName); len(people) > 0 {
		return found{people: people}
	}
	if people := n.match(parts, byPart); len(people) > 0 {
		return found{people: people}
	}
	for i := 1; i < len(parts); i++ {
		if people := n.match(parts[i:], byLastName); len(people) > 0 {
			return found{people: people, duties: parts[:i]}
		}
	}
	return found{people: n.like(parts), fuzzy: true}
}

// match returns the people one of whose names matches at least so well, the most quoted first.
func (n *names) match(parts []string, least likeness) []*person {
	last := parts[len(parts)-1]
	near := n.byWord[last]
	if unspaced(last) {
		near = nil
		for _, one := range n.all {
			near = append(near, one)
		}
	}
	lasts := map[string]bool{}
	hit := map[*name]bool{}
	for _, one := range near {
		if m := within(parts, one.parts); m >= least {
			hit[one] = true
			lasts[one.last()] = true
		}
	}
	return n.withAny(lasts, hit)
}

// withAny returns the people who have one of the last names and one of the names.
func (n *names) withAny(lasts map[string]bool, hit map[*name]bool) (out []*person) {
	for last := range lasts {
		var same []*name
		for _, one := range n.byWord[last] {
			if one.last() == last {
				same = append(same, one)
			}
		}
		for _, p := range group(same) {
			if slices.ContainsFunc(p.names, func(one *name) bool { return hit[one] }) {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b *person) int {
		return cmp.Or(cmp.Compare(b.quotes, a.quotes), cmp.Compare(a.names[0].text, b.names[0].text))
	})
	return out
}

// like returns the people whose names are near to what was asked for: each word a misspelling of a part, the last one
// of the last name.
func (n *names) like(parts []string) []*person {
	last := parts[len(parts)-1]
	best := 3
	var nearest []string
	for w := range n.byWord {
		if d := distance(last, w, min(best, slack(last))); d <= best && d <= slack(last) {
			if d < best {
				best, nearest = d, nil
			}
			nearest = append(nearest, w)
		}
	}
	lasts, hit := map[string]bool{}, map[*name]bool{}
	for _, w := range nearest {
		for _, one := range n.byWord[w] {
			if one.last() == w && near(parts[:len(parts)-1], one.parts[:len(one.parts)-1]) {
				hit[one] = true
				lasts[w] = true
			}
		}
	}
	return n.withAny(lasts, hit)
}

// near reports whether each word is a part of the name or a misspelling of one.
func near(asked, parts []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(parts, func(p string) bool { return initial(a, p) || distance(a, p, slack(a)) <= slack(a) }) {
			return false
		}
	}
	return true
}

// slack is how many slips are forgiven in a word.
func slack(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// distance counts the letters to insert, drop, replace or swap with their neighbour until a is b: optimal string
// alignment. It stops counting above most.
func distance(a, b string, most int) int {
	if a == b {
		return 0
	}
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > most || -d > most || most == 0 {
		return most + 1
	}
	before, row, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next[0] = i + 1
		least := next[0]
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
			least = min(least, next[j+1])
		}
		if least > most {
			return most + 1
		}
		before, row, next = row, next, before
	}
	return row[len(y)]
}
