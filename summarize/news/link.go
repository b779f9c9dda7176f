package news

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// tracking lists query parameters that name a campaign or a reader, not an article.
var tracking = []string{
	"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "ncid", "smid",
	"sr_share", "ref_src", "ref_url", "_ga", "_hsenc", "_hsmi", "guccounter", "guce_referrer", "guce_referrer_sig",
}

// Canonical folds the spellings of one link into one: lower-case scheme and host, no default port, no user, no
// fragment, no tracking parameters, parameters in order. It returns [ErrNotALink] for anything but http and https.
func Canonical(link string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Host == "" || u.Opaque != "" {
		return "", ErrNotALink
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	switch u.Scheme {
	case "http":
		u.Host = strings.TrimSuffix(u.Host, ":80")
	case "https":
		u.Host = strings.TrimSuffix(u.Host, ":443")
	default:
		return "", ErrNotALink
	}
	if u.Hostname() == "" {
		return "", ErrNotALink
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || slices.Contains(tracking, strings.ToLower(k)) {
			q.Del(k)
		}
	}
	u.RawQuery = q.Encode()
	u.ForceQuery = false
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}

var inText = regexp.MustCompile(`https?://[^\s<>"')\]]+`)

// CutLinks returns the web links that stand in a text, each once and in their order, without what a sentence puts behind
// them, and the text without them.
func CutLinks(text string) (links []string, rest string) {
	for _, l := range inText.FindAllString(text, -1) {
		if l = strings.TrimRight(l, ".,;:!?*_|~"); !slices.Contains(links, l) {
			links = append(links, l)
		}
	}
	return links, strings.TrimSpace(inText.ReplaceAllString(text, ""))
}
