package store_test

import (
	"context"
	"os"
	"testing"

	"github.com/redis/go-redis/v9"

	"onrecord/store"
	"onrecord/store/storetest"
)

func TestEmbeddedRedisKeepsThePromises(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Options { return store.Options{Data: t.TempDir()} })
}

func TestRealRedisKeepsThePromises(t *testing.T) {
	address := os.Getenv("ONRECORD_TEST_REDIS")
	if address == "" {
		t.Skip("ONRECORD_TEST_REDIS is not set: give it the address of an empty database, which is emptied after each test")
	}
	storetest.Run(t, func(t *testing.T) store.Options {
		rdb, err := store.Client(address)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := rdb.DBSize(t.Context()).Result(); err != nil || n != 0 {
			t.Fatalf("the database is not empty (%d keys, %v): it may be somebody's", n, err)
		}
		t.Cleanup(func() { empty(t, rdb) })
		return store.Options{URL: address}
	})
}

func empty(t *testing.T, rdb redis.UniversalClient) {
	if err := rdb.FlushDB(context.WithoutCancel(t.Context())).Err(); err != nil {
		t.Error(err)
	}
	rdb.Close()
}
