package store

import (
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// slot is the slot of a key in a Cluster: CRC16 (XMODEM) of its hash tag, or of all of it, modulo 16384.
func slot(key string) uint16 {
	if _, tag, ok := strings.Cut(key, "{"); ok {
		if tag, _, ok := strings.Cut(tag, "}"); ok && tag != "" {
			key = tag
		}
	}
	var crc uint16
	for _, b := range []byte(key) {
		crc ^= uint16(b) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc % 16384
}

func TestSlotsAreThoseOfACluster(t *testing.T) {
	// From CLUSTER KEYSLOT of a server.
	for key, want := range map[string]uint16{"foo": 12182, "123456789": 12739, "a{foo}b": 12182, "{}foo": 9500} {
		if got := slot(key); got != want {
			t.Errorf("slot of %q is %d, want %d", key, got, want)
		}
	}
}

func TestKeysOfOnePlaceShareASlotAndNoOthers(t *testing.T) {
	owner := map[string]news.Place{}
	for _, place := range []news.Place{
		"discord:guild:1", "discord:guild:2", "}", "{", "{}", "a}b", "a{b", "a%7Db", "%", "a}:shelf", "a", "日本", "\x00",
	} {
		keys := shelfOf(place).keys()
		for _, key := range keys {
			if slot(key) != slot(keys[0]) {
				t.Errorf("place %q: %q is in another slot than %q", place, key, keys[0])
			}
			if other, taken := owner[key]; taken {
				t.Errorf("places %q and %q share the key %q", place, other, key)
			}
			if !strings.HasPrefix(key, prefix) {
				t.Errorf("%q does not begin with %q", key, prefix)
			}
			owner[key] = place
		}
	}
}
