package main

import (
	"fmt"
	"time"
)

// runLoad sends requests at a steady rate.
func runLoad(length time.Duration, rate int, embedded bool) error {
	s, p, err := open(embedded)
	if err != nil {
		return err
	}
	defer s.close()
	mix := []kindOf{}
	for _, k := range kinds() {
		switch k.name {
		case "/brief link", "Brief this", "/who-said", "/check", "/ask", "/issues", "/people", "/help", "button", "autocomplete":
			mix = append(mix, k)
		}
	}
	warm := func(n int) error {
		var all []*asked
		for i := range n {
			a, _ := s.ask("warm", mix[i%len(mix)].kind, 1, mix[i%len(mix)].data(s.standin))
			all = append(all, a)
			time.Sleep(10 * time.Millisecond)
		}
		if o := s.settle(all, 30*time.Second); o.unanswered+o.unacked > 0 {
			return fmt.Errorf("%d of %d are not answered before the load begins", o.unanswered+o.unacked, n)
		}
		return nil
	}
	if err := warm(200); err != nil {
		return err
	}
	heap, memory := p.heap(), p.resident()
	by := map[string][]*asked{}
	var all []*asked
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	began := time.Now()
	for n := 0; time.Since(began) < length; n++ {
		<-tick.C
		k := mix[n%len(mix)]
		a, _ := s.ask(k.name, k.kind, 1, k.data(s.standin))
		all, by[k.name] = append(all, a), append(by[k.name], a)
	}
	took := time.Since(began)
	total := s.settle(all, 30*time.Second)
	if err := warm(200); err != nil { // so that a collection shows what is left
		return err
	}
	fmt.Printf("%d requests in %s, %.0f a second\n\n", total.asked, took.Round(time.Second), float64(total.asked)/took.Seconds())
	fmt.Println("| Request | n | not answered | twice | ack p50 | ack p99 | answer p50 | answer p99 |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	for _, k := range mix {
		row(k.name, s.settle(by[k.name], 0))
	}
	row("all", total)
	fmt.Printf("\nheap alive after a collection: %d MB before, %d MB after; resident %d MB before, %d MB after; %d panics\n", heap, p.heap(), memory, p.resident(), s.panics())
	return nil
}

func row(name string, o outcome) {
	fmt.Printf("| %s | %d | %d | %d | %s | %s | %s | %s |\n", name, o.asked, o.unacked+o.unanswered+o.offline, o.doubled,
		quantile(o.acks, 0.5), quantile(o.acks, 0.99), quantile(o.answers, 0.5), quantile(o.answers, 0.99))
}
