package queue

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
)

// databases returns an embedded Redis, and a real one where there is one.
func databases(t *testing.T) map[string]redis.UniversalClient {
	small := redis.NewClient(&redis.Options{Addr: miniredis.RunT(t).Addr()})
	t.Cleanup(func() { small.Close() })
	all := map[string]redis.UniversalClient{"embedded": small}
	if url := os.Getenv("ONRECORD_TEST_REDIS"); url != "" {
		o, err := redis.ParseURL(url)
		if err != nil {
			t.Fatal(err)
		}
		o.DB = 8
		all["real"] = redis.NewClient(o)
		t.Cleanup(func() { all["real"].Close() })
		all["real"].FlushDB(t.Context())
	}
	return all
}

func TestTasksRunOnceReleasedDroppedOrWhenDue(t *testing.T) {
	for name, rdb := range databases(t) {
		t.Run(name, func(t *testing.T) {
			q := Open(Options{Redis: rdb, Name: "test", Check: 10 * time.Millisecond, Patience: time.Second})
			ctx, stop := context.WithCancel(t.Context())
			ran := make(chan string, 16)
			var failures atomic.Int32
			done := make(chan error, 1)
			go func() {
				done <- q.Work(ctx, func(_ context.Context, payload []byte) error {
					ran <- string(payload)
					if string(payload) == "fails once" && failures.Add(1) == 1 {
						return errors.New("not yet")
					}
					return nil
				})
			}()
			put := func(id, payload string, after time.Duration, until time.Time) {
				t.Helper()
				if err := q.Put(t.Context(), id, []byte(payload), after, until); err != nil {
					t.Fatal(err)
				}
			}
			later := time.Now().Add(time.Minute)
			put("1", "released", time.Hour, later)
			put("1", "of the same id", time.Hour, later)
			put("2", "dropped", time.Second, later)
			put("3", "too late", 0, time.Now().Add(-time.Second))
			put("4", "fails once", 0, later)
			if err := errors.Join(q.Release(t.Context(), "1"), q.Release(t.Context(), "1"), q.Drop(t.Context(), "2"), q.Drop(t.Context(), "2"), q.Release(t.Context(), "nobody")); err != nil {
				t.Fatal(err)
			}
			put("5", "due", 2*time.Second, later)
			got := map[string]int{}
			for got["due"] == 0 || got["fails once"] < 2 || got["released"] == 0 {
				select {
				case s := <-ran:
					got[s]++
				case <-time.After(20 * time.Second):
					t.Fatalf("ran so far: %v", got)
				}
			}
			stop()
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			if len(got) != 3 || got["released"] != 1 || got["due"] != 1 || got["fails once"] != 2 {
				t.Errorf("ran %v", got)
			}
		})
	}
}

func TestWorkThatIsStoppedIsPutBack(t *testing.T) {
	for name, rdb := range databases(t) {
		t.Run(name, func(t *testing.T) {
			o := Options{Redis: rdb, Name: "test", Check: 10 * time.Millisecond, Patience: 50 * time.Millisecond}
			ctx, stop := context.WithCancel(t.Context())
			begun, hang, done := make(chan bool), make(chan bool), make(chan error, 1)
			go func() {
				done <- Open(o).Work(ctx, func(context.Context, []byte) error { close(begun); <-hang; return nil })
			}()
			if err := Open(o).Put(t.Context(), "1", []byte("x"), 0, time.Now().Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			<-begun
			stop()
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			defer close(hang)
			ctx, stop = context.WithCancel(t.Context())
			again := make(chan bool)
			go func() {
				done <- Open(o).Work(ctx, func(context.Context, []byte) error { close(again); return nil })
			}()
			<-again
			stop()
			<-done
		})
	}
}

func TestAQueueThatRedisHasForgottenGoesOn(t *testing.T) {
	for name, rdb := range databases(t) {
		t.Run(name, func(t *testing.T) {
			q := Open(Options{Redis: rdb, Name: "test", Check: 10 * time.Millisecond, Patience: time.Second})
			until := time.Now().Add(time.Minute)
			if err := q.Put(t.Context(), "before", []byte("before"), time.Hour, until); err != nil {
				t.Fatal(err)
			}
			if err := rdb.FlushDB(t.Context()).Err(); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(q.Put(t.Context(), "after", []byte("after"), time.Hour, until), q.Release(t.Context(), "after")); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			ran, done := make(chan string, 1), make(chan error, 1)
			go func() {
				done <- q.Work(ctx, func(_ context.Context, payload []byte) error { ran <- string(payload); return nil })
			}()
			defer func() { stop(); <-done }()
			select {
			case got := <-ran:
				if got != "after" {
					t.Errorf("%q ran", got)
				}
			case <-time.After(20 * time.Second):
				t.Error("what was released does not run")
			}
		})
	}
}

func TestATaskThatIsLateIsTriedOnceWhereThatIsWanted(t *testing.T) {
	for name, rdb := range databases(t) {
		t.Run(name, func(t *testing.T) {
			q := Open(Options{Redis: rdb, Name: "late", Check: 10 * time.Millisecond, Patience: time.Second, Late: time.Second})
			for id, until := range map[string]time.Time{"late": time.Now().Add(-time.Hour), "in time": time.Now().Add(time.Hour)} {
				if err := q.Put(t.Context(), id, []byte(id), 0, until); err != nil {
					t.Fatal(err)
				}
			}
			ctx, stop := context.WithCancel(t.Context())
			ran, done := make(chan string, 16), make(chan error, 1)
			go func() {
				done <- q.Work(ctx, func(_ context.Context, payload []byte) error { ran <- string(payload); return errors.New("again") })
			}()
			got := map[string]int{}
			for got["in time"] < 2 { // two seconds apart
				select {
				case s := <-ran:
					got[s]++
				case <-time.After(20 * time.Second):
					t.Fatalf("ran %v", got)
				}
			}
			stop()
			<-done
			if got["late"] != 1 {
				t.Errorf("ran %v", got)
			}
		})
	}
}
