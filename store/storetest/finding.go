package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

const (
	closing = "The bridge will close in May"
	losing  = "Our shops will lose half of their customers"
	asking  = "Nobody asked us"
)

func speakers(t *testing.T, l *library) {
	l.keep(t, square, bridge)
	l.keep(t, square, Piece{Title: "Elsewhere", Said: []Said{
		{Words: "I am another", Who: "Lena Ida"},
		{Words: "We meet again", Who: "Xi Jinping"},
		{Words: "Not that family", Who: "Morenova"},
		{Words: "I have my father's name", Who: "Martin King Jr."},
	}})
	for query, want := range map[string][]string{
		"Ida María Moreno":       {closing},
		"ida maria moreno":       {closing},
		"Moreno":                 {closing},
		"MORENO’S":               {closing},
		"Ida Moreno":             {closing},
		"I. Moreno":              {closing},
		"President Moreno":       {closing},
		"president Ida Moreno":   {closing},
		"region Moreno":          {closing}, // a word of the role
		"o'brien":                {losing},
		"OBrien":                 {losing},
		"Mr. Tom O’Brien":        {losing},
		"Ida":                    {"I am another"}, // a last name comes before a first one
		"Xi":                     {"We meet again"},
		"Tom":                    {losing},
		"King":                   {"I have my father's name"},
		"Moreno Ida":             {},
		"Ana Moreno":             {},
		"neighbour":              {}, // unclear
		"a neighbour":            {},
		"Ida María Moreno López": {},
		"More":                   {},
		"!!!":                    {},
		"president":              {},
	} {
		if got := l.ask(t, square, news.QuoteQuery{Speaker: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func about(t *testing.T, l *library) {
	l.keep(t, square, bridge)
	l.keep(t, square, Piece{Title: "Policies", Published: epoch.Add(-240 * time.Hour), Said: []Said{
		{Words: "They are costly", Who: "Ann Lee", Then: " She meant the taxes on boxes and the energy policies of the cities."},
	}})
	for query, want := range map[string][]string{
		"bridges":               {closing, losing, asking},
		"BRIDGE may":            {closing},
		"the closing of bridge": {closing, losing, asking}, // what is said of it, then what stands under a title that says it
		"the opening of bridge": {},
		"about the bridge":      {closing, losing, asking},
		"shop customer":         {losing},
		"asked":                 {asking},
		"bread":                 {losing}, // stands in the sentence
		"neighbour":             {asking},
		"tax":                   {"They are costly"},
		"box policy city":       {"They are costly"},
		"bridge tax":            {},
		`"bridge will close"`:   {closing},
		`"close bridge"`:        {},
		"bri":                   {},
		"?!":                    {},
	} {
		if got := l.ask(t, square, news.QuoteQuery{About: query}); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func narrowing(t *testing.T, l *library) {
	l.keep(t, square, bridge)
	if got := l.ask(t, square, news.QuoteQuery{Speaker: "Moreno", About: "customers"}); len(got) != 0 {
		t.Errorf("found %q", got)
	}
	if got := l.ask(t, square, news.QuoteQuery{Speaker: "Moreno", About: "May", Limit: 5}); !slices.Equal(got, []string{closing}) {
		t.Errorf("found %q", got)
	}
}

func wholeSaying(t *testing.T, l *library) {
	b := bridge.Brief()
	b.Article.PublishedGuessed = true
	q := &b.Quotes[1]
	q.Kind, q.Continues = news.Mixed, true
	q.Cue = news.Span{Start: q.Start, End: q.Start + len("Our")} // any words before the content will do
	q.Start = q.Cue.End + 1
	if _, err := l.Keep(t.Context(), square, news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	want := b.Saying(1)
	want.Kept, want.Marks = epoch, []news.Span{{Start: 0, End: len("shops")}}
	full(t, want)
	got, err := l.Quotes(t.Context(), square, news.QuoteQuery{Speaker: "O'Brien", About: "shop"})
	found, total := got.Found, got.Total
	if err != nil || total != 1 || len(found) != 1 {
		t.Fatalf("found %v of %d, %v", found, total, err)
	}
	// The day is that of the outlet's zone.
	if got := found[0].Published.Format(time.RFC3339); got != "2026-03-01T08:30:00+01:00" {
		t.Errorf("published %s", got)
	}
	found[0].Published = want.Published
	if !reflect.DeepEqual(found[0], want) {
		t.Errorf("found %+v\nwant  %+v", found[0], want)
	}
}

// full checks that no field of what a test wants is zero, for a zero is found whether or not it was stored.
func full(t *testing.T, want any) {
	t.Helper()
	v := reflect.ValueOf(want)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("the test does not set %s", v.Type().Field(i).Name)
		}
	}
}

func pages(t *testing.T, l *library) {
	for i := range 7 {
		l.clock = epoch.Add(time.Duration(i) * time.Minute)
		p := Piece{Title: fmt.Sprint("Day ", i), Said: []Said{
			{Words: fmt.Sprintf("%d first", i), Who: "Ida Moreno"}, {Words: fmt.Sprintf("%d second", i), Who: "Ida Moreno"},
		}}
		if i%2 == 0 { // kept later, yet published long before
			p.Published = epoch.Add(time.Duration(i-100) * time.Hour)
		}
		l.keep(t, square, p)
	}
	want := []string{
		"5 first", "5 second", "3 first", "3 second", "1 first", "1 second", "6 first", "6 second", "4 first", "4 second",
		"2 first", "2 second", "0 first", "0 second",
	}
	for _, size := range []int{1, 4, 14, 100} {
		var got []string
		for skip := 0; skip < len(want); skip += size {
			page, err := l.Quotes(t.Context(), square, news.QuoteQuery{Speaker: "Moreno", Skip: skip, Limit: size})
			found, total := page.Found, page.Total
			if err != nil || total != len(want) || len(found) > size {
				t.Fatalf("%d of %d found, %v", len(found), total, err)
			}
			for _, s := range found {
				got = append(got, s.Text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("in pages of %d: %q", size, got)
		}
	}
	if got := l.ask(t, square, news.QuoteQuery{Speaker: "Moreno", Skip: 99, Limit: 5}); len(got) != 0 {
		t.Errorf("past the end: %q", got)
	}
	since := news.QuoteQuery{Speaker: "Moreno", Since: epoch.Add(3 * time.Minute)}
	if got := l.ask(t, square, since); !slices.Equal(got, want[:4]) {
		t.Errorf("since the third minute: %q", got)
	}
}

func future(t *testing.T, l *library) {
	l.keep(t, square, Piece{Title: "Dated wrongly", Published: epoch.AddDate(1, 0, 0), Said: []Said{{Words: "Soon", Who: "Ida Moreno"}}})
	l.clock = epoch.Add(time.Hour)
	l.keep(t, square, Piece{Title: "Today", Said: []Said{{Words: "Now", Who: "Ida Moreno"}}})
	if got := l.ask(t, square, news.QuoteQuery{Speaker: "Moreno"}); !slices.Equal(got, []string{"Now", "Soon"}) {
		t.Errorf("order %q", got)
	}
}

func issues(t *testing.T, l *library) {
	b := bridge.Brief()
	actor := b.Issues[0].Positions[0].Actor
	b.Issues[0].Positions[0].Role = actor // some words of the article
	if _, err := l.Keep(t.Context(), square, news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	all, _, err := l.Issues(t.Context(), square, news.IssueQuery{})
	if err != nil || len(all) != 2 {
		t.Fatalf("found %v, %v", all, err)
	}
	want := news.Matter{
		Label: "closure of the bridge", Article: b.Article.ID, Title: bridge.Title, Outlet: "The Paper", Link: bridge.Link,
		Said: bridge.Published, Kept: epoch, Score: 0.8, Sentence: bridge.Stakes[0].Text, About: []string{bridge.Stakes[0].Text},
		Stands: []news.Standing{{Actor: "Moreno", Role: "Moreno", Stance: news.For, Evidence: bridge.Stakes[0].Text}},
	}
	full(t, want)
	full(t, want.Stands[0])
	if !all[0].Said.Equal(want.Said) {
		t.Errorf("said %s, want %s", all[0].Said, want.Said)
	}
	all[0].Said = want.Said // the zone is another pointer
	if !reflect.DeepEqual(all[0], want) {
		t.Errorf("found %+v\nwant  %+v", all[0], want)
	}
	for topic, want := range map[string]int{"bridges": 1, "town divide": 1, "customer money": 1, "lost bridge": 0, "…": 0} {
		if got, _, err := l.Issues(t.Context(), square, news.IssueQuery{Topic: topic, Limit: 10}); err != nil || len(got) != want {
			t.Errorf("%q finds %d, want %d (%v)", topic, len(got), want, err)
		}
	}
	if got, _, err := l.Issues(t.Context(), square, news.IssueQuery{Limit: 1}); err != nil || len(got) != 1 || got[0].Label != want.Label {
		t.Errorf("the weightiest is %v, %v", got, err)
	}
}

func scripts(t *testing.T, l *library) {
	for who, queries := range map[string][]string{
		"Νίκος Παπαδόπουλος": {"ΠΑΠΑΔΟΠΟΥΛΟΣ", "Παπαδόπουλος", "νικος παπαδοπουλος"},
		"Шевченко Олена":     {"олена", "шевченко олена"},
		"山田太郎":               {"山田", "山田太郎"},
		"Søren Ærø":          {"aero", "Soren Ærø", "SØREN ÆRØ"},
		"Lech Wałęsa":        {"walesa", "Wałęsa"},
		"محمد علي":           {"علي", "محمد علي"},
		"Émile de la Tour":   {"Emile de la Tour", "E\u0301mile Tour", "tour"},
	} {
		l.keep(t, square, Piece{Title: "On " + who, Said: []Said{{Words: "I am " + who + ".", Who: who}}})
		for _, q := range queries {
			if got := l.ask(t, square, news.QuoteQuery{Speaker: q}); !slices.Equal(got, []string{"I am " + who + "."}) {
				t.Errorf("%q finds %q", q, got)
			}
		}
	}
	l.keep(t, square, Piece{Title: "Neubau", Said: []Said{{Words: "新しい橋を作る", Who: "Yuki"}}})
	if got := l.ask(t, square, news.QuoteQuery{About: "橋"}); len(got) != 1 {
		t.Errorf("a word in a script without spaces finds %q", got)
	}
}

func many(t *testing.T, l *library) {
	const n = 50_000
	p := Piece{Link: "https://paper.example/many", Title: "A very long day"}
	for i := range n {
		p.Said = append(p.Said, Said{Words: fmt.Sprintf("Answer %d", i), Who: "Ida Moreno"})
	}
	b := l.keep(t, square, p)
	if size, err := l.Size(t.Context(), square); err != nil || size.Quotes != n {
		t.Errorf("size %v, %v", size, err)
	}
	page, err := l.Quotes(t.Context(), square, news.QuoteQuery{Speaker: "Moreno", Skip: n - 2, Limit: 10})
	found, total := page.Found, page.Total
	if err != nil || total != n || len(found) != 2 || !strings.HasSuffix(found[1].Text, "49999") {
		t.Errorf("found %v of %d, %v", found, total, err)
	}
	got, err := l.Brief(t.Context(), square, b.Article.ID)
	if err != nil || len(got.Quotes) != n {
		t.Errorf("%v", err)
	}
}
