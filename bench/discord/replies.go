package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// runReplies writes what the program answers to a file, as Discord got it, for pictures.
func runReplies(file string) error {
	s, _, err := open(true)
	if err != nil {
		return err
	}
	defer s.close()
	type picture struct {
		Name string          `json:"name"`
		Body json.RawMessage `json:"body"`
	}
	var out []picture
	for _, k := range []kindOf{
		{"brief", 2, slash("brief", "example", "harbour")},
		{"who-said", 2, slash("who-said", "speaker", "Moreno")},
		{"check", 2, slash("check", "quote", "This harbour feeds nine hundred families", "speaker", "Moreno")},
		{"ask", 2, slash("ask", "question", "How many boats would have to move?")},
		{"issues", 2, slash("issues", "topic", "dredging")},
		{"", 2, slash("brief", "example", "rates")}, {"", 2, slash("brief", "example", "canal")}, {"", 2, slash("brief", "example", "liveblog")},
		{"digest", 2, func(*standin) any {
			return map[string]any{"id": "1", "type": 1, "name": "digest", "options": []any{map[string]any{"type": 1, "name": "preview", "options": []any{}}}}
		}},
	} {
		a, _ := s.ask(k.name, k.kind, 1, k.data(s.standin))
		if o := s.settle([]*asked{a}, 20*time.Second); o.unanswered+o.unacked > 0 {
			return fmt.Errorf("%s is not answered", k.name)
		}
		if k.name != "" {
			out = append(out, picture{k.name, a.body})
		}
	}
	raw, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o644)
}
