package fetch

// privateAddresses are addresses that no fetch may reach, one or more for each range of the registries.
var privateAddresses = []string{
	"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.254", "127.0.0.1",
	"127.255.255.254", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
	"192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255",
	"198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
	"::", "::1", "::7f00:1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
	"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1",
	"2001:10::1", "2001:20::1", "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2606:4700::5efe:10.0.0.1",
	"2606:4700::200:5efe:7f00:1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456::1", "fe80::1",
	"fe80::a9fe:a9fe", "fec0::1", "ff02::1", "ff0e::1",
}

// forbidden lists links that lead to forbidden addresses in all the ways to write them that are known to have fooled
// somebody.
func forbidden() []string {
	links := []string{
		// Numbers in other bases and with fewer parts, as inet_aton reads them.
		"http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0x7F.0x0.0x0.0x1/", "http://0177.0.0.1/",
		"http://0177.0.0.01/", "http://0177.0x0.0.1/", "http://127.1/", "http://127.0.1/", "http://127.00000.0.1/", "http://127.000.000.001/",
		"http://0127.0.0.1/", "http://0/", "http://00/", "http://0x0/", "http://0x/", "http://127.0.0.1.0x7f000001/", "http://10.1/", "http://0xa.1/",
		"http://012.1/", "http://167772161/", "http://3232235777/", "http://0xc0a80101/", "http://0300.0250.1.1/", "http://192.168.257/", "http://2852039166/",
		"http://0xa9fea9fe/", "http://0xA9.0xFE.0xA9.0xFE/", "http://0251.0376.0251.0376/", "http://169.254.43518/", "http://169.16689662/",
		"http://4294967296/", "http://6425673729/", "http://425.510.425.510/", "http://256.256.256.256/", "http://0x100000000/", "http://1.1.1.1.1/",
		"http://0x7f000001.:80/", "http://0000000000000000000177.0.0.1/", "http://127.0x1/", "http://0x7f.1:8080/", "http://127.0.0.0x1/", "https://2130706433:8443/",
		// Trailing and doubled dots, ports, white space.
		"http://127.0.0.1./", "http://127.0.0.1.:80/", "http://127.0.0.1../", "http://.127.0.0.1/", "http://localhost./", "http://LOCALHOST/",
		"http://LocalHost.:8080/", "http://localhost.localdomain/", "http://ip6-localhost/", "http://localhost:22/", "http://127.0.0.1:6379/", "http://127.0.0.1:080/",
		"http://127.0.0.1:/", " http://127.0.0.1/ ", "http://127.0.0.1\t/", "http://127.0.0.1\n/", "http://127.0.0.1:80:80/", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/",
		"http://93.184.216.34:22/", "http://93.184.216.34:6379/", "http://example.com:25/", "http://example.com:11211/", "http://[2606:4700::1]:22/",
		// Users and other things before the host.
		"http://example.com@127.0.0.1/", "http://example.com:80@127.0.0.1/", "http://example.com%40@127.0.0.1/", "http://a:b@localhost/", "http://@127.0.0.1/", "http://:@127.0.0.1/",
		"http://example.com\\@127.0.0.1/", "http://127.0.0.1\\@example.com/", "http://a@b@127.0.0.1/", "http://127.0.0.1%2f@localhost/",
		"http://127.0.0.1%00.example.com/", "http://127.0.0.1%0d%0aHost:x/", "http:///127.0.0.1/", "http:\\\\127.0.0.1\\", "http:127.0.0.1", "//127.0.0.1/", "http://%31%32%37.0.0.1/",
		"http://127%2e0%2e0%2e1/", "http://127.0.0.1%23.example.com/", "http://127.0.0.1;.example.com/", "http://127.0.0.1,example.com/", "http://example.com:80@[::1]/",
		// Letters that fold to digits and dots.
		"http://１２７.０.０.１/", "http://127。0。0。1/", "http://127．0．0．1/", "http://127｡0｡0｡1/", "http://①②⑦.⓪.⓪.①/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/", "http://𝟙𝟚𝟟.0.0.1/",
		"http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://ｌｏｃａｌｈｏｓｔ/", "http://loc\u00adalhost/", "http://local\u200bhost/", "http://０ｘ７ｆ.１/", "http://²¹³⁰⁷⁰⁶⁴³³/", "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/",
		"http://169.254.169。254/", "http://١٢٧.٠.٠.١/", "http://127.0.0.1\u3002/", "http://ⅼocalhost/", "http://[::①]/", "http://xn--127-/",
		// IPv6 spelled out, mapped, with zones, with an address of version 4 inside.
		"http://[::1]/", "http://[::1]:8080/", "http://[0:0:0:0:0:0:0:1]/", "http://[0000:0000:0000:0000:0000:0000:0000:0001]/", "http://[::0001]/", "http://[::]/", "http://[0::0]:80/",
		"http://[::ffff:127.0.0.1]/", "http://[::FFFF:7F00:1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::ffff:0:7f00:1]/", "http://[::127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
		"http://[::ffff:169.254.169.254]:80/", "http://[::ffff:0a00:0001]/", "http://[::ffff:0177.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%25lo]/", "http://[fe80::1%eth0]/",
		"http://[::1%25lo]/", "http://[::ffff:127.0.0.1%25lo]/", "http://[2606:4700::1%25eth0]/", "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::169.254.169.254]/",
		"http://[2002:7f00:0001::]/", "http://[2002:c0a8:0101::1]/", "http://[2001:0:0:0:0:0:80ff:fffe]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/", "http://[ff05::1:3]/", "http://[::1/", "http://::1/", "http://[127.0.0.1]/",
		"http://[]/", "http://[::1]x/", "http://[::1].example.com/", "http://[v1.fe]/", "http://[2001:db8::1]:443/", "http://[2606:4700::5efe:192.168.0.1]/", "http://[2606:4700::300:5efe:7f00:1]/",
		// Names that mean something near, and schemes of other doors.
		"http://redis/", "http://redis:6379/", "http://metadata/", "http://metadata.google.internal/computeMetadata/v1/", "http://METADATA.google.INTERNAL./", "http://printer.local/", "http://app.localhost/",
		"http://host.docker.internal/", "http://kubernetes.default.svc.cluster.local/", "http://router.lan/", "http://nas.home.arpa/", "http://abcdef.onion/", "http://x.localdomain/",
		"ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "javascript:alert(1)", "data:text/html,hi", "unix:///run/x.sock", "http+unix://x/", "HTTPX://example.com/", "ws://example.com/",
		"jar:http://127.0.0.1!/", "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "tftp://127.0.0.1/x", "sftp://127.0.0.1/", "smb://127.0.0.1/x", "view-source:http://127.0.0.1/",
		"feed:http://127.0.0.1/", "blob:http://127.0.0.1/x", "netdoc:///etc/passwd", "php://filter/resource=http://127.0.0.1/", "ht\ttp://127.0.0.1/", "http\n://127.0.0.1/", "hTTp://0x7f.0.0.1/", "about:blank", "", " ", "http://", "https:///", "http://?", "http://:80/", "example.com", "/etc/passwd", "http://a..example.com/", "http://exa mple.com/", "http://exa<mple.com/", "http://\x00example.com/",
	}
	for _, ip := range privateAddresses {
		host := ip
		for _, r := range ip {
			if r == ':' {
				host = "[" + ip + "]"
				break
			}
		}
		links = append(links, "https://"+host+":8443/path?query")
	}
	return links
}
