package main

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onrecord/bench/rig"
)

// soakServers is how many servers the requests come from.
const soakServers = 40

// gauges are what has to stay level, as the program tells of itself.
var gauges = []string{"process_resident_memory_bytes", "go_memstats_heap_inuse_bytes", "go_goroutines", "process_open_fds", "onrecord_redis_connections", "onrecord_queue_waiting"}

// runSoak sends a mixed load for a long time: look-ups, known articles, and one new article in ten requests, with the counts of
// requests in force, over a redis-server. Every minute it reads what the program tells of itself.
func runSoak(length time.Duration, rate int) error {
	s, err := rig.NewScene(1, false)
	if err != nil {
		return err
	}
	defer s.Close()
	port, err := rig.FreePort()
	if err != nil {
		return err
	}
	s.Env = []string{"ONRECORD_RATE_MEMBER=900000", "ONRECORD_RATE_PLACE=900000", "ONRECORD_RATE_TOTAL=900000", fmt.Sprintf("ONRECORD_OPS_ADDR=127.0.0.1:%d", port)}
	if _, err := s.Run("bot", "--register"); err != nil {
		return err
	}
	if err := rig.Back(s); err != nil {
		return err
	}
	metrics := fmt.Sprintf("http://127.0.0.1:%d/metrics", port)
	mix := soakMix(s)
	for guild := range soakServers { // each has something to look up
		s.Ask("warm", 2, guild, rig.Slash("brief", "link", "PAGE")(s.Standin))
		time.Sleep(50 * time.Millisecond)
	}
	by := map[string][]*rig.Asked{}
	var all []*rig.Asked
	fmt.Printf("| Minute | %s |\n|--:|%s\n", strings.Join(gauges, " | "), strings.Repeat("--:|", len(gauges)))
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	began, minute := time.Now(), 0
	for n := 0; time.Since(began) < length; n++ {
		<-tick.C
		if int(time.Since(began)/time.Minute) >= minute {
			if err := tell(metrics, minute); err != nil {
				return err
			}
			minute++
		}
		k := mix[n%len(mix)]
		a, _ := s.Ask(k.Name, k.Type, n%soakServers, k.Data(s.Standin))
		all, by[k.Name] = append(all, a), append(by[k.Name], a)
	}
	took := time.Since(began)
	total := s.Settle(all, time.Minute)
	if err := tell(metrics, minute); err != nil {
		return err
	}
	fmt.Printf("\n%d requests in %s, %.0f a second\n\n", total.Asked, took.Round(time.Second), float64(total.Asked)/took.Seconds())
	fmt.Println("| Request | n | not answered | twice | ack p50 | ack p99 | answer p50 | answer p99 |\n|---|--:|--:|--:|--:|--:|--:|--:|")
	told := map[string]bool{}
	for _, k := range mix {
		if !told[k.Name] {
			told[k.Name] = true
			row(k.Name, s.Settle(by[k.Name], 0))
		}
	}
	row("all", total)
	fmt.Printf("\n%d faults, %d panics in the log\n", s.Procs[len(s.Procs)-1].Said(`"outcome":"fault"`), s.Panics())
	return nil
}

// soakMix is what members ask: one new article in ten, the rest of what is known.
func soakMix(s *rig.Scene) []rig.Kind {
	fresh := 0
	mix := []rig.Kind{{Name: "/brief, a new article", Type: 2, Data: func(*rig.Standin) any {
		fresh++
		return rig.Slash("brief", "link", fmt.Sprintf("http://%s/news/soak-%d", s.Addr, fresh))(s.Standin)
	}}}
	for _, k := range rig.Kinds() {
		switch k.Name {
		case "/brief link", "/who-said", "/check", "/ask", "/issues", "/people", "/help", "button", "autocomplete":
			mix = append(mix, k)
		}
	}
	return mix
}

// tell prints the gauges.
func tell(metrics string, minute int) error {
	res, err := http.Get(metrics)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	values := map[string]float64{}
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		name, labels, _ := strings.Cut(name, "{")
		if v, err := strconv.ParseFloat(value, 64); err == nil && (labels == "" || strings.Contains(labels, "requests")) {
			values[name] = v
		}
	}
	fmt.Printf("| %d |", minute)
	for _, g := range gauges {
		if strings.HasSuffix(g, "_bytes") {
			fmt.Printf(" %.0f MB |", values[g]/(1<<20))
		} else {
			fmt.Printf(" %.0f |", values[g])
		}
	}
	fmt.Println()
	return nil
}
