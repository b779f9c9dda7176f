package web

import (
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

func TestASpeakerHasATimeline(t *testing.T) {
	_, s := newPage(t, "")
	status, page, _ := do(t, get(t, s.URL+"/speaker?name=Moreno"))
	if status != 200 || strings.Count(page, "<circle") != 5 || strings.Count(page, `class="reported"`) != 2 || !strings.Contains(page, "19 Mar 2026") {
		t.Errorf("status %d, page %s", status, page)
	}
	harmless(t, page)
	for query, want := range map[string]int{"": 400, "?name=Nobody": 404, "?name=" + strings.Repeat("x", 300): 400} {
		if status, _, _ := do(t, get(t, s.URL+"/speaker"+query)); status != want {
			t.Errorf("%.20s: %d", query, status)
		}
	}
}

func TestNamesakesAreNotOnePerson(t *testing.T) {
	ida, carlos := news.Saying{Speaker: "Ida Moreno", Role: "mayor"}, news.Saying{Speaker: "Carlos Moreno", Role: "thief"}
	for _, row := range []struct {
		got         news.Sayings
		names, role string
	}{
		{news.Sayings{Found: []news.Saying{carlos, ida}, People: []news.Person{{Name: "Carlos Moreno"}, {Name: "Ida Moreno"}}}, "Carlos Moreno · Ida Moreno", ""},
		{news.Sayings{Found: []news.Saying{ida}, People: []news.Person{{Name: "Ida Moreno"}}}, "Ida Moreno", "mayor"},
		{news.Sayings{Found: []news.Saying{{}}}, "Moreno", ""},
	} {
		if names, role := whose(row.got, "Moreno"); names != row.names || role != row.role {
			t.Errorf("%q, %q, want %q, %q", names, role, row.names, row.role)
		}
	}
}

func TestDotsOfADayStandAboveEachOther(t *testing.T) {
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	said := func(days ...int) (out []news.Saying) {
		for _, d := range days {
			out = append(out, news.Saying{Kept: day.AddDate(0, 0, d)})
		}
		return out
	}
	for name, found := range map[string][]news.Saying{"one": said(0), "a day": said(0, 0, 0), "a year": said(365, 200, 200, 0), "two days": said(1, 0)} {
		dots, ticks, high := timeline(found)
		at := map[[2]int]bool{}
		for _, d := range dots {
			if at[[2]int{d.X, d.Y}] || d.X < timeDot || d.X > timeWide-timeDot || d.Y < timeDot || d.Y > high-timeBelow {
				t.Errorf("%s: a dot at %d, %d of %d", name, d.X, d.Y, high)
			}
			at[[2]int{d.X, d.Y}] = true
		}
		for _, tick := range ticks { // a date in 13 points is not 90 units wide
			if tick.X < 45 || tick.X > timeWide-45 {
				t.Errorf("%s: %s at %d is cut off", name, tick.Words, tick.X)
			}
		}
		if len(ticks) == 0 {
			t.Errorf("%s: no date", name)
		}
	}
}
