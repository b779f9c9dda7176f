package extract

import (
	"slices"
	"strings"
)

// align says what the engines kept in the page's own blocks. The engines lose spaces and words inside paragraphs and
// forget what a block was; the page's blocks have every letter as it stood, and nothing else may be quoted. What is
// nowhere in the page is dropped.
func align(src, kept []block) []place {
	at := map[string][]int{} // words of a block, run together → its places
	for i, b := range src {
		k := key(b.text)
		at[k] = append(at[k], i)
	}
	var grams *index
	last := -1
	chosen := map[int]string{} // place → its text, or the part of it that was kept
	for _, b := range kept {
		k := key(b.text)
		if list := at[k]; len(list) > 0 {
			n, _ := slices.BinarySearch(list, last+1) // the next one, for the engines keep the order
			if n == len(list) {
				n = 0
			}
			last = list[n]
			chosen[last] = src[last].text
			at[k] = slices.Delete(list, n, n+1)
			continue
		} else if list != nil {
			continue // the engine says it more often than the page
		}
		if grams == nil {
			grams = newIndex(src)
		}
		for _, i := range grams.find(b.text) {
			if _, ok := chosen[i]; !ok && strings.Contains(src[i].text, b.text) {
				chosen[i] = b.text
			} else {
				chosen[i] = src[i].text
			}
		}
	}
	places := make([]int, 0, len(chosen))
	for i := range chosen {
		places = append(places, i)
	}
	slices.Sort(places)
	out := make([]place, 0, len(places))
	for _, i := range places {
		b := src[i]
		b.text = chosen[i]
		out = append(out, place{at: i, block: b})
	}
	return out
}

// place is a block of the page, or a part of one, with its number among the page's blocks.
type place struct {
	block
	at int
}

func key(s string) string { return strings.Join(words(s), "") }

// index finds blocks by the runs of words in them.
type index struct {
	src  []block
	size []int            // runs in each block
	at   map[uint64][]int // run → the first few blocks that hold it
}

func newIndex(src []block) *index {
	x := &index{src: src, size: make([]int, len(src)), at: map[uint64][]int{}}
	for i, b := range src {
		g := grams(words(b.text))
		x.size[i] = len(g)
		for _, h := range g {
			if l := x.at[h]; len(l) < 4 && (len(l) == 0 || l[len(l)-1] != i) {
				x.at[h] = append(l, i)
			}
		}
	}
	return x
}

// find returns the blocks that a text was made of: those that it holds most of, or else the one that holds most of it.
func (x *index) find(text string) []int {
	g := grams(words(text))
	hits := map[int]int{}
	for _, h := range g {
		for _, i := range x.at[h] {
			hits[i]++
		}
	}
	var out []int
	best := -1
	for i, n := range hits {
		if 10*n >= 6*x.size[i] {
			out = append(out, i)
		}
		if 10*n >= 6*len(g) && (best < 0 || n > hits[best] || n == hits[best] && i < best) {
			best = i
		}
	}
	if len(out) == 0 && best >= 0 {
		out = append(out, best)
	}
	slices.Sort(out)
	return out
}
