package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"onrecord/summarize/news"
)

// names folds the ways to write a host name into the one that is looked up: case, full-width letters, ideographic
// dots, punycode. Underscores, which occur in real names, are let through.
var names = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(false))

// parse reads a link as strictly as it can be read, drops user and fragment, and refuses what the guard would refuse
// and what needs no look-up to be refused.
func (g *guard) parse(link string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Host == "" || u.Opaque != "" {
		return nil, news.ErrNotALink
	}
	port := uint16(80)
	switch u.Scheme {
	case "http":
	case "https":
		port = 443
	default:
		return nil, news.ErrNotALink
	}
	if p := u.Port(); p != "" {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || n == 0 {
			return nil, news.ErrNotALink
		}
		port = uint16(n)
	}
	host, ip, err := g.target(u.Hostname(), port)
	if err != nil {
		return nil, err
	}
	u.Host = host
	if ip.Is6() {
		u.Host = "[" + host + "]"
	}
	if p := u.Port(); p != "" || (u.Scheme == "http") != (port == 80) || (u.Scheme == "https") != (port == 443) {
		u.Host += ":" + strconv.Itoa(int(port))
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20") // a space would end the request line
	return u, nil
}

// target returns the host in the form that is dialled, and its address where it is one.
func (g *guard) target(host string, port uint16) (string, netip.Addr, error) {
	if strings.Contains(host, ":") {
		ip, err := netip.ParseAddr(host)
		if err != nil {
			return "", ip, news.ErrNotALink
		}
		return ip.String(), ip, g.check(ip, port)
	}
	host, err := hostname(host)
	if err != nil {
		return "", netip.Addr{}, err
	}
	if numeric(host) {
		ip, err := netip.ParseAddr(host)
		if err != nil { // 0177.0.0.1, 0x7f.1, 2130706433: some resolvers take them for addresses
			return "", ip, fmt.Errorf("%w: %s", news.ErrForbidden, host)
		}
		return host, ip, g.check(ip, port)
	}
	if !g.hosts[host] && (!ports[port] && len(g.prefixes) == 0 || private(host)) {
		return "", netip.Addr{}, fmt.Errorf("%w: %s:%d", news.ErrForbidden, host, port)
	}
	return host, netip.Addr{}, nil
}

// hostname returns the ASCII form of a host name without its root dot.
func hostname(host string) (string, error) {
	host, err := names.ToASCII(strings.ToLower(host))
	if err != nil {
		return "", news.ErrNotALink
	}
	if again, err := names.ToASCII(host); err != nil || again != host { // what it made of broken UTF-8, it refuses
		return "", news.ErrNotALink
	}
	host = strings.TrimSuffix(host, ".")
	if host == "" || len(host) > 253 {
		return "", news.ErrNotALink
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, odd) {
			return "", news.ErrNotALink
		}
	}
	return host, nil
}

func odd(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
}

// numeric reports whether a resolver may take host for a number: its last label is one, in any base.
func numeric(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if digits, ok := strings.CutPrefix(last, "0x"); ok {
		return !strings.ContainsFunc(digits, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'f') })
	}
	return !strings.ContainsFunc(last, func(r rune) bool { return r < '0' || r > '9' })
}
