package store

import (
	"strings"
	"testing"
)

func TestAddressesOfRedisAreRead(t *testing.T) {
	for raw, want := range map[string]string{
		"redis://localhost":                              "Redis at localhost:6379",
		" redis://:secret@10.0.0.1:7000/3 ":              "Redis at 10.0.0.1:7000, database 3",
		"redis://u:p%40ss@h/?db=2":                       "Redis at h:6379, database 2",
		"rediss://u:secret@h:6380":                       "Redis at h:6380, over TLS",
		"redis://[::1]:6379":                             "Redis at [::1]:6379",
		"unix:///run/redis.sock":                         "Redis at /run/redis.sock",
		"unix:///run/redis.sock?db=4":                    "Redis at /run/redis.sock, database 4",
		"redis://h1:1,h2:2,[::1]:3?cluster=true":         "Redis Cluster at h1:1, h2:2, [::1]:3",
		"redis://h1?cluster=1":                           "Redis Cluster at h1:6379",
		"redis://:secret@s1,s2:5/2?master=m":             "Redis m found by the Sentinels at s1:26379, s2:5, database 2",
		"redis://s1?master=m&sentinel_password=secret":   "Redis m found by the Sentinels at s1:26379",
		"rediss://h1,h2?cluster=true":                    "Redis Cluster at h1:6379, h2:6379, over TLS",
		"redis://h?cluster=false":                        "Redis at h:6379",
		"redis://s1?master=m&sentinel_user=u&cluster=no": "!must be true or false",
		"redis://h1,h2":                                  "!several hosts",
		"redis://h1,h2/1?cluster=true":                   "!one database only",
		"redis://h?cluster=true&master=m":                "!both cluster and master",
		"redis://h/x":                                    "!number of the database",
		"redis://h/-1":                                   "!number of the database",
		"redis://h?poolsize=3":                           `!unknown setting "poolsize"`,
		"http://h":                                       "!must begin with",
		"localhost:6379":                                 "!cannot be read",
		"redis://u:secret#1@h":                           "!cannot be read",
		"redis://u:secret/2@h":                           "!cannot be read",
		"redis://h:port":                                 "!cannot be read",
		"unix://":                                        "!unix:///path",
		"unix:///run/redis.sock?cluster=true":            "!unix:///path",
		"unix://host/run/redis.sock":                     "!unix:///path",
	} {
		_, got, err := parseURL(raw)
		if fault, bad := strings.CutPrefix(want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), fault) {
				t.Errorf("%s: error %v, want %q", raw, err, fault)
			}
		} else if err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", raw, got, err, want)
		}
		if strings.Contains(got, "secret") || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the password shows in %q, %v", raw, got, err)
		}
	}
}

func TestAddressesCarryTheirSecrets(t *testing.T) {
	o, _, err := parseURL("rediss://user:p%40ss@h:1/2?master=m&sentinel_user=su&sentinel_password=sp")
	if err != nil {
		t.Fatal(err)
	}
	if o.Username != "user" || o.Password != "p@ss" || o.SentinelUsername != "su" || o.SentinelPassword != "sp" ||
		o.MasterName != "m" || o.DB != 2 || o.TLSConfig == nil || o.TLSConfig.ServerName != "h" {
		t.Errorf("read %+v", o)
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("redis://user:password@h1:1,h2:2/3?cluster=true&master=m#x")
	f.Add("unix:///run/redis.sock?db=4")
	f.Fuzz(func(t *testing.T, raw string) {
		o, where, err := parseURL(raw)
		if err == nil && (where == "" || len(o.Addrs) == 0) {
			t.Errorf("%q leads nowhere", raw)
		}
	})
}
