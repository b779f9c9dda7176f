package main

import (
	"io"
	"net"
	"sync"
	"time"
)

// proxy stands between the program and Redis. What comes in goes out after the delay, in the same order.
type proxy struct {
	to string
	l  net.Listener

	mu    sync.Mutex
	delay time.Duration
	held  chan struct{} // closed while bytes flow
}

// between puts a proxy before the Redis of a stage.
func between(s *stage) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	p := &proxy{to: s.redis.addr(), l: l, held: make(chan struct{})}
	close(p.held)
	go p.accept()
	s.proxy, s.Redis = p, "redis://"+l.Addr().String()+"/0"
	s.undo = append(s.undo, func() { l.Close(); p.flow() })
	return nil
}

func (p *proxy) accept() {
	for {
		c, err := p.l.Accept()
		if err != nil {
			return
		}
		go p.serve(c)
	}
}

func (p *proxy) serve(c net.Conn) {
	defer c.Close()
	up, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer up.Close()
	over := make(chan struct{}, 2)
	go func() { p.pass(up, c); over <- struct{}{} }()
	go func() { p.pass(c, up); over <- struct{}{} }()
	<-over
}

// parcel is some bytes and when they may go on.
type parcel struct {
	data []byte
	due  time.Time
}

// pass copies one direction. Reading goes on while parcels wait, so that the delay is one of distance, not of width.
func (p *proxy) pass(to io.Writer, from io.Reader) {
	line := make(chan parcel, 4096)
	gone := make(chan struct{})
	go func() {
		defer close(line)
		for {
			buf := make([]byte, 16<<10)
			n, err := from.Read(buf)
			if n > 0 {
				p.mu.Lock()
				due := time.Now().Add(p.delay)
				p.mu.Unlock()
				select {
				case line <- parcel{buf[:n], due}:
				case <-gone:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	defer close(gone)
	for x := range line {
		time.Sleep(time.Until(x.due))
		p.mu.Lock()
		held := p.held
		p.mu.Unlock()
		<-held
		if _, err := to.Write(x.data); err != nil {
			return
		}
	}
}

// slow sets the delay of each direction.
func (p *proxy) slow(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay = d
}

// hold keeps all bytes back, with the connections open, until flow.
func (p *proxy) hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = make(chan struct{})
}

func (p *proxy) flow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.held:
	default:
		close(p.held)
	}
}
