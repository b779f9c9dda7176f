package storetest

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/summarize/news"
)

// Fresh returns the options of an empty database that outlives the stores that are opened on it and belongs to the
// test alone. [Run] fills in the engine, the clock and the retention.
type Fresh func(t *testing.T) store.Options

// Run checks that a store over the databases of fresh keeps every promise.
func Run(t *testing.T, fresh Fresh) {
	for _, promise := range []struct {
		name string
		test func(t *testing.T, l *library)
	}{
		{"what was kept comes back", keptComesBack},
		{"a link answers in all its spellings", linkSpellings},
		{"another engine's brief is not recalled but still read", otherEngine},
		{"keeping again changes neither share nor size", keepingAgain},
		{"a new brief of an article takes the place of the old", newBrief},
		{"the first share wins a race", shareRace},
		{"a place sees nothing of another", isolation},
		{"pasted text is found by no link", pastedText},
		{"what outlives its time is gone", expiry},
		{"what is kept again lives on", renewal},
		{"all survives a restart", restart},
		{"speakers are found by their names", speakers},
		{"quotations are found by what they are about", about},
		{"speaker and topic narrow each other", narrowing},
		{"a saying comes back with all that is known of it", wholeSaying},
		{"answers come newest first and in pages", pages},
		{"a publication in the future counts as kept", future},
		{"issues are found by topic", issues},
		{"names in every script are found", scripts},
		{"fifty thousand quotations fit in one brief", many},
		{"what cannot be kept is refused", refusals},
		{"a written brief is found by its key", writtenBriefs},
		{"budgets hold", budgets},
		{"conversations are kept and forgotten", conversations},
		{"a lease has one holder", leases},
		{"what is put down can be taken up", shelves},
		{"a place keeps its settings", settings},
		{"drawers keep what a place asked for", drawers},
		{"plans come up when they are due", plans},
		{"claims are had by one", claims},
		{"uses are counted", counts},
		{"articles are listed", entries},
		{"all versions of a page are found", linked},
		{"what was changed meanwhile is not changed", swaps},
		{"a forgotten member is nowhere", forgottenMember},
		{"a forgotten text is nowhere", forgottenText},
		{"a caller who went away is told so", cancelled},
	} {
		t.Run(promise.name, func(t *testing.T) {
			promise.test(t, open(t, fresh(t)))
		})
	}
}

// epoch is when the clock of every test starts.
var epoch = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// library is a store and its index with a clock that the test moves.
type library struct {
	*store.Store
	*index.Index
	options store.Options
	folder  string // of the index
	clock   time.Time
}

// Close closes the index before the store that it reads.
func (l *library) Close() error { return errors.Join(l.Index.Close(), l.Store.Close()) }

func open(t *testing.T, o store.Options) *library {
	t.Helper()
	l := &library{options: o, folder: t.TempDir(), clock: epoch}
	l.options.Engine, l.options.Retention = "engine 1", 48*time.Hour
	l.options.Now = func() time.Time { return l.clock }
	l.options.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	l.start(t)
	t.Cleanup(func() { l.Close() })
	return l
}

func (l *library) start(t *testing.T) {
	t.Helper()
	s, err := store.Open(t.Context(), l.options)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(t.Context(), index.Options{
		Store: s, Folder: l.folder, Patience: time.Minute, Now: l.options.Now, Log: l.options.Log,
	})
	if err != nil {
		t.Fatal(err)
	}
	l.Store, l.Index = s, x
}

// restart closes the store and opens it again, after change has had its way with the options.
func (l *library) restart(t *testing.T, change func(o *store.Options)) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	change(&l.options)
	l.start(t)
}

// keep keeps the brief of a piece and returns it.
func (l *library) keep(t *testing.T, place news.Place, p Piece, links ...string) *news.Brief {
	t.Helper()
	b := p.Brief()
	if _, err := l.Keep(t.Context(), place, news.Share{By: ann}, b, links...); err != nil {
		t.Fatal(err)
	}
	return b
}

// ask returns the texts of the sayings that a query finds, and checks their number.
func (l *library) ask(t *testing.T, place news.Place, q news.QuoteQuery) []string {
	t.Helper()
	got, err := l.Quotes(t.Context(), place, q)
	if err != nil {
		t.Fatal(err)
	}
	if got.State.Behind != 0 {
		t.Errorf("the index is %d articles behind", got.State.Behind)
	}
	if q.Limit == 0 && q.Skip == 0 && got.Total != len(got.Found) {
		t.Errorf("%d sayings found, %d in all", len(got.Found), got.Total)
	}
	texts := []string{}
	if got.Fuzzy || got.Loose { // of these the tests have their own
		return texts
	}
	for _, s := range got.Found {
		texts = append(texts, s.Text)
	}
	return texts
}

var (
	ann = news.Member{ID: "1", Name: "Ann"}
	bob = news.Member{ID: "2", Name: "Bob"}
)

const square = news.Place("discord:guild:1")

// bridge is the article that most tests keep.
var bridge = Piece{
	Link: "https://paper.example/bridge", Title: "The old bridge will be closed", Site: "The Paper",
	Published: time.Date(2026, 3, 1, 8, 30, 0, 0, time.FixedZone("", 3600)),
	Said: []Said{
		{Words: "The bridge will close in May", Who: "Ida María Moreno", Role: "president of the region"},
		{Words: "Our shops will lose half of their customers", Who: "Tom O’Brien", Role: "who sells bread"},
		{Words: "Nobody asked us", Who: "a neighbour", Unclear: true},
	},
	Stakes: []Stake{
		{Text: "The closure of the bridge divides the town, and Moreno defends it.", Label: "closure of the bridge", Actor: "Moreno", Stance: news.For, Score: 0.8},
		{Text: "Shopkeepers want money for lost customers.", Label: "money for lost customers", Actor: "Shopkeepers", Stance: news.Speaks, Score: 0.3},
	},
}
