package store

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// errURL does not repeat the address: it holds the password.
var errURL = errors.New("the address of Redis cannot be read: it must look like redis://user:password@host:6379/0, " +
	"with marks such as @ / ? # in the password written as %40 %2F %3F %23")

// parseURL reads an address as [Options] describes it, and says in words where it leads.
func parseURL(raw string) (o *redis.UniversalOptions, where string, err error) {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(raw), "://")
	if !ok {
		return nil, "", errURL
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	user, hosts := "", authority
	if i := strings.LastIndex(authority, "@"); i >= 0 {
		user, hosts = authority[:i+1], authority[i+1:]
	}
	o = &redis.UniversalOptions{}
	first := ""
	// net/url refuses a list of hosts with ports, so each is read on its own.
	for host := range strings.SplitSeq(hosts, ",") {
		u, err := url.Parse(scheme + "://" + user + host + tail)
		if err != nil || u.Fragment != "" {
			return nil, "", errURL
		}
		if len(o.Addrs) == 0 {
			first = u.Hostname()
			if err := settings(u, o); err != nil {
				return nil, "", err
			}
		}
		o.Addrs = append(o.Addrs, address(u, o.MasterName != ""))
	}
	switch scheme {
	case "redis":
	case "rediss":
		o.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		if len(o.Addrs) == 1 {
			o.TLSConfig.ServerName = first
		}
	case "unix":
		if o.IsClusterMode || o.MasterName != "" || hosts != "" || len(o.Addrs[0]) < 2 {
			return nil, "", errors.New("the address of Redis must look like unix:///path/to/socket")
		}
	default:
		return nil, "", errors.New("the address of Redis must begin with redis://, rediss:// or unix://")
	}
	if len(o.Addrs) > 1 && !o.IsClusterMode && o.MasterName == "" {
		return nil, "", errors.New("several hosts of Redis need ?cluster=true, or ?master=NAME for Sentinel")
	}
	return o, inWords(o), nil
}

// address is where one host of the list listens.
func address(u *url.URL, sentinel bool) string {
	if u.Scheme == "unix" {
		return u.Path
	}
	host, port := u.Hostname(), u.Port()
	if host == "" {
		host = "localhost"
	}
	if port == "" {
		port = "6379"
		if sentinel {
			port = "26379"
		}
	}
	return net.JoinHostPort(host, port)
}

// settings reads everything of the address but its hosts.
func settings(u *url.URL, o *redis.UniversalOptions) error {
	o.Username = u.User.Username()
	o.Password, _ = u.User.Password()
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return errURL
	}
	for name := range q {
		if !slices.Contains([]string{"cluster", "master", "sentinel_user", "sentinel_password", "db"}, name) {
			return fmt.Errorf("the address of Redis has an unknown setting %q", name)
		}
	}
	o.MasterName = q.Get("master")
	o.SentinelUsername, o.SentinelPassword = q.Get("sentinel_user"), q.Get("sentinel_password")
	if v := q.Get("cluster"); v != "" {
		if o.IsClusterMode, err = strconv.ParseBool(v); err != nil {
			return errors.New("the setting cluster in the address of Redis must be true or false")
		}
	}
	if o.IsClusterMode && o.MasterName != "" {
		return errors.New("the address of Redis has both cluster and master: one of them is meant")
	}
	db := q.Get("db")
	if path := strings.Trim(u.Path, "/"); u.Scheme != "unix" && path != "" {
		db = path
	}
	if db == "" {
		return nil
	}
	if o.DB, err = strconv.Atoi(db); err != nil || o.DB < 0 {
		return errors.New("the number of the database in the address of Redis must be 0 or more")
	}
	if o.IsClusterMode && o.DB != 0 {
		return errors.New("a Cluster of Redis has one database only, number 0")
	}
	return nil
}

// inWords says where o leads, without what is secret.
func inWords(o *redis.UniversalOptions) string {
	hosts := strings.Join(o.Addrs, ", ")
	tail := ""
	if o.DB != 0 {
		tail += ", database " + strconv.Itoa(o.DB)
	}
	if o.TLSConfig != nil {
		tail += ", over TLS"
	}
	switch {
	case o.IsClusterMode:
		return "Redis Cluster at " + hosts + tail
	case o.MasterName != "":
		return "Redis " + o.MasterName + " found by the Sentinels at " + hosts + tail
	}
	return "Redis at " + hosts + tail
}
