package summarize

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"onrecord/examples"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// web is a fetcher that has one page, or one fault.
type web struct {
	page  news.Page
	err   error
	asked string
}

func (w *web) Fetch(ctx context.Context, link string) (news.Page, error) {
	w.asked = link
	return w.page, w.err
}

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func at() time.Time { return noon }

func TestALinkIsFetchedAndBriefed(t *testing.T) {
	body, err := examples.Files.ReadFile("harbour.html")
	if err != nil {
		t.Fatal(err)
	}
	w := &web{page: news.Page{URL: "https://harbour.example/vote", Type: "text/html", Charset: "utf-8", Body: body}}
	b, err := (&Engine{Fetcher: w, Now: at}).Brief(t.Context(), news.Source{Link: "https://harbour.example/vote"})
	if err != nil {
		t.Fatal(err)
	}
	if w.asked != "https://harbour.example/vote" || b.Gist.Text == "" || len(b.Quotes) == 0 || len(b.Issues) == 0 || b.Made != noon || b.Writer != Version {
		t.Errorf("asked for %q, made %+v", w.asked, b)
	}
	if b.Checked.Verified != len(b.Quotes) || b.Checked.Quotes < b.Checked.Verified {
		t.Errorf("%d quotations, but %+v", len(b.Quotes), b.Checked)
	}
}

// pageturner is a fetcher whose pages are numbered, each with a link to the next, up to the last one.
type pageturner struct{ last, asked int }

func (p *pageturner) Fetch(_ context.Context, link string) (news.Page, error) {
	p.asked++
	if p.asked > p.last {
		return news.Page{}, news.ErrUnreachable
	}
	body := fmt.Sprintf(`<title>The slip closes</title><link rel="next" href="/slip?page=%d"><article><h1>The slip closes</h1><p>The harbour board voted on day %d to close the old ferry slip, after a
debate of several hours about what should become of it.</p><p>“The slip number %d is a ruin that nobody will miss,” said Ida Moreno, who runs the harbour and has done so for many years.</p></article>`, p.asked+1, p.asked, p.asked)
	return news.Page{URL: link, Type: "text/html", Charset: "utf-8", Body: []byte(body)}, nil
}

func TestAnArticleIsFollowedOverItsPages(t *testing.T) {
	for _, tt := range []struct {
		last, asked, quotes int
		notice              news.Notice
	}{{3, 4, 3, news.Unfinished}, {100, mostPages, mostPages, news.Unfinished}} {
		p := &pageturner{last: tt.last}
		b, err := (&Engine{Fetcher: p, Now: at}).Brief(t.Context(), news.Source{Link: "https://harbour.example/slip"})
		if err != nil {
			t.Fatal(err)
		}
		if p.asked != tt.asked || len(b.Quotes) != tt.quotes || b.Article.Notice != tt.notice {
			t.Errorf("of %d pages %d were asked for, %d quotations found, notice %d; want %+v", tt.last, p.asked, len(b.Quotes), b.Article.Notice, tt)
		}
	}
}

func TestTextAndFilesNeedNoWeb(t *testing.T) {
	const text = "The harbour board voted on Tuesday to close the old ferry slip. “The slip closes,” said Ida Moreno."
	e := &Engine{Now: at}
	for name, src := range map[string]news.Source{"text": {Text: text}, "a file": {File: &news.File{Name: "slip.txt", Data: []byte(text)}}} {
		b, err := e.Brief(t.Context(), src)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(b.Quotes) != 1 || b.Article.At(b.Quotes[0].Speaker.Name) != "Ida Moreno" {
			t.Errorf("%s: %+v", name, b.Quotes)
		}
	}
}

func TestAFaultKeepsItsKind(t *testing.T) {
	down := errors.New("the cable is cut")
	const link = "https://harbour.example/vote"
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		web  *web
		src  news.Source
		want error
		says string
	}{
		{"the web is down", t.Context(), &web{err: down}, news.Source{Link: link}, down, "fetch: "},
		{"the address is forbidden", t.Context(), &web{err: news.ErrForbidden}, news.Source{Link: link}, news.ErrForbidden, "fetch: "},
		{"a page without an article", t.Context(), &web{page: news.Page{URL: link, Type: "text/html", Body: []byte("<html></html>")}}, news.Source{Link: link}, news.ErrEmpty, "extract: "},
		{"a page of another kind", t.Context(), &web{page: news.Page{URL: link, Type: "image/png", Body: []byte("\x89PNG")}}, news.Source{Link: link}, news.ErrType, "extract: "},
		{"a file of another kind", t.Context(), nil, news.Source{File: &news.File{Name: "slip.png"}}, news.ErrType, "read file slip.png: "},
		{"a text of nothing", t.Context(), nil, news.Source{Text: " \n"}, news.ErrEmpty, "read text: "},
		{"a text of a few words", t.Context(), nil, news.Source{Text: "Slip to close"}, news.ErrEmpty, "brief: "},
		{"time is up", over, nil, news.Source{Text: "The harbour board voted on Tuesday to close the old ferry slip."}, context.Canceled, "brief: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := (&Engine{Fetcher: tt.web, Now: at}).Brief(tt.ctx, tt.src)
			if b != nil || !errors.Is(err, tt.want) || !strings.HasPrefix(err.Error(), tt.says) {
				t.Errorf("%v, %v; want %s%v", b, err, tt.says, tt.want)
			}
		})
	}
}

func TestADigestLeavesItsArticleAlone(t *testing.T) {
	for _, name := range examples.Names() {
		a, same := read(t, name), read(t, name)
		first, second := Digest(a), Digest(a)
		if !reflect.DeepEqual(a, same) {
			t.Errorf("%s: the article was changed", name)
		}
		if first.Article != a || !reflect.DeepEqual(first.Quotes, second.Quotes) || first.Checked != second.Checked {
			t.Errorf("%s: two digests differ", name)
		}
	}
}

// FuzzDigest holds any text against the promise of the product: nothing is shown as somebody's words that is not in it.
func FuzzDigest(f *testing.F) {
	for _, s := range []string{
		"‘The boats’ owners can stay,’ said Ida Moreno. ‘Nobody’s boats’ owners agree.’ The owners oppose the plan. The plan is old.",
		"“MORENO: No.\n\n“TERN: Yes,” they said. HOLM — According to the U.S. Ferry Co., the boat had sailed;",
		"\"It closes,\" he said: 'No.' «Oui», „ja“ 「五月」 ``so'' — Bo Tern (Holm)", "“\x00\xff‘\u202e”’\u200b said Moreno. “\u200b”",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd") // as extraction leaves it
		b := Digest(prose.Article(text))
		if b.Checked.Verified != len(b.Quotes) || b.Checked.Quotes < b.Checked.Verified {
			t.Fatalf("%d quotations, but %+v", len(b.Quotes), b.Checked)
		}
		flat := strings.Join(strings.Fields(text), " ")
		for i := range b.Quotes {
			s := b.Saying(i)
			if !strings.Contains(flat, s.Cue) {
				t.Fatalf("%q is not in the text", s.Cue)
			}
			for _, words := range []string{s.Text, s.Speaker, s.Role} {
				if !strings.Contains(text, words) || !utf8.ValidString(words) {
					t.Fatalf("%q is not in the text", words)
				}
			}
			if strings.TrimSpace(s.Text) == "" {
				t.Fatalf("quotation %d is empty", i)
			}
		}
		for _, l := range append([]news.Line{b.Gist}, b.Points...) {
			if !strings.Contains(flat, l.Text) {
				t.Fatalf("%q is not in the text", l.Text)
			}
		}
		for _, i := range b.Issues {
			if b.Article.At(i.Label) == "" {
				t.Fatalf("an issue without a label: %+v", i)
			}
			for _, p := range i.Positions {
				if b.Article.At(p.Actor) == "" || b.Article.At(p.Evidence) == "" {
					t.Fatalf("a position of nobody: %+v", p)
				}
			}
		}
	})
}
