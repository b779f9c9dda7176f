// Command lookup measures how fast, how large and how good look-ups are.
//
//	go run ./bench/lookup -quotes 1000000        speed, size and memory over generated articles
//	go run ./bench/lookup -curve                 the same at 10^4, 10^5 and 10^6 quotations, latencies beside each other
//	go run ./bench/lookup -quality FOLDER        how often the quotation that was meant is found, over annotated articles
//	go run ./bench/lookup -redis-memory          what an article takes in Redis, by kind of key
//
// It starts a redis-server of its own; -redis uses another, whose database must be empty. Everything that is generated
// comes from -seed, so that anybody gets the same articles.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	o := options{}
	flag.IntVar(&o.quotes, "quotes", 100_000, "quotations in all")
	flag.IntVar(&o.places, "places", 1000, "places over which they are spread")
	flag.IntVar(&o.large, "large", 100_000, "quotations in the one large place, at most a half of all")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the generator")
	flag.StringVar(&o.redis, "redis", "", "address of an empty Redis database")
	curve := flag.Bool("curve", false, "measure 10^4, 10^5 and 10^6 quotations")
	quality := flag.String("quality", "", "folder with annotated articles: dev.jsonl, and train.jsonl as what else a place holds")
	memory := flag.Bool("redis-memory", false, "measure what an article takes in Redis")
	verbose := flag.Bool("v", false, "list what was not found")
	flag.Parse()
	ctx := context.Background()
	fmt.Printf("%s, %s, %d processors\n\n", time.Now().Format("2 January 2006"), runtime.Version(), runtime.NumCPU())
	var err error
	switch {
	case *quality != "":
		err = measureQuality(ctx, *quality, o.seed, *verbose)
	case *memory:
		err = measureMemory(ctx, o)
	case *curve:
		err = measureCurve(ctx, o)
	default:
		_, err = measureSpeed(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "lookup:", err)
		os.Exit(1)
	}
}

type options struct {
	quotes, places, large int
	seed                  uint64
	redis                 string
}
