// Command discord measures the Discord front end on real processes: the program, a redis-server, and a stand-in for
// Discord that keeps Discord's deadlines.
//
//	go run ./bench/discord -faults      every kind of request under every fault
//	go run ./bench/discord -load 60s    200 requests a second
//	go run ./bench/discord -kill        two gateways and two workers, each killed in turn
//	go run ./bench/discord -briefings 8m -crowd 30000 (one at a time)
//	go run ./bench/discord -replies F   what the program answers, for bench/discord/pictures
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

func main() {
	faults := flag.Bool("faults", false, "every kind of request under every fault")
	load := flag.Duration("load", 0, "how long to send requests")
	rate := flag.Int("rate", 200, "requests a second")
	embedded := flag.Bool("embedded", false, "load the program with the Redis inside it")
	kill := flag.Bool("kill", false, "kill processes under load")
	replies := flag.String("replies", "", "file to write replies to")
	crowd := flag.Int("crowd", 0, "briefings that are due in one minute")
	briefings := flag.Duration("briefings", 0, "how long to post briefings while workers are killed")
	flag.Parse()
	ctx := context.Background()
	var err error
	switch {
	case *faults:
		err = runFaults()
	case *load > 0:
		err = runLoad(*load, *rate, *embedded)
	case *kill:
		err = runKill()
	case *replies != "":
		err = runReplies(*replies)
	case *crowd > 0:
		err = runCrowd(ctx, *crowd)
	case *briefings > 0:
		err = runBriefings(ctx, *briefings, 1200)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "discord:", err)
		os.Exit(1)
	}
}

// kindOf are the kinds of request that a member makes, each answered from what has been briefed before.
type kindOf struct {
	name string
	kind int
	data func(s *standin) any
}

func slash(name string, options ...string) func(*standin) any {
	return func(s *standin) any {
		given := []any{}
		for i := 0; i < len(options); i += 2 {
			value := options[i+1]
			if value == "PAGE" {
				value = "http://" + s.addr + "/news/1"
			}
			given = append(given, map[string]any{"type": 3, "name": options[i], "value": value})
		}
		return map[string]any{"id": "1", "type": 1, "name": name, "options": given}
	}
}

func component(id string, values ...string) func(*standin) any {
	return func(*standin) any {
		d := map[string]any{"custom_id": id, "component_type": 2}
		if len(values) > 0 {
			d["component_type"], d["values"] = 3, values
		}
		return d
	}
}

// kinds is the whole conversation.
func kinds() []kindOf {
	return []kindOf{
		{"/brief link", 2, slash("brief", "link", "PAGE")},
		{"/brief text", 2, slash("brief", "text", "The mayor of Averly, Ida Moreno, said on Monday that the harbour would stay open. “We will not close it,” she said.")},
		{"/brief (modal)", 2, slash("brief")},
		{"modal sent", 5, func(*standin) any {
			return map[string]any{"custom_id": "paste", "components": []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": "text", "value": "“We will not close it,” said Ida Moreno, the mayor of Averly, on Monday, when the council met."}}}}}
		}},
		{"Brief this", 2, func(s *standin) any {
			return map[string]any{"id": "1", "type": 3, "name": "Brief this", "target_id": "5", "resolved": map[string]any{"messages": map[string]any{"5": map[string]any{"content": "http://" + s.addr + "/news/1"}}}}
		}},
		{"Brief this, 2 links", 2, func(s *standin) any {
			return map[string]any{"id": "1", "type": 3, "name": "Brief this", "target_id": "5", "resolved": map[string]any{"messages": map[string]any{"5": map[string]any{"content": "http://" + s.addr + "/news/1 http://" + s.addr + "/news/2"}}}}
		}},
		{"select", 3, func(s *standin) any {
			return map[string]any{"custom_id": "menu", "component_type": 3, "values": []string{"aread|http://" + s.addr + "/news/1"}}
		}},
		{"/who-said", 2, slash("who-said", "speaker", "Lindqvist")},
		{"/check", 2, slash("check", "quote", "The deck is forty years old and it shows")},
		{"/ask", 2, slash("ask", "question", "How long will the bridge be closed?")},
		{"/issues", 2, slash("issues")},
		{"/people", 2, slash("people")},
		{"/export", 2, slash("export")},
		{"/settings", 2, slash("settings")},
		{"/usage", 2, slash("usage")},
		{"/help", 2, slash("help")},
		{"/brief refused", 2, slash("brief", "link", "not a link")},
		{"button", 3, component("apeople|1")},
		{"old button", 3, component("v0|gone")},
		{"autocomplete", 4, func(*standin) any {
			return map[string]any{"id": "1", "type": 1, "name": "who-said", "options": []any{map[string]any{"type": 3, "name": "speaker", "value": "li", "focused": true}}}
		}},
	}
}

func quantile(all []time.Duration, q float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(all))
	return s[min(len(s)-1, int(q*float64(len(s))))].Round(time.Millisecond / 10)
}
