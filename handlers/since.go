package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// since reads a point in time as people type it: a date (2026, 2026-05, 2026-05-03), a span back from now (7d, 4w,
// 6m, 1y, with or without spaces and full words), or "today" or "yesterday". It is midnight, in the zone of now.
func since(s string, now time.Time) (time.Time, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch s {
	case "today":
		return midnight, nil
	case "yesterday":
		return midnight.AddDate(0, 0, -1), nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.ParseInLocation(layout, s, now.Location()); err == nil && t.Year() > 0 {
			return t, nil
		}
	}
	digits := strings.TrimLeft(s, "0123456789")
	n, err := strconv.Atoi(s[:len(s)-len(digits)])
	if err == nil && n <= 10_000 {
		switch strings.TrimSpace(digits) {
		case "d", "day", "days":
			return midnight.AddDate(0, 0, -n), nil
		case "w", "week", "weeks":
			return midnight.AddDate(0, 0, -7*n), nil
		case "m", "month", "months":
			return midnight.AddDate(0, -min(n, 1200), 0), nil
		case "y", "year", "years":
			return midnight.AddDate(-min(n, 100), 0, 0), nil
		}
	}
	return time.Time{}, refuse(fmt.Sprintf("%s is not a date that I understand.", clip(oneLine(s), 20)),
		"Type a date such as 2026-05-01, or a time such as 7d, 4w, 6m or 1y.")
}
