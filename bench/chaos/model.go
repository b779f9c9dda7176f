package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"onrecord/bench/rig"
)

// What the model invents, and what it says that is true.
const (
	inventedName  = "Zebulon Quark"
	inventedQuote = "we will burn the harbour to the waterline"
	trueLine      = "The council voted nine to four for the closure"
)

// liar is a language model's server.
type liar struct {
	addr   string
	server *http.Server
	asked  atomic.Int64
	hang   atomic.Bool
	lie    atomic.Bool
}

// withModel gives a stage a model that answers nothing useful until it is told to.
func withModel(s *stage) error {
	port, err := rig.FreePort()
	if err != nil {
		return err
	}
	s.model = &liar{addr: fmt.Sprintf("127.0.0.1:%d", port)}
	s.undo = append(s.undo, func() { s.model.server.Close() })
	s.Env = append(s.Env, "OPENAI_BASE_URL=http://"+s.model.addr+"/v1", "OPENAI_MODEL=chaos", "ONRECORD_BUDGET_PLACE=0", "ONRECORD_BUDGET_MEMBER=0", "ONRECORD_BUDGET_TOTAL=0")
	return modelUp(s)
}

func modelUp(s *stage) error {
	l, err := net.Listen("tcp", s.model.addr)
	if err != nil {
		return err
	}
	s.model.server = &http.Server{Handler: s.model}
	go s.model.server.Serve(l)
	return nil
}

func modelDown(s *stage) error {
	s.model.lie.Store(true) // so that it is seen to write again
	return s.model.server.Close()
}

var counted = regexp.MustCompile(`(?m)^(\d+) (?:\([^)]*\) )?(?:\d{4}-\d\d-\d\d: )?` + trueLine)

// ServeHTTP answers a completion: after a minute, or with inventions around one true line.
func (m *liar) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.asked.Add(1)
	if m.hang.Load() {
		select {
		case <-time.After(time.Minute):
		case <-r.Context().Done():
		}
		return
	}
	var q struct {
		Messages []struct{ Content string } `json:"messages"`
	}
	if json.NewDecoder(r.Body).Decode(&q) != nil || len(q.Messages) < 2 {
		http.Error(w, "{}", http.StatusBadRequest)
		return
	}
	where := 1
	if at := counted.FindStringSubmatch(q.Messages[1].Content); at != nil {
		where, _ = strconv.Atoi(at[1])
	}
	type line struct {
		Text      string `json:"text"`
		Sentences []int  `json:"sentences"`
	}
	lies := []line{
		{inventedName + ", the minister of tides, resigned over the bridge.", []int{1}},
		{"“" + inventedQuote + "”, said Marta Lindqvist.", []int{2}},
		{"The bridge will be closed for ninety-one weeks.", []int{1}},
	}
	content := map[string]any{
		"gist": lies[0], "points": append(lies[1:], line{trueLine + ".", []int{where}}), "quotes": []int{2, 99},
		"missed": []any{map[string]any{"text": inventedQuote, "sentence": 2, "speaker": inventedName}},
		"issues": []any{}, "questions": lies[:1], "translations": []any{}, "lines": append(lies, line{trueLine + ".", []int{where}}),
	}
	if !m.lie.Load() {
		content = map[string]any{}
	}
	said, _ := json.Marshal(content)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"id": "1", "object": "chat.completion", "model": "chaos", "usage": map[string]int{"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": string(said)}}},
	})
}

// exposed counts the answers that show what the model invented, and those that show what it said rightly.
func exposed(s *stage) error {
	lies, written := 0, 0
	for _, a := range s.all() {
		body := string(a.Body)
		if strings.Contains(body, inventedName) || strings.Contains(body, "burn the harbour") || strings.Contains(body, "ninety-one") {
			lies++
		}
		if strings.Contains(body, "chaos") {
			written++
		}
	}
	s.note("lived; the model was asked %d times, %d answers name it as a writer, %d show an invention of it", s.model.asked.Load(), written, lies)
	if lies > 0 {
		return fmt.Errorf("%d answers show what the model invented", lies)
	}
	return nil
}
