package extract

import (
	"net/url"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/go-shiori/dom"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// reading is what the two engines make of one page.
type reading struct {
	blocks []block // what trafilatura keeps, with readability as its fallback
	second []block // what readability keeps, for the vote
	author string  // trafilatura's, then readability's
	byline string
}

// maxForBoth is the number of elements up to which trafilatura reads a page too; its time grows with their square.
const maxForBoth = 15_000

// engines reads doc, which it leaves as it is, with readability and, where both is set, with trafilatura.
func engines(doc *html.Node, at *url.URL, both bool) reading {
	var out reading
	var candidate *html.Node
	guarded(func() {
		parser := readability.NewParser()
		parser.DisableJSONLD = true
		article, err := parser.ParseAndMutate(dom.Clone(doc, true), at)
		if err != nil || article.Node == nil {
			return
		}
		out.second, out.byline = render(article.Node), article.Byline()
		candidate = article.Node
	})
	if !both {
		return out
	}
	opts := trafilatura.Options{
		OriginalURL:        at,
		EnableFallback:     candidate != nil,
		FallbackCandidates: &trafilatura.FallbackCandidates{Readability: candidate},
		ExcludeComments:    true,
		HtmlDateMode:       trafilatura.Disabled,
	}
	guarded(func() {
		result, err := trafilatura.ExtractDocument(doc, opts)
		if err != nil || result == nil || result.ContentNode == nil {
			return
		}
		out.blocks, out.author = render(result.ContentNode), result.Metadata.Author
	})
	return out
}

// searchDate looks for a date of publication anywhere in a page, as 2006-01-02, or "". It wants the page unscrubbed.
func searchDate(doc *html.Node, at *url.URL) (found string) {
	opts := htmldate.Options{UseOriginalDate: true, SkipExtensiveSearch: true}
	if at != nil {
		opts.URL = at.String()
	}
	guarded(func() {
		if result, err := htmldate.FromDocument(doc, opts); err == nil && !result.IsZero() {
			found = result.DateTime.Format("2006-01-02")
		}
	})
	return found
}

// guarded runs f on a stranger's page and takes a panic of a library for no result.
func guarded(f func()) {
	defer func() { _ = recover() }()
	f()
}
