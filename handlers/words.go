package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// clip shortens s to at most n characters, the last of them an ellipsis where something was cut.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimRightFunc(string([]rune(s)[:n-1]), unicode.IsSpace) + "…"
}

// number writes n with a comma before every third digit.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count writes a number with its noun, in the plural for anything but one.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	switch stem, y := strings.CutSuffix(noun, "y"); {
	case y && !strings.HasSuffix(stem, "a") && !strings.HasSuffix(stem, "e"):
		return number(n) + " " + stem + "ies"
	case strings.HasSuffix(noun, "ch"):
		return number(n) + " " + noun + "es"
	}
	return number(n) + " " + noun + "s"
}

// list joins names with commas and a last word: "a, b and c".
func list(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}

// day writes a date, in the zone that it is given in, and says so where it was inferred; "" for the zero time.
func day(t time.Time, guessed bool) string {
	switch {
	case t.IsZero():
		return ""
	case guessed:
		return "probably " + t.Format("2 January 2006")
	}
	return t.Format("2 January 2006")
}

// oneLine folds white space, so that a name or title that ran over a line break fits a heading.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// called joins a name and a role for a heading: "Ida Moreno, harbour mayor".
func called(name, role string) string {
	name, role = capital(oneLine(name)), oneLine(role)
	switch {
	case name == "":
		return "Speaker unclear"
	case role == "" || strings.Contains(role, name):
		return name
	}
	return name + ", " + role
}

// capital raises the first letter of a heading.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// at is a moment as a run: drawn in the reader's own zone where the platform can.
func at(t time.Time) Run {
	return Run{Words: t.UTC().Format("2 January 2006, 15:04 MST"), At: t, Style: Subtle}
}

// plain is a run of ours, worded from a format. What comes from elsewhere goes in as an argument.
func plain(format string, args ...any) Run {
	return Run{Words: fmt.Sprintf(format, args...), frame: &frame{format, args}}
}

// ours is a run of ours that needs no format.
func ours(words string) Run { return Run{Words: words, frame: &frame{format: words}} }

// subtle is a run of ours that stands back.
func subtle(words string) Run { return Run{Words: words, Style: Subtle, frame: &frame{format: words}} }

// subtlef is subtle, worded from a format.
func subtlef(format string, args ...any) Run {
	r := plain(format, args...)
	r.Style = Subtle
	return r
}

func bold(words string) Run { return Run{Words: words, Style: Bold} }
