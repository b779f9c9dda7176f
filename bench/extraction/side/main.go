// Command side reads the same pages with the extractor of this program and with what could be used instead, turn about
// on one core, and compares text, metadata, time and memory:
//
//	go run ./bench/extraction/side [-rounds 5] [-modules DIR] [-pred DIR] pages.jsonl.gz...
//
// A file holds lines of JSON, {"id","url","html","text","title","author","date"}: pages with the text that they should
// give, and the rest where it is known. Every page is read by each engine in turn, in an order drawn anew for each
// page, -rounds times over after a first round that is not timed. Mozilla's readability runs in one Node process that
// lives as long as the run; npm installs it into a folder that is removed afterwards, unless -modules names one to keep.
// -pred keeps what each engine made of the pages as lines of JSON. Run it in the root of the repository.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// options are what the command line says.
type options struct {
	rounds        int
	modules, pred string
}

func main() {
	var o options
	flag.IntVar(&o.rounds, "rounds", 5, "times that every page is read by every engine, timed")
	flag.StringVar(&o.modules, "modules", "", "folder to install Mozilla's readability in and to keep")
	flag.StringVar(&o.pred, "pred", "", "folder to keep what the engines made of the pages in")
	alone := flag.String("alone", "", "read the pages once with the Go engine of this name and print its time and memory")
	flag.Parse()
	if flag.NArg() == 0 || o.rounds < 1 {
		fmt.Fprintln(os.Stderr, "usage: side [-rounds N] [-modules DIR] [-pred DIR] [-alone ENGINE] pages.jsonl[.gz]...")
		os.Exit(2)
	}
	pin(os.Stderr)
	runtime.GOMAXPROCS(1)
	var err error
	if *alone != "" {
		err = readAlone(*alone, flag.Arg(0), os.Stderr)
	} else {
		err = run(o, flag.Args(), os.Stdout)
	}
	if err != nil {
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
	fmt.Fprintf(errw, "not kept on one core (%v); the engines still take turns\n", err)
}

func run(o options, files []string, out io.Writer) error {
	temp, err := os.MkdirTemp("", "side-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temp) }()
	command, err := build(temp)
	if err != nil {
		return err
	}
	engines := goEngines
	folder, remove, err := prepare(o.modules)
	switch {
	case errors.Is(err, errNoNode):
		fmt.Fprintf(out, "%v: %s is left out\n\n", err, mozilla)
	case err != nil:
		return err
	default:
		defer remove()
		c, err := start(folder)
		if err != nil {
			return fmt.Errorf("start node: %w", err)
		}
		defer c.stop()
		engines = append(engines[:len(engines):len(engines)], engine{mozilla, c.read})
	}
	for _, file := range files {
		pages, err := load(file)
		if err != nil {
			return err
		}
		runs, err := measure(engines, pages, o.rounds)
		if err != nil {
			return err
		}
		if o.pred != "" {
			if err := keep(o.pred, file, pages, runs); err != nil {
				return err
			}
		}
		if err := memory(file, command, folder, runs); err != nil {
			return err
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		report(out, name, pages, runs, o.rounds)
	}
	return nil
}

// page is a page of a set, with what it should give.
type page struct {
	ID, URL, HTML, Text, Title, Author, Date string
}

// load reads all pages of a file.
func load(file string) (pages []page, err error) {
	err = each(file, func(p page) error {
		pages = append(pages, p)
		return nil
	})
	if err == nil && len(pages) == 0 {
		err = fmt.Errorf("read %s: no pages", file)
	}
	return pages, err
}

// each calls f with one page of a file after another.
func each(file string, f func(page) error) error {
	src, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	var r io.Reader = bufio.NewReader(src)
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
	}
	in := json.NewDecoder(r)
	for {
		var p page
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		if err := f(p); err != nil {
			return err
		}
	}
}
