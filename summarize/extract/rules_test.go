package extract

import (
	"net/url"
	"slices"
	"testing"

	"golang.org/x/net/html"

	"onrecord/summarize/news"
)

func TestTheTitleIsTheHeadingThatTheHeadAgreesWith(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"the h1 that is the og:title", `<title>x</title><meta property=og:title content="Old slip to close in May"><h1>The Post</h1><h1>Old ferry slip to close in May</h1>`, "Old ferry slip to close in May"},
		{"the title without its site", `<title>Old slip to close | The Post</title><meta property=og:site_name content="The Post">`, "Old slip to close"},
		{"a title with its site by the host's name", `<title>Old slip to close - Harbourpost</title>`, "Old slip to close"},
		{"a dash that is part of the title", `<title>Closed - and why it had to be</title>`, "Closed - and why it had to be"},
		{"JSON-LD before the rest", `<title>x y z</title><script type=application/ld+json>{"@type":"NewsArticle","headline":"Slip &amp; quay"}</script>`, "Slip & quay"},
		{"an h1 that is not what search engines are told", `<title>Top 7 ferries of 2026 | The Post</title><meta property=og:title content="Top 7 ferries of 2026"><h1>Where to sail this summer</h1>`, "Where to sail this summer"},
		{"of several the h1 most like it", `<title>Top 7 ferries of 2026 | The Post</title><h1>Read on here</h1><h1>Ferries that we liked in 2026</h1>`, "Ferries that we liked in 2026"},
		{"no h1 where several are nothing like it", `<title>Top 7 ferries of 2026</title><h1>Read on here</h1><h1>Also see this</h1>`, "Top 7 ferries of 2026"},
		{"not the h1 of the site", `<title>Old slip to close</title><meta property=og:site_name content="The Harbour Post"><h1>The Harbour Post</h1>`, "Old slip to close"},
		{"not an h1 of a word", `<title>Old slip to close</title><h1>News</h1>`, "Old slip to close"},
		{"without marks of Markdown", `<title>## Old slip to close</title>`, "Old slip to close"},
		{"an h1 alone", `<h1>Old slip to close</h1>`, "Old slip to close"},
		{"nothing", `<p>x`, ""},
	} {
		s := look(parse([]byte(tt.page)))
		if got := s.heading(s.site(), "www.harbourpost.example"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTheBylineNamesPeople(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"several of JSON-LD", `<script type=application/ld+json>[{"@type":["Article","X"],"author":[{"name":"Maren Oduya"},"By Tom Haldane",{"name":"maren oduya"}]}]</script>`, "Maren Oduya, Tom Haldane"},
		{"a reference", `<script type=application/ld+json>{"@graph":[{"@type":"BlogPosting","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Tom Haldane"}]}</script>`, "Tom Haldane"},
		{"a meta", `<meta name=author content="Written by Tom Haldane | The Post">`, "Tom Haldane"},
		{"no link to a profile", `<meta property=article:author content="https://social.example/tom"><a rel=author>Tom Haldane</a>`, "Tom Haldane"},
		{"no administrator", `<meta name=author content=admin>`, ""},
		{"no date", `<meta name=author content="Updated March 4, 2026">`, ""},
		{"a link to the page of an author", `<h1>x</h1><a href="/authors/tom">Tom Haldane</a>`, "Tom Haldane"},
	} {
		if got := look(parse([]byte(tt.page))).byline(reading{}); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestADateIsGuessedUnlessThePageStatesIt(t *testing.T) {
	for _, tt := range []struct {
		name, page, found, want string
		guessed                 bool
	}{
		{"JSON-LD", `<script type=application/ld+json>{"@type":"Report","datePublished":"2026-03-04T23:30:00-05:00"}</script>`, "2020-01-01", "2026-03-04T23:30:00-05:00", false},
		{"a meta", `<meta property=article:published_time content="2026-03-04 10:00:00">`, "", "2026-03-04T10:00:00Z", false},
		{"a marked time", `<p><time itemprop=datePublished datetime=2026-03-04>`, "", "2026-03-04T00:00:00Z", false},
		{"a search", `<p>x`, "2026-03-04", "2026-03-04T00:00:00Z", true},
		{"only a change", `<meta property=article:modified_time content=2026-03-04>`, "", "2026-03-04T00:00:00Z", true},
		{"nonsense", `<meta property=article:published_time content="0001-01-01">`, "", "", false},
		{"nothing", `<p>x`, "", "", false},
	} {
		at, guessed := look(parse([]byte(tt.page))).published(tt.found)
		got := ""
		if !at.IsZero() {
			got = at.Format("2006-01-02T15:04:05Z07:00")
		}
		if got != tt.want || guessed != tt.guessed {
			t.Errorf("%s: %q guessed %t", tt.name, got, guessed)
		}
	}
	for page, want := range map[string]string{
		`<h1>x</h1><p>March 4, 2026. Updated: March 9, 2026</p>`: "2026-03-04", `<h1>x</h1><p>Updated March 9, 2026</p><p>March 4, 2026</p>`: "2026-03-04",
		`<h1>x</h1><p>Updated March 9, 2026</p>`: "2026-03-09", `<h1>x</h1><p>Maren Oduya</p>`: "",
	} {
		if got := dateLine(render(parse([]byte(page))), 1); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
	if got := look(parse([]byte(`<time datetime=2020-01-01>x</time><h1>x</h1><p class=updated><time datetime=2026-03-09>y</time></p><p><time datetime=2026-03-04>03/04/2026</time>`))).headTime; got != "2026-03-04" {
		t.Errorf("the time below the heading is %q", got)
	}
	for line, want := range map[string]string{
		"Published March 4th, 2026 at 9am": "2026-03-04", "Sept. 14, 2025": "2025-09-14", "4 de marzo de 2026": "2026-03-04", "4. März 2026": "2026-03-04",
		"le 14 août 2025": "2025-08-14", "5 février 2024": "2024-02-05", "4 марта 2026": "2026-03-04", "2026年3月4日": "2026-03-04", "2026-03-04": "2026-03-04", "Room 4, 2026": "", "about 12 boats 2026": "",
	} {
		if got := spell(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestTheCanonicalLinkStaysOnItsSite(t *testing.T) {
	for _, tt := range []struct{ at, canonical, og, want string }{
		{"https://amp.post.example/a?utm_source=x", "https://www.post.example/a", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "/b/", "", "https://www.post.example/b/"},
		{"https://www.post.example/a", "https://elsewhere.example/a", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "https://elsewhere.example/a", "https://post.example/og", "https://post.example/og"},
		{"https://www.post.example/a", "https://www.post.example/", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "javascript:alert(1)", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "data:text/html,x", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "//elsewhere.example/a", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "https://www.post.example@elsewhere.example/a", "", "https://www.post.example/a"},
		{"https://www.post.example/a", "http://%zz", "", "https://www.post.example/a"},
		{"https://one.co.uk/a", "https://two.co.uk/a", "", "https://one.co.uk/a"},
	} {
		at, err := url.Parse(tt.at)
		if err != nil {
			t.Fatal(err)
		}
		s := &survey{canonical: tt.canonical, meta: map[string]string{"og:url": tt.og}}
		if got := s.link(at); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
	if got := (&survey{canonical: "https://post.example/a"}).link(nil); got != "" {
		t.Errorf("a file got the link %q", got)
	}
}

func TestAlignGivesBackThePagesOwnBlocks(t *testing.T) {
	page := []block{
		{text: "Share"}, {text: "“No,” she said, and left the hall at nine.", kind: news.BlockQuote}, {text: "Share"},
		{text: "One two three four five six seven eight."}, {text: "Nine ten eleven twelve thirteen fourteen."}, {text: "A line."},
	}
	for _, tt := range []struct {
		name string
		kept []string
		want []int
	}{
		{"spaces that were lost", []string{"“No,”she said, andleft the hall at nine."}, []int{1}},
		{"the second of two, after what came before", []string{"“No,” she said, and left the hall at nine.", "Share"}, []int{1, 2}},
		{"two that were run together", []string{"One two three four five six seven eight. Nine ten eleven twelve thirteen fourteen."}, []int{3, 4}},
		{"words that were lost", []string{"One two three four five six seven"}, []int{3}},
		{"what is said more often than on the page", []string{"A line.", "A line."}, []int{5}},
		{"what the page does not say", []string{"He resigned on the spot, according to nobody."}, nil},
	} {
		var kept []block
		for _, k := range tt.kept {
			kept = append(kept, block{text: k})
		}
		var got []int
		for _, p := range align(page, kept) {
			got = append(got, p.at)
			if p.kind != page[p.at].kind {
				t.Errorf("%s: block %d lost its kind", tt.name, p.at)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestRenderCutsWhereAReaderSeesABreak(t *testing.T) {
	for page, want := range map[string][]string{
		"<p>one</p><p>two":                                    {"one", "two"},
		"one<br><br>two":                                      {"one", "two"},
		"It ends.<br>It begins.":                              {"It ends.", "It begins."},
		"a line<br>goes on":                                   {"a line goes on"},
		"<div>a<span>b</span><p>c</p>d</div>":                 {"ab", "c", "d"},
		"<table><tr><td>a<td>b<tr><td>c":                      {"a b", "c"},
		"<p>He <q>left</q> in <time>1911</time> <ins>x</ins>": {"He “left” in 1911 x"},
	} {
		doc := parse([]byte(page))
		scrub(doc)
		var got []string
		for _, b := range render(doc) {
			got = append(got, b.text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}

func TestParseKeepsTheTextOfWhatItLevels(t *testing.T) {
	deep := "<p>before"
	for range 700 {
		deep += "<div><b>"
	}
	doc := parse([]byte(deep + "bottom"))
	depth, all := 0, ""
	for n := range doc.Descendants() {
		d := 0
		for range n.Ancestors() {
			d++
		}
		depth = max(depth, d)
		if n.Type == html.TextNode {
			all += n.Data
		}
	}
	if depth > maxDepth+5 || clean(all) != "before bottom" {
		t.Errorf("%d deep: %q", depth, clean(all))
	}
}

func TestTheLanguageIsWhatTheTextIsIn(t *testing.T) {
	russian := "Совет порта во вторник девятью голосами против двух решил закрыть старый причал, который работал с 1911 года и за последний год принял сорок тысяч пассажиров, сообщили в порту."
	english := "The harbour board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since before the war and that carried many people."
	for _, tt := range []struct {
		text string
		said []string
		want string
	}{
		{english, []string{"en-GB"}, "en-GB"},
		{english, []string{"", "en_US"}, "en-US"},
		{english, nil, "en"},
		{russian, []string{"en"}, "ru"},
		{russian, []string{"not a language"}, "ru"},
		{"Short.", []string{"de"}, "de"},
		{"Short.", nil, ""},
	} {
		if got := lang(tt.text, tt.said...); got != tt.want {
			t.Errorf("%q said %q: %q, want %q", tt.text[:6], tt.said, got, tt.want)
		}
	}
}
