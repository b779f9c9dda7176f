package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Row is one setting as the documentation shows it.
type Row struct {
	Name    string // of the environment variable
	Default string // "" where there is none
	Help    string // what it is for, in sentences
	Secret  bool   // the value is never printed
}

// Table lists the settings in the order in which an operator meets them.
func Table() []Row {
	var rows []Row
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		shown := f.Tag.Get("shown")
		if shown == "" {
			shown = f.Tag.Get("envDefault")
		}
		rows = append(rows, Row{Name: f.Tag.Get("env"), Default: shown, Help: f.Tag.Get("help"), Secret: secret(f.Type)})
	}
	return rows
}

// Markdown writes the table of settings for the README.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Variable | Default | What it is for |\n|---|---|---|\n")
	for _, r := range Table() {
		value, help := "", r.Help
		if r.Default != "" {
			value = "`" + r.Default + "`"
		}
		if r.Secret {
			help += " Never printed."
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Name, value, help)
	}
	return b.String()
}

// secret reports whether values of a type are never printed: [Secret] itself, or what embeds it.
func secret(t reflect.Type) bool {
	if t == reflect.TypeFor[Secret]() {
		return true
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	f, ok := t.FieldByName("Secret")
	return ok && f.Anonymous && f.Type == reflect.TypeFor[Secret]()
}
