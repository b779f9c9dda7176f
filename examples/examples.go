package examples

import (
	"embed"
	"path"
	"strings"
)

// Files holds the articles as they would arrive, one file each: pages of the web, Markdown and plain text.
//
//go:embed *.html canal.md *.txt
var Files embed.FS

// Names returns the file names of the articles in alphabetical order.
func Names() []string {
	entries, err := Files.ReadDir(".")
	if err != nil {
		return nil // an embedded folder is always there
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// Label returns the name under which an article is offered to people: its file name without the extension.
func Label(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }
