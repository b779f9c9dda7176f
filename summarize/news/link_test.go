package news_test

import (
	"errors"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

func TestTheSpellingsOfALinkAreOne(t *testing.T) {
	for link, want := range map[string]string{
		"https://Paper.Example/A?b=2&a=1#top":                    "https://paper.example/A?a=1&b=2",
		" http://paper.example:80/a ":                            "http://paper.example/a",
		"https://paper.example:443":                              "https://paper.example/",
		"https://paper.example:8443/a?":                          "https://paper.example:8443/a",
		"https://ann:pw@paper.example/a?utm_source=x&fbclid=y":   "https://paper.example/a",
		"https://paper.example/a?id=7&UTM=kept&mc_cid=1&gclid=2": "https://paper.example/a?UTM=kept&id=7",
	} {
		if got, err := news.Canonical(link); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", link, got, err, want)
		}
	}
}

func TestWhatIsNoWebLinkIsRefused(t *testing.T) {
	for _, link := range []string{"", "paper", "//paper.example/a", "ftp://paper.example/a", "mailto:ann@paper.example", "javascript:alert(1)", "https://", "http://:80/", "https://%zz/"} {
		if got, err := news.Canonical(link); !errors.Is(err, news.ErrNotALink) {
			t.Errorf("%q is %q, %v", link, got, err)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://ann@Paper.example:443/a%2Fb?q=1&utm_x=2#f")
	f.Fuzz(func(t *testing.T, link string) {
		got, err := news.Canonical(link)
		if err != nil {
			return
		}
		if again, err := news.Canonical(got); err != nil || again != got {
			t.Fatalf("%q becomes %q, and that %q, %v", link, got, again, err)
		}
		if !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") {
			t.Fatalf("%q becomes %q", link, got)
		}
	})
}

func TestASentenceIsFoundByItsOffset(t *testing.T) {
	a := &news.Article{Text: "One. Two.", Sentences: []news.Sentence{{Span: news.Span{Start: 0, End: 4}}, {Span: news.Span{Start: 5, End: 9}}}}
	for offset, want := range map[int]int{0: 1, 4: 1, 5: 2, 100: 2} {
		if got := a.SentenceAt(offset); got != want {
			t.Errorf("offset %d is in sentence %d, want %d", offset, got, want)
		}
	}
	if got := a.At(news.Span{Start: 5, End: 100}); got != "" {
		t.Errorf("a span beyond the text gives %q", got)
	}
}

func TestLinksAreCutOutOfAText(t *testing.T) {
	for text, want := range map[string]string{
		"no link": "|no link",
		"see https://a.example/1, and (https://b.example/?q=2).": "https://a.example/1 https://b.example/?q=2|see  and ().",
		"https://a.example/1 https://a.example/1":                "https://a.example/1|",
		"<https://a.example/x*>":                                 "https://a.example/x|<>",
	} {
		links, rest := news.CutLinks(text)
		if got := strings.Join(links, " ") + "|" + rest; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
