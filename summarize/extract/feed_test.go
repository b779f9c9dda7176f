package extract

import (
	"errors"
	"testing"
	"time"

	"onrecord/summarize/news"
)

func TestAnItemOfAFeedIsAnArticle(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	text := "<p>The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911.</p>"
	quote := "<blockquote>“We had no choice.”</blockquote>"
	for _, tt := range []struct{ name, html, want string }{
		{"a content", text + quote, "The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911.\n\n“We had no choice.”"},
		{"its title again, and a tail", "<h1>Slip to close</h1>" + text + `<p>The post <a href=/a>Slip to close</a> appeared first on <a href=/>The Harbour Post</a>.</p>`, "The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911."},
		{"a link to the page", text + `<p><a href=/a>Continue reading…</a></p>`, "The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911."},
		{"plain text", "Fish & nets: the board voted on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911.", "Fish & nets: the board voted on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911."},
		{"what is hidden", text + `<p style="display:none">INJECTED</p><script>x</script>`, "The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911."},
	} {
		a, err := Feed(Item{Link: "https://www.post.example/a?utm_source=rss", Title: "Slip to  close", Author: "By Maren Oduya", Site: "The Harbour Post", Lang: "en-gb", Published: at, HTML: tt.html, Fetched: at})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		sound(t, a)
		if a.Text != tt.want {
			t.Errorf("%s: %q", tt.name, a.Text)
		}
		if a.Notice != news.FromFeed || a.Link != "https://www.post.example/a" || a.Title != "Slip to close" || a.Byline != "Maren Oduya" || a.Site != "The Harbour Post" || a.Lang != "en-GB" || !a.Published.Equal(at) || a.PublishedGuessed {
			t.Errorf("%s: %+v", tt.name, a)
		}
	}
	a, err := Feed(Item{HTML: text})
	if err != nil || a.Link != "" || a.Title == "" {
		t.Errorf("an item with nothing but its text: %+v, %v", a, err)
	}
	for _, html := range []string{"", "<p>Read more", "<img src=a.png>"} {
		if _, err := Feed(Item{Title: "Slip to close", HTML: html}); !errors.Is(err, news.ErrEmpty) {
			t.Errorf("%q: %v", html, err)
		}
	}
}
