package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// uttered is a sentence long enough to be an entry's text.
func uttered(who, what string) string {
	return fmt.Sprintf("“%s,” said %s as the boats came in, and nobody on the quay had anything to say against that for a while.", what, who)
}

const liveHead = `<!doctype html><html lang=en><head><title>Harbour vote: live updates</title></head><body><nav><a href=/>Home</a></nav><main><h1>Harbour vote: live updates</h1>
<p class=intro>The board of the harbour votes today on the old slip, and the hall has been full since eight. Here is how the day goes, with the latest on top.</p>`

func TestALiveBlogIsSplitIntoItsEntries(t *testing.T) {
	a1, a2, a3 := uttered("Maren Oduya", "We had no choice"), uttered("Tom Haldane", "It is a sad day"), uttered("Ida Brekke", "Ask me again in May")
	ld := func(entries string) string {
		return `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour vote: live updates","datePublished":"2026-03-04T08:00:00Z","liveBlogUpdate":[` + entries + `]}</script>`
	}
	for _, tt := range []struct{ name, page, want string }{
		{"times for machines and headings", liveHead + `<div class=liveblog>
			<article class=post><header><time datetime="2026-03-04T14:02:00+01:00">14:02</time></header><h3>The board has voted</h3><p>` + a1 + `</p><button>Share</button></article>
			<div class=ad>Buy nets at Nilsen’s</div>
			<article class=post><header><time datetime="2026-03-04T13:20:00+01:00">13:20</time></header><h3>The hall is full</h3><p>` + a2 + `</p></article>
			<article class=post><header><time datetime="2026-03-04T11:45:00+01:00">11:45</time></header><p>` + a3 + `</p></article></div>`,
			"[h1 @14:02] 14:02|[h1] The board has voted|[p1] A|[h2 @13:20] 13:20|[h2] The hall is full|[p2] B|[h3 @11:45] 11:45|[p3] C"},
		{"times of day in spans", liveHead + `<ul id=ticker-liste class=live-ticker><li><span class=t>14.02 Uhr</span><p>` + a1 + `</p></li><li><span class=t>13.20 Uhr</span><p>` + a2 + `</p></li><li><span class=t>11.45 Uhr</span><p>` + a3 + `</p></li></ul>`,
			"[h1] 14.02 Uhr|[li1] A|[h2] 13.20 Uhr|[li2] B|[h3] 11.45 Uhr|[li3] C"},
		{"an entry without a time among others, with the times of JSON-LD", ld(`{"headline":"The board has voted","datePublished":"2026-03-04T14:02:00Z"},{"headline":"Later","articleBody":"x"}`) + liveHead + `<section>
			<div class=e><time>14:02</time><h3>The board has voted</h3><p>` + a1 + `</p></div><div class=e><h3>No time here</h3><p>` + a2 + `</p></div><div class=e><time>11:45</time><p>` + a3 + `</p></div></section>`,
			"[h1 @14:02] 14:02|[h1] The board has voted|[p1] A|[h2] No time here|[p2] B|[h3] 11:45|[p3] C"},
		{"a time that is not shown", liveHead + `<div class=live-feed><section><time datetime="2026-03-04T14:02:00Z"></time><p>` + a1 + `</p></section><section><time datetime="2026-03-04T13:20:00Z"></time><p>` + a2 + `</p></section><section><time datetime="2026-03-04T11:45:00Z"></time><p>` + a3 + `</p></section></div>`,
			"[h1 @14:02] 14:02|[p1] A|[h2 @13:20] 13:20|[p2] B|[h3 @11:45] 11:45|[p3] C"},
		{"entries that only JSON-LD has", ld(fmt.Sprintf(`{"@type":"BlogPosting","headline":"The board has voted","datePublished":"2026-03-04T14:02:00Z","articleBody":%q},{"@type":"BlogPosting","datePublished":"2026-03-04T13:20:00Z","articleBody":%q}`, "<p>"+a1+"</p>", a2+"\n"+a3)) + `<title>Harbour vote: live updates</title><div id=root></div><script src=app.js></script>`,
			"[h1 @14:02] The board has voted|[p1] A|[h2 @13:20] 13:20|[p2] B|[p2] C"},
	} {
		a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(tt.page)})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		sound(t, a)
		var got []string
		for _, b := range a.Blocks {
			if b.Entry == 0 {
				continue
			}
			kind, at := [...]string{"p", "h", "li"}[b.Kind], ""
			if !b.At.IsZero() {
				at = b.At.Format(" @15:04")
			}
			text := strings.NewReplacer(a1, "A", a2, "B", a3, "C").Replace(a.At(b.Span))
			got = append(got, fmt.Sprintf("[%s%d%s] %s", kind, b.Entry, at, text))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, s, tt.want)
		}
		if a.Notice != news.LiveBlog || a.Entries() != a.Blocks[len(a.Blocks)-1].Entry {
			t.Errorf("%s: notice %d, %d entries", tt.name, a.Notice, a.Entries())
		}
		if strings.Contains(a.Text, "nets") {
			t.Errorf("%s: an advertisement is in it", tt.name)
		}
	}
}

func TestWhatIsNoLiveBlogIsNotSplit(t *testing.T) {
	text := "<p>" + uttered("Maren Oduya", "We had no choice") + "</p><p>" + uttered("Tom Haldane", "It is a sad day") + " And then the rain came." + "</p><p>The vote was nine to two, and the chair read it out twice because of the noise outside in the street. " + uttered("Ida Brekke", "No") + "</p>"
	comment := `<li class=c><time datetime="2026-03-04T14:02:00Z">14:02</time><p>` + uttered("somebody", "I never liked it") + `</p></li>`
	for name, page := range map[string]string{
		"comments below a live blog of one entry": `<title>Live: the vote</title><h1>Live: the vote</h1><article>` + text + `</article><ol class=comment-list>` + strings.Repeat(comment, 5) + `</ol>`,
		"comments with another name":              `<title>The vote</title><h1>The vote</h1><article>` + text + `</article><ol class=talk>` + strings.Repeat(comment, 5) + `</ol>`,
		"a list of headlines with times":          `<title>Live: the vote</title><h1>Live: the vote</h1><article>` + text + `</article><ul class=more>` + strings.Repeat(`<li><time>14:02</time><a href=/x>Slip to close in May after all, says board of the harbour in a long headline</a></li>`, 5) + `</ul>`,
		"times in sentences":                      `<title>Live: the vote</title><h1>Live: the vote</h1><article><p>At <time>14:02</time> ` + text + `</article>`,
		"a mark of our own":                       `<title>The vote</title><h1>The vote</h1><article><div data-onrecord-entry="">` + text + `</div></article>`,
	} {
		a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(page)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a.Entries() != 0 || a.Notice == news.LiveBlog {
			t.Errorf("%s: %d entries, notice %d", name, a.Entries(), a.Notice)
		}
	}
}

func TestATimeOfDayIsTold(t *testing.T) {
	for text, want := range map[string]bool{
		"14:02": true, "2:05 pm": true, "14h02": true, "14.02 Uhr": true, "2.05pm GMT": true, "9:41 AM": true,
		"": false, "14": false, "14:": false, ":02": false, "score 3:2": false, "version 1.2.3 is out": false, "2026": false, "3.5 million": false,
	} {
		if got := ofDay(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

func TestEachKindOfPageWithoutAnArticleHasItsName(t *testing.T) {
	text := uttered("Maren Oduya", "We had no choice")
	teasers := strings.Repeat(`<div><h3><a href=/a>Board votes to close the slip</a></h3><p>The last boat sails in May.</p></div>`, 8)
	for _, tt := range []struct {
		name, at, page string
		want           error
	}{
		{"a login page", "/story/9", `<title>Sign in</title><h1>Sign in</h1><form><input type=email><input type=password></form><p>New here? Ask the secretary.`, news.ErrLogin},
		{"a login page by its address", "/login?next=/a", `<title>The Post</title><form><input type=email></form><p>Enter your address, and we send you a link.`, news.ErrLogin},
		{"an article that asks to log in", "/a", `<meta property=og:type content=article><title>Slip to close</title><h1>Slip to close</h1><p>` + text + `<p>Log in to read the rest.<form><input type=password></form>`, news.ErrPaywall},
		{"a script's empty element", "/a", `<title>Story</title><div id=root></div><script src=/app.js></script>`, news.ErrScript},
		{"a noscript that asks for scripts", "/a", `<title>Story</title><noscript><p>You need to <b>enable JavaScript</b> to run this app.</p></noscript><div id=x></div>`, news.ErrScript},
		{"a robot check", "/a", `<title>Just a moment...</title><h1>post.example</h1><p>Checking your browser. This takes a few seconds.`, news.ErrChallenge},
		{"a front page", "/", `<title>The Post</title>` + teasers, news.ErrIndex},
		{"a section page", "/harbour", `<title>Harbour news</title><h1>Harbour</h1><main>` + teasers + `</main>`, news.ErrIndex},
		{"a video", "/v/1", `<meta property=og:type content=video.other><title>The last boat</title><h1>The last boat</h1><video src=a.mp4></video><p>The last boat, filmed from the quay.`, news.ErrVideo},
		{"an embedded player alone", "/v/2", `<title>The last boat</title><h1>The last boat</h1><iframe src="https://www.youtube-nocookie.com/embed/x"></iframe><p>Filmed from the quay.`, news.ErrVideo},
		{"nothing at all", "/a", `<title>Gone</title><p>This page has moved.`, news.ErrEmpty},
	} {
		_, err := Article(news.Page{URL: "https://www.harbourpost.example" + tt.at, Type: "text/html", Body: []byte(tt.page)})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		var wall news.PaywallError
		if tt.want == news.ErrPaywall && (!errors.As(err, &wall) || wall.Shown != len(words(text))) {
			t.Errorf("%s: %d words are said to be shown", tt.name, wall.Shown)
		}
	}
}

func TestTheTranscriptOfAVideoIsItsArticle(t *testing.T) {
	turns := []string{"Maren Oduya: We had no choice, and I want to say that first of all, before anybody asks me.", "Tom Haldane: But the boat has run since 1911, and people will ask you all the same.", "Maren Oduya: They will, and they are right to."}
	head := `<meta property=og:type content=video.episode><title>Two at the quay</title><h1>Two at the quay</h1><video src=a.mp4></video><p>The chair and the skipper talk.</p>`
	for name, page := range map[string]string{
		"in the page": head + `<details><summary>Transcript</summary><div class="video-Transcript"><p>` + strings.Join(turns, "</p><p>") + `</p></div></details>`,
		"with breaks": head + `<div id=transcript><h2>Transcript</h2>` + strings.Join(turns, "<br>") + `</div>`,
		"in JSON-LD":  head + fmt.Sprintf(`<script type="application/ld+json">{"@type":"VideoObject","name":"Two at the quay","transcript":%q}</script>`, strings.Join(turns, "\n")),
	} {
		a, err := Article(news.Page{URL: "https://www.harbourpost.example/v", Type: "text/html", Body: []byte(page)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a.Notice != news.Transcript || a.Text != strings.Join(turns, "\n\n") || a.Title != "Two at the quay" {
			t.Errorf("%s: notice %d, %q", name, a.Notice, a.Text)
		}
	}
	hidden := head + `<div class=transcript hidden><p>` + strings.Join(turns, " ") + `</div>`
	if _, err := Article(news.Page{URL: "https://www.harbourpost.example/v", Type: "text/html", Body: []byte(hidden)}); !errors.Is(err, news.ErrVideo) {
		t.Errorf("a hidden transcript: %v", err)
	}
}

func TestTheTextOfAPageThatAScriptDrawsIsReadWhereItsDataHasIt(t *testing.T) {
	body := uttered("Maren Oduya", "We had no choice") + "\n\n" + uttered("Tom Haldane", "It is a sad day")
	page := func(free string) []byte {
		return fmt.Appendf(nil, `<title>Slip to close</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Slip to close"%s,"articleBody":%q}</script><div id=root></div><script src=/app.js></script>`, free, body)
	}
	a, err := Article(news.Page{Type: "text/html", Body: page("")})
	if err != nil || len(a.Blocks) != 2 || a.Published != (time.Time{}) || !strings.HasPrefix(a.Text, "“We had") {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := Article(news.Page{Type: "text/html", Body: page(`,"isAccessibleForFree":false`)}); !errors.Is(err, news.ErrPaywall) {
		t.Errorf("what is not free: %v", err)
	}
}
