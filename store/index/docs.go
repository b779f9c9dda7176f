package index

import (
	"encoding/base64"
	"encoding/hex"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"onrecord/store"
	"onrecord/summarize/news"
)

// Fields of a document. A document is either a quotation or an article.
const (
	fieldKind    = "k" // kindQuote or kindArticle
	fieldWords   = "w" // of a quotation
	fieldNear    = "n" // its sentence without it, and the title of its article
	fieldSpeaker = "s" // its speaker, letter for letter; absent where unclear
	fieldTitle   = "t" // of an article
	fieldBody    = "b" // its text
	fieldMatter  = "m" // the labels and sentences of its issues
	fieldSource  = "v" // outlet and host
	fieldWhen    = "d" // year, month, day, hour and minute at which it counts as said
	fieldOrder   = "o" // of an article and its quotations: sorts the newest first
	fieldNumber  = "i" // of a quotation: sorts by the order of the text
	fieldCard    = "c" // of an article: what it was made of; stored
)

const (
	kindQuote   = "q"
	kindArticle = "a"
)

// key shortens the id of an article to what documents are named by.
func key(article string) string {
	if raw, err := hex.DecodeString(article); err == nil && len(raw) == 16 && hex.EncodeToString(raw) == article {
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	return "!" + article
}

// articleOf is the opposite of key.
func articleOf(key string) string {
	if a, ok := strings.CutPrefix(key, "!"); ok {
		return a
	}
	raw, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil {
		return ""
	}
	return hex.EncodeToString(raw)
}

func quoteID(key string, n int) string { return key + "." + strconv.Itoa(n) }

// readID reads the name of a quotation's document.
func readID(id string) (article string, n int, ok bool) {
	i := strings.LastIndexByte(id, '.')
	if i < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(id[i+1:])
	return articleOf(id[:i]), n, err == nil
}

// card is what the index remembers of an article besides its words: which brief it was made of, how many quotations it
// has, and their speakers.
type card struct {
	brief    string
	quotes   int
	speakers []string
}

func (c card) String() string {
	return c.brief + "\n" + strconv.Itoa(c.quotes) + "\n" + strings.Join(c.speakers, "\n")
}

func readCard(raw string) card {
	parts := strings.Split(raw, "\n")
	if len(parts) < 3 {
		return card{}
	}
	n, _ := strconv.Atoi(parts[1])
	c := card{brief: parts[0], quotes: n}
	for _, s := range parts[2:] {
		if s != "" {
			c.speakers = append(c.speakers, s)
		}
	}
	return c
}

// said is when the words of an article count as said: when it was published, or where that is unknown or claims the
// future, when the place first kept it.
func said(a *news.Article, kept time.Time) time.Time {
	if a.Published.IsZero() || a.Published.After(kept) {
		return kept
	}
	return a.Published
}

// documents makes the documents of an article, its own first, and its card.
func documents(o store.Opened) (card, []*document.Document) {
	a, k := o.Article, key(o.Article.ID)
	when, sources := said(a, o.Kept), sourcesOf(a)
	shared := func(kind string, n int) []document.Field {
		fields := []document.Field{
			exact(fieldKind, kind), sorting(fieldOrder, order(when, o.Kept, k)), sorting(fieldNumber, string(sextets(nil, uint64(n), 3))),
		}
		for _, w := range append(moments(when), sources...) {
			field := fieldWhen
			if slices.Contains(sources, w) {
				field = fieldSource
			}
			fields = append(fields, exact(field, w))
		}
		return fields
	}
	c := card{brief: o.Hash}
	var out []*document.Document
	for i, q := range o.Quotes {
		s := o.Saying(i)
		if s.Text == "" {
			continue
		}
		c.quotes = i + 1
		fields := append(shared(kindQuote, i), text(fieldWords, s.Text), text(fieldNear, around(a, q)+"\n"+a.Title))
		if s.Speaker != "" {
			fields = append(fields, exact(fieldSpeaker, speakerKey(s.Speaker)))
			if !slices.Contains(c.speakers, speakerKey(s.Speaker)) {
				c.speakers = append(c.speakers, speakerKey(s.Speaker))
			}
		}
		out = append(out, made(quoteID(k, i), fields))
	}
	fields := append(shared(kindArticle, 0), text(fieldTitle, a.Title), text(fieldBody, a.Text), stored(fieldCard, c.String()))
	if about := matterWords(o.Brief); about != "" {
		fields = append(fields, text(fieldMatter, about))
	}
	return c, append([]*document.Document{made(k, fields)}, out...)
}

// longestSpeaker is the length in bytes of a name at most that is a term as a whole.
const longestSpeaker = 400

// speakerKey is a speaker as the term that they are found by.
func speakerKey(speaker string) string {
	s := strings.Join(strings.Fields(speaker), " ")
	if len(s) > longestSpeaker {
		s = strings.ToValidUTF8(s[:longestSpeaker], "")
	}
	return s
}

// around returns the sentence in which a quotation begins without the quotation.
func around(a *news.Article, q news.Quote) string {
	s, _ := a.Sentence(q.Sentence)
	return a.At(news.Span{Start: s.Start, End: min(s.End, q.Start)}) + " " + a.At(news.Span{Start: max(s.Start, q.End), End: s.End})
}

// matterWords are the words that the issues of a brief are found by.
func matterWords(b *news.Brief) string {
	var out strings.Builder
	seen := map[int]bool{}
	for _, is := range b.Issues {
		out.WriteString(b.Article.At(is.Label))
		out.WriteByte('\n')
		for _, n := range is.Sentences {
			if s, ok := b.Article.Sentence(n); ok && !seen[n] {
				seen[n] = true
				out.WriteString(b.Article.At(s.Span))
				out.WriteByte('\n')
			}
		}
	}
	return out.String()
}

// sourcesOf are the names under which an article's outlet is asked for.
func sourcesOf(a *news.Article) []string {
	out := []string{"=" + strings.Join(folded(a.Outlet()), " ")}
	if u, err := url.Parse(a.Link); err == nil && u.Host != "" {
		if host := "@" + strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); len(host) < 200 {
			out = append(out, host)
		}
	}
	return out
}

// moments are the terms that a time is found by, the coarsest first: year, month, day, hour and minute, in UTC.
func moments(t time.Time) []string {
	s := t.UTC().Format("2006-01-02T15:04")
	return []string{s[:4], s[:7], s[:10], s[:13], s}
}

// order sorts articles: said later first, then kept later.
func order(said, kept time.Time, key string) string {
	b := make([]byte, 0, 32)
	b = sextets(b, math.MaxInt64-uint64(said.UnixMilli()), 11)
	b = sextets(b, math.MaxInt64-uint64(kept.UnixMilli()), 11)
	return string(append(b, key[:min(len(key), 6)]...))
}

// sextets writes a number in so many letters that sort as it does.
func sextets(b []byte, n uint64, length int) []byte {
	for i := length - 1; i >= 0; i-- {
		b = append(b, '0'+byte(n>>(6*i)&0x3f))
	}
	return b
}

func made(id string, fields []document.Field) *document.Document {
	d := document.NewDocument(id)
	for _, f := range fields {
		d.AddField(f)
	}
	return d
}

func text(field, words string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(words), bleveapi.IndexField, byStems{})
}

func exact(field, word string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(word), bleveapi.IndexField|bleveapi.SkipFreqNorm, whole{})
}

func stored(field, word string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(word), bleveapi.StoreField, whole{})
}

// sorting makes a field to sort by. It is indexed only because a field that is not has no values to sort by.
func sorting(field, word string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(word), bleveapi.IndexField|bleveapi.SkipFreqNorm|bleveapi.DocValues, whole{})
}

// byStems is the analyzer of running text.
type byStems struct{}

// Analyze implements [analysis.Analyzer].
func (byStems) Analyze(raw []byte) analysis.TokenStream {
	found := terms(string(raw), false)
	tokens := make([]analysis.Token, len(found))
	out := make(analysis.TokenStream, len(found))
	for i, t := range found {
		if !utf8.ValidString(t.stem) {
			t.stem = strings.ToValidUTF8(t.stem, "")
		}
		tokens[i] = analysis.Token{Term: []byte(t.stem), Start: t.start, End: t.end, Position: i + 1}
		out[i] = &tokens[i]
	}
	return out
}

// whole is the analyzer of what is one term as it stands.
type whole struct{}

// Analyze implements [analysis.Analyzer].
func (whole) Analyze(raw []byte) analysis.TokenStream {
	return analysis.TokenStream{{Term: raw, Start: 0, End: len(raw), Position: 1}}
}
