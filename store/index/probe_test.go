package index_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/store/index"
)

func TestAFolderThatTakesNoWritesIsToldOnce(t *testing.T) {
	var log bytes.Buffer
	folder, to := filepath.Join(t.TempDir(), "index"), slog.New(slog.NewTextHandler(&log, nil))
	full := false
	for range 3 { // it is not there
		full = index.Probe(folder, to, full)
	}
	if n := strings.Count(log.String(), "takes no writes"); !full || n != 1 {
		t.Errorf("full %t, told %d times: %s", full, n, log.String())
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if index.Probe(folder, to, full) || !strings.Contains(log.String(), "takes writes again") {
		t.Errorf("recovered: %s", log.String())
	}
	if err := os.Remove(folder); err != nil {
		t.Errorf("the probe leaves something behind: %v", err)
	}
}
