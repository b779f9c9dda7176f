package main

import (
	"fmt"
	"time"

	"onrecord/bench/rig"
)

// runLoad sends requests at a steady rate.
func runLoad(length time.Duration, rate int, embedded bool) error {
	s, p, err := rig.Open(embedded)
	if err != nil {
		return err
	}
	defer s.Close()
	mix := []rig.Kind{}
	for _, k := range rig.Kinds() {
		switch k.Name {
		case "/brief link", "Brief this", "/who-said", "/check", "/ask", "/issues", "/people", "/help", "button", "autocomplete":
			mix = append(mix, k)
		}
	}
	warm := func(n int) error {
		var all []*rig.Asked
		for i := range n {
			a, _ := s.Ask("warm", mix[i%len(mix)].Type, 1, mix[i%len(mix)].Data(s.Standin))
			all = append(all, a)
			time.Sleep(10 * time.Millisecond)
		}
		if o := s.Settle(all, 30*time.Second); o.Unanswered+o.Unacked > 0 {
			return fmt.Errorf("%d of %d are not answered before the load begins", o.Unanswered+o.Unacked, n)
		}
		return nil
	}
	if err := warm(200); err != nil {
		return err
	}
	heap, memory := p.Heap(), p.Resident()
	by := map[string][]*rig.Asked{}
	var all []*rig.Asked
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	began := time.Now()
	for n := 0; time.Since(began) < length; n++ {
		<-tick.C
		k := mix[n%len(mix)]
		a, _ := s.Ask(k.Name, k.Type, 1, k.Data(s.Standin))
		all, by[k.Name] = append(all, a), append(by[k.Name], a)
	}
	took := time.Since(began)
	total := s.Settle(all, 30*time.Second)
	if err := warm(200); err != nil { // so that a collection shows what is left
		return err
	}
	fmt.Printf("%d requests in %s, %.0f a second\n\n", total.Asked, took.Round(time.Second), float64(total.Asked)/took.Seconds())
	fmt.Println("| Request | n | not answered | twice | ack p50 | ack p99 | answer p50 | answer p99 |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, k := range mix {
		row(k.Name, s.Settle(by[k.Name], 0))
	}
	row("all", total)
	fmt.Printf("\nheap alive after a collection: %d MB before, %d MB after; resident %d MB before, %d MB after; %d panics\n", heap, p.Heap(), memory, p.Resident(), s.Panics())
	return nil
}

func row(name string, o rig.Outcome) {
	fmt.Printf("| %s | %d | %d | %d | %s | %s | %s | %s |\n", name, o.Asked, o.Unacked+o.Unanswered+o.Offline, o.Doubled,
		quantile(o.Acks, 0.5), quantile(o.Acks, 0.99), quantile(o.Answers, 0.5), quantile(o.Answers, 0.99))
}
