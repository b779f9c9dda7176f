package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// trial is what one engine made of a set, and what it took.
type trial struct {
	engine  engine
	results []result
	rounds  []cost // of each round, over all pages
	peak    int    // the most memory resident while it reads the set once, alone, in kilobytes
}

// measure has every engine read every page in turn, in a round to warm up and in those that are timed. The order is drawn
// anew for each page, the same at each run, because an engine pays for the garbage and the cold caches that the one
// before it left.
func measure(engines []engine, pages []page, rounds int) ([]trial, error) {
	runs := make([]trial, len(engines))
	for i, e := range engines {
		runs[i] = trial{engine: e, rounds: make([]cost, rounds)}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for round := -1; round < rounds; round++ {
		for _, p := range pages {
			for _, i := range random.Perm(len(runs)) {
				t := &runs[i]
				r, c, err := t.engine.read(p)
				if err != nil {
					return nil, fmt.Errorf("%s, page %s: %w", t.engine.name, p.ID, err)
				}
				if round < 0 {
					r.ID = p.ID
					t.results = append(t.results, r)
					continue
				}
				sum := &t.rounds[round]
				sum.wall, sum.cpu, sum.allocs, sum.bytes = sum.wall+c.wall, sum.cpu+c.cpu, sum.allocs+c.allocs, sum.bytes+c.bytes
			}
		}
	}
	return runs, nil
}

// keep writes what the engines made of the pages of a file to a folder, a file for each engine.
func keep(folder, file string, pages []page, runs []trial) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	set, _, _ := strings.Cut(filepath.Base(file), ".")
	for _, t := range runs {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		for i := range pages {
			if err := enc.Encode(t.results[i]); err != nil {
				return err
			}
		}
		name := strings.Join(strings.FieldsFunc(t.engine.name, func(r rune) bool { return strings.ContainsRune(" ,/@", r) }), "-")
		if err := os.WriteFile(filepath.Join(folder, set+"."+name+".jsonl"), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
