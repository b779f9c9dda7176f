package handlers

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"time"

	"onrecord/summarize/news"
)

//go:embed zones.txt
var zoneTable string

// timeOfDay reads "08:00", "8", "8.30" or "8:30 pm".
var timeOfDay = regexp.MustCompile(`(?i)^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\s*$`)

// zonesLike are the names of time zones that hold what is typed.
func zonesLike(typed string) (out []string) {
	want := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(typed), " ", "_"))
	for _, begins := range []bool{true, false} {
		for z := range strings.Lines(zoneTable) {
			z = strings.TrimSpace(z)
			low := strings.ToLower(z)
			city := low[strings.LastIndexByte(low, '/')+1:]
			if strings.HasPrefix(city, want) == begins && strings.Contains(low, want) && len(out) < maxChoices {
				out = append(out, z)
			}
		}
	}
	return out
}

// zone finds a time zone by its name.
func (a *App) zone(name string) (*time.Location, error) {
	if a.Zone == nil {
		return time.UTC, nil
	}
	return a.Zone(name)
}

func scheduleOf(r Request) (news.Schedule, error) {
	m := timeOfDay.FindStringSubmatch(r.Option("time"))
	bad := refuse("That is not a time of day that I understand.", "Write it like 08:00 or 18:30.")
	if m == nil {
		return news.Schedule{}, bad
	}
	s := news.Schedule{Zone: strings.TrimSpace(r.Option("timezone"))}
	s.Hour, _ = strconv.Atoi(m[1])
	s.Minute, _ = strconv.Atoi(m[2])
	half := strings.ToLower(m[3])
	if half != "" && (s.Hour < 1 || s.Hour > 12) || s.Hour > 23 || s.Minute > 59 {
		return news.Schedule{}, bad
	}
	if half != "" {
		s.Hour = s.Hour % 12
	}
	if half == "pm" {
		s.Hour += 12
	}
	switch r.Option("days") {
	case "weekdays":
		s.Days = 0b0111110
	case "weekend":
		s.Days = 0b1000001
	case "monday":
		s.Days = 1 << time.Monday
	case "friday":
		s.Days = 1 << time.Friday
	case "sunday":
		s.Days = 1 << time.Sunday
	}
	return s, nil
}
