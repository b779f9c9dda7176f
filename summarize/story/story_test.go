package story

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

// labelled is an article of testdata/events.json: invented events, each told by several outlets in words of their own, some
// of them about the same people or places as others.
type labelled struct {
	Event, Title, Lead, Outlet string
	Copy                       bool
	Hours                      int
}

func events(t testing.TB) ([]labelled, []Article) {
	t.Helper()
	raw, err := os.ReadFile("testdata/events.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	in := make([]Article, len(all))
	for i, l := range all {
		in[i] = Article{Title: l.Title, Lead: l.Lead, Text: l.Lead, Outlet: l.Outlet, At: time.Date(2026, 3, 1, l.Hours, 0, 0, 0, time.UTC)}
	}
	return all, in
}

// bcubed is the B-cubed precision, recall and F1 of a clustering (Bagga and Baldwin, 1998).
func bcubed(gold []string, got []int) (p, r, f float64) {
	n := float64(len(gold))
	for i := range gold {
		both, ours, theirs := 0.0, 0.0, 0.0
		for j := range gold {
			same, joined := gold[i] == gold[j], got[i] == got[j]
			if same {
				theirs++
			}
			if joined {
				ours++
			}
			if same && joined {
				both++
			}
		}
		p += both / ours / n
		r += both / theirs / n
	}
	return p, r, 2 * p * r / (p + r)
}

// score joins the articles of some events and compares the stories with the labels.
func score(all []labelled, in []Article, keep func(event string) bool) (p, r, f float64) {
	var gold []string
	var some []Article
	for i, l := range all {
		if keep(l.Event) {
			gold, some = append(gold, l.Event), append(some, in[i])
		}
	}
	got := make([]int, len(some))
	for n, s := range Join(some) {
		for _, i := range s.Articles {
			got[i] = n
		}
	}
	return bcubed(gold, got)
}

func TestStoriesOfTheLabelledEvents(t *testing.T) {
	all, in := events(t)
	var names []string
	for _, l := range all {
		if !slices.Contains(names, l.Event) {
			names = append(names, l.Event)
		}
	}
	p, r, f := score(all, in, func(string) bool { return true })
	t.Logf("%d articles of %d events, at once: precision %.3f, recall %.3f, F1 %.3f", len(all), len(names), p, r, f)
	if f < 0.9 {
		t.Errorf("B-cubed F1 is %.3f", f)
	}
	p, r, f = score(all, in, func(e string) bool { return slices.Index(names, e)%2 == 1 })
	t.Logf("the half of the events that no bound was set on: precision %.3f, recall %.3f, F1 %.3f", p, r, f)
	if f < 0.85 {
		t.Errorf("B-cubed F1 of the half is %.3f", f)
	}
}

func TestTheOrderDoesNotMatter(t *testing.T) {
	_, in := events(t)
	forward := Join(in)
	back := slices.Clone(in)
	slices.Reverse(back)
	var a, b [][]string
	titles := func(list []Article, s []int) (out []string) {
		for _, i := range s {
			out = append(out, list[i].Title)
		}
		slices.Sort(out)
		return out
	}
	for _, s := range forward {
		a = append(a, titles(in, s.Articles))
	}
	for _, s := range Join(back) {
		b = append(b, titles(back, s.Articles))
	}
	slices.SortFunc(a, slices.Compare[[]string])
	slices.SortFunc(b, slices.Compare[[]string])
	if !slices.EqualFunc(a, b, slices.Equal[[]string]) {
		t.Error("the stories differ")
	}
}

func TestCopiesAreFound(t *testing.T) {
	all, in := events(t)
	marked := map[string]bool{} // by their words: of two that are alike either may count as the copy
	n := 0
	for _, s := range Join(in) {
		for _, i := range s.Copies {
			marked[in[i].Text] = true
			n++
		}
	}
	want := 0
	for _, l := range all {
		if l.Copy {
			want++
			if !marked[l.Lead] {
				t.Errorf("%q is not found to be a copy", l.Title)
			}
		}
	}
	if n != want {
		t.Errorf("%d articles are marked as copies, %d are", n, want)
	}
}

func TestFarApartIsNotOneStory(t *testing.T) {
	a := Article{Title: "Fire destroys market hall in Saint-Orme", Lead: "A fire burned down the market hall of Saint-Orme.", At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	b := a
	b.At = a.At.Add(2 * Window)
	if got := Join([]Article{a, b}); len(got) != 2 {
		t.Errorf("%d stories", len(got))
	}
}

func BenchmarkJoin(b *testing.B) {
	_, in := events(b)
	for range b.N {
		Join(in)
	}
}

func FuzzJoin(f *testing.F) {
	f.Add("Title", "Lead one.", "Other", "Lead two.")
	f.Fuzz(func(t *testing.T, t1, l1, t2, l2 string) {
		got := Join([]Article{{Title: t1, Lead: l1, Text: l1}, {Title: t2, Lead: l2, Text: l2}, {Title: t1, Lead: l2, Text: l2}})
		seen := map[int]bool{}
		for _, s := range got {
			for _, i := range s.Articles {
				if seen[i] {
					t.Fatal("an article in two stories")
				}
				seen[i] = true
			}
		}
		if len(seen) != 3 {
			t.Fatal("an article in no story")
		}
	})
}
