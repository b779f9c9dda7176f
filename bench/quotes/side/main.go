// Command side reads the same articles with the quote engine and with the npm library compromise, turn about, on one
// core, and tells how many articles a second each of them reads. The articles are lines of JSON, {"id","text"}.
//
//	go run ./bench/quotes/side [-rounds 7] [-modules DIR] articles.jsonl
//
// The engine cuts a text into sentences and finds its quotations with their speakers; compromise tags it and lists
// quotations() and people(), which is less: it does not say who said what. Both stay in memory, read everything at least
// twice before anything is timed, and are timed inside of their process. The library is installed by npm into a folder
// that is removed afterwards, unless -modules names one to keep. Run it in the root of the repository.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"time"

	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// warm is how many passes of each come before those that are timed.
const warm = 2

// steady is how long the engine reads at least in one pass: it is done with a hundred articles too soon to be timed.
const steady = 500 * time.Millisecond

// library is the folder of the Node program.
const library = "bench/quotes/compromise"

func main() {
	rounds := flag.Int("rounds", 7, "passes of each that are timed")
	modules := flag.String("modules", "", "folder to install compromise in and to keep")
	flag.Parse()
	if flag.NArg() != 1 || *rounds < 1 {
		fmt.Fprintln(os.Stderr, "usage: side [-rounds N] [-modules DIR] articles.jsonl")
		os.Exit(2)
	}
	pin(os.Stderr)
	if err := run(flag.Arg(0), *modules, *rounds, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// pin starts the program anew on one core, which its children inherit.
func pin(errw io.Writer) {
	if runtime.NumCPU() == 1 {
		return
	}
	taskset, err := exec.LookPath("taskset")
	if err == nil {
		var self string
		if self, err = os.Executable(); err == nil {
			err = syscall.Exec(taskset, append([]string{"taskset", "-c", "0", self}, os.Args[1:]...), os.Environ())
		}
	}
	fmt.Fprintf(errw, "not kept on one core (%v); the passes still take turns\n", err)
}

func run(file, modules string, rounds int, out io.Writer) error {
	runtime.GOMAXPROCS(1)
	texts, err := load(file)
	if err != nil {
		return err
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Fprintf(out, "%s is not installed: nothing is compared\n", tool)
			return nil
		}
	}
	c, err := start(modules, texts)
	if err != nil {
		return fmt.Errorf("start compromise: %w", err)
	}
	defer c.stop()
	var ours, theirs []pass
	for round := range warm + rounds {
		our := read(texts)
		their, err := c.pass()
		if err != nil {
			return fmt.Errorf("compromise: %w", err)
		}
		if round >= warm {
			ours, theirs = append(ours, our), append(theirs, their)
		}
	}
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	fmt.Fprintf(out, "%d articles of %d bytes on average, %d passes of each, in turn, on %d core(s)\n", len(texts), size/len(texts), rounds, runtime.NumCPU())
	fast := report(out, "onrecord", "with a speaker", ours, len(texts), size)
	slow := report(out, "compromise", "people", theirs, len(texts), size)
	fmt.Fprintf(out, "ratio of the medians %.1f\n", fast/slow)
	return nil
}

// load reads the texts of the articles.
func load(file string) (texts []string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := json.NewDecoder(bufio.NewReader(f))
	for {
		var a struct{ Text string }
		if err := in.Decode(&a); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if a.Text != "" {
			texts = append(texts, a.Text)
		}
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("read %s: no articles", file)
	}
	return texts, nil
}

// pass is one reading of all articles.
type pass struct {
	NS         int64
	Quotations int
	People     int // compromise: named in the text; ours: quotations with a speaker
}

// read has the engine read all articles, as often as it takes to time it steadily, and tells what one reading takes.
func read(texts []string) (p pass) {
	n := 0
	start := time.Now()
	for time.Since(start) < steady || n == 0 {
		p.Quotations, p.People = 0, 0
		for _, t := range texts {
			for _, q := range quote.Find(prose.Article(t)) {
				p.Quotations++
				if !q.Speaker.Name.Empty() {
					p.People++
				}
			}
		}
		n++
	}
	p.NS = time.Since(start).Nanoseconds() / int64(n)
	return p
}

// report prints the articles a second of some passes and returns their median.
func report(out io.Writer, name, counted string, passes []pass, articles, size int) float64 {
	rates := make([]float64, len(passes))
	for i, p := range passes {
		rates[i] = float64(articles) / (float64(p.NS) / 1e9)
	}
	slices.Sort(rates)
	median := (rates[len(rates)/2] + rates[(len(rates)-1)/2]) / 2
	fmt.Fprintf(out, "%-11s %7.1f articles/s (%.1f–%.1f)  %.3f MB/s  %d quotations, %d %s\n", name, median, rates[0], rates[len(rates)-1],
		median*float64(size)/float64(articles)/1e6, passes[0].Quotations, passes[0].People, counted)
	return median
}
