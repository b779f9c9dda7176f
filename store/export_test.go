package store

import "github.com/redis/go-redis/v9"

// Client connects to the Redis of an address, for tests that look under the store.
func Client(address string) (redis.UniversalClient, error) {
	o, _, err := parseURL(address)
	if err != nil {
		return nil, err
	}
	return redis.NewUniversalClient(connection(o)), nil
}
