package extract

import (
	"strings"
	"time"

	"github.com/itlightning/dateparse"
)

// published returns the date of publication and whether it is only guessed; the zero time where there is none.
// What the page states counts before what the engine found in it, in the order of the benchmark's merged rule.
func (s *survey) published(found string) (at time.Time, guessed bool) {
	article := s.article()
	for _, claim := range []string{
		str(article["datePublished"]), s.first("article:published_time", "article:published", "og:published_time"),
		s.first("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "date", "dc.date", "dc.date.issued", "dcterms.created", "citation_publication_date"),
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
