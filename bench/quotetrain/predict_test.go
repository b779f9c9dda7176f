package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheLinesOfAFoldAreThoseOfTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "train.jsonl")
	text := `{"publisher":"b","x":1}` + "\n\n" + `{"publisher":"a"}` + "\n" + `{"publisher":"b"}`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	lines, publishers, err := linesOf(file)
	if err != nil || len(lines) != 3 || string(lines[0].text) != `{"publisher":"b","x":1}` || lines[2].publisher != "b" {
		t.Errorf("got %q, %v", lines, err)
	}
	if !slices.Equal(publishers, []string{"b", "a"}) {
		t.Errorf("got publishers %q", publishers)
	}
	t.Chdir("../..")
	if err := predict(file, t.TempDir(), io.Discard); err == nil || !strings.Contains(err.Error(), "2 publishers") {
		t.Errorf("two publishers are enough for five folds: %v", err)
	}
}

// If the weights moved to another file, every fold would be read with those that have learnt from it, and nobody would
// notice.
func TestAnEngineReadsWithTheWeightsItIsGiven(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program twice")
	}
	t.Chdir("../..")
	dir := t.TempDir()
	weights, overlay := filepath.Join(dir, "weights.bin"), filepath.Join(dir, "overlay.json")
	own, err := os.ReadFile(weightFile)
	if err != nil {
		t.Fatal(err)
	}
	in := []byte(`{"id":"a","text":"The harbour board met on Monday. Ida Moreno spoke first. “The slip closes at noon,” said Bo Tern, who owns it."}`)
	var said [2][]byte
	for i, w := range [][]byte{own, make([]byte, len(own))} {
		if err := os.WriteFile(weights, w, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := writeOverlay(overlay, weights); err != nil {
			t.Fatal(err)
		}
		if said[i], err = goRun(overlay, in, ".", "quotes", "--jsonl"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Contains(said[0], []byte(`"speaker":"Bo Tern"`)) || bytes.Equal(said[0], said[1]) {
		t.Errorf("the engine's weights: %s\nzeros: %s", said[0], said[1])
	}
}
