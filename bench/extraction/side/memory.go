package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// status is where Linux tells what a process has had.
const status = "/proc/self/status"

// build makes the command that holds our engine alone, in folder, of the same sources as this one.
func build(folder string) (command string, err error) {
	command = filepath.Join(folder, "extraction")
	if text, err := exec.Command("go", "build", "-o", command, "./bench/extraction").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, text)
	}
	return command, nil
}

// memory measures each engine's memory while a process of its own reads the file once, page by page: ours in command, the
// other Go engines in this program, which links them all, Mozilla's in a Node process for which it is installed in folder.
// Where the system does not tell, all stay 0.
func memory(file, command, folder string, runs []trial) error {
	if _, err := os.Stat(status); err != nil {
		return nil
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for i, t := range runs {
		switch t.engine.name {
		case ours:
			runs[i].peak, err = peakOf(exec.Command(command, file))
		case mozilla:
			runs[i].peak, err = peakOfNode(file, folder)
		default:
			runs[i].peak, err = peakOf(exec.Command(self, "-alone", t.engine.name, file))
		}
		if err != nil {
			return fmt.Errorf("memory of %s: %w", t.engine.name, err)
		}
	}
	return nil
}

// peakOf runs a command that says last how many MB it had resident at most.
func peakOf(cmd *exec.Cmd) (kb int, err error) {
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("%w: %s", err, said.String())
	}
	var mb float64
	f := strings.Fields(said.String())
	if len(f) < 2 {
		return 0, fmt.Errorf("no memory in %q", said.String())
	}
	if _, err := fmt.Sscanf(f[len(f)-2]+" "+f[len(f)-1], "%g MB", &mb); err != nil {
		return 0, fmt.Errorf("no memory in %q: %w", said.String(), err)
	}
	return int(mb * 1000), nil
}

func peakOfNode(file, folder string) (kb int, err error) {
	c, err := start(folder)
	if err != nil {
		return 0, err
	}
	defer c.stop()
	err = each(file, func(p page) error {
		_, _, err := c.read(p)
		return err
	})
	if err != nil {
		return 0, err
	}
	return resident(strconv.Itoa(c.cmd.Process.Pid))
}

// readAlone reads a file once, page by page, with one Go engine, and tells what that took.
func readAlone(name, file string, errw io.Writer) error {
	for _, e := range goEngines {
		if e.name != name {
			continue
		}
		pages, spent := 0, time.Duration(0)
		err := each(file, func(p page) error {
			_, c, err := e.read(p)
			pages, spent = pages+1, spent+c.wall
			return err
		})
		if err != nil {
			return err
		}
		kb, err := resident("self")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(errw, "%d pages, %.1f ms a page, at most %.0f MB\n", pages, ms(spent)/float64(max(1, pages)), float64(kb)/1000)
		return err
	}
	return fmt.Errorf("no Go engine %q", name)
}

// resident is the most memory that a process has had resident since it was started, in kilobytes. The figure that
// getrusage gives would count what the parent had too.
func resident(pid string) (kb int, err error) {
	text, err := os.ReadFile("/proc/" + pid + "/status")
	if err != nil {
		return 0, err
	}
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	_, err = fmt.Sscanf(line, "%d kB", &kb)
	return kb, err
}
