package main

import (
	"os"
	"testing"

	redislog "github.com/redis/go-redis/v9/logging"
)

func TestMain(m *testing.M) {
	redislog.Disable()
	os.Exit(m.Run())
}
