package handlers

import (
	"time"

	"onrecord/summarize/news"
)

// follows reports whether two sayings are one utterance that its tag has split.
func follows(a, b news.Saying) bool {
	return b.Continues && b.Article == a.Article && b.Index == a.Index+1 && b.Speaker == a.Speaker && a.Kind == news.Direct && b.Kind == news.Direct
}

// utterances joins the sayings that their tags have split.
func utterances(found []news.Saying) (out [][]news.Saying) {
	for i, s := range found {
		if i > 0 && follows(found[i-1], s) {
			out[len(out)-1] = append(out[len(out)-1], s)
			continue
		}
		out = append(out, []news.Saying{s})
	}
	return out
}

// sayingSections shows utterances away from their articles: who, what, and where it stands. A heading or a source that
// is the one before again is not repeated.
func sayingSections(found []news.Saying) []Section {
	var out []Section
	before := ""
	all := utterances(found)
	for i, said := range all {
		section := sayingSection(said, i > 0 && all[i-1][0].Article == said[0].Article)
		heading := section.Heading
		if i > 0 && heading == before {
			section.Heading = ""
		}
		before = heading
		out = append(out, section)
	}
	return out
}

// sayingSection shows one utterance away from its article: who, what, and where it stands.
func sayingSection(said []news.Saying, sameArticle bool) Section {
	var body Text
	for i, s := range said {
		if i > 0 {
			body = append(body, plain(" … "))
		}
		body = append(body, quoteRuns(s)...)
	}
	s := said[0]
	body, link := append(body, plain("\n")), atWords(s.Link, s.Text)
	if sameArticle {
		body = append(body, Run{Words: "in the same article", Style: Subtle, Link: link})
	} else {
		body = append(body, sourceRuns(s.Title, s.Outlet, link, s.Published, s.Guessed)...)
	}
	return Section{Heading: called(s.Speaker, s.Role), Body: body}
}

// sourceRuns says where something stands: the article's title, linked, its outlet and its date.
func sourceRuns(title, outlet, link string, published time.Time, guessed bool) Text {
	out := Text{{Words: clip(oneLine(title), 120), Style: Subtle, Link: link}, subtle(" · " + oneLine(outlet))}
	if d := day(published, guessed); d != "" {
		out = append(out, subtle(" · "+d))
	}
	return out
}
