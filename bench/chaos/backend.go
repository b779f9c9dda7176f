package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"onrecord/bench/rig"
)

// backend is a redis-server that can be started again over what it has kept.
type backend struct {
	port   int
	folder string
	args   []string
	proc   *rig.Proc
}

// newBackend starts a redis-server that keeps every write, in a folder of its own.
func (s *stage) newBackend(name string, args ...string) (*backend, error) {
	port, err := rig.FreePort()
	if err != nil {
		return nil, err
	}
	b := &backend{port: port, folder: filepath.Join(s.Folder, name), args: args}
	if err := os.MkdirAll(b.folder, 0o700); err != nil {
		return nil, err
	}
	return b, b.start(s)
}

func (b *backend) start(s *stage) error {
	args := append([]string{"--port", strconv.Itoa(b.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--enable-protected-configs", "yes", "--dir", b.folder}, b.args...)
	p, err := rig.Start("redis", nil, "redis-server", args...)
	if err != nil {
		return err
	}
	b.proc = p
	s.others = append(s.others, p)
	return rig.Await("redis-server answers", func() bool { return b.cli("ping") == "PONG" })
}

// empty takes away what the server has kept. It must not run.
func (b *backend) empty() error {
	if err := os.RemoveAll(b.folder); err != nil {
		return err
	}
	return os.MkdirAll(b.folder, 0o700)
}

// cli asks the server, and returns what it says.
func (b *backend) cli(args ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	out, _ := exec.CommandContext(ctx, "redis-cli", append([]string{"-h", "127.0.0.1", "-p", strconv.Itoa(b.port)}, args...)...).CombinedOutput()
	return strings.TrimSpace(string(out))
}

// must is cli for what has to be done.
func (b *backend) must(args ...string) error {
	if said := b.cli(args...); said != "OK" {
		return fmt.Errorf("redis-cli %s: %s", strings.Join(args, " "), said)
	}
	return nil
}

func (b *backend) addr() string { return fmt.Sprintf("127.0.0.1:%d", b.port) }
func (b *backend) url() string  { return "redis://" + b.addr() + "/0" }

// single gives a stage one redis-server.
func single(s *stage) (err error) {
	if s.redis, err = s.newBackend("redis"); err == nil {
		s.Redis, s.store = s.redis.url(), s.redis.url()
	}
	return err
}

// sentinels gives a stage a primary, its replica, and three Sentinels that want to see a failure for two seconds.
func sentinels(s *stage) error {
	if err := single(s); err != nil {
		return err
	}
	replica, err := s.newBackend("replica", "--replicaof", fmt.Sprintf("127.0.0.1 %d", s.redis.port))
	if err != nil {
		return err
	}
	if err := rig.Await("the replica follows", func() bool { return strings.Contains(replica.cli("info", "replication"), "master_link_status:up") }); err != nil {
		return err
	}
	var addrs []string
	for n := range 3 {
		port, err := rig.FreePort()
		if err != nil {
			return err
		}
		file := filepath.Join(s.Folder, fmt.Sprintf("sentinel-%d.conf", n))
		conf := fmt.Sprintf("port %d\nbind 127.0.0.1\ndir %s\nsentinel monitor record 127.0.0.1 %d 2\nsentinel down-after-milliseconds record 2000\nsentinel failover-timeout record 10000\n", port, s.Folder, s.redis.port)
		if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
			return err
		}
		p, err := rig.Start("sentinel", nil, "redis-sentinel", file)
		if err != nil {
			return err
		}
		s.others = append(s.others, p)
		s.sentinel = &backend{port: port}
		addrs = append(addrs, s.sentinel.addr())
	}
	s.Redis = "redis://" + strings.Join(addrs, ",") + "/0?master=record"
	s.store = s.Redis
	return rig.Await("the Sentinels see each other and the replica", func() bool {
		said := s.sentinel.cli("sentinel", "master", "record")
		return strings.Contains(said, "num-other-sentinels\n2") && strings.Contains(said, "num-slaves\n1")
	})
}

// cluster gives a stage a Cluster of three primaries and their replicas.
func cluster(s *stage) error {
	args := []string{"--cluster", "create"}
	var addrs []string
	for n := range 6 {
		b, err := s.newBackend(fmt.Sprint("node-", n), "--cluster-enabled", "yes", "--cluster-node-timeout", "2000")
		if err != nil {
			return err
		}
		s.nodes = append(s.nodes, b)
		addrs = append(addrs, b.addr())
	}
	out, err := exec.Command("redis-cli", append(append(args, addrs...), "--cluster-replicas", "1", "--cluster-yes")...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("create the Cluster: %s", out)
	}
	s.Redis = "redis://" + strings.Join(addrs[:3], ",") + "?cluster=true"
	s.store = s.Redis
	return rig.Await("the Cluster is whole", func() bool {
		for _, b := range s.nodes {
			if !strings.Contains(b.cli("cluster", "info"), "cluster_state:ok") || strings.Contains(b.cli("info", "replication"), "master_link_status:down") {
				return false
			}
		}
		return true
	})
}

// primaryOf finds the node of a Cluster that answers for a key.
func (s *stage) primaryOf(key string) (*backend, error) {
	slot, err := strconv.Atoi(s.nodes[0].cli("cluster", "keyslot", key))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(s.nodes[0].cli("cluster", "nodes")) {
		f := strings.Fields(line)
		for _, span := range f[min(8, len(f)):] {
			var from, to int
			if n, _ := fmt.Sscanf(span, "%d-%d", &from, &to); n != 2 || slot < from || slot > to {
				continue
			}
			for _, b := range s.nodes {
				if strings.HasPrefix(f[1], b.addr()+"@") {
					return b, nil
				}
			}
		}
	}
	return nil, fmt.Errorf("no node of the Cluster answers for %s", key)
}
