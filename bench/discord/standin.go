package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// asked is one interaction and what became of it.
type asked struct {
	id, token, what string
	at              time.Time
	delivered       bool
	acked, answered time.Time
	edits, follows  int
	deleted         bool
	body            []byte // of the last answer
}

// fault is what the stand-in does to requests whose path holds a word.
type fault struct {
	match  string
	times  int
	status int
	body   string
	delay  time.Duration
	drop   bool
}

// standin plays Discord for the bot: a gateway of several shards, and the requests that the bot makes. It keeps
// Discord's deadline of three seconds, refuses a second acknowledgement, and knows no answer before the first.
type standin struct {
	addr   string
	shards int

	mu       sync.Mutex
	lines    map[int]*line
	sessions map[string]int
	asked    map[string]*asked // by token
	faults   []*fault
	commands json.RawMessage
	resume   bool // sessions may be resumed
	seq      int
	next     atomic.Int64
	posts    atomic.Int64
	nonces   map[string]time.Time // by channel and nonce, when it was shown
	shown    map[string]int       // messages by channel
	history  map[string][]json.RawMessage
	refused  int // messages that were sent again under their nonce
	problems []string
}

// line is a connection to the gateway.
type line struct {
	mu    sync.Mutex
	c     *websocket.Conn
	shard int
}

func (l *line) send(v any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.c.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return l.c.WriteJSON(v)
}

func newStandin(shards int) (*standin, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &standin{addr: l.Addr().String(), shards: shards, lines: map[int]*line{}, sessions: map[string]int{}, asked: map[string]*asked{}, resume: true, commands: json.RawMessage("[]"), nonces: map[string]time.Time{}, shown: map[string]int{}, history: map[string][]json.RawMessage{}}
	s.next.Store(time.Now().UnixMilli() << 10)
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/", s.gateway)
	mux.HandleFunc("/api/v10/", s.rest)
	mux.HandleFunc("/news/", page)
	go http.Serve(l, mux)
	return s, nil
}

// page is an article, another one for every address.
func page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/news/")
	if strings.HasPrefix(name, "slow") {
		time.Sleep(4 * time.Second)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Bridge %s to close for repairs</title></head><body><article><h1>Bridge %[1]s to close for repairs</h1>
<p>The city will close bridge number %[1]s for eleven weeks from March, the public works office announced on Tuesday.</p>
<p>“The deck is forty years old and it shows,” said Marta Lindqvist, the city's chief engineer. “We would rather close it once than patch it every winter.”</p>
<p>Shop owners on the east bank fear for their trade. “Nobody will walk around the whole harbour for a loaf of bread,” said Piet Aalders, a baker.</p>
<p>The council voted nine to four for the closure. Opponents had asked for night work, which the office said would cost twice as much.</p></article></body></html>`, name)
}

func (s *standin) problem(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

// gateway speaks the gateway's protocol.
func (s *standin) gateway(w http.ResponseWriter, r *http.Request) {
	c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	l := &line{c: c}
	l.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": 41250}})
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.lines[l.shard] == l {
			delete(s.lines, l.shard)
		}
	}()
	for {
		var p struct {
			Op int             `json:"op"`
			D  json.RawMessage `json:"d"`
		}
		if c.ReadJSON(&p) != nil {
			return
		}
		switch p.Op {
		case 1:
			l.send(map[string]any{"op": 11})
		case 2:
			var d struct {
				Shard [2]int `json:"shard"`
			}
			json.Unmarshal(p.D, &d)
			id := fmt.Sprint("s", s.next.Add(1))
			s.mu.Lock()
			s.seq++
			n := s.seq
			l.shard, s.sessions[id] = d.Shard[0], d.Shard[0]
			s.mu.Unlock()
			l.send(map[string]any{"op": 0, "t": "READY", "s": n, "d": map[string]any{"session_id": id, "user": map[string]any{"id": "20"}, "v": 10}})
			s.enter(l)
		case 6:
			var d struct {
				Session string `json:"session_id"`
			}
			json.Unmarshal(p.D, &d)
			s.mu.Lock()
			shard, known := s.sessions[d.Session]
			ok := s.resume && known
			s.seq++
			n := s.seq
			l.shard = shard
			s.mu.Unlock()
			if !ok {
				l.send(map[string]any{"op": 9, "d": false})
				continue
			}
			l.send(map[string]any{"op": 0, "t": "RESUMED", "s": n, "d": map[string]any{}})
			s.enter(l)
		}
	}
}

func (s *standin) enter(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.lines[l.shard]; old != nil && old != l {
		go old.c.Close()
	}
	s.lines[l.shard] = l
}

func (s *standin) connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lines)
}

// every runs on each connection.
func (s *standin) every(f func(*line)) {
	s.mu.Lock()
	all := make([]*line, 0, len(s.lines))
	for _, l := range s.lines {
		all = append(all, l)
	}
	s.mu.Unlock()
	for _, l := range all {
		f(l)
	}
}

// ask sends an interaction to the shard that serves a server, and reports false where nobody is connected: Discord
// would tell the member at once that the bot does not respond.
func (s *standin) ask(what string, kind int, guild int, data any) (*asked, bool) {
	id := fmt.Sprint(s.next.Add(1 << 10))
	a := &asked{id: id, token: "t" + id, what: what, at: time.Now()}
	shard := guild % s.shards
	s.mu.Lock()
	l := s.lines[shard]
	s.asked[a.token] = a
	s.seq++
	n := s.seq
	s.mu.Unlock()
	if l == nil {
		return a, false
	}
	err := l.send(map[string]any{"op": 0, "t": "INTERACTION_CREATE", "s": n, "d": map[string]any{
		"id": id, "application_id": "20", "token": a.token, "type": kind, "guild_id": fmt.Sprint(guild + 1000), "locale": "en-GB",
		"channel": map[string]any{"id": "7", "type": 0},
		"member":  map[string]any{"permissions": "32", "user": map[string]any{"id": fmt.Sprint(100 + s.next.Load()%50), "username": "member"}}, "data": data,
	}})
	a.delivered = err == nil
	return a, err == nil
}

// strike adds a fault.
func (s *standin) strike(f fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

func (s *standin) struck(path string) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.times > 0 && strings.Contains(path, f.match) {
			f.times--
			return f
		}
	}
	return nil
}

// outcome is what became of a number of interactions.
type outcome struct {
	asked, offline, unacked, unanswered, doubled int
	acks, answers                                []time.Duration
	slowest                                      time.Duration
}

// settle waits until all is answered, and counts.
func (s *standin) settle(all []*asked, patience time.Duration) (o outcome) {
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		open := 0
		s.mu.Lock()
		for _, a := range all {
			if a.delivered && a.answered.IsZero() && (!a.acked.IsZero() || time.Since(a.at) < 4*time.Second) {
				open++
			}
		}
		s.mu.Unlock()
		if open == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	time.Sleep(300 * time.Millisecond) // for what would come twice
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range all {
		o.asked++
		shown := a.follows
		if a.edits > 0 && !a.deleted {
			shown++
		}
		switch {
		case !a.delivered:
			o.offline++
			continue
		case a.acked.IsZero():
			o.unacked++
			continue
		case a.answered.IsZero():
			o.unanswered++
			continue
		case shown > 1:
			o.doubled++
		}
		o.acks = append(o.acks, a.acked.Sub(a.at))
		o.answers = append(o.answers, a.answered.Sub(a.at))
		o.slowest = max(o.slowest, a.answered.Sub(a.at))
	}
	return o
}
