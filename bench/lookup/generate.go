package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// What a generated article is made of.
const (
	quotesEach = 10
	plainEach  = 10 // sentences that quote nobody
	wordsEach  = 18 // of a sentence, on average
	vocabulary = 20_000
	daysBack   = 300
)

// common are the words that make up about half of any English text.
var common = strings.Fields("the of and to in a is that for it was on are as with his they at be this have from or had by but not what all were we when your can said there " +
	"an each which she do how their if will up other about out many then them these so some her would make like him into time has look two more go see no way could than been call who its now find long down day did get come made may part")

// generator makes articles from a seed: words of a frequency like that of a language, speakers of whom few are quoted
// often, a few namesakes.
type generator struct {
	r      *rand.Rand
	words  []string
	zipf   *rand.Zipf
	given  []string
	family []string
	start  time.Time
}

func newGenerator(seed uint64) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0)), start: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	heads := strings.Fields("b br c ch d dr f fl g gr h j k l m n p pl qu r s sh sl st t th tr v w")
	cores := strings.Fields("a ai e ea ee i o oa oo ou u")
	tails := strings.Fields("b ck d ft g ll m n nd ng nt p r rd rm rt s sk st t th x")
	syllable := func() string {
		return heads[g.r.IntN(len(heads))] + cores[g.r.IntN(len(cores))] + tails[g.r.IntN(len(tails))]
	}
	seen := map[string]bool{}
	for len(g.words) < vocabulary {
		w := syllable()
		for range g.r.IntN(3) {
			w += syllable()
		}
		if !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	g.zipf = rand.NewZipf(g.r, 1.07, 8, vocabulary-1)
	title := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	for range 200 {
		g.given = append(g.given, title(syllable()+"a"))
	}
	for range 6000 {
		g.family = append(g.family, title(syllable()+syllable()))
	}
	return g
}

// word returns a word that carries a meaning.
func (g *generator) word() string { return g.words[g.zipf.Uint64()] }

// sentence returns so many words, nearly half of them common ones.
func (g *generator) sentence(n int) string {
	out := make([]string, 0, n)
	for range n {
		if g.r.IntN(100) < 45 {
			out = append(out, common[g.r.IntN(len(common))])
		} else {
			out = append(out, g.word())
		}
	}
	return strings.Join(out, " ")
}

// speakers returns the people of a place; some share a last name.
func (g *generator) speakers(n int) []string {
	out := make([]string, n)
	for i := range out {
		family := g.family[g.r.IntN(len(g.family))]
		if i > 0 && g.r.IntN(20) == 0 {
			family = strings.Fields(out[g.r.IntN(i)])[1]
		}
		out[i] = g.given[g.r.IntN(len(g.given))] + " " + family
	}
	return out
}

// brief makes the brief of an article with number n of a place whose people are given.
func (g *generator) brief(place string, n int, people []string, zipf *rand.Zipf) *news.Brief {
	outlet := g.r.IntN(60)
	a := &news.Article{
		Link: fmt.Sprintf("https://outlet%d.example/%s/%d", outlet, place, n), Site: fmt.Sprintf("Outlet %d", outlet), Title: g.sentence(8), Lang: "en",
		Published: g.start.Add(-time.Duration(g.r.IntN(daysBack*24*60)) * time.Minute),
	}
	b := &news.Brief{Article: a, Writer: "generator", Made: g.start}
	var text strings.Builder
	add := func(s string) int {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(s)
		span := news.Span{Start: start, End: text.Len()}
		a.Blocks = append(a.Blocks, news.Block{Span: span})
		a.Sentences = append(a.Sentences, news.Sentence{Span: span, Block: len(a.Blocks) - 1})
		return start
	}
	length := func() int { return wordsEach/2 + g.r.IntN(wordsEach) }
	for range quotesEach {
		who, role, words := people[zipf.Uint64()], g.word()+" of "+g.word(), g.sentence(length())
		at := add("“" + words + ",” said " + who + ", " + role + ".")
		start := at + len("“")
		name := start + len(words) + len(",” said ")
		b.Quotes = append(b.Quotes, news.Quote{
			Span: news.Span{Start: start, End: start + len(words)}, Sentence: len(a.Sentences), Confidence: 0.9,
			Cue: news.Span{Start: name - len("said "), End: name - 1},
			Speaker: news.Speaker{
				Name: news.Span{Start: name, End: name + len(who)}, Role: news.Span{Start: name + len(who) + 2, End: name + len(who) + 2 + len(role)},
			},
		})
		if len(a.Sentences) < 2*plainEach {
			add(g.sentence(length()) + ".")
		}
	}
	label := a.Blocks[1].Start
	b.Issues = []news.Issue{{Label: news.Span{Start: label, End: label + strings.IndexByte(text.String()[label:], ' ')}, Score: 0.5, Sentences: []int{2}}}
	a.Text = text.String()
	a.Seal()
	b.Gist = news.Line{Text: a.At(a.Sentences[1].Span), Cites: []int{2}}
	b.Checked = news.Tally{Quotes: quotesEach, Verified: quotesEach}
	return b
}

// zipfOf makes few of n people speak often.
func (g *generator) zipfOf(n int) *rand.Zipf { return rand.NewZipf(g.r, 1.15, 4, uint64(n-1)) }
