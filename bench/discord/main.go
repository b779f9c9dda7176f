// Command discord measures the Discord front end on real processes: the program, a redis-server, and a stand-in for
// Discord that keeps Discord's deadlines.
//
//	go run ./bench/discord -faults      every kind of request under every fault
//	go run ./bench/discord -load 60s    200 requests a second
//	go run ./bench/discord -soak 20m    50 requests a second, new articles among them; is everything level?
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
	soak := flag.Duration("soak", 0, "how long to send a mixed load")
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
	case *soak > 0:
		err = runSoak(*soak, *rate)
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

func quantile(all []time.Duration, q float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(all))
	return s[min(len(s)-1, int(q*float64(len(s))))].Round(time.Millisecond / 10)
}
