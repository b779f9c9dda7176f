package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// report prints what the engines made of a set as tables of Markdown.
func report(out io.Writer, set string, pages []page, runs []trial, rounds int) {
	fmt.Fprintf(out, "%s: %d pages, %d rounds after one to warm up\n\n", set, len(pages), rounds)
	scores := make([]score, len(runs))
	fmt.Fprintln(out, "| engine | shingle F1 | P | R | exact | word F1 | title | author | date | empty |\n|---|---|---|---|---|---|---|---|---|---|")
	for i, t := range runs {
		s := rate(pages, t.results)
		scores[i] = s
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %d |\n", t.engine.name, frac(s.f1, 4), frac(s.p, 3), frac(s.r, 3),
			frac(s.exact, 3), frac(s.words, 4), s.title, s.author, s.date, s.empty)
	}
	fmt.Fprintln(out, "\n| engine | ms a page (fastest–slowest round) | ms of processor | allocations | MB allocated | peak MB |\n|---|---|---|---|---|---|")
	for _, t := range runs {
		n := float64(len(pages))
		wall := column(t.rounds, func(c cost) float64 { return ms(c.wall) / n })
		cpu := column(t.rounds, func(c cost) float64 { return ms(c.cpu) / n })
		allocs := column(t.rounds, func(c cost) float64 { return float64(c.allocs) / n / 1e3 })
		size := column(t.rounds, func(c cost) float64 { return float64(c.bytes) / n / 1e6 })
		heap := "– | –"
		if median(allocs) > 0 {
			heap = fmt.Sprintf("%.0f k | %.1f", median(allocs), median(size))
		}
		peak := "–"
		if t.peak > 0 {
			peak = fmt.Sprintf("%.0f", float64(t.peak)/1e3)
		}
		fmt.Fprintf(out, "| %s | %.1f (%.1f–%.1f) | %.1f | %s | %s |\n", t.engine.name, median(wall), wall[0], wall[len(wall)-1], median(cpu), heap, peak)
	}
	fmt.Fprintf(out, "\n| %s, less | word F1, mean | 95 %% interval | better | worse | level |\n|---|---|---|---|---|---|\n", runs[0].engine.name)
	for i, t := range runs[1:] {
		p := pair(scores[0].byPage, scores[i+1].byPage)
		fmt.Fprintf(out, "| %s | %+.4f | %+.4f to %+.4f | %d | %d | %d |\n", t.engine.name, p.mean, p.low, p.high, p.wins, p.losses, p.ties)
	}
	fmt.Fprintln(out)
}

// String is the share as a fraction, or a dash where nothing was to be known.
func (s share) String() string {
	if s.of == 0 {
		return "–"
	}
	return frac(float64(s.right)/float64(s.of), 3)
}

// frac writes a number from 0 to 1 without the zero in front.
func frac(x float64, places int) string {
	return strings.TrimPrefix(fmt.Sprintf("%.*f", places, x), "0")
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// column returns a figure of all rounds in order of size.
func column(rounds []cost, f func(cost) float64) []float64 {
	x := make([]float64, len(rounds))
	for i, c := range rounds {
		x[i] = f(c)
	}
	slices.Sort(x)
	return x
}

// median is that of numbers in order of size.
func median(x []float64) float64 { return (x[len(x)/2] + x[(len(x)-1)/2]) / 2 }
