package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "onrecord"

// rules is an architecture: the tables of deps_test.go.
type rules struct{ imports, testImports, doors, calls map[string][]string }

// faults walks the sources of a tree and tells where they break the rules. It reads the files itself, because the
// cache of `go test` does not notice that a package was added.
func (r rules) faults(tree fs.FS) (faults []string, err error) {
	seen := map[string]bool{}
	err = fs.WalkDir(tree, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || file == "bench" || file == "docs"):
			return fs.SkipDir
		case !strings.HasSuffix(file, ".go"):
			return nil
		}
		src, err := fs.ReadFile(tree, file)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ParseComments)
		if err != nil {
			return err
		}
		folder := strings.TrimPrefix(path.Dir(file), ".")
		seen[folder] = true
		if _, ok := r.imports[folder]; !ok {
			faults = append(faults, file+": package "+folder+" is not in the table of imports")
			return nil
		}
		faults = append(faults, r.imported(file, folder, f)...)
		if !strings.HasSuffix(file, "_test.go") {
			faults = append(faults, r.called(file, folder, f)...)
		}
		return nil
	})
	for _, folder := range slices.Sorted(maps.Keys(r.imports)) {
		if !seen[folder] {
			faults = append(faults, "the table has a row for "+strconv.Quote(folder)+", but there is no such package")
		} else if folder != "" { // main.go says what main is for
			faults = append(faults, undocumented(tree, folder)...)
		}
	}
	return faults, err
}

// imported returns the faults in what a file imports.
func (r rules) imported(file, folder string, f *ast.File) (faults []string) {
	allowed := r.imports[folder]
	test := strings.HasSuffix(file, "_test.go")
	if test {
		allowed = append(slices.Clone(allowed), append(r.testImports[folder], folder)...)
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
		for door, folders := range r.doors {
			through := name == door || strings.HasPrefix(name, strings.TrimSuffix(door, "/")+"/")
			if through && !slices.Contains(folders, folder) {
				faults = append(faults, file+": "+name+" may be imported by "+strings.Join(folders, ", ")+" only")
			}
		}
	}
	return faults
}

// called returns the faults in what a file calls or mentions of other packages.
func (r rules) called(file, folder string, f *ast.File) (faults []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				name := x.Name + "." + s.Sel.Name
				if folders, ok := r.calls[name]; ok && !slices.Contains(folders, folder) {
					faults = append(faults, file+": "+name+" is not for "+folder)
				}
			}
		}
		return true
	})
	return faults
}

// undocumented returns the fault of a package that does not say what it is for.
func undocumented(tree fs.FS, folder string) []string {
	src, err := fs.ReadFile(tree, path.Join(folder, "doc.go"))
	if err != nil {
		return []string{folder + " has no doc.go"}
	}
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.ParseComments)
	if err != nil || !strings.HasPrefix(f.Doc.Text(), "Package "+path.Base(folder)+" ") {
		return []string{folder + `/doc.go does not begin its comment with "Package ` + path.Base(folder) + `"`}
	}
	return nil
}

func TestEachBreachOfTheArchitectureIsFound(t *testing.T) {
	tables := rules{
		imports:     map[string][]string{"": {"*"}, "news": {}, "store": {"news"}, "bot/talk": {"news"}},
		testImports: map[string][]string{"store": {"bot/talk"}},
		doors:       map[string][]string{"example.org/redis/": {"store"}, "net/http": {"bot/talk"}},
		calls:       map[string][]string{"os.Getenv": {""}},
	}
	sound := map[string]string{
		"main.go":             "package main\nimport (\"os\"; _ \"onrecord/store\"; _ \"onrecord/bot/talk\")\nvar _ = os.Getenv",
		"news/doc.go":         "// Package news holds nouns.\npackage news",
		"store/doc.go":        "// Package store remembers.\npackage store",
		"store/store.go":      "package store\nimport (_ \"onrecord/news\"; _ \"example.org/redis/v9\")",
		"store/store_test.go": "package store_test\nimport (_ \"onrecord/store\"; _ \"onrecord/bot/talk\"; _ \"net/http\")",
		"bot/talk/doc.go":     "// Package talk speaks.\npackage talk\nimport _ \"net/http\"",
		"bench/b.go":          "package b\nimport _ \"onrecord/nothing\"",
		"news/testdata/x.go":  "package x\nimport _ \"onrecord/store\"",
		"README.md":           "no code",
	}
	for _, row := range []struct{ name, file, src, want string }{
		{"nothing", "README.md", "still no code", ""},
		{"an arrow that is not in the table", "news/x.go", "package news\nimport _ \"onrecord/store\"", "news/x.go: news may not import store"},
		{"the same in a test", "news/x_test.go", "package news\nimport _ \"onrecord/store\"", "news/x_test.go: news may not import store"},
		{"an arrow that is for tests alone", "store/x.go", "package store\nimport _ \"onrecord/bot/talk\"", "store/x.go: store may not import bot/talk"},
		{"a package without a row", "util/util.go", "package util", "util/util.go: package util is not in the table of imports"},
		{"a row without a package", "bot/talk/doc.go", "", `the table has a row for "bot/talk", but there is no such package`},
		{"a door that is another's", "bot/talk/x.go", "package talk\nimport _ \"example.org/redis/v9\"", "bot/talk/x.go: example.org/redis/v9 may be imported by store only"},
		{"a door of the standard library", "store/x.go", "package store\nimport _ \"net/http/httptest\"", "store/x.go: net/http/httptest may be imported by bot/talk only"},
		{"a call that is main's", "store/x.go", "package store\nimport \"os\"\nvar home = os.Getenv(\"HOME\")", "store/x.go: os.Getenv is not for store"},
		{"no doc.go", "store/doc.go", "", "store has no doc.go"},
		{"a doc.go that says nothing", "store/doc.go", "package store", `store/doc.go does not begin its comment with "Package store"`},
	} {
		tree := fstest.MapFS{}
		for file, src := range sound {
			tree[file] = &fstest.MapFile{Data: []byte(src)}
		}
		if tree[row.file] = (&fstest.MapFile{Data: []byte(row.src)}); row.src == "" {
			delete(tree, row.file)
		}
		faults, err := tables.faults(tree)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
		}
		if got := strings.Join(faults, "\n"); got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
	}
}
