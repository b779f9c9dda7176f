package discord

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// chatter is how many packets a connection may send in a minute. A bot that listens sends a heartbeat every 41
// seconds and about six packets to connect. More is discordgo answering "invalid session" with one identification
// after the other, of which Discord allows a thousand a day before it takes the token away.
const chatter = 20

var errChatter = errors.New("too many packets sent to the gateway")

// wire is a connection to the gateway that ends by itself: discordgo sets no deadlines.
type wire struct {
	net.Conn
	idle time.Duration
	gone chan struct{} // closed when the connection is

	mu   sync.Mutex
	sent []time.Time
	once sync.Once
}

func (w *wire) Read(p []byte) (int, error) {
	w.SetReadDeadline(time.Now().Add(w.idle))
	n, err := w.Conn.Read(p)
	if err != nil {
		w.Close()
	}
	return n, err
}

func (w *wire) Write(p []byte) (int, error) {
	if !w.allow(time.Now()) {
		w.Close()
		return 0, errChatter
	}
	w.SetWriteDeadline(time.Now().Add(10 * time.Second))
	return w.Conn.Write(p)
}

// allow counts a packet and reports whether it may be sent.
func (w *wire) allow(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.sent) > 0 && now.Sub(w.sent[0]) > time.Minute {
		w.sent = w.sent[1:]
	}
	w.sent = append(w.sent, now)
	return len(w.sent) <= chatter
}

func (w *wire) Close() error {
	err := w.Conn.Close()
	w.once.Do(func() { close(w.gone) })
	return err
}

// dialer returns a dialer whose connections are wires, each handed to keep before it is used.
func dialer(idle time.Duration, keep func(*wire)) *websocket.Dialer {
	d := *websocket.DefaultDialer
	d.HandshakeTimeout = 20 * time.Second
	d.NetDialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		w := &wire{Conn: c, idle: idle, gone: make(chan struct{})}
		keep(w)
		return w, nil
	}
	return &d
}
