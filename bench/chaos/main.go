// Command chaos runs the program as processes against real backends, takes them away in every way that happens to
// them, and prints what became of the requests of members meanwhile.
//
//	go run ./bench/chaos                     every fault
//	go run ./bench/chaos -only kill,cluster  some of them
//	go run ./bench/chaos -seconds 5          each for a shorter time
//
// It needs Linux, redis-server, redis-sentinel and redis-cli, and for a full disk the right to mount one. It speaks to
// nothing but this machine.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"onrecord/bench/rig"
)

func main() {
	only := flag.String("only", "", "names of faults, separated by commas")
	seconds := flag.Int("seconds", 0, "the longest that a fault lasts; 0 for what it takes")
	logs := flag.String("logs", "", "folder to write the logs of the program to")
	flag.Parse()
	if err := run(*only, *seconds, *logs); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

func run(only string, seconds int, logs string) error {
	faults, err := chosen(only)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "onrecord-chaos")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := rig.Build(folder)
	if err != nil {
		return err
	}
	var rows []*row
	var skipped []string
	var failed []string
	began := time.Now()
	fmt.Print(heading)
	for _, f := range faults {
		if f.skip != nil {
			if why := f.skip(); why != "" {
				skipped = append(skipped, f.name+": "+why)
				continue
			}
		}
		if seconds > 0 {
			f.length = min(f.length, time.Duration(seconds)*time.Second)
		}
		r, err := suffer(f, binary, logs)
		if err != nil {
			failed = append(failed, fmt.Sprintf("%s: %v", f.name, err))
			fmt.Fprintf(os.Stderr, "%s: %v\n", f.name, err)
			continue
		}
		fmt.Print(r)
		rows = append(rows, r)
	}
	fmt.Printf("\nWhat members read in place of an answer:\n\n")
	var bad []string
	for _, r := range rows {
		fmt.Print(r.spoken())
		if r.bad() {
			bad = append(bad, r.name)
		}
	}
	for _, s := range skipped {
		fmt.Printf("\nNot injected here: %s\n", s)
	}
	fmt.Printf("\n%d faults in %s\n", len(rows), time.Since(began).Round(time.Second))
	if len(failed) > 0 {
		return fmt.Errorf("could not be measured: %s", strings.Join(failed, "; "))
	}
	if len(bad) > 0 {
		return fmt.Errorf("a promise was broken under: %s", strings.Join(bad, "; "))
	}
	return nil
}

// chosen picks faults by their short names.
func chosen(only string) ([]fault, error) {
	all := faults()
	if only == "" {
		return all, nil
	}
	var out []fault
	var known []string
	names := strings.Split(only, ",")
	for _, f := range all {
		known = append(known, f.key)
		if slices.Contains(names, f.key) {
			out = append(out, f)
		}
	}
	if len(out) != len(names) {
		return nil, fmt.Errorf("-only takes of %s", strings.Join(known, ","))
	}
	return out, nil
}
