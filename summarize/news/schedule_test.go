package news

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no time zones here: %v", err)
	}
	return l
}

func TestNextKeepsToTheClocksOfThePlace(t *testing.T) {
	for name, c := range map[string]struct {
		zone  string
		s     Schedule
		after string // RFC 3339
		want  string
	}{
		"later today":                 {"Europe/Berlin", Schedule{Hour: 8}, "2026-05-10T05:59:00Z", "2026-05-10T06:00:00Z"},
		"exactly now is past":         {"Europe/Berlin", Schedule{Hour: 8}, "2026-05-10T06:00:00Z", "2026-05-11T06:00:00Z"},
		"a missing hour":              {"Europe/Berlin", Schedule{Hour: 2, Minute: 30}, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"},
		"the first of two":            {"Europe/Berlin", Schedule{Hour: 2, Minute: 30}, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"},
		"not the second of two":       {"Europe/Berlin", Schedule{Hour: 2, Minute: 30}, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"},
		"between both":                {"Europe/Berlin", Schedule{Hour: 2, Minute: 30}, "2026-10-25T00:45:00Z", "2026-10-26T01:30:00Z"},
		"half an hour":                {"Australia/Lord_Howe", Schedule{Hour: 2, Minute: 15}, "2026-10-03T00:00:00Z", "2026-10-03T15:30:00Z"},
		"half an hour back":           {"Australia/Lord_Howe", Schedule{Hour: 1, Minute: 45}, "2026-04-04T00:00:00Z", "2026-04-04T14:45:00Z"},
		"midnight that is missing":    {"Asia/Beirut", Schedule{Hour: 0}, "2026-03-28T12:00:00Z", "2026-03-28T22:00:00Z"},
		"a date that is missing":      {"Pacific/Apia", Schedule{Hour: 8}, "2011-12-30T05:00:00Z", "2011-12-30T18:00:00Z"},
		"29 February":                 {"UTC", Schedule{Hour: 8}, "2028-02-28T09:00:00Z", "2028-02-29T08:00:00Z"},
		"only on Mondays":             {"America/New_York", Schedule{Hour: 9, Days: 1 << time.Monday}, "2026-05-11T13:30:00Z", "2026-05-18T13:00:00Z"},
		"a day ahead of UTC":          {"Pacific/Kiritimati", Schedule{Hour: 0, Minute: 5}, "2026-05-10T10:00:00Z", "2026-05-10T10:05:00Z"},
		"a zone of three quarters":    {"Asia/Kathmandu", Schedule{Hour: 6}, "2026-05-10T00:00:00Z", "2026-05-10T00:15:00Z"},
		"a change of law (Volgograd)": {"Europe/Volgograd", Schedule{Hour: 1, Minute: 30}, "2020-12-26T12:00:00Z", "2020-12-26T21:30:00Z"},
	} {
		after, _ := time.Parse(time.RFC3339, c.after)
		want, _ := time.Parse(time.RFC3339, c.want)
		if got := c.s.Next(after, zone(t, c.zone)); !got.Equal(want) {
			t.Errorf("%s: %s, want %s", name, got.UTC().Format(time.RFC3339), c.want)
		}
	}
}

func TestEveryDateHasOneTimeInEveryZone(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Asia/Gaza", "Asia/Tehran", "Pacific/Chatham", "America/Asuncion", "Africa/Cairo", "UTC"} {
		l := zone(t, name)
		for _, s := range []Schedule{{Hour: 0}, {Hour: 0, Minute: 30}, {Hour: 1, Minute: 30}, {Hour: 2}, {Hour: 2, Minute: 30}, {Hour: 3}, {Hour: 8}, {Hour: 23, Minute: 59}} {
			at := time.Date(2019, 12, 31, 23, 59, 30, 0, l)
			seen := map[string]bool{}
			for range 366 * 6 {
				next := s.Next(at, l)
				date := Date(next, l)
				if !next.After(at) || seen[date] || next.Sub(at) > 26*time.Hour {
					t.Fatalf("%s %02d:%02d: %s after %s", name, s.Hour, s.Minute, next, at)
				}
				seen[date] = true
				at = next
			}
		}
	}
}
