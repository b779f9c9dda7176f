package index_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/store/storetest"
	"onrecord/summarize/news"
)

// victim holds the address of Redis and the folder for the process that is killed.
const victim = "ONRECORD_TEST_INDEXER"

// TestAProcessThatIsKilledWhileIndexingLosesNothing kills a process again and again at different points of its work,
// and then finds every quotation with what the killed ones have left behind.
func TestAProcessThatIsKilledWhileIndexingLosesNothing(t *testing.T) {
	const articles, each = 700, 4
	if address := os.Getenv(victim); address != "" {
		indexUntilKilled(address, os.Getenv(victim+"_FOLDER"))
	}
	redis := miniredis.RunT(t)
	address := "redis://" + redis.Addr()
	s, err := store.Open(t.Context(), store.Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range articles {
		p := storetest.Piece{Title: fmt.Sprint("Article ", i)}
		for n := range each {
			p.Said = append(p.Said, storetest.Said{Words: fmt.Sprintf("The answer is %d of article %d", n, i), Who: fmt.Sprintf("Ann Number%d", i%50)})
		}
		if _, err := s.Keep(t.Context(), square, news.Share{}, p.Brief()); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	for _, after := range []time.Duration{30, 90, 60, 150, 250, 400} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), victim+"="+address, victim+"_FOLDER="+folder)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		cmd.Wait()
		cancel()
	}
	x, err := index.Open(t.Context(), index.Options{Store: s, Folder: folder, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	got, err := x.Quotes(t.Context(), square, news.QuoteQuery{})
	if err != nil || got.Total != articles*each {
		t.Fatalf("%d of %d, %v", got.Total, articles*each, err)
	}
	seen := map[string]bool{}
	for _, s := range got.Found {
		seen[s.Text] = true
	}
	if len(seen) != articles*each {
		t.Errorf("%d different ones of %d", len(seen), articles*each)
	}
	people, total, err := x.People(t.Context(), square, news.PeopleQuery{Limit: 1})
	if err != nil || total != 50 || people[0].Quotes != articles*each/50 {
		t.Errorf("%d people, the first %+v, %v", total, people, err)
	}
}

// indexUntilKilled catches up, and closes and starts again once it has.
func indexUntilKilled(address, folder string) {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{URL: address})
	if err != nil {
		panic(err)
	}
	for {
		x, err := index.Open(ctx, index.Options{Store: s, Folder: folder, Patience: time.Minute})
		if err != nil {
			panic(err)
		}
		if _, err := x.Quotes(ctx, square, news.QuoteQuery{Limit: 1}); err != nil {
			panic(err)
		}
		if err := x.Close(); err != nil {
			panic(err)
		}
	}
}
