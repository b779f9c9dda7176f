package theme

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

var now = time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC)

// labelled reads a set: matters, and the issue that each belongs to.
func labelled(t testing.TB, file string) (matters []news.Matter, issues []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		cells := strings.Split(in.Text(), " | ")
		if strings.HasPrefix(in.Text(), "#") || len(cells) != 6 {
			continue
		}
		m := news.Matter{
			Article: cells[1], Outlet: cells[2], Title: cells[4], Label: cells[3], Sentence: cells[4], About: []string{cells[4]}, Score: 0.5,
			Said: now.Add(-time.Duration(len(matters)) * 6 * time.Hour),
		}
		for who := range strings.SplitSeq(cells[5], ";") {
			s := news.Standing{Actor: strings.TrimSpace(who), Evidence: cells[4]}
			if name, ok := strings.CutSuffix(s.Actor, " +"); ok {
				s.Actor, s.Stance = name, news.For
			} else if name, ok := strings.CutSuffix(s.Actor, " -"); ok {
				s.Actor, s.Stance = name, news.Against
			}
			m.Stands = append(m.Stands, s)
		}
		matters, issues = append(matters, m), append(issues, cells[0])
	}
	return matters, issues
}

// bcubed scores themes against issues: of the matters that share a theme with each, the share that belongs there
// (precision), and of those that belong there the share that is (recall).
func bcubed(themes []news.Theme, issues []string) (p, r, f float64) {
	of := map[int]int{}
	for n, t := range themes {
		for _, i := range t.Matters {
			of[i] = n
		}
	}
	for i := range issues {
		both, mine, theirs := 0.0, 0.0, 0.0
		for j := range issues {
			same, meant := of[i] == of[j], issues[i] == issues[j]
			if same {
				mine++
			}
			if meant {
				theirs++
			}
			if same && meant {
				both++
			}
		}
		p += both / mine
		r += both / theirs
	}
	n := float64(len(issues))
	p, r = p/n, r/n
	return p, r, 2 * p * r / (p + r)
}

func TestIssuesThatAreOneAreJoined(t *testing.T) {
	for file, floor := range map[string]float64{"testdata/first.txt": 0.93, "testdata/second.txt": 0.85} {
		matters, issues := labelled(t, file)
		themes := Merge(matters, now)
		p, r, f := bcubed(themes, issues)
		t.Logf("%s: %d matters, B-cubed precision %.3f recall %.3f F1 %.3f", file, len(matters), p, r, f)
		if f < floor {
			t.Errorf("%s: F1 %.3f, floor %.3f", file, f, floor)
		}
		if file == "testdata/first.txt" && testing.Verbose() {
			for _, th := range themes {
				var in []string
				for _, i := range th.Matters {
					in = append(in, issues[i]+"/"+matters[i].Label)
				}
				t.Log(th.Label, in)
			}
		}
	}
}

func TestNeitherOrderNorPositionChangesAPartition(t *testing.T) {
	matters, _ := labelled(t, "testdata/first.txt")
	want := partition(Merge(matters, now), matters)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffled := slices.Clone(matters)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := partition(Merge(shuffled, now), shuffled); got != want {
			t.Fatalf("shuffled: %s\nwant %s", got, want)
		}
	}
}

// partition writes themes in their order by what they are made of.
func partition(themes []news.Theme, matters []news.Matter) string {
	var b strings.Builder
	for _, t := range themes {
		fmt.Fprintf(&b, "%s %.6f:", t.Label, t.Score)
		for _, i := range t.Matters {
			b.WriteString(" " + matters[i].Article)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestAThemeSaysWhoWantsWhat(t *testing.T) {
	matters, _ := labelled(t, "testdata/first.txt")
	for _, th := range Merge(matters, now) {
		if !slices.Contains(th.Names, "school closures") {
			continue
		}
		if th.Outlets != 2 || len(th.Matters) != 3 || !th.From.Before(th.To) {
			t.Errorf("%+v", th)
		}
		var names []string
		for _, a := range th.Actors {
			names = append(names, fmt.Sprint(a.Name, len(a.Stands)))
			for _, s := range a.Stands {
				if !slices.Contains(th.Matters, s.Matter) || matters[s.Matter].Stands[s.Standing].Stance != s.Stance {
					t.Errorf("%s: %+v is backed by nothing", a.Name, s)
				}
			}
		}
		if !slices.Equal(names, []string{"Sunniva Hale2", "Tilda Roos2"}) {
			t.Errorf("actors %q", names)
		}
		return
	}
	t.Error("there is no theme of the schools")
}

func TestWhatIsRecentAndWideWeighsMost(t *testing.T) {
	old := news.Matter{Label: "rent cap", Article: "1", Outlet: "A", Sentence: "The rent cap in Tarn.", Said: now.AddDate(0, -1, 0)}
	fresh := news.Matter{Label: "wolves", Article: "2", Outlet: "A", Sentence: "Wolves on the ridge.", Said: now.AddDate(0, 0, -1)}
	wide := []news.Matter{
		{Label: "tram line", Article: "3", Outlet: "A", Sentence: "The tram line to Mill Street.", Said: now.AddDate(0, 0, -1)},
		{Label: "tram line", Article: "4", Outlet: "B", Sentence: "A tram line on Mill Street.", Said: now.AddDate(0, 0, -1)},
	}
	var got []string
	for _, th := range Merge(append(wide, old, fresh), now) {
		got = append(got, th.Label)
	}
	if !slices.Equal(got, []string{"tram line", "wolves", "rent cap"}) {
		t.Errorf("order %q", got)
	}
	if out := Merge(nil, now); len(out) != 0 {
		t.Errorf("of nothing: %v", out)
	}
}

func FuzzMerge(f *testing.F) {
	f.Add("tariffs", "The tariffs on steel.", "import duties", "Duties on steel, or tariffs.")
	f.Add("", "", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, la, sa, lb, sb string) {
		matters := []news.Matter{
			{Label: la, Article: "a", Sentence: sa, About: []string{sa}, Stands: []news.Standing{{Actor: la}}}, {Label: lb, Article: "b", Sentence: sb, Stands: []news.Standing{{Actor: sb}}},
			{Label: la, Article: "c", Sentence: sb, About: []string{sb, sa}},
		}
		seen := map[int]int{}
		for _, th := range Merge(matters, now) {
			for _, i := range th.Matters {
				seen[i]++
			}
			if len(th.Names) == 0 || !slices.Contains(th.Names, th.Label) {
				t.Errorf("label %q, names %q", th.Label, th.Names)
			}
		}
		if len(seen) != 3 || seen[0]+seen[1]+seen[2] != 3 {
			t.Errorf("matters in themes: %v", seen)
		}
	})
}

func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{200, 2000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			word := func() string { return fmt.Sprintf("w%dx", int(r.ExpFloat64()*800)) }
			var matters []news.Matter
			for i := range n {
				topic := r.IntN(n/4 + 1)
				s := fmt.Sprintf("topic%d place%d person%d", topic, topic, topic*7)
				for range 15 {
					s += " " + word()
				}
				matters = append(matters, news.Matter{Label: fmt.Sprintf("topic%d", topic), Article: fmt.Sprint(i), Outlet: fmt.Sprint(i % 40), Sentence: s, Said: now})
			}
			for b.Loop() {
				Merge(matters, now)
			}
		})
	}
}
