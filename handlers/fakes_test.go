package handlers

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

var noon = time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC)

var (
	ann = news.Member{ID: "1", Name: "Ann"}
	bo  = news.Member{ID: "2", Name: "Bo"}
)

// fakeEngine answers every source with one brief or one error.
type fakeEngine struct {
	brief *news.Brief
	err   error
	read  []news.Source
	wait  func(context.Context) // called before it answers, if set

	finding news.Finding
	lines   []news.Line
}

func (f *fakeEngine) Answer(_ context.Context, _ string, p []news.Passage) (news.Answer, error) {
	return news.Answer{Lines: f.lines, Passages: p, Writer: "onrecord/1"}, f.err
}

func (f *fakeEngine) Restyle(b *news.Brief, _ news.Style) *news.Brief { return b }

func (f *fakeEngine) Check(string, []news.Candidate) news.Finding { return f.finding }

// Merge makes one issue of each matter.
func (f *fakeEngine) Merge(matters []news.Matter, _ time.Time) (out []news.Theme) {
	for i, m := range matters {
		t := news.Theme{Label: m.Label, Names: []string{m.Label}, Matters: []int{i}, Outlets: 1, From: m.Said, To: m.Said}
		for n, s := range m.Stands {
			t.Actors = append(t.Actors, news.Actor{Name: s.Actor, Role: s.Role, Stands: []news.Stand{{Stance: s.Stance, Matter: i, Standing: n}}})
		}
		out = append(out, t)
	}
	return out
}

func (f *fakeEngine) Brief(ctx context.Context, src news.Source) (*news.Brief, error) {
	f.read = append(f.read, src)
	if f.wait != nil {
		f.wait(ctx)
	}
	return f.brief, f.err
}

// fakeLibrary keeps what it is given, a shelf for each place.
type fakeLibrary struct {
	readOnly bool // notes nothing
	err      error
	shelf    map[news.Place]map[string]*news.Brief
	first    map[string]news.Share // by place and article
	links    map[string]*news.Brief
	asked    news.QuoteQuery
	said     map[news.Place][]news.Saying
	matter   map[news.Place][]news.Matter
	size     news.Size

	people   []news.Person
	passages []news.Passage
	looked   time.Time
}

func newLibrary() *fakeLibrary {
	return &fakeLibrary{
		shelf: map[news.Place]map[string]*news.Brief{}, first: map[string]news.Share{}, links: map[string]*news.Brief{},
		said: map[news.Place][]news.Saying{}, matter: map[news.Place][]news.Matter{},
	}
}

func (f *fakeLibrary) Keep(_ context.Context, p news.Place, s news.Share, b *news.Brief, links ...string) (news.Share, error) {
	if f.err != nil {
		return news.Share{}, f.err
	}
	if f.shelf[p] == nil {
		f.shelf[p] = map[string]*news.Brief{}
	}
	f.shelf[p][b.Article.ID] = b
	for _, l := range links {
		f.links[l] = b
	}
	key := string(p) + b.Article.ID
	if _, ok := f.first[key]; !ok {
		f.first[key] = s
	}
	return f.first[key], nil
}

func (f *fakeLibrary) Recall(_ context.Context, p news.Place, link string) (*news.Brief, news.Share, error) {
	b := f.links[link]
	if f.err != nil || b == nil {
		return nil, news.Share{}, orMissing(f.err)
	}
	return b, f.first[string(p)+b.Article.ID], nil
}

func (f *fakeLibrary) Brief(_ context.Context, p news.Place, id string) (*news.Brief, error) {
	if b := f.shelf[p][id]; b != nil && f.err == nil {
		return b, nil
	}
	return nil, orMissing(f.err)
}

func (f *fakeLibrary) Quotes(_ context.Context, p news.Place, q news.QuoteQuery) (news.Sayings, error) {
	f.asked = q
	all := f.said[p]
	end := len(all)
	if q.Limit > 0 {
		end = min(q.Skip+q.Limit, len(all))
	}
	return news.Sayings{Found: all[min(q.Skip, len(all)):end], Total: len(all), People: f.people}, f.err
}

func (f *fakeLibrary) Issues(_ context.Context, p news.Place, _ news.IssueQuery) ([]news.Matter, news.Progress, error) {
	return f.matter[p], news.Progress{}, f.err
}

func (f *fakeLibrary) People(_ context.Context, _ news.Place, q news.PeopleQuery) ([]news.Person, int, error) {
	return f.people[:min(max(q.Limit, 0), len(f.people))], len(f.people), f.err
}

func (f *fakeLibrary) Suggest(context.Context, news.Place, string, int) ([]string, error) {
	var names []string
	for _, p := range f.people {
		names = append(names, p.Name)
	}
	return names, f.err
}

func (f *fakeLibrary) Passages(context.Context, news.Place, string) ([]news.Passage, news.Progress, error) {
	return f.passages, news.Progress{}, f.err
}

func (f *fakeLibrary) Candidates(context.Context, news.Place, string, string) ([]news.Candidate, news.Progress, error) {
	return nil, news.Progress{}, f.err
}

func (f *fakeLibrary) Look(context.Context, news.Place, string, string) (time.Time, error) {
	if f.readOnly {
		return time.Time{}, news.ErrUnavailable
	}
	return f.looked, f.err
}

func (f *fakeLibrary) Size(context.Context, news.Place) (news.Size, error) { return f.size, f.err }

func orMissing(err error) error {
	if err == nil {
		return news.ErrMissing
	}
	return err
}

// newApp returns an App over fakes, with its log.
func newApp(e *fakeEngine, l *fakeLibrary) (*App, *bytes.Buffer) {
	log := &bytes.Buffer{}
	return &App{
		Engine: e, Library: l, Finder: l, Now: func() time.Time { return noon },
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}, log
}

const ferryText = `The harbour council will close the night ferry in September.

“We cannot pay for empty boats at midnight,” said Ida Moreno, the harbour's mayor. “The buses will run instead.”

Tom Birk called the plan “a leap in the dark” for the island. He said the last crossing was full.

“Nobody asked us,” a passenger said.`

// ferry is a brief with a split quotation, a mixed and an indirect one, an unclear speaker, and an issue with two sides.
func ferry(t testing.TB) *news.Brief {
	t.Helper()
	a := prose.Article(ferryText)
	a.Title, a.Site, a.Link = "Night ferry to end in September", "Harbour Gazette", "https://gazette.example/ferry"
	a.Published = time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)
	a.Seal()
	in := func(s string) news.Span {
		i := strings.Index(a.Text, s)
		if i < 0 {
			t.Fatalf("the article does not say %q", s)
		}
		return news.Span{Start: i, End: i + len(s)}
	}
	ida := news.Speaker{Name: in("Ida Moreno"), Role: in("the harbour's mayor")}
	tom := news.Speaker{Name: in("Tom Birk")}
	quote := func(s string, k news.QuoteKind, by news.Speaker, p float64) news.Quote {
		sp := in(s)
		return news.Quote{Span: sp, Kind: k, Speaker: by, Sentence: a.SentenceAt(sp.Start), Confidence: p}
	}
	b := &news.Brief{
		Article: a,
		Gist:    news.Line{Text: "The council will close the night ferry in September.", Cites: []int{1}},
		Points:  []news.Line{{Text: "Buses will run instead.", Cites: []int{3}}},
		Quotes: []news.Quote{
			quote("We cannot pay for empty boats at midnight,", news.Direct, ida, 0.95),
			quote("The buses will run instead.", news.Direct, ida, 0.95),
			quote("the plan “a leap in the dark” for the island", news.Mixed, tom, 0.9),
			quote("the last crossing was full", news.Indirect, tom, 0.8),
			quote("Nobody asked us,", news.Direct, news.Speaker{}, 0.2),
		},
		Checked: news.Tally{Quotes: 5, Verified: 5}, Writer: "onrecord/1", Made: noon,
	}
	b.Quotes[1].Continues = true
	b.Issues = []news.Issue{{
		Label: in("night ferry"), Sentences: []int{1}, Quotes: []int{0},
		Positions: []news.Position{
			{Actor: ida.Name, Role: ida.Role, Stance: news.For, Evidence: in("cannot pay"), Sentence: 2, Quote: 0},
			{Actor: tom.Name, Stance: news.Against, Evidence: in("a leap in the dark"), Sentence: a.SentenceAt(in("Tom Birk").Start), Quote: 2},
		},
	}}
	return b
}

// show writes a reply as plain text, so that tests can read it.
func show(r Reply) string {
	var b strings.Builder
	b.WriteString(r.Text.Words() + "\n")
	for _, c := range r.Cards {
		b.WriteString("# " + c.Title + " <" + c.Link + ">\n" + c.Body.Words() + "\n")
		for _, s := range c.Sections {
			b.WriteString("## " + s.Heading + "\n" + s.Body.Words() + "\n")
		}
		b.WriteString("-- " + c.Footer.Words() + "\n")
	}
	for _, btn := range r.Buttons {
		code, err := btn.Action.Encode()
		if btn.Link != "" {
			code, err = btn.Link, nil
		}
		if err != nil {
			code = err.Error()
		}
		b.WriteString("[" + btn.Label + "] " + code + "\n")
	}
	return b.String()
}
