package config

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net/netip"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/caarlos0/env/v11"
)

// errExpect is the whole error of a value: what is expected instead stands in the setting's tag.
var errExpect = errors.New("not what is expected")

// Token is the secret that a Discord bot signs in with.
type Token struct{ Secret }

// RedisURL is the address of a Redis; a secret, because it may hold a password.
type RedisURL struct{ Secret }

// Address is an http or https URL without query and without a slash at its end.
type Address string

// Days is a length of time that may be written in days or weeks.
type Days time.Duration

// VerifyKey is the key that a platform's requests are signed with; nil for none.
type VerifyKey ed25519.PublicKey

// Uses is how many requests are taken in a minute; 0 for no limit.
type Uses int

// Tokens is how many tokens of a model may be used; 0 for no limit.
type Tokens int

// Hosts are names of hosts, IP addresses and CIDR ranges.
type Hosts []string

// Contact is a web page or an e-mail address, fit for a header.
type Contact string

// Format is how a log is written.
type Format string

// The formats of a log.
const (
	Text Format = "text"
	JSON Format = "json"
)

// parsers read each kind of value. What they get is never empty, and trimmed.
func parsers() map[reflect.Type]env.ParserFunc {
	return map[reflect.Type]env.ParserFunc{
		reflect.TypeFor[Secret]():    func(s string) (any, error) { return secretOf(s), printable(s) },
		reflect.TypeFor[Token]():     parseToken,
		reflect.TypeFor[RedisURL]():  parseRedis,
		reflect.TypeFor[Address]():   parseAddress,
		reflect.TypeFor[VerifyKey](): parseKey,
		reflect.TypeFor[Days]():      parseDays,
		reflect.TypeFor[Tokens]():    parseTokens,
		reflect.TypeFor[Uses]():      parseUses,
		reflect.TypeFor[Hosts]():     parseHosts,
		reflect.TypeFor[Contact]():   func(s string) (any, error) { return Contact(s), contact(s) },
		reflect.TypeFor[Format]():    parseFormat,
	}
}

func parseKey(s string) (any, error) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return nil, errExpect
	}
	return VerifyKey(raw), nil
}

// pasted takes off what comes along when a value is pasted: white space and quotation marks around it.
func pasted(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	for {
		t := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' })
		if n := len(t); n >= 2 && (t[0] == '"' || t[0] == '\'') && t[n-1] == t[0] {
			t = t[1 : n-1]
		}
		if t == s {
			return s
		}
		s = t
	}
}

// printable refuses what cannot stand in a header: white space, control characters, anything beyond ASCII.
func printable(s string) error {
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return errExpect
	}
	return nil
}

// parseToken refuses a quotation mark as well: what is left of half a pair is a mistake in pasting.
func parseToken(s string) (any, error) {
	s = pasted(strings.TrimPrefix(s, "Bot "))
	if strings.ContainsAny(s, `"'`) {
		return nil, errExpect
	}
	return Token{secretOf(s)}, printable(s)
}

// parseRedis looks at the scheme and at whether anything follows; several hosts in one URL are not for net/url.
func parseRedis(s string) (any, error) {
	scheme, rest, _ := strings.Cut(s, "://")
	if !slices.Contains([]string{"redis", "rediss", "unix"}, strings.ToLower(scheme)) || strings.Trim(rest, "/@:") == "" {
		return nil, errExpect
	}
	return RedisURL{secretOf(s)}, printable(s)
}

func parseAddress(s string) (any, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, errExpect
	}
	return Address(strings.TrimRight(s, "/")), nil
}

// The longest time that can be asked for, and the shortest.
const (
	shortest = Days(time.Hour)
	longest  = Days(36500 * 24 * time.Hour)
)

// parseDays reads "30d", "4w", or what [time.ParseDuration] reads, between an hour and a hundred years.
func parseDays(s string) (any, error) {
	var d Days
	n, unit := s[:len(s)-1], s[len(s)-1]
	switch count, err := strconv.Atoi(n); {
	case unit == 'd' && err == nil && count <= 36500:
		d = Days(count) * Days(24*time.Hour)
	case unit == 'w' && err == nil && count <= 5200:
		d = Days(count) * Days(7*24*time.Hour)
	default:
		whole, err := time.ParseDuration(s)
		if err != nil {
			return nil, errExpect
		}
		d = Days(whole)
	}
	if d < shortest || d > longest {
		return nil, errExpect
	}
	return d, nil
}

func parseHosts(s string) (any, error) {
	var out Hosts
	for entry := range strings.SplitSeq(s, ",") {
		entry = strings.ToLower(strings.TrimSpace(entry))
		if entry == "" {
			continue
		}
		_, notRange := netip.ParsePrefix(entry)
		_, notIP := netip.ParseAddr(entry)
		if notRange != nil && notIP != nil && !hostname(entry) {
			return nil, errExpect
		}
		out = append(out, entry)
	}
	return out, nil
}

// hostname reports whether s can be the name of a host: labels of letters, digits, hyphens, with no scheme, port,
// path or wildcard, and not all of digits.
func hostname(s string) bool {
	letters := false
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			switch {
			case r >= '0' && r <= '9' || r == '-':
			case r == '_' || unicode.IsLetter(r):
				letters = true
			default:
				return false
			}
		}
	}
	return letters
}

func contact(s string) error {
	if len(s) > 200 {
		return errExpect
	}
	return printable(s)
}

func parseFormat(s string) (any, error) {
	f := Format(strings.ToLower(s))
	if f != Text && f != JSON {
		return nil, errExpect
	}
	return f, nil
}

func parseUses(s string) (any, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return nil, errExpect
	}
	return Uses(n), nil
}

// parseTokens reads a number of tokens, grouped as people like.
func parseTokens(s string) (any, error) {
	n, err := strconv.Atoi(strings.NewReplacer("_", "", ",", "", " ", "").Replace(s))
	if err != nil || n < 0 {
		return nil, errExpect
	}
	return Tokens(n), nil
}
