package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a value that cannot be printed by accident: everything that formats, logs or encodes it writes "[set]" or
// "[not set]". Reveal gives the value to the one call that needs it.
type Secret struct {
	value *string // behind a pointer, because fmt calls no methods on what lies in somebody's unexported field
}

func secretOf(s string) Secret { return Secret{&s} }

// Reveal returns the value, "" where there is none.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Set reports whether there is a value.
func (s Secret) Set() bool { return s.Reveal() != "" }

// String returns "[set]" or "[not set]".
func (s Secret) String() string {
	if s.Set() {
		return "[set]"
	}
	return "[not set]"
}

// Format keeps every verb of fmt from printing the value; String alone would leave %d.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, s.String()) }

// GoString returns what String does.
func (s Secret) GoString() string { return s.String() }

// LogValue keeps slog from printing the value.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText keeps encoders from writing the value.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
