package main

import (
	"math"
	"strconv"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestWordsAreLettersNumbersAndUnderscores(t *testing.T) {
	for text, want := range map[string]int{"": 0, "don't": 2, "a_b c-d": 3, "Zoë’s 1½ m²": 4, "東京 駅": 2, " … – ": 0} {
		if got := words(text); len(got) != want {
			t.Errorf("%q is cut into %q", text, got)
		}
	}
}

func TestThePartsOfAPageAreDividedByTheirSum(t *testing.T) {
	for _, row := range []struct {
		want, got  string
		tp, fp, fn float64
	}{
		{"a b c d e", "a b c d e", 1, 0, 0},
		{"a b c d e", "a b c d", .5, 0, .5},
		{"a b c d", "x y z a b c d", .25, .75, 0},
		{"a b c d", "A b c d", 0, .5, .5}, // with their case
		{"a b", "a b", 1, 0, 0},           // shorter than a shingle
		{"a b c d a b c d", "a b c d", .2, 0, .8},
		{"a b c d", "", 0, 0, 1},
		{"", "", 0, 0, 0},
	} {
		if tp, fp, fn := shingles(row.want, row.got); !near(tp, row.tp) || !near(fp, row.fp) || !near(fn, row.fn) {
			t.Errorf("%q for %q: %v, %v, %v", row.got, row.want, tp, fp, fn)
		}
	}
}

func TestWordsCountAsOftenAsTheyStand(t *testing.T) {
	for _, row := range []struct {
		want, got string
		f1        float64
	}{
		{"One two", "two ONE", 1}, {"a a b", "a b b", 2. / 3}, {"a b", "a b c d", 2. / 3}, {"a", "", 0}, {"", "a", 0}, {"", "", 1},
	} {
		if f1 := wordF1(row.want, row.got); !near(f1, row.f1) {
			t.Errorf("%q for %q: %v", row.got, row.want, f1)
		}
	}
}

func TestASetIsScoredPageByPage(t *testing.T) {
	pages := []page{
		{Text: "The ferry leaves at nine", Title: "Ferry  news", Author: "Ida Moreno", Date: "2031-05-04"},
		{Text: "The ferry is late", Title: "Late", Author: "Ida Moreno, Jo Park and Al Day"},
		{Text: "No ferry today"},
	}
	s := rate(pages, []result{
		{Text: "The ferry leaves at ni\u00adne", Title: "ferry News", Byline: "By Ida Moreno", Published: "2031-05-04T23:00:00Z"},
		{Text: "The ferry is late again", Title: "Late again", Byline: "Ida Moreno"},
		{Title: "None", Byline: "Nobody", Published: "2031-01-01"},
	})
	for name, row := range map[string][2]float64{
		"precision": {s.p, (1 + .5) / 2}, // the empty page has none
		"recall":    {s.r, (1 + 1 + 0) / 3.},
		"F1":        {s.f1, 2 * .75 * (2. / 3) / (.75 + 2./3)},
		"exact":     {s.exact, 1. / 3},
		"words":     {s.words, (1 + 8./9 + 0) / 3},
	} {
		if !near(row[0], row[1]) {
			t.Errorf("%s is %v, want %v", name, row[0], row[1])
		}
	}
	if s.title != (share{1, 2}) || s.author != (share{1, 2}) || s.date != (share{1, 1}) || s.empty != 1 || len(s.byPage) != 3 {
		t.Errorf("title %v, author %v, date %v, %d empty, %v", s.title, s.author, s.date, s.empty, s.byPage)
	}
}

func TestAFractionIsWrittenWithoutItsZero(t *testing.T) {
	for want, got := range map[string]string{".5000": frac(.5, 4), "1.000": frac(1, 3), ".333": share{1, 3}.String(), "–": share{}.String()} {
		if got != want {
			t.Errorf("%s is written %s", want, got)
		}
	}
}

func TestPairsAreComparedPageByPage(t *testing.T) {
	a, b := make([]float64, 200), make([]float64, 200)
	for i := range a {
		a[i] = float64(i%10) / 10
		b[i] = a[i]
		switch {
		case i < 80:
			b[i] -= .1
		case i < 120:
			b[i] += .1
		case i < 130:
			b[i] += level / 2
		}
	}
	p := pair(a, b)
	if p.wins != 80 || p.losses != 40 || p.ties != 80 || math.Abs(p.mean-(8-4-.0025)/200) > 1e-9 {
		t.Errorf("got %+v", p)
	}
	// The standard error of the mean is .0751/√200 = .0053.
	if half := (p.high - p.low) / 2; p.low >= p.mean || p.high <= p.mean || math.Abs(half-1.96*.0053) > .0005 {
		t.Errorf("the interval %v to %v is %v wide", p.low, p.high, 2*half)
	}
	if again := pair(a, b); again != p {
		t.Errorf("a second time it is %+v", again)
	}
	if same := pair(a, a); same != (paired{ties: 200}) {
		t.Errorf("against itself: %+v", same)
	}
}

func TestTheMedianIsTheMiddle(t *testing.T) {
	for i, x := range [][]float64{{3}, {2, 4}, {1, 3, 9}} {
		if got := median(x); got != 3 {
			t.Errorf("%s: %v", strconv.Itoa(i), got)
		}
	}
}
