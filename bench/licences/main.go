// Command licences lists the modules that a build of the program links, with the licence of each, as Markdown.
//
//	go build -o onrecord . && go run ./bench/licences onrecord > docs/licences.md
//
// It fails where a licence cannot be told, or asks for more than the program, which is under the MIT licence, can keep to.
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// compatible are licences whose terms a binary keeps to that brings this list along, each known by words that stand in it
// and in no other of them.
var compatible = []struct {
	name  string
	words []string
}{
	{"MIT", []string{"permission is hereby granted, free of charge, to any person obtaining a copy", "the above copyright notice and this permission notice"}},
	{"Apache-2.0", []string{"apache license version 2.0, january 2004"}},
	{"Apache-2.0", []string{"under the apache license, version 2.0"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "to endorse or promote products derived"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "this list of conditions and the following disclaimer"}},
	{"MPL-2.0", []string{"mozilla public license version 2.0"}},
	{"MPL-2.0", []string{"mozilla public license, version 2.0"}},
	{"ISC", []string{"permission to use, copy, modify, and/or distribute this software for any purpose"}},
	{"ISC", []string{"permission to use, copy, modify, and distribute this software for any purpose"}},
	{"Unlicense", []string{"this is free and unencumbered software released into the public domain"}},
	{"CC0-1.0", []string{"cc0 1.0 universal"}},
}

// strict are words of terms that come on top of a licence and that we cannot keep to for others.
var strict = []string{"commons clause", "business source license", "server side public license", "non-commercial"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "licences: name the program")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(program string, out io.Writer) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	folders, err := folders()
	if err != nil {
		return err
	}
	var rows, faults []string
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		names, err := licencesIn(folders[m.Path])
		if err != nil {
			return fmt.Errorf("%s: %w", m.Path, err)
		}
		rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", m.Path, m.Version, strings.Join(names, ", ")))
		if len(names) == 0 || slices.Contains(names, unknown) {
			faults = append(faults, m.Path+": "+strings.Join(names, ", "))
		}
	}
	fmt.Fprintf(out, "# Licences\n\nOnRecord is under the MIT licence. A build for Linux links these %d modules, each under the licences named. Of those under\nMPL-2.0 no file is changed; their source is at the address that is their name.\n\n| Module | Version | Licence |\n|---|---|---|\n%s\n", len(rows), strings.Join(rows, "\n"))
	if len(faults) > 0 {
		return fmt.Errorf("not known to be compatible:\n  %s", strings.Join(faults, "\n  "))
	}
	return nil
}

// folders tells where the source of each module lies.
func folders() (map[string]string, error) {
	raw, err := exec.Command("go", "list", "-m", "-json", "all").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	out := map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(raw)); ; {
		var m struct{ Path, Dir string }
		if err := dec.Decode(&m); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		out[m.Path] = m.Dir
	}
}

// licencesIn reads the licence files of a module.
func licencesIn(folder string) ([]string, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		name := strings.ToUpper(f.Name())
		if f.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "UNLICENSE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			return nil, err
		}
		if name := licenceOf(string(text)); len(text) > 0 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

const unknown = "unknown"

// licenceOf names the licence that a text is.
func licenceOf(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	has := func(w string) bool { return strings.Contains(text, w) }
	if slices.ContainsFunc(strict, has) {
		return unknown
	}
	for _, c := range compatible {
		if !slices.ContainsFunc(c.words, func(w string) bool { return !has(w) }) {
			return c.name
		}
	}
	return unknown
}
