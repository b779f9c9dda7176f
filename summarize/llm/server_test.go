package llm_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/summarize"
	"onrecord/summarize/llm"
)

// server speaks the API and says what it is told to.
type server struct {
	*httptest.Server
	handle atomic.Pointer[http.HandlerFunc]
	calls  atomic.Int64
}

func newServer(t testing.TB) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.calls.Add(1)
		(*s.handle.Load())(w, r)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *server) do(h http.HandlerFunc) { s.handle.Store(&h) }

// says answers a completion with these words.
func (s *server) says(content string) {
	s.do(func(w http.ResponseWriter, _ *http.Request) { completion(w, content) })
}

func completion(w http.ResponseWriter, content string) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"id": "1", "object": "chat.completion", "model": "m", "usage": map[string]int{"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content}}},
	})
}

func client(t testing.TB, s *server, o llm.Options) *summarize.Engine {
	o.URL, o.Model = s.URL+"/v1", "scripted"
	c, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &summarize.Engine{Model: c, Now: time.Now}
}
