package rig

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Scene is a stand-in for Discord, a Redis and the program, built afresh.
type Scene struct {
	*Standin
	Binary string   // the program
	Folder string   // goes with the scene
	Redis  string   // its address; empty for the one inside the program
	Env    []string // more settings of the program
	Procs  []*Proc  // all that were started
}

// Build builds the program into a folder and returns its path. It is to be called in the root of the repository.
func Build(folder string) (string, error) {
	binary := filepath.Join(folder, "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build (run this from the root of the repository): %s", out)
	}
	return binary, nil
}

// NewScene builds the program and starts a stand-in of so many shards, and a Redis unless the embedded one is to do. The
// caller closes the scene.
func NewScene(shards int, embedded bool) (*Scene, error) {
	s, err := Stage(shards, "")
	if err != nil {
		return nil, err
	}
	if s.Binary, err = Build(s.Folder); err == nil && !embedded {
		err = s.startRedis()
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Stage is a scene with a program that is built already and without a Redis.
func Stage(shards int, binary string) (*Scene, error) {
	folder, err := os.MkdirTemp("", "onrecord-bench")
	if err != nil {
		return nil, err
	}
	s := &Scene{Folder: folder, Binary: binary}
	if s.Standin, err = NewStandin(shards); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return s, nil
}

func (s *Scene) startRedis() error {
	port, err := FreePort()
	if err != nil {
		return err
	}
	p, err := Start("redis", nil, "redis-server", "--port", strconv.Itoa(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", s.Folder)
	if err != nil {
		return err
	}
	s.Procs, s.Redis = append(s.Procs, p), fmt.Sprintf("redis://127.0.0.1:%d/0", port)
	return Await("redis-server answers", func() bool { return Listens(port) })
}

// FreePort finds a port of this machine that nobody listens on.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Listens reports whether somebody listens on a port of this machine.
func Listens(port int) bool {
	c, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
	if err != nil {
		return false
	}
	c.Close()
	return true
}

// Open builds a scene with one process of the program that is connected. The caller closes the scene.
func Open(embedded bool) (*Scene, *Proc, error) {
	s, err := NewScene(1, embedded)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.Run("bot", "--register")
	if err == nil {
		if err = Back(s); err != nil {
			err = fmt.Errorf("%w: %s", err, p.Log())
		}
	}
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	return s, p, nil
}

// Back waits until every shard is connected.
func Back(s *Scene) error {
	time.Sleep(100 * time.Millisecond)
	return Await("the bot is back", func() bool { return s.Connected() == s.Shards })
}

// Run starts the program in a role, with a data folder of its own name.
func (s *Scene) Run(name string, args ...string) (*Proc, error) {
	env := []string{"DISCORD_TOKEN=bench", "DISCORD_API_URL=http://" + s.Addr + "/api", "ONRECORD_FETCH_ALLOW=127.0.0.1", "ONRECORD_LOG=json", "REDIS_URL=" + s.Redis,
		"ONRECORD_DATA=" + filepath.Join(s.Folder, name), "GODEBUG=gctrace=1", "OPENAI_API_KEY=", "OPENAI_BASE_URL=",
		"ONRECORD_RATE_MEMBER=0", "ONRECORD_RATE_PLACE=0", "ONRECORD_RATE_TOTAL=0"} // a measurement asks more than anybody would
	p, err := Start(name, append(env, s.Env...), s.Binary, append([]string{"run"}, args...)...)
	if err == nil {
		s.Procs = append(s.Procs, p)
	}
	return p, err
}

// Await waits until a condition holds, for a minute at most.
func Await(what string, ok func() bool) error {
	for range 1200 {
		if ok() {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("waited in vain until %s", what)
}

// Close kills all processes, the last first, and takes the folder away.
func (s *Scene) Close() {
	for i := len(s.Procs) - 1; i >= 0; i-- {
		s.Procs[i].Kill()
	}
	os.RemoveAll(s.Folder)
}

// Panics counts what must not be in any log.
func (s *Scene) Panics() (n int) {
	for _, p := range s.Procs {
		n += p.Said("panic")
	}
	return n
}
