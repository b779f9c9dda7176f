package storetest

import (
	"strings"
	"time"

	"onrecord/summarize/news"
)

// Piece describes an article in a few words, from which Brief makes a whole one.
type Piece struct {
	Link, Title, Site string
	Published         time.Time
	Said              []Said
	Stakes            []Stake
}

// Said is one quotation. It stands in a sentence of its own: “Words”, said Who, Role. Then.
type Said struct {
	Words, Who, Role, Then string
	Unclear                bool // the speaker is not sure enough to be told
}

// Stake is one issue. Text is the sentence that carries it, and holds Label and Actor.
type Stake struct {
	Text, Label, Actor string
	Stance             news.Stance
	Score              float64
}

// Brief returns the brief of an article that says what p says.
func (p Piece) Brief() *news.Brief {
	a := &news.Article{Link: p.Link, Title: p.Title, Site: p.Site, Published: p.Published, Lang: "en"}
	b := &news.Brief{Article: a, Writer: "storetest", Made: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	var text strings.Builder
	add := func(s string) news.Span {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		span := news.Span{Start: text.Len(), End: text.Len() + len(s)}
		text.WriteString(s)
		a.Blocks = append(a.Blocks, news.Block{Span: span})
		a.Sentences = append(a.Sentences, news.Sentence{Span: span, Block: len(a.Blocks) - 1})
		return span
	}
	within := func(span news.Span, s, part string) news.Span {
		i := strings.Index(s, part)
		if part == "" || i < 0 {
			return news.Span{}
		}
		return news.Span{Start: span.Start + i, End: span.Start + i + len(part)}
	}
	add(p.Title + ".")
	for _, said := range p.Said {
		s := "“" + said.Words + "”, said " + said.Who
		if said.Role != "" {
			s += ", " + said.Role
		}
		s += "." + said.Then
		span := add(s)
		q := news.Quote{
			Span: within(span, s, said.Words), Cue: within(span, s, "said"), Sentence: len(a.Sentences), Confidence: 0.9,
			Speaker: news.Speaker{Name: within(span, s, said.Who), Role: within(span, s, said.Role)},
		}
		if said.Unclear {
			q.Confidence = 0.2
		}
		b.Quotes = append(b.Quotes, q)
	}
	for _, stake := range p.Stakes {
		span := add(stake.Text)
		n := len(a.Sentences)
		b.Issues = append(b.Issues, news.Issue{
			Label: within(span, stake.Text, stake.Label), Score: stake.Score, Sentences: []int{n},
			Positions: []news.Position{{
				Actor: within(span, stake.Text, stake.Actor), Stance: stake.Stance, Evidence: span, Sentence: n, Quote: -1,
			}},
		})
	}
	a.Text = text.String()
	a.Seal()
	b.Gist = news.Line{Text: a.At(a.Sentences[0].Span), Cites: []int{1}}
	b.Checked = news.Tally{Quotes: len(b.Quotes), Verified: len(b.Quotes)}
	return b
}
