package index

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"

	"onrecord/summarize/news"
)

// mostArticles is how many articles one question about issues reads: the latest that fit it.
const mostArticles = 400

// Issues finds the issues of a place's articles whose label or sentences hold every word of the topic, the latest
// first. It reads the latest articles that fit, so that of a large place it tells the recent part.
func (x *Index) Issues(ctx context.Context, place news.Place, q news.IssueQuery) ([]news.Matter, news.Progress, error) {
	var out []news.Matter
	progress, err := x.with(ctx, place, func(r *room) error {
		var err error
		out, err = x.issues(ctx, r, q)
		return err
	})
	return out, progress, err
}

func (x *Index) issues(ctx context.Context, r *room, q news.IssueQuery) ([]news.Matter, error) {
	topic := read(q.Topic)
	if !topic.blank && len(topic.stems) == 0 {
		return nil, nil
	}
	conditions := []query.Query{match(fieldTags, tagArticle)}
	for _, s := range topic.stems {
		conditions = append(conditions, match(fieldText, s))
	}
	if !q.Since.IsZero() {
		conditions = append(conditions, since(q.Since, x.now()))
	}
	res, err := r.search(ctx, all(conditions), newest(), 0, mostArticles)
	if err != nil {
		return nil, err
	}
	var articles []string
	for _, h := range res.Hits {
		articles = append(articles, articleOf(h.ID))
	}
	briefs, err := x.fetchAll(ctx, r.place, articles)
	if err != nil {
		return nil, err
	}
	var out []news.Matter
	for _, id := range articles {
		o, ok := briefs[id]
		if !ok {
			continue
		}
		for _, is := range o.Issues {
			m := matterOf(o, is)
			if m.Label != "" && topic.within(m.Label, strings.Join(m.About, "\n")) {
				out = append(out, m)
			}
			if q.Limit > 0 && len(out) == q.Limit {
				return out, nil
			}
		}
	}
	return out, nil
}

// within reports whether the texts together hold every word and each phrase.
func (q asked) within(texts ...string) bool {
	have := map[string]bool{}
	for _, text := range texts {
		for _, t := range terms(text, false) {
			have[t.stem] = true
		}
	}
	return !slices.ContainsFunc(q.stems, func(s string) bool { return !have[s] }) && q.holds(texts...)
}

// matterOf cuts an issue out of its article.
func matterOf(o opened, is news.Issue) news.Matter {
	a := o.Article
	m := news.Matter{
		Label: a.At(is.Label), Article: a.ID, Title: a.Title, Outlet: a.Outlet(), Link: a.Link, Kept: o.Kept,
		Said: said(a, o.Kept), Score: is.Score,
	}
	for _, n := range is.Sentences {
		s, ok := a.Sentence(n)
		if !ok {
			continue
		}
		words := a.At(s.Span)
		m.About = append(m.About, words)
		if m.Sentence == "" || s.Contains(is.Label) { // the sentence that names the issue carries it best; else the first
			m.Sentence = words
		}
	}
	for _, p := range is.Positions {
		s, _ := a.Sentence(p.Sentence)
		if actor := a.At(p.Actor); actor != "" {
			m.Stands = append(m.Stands, news.Standing{Actor: actor, Role: a.At(p.Role), Stance: p.Stance, Evidence: a.At(s.Span)})
		}
	}
	return m
}
