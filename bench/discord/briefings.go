package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"time"

	"onrecord/bench/rig"
	"onrecord/handlers"
	"onrecord/store"
	"onrecord/store/queue"
	"onrecord/summarize"
	"onrecord/summarize/news"
)

// plant sets briefings up as /digest setup does, for places of their own, each in a channel of its own.
func plant(ctx context.Context, s *store.Store, n int, at func(int) time.Time) error {
	for i := range n {
		due := at(i).UTC()
		d := news.Digest{
			ID: "bench", Place: news.Place(fmt.Sprint("discord:guild:", 1000+i)), Channel: fmt.Sprint(100000 + i), Size: 5, Empty: true,
			Schedule: news.Schedule{Hour: due.Hour(), Minute: due.Minute(), Zone: "UTC"}, Told: time.Now(),
		}
		raw, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if err := s.File(ctx, d.Place, "digests", d.ID, raw); err != nil {
			return err
		}
		if err := s.Plan(ctx, "digest "+d.ID+" "+string(d.Place), due); err != nil {
			return err
		}
	}
	return nil
}

// withStore builds a scene and opens its Redis. The caller closes both.
func withStore(ctx context.Context) (*rig.Scene, *store.Store, error) {
	s, err := rig.NewScene(1, false)
	if err != nil {
		return nil, nil, err
	}
	db, err := store.Open(ctx, store.Options{URL: s.Redis, Engine: "bench"})
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	return s, db, nil
}

// runBriefings lets two workers post briefings that are due over some minutes, and kills one of them again and again.
func runBriefings(ctx context.Context, length time.Duration, many int) error {
	s, db, err := withStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	defer db.Close()
	first := time.Now().UTC().Truncate(time.Minute).Add(time.Minute)
	minutes := max(1, int(length/time.Minute)-2)
	if err := plant(ctx, db, many, func(i int) time.Time { return first.Add(time.Duration(i%minutes) * time.Minute) }); err != nil {
		return err
	}
	procs := make([]*rig.Proc, 2)
	begin := func(i int) (err error) {
		procs[i], err = s.Run(fmt.Sprint("worker ", i+1), "--role", "worker")
		return err
	}
	for i := range procs {
		if err := begin(i); err != nil {
			return err
		}
	}
	kills := 0
	for end := time.Now().Add(length); time.Now().Before(end); {
		time.Sleep(time.Duration(8+rand.IntN(15)) * time.Second)
		i := kills % 2
		procs[i].Kill()
		kills++
		time.Sleep(2 * time.Second)
		if err := begin(i); err != nil {
			return err
		}
	}
	time.Sleep(3 * time.Minute) // until what a killed worker had begun is taken over
	doubled, missed := 0, 0
	for i := range many {
		switch n := s.Posted(fmt.Sprint(100000 + i)); {
		case n == 0:
			missed++
		case n > 1:
			doubled += n - 1
		}
	}
	fmt.Printf("%d briefings over %d minutes, %d SIGKILLs of 2 workers: %d missed, %d shown twice (%d sent again and refused by their nonce)\n", many, minutes, kills, missed, doubled, s.Refused())
	return nil
}

// runCrowd measures what it takes to hand on many briefings that are due in one minute, and to post them.
func runCrowd(ctx context.Context, many int) error {
	s, db, err := withStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	defer db.Close()
	now := time.Now().UTC().Truncate(time.Minute)
	if err := plant(ctx, db, many, func(int) time.Time { return now }); err != nil {
		return err
	}
	app := &handlers.App{
		Reader: &summarize.Engine{Now: time.Now}, Agenda: db, Library: db, Zone: time.LoadLocation, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Chores: queue.Open(queue.Options{Redis: db.Client(), Name: "chores", Keep: 26 * time.Hour}),
	}
	commands := func() int {
		info, err := db.Client().Info(ctx, "stats").Result()
		if err != nil {
			return 0
		}
		var n int
		for l := range strings.Lines(info) {
			if v, ok := strings.CutPrefix(strings.TrimSpace(l), "total_commands_processed:"); ok {
				fmt.Sscan(v, &n)
			}
		}
		return n
	}
	before, began := commands(), time.Now()
	for {
		n, err := app.Tick(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	took, used := time.Since(began), commands()-before
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	fmt.Printf("%d briefings due in one minute: handed on in %s (%.0f a second), %.1f commands of Redis each, heap %d MB\n", many, took.Round(10*time.Millisecond), float64(many)/took.Seconds(), float64(used)/float64(many), m.HeapAlloc>>20)
	if _, err := s.Run("worker", "--role", "worker"); err != nil {
		return err
	}
	if err := rig.Await("the first is posted", func() bool { return s.Posts() > 0 }); err != nil {
		return err
	}
	at, n := time.Now(), s.Posts()
	time.Sleep(30 * time.Second)
	fmt.Printf("one worker posts %.1f a second; Discord allows 50\n", float64(s.Posts()-n)/time.Since(at).Seconds())
	return nil
}
