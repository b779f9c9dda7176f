package main

import (
	"fmt"
	"time"

	"onrecord/bench/rig"
)

// trouble is something that goes wrong.
type trouble struct {
	name string
	do   func(s *rig.Scene, p **rig.Proc) error
}

const tooMany = `{"message":"You are being rate limited.","retry_after":0.3,"global":false}`

func troubles() []trouble {
	rest := func(f rig.Fault) func(*rig.Scene, **rig.Proc) error {
		return func(s *rig.Scene, _ **rig.Proc) error {
			s.Strike(f)
			return nil
		}
	}
	closing := func(code int) func(*rig.Scene, **rig.Proc) error {
		return func(s *rig.Scene, _ **rig.Proc) error {
			s.Every(func(l *rig.Line) { l.Close(code) })
			return rig.Back(s)
		}
	}
	return []trouble{
		{"none", func(*rig.Scene, **rig.Proc) error { return nil }},
		{"429 on the acknowledgement", rest(rig.Fault{Match: "/callback", Times: 3, Status: 429, Body: tooMany})},
		{"429, global", rest(rig.Fault{Match: "/webhooks/", Times: 3, Status: 429, Body: `{"message":"You are being rate limited.","retry_after":0.5,"global":true}`})},
		{"429 on the answer", rest(rig.Fault{Match: "/webhooks/", Times: 4, Status: 429, Body: tooMany})},
		{"429 of HTML", rest(rig.Fault{Match: "/webhooks/", Times: 2, Status: 429, Body: "<html>slow down</html>"})},
		{"500 on the acknowledgement", rest(rig.Fault{Match: "/callback", Times: 2, Status: 500, Body: "{}"})},
		{"503 on the answer", rest(rig.Fault{Match: "/webhooks/", Times: 3, Status: 503, Body: "<html></html>"})},
		{"acknowledgement's connection dropped", rest(rig.Fault{Match: "/callback", Times: 2, Drop: true})},
		{"answer's connection dropped", rest(rig.Fault{Match: "/webhooks/", Times: 3, Drop: true})},
		{"answer 3.5 s slow", rest(rig.Fault{Match: "/webhooks/", Times: 5, Delay: 3500 * time.Millisecond})},
		{"acknowledgement 1 s slow", rest(rig.Fault{Match: "/callback", Times: 20, Delay: time.Second})},
		{"op 7", func(s *rig.Scene, _ **rig.Proc) error {
			s.Every(func(l *rig.Line) { l.Send(map[string]any{"op": 7}) })
			time.Sleep(200 * time.Millisecond)
			s.Every(func(l *rig.Line) { l.Cut() })
			return rig.Back(s)
		}},
		{"op 9, then cut", func(s *rig.Scene, _ **rig.Proc) error {
			s.Every(func(l *rig.Line) { l.Send(map[string]any{"op": 9, "d": false}) })
			time.Sleep(200 * time.Millisecond)
			return rig.Back(s)
		}},
		{"close 4009", closing(4009)},
		{"resume refused", func(s *rig.Scene, p **rig.Proc) error {
			s.Resume(false)
			defer s.Resume(true)
			return closing(4000)(s, p)
		}},
		{"restart in the middle", func(s *rig.Scene, p **rig.Proc) error {
			(*p).Stop()
			var err error
			if *p, err = s.Run("bot"); err != nil {
				return err
			}
			return rig.Back(s)
		}},
		{"close 4004: ends, is started again", func(s *rig.Scene, p **rig.Proc) error {
			s.Strike(rig.Fault{Match: "/gateway/bot", Times: 1, Status: 401, Body: `{"code":0,"message":"401: Unauthorized"}`})
			s.Every(func(l *rig.Line) { l.Close(4004) })
			select {
			case <-(*p).Over:
			case <-time.After(30 * time.Second):
				return fmt.Errorf("the program goes on after close 4004")
			}
			var err error
			if *p, err = s.Run("bot"); err != nil {
				return err
			}
			return rig.Back(s)
		}},
	}
}

// runFaults goes through the whole conversation under each fault.
func runFaults() error {
	s, p, err := rig.Open(false)
	if err != nil {
		return err
	}
	defer s.Close()
	all, bad := rig.Kinds(), 0
	fmt.Printf("| Fault | asked | not acknowledged | acknowledged and not answered | answered twice | ack p50 | slowest answer |\n|---|--:|--:|--:|--:|--:|--:|\n")
	for _, t := range troubles() {
		if err := t.do(s, &p); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		var list []*rig.Asked
		for _, k := range all {
			a, ok := s.Ask(k.Name, k.Type, 1, k.Data(s.Standin))
			if !ok {
				s.Problem("%s: nobody there for %s", t.name, k.Name)
			}
			list = append(list, a)
			time.Sleep(20 * time.Millisecond)
		}
		o := s.Settle(list, 30*time.Second)
		fmt.Printf("| %s | %d | %d | %d | %d | %s | %s |\n", t.name, o.Asked, o.Unacked+o.Offline, o.Unanswered, o.Doubled, quantile(o.Acks, 0.5), o.Slowest.Round(time.Millisecond))
		bad += o.Unacked + o.Offline + o.Unanswered + o.Doubled
		s.Heal()
	}
	fmt.Printf("\n%d panics in the logs\n", s.Panics())
	for _, problem := range s.Problems() {
		fmt.Println(problem)
	}
	if bad += s.Panics(); bad > 0 {
		return fmt.Errorf("%d requests were not answered as they should, or the program panicked", bad)
	}
	return nil
}
