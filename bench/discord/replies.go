package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"onrecord/bench/rig"
)

// runReplies writes what the program answers to a file, as Discord got it, for pictures.
func runReplies(file string) error {
	s, _, err := rig.Open(true)
	if err != nil {
		return err
	}
	defer s.Close()
	type picture struct {
		Name string          `json:"name"`
		Body json.RawMessage `json:"body"`
	}
	var out []picture
	for _, k := range []rig.Kind{
		{Name: "brief", Type: 2, Data: rig.Slash("brief", "example", "harbour")},
		{Name: "who-said", Type: 2, Data: rig.Slash("who-said", "speaker", "Moreno")},
		{Name: "check", Type: 2, Data: rig.Slash("check", "quote", "This harbour feeds nine hundred families", "speaker", "Moreno")},
		{Name: "ask", Type: 2, Data: rig.Slash("ask", "question", "How many boats would have to move?")},
		{Name: "issues", Type: 2, Data: rig.Slash("issues", "topic", "dredging")},
		{Name: "", Type: 2, Data: rig.Slash("brief", "example", "rates")}, {Name: "", Type: 2, Data: rig.Slash("brief", "example", "canal")}, {Name: "", Type: 2, Data: rig.Slash("brief", "example", "liveblog")},
		{Name: "digest", Type: 2, Data: func(*rig.Standin) any {
			return map[string]any{"id": "1", "type": 1, "name": "digest", "options": []any{map[string]any{"type": 1, "name": "preview", "options": []any{}}}}
		}},
	} {
		a, _ := s.Ask(k.Name, k.Type, 1, k.Data(s.Standin))
		if o := s.Settle([]*rig.Asked{a}, 20*time.Second); o.Unanswered+o.Unacked > 0 {
			return fmt.Errorf("%s is not answered", k.Name)
		}
		if k.Name != "" {
			out = append(out, picture{k.Name, a.Body})
		}
	}
	raw, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, raw, 0o644)
}
