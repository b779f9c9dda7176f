package extract

import (
	"regexp"
	"strings"
	"time"

	"github.com/itlightning/dateparse"

	"onrecord/summarize/news"
)

// published returns the date of publication and whether it is only guessed; the zero time where there is none.
// What the page states counts before what the engine found in it, in the order of the benchmark's merged rule.
func (s *survey) published(found string) (at time.Time, guessed bool) {
	article := s.article()
	for _, claim := range []string{
		str(article["datePublished"]), s.first("article:published_time", "article:published", "og:published_time"),
		s.first("datepublished", "parsely-pub-date", "sailthru.date", "published", "pubdate", "publishdate", "publish-date", "publish_date", "date", "dc.date", "dc.date.issued", "dcterms.created", "citation_publication_date"),
		s.stamp, s.pageDate(),
	} {
		if at = moment(claim); !at.IsZero() {
			return at, false
		}
	}
	if at = moment(found); !at.IsZero() {
		return at, true
	}
	for _, claim := range []string{str(article["dateCreated"]), str(article["dateModified"]), s.first("article:modified_time", "og:updated_time")} {
		if at = moment(claim); !at.IsZero() {
			return at, true
		}
	}
	return time.Time{}, false
}

// spelt finds a date written out: March 4, 2026; 4 March 2026; 4. März 2026; 2026-03-04; 2026年3月4日.
var spelt = regexp.MustCompile(`(?i)\b(?:([a-z\p{L}]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2})(?:st|nd|rd|th|\.)? (?:de |of )?([a-z\p{L}]{3,12})\.?,? (?:de |of )?(\d{4})|(\d{4})-(\d{2})-(\d{2}))\b|(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日`)

// months maps the first three letters of a month in the larger languages of European news to its number.
var months = map[string]string{
	"jan": "01", "feb": "02", "fév": "02", "fev": "02", "mar": "03", "mär": "03", "apr": "04", "avr": "04", "abr": "04", "may": "05",
	"mai": "05", "mag": "05", "jun": "06", "juin": "06", "giu": "06", "jul": "07", "juil": "07", "lug": "07", "aug": "08", "aoû": "08",
	"ago": "08", "sep": "09", "set": "09", "oct": "10", "okt": "10", "out": "10", "ott": "10", "nov": "11", "dec": "12", "dez": "12",
	"déc": "12", "dic": "12", "ene": "01", "gen": "01",
	"янв": "01", "фев": "02", "мар": "03", "апр": "04", "мая": "05", "май": "05", "июн": "06", "июл": "07", "авг": "08", "сен": "09", "окт": "10", "ноя": "11", "дек": "12",
}

// dateLine returns the date of a short line around the head of the article, which begins at block n of src, as
// 2006-01-02. A line that speaks of an update counts only where no other has a date.
func dateLine(src []block, n int) string {
	late := ""
	for _, b := range src[max(0, n-12):min(len(src), n+4)] {
		if len(b.text) > 160 || b.kind == news.Post {
			continue
		}
		d := spell(b.text)
		if d == "" {
			continue
		}
		if !revised(b.text) {
			return d
		}
		if late == "" {
			late = d
		}
	}
	return late
}

// revised reports whether the first date of a line is that of a change, rather than followed by one.
func revised(line string) bool {
	lower := strings.ToLower(line)
	for _, word := range []string{"updated", "modified"} {
		if i := strings.Index(lower, word); i >= 0 && spell(line[:min(i, len(line))]) == "" {
			return true
		}
	}
	return false
}

// spell returns the first written date in a line as 2006-01-02.
func spell(line string) string {
	for _, m := range spelt.FindAllStringSubmatch(line, 3) {
		if m[7] != "" {
			return m[7] + "-" + m[8] + "-" + m[9]
		}
		if m[10] != "" {
			return m[10] + "-" + two(m[11]) + "-" + two(m[12])
		}
		name, day, year := m[1], m[2], m[3]
		if name == "" {
			day, name, year = m[4], m[5], m[6]
		}
		r := []rune(strings.ToLower(name))
		month := months[string(r[:min(len(r), 4)])]
		if month == "" {
			month = months[string(r[:3])]
		}
		if month != "" {
			return year + "-" + month + "-" + two(day)
		}
	}
	return ""
}

// two pads a number of one digit.
func two(digits string) string { return ("0" + digits)[len(digits)-1:] }

// wantsDate reports whether the page states no date, so that one must be looked for in it.
func (s *survey) wantsDate() bool {
	at, guessed := s.published("")
	return at.IsZero() || guessed
}

// pageDate is the date that JSON-LD gives for a page that it does not call an article.
func (s *survey) pageDate() string {
	for _, o := range s.linked {
		if d := str(o["datePublished"]); d != "" && strings.HasSuffix(str(o["@type"]), "Page") {
			return d
		}
	}
	return ""
}

// moment reads a date in any of the forms that pages use. Years that no article on the web can bear are refused.
func moment(s string) (at time.Time) {
	if s = strings.TrimSpace(s); s == "" || len(s) > 60 {
		return at
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05-0700", "2006-01-02T15:04-07:00", time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return sane(t)
		}
	}
	guarded(func() {
		if t, err := dateparse.ParseStrict(s); err == nil {
			at = sane(t)
		}
	})
	return at
}

func sane(t time.Time) time.Time {
	if t.Year() < 1990 || t.Year() > 2100 {
		return time.Time{}
	}
	return t
}
