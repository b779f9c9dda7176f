package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// safeLink is a link of the web, or "" for anything else.
func safeLink(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// articleOf finds the article that a reply is about in its buttons; "" for none.
func articleOf(r handlers.Reply) string {
	for _, b := range r.Buttons {
		if b.Action.Name == "quotes" && len(b.Action.Args) > 0 {
			return b.Action.Args[0]
		}
	}
	return ""
}

// runs draws a text. Everything that comes from outside goes through the escaper here.
func (p *Page) runs(t handlers.Text) template.HTML {
	var b strings.Builder
	for _, r := range t {
		words := r.Words
		if !r.At.IsZero() && (words == "" || r.At.UTC().Truncate(24*time.Hour) != r.At) {
			words = r.At.Format("2 January 2006, 15:04")
		}
		if r.Member.ID != "" && words == "" {
			words = r.Member.Name
		}
		var inner strings.Builder
		for i, part := range (handlers.Run{Words: words, Marks: r.Marks}).Parts() {
			s := strings.ReplaceAll(template.HTMLEscapeString(visible(part)), "\n", "<br>")
			if i%2 == 1 {
				s = "<mark>" + s + "</mark>"
			}
			inner.WriteString(s)
		}
		s := inner.String()
		switch r.Style {
		case handlers.Bold:
			s = "<strong>" + s + "</strong>"
		case handlers.Italic:
			s = "<em>" + s + "</em>"
		case handlers.Subtle:
			s = `<span class="subtle">` + s + "</span>"
		case handlers.Quoted:
			s = "<q>" + s + "</q>"
		}
		if link := safeLink(r.Link); link != "" {
			s = `<a href="` + template.HTMLEscapeString(link) + `" rel="noopener noreferrer" target="_blank">` + s + "</a>"
		}
		b.WriteString(s)
	}
	return template.HTML(b.String())
}

// visible takes out what turns the direction of text around it, and what shows as nothing.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// piece is a stretch of an article in the reading pane.
type piece struct {
	Text   string
	Quote  int // number of the quotation that it belongs to, from 1; 0 for none
	Voice  int // colour of its speaker, from 1
	Who    string
	Direct bool
}

// block is a paragraph of the pane.
type block struct {
	Heading bool
	Pieces  []piece
	Issues  []string // that begin in it
}

// voice is a speaker of an article, and how much of what is quoted is theirs.
type voice struct {
	Name, Role string
	N          int // colour
	Quotes     int
	Share      int // percent of the quoted characters
	X, Width   int // of the bar, in thousandths
}

// article draws the reading pane.
func (p *Page) article(w http.ResponseWriter, r *http.Request) {
	b, err := p.o.Library.Brief(r.Context(), p.o.Place, r.PathValue("id"))
	if errors.Is(err, news.ErrMissing) {
		http.Error(w, "That article is not kept here any more.", http.StatusNotFound)
		return
	}
	if err != nil {
		http.Error(w, "My memory does not answer just now.", http.StatusServiceUnavailable)
		return
	}
	voices, of := voicesOf(b)
	data := map[string]any{"Brief": b, "Title": b.Article.Title, "Link": safeLink(b.Article.Link), "Outlet": b.Article.Outlet(), "Blocks": blocksOf(b, of), "Voices": voices, "Quotes": len(b.Quotes)}
	name := "article.html"
	if r.Header.Get("Accept") == "text/fragment" {
		name = "pane"
	}
	p.draw(w, name, data)
}

// voicesOf lists the speakers, who says most first, and tells the colour of each quotation.
func voicesOf(b *news.Brief) ([]voice, []int) {
	by := map[string]*voice{}
	var order []*voice
	total := 0
	length := map[string]int{}
	for i := range b.Quotes {
		s := b.Saying(i)
		v := by[s.Speaker]
		if v == nil {
			v = &voice{Name: cmp.Or(s.Speaker, "Speaker unclear"), Role: s.Role}
			by[s.Speaker] = v
			order = append(order, v)
		}
		v.Role = cmp.Or(v.Role, s.Role)
		v.Quotes++
		length[s.Speaker] += len(s.Text)
		total += len(s.Text)
	}
	slices.SortStableFunc(order, func(x, y *voice) int { return cmp.Compare(y.Quotes, x.Quotes) })
	var out []voice
	x := 0
	for n, v := range order {
		v.N = n%8 + 1
		key := v.Name
		if by[key] != v {
			key = ""
		}
		v.Share = length[key] * 100 / max(1, total)
		v.X, v.Width = x, length[key]*1000/max(1, total)
		x += v.Width
		out = append(out, *v)
	}
	of := make([]int, len(b.Quotes))
	for i := range b.Quotes {
		of[i] = by[b.Saying(i).Speaker].N
	}
	return out, of
}

// blocksOf cuts an article into paragraphs, and these at the borders of quotations. Of quotations that overlap, the first
// has the text.
func blocksOf(b *news.Brief, colour []int) []block {
	a := b.Article
	var out []block
	for _, bl := range a.Blocks {
		cut := block{Heading: bl.Kind == news.Heading}
		at := bl.Start
		for i, q := range b.Quotes {
			start, end := max(q.Start, at), min(q.End, bl.End)
			if start >= end || q.Start >= bl.End || q.End <= bl.Start {
				continue
			}
			if start > at {
				cut.Pieces = append(cut.Pieces, piece{Text: visible(a.At(news.Span{Start: at, End: start}))})
			}
			s := b.Saying(i)
			cut.Pieces = append(cut.Pieces, piece{Text: visible(a.At(news.Span{Start: start, End: end})), Quote: i + 1, Voice: colour[i], Who: cmp.Or(s.Speaker, "speaker unclear"), Direct: q.Kind == news.Direct})
			at = end
		}
		if at < bl.End {
			cut.Pieces = append(cut.Pieces, piece{Text: visible(a.At(news.Span{Start: at, End: bl.End}))})
		}
		for _, is := range b.Issues {
			if bl.Contains(is.Label) {
				cut.Issues = append(cut.Issues, cmp.Or(is.Phrase, a.At(is.Label)))
			}
		}
		out = append(out, cut)
	}
	return out
}

// commands gives the catalogue to the script that completes what is typed.
func (p *Page) commands(w http.ResponseWriter, r *http.Request) {
	type option struct {
		Name, Summary string
		Choices       []string
		Suggests      bool
	}
	type row struct {
		Name, Summary string
		Options       []option
	}
	var rows []row
	for _, c := range p.o.App.Commands() {
		out := row{Name: c.Name, Summary: c.Summary}
		for _, o := range c.Options {
			op := option{Name: o.Name, Summary: o.Summary, Suggests: o.Speaker || o.Zone}
			for _, ch := range o.Choices {
				op.Choices = append(op.Choices, ch.Value)
			}
			out.Options = append(out.Options, op)
		}
		rows = append(rows, out)
	}
	writeJSON(w, rows)
}

// suggest completes the value of an option.
func (p *Page) suggest(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	typed := q.Get("typed")
	if len(typed) > 200 {
		typed = ""
	}
	names, err := p.o.App.Suggest(r.Context(), p.o.Place, q.Get("command"), q.Get("option"), typed)
	if err != nil {
		names = nil
	}
	writeJSON(w, append([]string{}, names...))
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		http.Error(w, "not encoded", http.StatusInternalServerError)
	}
}
