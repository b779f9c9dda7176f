package discord

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// forward passes a request on to another server and its answer back, and returns the status.
func forward(t *testing.T, rw http.ResponseWriter, r *http.Request, api string) int {
	u := strings.TrimSuffix(api, "/api") + r.URL.RequestURI()
	req, err := http.NewRequest(r.Method, u, r.Body)
	if err != nil {
		t.Error(err)
		return 0
	}
	req.Header = r.Header.Clone()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer res.Body.Close()
	rw.Header().Set("Content-Type", res.Header.Get("Content-Type"))
	rw.WriteHeader(res.StatusCode)
	io.Copy(rw, res.Body)
	return res.StatusCode
}

// gateway is a scripted one: each connection in turn is handed to the script.
type gateway struct {
	*httptest.Server
	connections atomic.Int32
	remaining   int // identifications left, as it says
}

// packet is one message of the gateway's protocol.
type packet struct {
	Op int             `json:"op"`
	D  json.RawMessage `json:"d"`
	S  int             `json:"s,omitempty"`
	T  string          `json:"t,omitempty"`
}

func newGateway(t *testing.T, script func(n int, c *websocket.Conn)) *gateway {
	g := &gateway{remaining: 900}
	var open sync.WaitGroup
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v10/gateway/bot", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]any{"url": "x", "session_start_limit": map[string]any{"total": 1000, "remaining": g.remaining, "reset_after": 3600_000}})
	})
	mux.HandleFunc("GET /api/v10/gateway", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(map[string]any{"url": strings.Replace(g.URL, "http", "ws", 1) + "/ws"})
	})
	mux.HandleFunc("/ws/", func(w http.ResponseWriter, r *http.Request) {
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		open.Add(1)
		defer open.Done()
		c.WriteJSON(packet{Op: 10, D: json.RawMessage(`{"heartbeat_interval":45000}`)})
		script(int(g.connections.Add(1)), c)
	})
	g.Server = httptest.NewServer(mux)
	t.Cleanup(func() { g.CloseClientConnections(); g.Server.Close(); open.Wait() })
	return g
}

// hear reads until a packet with the given op arrives; false means the connection ended.
func hear(c *websocket.Conn, ops ...int) (packet, bool) {
	for {
		var p packet
		if err := c.ReadJSON(&p); err != nil {
			return p, false
		}
		for _, op := range ops {
			if p.Op == op {
				return p, true
			}
		}
	}
}

// welcome answers an identification or a resumption, reports it, and listens until the end.
func welcome(c *websocket.Conn, report chan<- string) {
	p, ok := hear(c, 2, 6)
	if !ok {
		return
	}
	if p.Op == 6 {
		c.WriteJSON(packet{T: "RESUMED", S: 2, D: json.RawMessage(`{}`)})
		report <- "resumed"
	} else {
		c.WriteJSON(packet{T: "READY", S: 1, D: json.RawMessage(`{"session_id":"s","user":{"id":"1"}}`)})
		report <- "identified"
	}
	hear(c)
}

// run starts a bot against the gateway, hurried, and stops it when the test ends.
func (g *gateway) run(t *testing.T, change func(*Bot)) (done chan error, stop func()) {
	t.Helper()
	b, err := New(Options{Token: "t", API: g.URL + "/api", App: script{}, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	b.pace.again, b.pace.retry, b.pace.goodbye = 10*time.Millisecond, 10*time.Millisecond, 50*time.Millisecond
	if change != nil {
		change(b)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done = make(chan error, 1)
	over := make(chan struct{})
	go func() {
		defer close(over)
		done <- b.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-over })
	return done, cancel
}

func hurried(b *Bot) { b.pace.watchdog = 300 * time.Millisecond }

func TestFinalCloseCodesEndTheRunWithAReason(t *testing.T) {
	t.Parallel()
	for code, reason := range fatalCloses {
		g := newGateway(t, func(_ int, c *websocket.Conn) {
			hear(c, 2)
			c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
			hear(c)
		})
		done, _ := g.run(t, nil)
		if err := <-done; err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("close code %d: Run returned %v", code, err)
		}
		if n := g.connections.Load(); n != 1 {
			t.Errorf("close code %d: %d connections", code, n)
		}
	}
}

func TestOtherCloseCodesAreTriedAgain(t *testing.T) {
	t.Parallel()
	report := make(chan string, 1)
	g := newGateway(t, func(n int, c *websocket.Conn) {
		if codes := []int{4000, 4008, 1001, 4009}; n <= len(codes) {
			hear(c, 2)
			c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(codes[n-1], ""), time.Now().Add(time.Second))
			return
		}
		welcome(c, report)
	})
	g.run(t, nil)
	if got := <-report; got != "identified" {
		t.Errorf("the connection at last %s", got)
	}
}

// What discordgo does with these packets while it opens a connection is to wait for its own lock, for ever.
func TestAnOpeningThatHangsIsGivenUp(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]func(*websocket.Conn){
		"silence":                   func(*websocket.Conn) {},
		"told to reconnect at once": func(c *websocket.Conn) { c.WriteJSON(packet{Op: 7}) },
		"a heartbeat's answer":      func(c *websocket.Conn) { c.WriteJSON(packet{Op: 11}) },
	} {
		t.Run(name, func(t *testing.T) {
			report := make(chan string, 1)
			g := newGateway(t, func(n int, c *websocket.Conn) {
				if n == 1 {
					hear(c, 2)
					first(c)
					hear(c)
					return
				}
				welcome(c, report)
			})
			g.run(t, hurried)
			if got := <-report; got != "identified" {
				t.Errorf("the new connection %s", got)
			}
		})
	}
}

func TestAConnectionThatFallsSilentIsResumed(t *testing.T) {
	t.Parallel()
	report := make(chan string, 2)
	g := newGateway(t, func(_ int, c *websocket.Conn) { welcome(c, report) })
	g.run(t, func(b *Bot) { b.pace.idle = 300 * time.Millisecond })
	if got := <-report; got != "identified" {
		t.Errorf("first connection %s", got)
	}
	if got := <-report; got != "resumed" {
		t.Errorf("second connection %s", got)
	}
}

func TestIdentificationsThatAreRefusedOneAfterTheOtherAreCutOff(t *testing.T) {
	t.Parallel()
	count := make(chan int, 1)
	g := newGateway(t, func(_ int, c *websocket.Conn) {
		n := 0
		for ; ; n++ {
			if _, ok := hear(c, 2); !ok {
				break
			}
			c.WriteJSON(packet{Op: 9, D: json.RawMessage("false")})
		}
		select {
		case count <- n:
		default:
		}
	})
	g.run(t, func(b *Bot) { b.pace.again = time.Hour; b.pace.atMost = time.Hour })
	if n := <-count; n > 20 || n < 2 {
		t.Errorf("%d identifications over one connection", n)
	}
}

func TestTheLastIdentificationsOfADayAreSpared(t *testing.T) {
	t.Parallel()
	g := newGateway(t, func(_ int, c *websocket.Conn) { t.Error("connected") })
	g.remaining = identifyReserve
	asked := make(chan struct{}, 1)
	inner := g.Config.Handler
	g.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r)
		asked <- struct{}{}
	})
	done, stop := g.run(t, nil)
	<-asked
	stop()
	if err := <-done; err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func TestABotThatIsToldToStopWhileItConnectsStops(t *testing.T) {
	t.Parallel()
	heard := make(chan struct{}, 1)
	g := newGateway(t, func(_ int, c *websocket.Conn) {
		hear(c, 2)
		heard <- struct{}{}
		hear(c)
	})
	done, stop := g.run(t, nil)
	<-heard
	stop()
	if err := <-done; err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func TestAnEndThatIsToldTwiceLeavesTheNewConnectionAlone(t *testing.T) {
	t.Parallel()
	report := make(chan string, 2)
	g := newGateway(t, func(_ int, c *websocket.Conn) { welcome(c, report) })
	b, err := New(Options{Token: "t", API: g.URL + "/api", App: script{}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.newLine(shard{count: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer l.hangUp(0)
	for range 2 {
		if err := l.connect(t.Context(), b.pace.watchdog); err != nil {
			t.Fatal(err)
		}
	}
	if n := g.connections.Load(); n != 1 {
		t.Errorf("%d connections", n)
	}
}
