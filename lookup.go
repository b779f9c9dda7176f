package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"onrecord/config"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// whole is how long a look-up of the command line waits for the index: what it writes goes into files, which have to be
// whole.
const whole = 10 * time.Minute

// lookUp makes a command of a use case that looks something up: its options are those of the catalogue, and what
// stands without a name is its first one.
func lookUp(name string) func(*program, context.Context, []string) error {
	return func(p *program, ctx context.Context, args []string) error { return p.lookUp(ctx, name, args) }
}

// issues lists what is at stake: of what was kept, or with --jsonl of texts on standard input.
func (p *program) issues(ctx context.Context, args []string) error {
	for _, a := range args {
		if a == "--jsonl" {
			return bulkOf(issuesLine)(p, ctx, args)
		}
	}
	return p.lookUp(ctx, "issues", args)
}

func (p *program) lookUp(ctx context.Context, name string, args []string) error {
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	var named []string
	first := ""
	for _, row := range (&handlers.App{}).Commands() {
		if row.Name != name {
			continue
		}
		for _, o := range row.Options {
			named = append(named, o.Name)
			if o.Positional {
				first = o.Name
			}
		}
	}
	set, values, rest, err := options(args, []string{"json"}, append(named, "place", "limit"))
	if err != nil {
		return err
	}
	place := placeOf(values)
	delete(values, "place")
	limit, err := limitOf(values)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		values[first] = strings.Join(rest, " ")
	}
	p.patience = whole
	app, err := p.app(ctx, c, slog.New(slog.NewTextHandler(p.errw, &slog.HandlerOptions{Level: slog.LevelWarn})), true)
	if err != nil {
		return err
	}
	defer app.Close()
	app.Log = slog.New(slog.DiscardHandler) // what goes wrong is told below
	app.Timeout = 2 * whole
	r := handlers.Request{Command: name, Options: values, Place: place, Member: news.Member{ID: "you", Name: "you"}}
	if set["json"] {
		return p.lookUpJSON(ctx, app, r, limit)
	}
	reply := app.Serve(ctx, r)
	if reply.File != nil {
		_, err := p.out.Write(reply.File.Data)
		return err
	}
	return p.print(reply)
}

func limitOf(values map[string]string) (int, error) {
	s, ok := values["limit"]
	delete(values, "limit")
	n, err := strconv.Atoi(s)
	if ok && (err != nil || n < 1) {
		return 0, usageError("--limit is a number of results, such as 20")
	}
	return n, nil
}

// What the look-ups print for machines besides [handlers.Record].
type (
	findingRecord struct {
		Verdict string           `json:"verdict"`
		Match   *handlers.Record `json:"match,omitempty"`
		Diff    []editRecord     `json:"diff,omitempty"`
	}
	editRecord struct {
		Same    bool   `json:"same"`
		Claimed string `json:"claimed"`
		Real    string `json:"real"`
	}
	themeRecord struct {
		Label    string        `json:"label"`
		Names    []string      `json:"names"`
		Outlets  int           `json:"outlets"`
		From     string        `json:"from"`
		To       string        `json:"to"`
		Articles []string      `json:"articles"` // titles
		Actors   []actorRecord `json:"actors"`
	}
	actorRecord struct {
		Name   string        `json:"name"`
		Role   string        `json:"role"`
		Stands []standRecord `json:"stands"`
	}
	standRecord struct {
		Stance   string `json:"stance"`
		Evidence string `json:"evidence"`
		Outlet   string `json:"outlet"`
		URL      string `json:"url"`
	}
	answerRecord struct {
		Answer   []citedRecord   `json:"answer"`
		Passages []passageRecord `json:"passages"`
	}
	citedRecord struct {
		Text  string `json:"text"`
		Cites []int  `json:"cites"` // numbers of passages, from 1
	}
	passageRecord struct {
		Text      string `json:"text"`
		Speaker   string `json:"speaker,omitempty"`
		Outlet    string `json:"outlet"`
		Title     string `json:"title"`
		URL       string `json:"url"`
		Published string `json:"published"`
	}
	personRecord struct {
		Name   string   `json:"name"`
		Names  []string `json:"names"`
		Roles  []string `json:"roles"`
		Quotes int      `json:"quotes"`
		Last   string   `json:"last"`
	}
)

// lookUpJSON prints what a look-up finds for machines: sayings and people one a line, the rest as one object.
func (p *program) lookUpJSON(ctx context.Context, app *parts, r handlers.Request, limit int) error {
	if err := app.Refuse(r); err != nil {
		return err
	}
	switch r.Command {
	case "who-said", "export":
		q, err := app.Question(r, r.Command == "export")
		if err != nil {
			return err
		}
		q.Limit = limit
		got, err := app.Finder.Quotes(ctx, r.Place, q)
		if err != nil {
			return err
		}
		return printLines(p, got.Found, handlers.RecordOf)
	case "people":
		found, _, err := app.Finder.People(ctx, r.Place, news.PeopleQuery{Name: r.Option("name"), Limit: limit})
		if err != nil {
			return err
		}
		return printLines(p, found, func(o news.Person) personRecord {
			return personRecord{o.Name, o.Names, append([]string{}, o.Roles...), o.Quotes, stamp(o.Last)}
		})
	case "check":
		f, err := app.Check(ctx, r.Place, r.Option("speaker"), r.Option("quote"))
		if err != nil {
			return err
		}
		return p.printJSON(checked(f))
	case "ask":
		answer, err := app.Answer(ctx, r.Place, r.Option("question"))
		if err != nil {
			return err
		}
		return p.printJSON(answered(answer))
	}
	matters, themes, err := app.Themes(ctx, r)
	if err != nil {
		return err
	}
	if limit > 0 {
		themes = themes[:min(limit, len(themes))]
	}
	return printLines(p, themes, func(t news.Theme) themeRecord { return themed(t, matters) })
}

// printLines prints one JSON object a line.
func printLines[T, R any](p *program, list []T, record func(T) R) error {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	for _, item := range list {
		if err := enc.Encode(record(item)); err != nil {
			return err
		}
	}
	return nil
}

func checked(f news.Finding) findingRecord {
	out := findingRecord{Verdict: f.Verdict.String()}
	if f.Verdict != news.NotFound {
		match := handlers.RecordOf(f.Match)
		out.Match = &match
	}
	for _, e := range f.Diff {
		out.Diff = append(out.Diff, editRecord{e.Same, e.Claimed, e.Real})
	}
	return out
}

func answered(a news.Answer) answerRecord {
	out := answerRecord{Answer: []citedRecord{}, Passages: []passageRecord{}}
	for _, l := range a.Lines {
		out.Answer = append(out.Answer, citedRecord{l.Text, l.Cites})
	}
	for _, x := range a.Passages {
		out.Passages = append(out.Passages, passageRecord{x.Text, x.Speaker, x.Outlet, x.Title, x.Link, stamp(x.Published)})
	}
	return out
}

func themed(t news.Theme, matters []news.Matter) themeRecord {
	out := themeRecord{Label: t.Label, Names: t.Names, Outlets: t.Outlets, From: stamp(t.From), To: stamp(t.To), Articles: []string{}, Actors: []actorRecord{}}
	for _, i := range t.Matters {
		out.Articles = append(out.Articles, matters[i].Title)
	}
	for _, a := range t.Actors {
		row := actorRecord{Name: a.Name, Role: a.Role, Stands: []standRecord{}}
		for _, s := range a.Stands {
			m := matters[s.Matter]
			row.Stands = append(row.Stands, standRecord{s.Stance.String(), m.Stands[s.Standing].Evidence, m.Outlet, m.Link})
		}
		out.Actors = append(out.Actors, row)
	}
	return out
}

// stamp writes a time for machines; empty for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
