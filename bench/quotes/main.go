// Command quotes tells how well the quote engine reads articles that somebody has labelled. An article is a file .txt,
// .md or .html with labels in NAME.json beside it or in a folder gold; examples/README.md says what labels hold. Files
// without labels are passed over. The articles are read as the product reads files.
//
//	go run ./bench/quotes [-v] [DIR…]
//
// It prints a line for each article, for all of them and for each kind of quotation. A is a quotation that is found, B
// one that is found with its speaker; package gold says when. Of five words or more: as the label counts, or the
// quotation where it has none. T are the words of the role, where the speaker is right and the label has a role. The
// last columns compare the mean confidence in a speaker with how often it is right, of quotations that a label means.
// Without DIR it reads the examples; with -v it prints what went wrong.
package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"onrecord/bench/quotes/gold"
	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/quote"
)

func main() {
	verbose := flag.Bool("v", false, "print the misses")
	flag.Parse()
	dirs := flag.Args()
	if len(dirs) == 0 {
		dirs = []string{"examples"}
	}
	if err := run(dirs, *verbose, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run scores the labelled articles of some folders.
func run(dirs []string, verbose bool, out io.Writer) error {
	misses := io.Discard
	if verbose {
		misses = out
	}
	var all []scored
	for _, dir := range dirs {
		found, err := scoreFolder(os.DirFS(dir), misses)
		if err != nil {
			return fmt.Errorf("score %s: %w", dir, err)
		}
		all = append(all, found...)
	}
	return print(out, all)
}

// scored is an article with what the engine made of it, by kind of quotation.
type scored struct {
	name  string
	kinds kinds
}

func scoreFolder(folder fs.FS, misses io.Writer) (out []scored, err error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := e.Name()
		switch path.Ext(name) {
		case ".txt", ".md", ".html":
		default:
			continue
		}
		labels, ok, err := labelsOf(folder, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if !ok {
			continue
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		a, err := extract.File(news.File{Name: name, Data: data})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		fmt.Fprintf(misses, "%s\n", name)
		out = append(out, scored{name, score(a, labels, quote.Find(a), misses)})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no labelled article")
	}
	return out, nil
}

// labelsOf reads the labels of an article, if it has any.
func labelsOf(folder fs.FS, article string) ([]gold.Label, bool, error) {
	name := examples.Label(article) + ".json"
	for _, file := range []string{name, "gold/" + name} {
		data, err := fs.ReadFile(folder, file)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		labels, err := gold.Parse(data)
		return labels, true, err
	}
	return nil, false, nil
}
