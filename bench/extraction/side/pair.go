package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// paired is how much better one engine does than another, page by page.
type paired struct {
	mean, low, high    float64 // low and high bound the mean with 95 % confidence
	wins, losses, ties int
}

const (
	samples = 10_000
	level   = .0005 // pages whose scores are nearer than this are ties
)

// pair compares the scores of the same pages. The interval is that of the bootstrap over pages, the same at each run.
func pair(a, b []float64) (p paired) {
	diff := make([]float64, len(a))
	for i := range a {
		diff[i] = a[i] - b[i]
		switch {
		case math.Abs(diff[i]) < level:
			p.ties++
		case diff[i] > 0:
			p.wins++
		default:
			p.losses++
		}
	}
	p.mean = mean(diff)
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, samples)
	for i := range means {
		sum := 0.0
		for range diff {
			sum += diff[random.IntN(len(diff))]
		}
		means[i] = sum / float64(len(diff))
	}
	slices.Sort(means)
	p.low, p.high = means[samples*25/1000], means[samples*975/1000-1]
	return p
}
