package store

import (
	"slices"

	"github.com/alicebob/miniredis/v2/server"
	"github.com/redis/go-redis/v9"
)

// Client connects to the Redis of an address, for tests that look under the store.
func Client(address string) (redis.UniversalClient, error) {
	o, _, err := parseURL(address)
	if err != nil {
		return nil, err
	}
	return redis.NewUniversalClient(connection(o)), nil
}

// cutAt is a hook that fails the command with the given number, counted from 1, of those that Keep sends by itself.
// The commands that a script calls are not counted: Redis runs all of a script or none.
func cutAt(number int, steps *int) server.Hook {
	return func(c *server.Peer, cmd string, _ ...string) bool {
		if !slices.Contains([]string{"SET", "EVAL", "EVALSHA"}, cmd) {
			return false
		}
		if *steps++; *steps != number {
			return false
		}
		c.WriteError("ERR cut off")
		return true
	}
}
