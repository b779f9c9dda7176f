package discord

import (
	"fmt"
	"net/url"
	"strings"
)

// safeLink returns a link that may be drawn, at most limit units long and encoded so that nothing in it can end a
// masked link, or "" where there is none: only http and https, with a host and without a user. A fragment goes first
// where the link is too long.
func safeLink(link string, limit int) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Opaque != "" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	s := encode(u.String())
	if len(s) > limit {
		u.Fragment, u.RawFragment = "", ""
		s = encode(u.String())
	}
	if len(s) > limit {
		return ""
	}
	return s
}

// encode percent-encodes what has a meaning in Discord's markup, and all that is not ASCII.
func encode(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte("()<>\"\\`|*", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
