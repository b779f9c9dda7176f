package rig

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Proc is a program that runs beside the measurement.
type Proc struct {
	Name string
	Over chan struct{} // closed when it has ended

	cmd *exec.Cmd
	mu  sync.Mutex
	log bytes.Buffer
}

// Start runs a program with an environment added to this one's. It ends with the measurement at the latest.
func Start(name string, env []string, program string, args ...string) (*Proc, error) {
	p := &Proc{Name: name, cmd: exec.Command(program, args...), Over: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = p, p
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	go func() { p.cmd.Wait(); close(p.Over) }()
	return p, nil
}

// Write adds to the log of the process.
func (p *Proc) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(b)
}

// Log is all that the process has said.
func (p *Proc) Log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// Said counts words in the log.
func (p *Proc) Said(words string) int { return strings.Count(p.Log(), words) }

var collected = regexp.MustCompile(`(\d+)->(\d+)->(\d+) MB`)

// Heap is what was alive after the last garbage collection, in MB.
func (p *Proc) Heap() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := collected.FindAllSubmatch(p.log.Bytes(), -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(string(all[len(all)-1][3]))
	return n
}

// Resident is the memory of the process in MB.
func (p *Proc) Resident() int {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	for l := range strings.Lines(string(raw)) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "VmRSS:" {
			n, _ := strconv.Atoi(f[1])
			return n >> 10
		}
	}
	return 0
}

// Alive reports whether the process runs.
func (p *Proc) Alive() bool {
	select {
	case <-p.Over:
		return false
	default:
		return true
	}
}

// Kill ends the process as a power cut would.
func (p *Proc) Kill() {
	p.cmd.Process.Signal(syscall.SIGKILL)
	<-p.Over
}

// Stop asks the process to end, and kills it after half a minute.
func (p *Proc) Stop() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.Over:
	case <-time.After(30 * time.Second):
		p.Kill()
	}
}
