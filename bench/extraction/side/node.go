package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// library is the folder of the Node program.
const library = "bench/extraction/readability"

// errNoNode is that Mozilla's readability cannot be run here.
var errNoNode = errors.New("not installed")

// prepare has npm install the Node program in folder, or in a temporary one that remove removes.
func prepare(folder string) (dir string, remove func(), err error) {
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", nil, fmt.Errorf("%s is %w", tool, errNoNode)
		}
	}
	remove = func() {}
	if folder == "" {
		if folder, err = os.MkdirTemp("", "readability-"); err != nil {
			return "", nil, err
		}
		remove = func() { _ = os.RemoveAll(folder) }
	}
	if err := install(folder); err != nil {
		remove()
		return "", nil, err
	}
	return folder, remove, nil
}

// install copies the Node program to folder and has npm get what it needs.
func install(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json", "page.mjs"} {
		data, err := os.ReadFile(filepath.Join(library, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	npm := exec.Command("npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts")
	npm.Dir = folder
	if text, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, text)
	}
	return nil
}

// child is the Node program, waiting for a page.
type child struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// start runs the Node program that was installed in folder.
func start(folder string) (*child, error) {
	c := &child{cmd: exec.Command("node", "page.mjs")}
	c.cmd.Dir, c.cmd.Stderr = folder, os.Stderr
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = bufio.NewReader(out)
	return c, c.cmd.Start()
}

// read asks for a page.
func (c *child) read(p page) (result, cost, error) {
	var answer struct {
		Result  result
		NS, CPU int64
	}
	if err := json.NewEncoder(c.in).Encode(map[string]string{"html": p.HTML}); err != nil {
		return result{}, cost{}, fmt.Errorf("ask node: %w", err)
	}
	line, err := c.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &answer)
	}
	if err != nil {
		return result{}, cost{}, fmt.Errorf("node's answer: %w", err)
	}
	return answer.Result, cost{wall: time.Duration(answer.NS), cpu: time.Duration(answer.CPU)}, nil
}

// stop ends the program.
func (c *child) stop() {
	_ = c.in.Close()
	_ = c.cmd.Wait()
}
