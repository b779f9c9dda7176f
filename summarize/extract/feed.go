package extract

import (
	"net/url"
	"regexp"
	"time"

	"onrecord/summarize/news"
)

// Item is what a feed says of an article.
type Item struct {
	Link      string
	Title     string    // plain text, as are the next two
	Author    string    //
	Site      string    // name of the feed
	Lang      string    // of the feed, may be empty
	Published time.Time // zero where the feed does not say
	HTML      string    // content or description: a fragment of HTML, or plain text
	Fetched   time.Time
}

// Feed makes an article of what a feed says of one, for when its page cannot be had. It bears the notice
// news.FromFeed. A summary that breaks off is an article too: the caller knows what it was in place of. The error is
// news.ErrEmpty where there is less to read than a sentence or two.
func Feed(it Item) (*news.Article, error) {
	doc := parse([]byte(it.HTML))
	at, err := url.Parse(it.Link)
	if err != nil {
		at = nil
	}
	scrub(doc)
	title := clean(it.Title)
	var blocks []block
	for i, b := range render(doc) {
		if i == 0 && repeats(b.text, title) || aside(b) || feedTail(b) {
			continue
		}
		blocks = append(blocks, b)
	}
	if total(blocks) < minWords {
		return nil, news.ErrEmpty
	}
	a := &news.Article{
		Link: (&survey{}).link(at), Title: title, Byline: person(it.Author), Site: clean(it.Site), Published: it.Published,
		Notice: news.FromFeed, Fetched: it.Fetched,
	}
	fill(a, blocks)
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	a.Lang = lang(a.Text, it.Lang)
	return a.Seal(), nil
}

// tail is what programs that write feeds put below a text.
var tail = regexp.MustCompile(`(?i)^(?:the post .+ (?:appeared first on|first appeared on) .+|(?:read more|continue reading|weiterlesen|lire la suite|leer más|full story|read the full (?:story|article)|comments?)\b.{0,80})$`)

// feedTail reports whether a block is a line that leads to the page.
func feedTail(b block) bool {
	return b.kind != news.Post && (b.link && len(words(b.text)) <= 6 || len(b.text) < 300 && tail.MatchString(b.text))
}
