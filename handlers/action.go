package handlers

import (
	"encoding/base64"
	"errors"
	"strings"
	"unicode/utf8"
)

// Action is a request that waits behind a button. Its encoded form is all that is kept of it, so it must say
// everything; whoever presses the button is authorised anew, and the place is always theirs, never the action's.
type Action struct {
	Name string   // name of an action in the catalogue: lower-case letters and hyphens
	Args []string // what the action needs: ids, page numbers
}

// MaxAction is the length of an encoded action in bytes at most: Discord's limit for a custom id.
const MaxAction = 100

// actionVersion is the first byte of every encoded action. A change of meaning takes the next letter, and decoding
// turns the old ones away with errStale.
const actionVersion = 'a'

var errStale = errors.New("button of an earlier version")

// Encode writes the action into at most [MaxAction] printable ASCII characters, or reports that it does not fit.
func (a Action) Encode() (string, error) {
	if !validName(a.Name) {
		return "", errors.New("action without a valid name")
	}
	var b strings.Builder
	b.WriteByte(actionVersion)
	b.WriteString(a.Name)
	for _, arg := range a.Args {
		b.WriteByte('|')
		if plainArg(arg) {
			b.WriteString(arg)
		} else {
			b.WriteByte('~')
			b.WriteString(base64.RawURLEncoding.EncodeToString([]byte(arg)))
		}
	}
	if b.Len() > MaxAction {
		return "", errors.New("action too long for a button")
	}
	return b.String(), nil
}

// DecodeAction reads what [Action.Encode] wrote and nothing else: for every s that it accepts, encoding the result
// gives s again.
func DecodeAction(s string) (Action, error) {
	if s == "" || len(s) > MaxAction {
		return Action{}, errors.New("not an action")
	}
	if s[0] != actionVersion {
		return Action{}, errStale
	}
	parts := strings.Split(s[1:], "|")
	a := Action{Name: parts[0]}
	for _, p := range parts[1:] {
		if rest, ok := strings.CutPrefix(p, "~"); ok {
			raw, err := base64.RawURLEncoding.Strict().DecodeString(rest)
			if err != nil || !utf8.Valid(raw) {
				return Action{}, errors.New("action with a broken argument")
			}
			p = string(raw)
		}
		a.Args = append(a.Args, p)
	}
	if again, err := a.Encode(); err != nil || again != s {
		return Action{}, errors.New("action in a form that was never written")
	}
	return a, nil
}

func validName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && c != '-' {
			return false
		}
	}
	return s != ""
}

func plainArg(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c > '}' || c == '|' {
			return false
		}
	}
	return true
}
