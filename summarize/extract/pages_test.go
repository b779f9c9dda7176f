package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"onrecord/summarize/news"
)

// gold is what a reader of a page sees as its article, written down before any program read the page.
type gold struct {
	Kind      string    // of page; figures are per kind
	URL       string    // where the page came from
	Charset   string    // of the Content-Type header
	Title     string    // fields that are empty are not scored
	Author    string    //
	Published string    // 2006-01-02
	Site      string    //
	Canonical string    //
	Lang      string    // of which the base is compared
	Notice    string    // a key of notices; empty for an article that is complete
	Error     string    // a key of refusals; empty for a page that holds an article
	Shown     int       // words that a paywall leaves
	Next      string    // address of the next page of the article
	Text      []string  // the paragraphs in order
	Optional  []string  // paragraphs that may be there or not: captions, standfirsts, signatures of posts, times
	Never     []string  // hidden words, which must not be there
	Quotes    []saying  // what stands in block quotes and embedded posts
	Entries   []journal // of a live blog
}

type saying struct{ Text, Speaker string }

type journal struct {
	Time     time.Time
	Headline string
}

var refusals = map[string]error{
	"consent wall": news.ErrConsent, "paywall": news.ErrPaywall, "login page": news.ErrLogin,
	"script-only page": news.ErrScript, "index page": news.ErrIndex,
}

var notices = map[string]news.Notice{"paywall": news.Paywalled, "live blog": news.LiveBlog, "video": news.Transcript}

// figures are scores from 0 to 1 by name. A figure that does not apply to any page of a kind is absent.
type figures map[string]float64

// columns are the figures in the order of the table. words: F1 of the words, of Japanese the characters. para: F1 of
// whole paragraphs, letter for letter and in order. exact: pages on which all are. kind: the refusal or notice is the
// right one. quotes: kept in a block that is a quotation or a post; by: with their speaker. unseen: no hidden words.
var columns = []string{"words", "para", "exact", "title", "author", "date", "site", "link", "lang", "kind", "quotes", "by", "entries", "next", "unseen"}

const floorsFile = "testdata/floors.json"

func TestPagesOfOurOwnAreReadNoWorseThanBefore(t *testing.T) {
	names, err := filepath.Glob("testdata/pages/gold/*.html")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	sums, counts := map[string]figures{}, map[string]figures{}
	for _, name := range names {
		g, page := ours(t, name)
		a, err := Article(page)
		f := g.score(a, err, Next(page))
		t.Logf("%-22s %s", strings.TrimSuffix(filepath.Base(name), ".html"), g.faults(f, a, err))
		for _, kind := range []string{g.Kind, "all"} {
			if sums[kind] == nil {
				sums[kind], counts[kind] = figures{}, figures{}
			}
			for k, v := range f {
				sums[kind][k] += v
				counts[kind][k]++
			}
			counts[kind]["pages"]++
		}
	}
	for kind, f := range sums {
		for k := range f {
			f[k] = math.Round(1e4*f[k]/counts[kind][k]) / 1e4
		}
	}
	t.Log("\n" + table(sums, counts))
	holdFloors(t, sums)
}

// ours reads a page and its gold.
func ours(t *testing.T, name string) (g gold, p news.Page) {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(strings.TrimSuffix(name, ".html") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if (g.Error == "") != (len(g.Text) > 0) || g.Kind == "" || g.URL == "" {
		t.Fatalf("%s: the gold is not complete", name)
	}
	return g, news.Page{URL: g.URL, Type: "text/html", Charset: g.Charset, Body: body}
}

// score compares what was read with the gold.
func (g gold) score(a *news.Article, err error, next string) figures {
	f := figures{"kind": yes(g.recognised(a, err))}
	if g.Error != "" {
		f["words"] = yes(err != nil)
		return f
	}
	if g.Next != "" || g.Kind == "multi-page" {
		f["next"] = yes(next == g.Next)
	}
	if a == nil {
		a = &news.Article{}
	}
	got := g.paragraphs(a)
	f["words"] = overlap(words(strings.Join(g.Text, "\n")), words(strings.Join(got, "\n")))
	f["para"] = inOrder(g.Text, got)
	f["exact"] = yes(slices.Equal(g.Text, got))
	for column, pair := range map[string][2]string{
		"title": {g.Title, a.Title}, "author": {g.Author, a.Byline}, "date": {g.Published, a.Published.Format(time.DateOnly)},
		"site": {g.Site, a.Outlet()}, "link": {g.Canonical, a.Link}, "lang": {base(g.Lang), base(a.Lang)},
	} {
		if pair[0] != "" {
			f[column] = yes(pair[0] == pair[1])
		}
	}
	if len(g.Quotes) > 0 {
		f["quotes"], f["by"] = g.kept(a)
	}
	if len(g.Entries) > 0 {
		f["entries"] = g.told(a)
	}
	if len(g.Never) > 0 {
		f["unseen"] = yes(!slices.ContainsFunc(g.Never, func(s string) bool { return strings.Contains(a.Text, s) }))
	}
	return f
}

// recognised reports whether a page was refused, or read with a notice, as its kind asks for.
func (g gold) recognised(a *news.Article, err error) bool {
	if g.Error != "" {
		want, ok := refusals[g.Error]
		return ok && errors.Is(err, want)
	}
	if err != nil {
		return false
	}
	if g.Notice == "" {
		return a.Notice == news.Complete || a.Notice == news.Unfinished && g.Next != ""
	}
	want, ok := notices[g.Notice]
	return ok && a.Notice == want && a.Entries() == len(g.Entries) && (g.Shown == 0 || a.Words() == g.Shown)
}

// paragraphs returns the blocks that were read, without those that may be there or not.
func (g gold) paragraphs(a *news.Article) []string {
	var out []string
	for _, b := range a.Blocks {
		if text := a.At(b.Span); !slices.Contains(g.Optional, text) || slices.Contains(g.Text, text) {
			out = append(out, text)
		}
	}
	return out
}

// kept returns which share of the quotations stands in blocks that say so, and which share has its speaker too: as
// author of the post, in the same quotation, or in a short line below it, as a signature is.
func (g gold) kept(a *news.Article) (quotes, by float64) {
	for _, q := range g.Quotes {
		i := slices.IndexFunc(a.Blocks, func(b news.Block) bool {
			return (b.Kind == news.BlockQuote || b.Kind == news.Post) && strings.Contains(a.At(b.Span), q.Text)
		})
		if i < 0 {
			continue
		}
		quotes++
		by += yes(a.Blocks[i].By == q.Speaker || a.Blocks[i].Kind == news.BlockQuote && signedBy(a, a.Blocks[i:], q.Speaker))
	}
	n := float64(len(g.Quotes))
	return quotes / n, by / n
}

// signedBy reports whether the block quotation with which blocks begin, or a line of ten words below it, names who.
func signedBy(a *news.Article, blocks []news.Block, who string) bool {
	for _, b := range blocks {
		text := a.At(b.Span)
		within := b.Kind == news.BlockQuote
		if strings.Contains(text, who) && (within || len(words(text)) <= 10) {
			return true
		}
		if !within {
			return false
		}
	}
	return false
}

// told returns the share of a live blog's entries that hold their headline and bear their time.
func (g gold) told(a *news.Article) float64 {
	var n float64
	for _, e := range g.Entries {
		i := slices.IndexFunc(a.Blocks, func(b news.Block) bool { return b.Entry > 0 && a.At(b.Span) == e.Headline })
		n += yes(i >= 0 && slices.ContainsFunc(a.Blocks, func(b news.Block) bool {
			return b.Entry == a.Blocks[i].Entry && b.At.Equal(e.Time)
		}))
	}
	return n / float64(len(g.Entries))
}

// faults says in a line what is not right, for -v.
func (g gold) faults(f figures, a *news.Article, err error) string {
	var out []string
	for _, c := range columns {
		if v, ok := f[c]; ok && v < 1 {
			out = append(out, fmt.Sprintf("%s %.3f", c, v))
		}
	}
	switch {
	case len(out) == 0:
		return "all right"
	case err != nil:
		out = append(out, "error: "+err.Error())
	default:
		out = append(out, fmt.Sprintf("notice: %d, %d words", a.Notice, a.Words()))
		got := g.paragraphs(a)
		for _, p := range g.Text {
			if !slices.Contains(got, p) {
				out = append(out, "\n  - "+p)
			}
		}
		for _, p := range got {
			if !slices.Contains(g.Text, p) {
				out = append(out, "\n  + "+p)
			}
		}
		for _, pair := range [][2]string{{g.Title, a.Title}, {g.Author, a.Byline}, {g.Site, a.Outlet()}, {g.Canonical, a.Link}, {g.Lang, a.Lang}} {
			if pair[0] != "" && pair[0] != pair[1] {
				out = append(out, fmt.Sprintf("\n  %q, not %q", pair[1], pair[0]))
			}
		}
	}
	return strings.Join(out, " ")
}

func table(means, counts map[string]figures) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "kind\tpages\t%s\t\n", strings.Join(columns, "\t"))
	for _, kind := range slices.Sorted(maps.Keys(means)) {
		fmt.Fprintf(w, "%s\t%.0f\t", kind, counts[kind]["pages"])
		for _, c := range columns {
			if v, ok := means[kind][c]; ok {
				fmt.Fprintf(w, "%.3f\t", v)
			} else {
				fmt.Fprint(w, "-\t")
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	return b.String()
}

// holdFloors fails where a figure is below its floor. With -run PagesOf -update it raises the floors that were passed,
// and lowers none; a kind or a figure that is new gets its floor then.
func holdFloors(t *testing.T, now map[string]figures) {
	t.Helper()
	floors := map[string]figures{}
	raw, err := os.ReadFile(floorsFile)
	if err == nil {
		err = json.Unmarshal(raw, &floors)
	}
	if err != nil && !*update {
		t.Fatal(err)
	}
	for kind, f := range floors {
		for k, floor := range f {
			if got, ok := now[kind][k]; !ok || got < floor {
				t.Errorf("%s: %s is %.4f, and was %.4f", kind, k, got, floor)
			}
		}
	}
	for kind, f := range now {
		if floors[kind] == nil {
			floors[kind] = figures{}
		}
		for k, v := range f {
			if floor, ok := floors[kind][k]; !ok && !*update {
				t.Errorf("%s: %s has no floor", kind, k)
			} else {
				floors[kind][k] = max(floor, v)
			}
		}
	}
	if *update {
		out, err := json.MarshalIndent(floors, "", "\t")
		if err == nil {
			err = os.WriteFile(floorsFile, append(out, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
