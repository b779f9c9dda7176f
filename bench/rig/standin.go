package rig

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

// Asked is one interaction and what became of it. It changes until it is settled: [Standin.Look] gives a copy.
type Asked struct {
	What            string // a name for it
	At              time.Time
	Delivered       bool // to a gateway connection
	Acked, Answered time.Time
	Edits, Follows  int // of the first response, and messages after it
	Deleted         bool
	Body            []byte // of the last answer

	token string
}

// Fault is what the stand-in does to so many requests whose method and path hold a word.
type Fault struct {
	Match  string
	Times  int
	Status int // to answer with; 0 for the usual answer
	Body   string
	Delay  time.Duration
	Drop   bool // the connection
}

// Standin plays Discord for the bot: a gateway of several shards, and the requests that the bot makes. It keeps
// Discord's deadline of three seconds, refuses a second acknowledgement, and knows no answer before the first.
type Standin struct {
	Addr   string
	Shards int

	mux      *http.ServeMux
	mu       sync.Mutex
	lines    map[int]*Line
	sessions map[string]int
	asked    map[string]*Asked // by token
	faults   []*Fault
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

// Line is a connection to the gateway.
type Line struct {
	mu    sync.Mutex
	c     *websocket.Conn
	shard int
}

// Send sends a payload of the gateway's.
func (l *Line) Send(v any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.c.SetWriteDeadline(time.Now().Add(5 * time.Second))
	return l.c.WriteJSON(v)
}

// Close ends the connection with one of Discord's close codes.
func (l *Line) Close(code int) {
	l.mu.Lock()
	l.c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	l.mu.Unlock()
	l.c.Close()
}

// Cut ends the connection without a word.
func (l *Line) Cut() { l.c.Close() }

// NewStandin listens on a port of this machine until the measurement ends.
func NewStandin(shards int) (*Standin, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Standin{
		Addr: l.Addr().String(), Shards: shards, mux: http.NewServeMux(), lines: map[int]*Line{}, sessions: map[string]int{}, asked: map[string]*Asked{},
		resume: true, commands: json.RawMessage("[]"), nonces: map[string]time.Time{}, shown: map[string]int{}, history: map[string][]json.RawMessage{},
	}
	s.next.Store(time.Now().UnixMilli() << 10)
	s.mux.HandleFunc("/ws/", s.gateway)
	s.mux.HandleFunc("/api/v10/", s.rest)
	s.mux.HandleFunc("/news/", page)
	go http.Serve(l, s.mux)
	return s, nil
}

// Handle serves pages of a measurement's own.
func (s *Standin) Handle(pattern string, h http.HandlerFunc) { s.mux.HandleFunc(pattern, h) }

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

// Problem notes what should not have happened.
func (s *Standin) Problem(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

// gateway speaks the gateway's protocol.
func (s *Standin) gateway(w http.ResponseWriter, r *http.Request) {
	c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	l := &Line{c: c}
	l.Send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": 41250}})
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
			l.Send(map[string]any{"op": 11})
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
			l.Send(map[string]any{"op": 0, "t": "READY", "s": n, "d": map[string]any{"session_id": id, "user": map[string]any{"id": "20"}, "v": 10}})
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
				l.Send(map[string]any{"op": 9, "d": false})
				continue
			}
			l.Send(map[string]any{"op": 0, "t": "RESUMED", "s": n, "d": map[string]any{}})
			s.enter(l)
		}
	}
}

func (s *Standin) enter(l *Line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.lines[l.shard]; old != nil && old != l {
		go old.c.Close()
	}
	s.lines[l.shard] = l
}

// Connected counts the shards that are connected.
func (s *Standin) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lines)
}

// Every runs on each connection.
func (s *Standin) Every(f func(*Line)) {
	s.mu.Lock()
	all := make([]*Line, 0, len(s.lines))
	for _, l := range s.lines {
		all = append(all, l)
	}
	s.mu.Unlock()
	for _, l := range all {
		f(l)
	}
}

// Ask sends an interaction to the shard that serves a server, and reports false where nobody is connected: Discord
// would tell the member at once that the bot does not respond.
func (s *Standin) Ask(what string, kind int, guild int, data any) (*Asked, bool) {
	id := fmt.Sprint(s.next.Add(1 << 10))
	a := &Asked{token: "t" + id, What: what, At: time.Now()}
	shard := guild % s.Shards
	s.mu.Lock()
	l := s.lines[shard]
	s.asked[a.token] = a
	s.seq++
	n := s.seq
	s.mu.Unlock()
	if l == nil {
		return a, false
	}
	err := l.Send(map[string]any{"op": 0, "t": "INTERACTION_CREATE", "s": n, "d": map[string]any{
		"id": id, "application_id": "20", "token": a.token, "type": kind, "guild_id": fmt.Sprint(guild + 1000), "locale": "en-GB",
		"channel": map[string]any{"id": "7", "type": 0},
		"member":  map[string]any{"permissions": "32", "user": map[string]any{"id": fmt.Sprint(100 + s.next.Load()%50), "username": "member"}}, "data": data,
	}})
	a.Delivered = err == nil
	return a, err == nil
}

// Strike adds a fault.
func (s *Standin) Strike(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal ends all faults.
func (s *Standin) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Standin) struck(path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Times > 0 && strings.Contains(path, f.Match) {
			f.Times--
			return f
		}
	}
	return nil
}
