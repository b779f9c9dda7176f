package web

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// mostSayings is how many of a speaker's quotations the timeline shows, the latest.
const mostSayings = 120

// The timeline in units of its drawing: a dot, the room for one, and the edges.
const (
	timeWide  = 640
	timeEdge  = 48 // half a date
	timeDot   = 6
	timeRoom  = 15
	timeBelow = 34 // for the dates
)

// dot is one quotation on the timeline.
type dot struct {
	news.Saying
	Href string
	Day  string
	X, Y int
}

// tick is a date under the timeline.
type tick struct {
	X     int
	Words string
}

// speaker draws what one person has said here, over time.
func (p *Page) speaker(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	if name == "" || len(name) > 200 {
		http.Error(w, "Nobody was named.", http.StatusBadRequest)
		return
	}
	got, err := p.o.Finder.Quotes(r.Context(), p.o.Place, news.QuoteQuery{Speaker: name, Limit: mostSayings})
	if err != nil {
		http.Error(w, "My memory does not answer just now.", http.StatusServiceUnavailable)
		return
	}
	if len(got.Found) == 0 {
		http.Error(w, "Nothing that they said is kept here.", http.StatusNotFound)
		return
	}
	title, role := whose(got, name)
	dots, ticks, high := timeline(got.Found)
	data := map[string]any{
		"Name": title, "Role": role, "Several": len(got.People) > 1, "Asked": name, "Fuzzy": got.Fuzzy, "Dots": dots, "Ticks": ticks, "Total": got.Total,
		"Wide": timeWide, "High": high, "Line": high - timeBelow, "Words": high - timeBelow/2, "Radius": timeDot,
	}
	if r.Header.Get("Accept") == "text/fragment" {
		p.draw(w, "timeline", data)
		return
	}
	p.draw(w, "speaker.html", data)
}

// whose names who is on a timeline: one person with a role, or all whom the name may stand for.
func whose(got news.Sayings, asked string) (names, role string) {
	if len(got.People) > 1 {
		var all []string
		for _, p := range got.People {
			all = append(all, p.Name)
		}
		return strings.Join(all, " · "), ""
	}
	for _, s := range got.Found {
		names, role = cmp.Or(names, s.Speaker), cmp.Or(role, s.Role)
	}
	return cmp.Or(names, asked), role
}

// timeline places quotations from left to right by the day on which they were said, those of a day one above the other,
// and says how high the drawing is.
func timeline(found []news.Saying) (dots []dot, ticks []tick, high int) {
	first, last := found[0].When(), found[0].When()
	for _, s := range found {
		if s.When().Before(first) {
			first = s.When()
		}
		if s.When().After(last) {
			last = s.When()
		}
	}
	const room = timeWide - 2*timeEdge
	x := func(t time.Time) int {
		if !last.After(first) {
			return timeWide / 2
		}
		return timeEdge + int(int64(room)*int64(t.Sub(first)/time.Second)/max(1, int64(last.Sub(first)/time.Second)))
	}
	stacked, tallest := map[int]int{}, 0
	for _, s := range found {
		d := dot{Saying: s, Href: hrefOf(handlers.Where{Article: s.Article, Quote: s.Index + 1}), Day: s.When().Format("2 January 2006")}
		column := x(s.When()) / timeRoom
		d.X, d.Y = column*timeRoom+timeRoom/2, stacked[column]
		stacked[column]++
		tallest = max(tallest, stacked[column])
		dots = append(dots, d)
	}
	high = tallest*timeRoom + timeRoom + timeBelow
	for i := range dots {
		dots[i].Y = high - timeBelow - timeRoom/2 - dots[i].Y*timeRoom - timeDot/2
	}
	ticks = append(ticks, tick{x(first), first.Format("2 Jan 2006")})
	if last.Sub(first) > 24*time.Hour {
		if mid := first.Add(last.Sub(first) / 2); last.Sub(first) > 4*24*time.Hour {
			ticks = append(ticks, tick{x(mid), mid.Format("2 Jan 2006")})
		}
		ticks = append(ticks, tick{x(last), last.Format("2 Jan 2006")})
	}
	return dots, ticks, high
}
