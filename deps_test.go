package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// imports is the architecture: which package of ours may import which others of ours. The keys are folders; "" is
// main, "*" stands for everything. Tests in a folder may import what the second table adds.
var imports = map[string][]string{
	"": {"*"},

	"config": {},

	"summarize/news":    {},
	"summarize/prose":   {"summarize/news"},
	"summarize/fetch":   {"summarize/news"},
	"summarize/extract": {"summarize/news", "summarize/prose"},
	"summarize/quote":   {"summarize/news", "summarize/prose"},
	"summarize/issue":   {"summarize/news", "summarize/prose"},
	"summarize":         {"summarize/news", "summarize/prose", "summarize/extract", "summarize/quote", "summarize/issue"},

	"handlers": {"summarize/news"},

	"store":           {"summarize/news"},
	"store/storetest": {"store", "summarize/news"},

	"bot/console": {"handlers", "summarize/news"},
	"bot/discord": {"handlers", "summarize/news"},

	"examples": {},
}

// testImports is what the tests of a folder may import beyond its row above.
var testImports = map[string][]string{
	"store":           {"store/storetest"},
	"handlers":        {"summarize", "summarize/prose", "store"},
	"summarize":       {"examples"},
	"summarize/quote": {"examples"},
	"summarize/issue": {"summarize/quote", "examples"},
}

// doors names, for each thing outside, the only folders that may import it. A key that ends in "/" covers the whole
// tree below it.
var doors = map[string][]string{
	"github.com/bwmarrin/discordgo":     {"bot/discord"},
	"github.com/sashabaranov/go-openai": {"summarize/llm"},
	"github.com/redis/go-redis/":        {"store", "store/queue", ""},
	"github.com/alicebob/miniredis/":    {"store"},
	"github.com/hibiken/asynq":          {"store/queue"},
	"github.com/blevesearch/":           {"store/index"},
	"github.com/mmcdole/gofeed":         {"summarize/feed"},
	"github.com/markusmobius/":          {"summarize/extract"},
	"codeberg.org/readeck/":             {"summarize/extract"},
	"code.dny.dev/ssrf":                 {"summarize/fetch"},
	"net/http":                          {"summarize/fetch", "bot/discord", "bot/web", "summarize/llm", ""},
	"github.com/caarlos0/env/":          {"config"},
}

const module = "onrecord"

func TestImportsFollowTheArchitecture(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || file == "bench" || file == "docs") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		folder := strings.TrimPrefix(path.Dir(filepath.ToSlash(file)), ".")
		seen[folder] = true
		for _, fault := range check(t, file, folder) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range imports {
		if !seen[folder] {
			t.Errorf("the table has a row for %q, but there is no such package", folder)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for folder := range imports {
		if folder == "" {
			continue // main.go says it
		}
		src, err := os.ReadFile(filepath.Join(folder, "doc.go"))
		if err != nil {
			t.Errorf("%s has no doc.go: %v", folder, err)
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(f.Doc.Text(), "Package "+path.Base(folder)+" ") {
			t.Errorf("%s/doc.go does not begin its comment with \"Package %s\"", folder, path.Base(folder))
		}
	}
}

// check returns the faults of one file.
func check(t *testing.T, file, folder string) (faults []string) {
	t.Helper()
	allowed, ok := imports[folder]
	if !ok {
		return []string{file + ": package " + folder + " is not in the table of imports"}
	}
	test := strings.HasSuffix(file, "_test.go")
	if test {
		allowed = append(slices.Clone(allowed), append(testImports[folder], folder)...)
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, imp := range f.Imports {
		name, _ := strconv.Unquote(imp.Path.Value)
		if ours, ok := strings.CutPrefix(name, module+"/"); ok {
			if !slices.Contains(allowed, "*") && !slices.Contains(allowed, ours) {
				faults = append(faults, file+": "+folder+" may not import "+ours)
			}
			continue
		}
		if test {
			continue
		}
		for door, folders := range doors {
			through := name == door || strings.HasPrefix(name, strings.TrimSuffix(door, "/")+"/")
			if through && !slices.Contains(folders, folder) {
				faults = append(faults, file+": "+name+" may be imported by "+strings.Join(folders, ", ")+" only")
			}
		}
	}
	return faults
}
