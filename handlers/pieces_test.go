package handlers

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"onrecord/summarize/news"
)

func TestALinkOpensThePageAtTheWords(t *testing.T) {
	for _, row := range []struct{ name, link, words, want string }{
		{"few words", link, "“Nobody asked us,”", link + "#:~:text=Nobody%20asked%20us"},
		{"the directive's own signs", link, "salt-and-pepper, R&D", link + "#:~:text=salt%2Dand%2Dpepper%2C%20R%26D"},
		{"many words", link, "One two three four five six seven eight nine ten.", link + "#:~:text=One%20two%20three%20four,seven%20eight%20nine%20ten"},
		{"several paragraphs", link, "One two.\n\nThree four.", link + "#:~:text=One%20two,Three%20four"},
		{"a link with a fragment", link + "#live", "Nobody", link + "#live:~:text=Nobody"},
		{"letters beyond ASCII", link, "Où ?", link + "#:~:text=O%C3%B9"},
		{"no letters", link, "…", link},
		{"pasted text", "", "Nobody", ""},
		{"not the web", "javascript:alert(1)", "Nobody", ""},
	} {
		if got := atWords(row.link, row.words); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func FuzzAtWords(f *testing.F) {
	f.Add("One two three, four-five & six (seven)")
	f.Add("漢字仮名交じり文" + strings.Repeat("長", 90))
	f.Fuzz(func(t *testing.T, words string) {
		got := atWords(link, words)
		if _, err := url.Parse(got); err != nil || len(got) > len(link)+40+3*2*4*fragmentRunes {
			t.Errorf("%q gives %d bytes, %v: %s", words, len(got), err, got)
		}
		if strings.ContainsAny(got, " ()[]<>\"\n") {
			t.Errorf("%q leaves signs in %s", words, got)
		}
	})
}

func TestSinceIsReadAsPeopleTypeIt(t *testing.T) {
	for typed, want := range map[string]string{
		"today": "2026-05-10", "Yesterday": "2026-05-09", "2026-05-03": "2026-05-03", "2026-04": "2026-04-01", "2025": "2025-01-01",
		"7d": "2026-05-03", " 2 weeks ": "2026-04-26", "1 month": "2026-04-10", "1y": "2025-05-10",
		"soon": "", "": "", "7": "", "-7d": "", "2026-13": "", "99999999999999999999d": "",
	} {
		got, err := since(typed, noon)
		if want == "" {
			if err == nil {
				t.Errorf("%q is read as %v", typed, got)
			}
			continue
		}
		if err != nil || got.Format(time.DateOnly) != want {
			t.Errorf("%q is read as %v, %v; want %s", typed, got, err, want)
		}
	}
}

func FuzzSince(f *testing.F) {
	f.Add("2026-05-03")
	f.Add("12 weeks")
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := since(s, noon); err == nil && (got.Hour() != 0 || got.Year() < 1) {
			t.Errorf("%q is read as %v", s, got)
		}
	})
}

func FuzzDecodeAction(f *testing.F) {
	f.Add("aquotes|cd4825dd35f56af49fa385284312f0a9|1")
	f.Add("asaid|~SWRhIE1vcmVubw|ferry||2")
	f.Add("a|~|~")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := DecodeAction(s)
		if err != nil {
			return
		}
		again, err := a.Encode()
		if err != nil || again != s {
			t.Errorf("%q is read as %+v, which is written %q, %v", s, a, again, err)
		}
	})
}

func TestAnActionSurvivesItsEncoding(t *testing.T) {
	for _, args := range [][]string{nil, {""}, {"a|b", "~c", "Ünï", " "}, {"", "", ""}} {
		code, err := Action{Name: "said", Args: args}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeAction(code)
		if err != nil || strings.Join(back.Args, "\x00") != strings.Join(args, "\x00") || len(back.Args) != len(args) {
			t.Errorf("%q comes back as %q, %v", args, back.Args, err)
		}
	}
	for _, bad := range []Action{{}, {Name: "Said"}, {Name: "said", Args: []string{strings.Repeat("a", MaxAction)}}} {
		if code, err := bad.Encode(); err == nil {
			t.Errorf("%+v is written as %q", bad, code)
		}
	}
	if _, err := DecodeAction("zsaid"); err != errStale {
		t.Errorf("a button of another version gives %v", err)
	}
}

func TestTheBestQuotesHaveManyVoices(t *testing.T) {
	b := ferry(t)
	var texts []string
	for _, c := range best(b, quoteChains(b), 2) {
		texts = append(texts, b.Saying(c[0]).Speaker)
	}
	if got := strings.Join(texts, ", "); got != "Ida Moreno, Tom Birk" {
		t.Errorf("the best two are by %s", got)
	}
	b.Quotes[4].Kind = news.Indirect
	for _, c := range best(b, quoteChains(b), 10) {
		if c[0] == 4 {
			t.Error("reported speech of nobody in particular is shown")
		}
	}
}

func TestOnlyTheSourcesWordsStandInMarks(t *testing.T) {
	long := strings.Repeat("many words ", 100)
	for _, row := range []struct {
		name string
		s    news.Saying
		want string
	}{
		{"direct", news.Saying{Text: "We cannot pay,"}, "“We cannot pay”"},
		{"mixed", news.Saying{Text: "it is “a leap”", Kind: news.Mixed}, "reported: it is “a leap”"},
		{"indirect", news.Saying{Text: "that the boat was full", Kind: news.Indirect}, "reported: the boat was full"},
	} {
		if got := quoteRuns(row.s).Words(); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
	for _, s := range []string{long, strings.Repeat("長", 900)} {
		runs := quoteRuns(news.Saying{Text: s})
		if n := utf8.RuneCountInString(runs[0].Words); n > longQuote || !strings.HasPrefix(s, runs[0].Words) || runs[1].Style == Quoted {
			t.Errorf("a long quotation is drawn as %d characters, %v", n, runs[1])
		}
	}
}

func TestAFirstLineForEachWriter(t *testing.T) {
	for w, want := range map[string]string{"": "own engine", "onrecord/1": "own engine", "gpt-4o": "written by gpt-4o, checked line by line"} {
		if got := writer(w); got != want {
			t.Errorf("%q is %q, want %q", w, got, want)
		}
	}
}

func TestWordsForNumbersAndDates(t *testing.T) {
	for got, want := range map[string]string{
		number(0): "0", number(999): "999", number(1000): "1,000", number(1234567): "1,234,567", number(-100): "-100",
		count(1, "quote"): "1 quote", count(0, "quote"): "0 quotes",
		list([]string{"a"}, "and"): "a", list([]string{"a", "b", "c"}, "or"): "a, b or c",
		day(noon, true): "probably 10 May 2026", day(time.Time{}, false): "", called("", "mayor"): "Speaker unclear",
		called("Ida\nMoreno", ""): "Ida Moreno", called("Ida", "mayor Ida"): "Ida", clip("abcdef", 4): "abc…", capital("über"): "Über",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
