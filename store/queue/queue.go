package queue

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"onrecord/summarize/news"
)

// kind is the one kind of task, in asynq's sense.
const kind = "work"

// mostTries is more often than a task can be tried before its time is over.
const mostTries = 1000

// Options say how a queue is worked off.
type Options struct {
	Redis    redis.UniversalClient // stays the caller's to close
	Name     string                // of the queue; processes that share the work share it
	Log      *slog.Logger          // nil for silence
	Workers  int                   // tasks at a time in this process; 0 stands for 32
	Check    time.Duration         // how often to look for work while there is none; 0 stands for a second
	Keep     time.Duration         // how long the id of a task that is done cannot be taken again; 0 for not at all
	Late     time.Duration         // for which a task that is found after its time is tried once all the same; 0 to give it up
	Patience time.Duration         // how long tasks may go on when the work is told to stop; 0 stands for 20 seconds
}

// Queue is a queue of tasks in Redis. It is safe for concurrent use.
type Queue struct {
	o       Options
	client  *asynq.Client
	inspect *asynq.Inspector
}

// Open returns a queue. Redis is first spoken to when it is used.
func Open(o Options) *Queue {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Workers == 0 {
		o.Workers = 32
	}
	if o.Check == 0 {
		o.Check = time.Second
	}
	if o.Patience == 0 {
		o.Patience = 20 * time.Second
	}
	return &Queue{o: o, client: asynq.NewClientFromRedisClient(o.Redis), inspect: asynq.NewInspectorFromRedisClient(o.Redis)}
}

// Put takes a task, which runs after a while, or sooner if [Queue.Release] says so, and not after until. It does
// nothing where a task with this id waits or runs already. Its error wraps [news.ErrUnavailable].
func (q *Queue) Put(ctx context.Context, id string, payload []byte, after time.Duration, until time.Time) error {
	// asynq would put a task that is past its own deadline aside, for months; ours ends in Work instead.
	dated := append(binary.BigEndian.AppendUint64(nil, uint64(until.UnixMilli())), payload...)
	_, err := q.client.EnqueueContext(ctx, asynq.NewTask(kind, dated), asynq.Queue(q.o.Name), asynq.TaskID(id),
		asynq.ProcessIn(after), asynq.Timeout(24*time.Hour), asynq.MaxRetry(mostTries), asynq.Retention(q.o.Keep))
	if err == nil || errors.Is(err, asynq.ErrTaskIDConflict) {
		return nil
	}
	return fmt.Errorf("put task: %w: %w", news.ErrUnavailable, err)
}

// Release lets a task run at once. It does nothing where the task runs or is done.
func (q *Queue) Release(ctx context.Context, id string) error {
	return q.settled(ctx, "release", func() error { return q.inspect.RunTask(q.o.Name, id) })
}

// Drop takes a task out of the queue. It does nothing where the task runs or is done.
func (q *Queue) Drop(ctx context.Context, id string) error {
	return q.settled(ctx, "drop", func() error { return q.inspect.DeleteTask(q.o.Name, id) })
}

// queueNames is where asynq keeps the names of queues. A client writes its queue there once, so that a Redis which was
// emptied since knows the tasks and not the queue.
const queueNames = "asynq:queues"

func (q *Queue) settled(ctx context.Context, step string, change func() error) error {
	err := change()
	if errors.Is(err, asynq.ErrQueueNotFound) {
		if err = q.o.Redis.SAdd(ctx, queueNames, q.o.Name).Err(); err == nil {
			err = change()
		}
	}
	if err == nil || errors.Is(err, asynq.ErrTaskNotFound) {
		return nil
	}
	// asynq has no sentinels for a task that it may not touch because it runs, or is about to.
	for _, words := range []string{"already", "active state"} {
		if strings.Contains(err.Error(), words) {
			return nil
		}
	}
	return fmt.Errorf("%s task: %w: %w", step, news.ErrUnavailable, err)
}

// Depth is what a queue holds.
type Depth struct {
	Waiting int           // to be run now, later, or again
	Running int           // by any process
	Oldest  time.Duration // how long the task that has waited longest to be run now has done so
}

// Depth tells what the queue holds. Its error wraps [news.ErrUnavailable].
func (q *Queue) Depth() (Depth, error) {
	info, err := q.inspect.GetQueueInfo(q.o.Name)
	if errors.Is(err, asynq.ErrQueueNotFound) {
		return Depth{}, nil // nothing was ever put into it
	}
	if err != nil {
		return Depth{}, fmt.Errorf("queue depth: %w: %w", news.ErrUnavailable, err)
	}
	return Depth{Waiting: info.Pending + info.Scheduled + info.Retry, Running: info.Active, Oldest: info.Latency}, nil
}

// Name is the name of the queue.
func (q *Queue) Name() string { return q.o.Name }

// Work runs tasks until ctx ends, then lets those that run finish, and puts back those that take too long. A task
// whose run returns an error is tried again two seconds later, until its time is over. Tasks of a process that died are
// taken over within about two minutes.
func (q *Queue) Work(ctx context.Context, run func(ctx context.Context, payload []byte) error) error {
	s := asynq.NewServerFromRedisClient(q.o.Redis, asynq.Config{
		Concurrency: q.o.Workers, Queues: map[string]int{q.o.Name: 1}, TaskCheckInterval: q.o.Check, DelayedTaskCheckInterval: max(q.o.Check, time.Second),
		ShutdownTimeout: q.o.Patience, Logger: quiet{q.o.Log}, LogLevel: asynq.WarnLevel,
		RetryDelayFunc: func(int, error, *asynq.Task) time.Duration { return 2 * time.Second },
	})
	err := s.Start(asynq.HandlerFunc(func(ctx context.Context, t *asynq.Task) error {
		if len(t.Payload()) < 8 {
			return nil // not ours
		}
		until := time.UnixMilli(int64(binary.BigEndian.Uint64(t.Payload())))
		if !time.Now().Before(until) {
			return q.late(ctx, t.Payload()[8:], run)
		}
		ctx, cancel := context.WithDeadline(ctx, until)
		defer cancel()
		return run(ctx, t.Payload()[8:])
	}))
	if err != nil {
		return fmt.Errorf("work on queue: %w: %w", news.ErrUnavailable, err)
	}
	<-ctx.Done()
	s.Shutdown()
	return nil
}

// late tries a task whose time is over by this process' clock, which may be wrong.
func (q *Queue) late(ctx context.Context, payload []byte, run func(context.Context, []byte) error) error {
	q.o.Log.Warn("the time of a task is over", "queue", q.o.Name, "tried all the same", q.o.Late > 0)
	if q.o.Late == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, q.o.Late)
	defer cancel()
	if err := run(ctx, payload); err != nil {
		q.o.Log.Warn("a task is given up", "queue", q.o.Name, "error", err)
	}
	return nil
}

// quiet passes asynq's words on to our log.
type quiet struct{ log *slog.Logger }

func (l quiet) Debug(args ...any) { l.log.Debug("queue", "says", fmt.Sprint(args...)) }
func (l quiet) Info(args ...any)  { l.log.Debug("queue", "says", fmt.Sprint(args...)) }
func (l quiet) Warn(args ...any)  { l.log.Warn("queue", "says", fmt.Sprint(args...)) }
func (l quiet) Error(args ...any) { l.log.Error("queue", "says", fmt.Sprint(args...)) }
func (l quiet) Fatal(args ...any) { l.log.Error("queue", "says", fmt.Sprint(args...)) }
