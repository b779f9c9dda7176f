package index_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/store/storetest"
	"onrecord/summarize/news"
)

func TestZZ(t *testing.T) {
	url := os.Getenv("ZZ_REDIS")
	if url == "" {
		t.Skip()
	}
	s, err := store.Open(t.Context(), store.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(1, 2))
	var vocab, names []string
	for i := 0; i < 30000; i++ {
		n := 3 + r.IntN(8)
		b := make([]byte, n)
		for j := range b {
			b[j] = byte('a' + r.IntN(26))
		}
		vocab = append(vocab, string(b))
	}
	for i := 0; i < 5000; i++ {
		a, b := vocab[r.IntN(5000)], vocab[5000+r.IntN(20000)]
		names = append(names, strings.ToUpper(a[:1])+a[1:]+" "+strings.ToUpper(b[:1])+b[1:])
	}
	zipf := rand.NewZipf(r, 1.1, 5, 29999)
	nz := rand.NewZipf(r, 1.2, 10, 4999)
	words := func(n int) string {
		var sb strings.Builder
		for i := 0; i < n; i++ {
			if i > 0 {
				sb.WriteByte(' ')
			}
			sb.WriteString(vocab[zipf.Uint64()])
		}
		return sb.String()
	}
	const N = 10000
	pieces := make(chan storetest.Piece, 100)
	start := time.Now()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for p := range pieces {
				if _, err := s.Keep(t.Context(), "big", news.Share{}, p.Brief()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range N {
		p := storetest.Piece{Title: words(8), Site: fmt.Sprint("Outlet ", i%40), Link: fmt.Sprintf("https://o%d.example/%d", i%40, i), Published: time.Now().Add(-time.Duration(i) * time.Minute)}
		for range 10 {
			p.Said = append(p.Said, storetest.Said{Words: words(20), Who: names[nz.Uint64()], Role: words(3), Then: " " + words(15) + "."})
		}
		pieces <- p
	}
	close(pieces)
	wg.Wait()
	fmt.Println("kept", time.Since(start))
	f, _ := os.Create("/tmp/me/ix.prof")
	pprof.StartCPUProfile(f)
	start = time.Now()
	folder := "/tmp/me/zzidx"; os.RemoveAll(folder)
	x, _ := index.Open(t.Context(), index.Options{Store: s, Folder: folder, Patience: time.Hour})
	defer x.Close()
	got, err := x.Quotes(t.Context(), "big", news.QuoteQuery{Limit: 1})
	took := time.Since(start)
	fmt.Println("built", took, got.Total, err, float64(got.Total)/took.Seconds(), "quotes/s")
	pprof.StopCPUProfile()
	if os.Getenv("ZZ_ONLY") != "" {
		x.Close()
		return
	}
	measure := func(name string, f func()) {
		var ds []time.Duration
		for range 300 {
			t := time.Now()
			f()
			ds = append(ds, time.Since(t))
		}
		slices.Sort(ds)
		fmt.Println(name, "p50", ds[150], "p99", ds[297])
	}
	q := func(q news.QuoteQuery) {
		q.Limit = 9
		if _, err := x.Quotes(t.Context(), "big", q); err != nil {
			t.Error(err)
		}
	}
	f2, _ := os.Create("/tmp/me/ix2.prof")
	pprof.StartCPUProfile(f2)
	last := func() string { return strings.Fields(names[nz.Uint64()])[1] }
	measure("speaker", func() { q(news.QuoteQuery{Speaker: last()}) })
	measure("full", func() { q(news.QuoteQuery{Speaker: names[nz.Uint64()]}) })
	measure("top", func() { q(news.QuoteQuery{Speaker: names[0]}) })
	measure("misspelt", func() { n := last(); q(news.QuoteQuery{Speaker: n[:len(n)-1] + "q"}) })
	measure("topic", func() { q(news.QuoteQuery{About: words(1)}) })
	measure("topic2", func() { q(news.QuoteQuery{About: words(2)}) })
	measure("both", func() { q(news.QuoteQuery{Speaker: last(), About: words(1)}) })
	measure("since", func() { q(news.QuoteQuery{Speaker: last(), Since: time.Now().Add(-50 * time.Hour)}) })
	measure("suggest", func() { x.Suggest(t.Context(), "big", names[nz.Uint64()][:3], 25) })
	measure("passages", func() { x.Passages(t.Context(), "big", words(5)) })
	measure("candidates", func() { x.Candidates(t.Context(), "big", last(), words(12)) })
	measure("people", func() { x.People(t.Context(), "big", news.PeopleQuery{Limit: 8}) })
	measure("issues", func() { x.Issues(t.Context(), "big", news.IssueQuery{}) })
	i := 0
	measure("add", func() {
		i++
		p := storetest.Piece{Title: words(8)}
		for range 10 {
			p.Said = append(p.Said, storetest.Said{Words: words(20), Who: names[nz.Uint64()]})
		}
		b := p.Brief()
		t0 := time.Now()
		s.Keep(t.Context(), "big", news.Share{}, b)
		_ = t0
		q(news.QuoteQuery{Speaker: last()})
	})
	pprof.StopCPUProfile()
	time.Sleep(6 * time.Second)
	out, _ := exec.Command("du", "-sh", folder).Output()
	fmt.Println(string(out))
	st, _ := os.ReadFile("/proc/self/status")
	for _, l := range strings.Split(string(st), "\n") {
		if strings.HasPrefix(l, "VmRSS") || strings.HasPrefix(l, "RssAnon") {
			fmt.Println(l)
		}
	}
}
