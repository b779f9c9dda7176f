package store_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"onrecord/store"
	"onrecord/store/storetest"
	"onrecord/summarize/news"
)

func TestEmbeddedRedisKeepsThePromises(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Options { return store.Options{Data: t.TempDir()} })
}

func TestRealRedisKeepsThePromises(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Options {
		_, address := realRedis(t)
		return store.Options{URL: address}
	})
}

func TestEveryKeyOfARealRedisExpires(t *testing.T) {
	rdb, address := realRedis(t)
	s, err := store.Open(t.Context(), store.Options{URL: address, Retention: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	piece := storetest.Piece{Link: "https://paper.example/a", Title: "A", Said: []storetest.Said{{Words: "Yes", Who: "Ida Moreno"}}}
	if _, err := s.Keep(t.Context(), "p", news.Share{}, piece.Brief()); err != nil {
		t.Fatal(err)
	}
	keys, err := rdb.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) != 7 {
		t.Fatalf("keys %q, %v", keys, err)
	}
	for _, key := range keys {
		if ttl, err := rdb.PTTL(t.Context(), key).Result(); err != nil || ttl <= time.Minute || ttl > 2*time.Hour {
			t.Errorf("%s lives for %s, %v", key, ttl, err)
		}
	}
}

// realRedis returns the address of the Redis that the environment offers, and a client of it. The test owns its
// database, which must be empty, and leaves it so.
func realRedis(t *testing.T) (redis.UniversalClient, string) {
	t.Helper()
	address := os.Getenv("ONRECORD_TEST_REDIS")
	if address == "" {
		t.Skip("ONRECORD_TEST_REDIS is not set: give it the address of an empty database, such as redis://127.0.0.1:6379/9")
	}
	rdb, err := store.Client(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { rdb.Close() })
	if n, err := rdb.DBSize(t.Context()).Result(); err != nil || n != 0 {
		t.Fatalf("the database is not empty (%d keys, %v): it may be somebody's", n, err)
	}
	t.Cleanup(func() {
		if err := rdb.FlushDB(context.WithoutCancel(t.Context())).Err(); err != nil {
			t.Error(err)
		}
	})
	return rdb, address
}
