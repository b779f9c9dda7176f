package extract

import (
	"math"
	"strings"
	"testing"
)

func TestTheScoresOfPagesTellOrderAndSurplus(t *testing.T) {
	for _, tt := range []struct {
		gold, got           string
		wantBag, wantInLine float64
	}{
		{"a b c d", "a b c d", 1, 1},
		{"a b c d", "d c b a", 1, .25},
		{"a b", "a b c d", 2. / 3, 2. / 3},
		{"a a b", "a b b", 2. / 3, 2. / 3},
		{"a b", "", 0, 0},
		{"a b", "c", 0, 0},
	} {
		gold, got := strings.Fields(tt.gold), strings.Fields(tt.got)
		if bag, line := overlap(gold, got), inOrder(gold, got); math.Abs(bag-tt.wantBag) > 1e-9 || math.Abs(line-tt.wantInLine) > 1e-9 {
			t.Errorf("%q, %q: %.3f and %.3f", tt.gold, tt.got, bag, line)
		}
	}
}

// overlap is the F1 of two bags of words.
func overlap(want, got []string) float64 {
	bag := map[string]int{}
	for _, w := range want {
		bag[w]++
	}
	n := 0
	for _, w := range got {
		if bag[w] > 0 {
			bag[w]--
			n++
		}
	}
	return float64(2*n) / float64(len(want)+len(got))
}

// inOrder is the F1 of two lists by their longest common subsequence.
func inOrder(want, got []string) float64 {
	row := make([]int, len(got)+1)
	for _, w := range want {
		diagonal := 0
		for j, o := range got {
			above := row[j+1]
			if w == o {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return float64(2*row[len(got)]) / float64(len(want)+len(got))
}

func base(tag string) string {
	tag, _, _ = strings.Cut(tag, "-")
	return tag
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
