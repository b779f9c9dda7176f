package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
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

// speakerOf finds the speaker that a reply is about in its buttons; "" for none.
func speakerOf(r handlers.Reply) string {
	for _, b := range r.Buttons {
		if b.Action.Name == "context" && len(b.Action.Args) > 0 {
			return b.Action.Args[0]
		}
	}
	return ""
}

// hrefOf is the address of a place in an article in the reading pane; "" for none.
func hrefOf(w handlers.Where) string {
	switch {
	case w.Article == "":
		return ""
	case w.Quote > 0:
		return "/article/" + url.PathEscape(w.Article) + "#q" + strconv.Itoa(w.Quote)
	case w.Sentence > 0:
		return "/article/" + url.PathEscape(w.Article) + "#s" + strconv.Itoa(w.Sentence)
	}
	return "/article/" + url.PathEscape(w.Article)
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
		if href := hrefOf(r.Where); href != "" {
			b.WriteString(`<a class="where" href="` + template.HTMLEscapeString(href) + `" title="Show it in the article">` + s + "</a>")
			continue
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
	Text     string
	Sentence int  // number of the sentence that begins here; 0 for none
	Quote    int  // number of the quotation that it belongs to, from 1; 0 for none
	First    bool // of the pieces of its quotation
	Last     bool
	Voice    int // colour of its speaker, from 1
	Who      string
	Direct   bool
}

// block is a paragraph of the pane.
type block struct {
	Heading bool
	Pieces  []piece
	Issues  []margin // that begin in it
}

// margin is an issue beside the paragraph that names it first, and who stands where on it.
type margin struct {
	Label  string
	Stands []stand
}

// stand is one actor of an issue.
type stand struct {
	Who      string
	Stance   string // "for" or "against"; "" where no side is shown
	Sentence int    // that shows it
	Voice    int    // the actor's colour; 0 for one who is not quoted
}

// voice is a speaker of an article, and how much of what is quoted is theirs.
type voice struct {
	Name, Role string
	N          int // colour
	Quotes     int
	Share      int // percent of the quoted characters
	X, Width   int // of the bar, in thousandths
	Known      bool
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
	data := map[string]any{"Brief": b, "Title": b.Article.Title, "Link": safeLink(b.Article.Link), "Outlet": b.Article.Outlet(), "Blocks": blocksOf(b, of, voices), "Voices": voices, "Quotes": len(b.Quotes)}
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
			v = &voice{Name: cmp.Or(s.Speaker, "Speaker unclear"), Known: s.Speaker != "", Role: s.Role}
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

// blocksOf cuts an article into paragraphs, and these at the borders of quotations and where sentences begin. Of
// quotations that overlap, the first has the text.
func blocksOf(b *news.Brief, colour []int, voices []voice) []block {
	a := b.Article
	var out []block
	sentence, seen := 0, make([]bool, len(b.Quotes))
	for _, bl := range a.Blocks {
		cut := block{Heading: bl.Kind == news.Heading}
		// text adds what stands between two places, a piece for every sentence.
		text := func(start, end int, of piece) {
			for start < end {
				next, p := end, of
				for ; sentence < len(a.Sentences) && a.Sentences[sentence].Start <= start; sentence++ {
					p.Sentence = sentence + 1
				}
				if sentence < len(a.Sentences) {
					next = min(next, a.Sentences[sentence].Start)
				}
				if p.Quote > 0 {
					p.First, seen[p.Quote-1] = !seen[p.Quote-1], true
					p.Last = next >= b.Quotes[p.Quote-1].End
				}
				p.Text = visible(a.At(news.Span{Start: start, End: next}))
				cut.Pieces = append(cut.Pieces, p)
				start = next
			}
		}
		at := bl.Start
		for i, q := range b.Quotes {
			start, end := max(q.Start, at), min(q.End, bl.End)
			if start >= end || q.Start >= bl.End || q.End <= bl.Start {
				continue
			}
			s := b.Saying(i)
			text(at, start, piece{})
			text(start, end, piece{Quote: i + 1, Voice: colour[i], Who: cmp.Or(s.Speaker, "speaker unclear"), Direct: q.Kind == news.Direct})
			at = end
		}
		text(at, bl.End, piece{})
		for _, is := range b.Issues {
			if bl.Contains(is.Label) {
				cut.Issues = append(cut.Issues, marginOf(b, is, voices))
			}
		}
		out = append(out, cut)
	}
	return out
}

// marginOf is an issue as the margin shows it.
func marginOf(b *news.Brief, is news.Issue, voices []voice) margin {
	m := margin{Label: cmp.Or(is.Phrase, b.Article.At(is.Label))}
	for _, p := range is.Positions {
		s := stand{Who: b.Article.At(p.Actor), Sentence: p.Sentence}
		if p.Stance != news.Speaks {
			s.Stance = p.Stance.String()
		}
		if i := slices.IndexFunc(voices, func(v voice) bool { return v.Name == s.Who }); i >= 0 {
			s.Voice = voices[i].N
		}
		m.Stands = append(m.Stands, s)
	}
	return m
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
