package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"onrecord/store"
	"onrecord/store/index"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// annotated is an article as the corpus gives it.
type annotated struct {
	ID, Publisher, Date, Title, Text string
	Attributions                     []struct {
		Content []piece
		Kind    string
		Speaker struct {
			Names     []string
			Ambiguous bool
		}
	}
}

// piece is a stretch of text: start, end and the words.
type piece string

func (p *piece) UnmarshalJSON(raw []byte) error {
	var cells [3]any
	if err := json.Unmarshal(raw, &cells); err != nil {
		return err
	}
	s, _ := cells[2].(string)
	*p = piece(s)
	return nil
}

// meant is a quotation with what is asked to find it.
type meant struct {
	article string
	n       int
	last    string
	words   []string
	text    string
}

// measureQuality asks for quotations by their speaker's last name and three of their words, and counts how often the
// one that was meant comes first, and among the first five.
func measureQuality(ctx context.Context, folder string, seed uint64, verbose bool) error {
	s, err := store.Open(ctx, store.Options{Retention: 100 * 365 * 24 * time.Hour})
	if err != nil {
		return err
	}
	defer s.Close()
	x, err := index.Open(ctx, index.Options{Store: s, Patience: time.Hour})
	if err != nil {
		return err
	}
	defer x.Close()
	r := rand.New(rand.NewPCG(seed, 1))
	asks, articles, quotes, err := load(ctx, s, filepath.Join(folder, "dev.jsonl"), []news.Place{"dev", "all"}, r)
	if err != nil {
		return err
	}
	_, more, others, err := load(ctx, s, filepath.Join(folder, "train.jsonl"), []news.Place{"all"}, r)
	if err != nil {
		return err
	}
	fmt.Printf("%d questions. Place dev: %d articles, %d sayings. Place all: %d articles, %d sayings.\n\n", len(asks), articles, quotes, articles+more, quotes+others)
	fmt.Println("| Question | place | asked | hit@1 | hit@5 | MRR |\n|---|---|---|---|---|---|")
	for _, place := range []news.Place{"dev", "all"} {
		for _, kind := range []struct {
			name string
			ask  func(m meant) (news.QuoteQuery, bool)
		}{
			{"last name and three words", func(m meant) (news.QuoteQuery, bool) {
				return news.QuoteQuery{Speaker: m.last, About: strings.Join(m.words, " ")}, true
			}},
			{"the same, words in reverse", func(m meant) (news.QuoteQuery, bool) {
				words := slices.Clone(m.words)
				slices.Reverse(words)
				return news.QuoteQuery{Speaker: m.last, About: strings.Join(words, " ")}, true
			}},
			{"the last name misspelt by one letter", func(m meant) (news.QuoteQuery, bool) {
				if len([]rune(m.last)) < 5 {
					return news.QuoteQuery{}, false
				}
				return news.QuoteQuery{Speaker: misspelt(r, m.last), About: strings.Join(m.words, " ")}, true
			}},
			{"three words, no name", func(m meant) (news.QuoteQuery, bool) { return news.QuoteQuery{About: strings.Join(m.words, " ")}, true }},
		} {
			one, five, mrr, asked := 0, 0, 0.0, 0
			for _, m := range asks {
				q, ok := kind.ask(m)
				if !ok {
					continue
				}
				asked++
				q.Limit = 10
				got, err := x.Quotes(ctx, place, q)
				if err != nil {
					return err
				}
				at := slices.IndexFunc(got.Found, func(s news.Saying) bool { return s.Article == m.article && s.Index == m.n })
				switch {
				case at == 0:
					one++
					fallthrough
				case at > 0 && at < 5:
					five++
				case verbose:
					fmt.Printf("  missed: %q %v at %d of %d: %.120s\n", q.Speaker, m.words, at, got.Total, m.text)
				}
				if at >= 0 {
					mrr += 1 / float64(at+1)
				}
			}
			n := float64(max(1, asked))
			fmt.Printf("| %s | %s | %d | %.3f | %.3f | %.3f |\n", kind.name, place, asked, float64(one)/n, float64(five)/n, mrr/n)
		}
	}
	return nil
}

// load keeps the articles of a file with the quotations that their annotators found.
func load(ctx context.Context, s *store.Store, file string, places []news.Place, r *rand.Rand) (asks []meant, articles, quotes int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, 0, 0, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var d annotated
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			return nil, 0, 0, err
		}
		b, more := d.brief(r)
		for _, p := range places {
			if _, err := s.Keep(ctx, p, news.Share{}, b); err != nil {
				return nil, 0, 0, err
			}
		}
		asks, articles, quotes = append(asks, more...), articles+1, quotes+len(b.Quotes)
	}
	return asks, articles, quotes, in.Err()
}

// brief makes a brief of the annotators' quotations, and the questions for those of a named speaker.
func (d annotated) brief(r *rand.Rand) (*news.Brief, []meant) {
	a := prose.Article(d.Text)
	a.Title, a.Site, a.Link = d.Title, d.Publisher, "https://"+d.Publisher+".example/"+d.ID
	a.Published, _ = time.Parse(time.DateOnly, d.Date)
	a.Seal()
	b := &news.Brief{Article: a}
	var asks []meant
	for _, at := range d.Attributions {
		if len(at.Content) == 0 {
			continue
		}
		start := strings.Index(a.Text, string(at.Content[0]))
		if start < 0 {
			continue
		}
		q := news.Quote{Span: news.Span{Start: start, End: start + len(at.Content[0])}, Sentence: a.SentenceAt(start), Confidence: 1}
		switch at.Kind {
		case "mixed":
			q.Kind = news.Mixed
		case "indirect":
			q.Kind = news.Indirect
		}
		name := ""
		if len(at.Speaker.Names) > 0 && !at.Speaker.Ambiguous {
			name = longest(at.Speaker.Names)
			if i := strings.Index(a.Text, name); i >= 0 {
				q.Speaker.Name = news.Span{Start: i, End: i + len(name)}
			} else {
				name = ""
			}
		}
		b.Quotes = append(b.Quotes, q)
		words := telling(string(at.Content[0]))
		if fields := strings.Fields(name); len(fields) > 0 && len(words) >= 3 {
			r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
			asks = append(asks, meant{a.ID, len(b.Quotes) - 1, fields[len(fields)-1], words[:3], a.At(q.Span)})
		}
	}
	return b, asks
}

func longest(names []string) string {
	return slices.MaxFunc(names, func(a, b string) int { return len(a) - len(b) })
}

// telling are the words of a quotation that somebody might remember: no small ones, none of its first five.
func telling(text string) (out []string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for _, w := range words[min(5, len(words)):] {
		lower := strings.ToLower(w)
		if len([]rune(w)) >= 4 && !stops[lower] && !slices.Contains(out, lower) && !slices.ContainsFunc(words[:5], func(f string) bool { return strings.EqualFold(f, w) }) {
			out = append(out, lower)
		}
	}
	return out
}

var stops = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("about above after again against also because been before being below between both cannot could does doing down during each even every from further " +
		"have having here himself herself itself into just like more most much myself only other ourselves over same should some such than that that's their theirs them themselves then there these they they're this those " +
		"through today under until upon very want wasn't were what when where which while whom will with would your yours don't didn't doesn't can't won't it's we're you're i'm said says") {
		m[w] = true
	}
	return m
}()

// misspelt makes one slip in a name: a letter too many, too few, another one, or two swapped.
func misspelt(r *rand.Rand, name string) string {
	n := []rune(name)
	i := 1 + r.IntN(len(n)-2)
	other := rune('a' + r.IntN(26))
	switch r.IntN(4) {
	case 0:
		return string(n[:i]) + string(other) + string(n[i:])
	case 1:
		return string(n[:i]) + string(n[i+1:])
	case 2:
		return string(n[:i]) + string(other) + string(n[i+1:])
	}
	n[i], n[i+1] = n[i+1], n[i]
	return string(n)
}
