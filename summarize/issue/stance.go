package issue

import "onrecord/summarize/news"

// sides maps stems of words that take a side to the side that they take on what follows them.
var sides = func() map[string]news.Stance {
	m := map[string]news.Stance{}
	for w := range words(`support supports supported supporting back backs backed backing welcome welcomed favour favours favoured favor favors favored urge urged
		urges urging champion championed endorse endorsed endorses approve approved praise praised praises demand demanded demands
		demanding seek sought seeks propose proposed proposes recommend recommended recommends defend defended defends applaud applauded want wants wanted
		pledge pledged vow vowed hail hailed campaign campaigned benefit benefits opportunity gift overdue proud`) {
		m[stem(w)] = news.For
	}
	for w := range words(`oppose opposed opposes opposing opposition reject rejected rejects rejecting criticise criticised criticises criticize criticized criticizes condemn condemned
		condemns object objected objects warn warned warns warning denounce denounced block blocked refuse refused refuses deny denied fear feared fears resist
		resisted protest protested against dismiss dismissed threaten threatens threatened disaster reckless unacceptable
		dangerous unfair betrayal insult scandal harmful ruinous catastrophe scrap abandon`) {
		m[stem(w)] = news.Against
	}
	return m
}()

// flips are words that turn the side of what follows them.
var flips = words("not no never cannot nor without stop neither isn't wasn't won't don't doesn't didn't can't")

// stance reads from the words of a passage which side it takes: the side of all its words that take one, Speaks if
// they disagree or there is none.
func stance(ts []term, text string) news.Stance {
	side, flip := news.Speaks, 0
	for _, t := range ts {
		if flips[lower(text[t.span.Start:t.span.End])] {
			flip = 4
			continue
		}
		if flip > 0 {
			flip--
		}
		s, ok := sides[t.stem]
		if !ok {
			continue
		}
		if flip > 0 {
			s = news.For + news.Against - s
		}
		if side != news.Speaks && side != s {
			return news.Speaks
		}
		side = s
	}
	return side
}

// Side reads which side a stretch of an article takes on what it is about, as [Find] reads it.
func Side(a *news.Article, s news.Span) news.Stance {
	return stance(within(terms(a), s), a.Text)
}
