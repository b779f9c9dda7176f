package main

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/summarize/news"
)

// town is a generated place.
type town struct {
	place    news.Place
	people   []string
	articles int
}

// world is what was generated, stored and indexed.
type world struct {
	g      *generator
	store  *store.Store
	other  *store.Store // another process' connection
	index  *index.Index
	large  town
	towns  []town
	folder string
}

// row is what a kind of question took.
type row struct {
	name          string
	p50, p99, max time.Duration
	answered      float64 // share of the questions that found anything
}

func measureCurve(ctx context.Context, o options) error {
	sizes := []int{10_000, 100_000, 1_000_000}
	var all [][]row
	for _, n := range sizes {
		at := o
		at.quotes, at.places, at.large = n, min(o.places, n/1000), n/10
		rows, err := measureSpeed(ctx, at)
		if err != nil {
			return err
		}
		all = append(all, rows)
	}
	fmt.Printf("\n## The curve: p50, and p50 over that of 10^4 beside ten times the logarithm's growth\n\n| Question | 10^4 | 10^5 | 10^6 |\n|---|---|---|---|\n")
	for i, r := range all[0] {
		fmt.Printf("| %s |", r.name)
		for k := range sizes {
			p := all[k][i].p50
			fmt.Printf(" %s (%.1f of %.1f) |", short(p), float64(p)/float64(r.p50), 10*math.Log(float64(sizes[k]))/math.Log(float64(sizes[0])))
		}
		fmt.Println()
	}
	return nil
}

func measureSpeed(ctx context.Context, o options) ([]row, error) {
	fmt.Printf("## %d quotations in %d places, seed %d\n\n", o.quotes, o.places, o.seed)
	url, stop, err := startRedis(ctx, o.redis)
	if err != nil {
		return nil, err
	}
	defer stop()
	w := &world{g: newGenerator(o.seed)}
	if w.store, err = store.Open(ctx, store.Options{URL: url, Retention: 10 * 365 * 24 * time.Hour}); err != nil {
		return nil, err
	}
	defer w.store.Close()
	if w.other, err = store.Open(ctx, store.Options{URL: url, Retention: 10 * 365 * 24 * time.Hour}); err != nil {
		return nil, err
	}
	defer w.other.Close()
	took, err := w.fill(ctx, o)
	if err != nil {
		return nil, err
	}
	articles := 0
	for _, t := range append(w.towns, w.large) {
		articles += t.articles
	}
	fmt.Printf("%d articles kept in %.0f s, %.0f a second.\n\n", articles, took.Seconds(), float64(articles)/took.Seconds())
	if w.folder, err = os.MkdirTemp("", "lookup"); err != nil {
		return nil, err
	}
	defer os.RemoveAll(w.folder)
	if err := w.build(ctx, articles*quotesEach); err != nil {
		return nil, err
	}
	defer w.index.Close()
	return w.ask(ctx)
}

// fill keeps the articles of all places, from as many goroutines as help.
func (w *world) fill(ctx context.Context, o options) (time.Duration, error) {
	large := min(o.large, o.quotes/2) / quotesEach
	rest := max(1, (o.quotes/quotesEach-large)/max(1, o.places-1))
	w.large = town{place: "large", people: w.g.speakers(max(20, large/5)), articles: large}
	for i := range o.places - 1 {
		w.towns = append(w.towns, town{place: news.Place(fmt.Sprint("town ", i)), people: w.g.speakers(max(10, rest/2)), articles: rest})
	}
	type job struct {
		place news.Place
		brief *news.Brief
	}
	jobs := make(chan job, 64)
	var failed error
	var once sync.Once
	var workers sync.WaitGroup
	start := time.Now()
	for range 4 {
		workers.Go(func() {
			for j := range jobs {
				if _, err := w.store.Keep(ctx, j.place, news.Share{}, j.brief, j.brief.Article.Link); err != nil {
					once.Do(func() { failed = err })
				}
			}
		})
	}
	for _, t := range append(w.towns, w.large) {
		zipf := w.g.zipfOf(len(t.people))
		for n := range t.articles {
			jobs <- job{t.place, w.g.brief(strings.ReplaceAll(string(t.place), " ", ""), n, t.people, zipf)}
		}
	}
	close(jobs)
	workers.Wait()
	return time.Since(start), failed
}

// build makes the index of every place from nothing.
func (w *world) build(ctx context.Context, quotes int) error {
	debug.FreeOSMemory()
	base := resident()
	x, err := index.Open(ctx, index.Options{Store: w.store, Folder: w.folder, Patience: time.Hour})
	if err != nil {
		return err
	}
	start, total := time.Now(), 0
	for _, t := range append([]town{w.large}, w.towns...) {
		got, err := x.Quotes(ctx, t.place, news.QuoteQuery{Limit: 1})
		if err != nil {
			return err
		}
		total += got.Total
	}
	took := time.Since(start)
	if total != quotes {
		return fmt.Errorf("%d of %d quotations are indexed", total, quotes)
	}
	peak := resident()
	if err := x.Close(); err != nil {
		return err
	}
	disk, files := size(w.folder)
	if w.index, err = index.Open(ctx, index.Options{Store: w.store, Folder: w.folder, Patience: time.Hour}); err != nil {
		return err
	}
	fmt.Printf("| Building | |\n|---|---|\n| from nothing, reading from Redis included | %.1f s, %.0f quotations/s |\n| on disk | %.0f MB in %d files, %.0f bytes a quotation |\n| resident above the base (%d MB), right after building | %d MB |\n\n",
		took.Seconds(), float64(total)/took.Seconds(), float64(disk)/1e6, files, float64(disk)/float64(total), base, peak-base)
	return nil
}

// ask measures each kind of question.
func (w *world) ask(ctx context.Context) ([]row, error) {
	debug.FreeOSMemory()
	base := resident()
	r := rand.New(rand.NewPCG(7, 7))
	var rows []row
	var failed error
	quotes := func(place news.Place, q news.QuoteQuery) bool {
		q.Limit = 9
		got, err := w.index.Quotes(ctx, place, q)
		if err != nil {
			failed = err
		}
		return len(got.Found) > 0
	}
	last := func(t town) string { return strings.Fields(t.people[w.zipf(r, len(t.people))])[1] }
	random := func() town {
		if len(w.towns) == 0 {
			return w.large
		}
		return w.towns[r.IntN(len(w.towns))]
	}
	for _, from := range []struct {
		name string
		pick func() town
	}{{"the large place", func() town { return w.large }}, {"any place", random}} {
		for _, q := range []struct {
			name string
			ask  func(t town) bool
		}{
			{"by speaker", func(t town) bool { return quotes(t.place, news.QuoteQuery{Speaker: last(t)}) }},
			{"by topic, one word", func(t town) bool { return quotes(t.place, news.QuoteQuery{About: w.g.word()}) }},
			{"by topic, two words", func(t town) bool { return quotes(t.place, news.QuoteQuery{About: w.g.word() + " " + w.g.word()}) }},
			{"by speaker and topic", func(t town) bool { return quotes(t.place, news.QuoteQuery{Speaker: last(t), About: w.g.word()}) }},
			{"by a misspelt speaker", func(t town) bool { n := last(t); return quotes(t.place, news.QuoteQuery{Speaker: n[:len(n)-1] + "q"}) }},
			{"autocomplete", func(t town) bool {
				n := last(t)
				got, err := w.index.Suggest(ctx, t.place, n[:1+r.IntN(min(4, len(n)))], 25)
				failed = first(failed, err)
				return len(got) > 0
			}},
			{"passages for a question", func(t town) bool {
				got, _, err := w.index.Passages(ctx, t.place, w.g.sentence(9))
				failed = first(failed, err)
				return len(got) > 0
			}},
			{"candidates for a check", func(t town) bool {
				got, _, err := w.index.Candidates(ctx, t.place, last(t), w.g.sentence(14))
				failed = first(failed, err)
				return len(got) > 0
			}},
		} {
			rows = append(rows, timed(from.name+", "+q.name, 600, func() bool { return q.ask(from.pick()) }))
		}
	}
	for _, by := range []struct {
		name string
		s    *store.Store
	}{{"found after being kept", w.store}, {"found after another process kept it", w.other}} {
		zipf := w.g.zipfOf(len(w.large.people))
		n := 0
		rows = append(rows, w.added(ctx, by.name+", the large place", by.s, zipf, &n, &failed))
	}
	debug.FreeOSMemory()
	fmt.Printf("| Question | p50 | p99 | longest | found something |\n|---|---|---|---|---|\n")
	for _, r := range rows {
		fmt.Printf("| %s | %s | %s | %s | %.0f %% |\n", r.name, short(r.p50), short(r.p99), short(r.max), 100*r.answered)
	}
	fmt.Printf("\nResident above the base after all questions: %d MB (memory of the process' own: %d MB).\n\n", resident()-base, anonymous())
	return rows, failed
}

// added measures from the moment at which a brief is kept until a question finds it.
func (w *world) added(ctx context.Context, name string, s *store.Store, zipf *rand.Zipf, n *int, failed *error) row {
	var took []time.Duration
	found := 0
	for range 100 {
		*n++
		b := w.g.brief("large"+name[:8], 1_000_000+*n, w.large.people, zipf)
		if _, err := s.Keep(ctx, w.large.place, news.Share{}, b); err != nil {
			*failed = err
			continue
		}
		start := time.Now()
		got, err := w.index.Quotes(ctx, w.large.place, news.QuoteQuery{About: b.Article.At(b.Quotes[0].Span), Limit: 3})
		*failed = first(*failed, err)
		took = append(took, time.Since(start))
		if slices.ContainsFunc(got.Found, func(s news.Saying) bool { return s.Article == b.Article.ID }) {
			found++
		}
	}
	return summary(name, took, found)
}

func (w *world) zipf(r *rand.Rand, n int) int {
	return int(rand.NewZipf(r, 1.15, 4, uint64(n-1)).Uint64())
}

func timed(name string, times int, ask func() bool) row {
	var took []time.Duration
	found := 0
	for range times {
		start := time.Now()
		if ask() {
			found++
		}
		took = append(took, time.Since(start))
	}
	return summary(name, took, found)
}

func summary(name string, took []time.Duration, found int) row {
	slices.Sort(took)
	n := len(took)
	return row{name: name, p50: took[n/2], p99: took[n*99/100], max: took[n-1], answered: float64(found) / float64(n)}
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func short(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}

// size is how many bytes and files are below a folder.
func size(folder string) (bytes int64, files int) {
	filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				bytes, files = bytes+info.Size(), files+1
			}
		}
		return nil
	})
	return bytes, files
}

// resident is the memory of this process in MB as the system counts it, anonymous the part that no file is behind.
func resident() int  { return status("VmRSS:") }
func anonymous() int { return status("RssAnon:") }

func status(field string) (mb int) {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, field); ok {
			fmt.Sscan(rest, &mb)
		}
	}
	return mb / 1024
}
