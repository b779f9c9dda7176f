package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// child is the Node program, waiting for a line of input.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	remove string // folder to remove at the end
}

// start installs the library in folder, or in a temporary one, and hands the texts to the Node program.
func start(folder string, texts []string) (c *child, err error) {
	c = &child{}
	defer func() {
		if err != nil {
			c.stop()
		}
	}()
	if folder == "" {
		if folder, err = os.MkdirTemp("", "compromise-"); err != nil {
			return nil, err
		}
		c.remove = folder
	}
	if err := install(folder); err != nil {
		return nil, err
	}
	c.cmd = exec.Command("node", "pass.mjs")
	c.cmd.Dir, c.cmd.Stderr = folder, os.Stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = bufio.NewReader(stdout)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	return c, json.NewEncoder(c.in).Encode(texts)
}

// install copies the Node program to folder and has npm get what it needs.
func install(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json", "pass.mjs"} {
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

// pass asks for one reading of all texts.
func (c *child) pass() (p pass, err error) {
	if _, err := io.WriteString(c.in, "\n"); err != nil {
		return p, err
	}
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(line, &p)
}

// stop ends the program and removes what was installed for it alone.
func (c *child) stop() {
	if c.in != nil {
		_ = c.in.Close()
	}
	if c.cmd != nil && c.cmd.Process != nil {
		_ = c.cmd.Wait()
	}
	if c.remove != "" {
		_ = os.RemoveAll(c.remove)
	}
}
