package discord

import (
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/handlers"
)

// drawn draws plain words outside the cards.
func drawn(s string) string { return fit(draw(handlers.Text{{Words: s}}, false), 1<<20) }

func TestTextFromOutsideIsShownAndNotObeyed(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"plain words, 12:30":             "plain words, 12:30",
		"*a* _b_ ~c~ |d| `e`":            "\\*a\\* \\_b\\_ \\~c\\~ \\|d\\| \\`e\\`",
		`back\slash`:                     `back\\slash`,
		"<@42> </brief:7>":               `\<@42\> \</brief:7\>`,
		"[a](https://evil.example/path)": `\[a\]\(evil.example\)`,
		"- a\n  + b\n10. c\n-# d":        "\\- a\n  \\+ b\n10\\. c\n\\-\\# d",
		"a - b 1. c":                     "a - b 1. c",
		"> quoted":                       `\> quoted`,
		"see HTTPS://WWW.Evil.Example/a?b=c#d, now":  "see evil.example, now",
		"https://user:pass@evil.example/":            "evil.example",
		"x https:// y":                               `x \[link\] y`,
		"steam://run/1":                              "run",
		"join discord.gg/abc now":                    `join \[invite removed\] now`,
		"https://discord.com/invite/abc":             `\[invite removed\]`,
		"http://ptb.discordapp.com/invite/abc!":      `\[invite removed\]`,
		"ｄｉｓｃｏｒｄ．ｇｇ/abc":                             `\[invite removed\]`,
		"dis\u200bcord.gg/abc":                       `\[invite removed\]`,
		"dis\u00adcord.gg/abc":                       `\[invite removed\]`,
		"ｈｔｔｐｓ：／／evil.example/a":                     "evil.example",
		"hthttps://evil.examplettps://other.example": "evil.examplettps",
		"a\u202egnp.exe":                             "agnp.exe",
		"می\u200cخواهم":                              "می\u200cخواهم",
		"👩\u200d🚒":                                   "👩\u200d🚒",
		"a\x00b\x1bc\r\nd\te":                        "abc\nd e",
		"a\n\n\n\n\nb":                               "a\n\nb",
		"e\u0301":                                    "é",
		"\xff\xfea":                                  "a",
		"𝒜\u0600*":                                   "𝒜\u0600\\*",
	} {
		if got := drawn(in); got != want {
			t.Errorf("%q is drawn as %q, want %q", in, got, want)
		}
	}
}

func TestRunsDoNotMakeAnAddressTogether(t *testing.T) {
	for _, runs := range [][]string{{"https:", "//evil.example"}, {"https", "://evil.example"}, {"discord", ".gg/abc"}, {"discord.gg", "/abc"}} {
		var text handlers.Text
		for _, r := range runs {
			text = append(text, handlers.Run{Words: r})
		}
		got := fit(draw(text, true), 1000)
		if strings.Contains(got, "discord.gg/") || rawLinks.MatchString(got) {
			t.Errorf("%q is drawn as %q", runs, got)
		}
	}
}

func TestAPileOfAccentsIsCut(t *testing.T) {
	if n := units(drawn("a" + strings.Repeat("\u0316", 1000))); n > maxGraphemeRunes+1 {
		t.Errorf("%d units", n)
	}
}

func TestOnlySafeLinksAreDrawn(t *testing.T) {
	for in, want := range map[string]string{
		"https://news.example/a":                            "https://news.example/a",
		"HTTP://news.example/a b":                           "http://news.example/a%20b",
		"https://news.example/(a)<b>|*`\\":                  "https://news.example/%28a%29%3Cb%3E%7C%2A%60%5C",
		"https://news.example/ä":                            "https://news.example/%C3%A4",
		"https://news.example/?q=\"1\"":                     "https://news.example/?q=%221%22",
		"javascript:alert(1)":                               "",
		"data:text/html,x":                                  "",
		"ftp://news.example/":                               "",
		"//news.example/":                                   "",
		"https://":                                          "",
		"https://a@b.example/":                              "",
		"https:news.example":                                "",
		"https://news.example/" + strings.Repeat("x", 600):  "",
		"https://news.example/#" + strings.Repeat("x", 600): "https://news.example/",
		"https://news.example/\n](x)":                       "",
	} {
		if got := safeLink(in, 512); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestEmphasisSideBySideStaysApart(t *testing.T) {
	got := fit(draw(handlers.Text{{Words: "a ", Style: handlers.Bold}, {Words: "b", Style: handlers.Bold}, {Words: "c", Style: handlers.Italic}, {Words: " ", Style: handlers.Bold}}, false), 100)
	if want := "**a** **b**\u2060*c* "; got != want {
		t.Errorf("drawn %q, want %q", got, want)
	}
}

// FuzzEscape holds what no text may do: leave markup unescaped, make an address or an invitation, break the limit, or
// end in half an escape.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"*a*", "<@1>", "https://a.example", "discord.gg/x", "- a\n1. b", "\\", "𝒜*", "a\u200b://b", "ｄｉｓｃｏｒｄ．ｇｇ", "hthttps://x ttps://", "@everyone"} {
		f.Add(s, 10, true)
	}
	f.Fuzz(func(t *testing.T, s string, limit int, content bool) {
		limit = min(max(limit, 1), 5000)
		got := fit(draw(handlers.Text{{Words: s}}, content), limit)
		if !utf8.ValidString(got) || units(got) > limit {
			t.Fatalf("%q: %d units of %d", got, units(got), limit)
		}
		text := unescape(t, strings.TrimSuffix(got, ellipsis))
		if rawLinks.MatchString(text) || invites.MatchString(text) && !strings.Contains(text, inviteRemoved) {
			t.Fatalf("%q makes an address", got)
		}
		if strings.ContainsAny(got, "\x00\u202e\u200b\u2066\r") {
			t.Fatalf("%q holds what cannot be seen", got)
		}
		l := label(clean(s))
		if strings.ContainsAny(l, "[]<>`\\\n") {
			t.Fatalf("label %q could end early", l)
		}
	})
}

// unescape returns the text that a reader sees, and fails where markup would not be shown as it is.
func unescape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r == '\\' {
			if i++; i == len(runes) {
				t.Fatalf("%q ends in half an escape", s)
			}
			b.WriteRune(runes[i])
			continue
		}
		if strings.ContainsRune(special, r) {
			t.Fatalf("%q: %q is not escaped", s, r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// FuzzLink holds that a link can never end the parentheses that it is drawn in.
func FuzzLink(f *testing.F) {
	f.Add("https://news.example/a(b)")
	f.Add("http://[::1]:80/\"<")
	f.Fuzz(func(t *testing.T, s string) {
		got := safeLink(s, 512)
		if strings.ContainsAny(got, "()<>\"\\` \n|*") || len(got) > 512 {
			t.Fatalf("%q", got)
		}
		if got != "" && !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") {
			t.Fatalf("%q", got)
		}
	})
}
