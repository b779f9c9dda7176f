package extract

import (
	"slices"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// texts returns the texts of blocks at places.
func texts(places []place) []string {
	var out []string
	for _, p := range places {
		out = append(out, p.text)
	}
	return out
}

// at returns the blocks of src with the given numbers as places.
func at(src []block, numbers ...int) []place {
	var out []place
	for _, n := range numbers {
		out = append(out, place{at: n, block: src[n]})
	}
	return out
}

func TestAHeadingOrAListBetweenTwoParagraphsIsGivenBack(t *testing.T) {
	first, second := block{text: "The board voted on Tuesday."}, block{text: "The slip closes in May."}
	announced := block{text: "It will close:"}
	head, item := block{text: "What it costs", kind: news.Heading}, block{text: "a new slip", kind: news.ListItem}
	for _, tt := range []struct {
		name string
		src  []block
		want bool
	}{
		{"a heading", []block{first, head, second}, true},
		{"a list", []block{first, item, item, item, second}, true},
		{"a list that is announced", []block{announced, item, second}, true},
		{"a caption and its credit", []block{first, item, item, second}, false},
		{"a heading with its box", []block{first, head, item, item, item, second}, false},
		{"the heading of a box", []block{first, {text: "Most read this week", kind: news.Heading}, second}, false},
		{"a heading that is a link", []block{first, {text: "Bell stolen", kind: news.Heading, link: true}, second}, false},
		{"a list of links", []block{first, item, item, {text: "Bell stolen", kind: news.ListItem, link: true}, second}, false},
		{"a paragraph", []block{first, {text: "Share this."}, second}, false},
		{"a long list", append(append([]block{first}, slices.Repeat([]block{item}, maxBridge+1)...), second), false},
		{"a heading before a heading", []block{first, head, {text: "More", kind: news.Heading}}, false},
	} {
		last := len(tt.src) - 1
		got := bridge(tt.src, at(tt.src, 0, last))
		if (len(got) == len(tt.src)) != tt.want || len(got) != len(tt.src) && len(got) != 2 {
			t.Errorf("%s: %q", tt.name, texts(got))
		}
	}
}

func TestWhatStandsBelowTheArticleElementIsNotOfIt(t *testing.T) {
	long := strings.Repeat("the board voted and ", 5)
	story := "<article><p>" + long + "one<p>" + long + "two<div><article><p>" + long + "quoted</article></div><p>" + long + "three</article>"
	more := "<section><p>" + long + "other</section>"
	for _, tt := range []struct {
		name, page string
		want       int
	}{
		{"one article", "<p>Before it.</p>" + story + more, 5},
		{"no article", "<p>" + long + "one<p>" + long + "two<p>" + long + "three" + more, 4},
		{"most of it elsewhere", story + more + more + more, 7},
		{"two articles", story + strings.ReplaceAll(story, "board", "crew"), 8},
	} {
		src := render(parse([]byte(tt.page)))
		numbers := make([]int, len(src))
		for i := range numbers {
			numbers[i] = i
		}
		if got := inside(at(src, numbers...)); len(got) != tt.want {
			t.Errorf("%s: %q", tt.name, texts(got))
		}
	}
}

func TestNothingBelowARequestForMoneyIsTheArticle(t *testing.T) {
	src := []block{{text: "The board voted on Tuesday."}, {text: "Subscribe to continue reading."}, {text: "£6 a month."}, {text: "Can I cancel? You can."}}
	if got := beforeWall(src, at(src, 0, 2, 3)); len(got) != 1 {
		t.Errorf("offers: %q", texts(got))
	}
	src[3].text = strings.Repeat("The slip has served the town since 1911. ", 5)
	if got := beforeWall(src, at(src, 0, 3)); len(got) != 2 {
		t.Errorf("an article that goes on: %q", texts(got))
	}
	if got := beforeWall(src, nil); len(got) != 0 {
		t.Errorf("nothing: %q", texts(got))
	}
}

func TestBoxesOverThePageAreTakenOutAndRemembered(t *testing.T) {
	for _, box := range []string{`<div role=dialog>We use cookies.</div>`, `<section aria-modal=true>We use cookies.</section>`, `<div class=cookie-bar>We use cookies.</div>`} {
		doc := parse([]byte("<p>The board voted.</p>" + box + "<button>Share</button>"))
		over := scrub(doc)
		src := render(doc)
		if len(src) != 1 || len(over) != 1 || over[0].text != "We use cookies." {
			t.Errorf("%s: %v, over it %v", box, src, over)
		}
	}
	doc := parse([]byte("<div role=dialog><h1>Slip to close</h1><p>The board voted."))
	if scrub(doc); len(render(doc)) != 2 {
		t.Error("a page in a dialog is gone")
	}
}

func TestTheNameOfTheSiteIsReadOffTheTitle(t *testing.T) {
	for page, want := range map[string]string{
		`<title>Slip to close | The Post</title><h1>Slip to close</h1>`:                                             "The Post",
		`<title>The Post: news - Slip to close</title><h1>Slip to close</h1>`:                                       "The Post: news",
		`<title>Slip to close – and why | The Post</title><h1>Slip to close – and why</h1>`:                         "The Post",
		`<title>Slip to close | The Post</title><h1>Another</h1>`:                                                   "",
		`<title>Slip to close</title><h1>Slip to close</h1>`:                                                        "",
		`<meta property=og:site_name content=Gazette><title>Slip to close | The Post</title><h1>Slip to close</h1>`: "Gazette",
	} {
		if got := look(parse([]byte(page))).site(); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}
