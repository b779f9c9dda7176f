package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"onrecord/bench/rig"
)

const second = time.Second

// faults are all that is injected, the first of them none, so that the zeros of the others can be believed.
func faults() []fault {
	one := []func(*stage) error{single}
	proxied := []func(*stage) error{single, between}
	modelled := []func(*stage) error{single, withModel}
	return append(append([]fault{
		{key: "none", name: "none", split: true, prepare: one, begin: nothing, length: 5 * second},
		{key: "kill", name: "redis-server killed for 10 s, back with what it kept", split: true, prepare: one, begin: killRedis, end: redisBack, length: 10 * second},
		{key: "empty", name: "redis-server killed for 3 s, back empty", split: true, forgets: true, prepare: one, begin: killRedis, end: redisEmpty, length: 3 * second},
		{key: "replica", name: "Redis read-only: a replica of nobody (READONLY)", split: true, prepare: one, begin: orphan, end: promote, length: 10 * second},
		{key: "misconf", name: "Redis cannot save and refuses writes (MISCONF)", split: true, prepare: one, begin: unsaved, end: saved, length: 10 * second},
		{key: "oom", name: "Redis out of memory (OOM)", split: true, prepare: one, begin: config("maxmemory-policy", "noeviction", "maxmemory", "1mb"), end: config("maxmemory", "0"), length: 10 * second},
		{key: "slow", name: "Redis 200 ms away in each direction", split: true, prepare: proxied, begin: distance(200 * time.Millisecond), end: distance(0), length: 15 * second},
		{key: "stall", name: "nothing to or from Redis for 20 s, connections open", split: true, prepare: proxied,
			begin: func(s *stage) error { s.proxy.hold(); return nil }, end: func(s *stage) error { s.proxy.flow(); return nil }, length: 20 * second},
		{key: "sentinel", name: "Sentinel: the primary killed, until they have another", split: true, prepare: []func(*stage) error{sentinels}, begin: killPrimary},
		{key: "cluster", name: "Cluster of six: the primary that holds the queue killed, until it has another", split: true, prepare: []func(*stage) error{cluster}, begin: killNode},
		{key: "model-down", name: "language model: connection refused", prepare: modelled, begin: modelDown, end: modelUp, length: 10 * second, check: exposed},
		{key: "model-slow", name: "language model: no answer for a minute", prepare: modelled, begin: hang(true), end: hang(false), length: 20 * second, patience: 2 * time.Minute},
		{key: "model-lies", name: "language model: invents quotes and names", prepare: modelled, begin: lie, length: 10 * second, check: exposed},
	}, discordFaults(one)...), processFaults(one)...)
}

func discordFaults(one []func(*stage) error) []fault {
	return []fault{
		{key: "discord", name: "Discord answers 503 to everything for a minute, connections cut every 10 s", split: true, prepare: one, begin: discordDown, end: discordUp, length: time.Minute},
		{key: "answers", name: "Discord takes acknowledgements and answers 503 to answers, for a minute", split: true, prepare: one,
			begin: strike(rig.Fault{Match: "/webhooks/", Times: 1 << 30, Status: 503, Body: "{}"}), end: discordUp, length: time.Minute, patience: 30 * second},
	}
}

func processFaults(one []func(*stage) error) []fault {
	return []fault{
		{key: "disk", name: "disk full, with the Redis inside the program", prepare: []func(*stage) error{smallDisk}, begin: fill, end: drain, check: again, length: 35 * second, skip: mayMount},
		{key: "disk-index", name: "disk full under the search index, beside a real Redis", prepare: []func(*stage) error{single, smallDisk}, begin: fill, end: drain, check: again, length: 15 * second, skip: mayMount},
		{key: "disk-start", name: "the one process ended and started while the disk is full, beside a real Redis", prepare: []func(*stage) error{single, smallDisk}, begin: fillAndRestart, end: drain, check: again, length: 10 * second, skip: mayMount},
		{key: "clock", name: "clocks of gateway and worker two hours ahead for 10 s, then back", split: true, slow: true, prepare: []func(*stage) error{single, movable}, begin: jump(7200), end: jump(0), length: 10 * second, skip: fixedClock},
		{key: "term", name: "SIGTERM to the one process, started again", slow: true, prepare: one, begin: terminate("bot"), patience: 3 * time.Minute},
		{key: "term-worker", name: "SIGTERM to the only worker, started again", split: true, slow: true, prepare: one, begin: terminate("worker"), patience: 3 * time.Minute},
		{key: "sigkill", name: "SIGKILL to the one process, started again after 2 s", slow: true, prepare: one, begin: killBot("bot"), length: 2 * second, patience: 4 * time.Minute},
		{key: "sigkill-worker", name: "SIGKILL to the only worker, started again after 2 s", split: true, slow: true, prepare: one, begin: killBot("worker"), length: 2 * second, patience: 4 * time.Minute},
	}
}

func nothing(*stage) error { return nil }

func killRedis(s *stage) error { s.redis.proc.Kill(); return nil }
func redisBack(s *stage) error { return s.redis.start(s) }

func redisEmpty(s *stage) error {
	if err := s.redis.empty(); err != nil {
		return err
	}
	return s.redis.start(s)
}

// orphan makes the server a replica of a primary that is not there: it goes on with what it has, and takes no writes.
func orphan(s *stage) error {
	port, err := rig.FreePort()
	if err != nil {
		return err
	}
	return s.redis.must("replicaof", "127.0.0.1", fmt.Sprint(port))
}

func promote(s *stage) error { return s.redis.must("replicaof", "no", "one") }

// unsaved has a snapshot of the server fail, after which it takes no writes until one succeeds.
func unsaved(s *stage) error {
	gone := s.redis.folder + "-gone"
	if err := os.MkdirAll(gone, 0o700); err != nil {
		return err
	}
	for _, args := range [][]string{{"config", "set", "save", "3600 1"}, {"config", "set", "dir", gone}} {
		if err := s.redis.must(args...); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(gone); err != nil {
		return err
	}
	s.redis.cli("bgsave")
	return rig.Await("Redis refuses writes", func() bool { return strings.Contains(s.redis.cli("set", "probe", "1"), "MISCONF") })
}

func saved(s *stage) error {
	if err := s.redis.must("config", "set", "dir", s.redis.folder); err != nil {
		return err
	}
	s.redis.cli("bgsave")
	return rig.Await("Redis takes writes", func() bool { return s.redis.cli("set", "probe", "1") == "OK" })
}

func config(pairs ...string) func(*stage) error {
	return func(s *stage) error { return s.redis.must(append([]string{"config", "set"}, pairs...)...) }
}

func distance(d time.Duration) func(*stage) error {
	return func(s *stage) error { s.proxy.slow(d); return nil }
}

func killNode(s *stage) error {
	b, err := s.primaryOf("asynq:{requests}:pending")
	if err != nil {
		return err
	}
	b.proc.Kill()
	began := time.Now()
	other := s.nodes[0]
	if other == b {
		other = s.nodes[1]
	}
	failed := false
	err = rig.Await("the Cluster has failed over", func() bool {
		ok := strings.Contains(other.cli("cluster", "info"), "cluster_state:ok")
		failed = failed || !ok
		return failed && ok
	})
	s.note("lived; the Cluster failed over in %s", time.Since(began).Round(100*time.Millisecond))
	return err
}

// killPrimary kills the server that the Sentinels watch, and waits until they have another.
func killPrimary(s *stage) error {
	s.redis.proc.Kill()
	began, old := time.Now(), fmt.Sprint(s.redis.port)
	err := rig.Await("the Sentinels have failed over", func() bool {
		said := s.sentinel.cli("sentinel", "get-master-addr-by-name", "record")
		return said != "" && !strings.Contains(said, old)
	})
	s.note("lived; the Sentinels failed over in %s", time.Since(began).Round(100*time.Millisecond))
	return err
}

func hang(on bool) func(*stage) error {
	return func(s *stage) error {
		s.model.hang.Store(on)
		if !on {
			s.note("lived; the model was asked %d times", s.model.asked.Load())
		}
		return nil
	}
}

func lie(s *stage) error { s.model.lie.Store(true); return nil }

func strike(f rig.Fault) func(*stage) error {
	return func(s *stage) error { s.Strike(f); return nil }
}

func discordDown(s *stage) error {
	s.Strike(rig.Fault{Match: "/", Times: 1 << 30, Status: 503, Body: "{}"})
	go func() {
		for range 6 {
			s.Every(func(l *rig.Line) { l.Cut() })
			time.Sleep(10 * second)
		}
	}()
	return nil
}

func discordUp(s *stage) error { s.Heal(); return nil }

// named is the process that plays a part.
func (s *stage) named(name string) *bot {
	for _, b := range s.bots {
		if b.name == name {
			return b
		}
	}
	return nil
}

// open counts the requests that are acknowledged and not answered.
func (s *stage) open() (n int) {
	for _, a := range s.all() {
		if v := judge(&a.Asked); !v.offline && !v.unacked && !v.done {
			n++
		}
	}
	return n
}

// busy waits until there is work to be interrupted in, for five seconds at most.
func (s *stage) busy() int {
	for range 1000 {
		if n := s.open(); n > 1 {
			return n
		}
		time.Sleep(5 * time.Millisecond)
	}
	return s.open()
}

// terminate asks a process to end and tells how it did.
func terminate(name string) func(*stage) error {
	return func(s *stage) error {
		b := s.named(name)
		b.ours = true
		under := s.busy()
		began := time.Now()
		b.Stop()
		s.note("ended in %s, %d requests under way when it was asked to, %d left for its successor", time.Since(began).Round(10*time.Millisecond), under, s.open())
		return nil
	}
}

func killBot(name string) func(*stage) error {
	return func(s *stage) error {
		b := s.named(name)
		b.ours = true
		under := s.busy()
		b.Kill()
		s.note("started again; %d requests under way when it died", under)
		return nil
	}
}
