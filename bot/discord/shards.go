package discord

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// shard is one of the connections that share a bot's servers.
type shard struct{ id, count int }

// The names under which processes meet.
const (
	gatewayGroup = "discord gateways"
	shardCount   = "discord shards"
)

// await waits until a shard may identify: one at a time of those whose numbers leave the same rest, five seconds
// apart, over all processes. Where the leases do not answer it goes on after as long.
func (b *Bot) await(ctx context.Context, at shard) {
	if b.open.Leases == nil {
		return
	}
	gate := fmt.Sprintf("discord identify %d", at.id%max(1, int(b.concurrency.Load())))
	for ctx.Err() == nil {
		mine, err := b.open.Leases.Lease(ctx, gate, rand.Text(), b.pace.identify) // never renewed: each is somebody new
		if mine {
			return
		}
		if err != nil {
			sleep(ctx, b.pace.identify)
			return
		}
		sleep(ctx, b.pace.identify/10)
	}
}

// share serves this process's part of the shards until ctx ends or Discord says something final. Processes hold each
// shard by a lease that they renew: one that dies loses its shards to the others after [pace].lease, and one that joins
// gets some as the others let go of what is more than their part.
func (b *Bot) share(ctx context.Context) error {
	all := context.WithoutCancel(ctx)
	me := rand.Text()
	running := map[int]*served{}
	final := make(chan error, 1)
	defer func() {
		for id, s := range running {
			s.end()
			_ = b.open.Leases.Unlease(all, leaseOf(id), me) // else it runs out
		}
		_ = b.open.Leases.Leave(all, gatewayGroup, me)
	}()
	for ctx.Err() == nil {
		n, err := b.shards(ctx)
		if err == nil {
			err = b.balance(ctx, me, n, running, final)
		}
		if err == nil {
			b.part.Store(int32(len(running)))
		}
		switch gone := finalError(err); {
		case gone != nil:
			return gone
		case err != nil && ctx.Err() == nil:
			b.log.Warn("shards not shared out; what is served goes on", "error", redact(err))
		}
		select {
		case err := <-final:
			return err
		case <-time.After(b.pace.tend):
		case <-ctx.Done():
		}
	}
	return nil
}

// shards returns how many there are: what Discord recommends, as the first process found it.
func (b *Bot) shards(ctx context.Context) (int, error) {
	if b.recommended == 0 {
		raw, err := b.call(ctx, "GET", discordgo.EndpointGatewayBot, nil)
		if err != nil {
			return 0, err
		}
		var g struct {
			Shards int `json:"shards"`
			Limit  struct {
				Concurrency int32 `json:"max_concurrency"`
			} `json:"session_start_limit"`
		}
		if err := json.Unmarshal(raw, &g); err != nil {
			return 0, fmt.Errorf("shards: %w", err)
		}
		b.recommended = max(1, g.Shards)
		b.concurrency.Store(g.Limit.Concurrency)
	}
	agreed, err := b.open.Leases.Agree(ctx, shardCount, strconv.Itoa(b.recommended), 4*b.pace.lease)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(agreed)
	if err != nil || n < 1 {
		return 0, errors.New("shards: the number that was agreed on is none")
	}
	return n, nil
}

func leaseOf(id int) string { return fmt.Sprintf("discord shard %d", id) }

// served is a shard that this process serves.
type served struct {
	stop context.CancelFunc
	over chan struct{}
	once sync.Once
}

func (s *served) end() {
	s.once.Do(s.stop)
	<-s.over
}

// balance renews what is held, gives up what has become somebody else's or is more than this process's part, and takes
// what is free.
func (b *Bot) balance(ctx context.Context, me string, n int, running map[int]*served, final chan<- error) error {
	there, err := b.open.Leases.Attend(ctx, gatewayGroup, me, b.pace.lease)
	if err != nil {
		return err
	}
	part := (n + there - 1) / max(1, there)
	for id, s := range running {
		mine, err := b.open.Leases.Lease(ctx, leaseOf(id), me, b.pace.lease)
		if err != nil {
			return err
		}
		if !mine || id >= n || len(running) > part {
			s.end()
			delete(running, id)
			if err := b.open.Leases.Unlease(ctx, leaseOf(id), me); err != nil {
				return err
			}
		}
	}
	for id := 0; id < n && len(running) < part; id++ {
		if running[id] != nil {
			continue
		}
		mine, err := b.open.Leases.Lease(ctx, leaseOf(id), me, b.pace.lease)
		if err != nil {
			return err
		}
		if mine {
			running[id] = b.serveShard(ctx, shard{id, n}, final)
		}
	}
	return nil
}

func (b *Bot) serveShard(ctx context.Context, at shard, final chan<- error) *served {
	ctx, stop := context.WithCancel(ctx)
	s := &served{stop: stop, over: make(chan struct{})}
	go func() {
		defer close(s.over)
		if err := b.supervise(ctx, at); err != nil {
			select {
			case final <- err:
			default:
			}
		}
	}()
	return s
}
