package index_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/store/storetest"
	"onrecord/summarize/news"
)

const square = news.Place("discord:guild:1")

// shelf is a store in memory with an index in a folder.
type shelf struct {
	*store.Store
	*index.Index
	folder string
	log    *strings.Builder
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	sh := &shelf{Store: s, folder: t.TempDir(), log: &strings.Builder{}}
	sh.open(t)
	t.Cleanup(func() { sh.Index.Close() })
	return sh
}

func (s *shelf) open(t *testing.T) {
	t.Helper()
	var err error
	s.Index, err = index.Open(t.Context(), index.Options{
		Store: s.Store, Folder: s.folder, Patience: time.Minute, Log: slog.New(slog.NewTextHandler(s.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *shelf) keep(t *testing.T, place news.Place, p storetest.Piece) *news.Brief {
	t.Helper()
	b := p.Brief()
	if _, err := s.Keep(t.Context(), place, news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	return b
}

func (s *shelf) ask(t *testing.T, place news.Place, q news.QuoteQuery) []string {
	t.Helper()
	got, err := s.Quotes(t.Context(), place, q)
	if err != nil {
		t.Fatal(err)
	}
	return texts(got)
}

func texts(got news.Sayings) []string {
	out := []string{}
	for _, s := range got.Found {
		out = append(out, s.Text)
	}
	return out
}

func said(who, role string, words ...string) storetest.Piece {
	p := storetest.Piece{Title: "On " + words[0]}
	for _, w := range words {
		p.Said = append(p.Said, storetest.Said{Words: w, Who: who, Role: role})
	}
	return p
}

func TestNamesOfOnePersonAreTakenTogetherAndNamesakesKeptApart(t *testing.T) {
	s := newShelf(t)
	s.keep(t, square, said("Ida Moreno", "mayor", "The harbour stays open"))
	s.keep(t, square, said("President Moreno", "", "We have heard you"))
	s.keep(t, square, said("Ida María Moreno", "", "Not one boat will move"))
	all := []string{"Not one boat will move", "The harbour stays open", "We have heard you"}
	for _, q := range []string{"Moreno", "Ida Moreno", "President Moreno", "I. Moreno"} {
		if got := s.ask(t, square, news.QuoteQuery{Speaker: q}); !slices.Equal(slices.Sorted(slices.Values(got)), all) {
			t.Errorf("%s: %q", q, got)
		}
	}
	people, total, err := s.People(t.Context(), square, news.PeopleQuery{})
	if err != nil || total != 1 || people[0].Name != "Ida María Moreno" || people[0].Quotes != 3 || !slices.Equal(people[0].Roles, []string{"mayor"}) {
		t.Errorf("people %+v, %d, %v", people, total, err)
	}
	s.keep(t, square, said("Pablo Moreno", "fisher", "I sold my boat"))
	if got := s.ask(t, square, news.QuoteQuery{Speaker: "Pablo Moreno"}); !slices.Equal(got, []string{"I sold my boat"}) {
		t.Errorf("Pablo Moreno: %q", got)
	}
	if got := s.ask(t, square, news.QuoteQuery{Speaker: "Ida Moreno"}); len(got) != 2 {
		t.Errorf("with a namesake about, the bare last name is nobody's in particular: %q", got)
	}
	if got, err := s.Quotes(t.Context(), square, news.QuoteQuery{Speaker: "moreno"}); err != nil || len(got.Found) != 4 || len(got.People) != 3 {
		t.Errorf("moreno: %d sayings of %+v, %v", len(got.Found), got.People, err)
	}
}

func TestAMisspeltNameIsFoundAndSaidToBe(t *testing.T) {
	s := newShelf(t)
	s.keep(t, square, said("Volodymyr Zelenskyy", "president", "We need no ride"))
	s.keep(t, square, said("Kristalina Georgieva", "head of the fund", "Growth is slow"))
	for q, want := range map[string]string{"Zelenski": "We need no ride", "volodimir zelensky": "We need no ride", "Geogrieva": "Growth is slow", "Kristalina Georgiewa": "Growth is slow"} {
		got, err := s.Quotes(t.Context(), square, news.QuoteQuery{Speaker: q})
		if err != nil || !got.Fuzzy || !slices.Equal(texts(got), []string{want}) {
			t.Errorf("%s: %q, fuzzy %v, %v", q, texts(got), got.Fuzzy, err)
		}
	}
	for _, q := range []string{"Ivan Zelenskyy", "Zelda", "Boris Georgieva"} {
		if got := s.ask(t, square, news.QuoteQuery{Speaker: q}); len(got) != 0 {
			t.Errorf("%s is nobody here, yet: %q", q, got)
		}
	}
}

func TestSuggestionsBeginLikeWhatIsTypedMostQuotedFirst(t *testing.T) {
	s := newShelf(t)
	s.keep(t, square, said("Ida Moreno", "", "One", "Two", "Three"))
	s.keep(t, square, said("Tom Mortensen", "", "Four"))
	s.keep(t, "elsewhere", said("Moritz Klee", "", "Five"))
	for typed, want := range map[string][]string{
		"": {"Ida Moreno", "Tom Mortensen"}, "mor": {"Ida Moreno", "Tom Mortensen"}, "tom mor": {"Tom Mortensen"}, "Morenp": {"Ida Moreno"}, "zz": nil,
	} {
		if got, err := s.Suggest(t.Context(), square, typed, 25); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestASourceIsFoundByNameAndHost(t *testing.T) {
	s := newShelf(t)
	p := said("Ida Moreno", "", "One")
	p.Site, p.Link = "The Harbour Courant", "https://www.courant.example/a"
	s.keep(t, square, p)
	p = said("Ida Moreno", "", "Two")
	p.Site, p.Link = "Weekly Post", "https://post.example/b"
	s.keep(t, square, p)
	for source, want := range map[string]int{"courant": 1, "Harbour Courant": 1, "courant.example": 1, "https://courant.example/x": 1, "post": 1, "example": 2, "Times": 0, "!": 0} {
		if got := s.ask(t, square, news.QuoteQuery{Speaker: "Moreno", Source: source}); len(got) != want {
			t.Errorf("%s: %q, want %d", source, got, want)
		}
	}
}

func TestWhatIsForgottenIsFoundByNothing(t *testing.T) {
	s := newShelf(t)
	p := said("Ida Moreno", "mayor", "The harbour stays open")
	p.Stakes = []storetest.Stake{{Text: "The closing of the harbour divides Averly, says Moreno.", Label: "closing of the harbour", Actor: "Moreno"}}
	b := s.keep(t, square, p)
	other := said("Tom Birk", "", "We shall see")
	s.keep(t, square, other)
	s.keep(t, "elsewhere", p)
	if n := found(t, s, square); n != 6 {
		t.Fatalf("%d of 6 look-ups find it while it is there", n)
	}
	if had, err := s.Forget(t.Context(), square, b.Article.ID); err != nil || !had {
		t.Fatalf("had %v, %v", had, err)
	}
	if n := found(t, s, square); n != 0 {
		t.Errorf("%d look-ups find what was forgotten", n)
	}
	if had, err := s.Forget(t.Context(), square, b.Article.ID); err != nil || had {
		t.Errorf("forgotten twice: %v, %v", had, err)
	}
	if got := s.ask(t, square, news.QuoteQuery{Speaker: "Birk"}); len(got) != 1 {
		t.Errorf("the other article says %q", got)
	}
	if _, err := s.ForgetPlace(t.Context(), square); err != nil {
		t.Fatal(err)
	}
	if got := s.ask(t, square, news.QuoteQuery{}); len(got) != 0 {
		t.Errorf("a forgotten place says %q", got)
	}
}

// found counts the kinds of look-up that find what Ida Moreno said of the harbour.
func found(t *testing.T, s *shelf, place news.Place) (n int) {
	t.Helper()
	ctx := t.Context()
	count := func(some bool, err error) {
		if err != nil {
			t.Error(err)
		}
		if some {
			n++
		}
	}
	quotes, err := s.Quotes(ctx, place, news.QuoteQuery{Speaker: "Moreno", About: "harbour"})
	count(len(quotes.Found) > 0 || quotes.Total > 0, err)
	people, _, err := s.People(ctx, place, news.PeopleQuery{Name: "Moreno"})
	count(len(people) > 0, err)
	names, err := s.Suggest(ctx, place, "more", 25)
	count(len(names) > 0, err)
	matters, _, err := s.Issues(ctx, place, news.IssueQuery{Topic: "harbour"})
	count(len(matters) > 0, err)
	passages, _, err := s.Passages(ctx, place, "Does the harbour stay open?")
	count(len(passages) > 0, err)
	candidates, _, err := s.Candidates(ctx, place, "", "The harbour stays open")
	count(len(candidates) > 0, err)
	return n
}

func TestWhatExpiresIsFoundByNothing(t *testing.T) {
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	st, err := store.Open(t.Context(), store.Options{Retention: 48 * time.Hour, Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := &shelf{Store: st, folder: t.TempDir(), log: &strings.Builder{}}
	s.open(t)
	defer s.Index.Close()
	p := said("Ida Moreno", "mayor", "The harbour stays open")
	p.Stakes = []storetest.Stake{{Text: "The closing of the harbour divides Averly, says Moreno.", Label: "closing of the harbour", Actor: "Moreno"}}
	s.keep(t, square, p)
	if n := found(t, s, square); n != 6 {
		t.Fatalf("%d of 6 look-ups find it while it is there", n)
	}
	clock = clock.Add(48*time.Hour + time.Second)
	if n := found(t, s, square); n != 0 {
		t.Errorf("%d look-ups find what has expired", n)
	}
}

func TestAnotherBriefOfAnArticleReplacesItsQuotations(t *testing.T) {
	s := newShelf(t)
	p := said("Ida Moreno", "", "One", "Two", "Three")
	p.Link = "https://paper.example/a"
	b := s.keep(t, square, p)
	if got := s.ask(t, square, news.QuoteQuery{}); len(got) != 3 {
		t.Fatalf("found %q", got)
	}
	b.Quotes = b.Quotes[1:2]
	if _, err := s.Keep(t.Context(), square, news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	if got := s.ask(t, square, news.QuoteQuery{}); !slices.Equal(got, []string{"Two"}) {
		t.Errorf("found %q", got)
	}
	if people, _, err := s.People(t.Context(), square, news.PeopleQuery{}); err != nil || people[0].Quotes != 1 {
		t.Errorf("people %+v, %v", people, err)
	}
}

func TestQuestionsThatAskNothingOrTooMuchAreAnswered(t *testing.T) {
	s := newShelf(t)
	s.keep(t, square, said("Ida Moreno", "mayor", "The harbour stays open"))
	for _, q := range []string{
		"", " ", "!!!", "the of and", "\"", "\"\"", "\"the\"", "+harbour -open", "harbour*", "text:harbour", "/.*/", "har?our", "~1", "(((", "\x00", "\xff\xfe", "harbour\u202e",
		strings.Repeat("harbour ", 750), strings.Repeat("x", 6000), strings.Repeat("港", 2000), strings.Repeat("a b ", 1500), strings.Repeat("\"", 6000),
	} {
		for _, query := range []news.QuoteQuery{{About: q}, {Speaker: q}, {Source: q}, {Speaker: q, About: q, Source: q, Skip: -5, Limit: 3}, {About: q, Skip: 1 << 40, Limit: 3}} {
			if _, err := s.Quotes(t.Context(), square, query); err != nil {
				t.Errorf("%.40q: %v", q, err)
			}
		}
		if _, _, err := s.Issues(t.Context(), square, news.IssueQuery{Topic: q}); err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		if _, _, err := s.Passages(t.Context(), square, q); err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		if _, _, err := s.Candidates(t.Context(), square, q, q); err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		if _, err := s.Suggest(t.Context(), square, q, 25); err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		if _, _, err := s.People(t.Context(), square, news.PeopleQuery{Name: q}); err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
	}
}

func TestAPlaceNeverSeesAnothers(t *testing.T) {
	s := newShelf(t)
	places := []news.Place{"a", "b", "discord:guild:1", "discord:guild:12", "../b", ""}
	for i, p := range places[:5] {
		s.keep(t, p, said(fmt.Sprintf("Ann Number%d", i), "", fmt.Sprintf("The harbour of %d", i)))
	}
	for i, p := range places[:5] {
		if got := s.ask(t, p, news.QuoteQuery{About: "harbour"}); !slices.Equal(got, []string{fmt.Sprintf("The harbour of %d", i)}) {
			t.Errorf("%s finds %q", p, got)
		}
		if names, err := s.Suggest(t.Context(), p, "ann", 25); err != nil || len(names) != 1 {
			t.Errorf("%s suggests %q, %v", p, names, err)
		}
	}
}

func TestFewerIndexesAreOpenThanThereArePlaces(t *testing.T) {
	s := newShelf(t)
	s.Index.Close()
	x, err := index.Open(t.Context(), index.Options{Store: s.Store, Folder: s.folder, Open: 2, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	s.Index = x
	for i := range 7 {
		s.keep(t, news.Place(fmt.Sprint(i)), said("Ida Moreno", "", fmt.Sprint("Harbour ", i)))
	}
	for range 2 {
		for i := range 7 {
			if got := s.ask(t, news.Place(fmt.Sprint(i)), news.QuoteQuery{Speaker: "Moreno"}); !slices.Equal(got, []string{fmt.Sprint("Harbour ", i)}) {
				t.Errorf("place %d: %q", i, got)
			}
		}
	}
}

func TestACallerWhoGoesAwayIsTold(t *testing.T) {
	s := newShelf(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Quotes(ctx, square, news.QuoteQuery{}); err == nil {
		t.Error("no error")
	}
	if got := s.ask(t, square, news.QuoteQuery{}); len(got) != 0 {
		t.Errorf("then: %q", got)
	}
}

// damage changes every file of the kind below a folder and returns how many there were.
func damage(t *testing.T, folder, kind string, change func(data []byte) []byte) (n int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, kind) {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		return os.WriteFile(path, change(data), 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestADamagedIndexIsMadeAnew(t *testing.T) {
	for _, row := range []struct {
		name, kind string
		change     func([]byte) []byte
	}{
		{"a segment with a changed byte", ".zap", func(d []byte) []byte { d[len(d)/2] ^= 0xff; return d }},
		{"a segment that was cut", ".zap", func(d []byte) []byte { return d[:len(d)/2] }},
		{"an empty segment", ".zap", func([]byte) []byte { return nil }},
		{"a list of segments that is rubbish", "root.bolt", func(d []byte) []byte { return slices.Repeat([]byte("rust"), len(d)/4) }},
		{"an empty list of segments", "root.bolt", func([]byte) []byte { return nil }},
		{"a description that is rubbish", "index_meta.json", func([]byte) []byte { return []byte("{") }},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := newShelf(t)
			s.keep(t, square, said("Ida Moreno", "", "The harbour stays open", "Not one boat will move"))
			s.ask(t, square, news.QuoteQuery{})
			if err := s.Index.Close(); err != nil {
				t.Fatal(err)
			}
			if damage(t, s.folder, row.kind, row.change) == 0 {
				t.Fatal("there was nothing to damage")
			}
			s.open(t)
			if got := s.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); len(got) != 2 {
				t.Errorf("found %q", got)
			}
			if !strings.Contains(s.log.String(), "made anew") {
				t.Errorf("the log says %q", s.log)
			}
		})
	}
}

func TestAMissingFolderIsMadeAnew(t *testing.T) {
	s := newShelf(t)
	s.keep(t, square, said("Ida Moreno", "", "The harbour stays open"))
	s.ask(t, square, news.QuoteQuery{})
	s.Index.Close()
	if err := os.RemoveAll(s.folder); err != nil {
		t.Fatal(err)
	}
	s.open(t)
	if got := s.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}

func TestAFolderThatCannotBeHadLeavesTheIndexInMemory(t *testing.T) {
	s := newShelf(t)
	s.Index.Close()
	s.folder = filepath.Join(s.folder, "file")
	if err := os.WriteFile(s.folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.open(t)
	s.keep(t, square, said("Ida Moreno", "", "The harbour stays open"))
	if got := s.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); len(got) != 1 || !strings.Contains(s.log.String(), "in memory") {
		t.Errorf("found %q, log %q", got, s.log)
	}
}

func TestTwoProcessesOnOneFolderKeepTheirOwn(t *testing.T) {
	s := newShelf(t)
	second := &shelf{Store: s.Store, folder: s.folder, log: &strings.Builder{}}
	second.open(t)
	defer second.Index.Close()
	s.keep(t, square, said("Ida Moreno", "", "The harbour stays open"))
	for _, one := range []*shelf{s, second} {
		if got := one.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); len(got) != 1 {
			t.Errorf("found %q", got)
		}
	}
	if s.Index.Describe() == second.Index.Describe() || !strings.Contains(second.log.String(), "another process") {
		t.Errorf("both in %s, log %q", s.Index.Describe(), second.log)
	}
}

func TestARedisThatWasEmptiedLeavesNothingToFind(t *testing.T) {
	redis := miniredis.RunT(t)
	st, err := store.Open(t.Context(), store.Options{URL: "redis://" + redis.Addr()})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := &shelf{Store: st, folder: t.TempDir(), log: &strings.Builder{}}
	s.open(t)
	defer s.Index.Close()
	s.keep(t, square, said("Ida Moreno", "", "The harbour stays open"))
	s.ask(t, square, news.QuoteQuery{})
	redis.FlushAll()
	if got := s.ask(t, square, news.QuoteQuery{}); len(got) != 0 {
		t.Errorf("found %q", got)
	}
	s.keep(t, square, said("Tom Birk", "", "We shall see"))
	if got := s.ask(t, square, news.QuoteQuery{}); !slices.Equal(got, []string{"We shall see"}) {
		t.Errorf("found %q", got)
	}
	redis.SetError("READONLY")
	if _, err := s.Quotes(t.Context(), square, news.QuoteQuery{}); !errors.Is(err, news.ErrUnavailable) {
		t.Errorf("with Redis away: %v", err)
	}
}

func TestAnAnswerThatCannotWaitSaysHowFarItIsBehind(t *testing.T) {
	s := newShelf(t)
	s.Index.Close()
	for i := range 400 {
		s.keep(t, square, said("Ida Moreno", "", fmt.Sprint("Harbour ", i)))
	}
	x, err := index.Open(t.Context(), index.Options{Store: s.Store, Folder: s.folder, Patience: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	s.Index = x
	behind := 0
	for range 10_000 {
		got, err := s.Quotes(t.Context(), square, news.QuoteQuery{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if behind = max(behind, got.State.Behind); got.Total == 400 {
			break
		}
	}
	if behind == 0 {
		t.Error("it never said so")
	}
}

func TestAnIndexOfNothingIsDeleted(t *testing.T) {
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	st, err := store.Open(t.Context(), store.Options{Retention: 48 * time.Hour, Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := &shelf{Store: st, folder: t.TempDir(), log: &strings.Builder{}}
	s.open(t)
	defer s.Index.Close()
	folders := func() int {
		all, err := filepath.Glob(filepath.Join(s.folder, "index", "*", "*", "store"))
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	s.keep(t, "old", said("Ida Moreno", "", "The harbour stays open"))
	s.ask(t, "old", news.QuoteQuery{})
	clock = clock.Add(40 * time.Hour)
	s.keep(t, "new", said("Tom Birk", "", "We shall see"))
	s.ask(t, "new", news.QuoteQuery{})
	tend := func() {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			s.Tend(ctx)
			close(done)
		}()
		for range 100 {
			if time.Sleep(20 * time.Millisecond); folders() < 2 {
				break
			}
		}
		cancel()
		<-done
	}
	if n := folders(); n != 2 {
		t.Fatalf("%d folders", n)
	}
	clock = clock.Add(10 * time.Hour)
	tend()
	if n := folders(); n != 1 {
		t.Errorf("%d folders after the first place expired", n)
	}
	if got := s.ask(t, "new", news.QuoteQuery{}); len(got) != 1 {
		t.Errorf("the other place says %q", got)
	}
	s.keep(t, "old", said("Ida Moreno", "", "The harbour is closed"))
	if got := s.ask(t, "old", news.QuoteQuery{}); !slices.Equal(got, []string{"The harbour is closed"}) {
		t.Errorf("the place that came back says %q", got)
	}
}

func TestManyAtOnceGetTheirOwnAnswers(t *testing.T) {
	s := newShelf(t)
	s.Index.Close()
	x, err := index.Open(t.Context(), index.Options{Store: s.Store, Folder: s.folder, Open: 2, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	s.Index = x
	ctx, cancel := context.WithCancel(t.Context())
	tended := make(chan struct{})
	go func() {
		defer close(tended)
		x.Tend(ctx)
	}()
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			place := news.Place(fmt.Sprint("place ", worker%5))
			for i := range 15 {
				words := fmt.Sprintf("Answer %d of worker %d", i, worker)
				b := said("Ida Moreno", "", words).Brief()
				if _, err := s.Keep(ctx, place, news.Share{}, b); err != nil {
					t.Error(err)
				}
				got, err := x.Quotes(ctx, place, news.QuoteQuery{Speaker: "Moreno", About: `"` + words + `"`})
				if err != nil || !slices.Equal(texts(got), []string{words}) {
					t.Errorf("%s finds %q, %v", place, texts(got), err)
				}
				if i%3 != 0 {
					continue
				}
				if _, err := s.Forget(ctx, place, b.Article.ID); err != nil {
					t.Error(err)
				}
				if got, err := x.Quotes(ctx, place, news.QuoteQuery{About: `"` + words + `"`}); err != nil || len(got.Found) != 0 {
					t.Errorf("%s still finds %q, %v", place, texts(got), err)
				}
			}
		})
	}
	all.Wait()
	cancel()
	<-tended
}
