package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// proc is a program that runs beside the measurement.
type proc struct {
	name string
	cmd  *exec.Cmd
	mu   sync.Mutex
	log  bytes.Buffer
	over chan struct{}
}

func (p *proc) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(b)
}

func (p *proc) said(words string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Count(p.log.String(), words)
}

var collected = regexp.MustCompile(`(\d+)->(\d+)->(\d+) MB`)

// heap is what was alive after the last garbage collection, in MB.
func (p *proc) heap() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := collected.FindAllSubmatch(p.log.Bytes(), -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(string(all[len(all)-1][3]))
	return n
}

// resident is the memory of the process in MB.
func (p *proc) resident() int {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	for l := range strings.Lines(string(raw)) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "VmRSS:" {
			n, _ := strconv.Atoi(f[1])
			return n >> 10
		}
	}
	return 0
}

// kill ends the process as a power cut would.
func (p *proc) kill() {
	p.cmd.Process.Signal(syscall.SIGKILL)
	<-p.over
}

// stop asks the process to end.
func (p *proc) stop() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.over:
	case <-time.After(30 * time.Second):
		p.kill()
	}
}

func start(name string, env []string, program string, args ...string) (*proc, error) {
	p := &proc{name: name, cmd: exec.Command(program, args...), over: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = p, p
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	go func() { p.cmd.Wait(); close(p.over) }()
	return p, nil
}

// scene is a stand-in for Discord, a Redis and the program, built afresh.
type scene struct {
	*standin
	binary, folder, redis string
	procs                 []*proc
}

func newScene(shards int, embedded bool) (*scene, error) {
	folder, err := os.MkdirTemp("", "onrecord-bench")
	if err != nil {
		return nil, err
	}
	s := &scene{folder: folder, binary: filepath.Join(folder, "onrecord")}
	if out, err := exec.Command("go", "build", "-o", s.binary, ".").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build (run this from the root of the repository): %s", out)
	}
	if s.standin, err = newStandin(shards); err != nil {
		return nil, err
	}
	if embedded {
		return s, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().(*net.TCPAddr)
	l.Close()
	p, err := start("redis", nil, "redis-server", "--port", strconv.Itoa(addr.Port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder)
	if err != nil {
		return nil, err
	}
	s.procs, s.redis = append(s.procs, p), fmt.Sprintf("redis://127.0.0.1:%d/0", addr.Port)
	for range 100 {
		if c, err := net.Dial("tcp", addr.String()); err == nil {
			c.Close()
			return s, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, errors.New("redis-server does not answer")
}

// open builds a scene with one process of the program that is connected. The caller closes the scene.
func open(embedded bool) (*scene, *proc, error) {
	s, err := newScene(1, embedded)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.run("bot", "--register")
	if err == nil {
		if err = back(s); err != nil {
			err = fmt.Errorf("%w: %s", err, p.log.String())
		}
	}
	if err != nil {
		s.close()
		return nil, nil, err
	}
	return s, p, nil
}

// back waits until every shard is connected.
func back(s *scene) error {
	time.Sleep(100 * time.Millisecond)
	return await("the bot is back", func() bool { return s.connected() == s.shards })
}

// run starts the program in a role.
func (s *scene) run(name string, args ...string) (*proc, error) {
	env := []string{"DISCORD_TOKEN=bench", "DISCORD_API_URL=http://" + s.addr + "/api", "ONRECORD_FETCH_ALLOW=127.0.0.1", "ONRECORD_LOG=json", "REDIS_URL=" + s.redis,
		"ONRECORD_DATA=" + filepath.Join(s.folder, name), "GODEBUG=gctrace=1", "OPENAI_API_KEY=", "OPENAI_BASE_URL="}
	p, err := start(name, env, s.binary, append([]string{"run"}, args...)...)
	if err == nil {
		s.procs = append(s.procs, p)
	}
	return p, err
}

// await waits until a condition holds, for a minute at most.
func await(what string, ok func() bool) error {
	for range 1200 {
		if ok() {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("waited in vain until %s", what)
}

func (s *scene) close() {
	for i := len(s.procs) - 1; i >= 0; i-- {
		s.procs[i].kill()
	}
	os.RemoveAll(s.folder)
}

// panics counts what must not be in any log.
func (s *scene) panics() (n int) {
	for _, p := range s.procs {
		n += p.said("panic")
	}
	return n
}
