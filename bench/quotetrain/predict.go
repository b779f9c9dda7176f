package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// weightFile is where the engine keeps its weights, from the root of the repository.
const weightFile = "summarize/quote/weights.bin"

// mostRuns is after how many runs the weights of a fold are taken as they are, whether or not they still change.
const mostRuns = 8

// predict leaves out each fifth of the publishers in turn, learns from the others and has an engine with these weights,
// and no others, read what was left out. It writes the annotated articles of fold K to dir/foldK.gold.jsonl, line by
// line as they are in the file train, and what the engine says of them to dir/foldK.pred.jsonl. The weights of a fold
// begin as zeros, so that nothing in them knows of its articles. They get into the engine by building it with another
// file in the place of weightFile: the one way there is, and the engine stays as it is.
func predict(train, dir string, out io.Writer) error {
	if _, err := os.Stat(weightFile); err != nil {
		return fmt.Errorf("not in the root of the repository: %w", err)
	}
	lines, publishers, err := linesOf(train)
	if err != nil {
		return fmt.Errorf("read %s: %w", train, err)
	}
	if len(publishers) < folds {
		return fmt.Errorf("%s has articles of %d publishers, and %d folds need as many", train, len(publishers), folds)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "quotetrain-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	for f := range folds {
		var kept, held bytes.Buffer
		for _, l := range lines {
			into := &kept
			if slices.Index(publishers, l.publisher)%folds == f {
				into = &held
			}
			into.Write(l.text)
			into.WriteByte('\n')
		}
		name := filepath.Join(dir, fmt.Sprintf("fold%d", f+1))
		if err := os.WriteFile(name+".gold.jsonl", held.Bytes(), 0o644); err != nil {
			return err
		}
		runs, err := predictFold(temp, kept.Bytes(), held.Bytes(), name+".pred.jsonl")
		if err != nil {
			return fmt.Errorf("fold %d: %w", f+1, err)
		}
		fmt.Fprintf(out, "fold %d: learnt from %d articles in %d runs, read %d\n", f+1, bytes.Count(kept.Bytes(), []byte("\n")), runs, bytes.Count(held.Bytes(), []byte("\n")))
	}
	return nil
}

// predictFold learns from the lines kept and reads those held.
func predictFold(temp string, kept, held []byte, pred string) (runs int, err error) {
	train, weights, overlay := filepath.Join(temp, "train.jsonl"), filepath.Join(temp, "weights.bin"), filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(train, kept, 0o644); err != nil {
		return 0, err
	}
	own, err := os.Stat(weightFile)
	if err != nil {
		return 0, err
	}
	was := make([]byte, own.Size())
	if err := os.WriteFile(weights, was, 0o644); err != nil {
		return 0, err
	}
	if err := writeOverlay(overlay, weights); err != nil {
		return 0, err
	}
	for runs < mostRuns {
		runs++
		if _, err := goRun(overlay, nil, "./bench/quotetrain", train, weights); err != nil {
			return runs, err
		}
		is, err := os.ReadFile(weights)
		if err != nil {
			return runs, err
		}
		if bytes.Equal(is, was) {
			break
		}
		was = is
	}
	said, err := goRun(overlay, held, ".", "quotes", "--jsonl")
	if err != nil {
		return runs, err
	}
	return runs, os.WriteFile(pred, said, 0o644)
}

// writeOverlay writes to file what tells the go command to take other weights than the engine's own.
func writeOverlay(file, weights string) error {
	place, err := filepath.Abs(weightFile)
	if err != nil {
		return err
	}
	data, err := json.Marshal(map[string]map[string]string{"Replace": {place: weights}})
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// goRun builds a program with other weights, runs it and returns what it prints.
func goRun(overlay string, in []byte, program string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", append([]string{"run", "-overlay", overlay, program}, args...)...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	said, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", program, err)
	}
	return said, nil
}

// line is an annotated article as it stands in its file.
type line struct {
	publisher string
	text      []byte
}

// linesOf reads a file of annotated articles and lists the publishers in the order in which they first come.
func linesOf(file string) (lines []line, publishers []string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for r := bufio.NewReaderSize(f, 1<<20); ; {
		text, err := r.ReadBytes('\n')
		if text = bytes.TrimSpace(text); len(text) > 0 {
			var a struct{ Publisher string }
			if err := json.Unmarshal(text, &a); err != nil {
				return nil, nil, err
			}
			lines = append(lines, line{a.Publisher, text})
			if !slices.Contains(publishers, a.Publisher) {
				publishers = append(publishers, a.Publisher)
			}
		}
		if err == io.EOF {
			return lines, publishers, nil
		}
		if err != nil {
			return nil, nil, err
		}
	}
}
