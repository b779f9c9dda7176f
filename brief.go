package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"onrecord/bot/console"
	"onrecord/config"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// maxFile is the size in bytes of a file at most.
const maxFile = 10 << 20

// brief prints the briefs of sources, and remembers them if asked to. A source that fails is told while the rest goes on.
func (p *program) brief(ctx context.Context, args []string) error {
	set, values, rest, err := options(args, []string{"json", "keep"}, []string{"place"})
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return usageError("brief takes a source: a link, a file, - for standard input, or example:NAME")
	}
	c, err := config.Load(p.getenv)
	if err != nil {
		return err
	}
	app, err := p.app(ctx, c, slog.New(slog.DiscardHandler), set["keep"])
	if err != nil {
		return err
	}
	failed := 0
	for i, src := range rest {
		if ctx.Err() != nil {
			break
		}
		if i > 0 && !set["json"] {
			fmt.Fprintln(p.out)
		}
		if err := p.briefOne(ctx, app, src, placeOf(values), set["json"]); err != nil {
			failed++
			if !errors.Is(err, errQuiet) {
				fmt.Fprintf(p.errw, "onrecord: %s: %v\n", src, err)
			}
		}
	}
	if err := errors.Join(ctx.Err(), app.Close()); err != nil {
		return err
	}
	if failed > 0 {
		return errQuiet
	}
	return nil
}

// placeOf is the place that a command line is about.
func placeOf(values map[string]string) news.Place {
	if place := values["place"]; place != "" {
		return news.Place(place)
	}
	return local
}

// briefOne prints the brief of one source.
func (p *program) briefOne(ctx context.Context, app *parts, src string, place news.Place, asJSON bool) error {
	r := handlers.Request{Command: "brief", Place: place, Member: news.Member{ID: "you", Name: "you"}, Options: map[string]string{}}
	if err := p.source(src, &r); err != nil {
		return err
	}
	if asJSON {
		return p.briefJSON(ctx, app, r)
	}
	reply := app.Serve(ctx, r)
	return p.print(reply)
}

// print writes a reply as the console shows it, one that says what went wrong to the error stream.
func (p *program) print(r handlers.Reply) error {
	if !r.Failed {
		return console.Render(p.out, r, columns(p.getenv))
	}
	if err := console.Render(p.errw, r, columns(p.getenv)); err != nil {
		return err
	}
	return errQuiet
}

// source puts what is to be read into a request.
func (p *program) source(src string, r *handlers.Request) error {
	switch name, example := strings.CutPrefix(src, "example:"); {
	case example:
		r.Options["example"] = name
	case src == "-":
		data, err := io.ReadAll(io.LimitReader(p.in, maxFile+1))
		if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		if len(data) > maxFile {
			return fmt.Errorf("standard input is larger than %d MiB", maxFile>>20)
		}
		r.File = &news.File{Name: "input.txt", Data: data}
		if strings.HasPrefix(http.DetectContentType(data), "text/html") { // curl … | onrecord brief -
			r.File.Name = "input.html"
		}
	case strings.HasPrefix(src, "http://"), strings.HasPrefix(src, "https://"):
		r.Options["link"] = src
	default:
		f, err := readFile(src)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no file %s, and it is not a link that begins with http:// or https://", src)
		}
		if err != nil {
			return err
		}
		r.File = f
	}
	return nil
}

// readFile reads a file of at most maxFile bytes.
func readFile(path string) (*news.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s is larger than %d MiB", path, maxFile>>20)
	}
	return &news.File{Name: filepath.Base(path), Data: data}, nil
}

type lineRecord struct {
	Text      string `json:"text"`
	Sentences []int  `json:"sentences"`
}

// briefRecord is a brief as `onrecord brief --json` prints it.
type briefRecord struct {
	Title     string         `json:"title"`
	Link      string         `json:"link,omitempty"`
	Outlet    string         `json:"outlet"`
	Byline    string         `json:"byline,omitempty"`
	Published string         `json:"published,omitempty"`
	Guessed   bool           `json:"guessed,omitempty"`
	Lang      string         `json:"lang,omitempty"`
	Gist      lineRecord     `json:"gist"`
	Points    []lineRecord   `json:"points"`
	Quotes    []sayingRecord `json:"quotes"`
	Issues    []issueRecord  `json:"issues"`
	Checked   news.Tally     `json:"checked"`
	Writer    string         `json:"writer"`
}

type sayingRecord struct {
	Text       string  `json:"text"`
	Kind       string  `json:"kind"`
	Speaker    string  `json:"speaker"`
	Role       string  `json:"role"`
	Mention    string  `json:"mention"`
	Cue        string  `json:"cue"`
	Sentence   int     `json:"sentence"`
	Confidence float64 `json:"confidence"`
}

// briefJSON prints the brief of a request's source for machines, and remembers it.
func (p *program) briefJSON(ctx context.Context, app *parts, r handlers.Request) error {
	src := news.Source{Link: r.Option("link"), File: r.File}
	if name := r.Option("example"); name != "" {
		f, ok := app.Examples[name]
		if !ok {
			return fmt.Errorf("there is no example called %q", name)
		}
		src.File = &f
	}
	b, err := app.Engine.Brief(ctx, src)
	if err != nil {
		return err
	}
	if _, err := app.Library.Keep(ctx, r.Place, news.Share{By: r.Member}, b, src.Link); err != nil {
		return err
	}
	return p.printJSON(record(b))
}

// printJSON prints a value for machines, indented.
func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func record(b *news.Brief) briefRecord {
	a := b.Article
	out := briefRecord{
		Title: a.Title, Link: a.Link, Outlet: a.Outlet(), Byline: a.Byline, Guessed: a.PublishedGuessed, Lang: a.Lang,
		Gist: lineRecord{b.Gist.Text, b.Gist.Cites}, Points: []lineRecord{}, Quotes: []sayingRecord{}, Issues: issueRecords(a, b.Issues),
		Checked: b.Checked, Writer: b.Writer,
	}
	if !a.Published.IsZero() {
		out.Published = a.Published.Format(time.RFC3339)
	}
	for _, l := range b.Points {
		out.Points = append(out.Points, lineRecord{l.Text, l.Cites})
	}
	for i, q := range b.Quotes {
		s := b.Saying(i)
		out.Quotes = append(out.Quotes, sayingRecord{s.Text, s.Kind.String(), s.Speaker, s.Role, a.At(q.Mention), a.At(q.Cue), q.Sentence, rounded(s.Confidence)})
	}
	return out
}
