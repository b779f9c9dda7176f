package main

import (
	"fmt"
	"strings"
	"time"
)

// runKill runs two gateways and two workers over one Redis, and kills each in turn under load.
func runKill() error {
	s, err := newScene(4, false)
	if err != nil {
		return err
	}
	defer s.close()
	procs := map[string]*proc{}
	roles := []string{"gateway 1", "gateway 2", "worker 1", "worker 2"}
	begin := func(name string) error {
		role, _, _ := strings.Cut(name, " ")
		p, err := s.run(name, "--role", role)
		procs[name] = p
		return err
	}
	for _, name := range roles {
		if err := begin(name); err != nil {
			return err
		}
	}
	if err := back(s); err != nil {
		return err
	}
	time.Sleep(15 * time.Second) // until the shards are shared out
	fmt.Println("| Killed | asked | while its shards had nobody | not acknowledged | acknowledged and not answered | answered twice | shards back after | slowest answer |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, victim := range append(roles, "nobody") {
		var all []*asked
		mix := kinds()
		killed, healed := time.Time{}, time.Duration(0)
		began := time.Now()
		for n := 0; time.Since(began) < 45*time.Second; n++ {
			if killed.IsZero() && time.Since(began) > 5*time.Second && victim != "nobody" {
				go procs[victim].kill()
				killed = time.Now()
			}
			if !killed.IsZero() && healed == 0 && time.Since(killed) > time.Second && s.connected() == s.shards {
				healed = time.Since(killed)
			}
			k := mix[n%len(mix)]
			data := k.data(s.standin)
			if k.name == "/brief link" { // each its own page, which takes four seconds: work to be interrupted in
				data = slash("brief", "link", fmt.Sprintf("http://%s/news/slow-%d-%d", s.addr, began.Unix(), n))(s.standin)
			}
			a, _ := s.ask(k.name, k.kind, n, data)
			all = append(all, a)
			time.Sleep(40 * time.Millisecond)
		}
		o := s.settle(all, 4*time.Minute)
		fmt.Printf("| %s | %d | %d | %d | %d | %d | %s | %s |\n", victim, o.asked, o.offline, o.unacked, o.unanswered, o.doubled, healed.Round(100*time.Millisecond), o.slowest.Round(time.Millisecond))
		if victim != "nobody" {
			if err := begin(victim); err != nil {
				return err
			}
			time.Sleep(12 * time.Second)
		}
	}
	fmt.Printf("\n%d panics in the logs\n", s.panics())
	return nil
}
