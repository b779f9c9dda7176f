package store

import (
	"context"
	"time"

	"github.com/go-redis/redis_rate/v10"
)

// Allow counts one use under a name, and returns how long to wait where that is more than so many a minute: zero where
// it is not. A use that is turned away does not count. The count is shared by all processes; its key lives a minute at
// most and holds no name, but what stands for it.
func (s *Store) Allow(ctx context.Context, name string, perMinute int) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	got, err := s.limiter.Allow(ctx, prefix+"{"+hashOf([]byte(name))+"}", redis_rate.PerMinute(perMinute))
	if err != nil {
		return 0, fault(ctx, "count use", err)
	}
	if got.Allowed > 0 {
		return 0, nil
	}
	return max(got.RetryAfter, time.Second), nil
}
