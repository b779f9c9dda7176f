package index

import (
	"bytes"
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
	fieldTags    = "f" // what a document is narrowed by: tags
	fieldWords   = "w" // of a quotation
	fieldNear    = "n" // its sentence without it, and the title of its article
	fieldSpeaker = "s" // its speaker, letter for letter; absent where unclear
	fieldText    = "b" // of an article: title and text
	fieldOrder   = "o" // of an article and its quotations: sorts the newest first
	fieldNumber  = "i" // of a quotation: sorts by the order of the text
	fieldCard    = "c" // of an article: what it was made of; stored
)

// Tags. The rest of a tag that ends in a colon follows it.
const (
	tagQuote   = "quote"
	tagArticle = "article"
	tagOutlet  = "outlet:"
	tagHost    = "host:"
	tagTime    = "t:" // year, month, day, hour and minute at which it counts as said
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
	when := said(a, o.Kept)
	tags := append(sourcesOf(a), moments(when)...)
	at := order(when, o.Kept, k)
	c := card{brief: o.Hash}
	var out []*document.Document
	for i, q := range o.Quotes {
		s := o.Saying(i)
		if s.Text == "" {
			continue
		}
		c.quotes = i + 1
		fields := []document.Field{
			tagged(tagQuote, tags), sorting(fieldOrder, at), sorting(fieldNumber, string(sextets(nil, uint64(i), 3))),
			scored(fieldWords, s.Text), text(fieldNear, around(a, q)+"\n"+a.Title),
		}
		if s.Speaker != "" {
			fields = append(fields, exact(fieldSpeaker, speakerKey(s.Speaker)))
			if !slices.Contains(c.speakers, speakerKey(s.Speaker)) {
				c.speakers = append(c.speakers, speakerKey(s.Speaker))
			}
		}
		out = append(out, made(quoteID(k, i), fields))
	}
	fields := []document.Field{
		tagged(tagArticle, tags), sorting(fieldOrder, at), text(fieldText, a.Title+"\n"+a.Text), stored(fieldCard, c.String()),
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

// sourcesOf are the names under which an article's outlet is asked for.
func sourcesOf(a *news.Article) []string {
	out := []string{tagOutlet + strings.Join(folded(a.Outlet()), " ")}
	if u, err := url.Parse(a.Link); err == nil && u.Host != "" {
		if host := tagHost + strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."); len(host) < 200 {
			out = append(out, host)
		}
	}
	return out
}

// moments are the tags that a time is found by, the coarsest first: year, month, day, hour and minute, in UTC.
func moments(t time.Time) []string {
	s := tagTime + t.UTC().Format("2006-01-02T15:04")
	n := len(tagTime)
	return []string{s[:n+4], s[:n+7], s[:n+10], s[:n+13], s}
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

// scored makes a field of running text that counts how often a word stands in it and how long it is.
func scored(field, words string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(words), bleveapi.IndexField, byStems{})
}

// text makes a field of running text that knows only whether a word stands in it, which takes half the room.
func text(field, words string) document.Field {
	return document.NewTextFieldCustom(field, nil, []byte(words), bleveapi.IndexField|bleveapi.SkipFreqNorm, byStems{})
}

// tagged makes the field of tags.
func tagged(kind string, tags []string) document.Field {
	return document.NewTextFieldCustom(fieldTags, nil, []byte(kind+"\n"+strings.Join(tags, "\n")), bleveapi.IndexField|bleveapi.SkipFreqNorm, byLines{})
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

// byLines is the analyzer of what holds a term a line.
type byLines struct{}

// Analyze implements [analysis.Analyzer].
func (byLines) Analyze(raw []byte) (out analysis.TokenStream) {
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		out = append(out, &analysis.Token{Term: line, Position: len(out) + 1})
	}
	return out
}

// whole is the analyzer of what is one term as it stands.
type whole struct{}

// Analyze implements [analysis.Analyzer].
func (whole) Analyze(raw []byte) analysis.TokenStream {
	return analysis.TokenStream{{Term: raw, Start: 0, End: len(raw), Position: 1}}
}
