package llm_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"onrecord/summarize/llm"
)

func TestTextsAreRankedByMeaningAndSentOnce(t *testing.T) {
	s := newServer(t)
	sent := 0
	s.do(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Input []string }
		json.NewDecoder(r.Body).Decode(&body)
		sent += len(body.Input)
		var data []any
		for i, text := range body.Input {
			v := []float32{0, 3}
			if strings.Contains(text, "boat") || strings.Contains(text, "ship") {
				v = []float32{2, 0}
			}
			data = append(data, map[string]any{"object": "embedding", "index": i, "embedding": v})
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"data": data})
	})
	c, err := llm.New(llm.Options{URL: s.URL, Model: "m", Embedding: "e"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		near, err := c.Rank(t.Context(), "the ship", []string{"a bridge", "a boat", "a bridge"})
		if err != nil || len(near) != 3 || near[0] != 0 || near[1] != 1 || near[2] != 0 {
			t.Fatalf("%v, %v", near, err)
		}
	}
	if sent != 3 {
		t.Errorf("%d texts were sent, want 3", sent)
	}
}
