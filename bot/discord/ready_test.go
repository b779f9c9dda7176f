package discord

import (
	"log/slog"
	"testing"
)

func TestAProcessIsReadyWhenItServesItsPart(t *testing.T) {
	b, err := New(Options{Token: "t", App: script{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		part, online int32
		ready        bool
	}{{-1, 0, false}, {0, 0, true}, {1, 0, false}, {1, 1, true}, {3, 2, false}, {3, 3, true}} {
		b.part.Store(row.part)
		b.online.Store(row.online)
		if err := b.Ready(); (err == nil) != row.ready {
			t.Errorf("%d of %d shards: %v", row.online, row.part, err)
		}
	}
}
