package news

import "time"

// Schedule is a time of day, by the clocks of a place, on some days of the week.
type Schedule struct {
	Hour   int    `json:"h"`
	Minute int    `json:"m"`
	Days   uint8  `json:"d"` // bit n for [time.Weekday] n; 0 for every day
	Zone   string `json:"z"` // IANA name, such as "Europe/Berlin"
}

// On reports whether a day of the week is one of the schedule's.
func (s Schedule) On(d time.Weekday) bool { return s.Days == 0 || s.Days&(1<<d) != 0 }

// Next returns the first time after a moment at which the schedule is due; zone is what s.Zone names. Each local date
// has one such time at most: of an hour that the clocks go through twice it is the first, and where the clocks leap
// over the time of day, it is the moment of the leap.
func (s Schedule) Next(after time.Time, zone *time.Location) time.Time {
	at := after.In(zone)
	// A week holds every day of the week; the eighth day is for an after that is later on the only one.
	for n := range 9 {
		y, m, d := at.Date()
		day := time.Date(y, m, d+n, 12, 0, 0, 0, time.UTC)
		if !s.On(day.Weekday()) {
			continue
		}
		if t, ok := s.on(day, zone); ok && t.After(after) {
			return t
		}
	}
	return time.Time{}
}

// on returns when the schedule is due on a local date; false where the clocks leap over the date as a whole.
func (s Schedule) on(day time.Time, zone *time.Location) (time.Time, bool) {
	y, m, d := day.Date()
	t := time.Date(y, m, d, s.Hour, s.Minute, 0, 0, zone)
	if t.Hour() != s.Hour || t.Minute() != s.Minute || t.Day() != d {
		// In a leap, time.Date answers for one of both sides: the leap itself lies at the border of the later one.
		for _, near := range []time.Time{t, t.Add(3 * time.Hour), t.Add(26 * time.Hour)} {
			if begin, _ := near.ZoneBounds(); !begin.IsZero() && begin.Sub(t).Abs() < 25*time.Hour {
				t = begin.In(zone)
				break
			}
		}
		return t, t.Year() == y && t.Month() == m && t.Day() == d
	}
	// Twice: the earlier one shows the same clock with the offset from before the change.
	if begin, _ := t.ZoneBounds(); !begin.IsZero() {
		_, old := begin.Add(-time.Second).In(zone).Zone()
		_, now := t.Zone()
		if e := t.Add(time.Duration(now-old) * time.Second); now < old && e.Before(begin) && e.In(zone).Hour() == s.Hour && e.In(zone).Minute() == s.Minute {
			return e.In(zone), true
		}
	}
	return t, true
}

// Date is the local date of a moment, as "2006-01-02".
func Date(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }
