package main

import (
	"fmt"
	"strings"
	"time"

	"onrecord/bench/rig"
)

// runKill runs two gateways and two workers over one Redis, and kills each in turn under load.
func runKill() error {
	s, err := rig.NewScene(4, false)
	if err != nil {
		return err
	}
	defer s.Close()
	procs := map[string]*rig.Proc{}
	roles := []string{"gateway 1", "gateway 2", "worker 1", "worker 2"}
	begin := func(name string) error {
		role, _, _ := strings.Cut(name, " ")
		p, err := s.Run(name, "--role", role)
		procs[name] = p
		return err
	}
	for _, name := range roles {
		if err := begin(name); err != nil {
			return err
		}
	}
	if err := rig.Back(s); err != nil {
		return err
	}
	time.Sleep(15 * time.Second) // until the shards are shared out
	fmt.Println("| Killed | asked | while its shards had nobody | not acknowledged | acknowledged and not answered | answered twice | shards back after | slowest answer |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, victim := range append(roles, "nobody") {
		var all []*rig.Asked
		mix := rig.Kinds()
		killed, healed := time.Time{}, time.Duration(0)
		began := time.Now()
		for n := 0; time.Since(began) < 45*time.Second; n++ {
			if killed.IsZero() && time.Since(began) > 5*time.Second && victim != "nobody" {
				go procs[victim].Kill()
				killed = time.Now()
			}
			if !killed.IsZero() && healed == 0 && time.Since(killed) > time.Second && s.Connected() == s.Shards {
				healed = time.Since(killed)
			}
			k := mix[n%len(mix)]
			data := k.Data(s.Standin)
			if k.Name == "/brief link" { // each its own page, which takes four seconds: work to be interrupted in
				data = rig.Slash("brief", "link", fmt.Sprintf("http://%s/news/slow-%d-%d", s.Addr, began.Unix(), n))(s.Standin)
			}
			a, _ := s.Ask(k.Name, k.Type, n, data)
			all = append(all, a)
			time.Sleep(40 * time.Millisecond)
		}
		o := s.Settle(all, 4*time.Minute)
		fmt.Printf("| %s | %d | %d | %d | %d | %d | %s | %s |\n", victim, o.Asked, o.Offline, o.Unacked, o.Unanswered, o.Doubled, healed.Round(100*time.Millisecond), o.Slowest.Round(time.Millisecond))
		if victim != "nobody" {
			if err := begin(victim); err != nil {
				return err
			}
			time.Sleep(12 * time.Second)
		}
	}
	fmt.Printf("\n%d panics in the logs\n", s.Panics())
	return nil
}
