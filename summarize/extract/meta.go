package extract

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/language"

	"onrecord/summarize/news"
)

// site returns the outlet's name as the page gives it, or "".
func (s *survey) site() string {
	if name := s.first("og:site_name"); name != "" {
		return name
	}
	for _, name := range s.names(s.article()["publisher"]) {
		if name != "" {
			return name
		}
	}
	if name := s.first("application-name", "dc.publisher", "citation_journal_title"); name != "" {
		return name
	}
	return s.afterHeading()
}

// afterHeading returns what the title of the page has after or before its heading: the name of the site.
func (s *survey) afterHeading() string {
	for _, h := range s.headings {
		for _, sep := range separators {
			i := strings.LastIndex(s.title, sep)
			if i <= 0 || len(words(h)) < 2 {
				continue
			}
			head, tail := s.title[:i], s.title[i+len(sep):]
			if key(head) == key(h) && len(tail) < 60 {
				return tail
			}
			if key(tail) == key(h) && len(head) < 60 {
				return head
			}
		}
	}
	return ""
}

// separators stand between a title and the name of its site.
var separators = []string{" | ", " — ", " – ", " - ", " · ", " » ", " :: ", " • ", " / ", " « ", " ~ ", " : "}

// heading returns the page's title: the h1 that agrees with what the page's head says, else the h1 that is drawn over the
// article under another title than search engines are given, else what the head says.
func (s *survey) heading(site, host string) string {
	claims := []string{str(s.article()["headline"]), bare(s.first("og:title"), site, host), bare(s.title, site, host)}
	for _, claim := range claims {
		for _, h := range s.headings {
			if likeness(h, claim) >= .6 {
				if key(h) == key(claim) {
					return claim // spelt as in lists of headlines, not as drawn
				}
				return h
			}
		}
	}
	if h := s.drawn(claims, site, host); h != "" {
		return h
	}
	for _, claim := range append(claims, s.first("twitter:title", "dc.title", "citation_title")) {
		if claim = strings.TrimLeft(claim, "# "); claim != "" {
			return claim
		}
	}
	if len(s.headings) > 0 {
		return s.headings[0]
	}
	return ""
}

// drawn returns the h1 that is most like one of the claims, or the only one; not one that is the site's name or a word.
func (s *survey) drawn(claims []string, site, host string) string {
	best, score, n := "", 0.0, 0
	for _, h := range s.headings {
		if len(words(h)) < 2 || likeness(h, site) >= .5 || ofHost(h, host) {
			continue
		}
		n++
		alike := 0.0
		for _, claim := range claims {
			alike = max(alike, likeness(h, claim))
		}
		if best == "" || alike > score {
			best, score = h, alike
		}
	}
	if n == 1 || score >= .2 {
		return best
	}
	return ""
}

// bare returns a title without the name of its site at its end.
func bare(title, site, host string) string {
	for _, sep := range separators {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		tail := title[i+len(sep):]
		if likeness(tail, site) >= .5 || ofHost(tail, host) {
			return strings.TrimSpace(title[:i])
		}
		if strings.ContainsAny(sep, "|»:") && len(words(title[:i])) >= 3 && len(words(tail)) <= 4 {
			return bare(strings.TrimSpace(title[:i]), site, host)
		}
	}
	return title
}

// ofHost reports whether a name is the host's, run together.
func ofHost(name, host string) bool {
	k := key(name)
	return len(k) >= 3 && strings.Contains(key(strings.TrimPrefix(host, "www.")), k)
}

// byline returns the authors, parted by commas: the page's own word for them before what the engines think.
func (s *survey) byline(r reading) string {
	article := s.article()
	for _, source := range [][]string{
		s.names(article["author"]), s.names(article["creator"]),
		{s.first("author")}, {s.first("article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "citation_author")},
		s.authors, {r.author}, {r.byline}, {s.linkedAuthor},
	} {
		var names []string
		for _, name := range source {
			if name = person(name); name != "" && !contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	return ""
}

// person returns a name without "By" before it, or "" where it is no name.
func person(name string) string {
	name = clean(name)
	for _, sep := range []string{" | ", " - ", " – ", " on ", " Updated ", " Last Updated ", " Published "} {
		name, _, _ = strings.Cut(name, sep)
	}
	for _, by := range []string{"by: ", "by ", "author: ", "written by ", "posted by ", "von ", "por ", "par "} {
		if len(name) > len(by) && strings.EqualFold(name[:len(by)], by) {
			name = strings.TrimSpace(name[len(by):])
		}
	}
	name = strings.Trim(name, " ,;|•·-–—:")
	folded := strings.ToLower(name)
	switch {
	case strings.Contains(folded, "://"), strings.Contains(folded, "www."), strings.Contains(folded, "@"), len(name) > 200:
		return ""
	case folded == "admin", folded == "administrator", folded == "unknown", folded == "null", folded == "undefined", folded == "none", folded == "wpadmin":
		return ""
	case !strings.ContainsFunc(name, unicode.IsLetter), strings.HasPrefix(folded, "updated "), strings.HasPrefix(folded, "published "), dated(name):
		return ""
	}
	return name
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if strings.EqualFold(e, s) {
			return true
		}
	}
	return false
}

// link returns the canonical link of a page that came from at: the one it names itself where that is on the same
// site and not its front page.
func (s *survey) link(at *url.URL) string {
	if at == nil || at.Host == "" {
		return ""
	}
	for _, claim := range []string{s.canonical, s.first("og:url")} {
		u, err := at.Parse(claim)
		if claim == "" || err != nil || domain(u) != domain(at) || u.Port() != at.Port() || len(u.Path) <= 1 && u.RawQuery == "" && len(at.Path) > 1 {
			continue
		}
		if link, err := news.Canonical(u.String()); err == nil {
			return link
		}
	}
	link, err := news.Canonical(at.String())
	if err != nil {
		return ""
	}
	return link
}

func domain(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}

// lang returns the BCP 47 tag of a text that its page declares to be in one of the languages. A declaration is
// overruled where the text is plainly something else: templates say "en" of anything.
func lang(text string, claims ...string) string {
	said := language.Make(declared(claims...))
	sample := text
	if len(sample) > 3000 {
		sample = strings.ToValidUTF8(sample[:3000], "")
	}
	info := whatlanggo.Detect(sample)
	found := info.Lang.Iso6391()
	base, _ := said.Base()
	script, _ := said.Script()
	latin := said == language.Und || script.String() == "Latn"
	sure := len(sample) >= 120 && info.IsReliable() && info.Confidence > .9
	switch {
	case found == "":
	case latin && info.Script != unicode.Latin && len(sample) >= 60,
		said == language.Und && len(sample) >= 120 && info.IsReliable(),
		said != language.Und && base.String() == "en" && sure:
		if said == language.Und || found != base.String() { // the base of no language is "en"
			return found
		}
	}
	if said == language.Und {
		return ""
	}
	return said.String()
}

// declared returns the first of some claims that is a language, as a BCP 47 tag, or "".
func declared(claims ...string) string {
	for _, c := range claims {
		if tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(c), "_", "-")); err == nil && tag != language.Und {
			return tag.String()
		}
	}
	return ""
}
