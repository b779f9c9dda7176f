package fetch

import (
	"fmt"
	"net/netip"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"

	"onrecord/summarize/news"
)

// ports are the ports of the public web.
var ports = map[uint16]bool{80: true, 443: true, 8080: true, 8443: true}

// denied is what the IANA registries hold to be public although a cloud serves its machines' secrets there.
var denied = []netip.Prefix{netip.MustParsePrefix("168.63.129.16/32")}

// guard decides which addresses may be dialled. Its last word is control, which sees the address that the connection
// will really go to; what parse refuses before that saves a look-up that would tell a name server about it.
type guard struct {
	hosts    map[string]bool // allowed by name
	prefixes []netip.Prefix  // allowed by address
	public   *ssrf.Guardian
}

func newGuard(allow []string) (*guard, error) {
	g := &guard{
		hosts:  map[string]bool{},
		public: ssrf.New(ssrf.WithAnyPort(), ssrf.WithDeniedV4Prefixes(denied...)),
	}
	for _, entry := range allow {
		if p, err := netip.ParsePrefix(entry); err == nil {
			g.prefixes = append(g.prefixes, p.Masked())
			continue
		}
		if ip, err := netip.ParseAddr(entry); err == nil {
			ip = ip.Unmap()
			g.prefixes = append(g.prefixes, netip.PrefixFrom(ip, ip.BitLen()))
			continue
		}
		host, err := hostname(entry)
		if err != nil || numeric(host) {
			return nil, fmt.Errorf("allow %q: neither a host nor an IP address or range", entry)
		}
		g.hosts[host] = true
	}
	return g, nil
}

// control is a [net.Dialer]'s Control: it runs after names are resolved and before a packet is sent.
func (g *guard) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%w: network %s", news.ErrForbidden, network)
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", news.ErrForbidden, address)
	}
	return g.check(to.Addr(), to.Port())
}

// check refuses an address that is not public, and a port that is not of the web.
func (g *guard) check(ip netip.Addr, port uint16) error {
	if ip.Zone() != "" {
		return fmt.Errorf("%w: %s has a zone", news.ErrForbidden, ip)
	}
	ip = ip.Unmap()
	for _, p := range g.prefixes {
		if p.Contains(ip) {
			return nil
		}
	}
	if !ports[port] {
		return fmt.Errorf("%w: port %d", news.ErrForbidden, port)
	}
	if err := g.public.SafeAddr(ip); err != nil {
		return fmt.Errorf("%w: %s", news.ErrForbidden, ip)
	}
	if in, ok := isatap(ip); ok && g.public.SafeAddr(in) != nil {
		return fmt.Errorf("%w: %s tunnels to %s", news.ErrForbidden, ip, in)
	}
	return nil
}

// isatap returns the IPv4 address that an ISATAP interface identifier (RFC 5214) carries under any prefix.
func isatap(ip netip.Addr) (netip.Addr, bool) {
	if !ip.Is6() {
		return netip.Addr{}, false
	}
	b := ip.As16()
	if b[8]&^3 != 0 || b[9] != 0 || b[10] != 0x5e || b[11] != 0xfe {
		return netip.Addr{}, false
	}
	return netip.AddrFrom4([4]byte(b[12:])), true
}

// private reports whether a name can only mean something near this machine.
func private(host string) bool {
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range []string{".localhost", ".localdomain", ".local", ".internal", ".lan", ".home.arpa", ".onion"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}
