package rig

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// rest answers the bot's requests.
func (s *Standin) rest(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v10")
	body, _ := io.ReadAll(r.Body)
	if f := s.struck(r.Method + " " + path); f != nil {
		time.Sleep(f.Delay)
		if f.Drop {
			if h, ok := w.(http.Hijacker); ok {
				if c, _, err := h.Hijack(); err == nil {
					c.Close()
					return
				}
			}
		}
		if f.Status != 0 {
			w.Header().Set("Content-Type", "application/json")
			if strings.HasPrefix(f.Body, "<") {
				w.Header().Set("Content-Type", "text/html")
				w.Header().Set("Retry-After", "1")
			}
			w.WriteHeader(f.Status)
			io.WriteString(w, f.Body)
			return
		}
	}
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case path == "/gateway":
		reply(w, 200, map[string]any{"url": "ws://" + s.Addr + "/ws"})
	case path == "/gateway/bot":
		reply(w, 200, map[string]any{"url": "x", "shards": s.Shards, "session_start_limit": map[string]any{"total": 1000, "remaining": 1000, "reset_after": 1, "max_concurrency": 16}})
	case path == "/applications/@me":
		reply(w, 200, map[string]any{"id": "20", "name": "OnRecord"})
	case strings.HasSuffix(path, "/commands"):
		s.mu.Lock()
		if r.Method == http.MethodPut {
			s.commands = body
		}
		raw := s.commands
		s.mu.Unlock()
		reply(w, 200, raw)
	case parts[0] == "interactions" && len(parts) == 4:
		s.callback(w, parts[2], body)
	case parts[0] == "webhooks" && len(parts) >= 3:
		s.webhook(w, r.Method, parts[2], len(parts) > 3, body)
	case parts[0] == "channels" && len(parts) == 3 && r.Method == http.MethodPost:
		s.post(parts[1], body)
		reply(w, 200, map[string]any{"id": "1"})
	case parts[0] == "channels" && len(parts) == 3:
		s.mu.Lock()
		all := s.history[parts[1]]
		s.mu.Unlock()
		reply(w, 200, append([]json.RawMessage{}, all...))
	case parts[0] == "channels":
		reply(w, 200, map[string]any{"id": "1"})
	default:
		reply(w, 404, map[string]any{"code": 0, "message": "404: Not Found"})
	}
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func (s *Standin) callback(w http.ResponseWriter, token string, body []byte) {
	var c struct {
		Type int `json:"type"`
	}
	json.Unmarshal(body, &c)
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.asked[token]
	switch now := time.Now(); {
	case a == nil || now.Sub(a.At) > 3*time.Second && a.Acked.IsZero():
		reply(w, 404, map[string]any{"code": 10062, "message": "Unknown interaction"})
	case !a.Acked.IsZero():
		reply(w, 400, map[string]any{"code": 40060, "message": "Interaction has already been acknowledged."})
	default:
		a.Acked = now
		if c.Type != 5 && c.Type != 6 {
			a.Answered, a.Body = now, body
		}
		w.WriteHeader(204)
	}
}

func (s *Standin) webhook(w http.ResponseWriter, method, token string, original bool, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.asked[token]
	switch {
	case a == nil || a.Acked.IsZero():
		reply(w, 404, map[string]any{"code": 10015, "message": "Unknown Webhook"})
		return
	case time.Since(a.At) > 15*time.Minute:
		reply(w, 401, map[string]any{"code": 50027, "message": "Invalid Webhook Token"})
		return
	case method == http.MethodPatch && original:
		a.Edits++
	case method == http.MethodDelete && original:
		a.Deleted = true
		w.WriteHeader(204)
		return
	case method == http.MethodPost && !original:
		a.Follows++
	}
	a.Body = body
	if a.Answered.IsZero() {
		a.Answered = time.Now()
	}
	reply(w, 200, map[string]any{"id": "1"})
}

// post shows a message, unless its nonce was there within the last two minutes.
func (s *Standin) post(channel string, body []byte) {
	var m struct {
		Nonce   string `json:"nonce"`
		Enforce bool   `json:"enforce_nonce"`
	}
	json.Unmarshal(body, &m)
	s.posts.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if at, ok := s.nonces[channel+m.Nonce]; ok && m.Enforce && time.Since(at) < 2*time.Minute {
		s.refused++
		return
	}
	s.nonces[channel+m.Nonce] = time.Now()
	s.shown[channel]++
	s.history[channel] = append(s.history[channel], body)
}
