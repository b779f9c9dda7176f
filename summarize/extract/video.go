package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// isVideo reports whether the page is there for a video: it says so, or it has a player and calls nothing an article.
func (s *survey) isVideo() bool {
	if strings.HasPrefix(s.first("og:type"), "video") {
		return true
	}
	if s.article() != nil {
		return false
	}
	return s.video || slices.ContainsFunc(s.linked, isVideoObject)
}

func isVideoObject(o map[string]any) bool {
	return slices.ContainsFunc(list(o["@type"]), func(t any) bool { return str(t) == "VideoObject" })
}

// transcripts are parts of the ids and classes of what holds one.
var transcripts = []string{"transcript", "transkript", "transcripcion", "trascrizione"}

// transcript returns the longest text of the page that is called the transcript of its video. Call it on a scrubbed tree.
func (s *survey) transcript(doc *html.Node) []block {
	if !s.isVideo() {
		return nil
	}
	var best []block
	looked := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || looked > 20 || !named(n, transcripts) { // each look costs the length of the element
			continue
		}
		looked++
		if b := render(n); total(b) > total(best) {
			best = b
		}
	}
	for _, o := range s.linked {
		if b := paragraphs(o["transcript"]); isVideoObject(o) && total(b) > total(best) {
			best = b
		}
	}
	return slices.DeleteFunc(best, func(b block) bool { return key(b.text) == "transcript" || b.link && len(words(b.text)) < 6 })
}
