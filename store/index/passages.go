package index

import (
	"cmp"
	"context"
	"slices"

	"onrecord/summarize/news"
)

// How much a question reads: the articles that fit it best, and of them the passages that fit it best.
const (
	articlesRead = 24
	passagesKept = 12
	perArticle   = 3 // passages of one article at most
)

// question holds the words of a question with their weights.
type question struct {
	asked
	weight   map[string]float64 // by stem: how rare it is among the place's articles
	sum      float64
	people   map[string]bool // names of the speakers whom it names
	articles []ranked        // those that hold most of it
}

// Passages finds stretches of articles that may answer a question, the likeliest first: the sentences that hold most of
// its rare words, with their neighbours where those hold what is missing, and the quotations of whom it names.
func (x *Index) Passages(ctx context.Context, place news.Place, text string) ([]news.Passage, news.Progress, error) {
	var out []news.Passage
	progress, err := x.with(ctx, place, func(r *room) error {
		q, err := x.question(r, text)
		if err != nil || len(q.stems) == 0 {
			return err
		}
		out, err = x.passages(ctx, r, q)
		return err
	})
	return out, progress, err
}

// question weighs the words of a text by how few articles of the place hold them.
func (x *Index) question(r *room, text string) (question, error) {
	q := question{asked: read(text), weight: map[string]float64{}, people: map[string]bool{}}
	q.stems = slices.DeleteFunc(q.stems, func(s string) bool { return askers[s] })
	if len(q.stems) == 0 {
		return q, nil
	}
	var err error
	if q.articles, q.weight, err = r.rank(fieldText, q.stems, articlesRead); err != nil {
		return q, err
	}
	for _, w := range q.weight {
		q.sum += w
	}
	r.people.RLock()
	defer r.people.RUnlock()
	for w := range words(text) {
		for _, n := range r.names.byWord[w.fold] {
			if n.person && n.last() == w.fold {
				q.people[n.text] = true
			}
		}
	}
	return q, nil
}

// askers are stems of words with which questions ask, and which say nothing of what about.
var askers = set("tell ask know think thought want whi doe did happen anyon someon anybodi somebodi pleas explain describ mean exactli ani talk much mani long get got")

func (x *Index) passages(ctx context.Context, r *room, q question) ([]news.Passage, error) {
	var articles []string
	for _, a := range q.articles {
		articles = append(articles, articleOf(a.id))
	}
	briefs, err := x.fetchAll(ctx, r.place, articles)
	if err != nil {
		return nil, err
	}
	var out []news.Passage
	for _, id := range articles {
		if o, ok := briefs[id]; ok {
			out = append(out, q.in(o)...)
		}
	}
	slices.SortStableFunc(out, func(a, b news.Passage) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), b.When().Compare(a.When()))
	})
	out = distinctText(out)
	return out[:min(len(out), passagesKept)], nil
}

// distinctText leaves out what another outlet says letter for letter.
func distinctText(in []news.Passage) []news.Passage {
	seen := map[string]bool{}
	return slices.DeleteFunc(in, func(p news.Passage) bool {
		again := seen[p.Text]
		seen[p.Text] = true
		return again
	})
}

// in returns the passages of one article, the best first.
func (q question) in(o opened) []news.Passage {
	a := o.Article
	title := map[string]bool{}
	for _, t := range terms(a.Title, false) {
		title[t.stem] = true
	}
	holds := make([]map[string]bool, len(a.Sentences))
	for i, s := range a.Sentences {
		holds[i] = map[string]bool{}
		for _, t := range terms(a.At(s.Span), false) {
			if q.weight[t.stem] > 0 {
				holds[i][t.stem] = true
			}
		}
	}
	speakers := map[int]string{} // by sentence
	for i, quote := range o.Quotes {
		if s := o.saying(i); s.Speaker != "" && speakers[quote.Sentence] == "" {
			speakers[quote.Sentence] = s.Speaker
		}
	}
	var out []news.Passage
	for i := range a.Sentences {
		if len(holds[i]) == 0 {
			continue
		}
		from, to := i, i
		have := holds[i]
		// A neighbour in the same block joins where it holds what is missing, the next one before the one before.
		for _, j := range []int{i + 1, i - 1} {
			if j >= 0 && j < len(a.Sentences) && a.Sentences[j].Block == a.Sentences[i].Block && adds(have, holds[j]) {
				have = union(have, holds[j])
				from, to = min(from, j), max(to, j)
			}
		}
		cover := q.share(have)
		score := cover + 0.35*q.share(union(have, title)) - 0.03*float64(to-from)
		p := news.Passage{
			Article: a.ID, Title: a.Title, Outlet: a.Outlet(), Link: a.Link, Published: a.Published, Guessed: a.PublishedGuessed, Kept: o.Kept,
			Text: a.At(news.Span{Start: a.Sentences[from].Start, End: a.Sentences[to].End}), From: from + 1, To: to + 1, Speaker: speakers[i+1],
		}
		if q.people[p.Speaker] {
			score += 0.25
			cover = max(cover, q.share(union(have, stemsOf(p.Speaker))))
		}
		p.Score, p.Cover = score, max(cover, 0.9*q.share(union(have, title)))
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b news.Passage) int { return cmp.Compare(b.Score, a.Score) })
	return apart(out)
}

// apart keeps the best passages of an article that do not overlap.
func apart(in []news.Passage) (out []news.Passage) {
	for _, p := range in {
		if len(out) == perArticle {
			break
		}
		if !slices.ContainsFunc(out, func(o news.Passage) bool { return p.From <= o.To && o.From <= p.To }) {
			out = append(out, p)
		}
	}
	return out
}

// share is how much of the question's weight some words hold.
func (q question) share(have map[string]bool) float64 {
	sum := 0.0
	for s := range have {
		sum += q.weight[s]
	}
	return sum / max(q.sum, 1e-9)
}

func stemsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range terms(text, false) {
		out[t.stem] = true
	}
	return out
}

func adds(have, more map[string]bool) bool {
	for s := range more {
		if !have[s] {
			return true
		}
	}
	return false
}

func union(a, b map[string]bool) map[string]bool {
	out := make(map[string]bool, len(a)+len(b))
	for s := range a {
		out[s] = true
	}
	for s := range b {
		out[s] = true
	}
	return out
}
