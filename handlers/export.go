package handlers

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// exportMost is how many sayings one file holds at most.
const exportMost = 20_000

// export answers /export: the sayings of a place as a file.
func (a *App) export(ctx context.Context, r Request) (Reply, error) {
	q, err := a.Question(r, true)
	if err != nil {
		return Reply{}, err
	}
	q.Limit = exportMost
	got, err := a.Finder.Quotes(ctx, r.Place, q)
	if err != nil {
		return Reply{}, err
	}
	if len(got.Found) == 0 {
		return a.nothingSaid(ctx, r.Place, q, got)
	}
	format := r.Option("format")
	if format == "" {
		format = "csv"
	}
	data, held, err := exported(format, got.Found)
	if err != nil {
		return Reply{}, err
	}
	text := Text{plain("%s", count(held, "saying"))}
	if q.Speaker != "" {
		text = append(append(text, plain(" by ")), whoText(got.People)...)
	}
	text = append(append(text, narrowed(q)...), plain(", %s.", formats[format].order))
	if held < got.Total {
		text = append(text, plain(" There are %s in all: to have the rest, narrow the question by speaker, topic or time.", number(got.Total)))
	}
	return Reply{
		Text: append(text, behind(got.State)...), Private: true,
		File: &news.File{Name: "quotes." + formats[format].ending, Type: formats[format].media, Data: data},
	}, nil
}

// format is a way to write sayings into a file.
type format struct {
	ending, media, order string
	head                 string
	row                  func(*bytes.Buffer, news.Saying) error
}

var formats = map[string]format{
	"csv": {"csv", "text/csv", "one a row", "", csvRow}, "jsonl": {"jsonl", "application/x-ndjson", "one JSON object a line", "", jsonRow},
	"markdown": {"md", "text/markdown", "one a paragraph", "# Quotes\n", markdownRow},
}

var exportColumns = []string{"text", "speaker", "role", "kind", "outlet", "title", "url", "published"}

// exported writes sayings until the file is full, and tells how many it holds.
func exported(name string, found []news.Saying) (data []byte, held int, err error) {
	f := formats[name]
	var out bytes.Buffer
	out.WriteString(f.head)
	if name == "csv" {
		w := csv.NewWriter(&out)
		if err := w.Write(exportColumns); err != nil {
			return nil, 0, err
		}
		w.Flush()
	}
	for i, s := range found {
		before := out.Len()
		if err := f.row(&out, s); err != nil {
			return nil, 0, fmt.Errorf("export: %w", err)
		}
		if out.Len() > MaxFile {
			return out.Bytes()[:before], i, nil
		}
	}
	return out.Bytes(), len(found), nil
}

// Record is a saying as files and the command line give it.
type Record struct {
	Text      string `json:"text"`
	Speaker   string `json:"speaker"`
	Role      string `json:"role"`
	Kind      string `json:"kind"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Published string `json:"published"` // RFC 3339; empty where unknown
}

// RecordOf writes a saying down, letter for letter.
func RecordOf(s news.Saying) Record {
	r := Record{Text: s.Text, Speaker: s.Speaker, Role: s.Role, Kind: s.Kind.String(), Outlet: s.Outlet, Title: s.Title, URL: atWords(s.Link, s.Text)}
	if !s.Published.IsZero() {
		r.Published = s.Published.Format(time.RFC3339)
	}
	return r
}

func csvRow(out *bytes.Buffer, s news.Saying) error {
	r := RecordOf(s)
	row := []string{r.Text, r.Speaker, r.Role, r.Kind, r.Outlet, r.Title, r.URL, r.Published}
	for i, cell := range row {
		// A spreadsheet would take these for a formula, which a page may have put there.
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			row[i] = "'" + cell
		}
	}
	w := csv.NewWriter(out)
	if err := w.Write(row); err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

func jsonRow(out *bytes.Buffer, s news.Saying) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(RecordOf(s))
}

// markdownEscape keeps what a page says from becoming markup.
var markdownEscape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`, "~", `\~`)

func markdownRow(out *bytes.Buffer, s news.Saying) error {
	text := markdownEscape.Replace(oneLine(s.Text))
	if s.Kind == news.Direct {
		text = "“" + text + "”"
	} else {
		text = "(" + s.Kind.String() + ") " + text
	}
	source := markdownEscape.Replace(oneLine(s.Title))
	if link := atWords(s.Link, s.Text); link != "" {
		source = "[" + source + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(link) + ">)"
	}
	line := "\n" + text + "  \n— " + markdownEscape.Replace(called(s.Speaker, s.Role)) + ". " + source + ", " + markdownEscape.Replace(oneLine(s.Outlet))
	if d := day(s.Published, s.Guessed); d != "" {
		line += ", " + d
	}
	_, err := out.WriteString(line + "\n")
	return err
}
