package handlers

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"onrecord/summarize/news"
)

var verb = regexp.MustCompile(`%(\[\d\])?[a-z]`)

func TestEveryWordingIsWholeInEveryTongue(t *testing.T) {
	table, err := tongues()
	if err != nil {
		t.Fatal(err)
	}
	for english, all := range table.words {
		for i, words := range all {
			want := verb.FindAllString(english, -1)
			got := verb.FindAllString(regexp.MustCompile(`\[\d\]`).ReplaceAllString(words, ""), -1)
			slices.Sort(want)
			slices.Sort(got)
			if strings.HasPrefix(english, "#") {
				want = []string{"%d", "%d"}
			}
			if words == "" || !slices.Equal(want, got) {
				t.Errorf("%q in %s: %q", english, Tongues[i], words)
			}
		}
	}
}

// Discord shows nothing of a command whose summary is too long, and a command without one in the wrong language.
func TestTheCatalogueIsWordedInEveryTongue(t *testing.T) {
	app := &App{}
	for _, tongue := range Tongues {
		seen := map[string]bool{}
		for _, c := range app.Commands() {
			all := []string{c.Summary}
			for _, o := range c.Options {
				all = append(all, o.Summary)
			}
			for _, english := range all {
				if words := Worded(english, tongue); words == "" || len(utf16.Encode([]rune(words))) > 100 {
					t.Errorf("%q in %s: %q", english, tongue, words)
				}
			}
			first, _, sub := strings.Cut(c.Name, " ")
			name := Worded("/"+first, tongue)
			if name == "" || seen[name] && !sub || strings.ContainsAny(name, " /") || strings.ToLower(name) != name {
				t.Errorf("%s in %s is called %q", c.Name, tongue, name)
			}
			seen[name] = true
		}
	}
}

func TestTheFrameIsInTheReadersTongueAndTheArticleIsNot(t *testing.T) {
	b := ferry(t)
	b.Article.Title = "Settings" // also a wording of ours
	app, _ := newApp(&fakeEngine{brief: b}, newLibrary())
	for locale, want := range map[string]string{
		"de": "geprüft", "fr": "vérifié", "es-ES": "verificad", "es-419": "verificad", "pt-BR": "verificad", "ja": "確認", "en-GB": "verified", "tlh": "verified", "nonsense!": "verified", "": "verified",
	} {
		r := asks("p", ann, "link", link)
		r.Locale = locale
		got := app.Serve(t.Context(), r)
		if got.Failed || !strings.Contains(got.Cards[0].Footer.Words(), want) || got.Cards[0].Title != "Settings" {
			t.Errorf("%s: %q, %q", locale, got.Cards[0].Title, got.Cards[0].Footer.Words())
		}
		body := got.Cards[0].Body.Words()
		for _, s := range got.Cards[0].Sections {
			body += s.Body.Words()
		}
		for _, q := range b.Quotes {
			if q.Kind == news.Direct && !strings.Contains(body, strings.TrimRight(b.Article.At(q.Span), ",.")) {
				t.Errorf("%s: %q is not in %s", locale, b.Article.At(q.Span), body)
			}
		}
	}
	r := asks("p", ann, "link", "file:///etc/passwd")
	r.Locale = "de"
	if got := app.Serve(t.Context(), r); got.Text.Words() != "Das ist kein Link zu einer Webseite. Ein Link beginnt mit https://; für einen Text nimm /brief text:…" {
		t.Errorf("refused with %q", got.Text.Words())
	}
	r = Request{Command: "help", Place: "p", Locale: "ja"}
	if got := app.Serve(t.Context(), r); !strings.Contains(got.Cards[0].Sections[0].Body.Words(), "記事を読み") {
		t.Errorf("help says %q", got.Cards[0].Sections[0].Body.Words())
	}
}
