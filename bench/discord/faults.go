package main

import (
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

// trouble is something that goes wrong.
type trouble struct {
	name string
	do   func(s *scene, p **proc) error
}

const tooMany = `{"message":"You are being rate limited.","retry_after":0.3,"global":false}`

func troubles() []trouble {
	rest := func(f fault) func(*scene, **proc) error {
		return func(s *scene, _ **proc) error {
			s.strike(f)
			return nil
		}
	}
	closing := func(code int) func(*scene, **proc) error {
		return func(s *scene, _ **proc) error {
			s.every(func(l *line) {
				l.mu.Lock()
				l.c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
				l.mu.Unlock()
				l.c.Close()
			})
			return back(s)
		}
	}
	return []trouble{
		{"none", func(*scene, **proc) error { return nil }},
		{"429 on the acknowledgement", rest(fault{match: "/callback", times: 3, status: 429, body: tooMany})},
		{"429, global", rest(fault{match: "/webhooks/", times: 3, status: 429, body: `{"message":"You are being rate limited.","retry_after":0.5,"global":true}`})},
		{"429 on the answer", rest(fault{match: "/webhooks/", times: 4, status: 429, body: tooMany})},
		{"429 of HTML", rest(fault{match: "/webhooks/", times: 2, status: 429, body: "<html>slow down</html>"})},
		{"500 on the acknowledgement", rest(fault{match: "/callback", times: 2, status: 500, body: "{}"})},
		{"503 on the answer", rest(fault{match: "/webhooks/", times: 3, status: 503, body: "<html></html>"})},
		{"acknowledgement's connection dropped", rest(fault{match: "/callback", times: 2, drop: true})},
		{"answer's connection dropped", rest(fault{match: "/webhooks/", times: 3, drop: true})},
		{"answer 3.5 s slow", rest(fault{match: "/webhooks/", times: 5, delay: 3500 * time.Millisecond})},
		{"acknowledgement 1 s slow", rest(fault{match: "/callback", times: 20, delay: time.Second})},
		{"op 7", func(s *scene, _ **proc) error {
			s.every(func(l *line) { l.send(map[string]any{"op": 7}) })
			time.Sleep(200 * time.Millisecond)
			s.every(func(l *line) { l.c.Close() })
			return back(s)
		}},
		{"op 9, then cut", func(s *scene, _ **proc) error {
			s.every(func(l *line) { l.send(map[string]any{"op": 9, "d": false}) })
			time.Sleep(200 * time.Millisecond)
			return back(s)
		}},
		{"close 4009", closing(4009)},
		{"resume refused", func(s *scene, p **proc) error {
			s.mu.Lock()
			s.resume = false
			s.mu.Unlock()
			defer func() { s.mu.Lock(); s.resume = true; s.mu.Unlock() }()
			return closing(4000)(s, p)
		}},
		{"restart in the middle", func(s *scene, p **proc) error {
			(*p).stop()
			var err error
			if *p, err = s.run("bot"); err != nil {
				return err
			}
			return back(s)
		}},
		{"close 4004: ends, is started again", func(s *scene, p **proc) error {
			s.strike(fault{match: "/gateway/bot", times: 1, status: 401, body: `{"code":0,"message":"401: Unauthorized"}`})
			s.every(func(l *line) {
				l.mu.Lock()
				l.c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(4004, ""), time.Now().Add(time.Second))
				l.mu.Unlock()
				l.c.Close()
			})
			select {
			case <-(*p).over:
			case <-time.After(30 * time.Second):
				return fmt.Errorf("the program goes on after close 4004")
			}
			var err error
			if *p, err = s.run("bot"); err != nil {
				return err
			}
			return back(s)
		}},
	}
}

// runFaults goes through the whole conversation under each fault.
func runFaults() error {
	s, p, err := open(false)
	if err != nil {
		return err
	}
	defer s.close()
	all, bad := kinds(), 0
	fmt.Printf("| Fault | asked | not acknowledged | acknowledged and not answered | answered twice | ack p50 | slowest answer |\n|---|--:|--:|--:|--:|--:|--:|\n")
	for _, t := range troubles() {
		if err := t.do(s, &p); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		var list []*asked
		for _, k := range all {
			a, ok := s.ask(k.name, k.kind, 1, k.data(s.standin))
			if !ok {
				s.problem("%s: nobody there for %s", t.name, k.name)
			}
			list = append(list, a)
			time.Sleep(20 * time.Millisecond)
		}
		o := s.settle(list, 30*time.Second)
		fmt.Printf("| %s | %d | %d | %d | %d | %s | %s |\n", t.name, o.asked, o.unacked+o.offline, o.unanswered, o.doubled, quantile(o.acks, 0.5), o.slowest.Round(time.Millisecond))
		bad += o.unacked + o.offline + o.unanswered + o.doubled
		s.mu.Lock()
		s.faults = nil
		s.mu.Unlock()
	}
	fmt.Printf("\n%d panics in the logs\n", s.panics())
	for _, problem := range s.problems {
		fmt.Println(problem)
	}
	if bad += s.panics(); bad > 0 {
		return fmt.Errorf("%d requests were not answered as they should, or the program panicked", bad)
	}
	return nil
}
