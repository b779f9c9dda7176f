package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

func presses(place news.Place, name string, args ...string) Request {
	return Request{Action: &Action{Name: name, Args: args}, Place: place, Member: bo}
}

func sayings(n int) []news.Saying {
	var out []news.Saying
	for i := range n {
		out = append(out, news.Saying{
			Text: fmt.Sprintf("The ferry is safe, part %d,", i), Speaker: "Ida Moreno", Role: "mayor", Confidence: 0.9,
			Article: fmt.Sprint("article ", i/3), Index: i, Continues: i == 1, Title: "Night ferry to end", Outlet: "Harbour Gazette", Link: link, Published: noon, Guessed: true,
		})
	}
	return out
}

func whoSaid(options ...string) Request {
	r := asks("p", ann, options...)
	r.Command = "who-said"
	return r
}

func TestWhoSaidTurnsItsPages(t *testing.T) {
	l := newLibrary()
	l.said["p"] = sayings(12)
	app, _ := newApp(&fakeEngine{}, l)
	first := app.Serve(t.Context(), whoSaid("speaker", "moreno", "about", "ferry", "since", "30d"))
	golden(t, "testdata/who-said.txt", show(first))
	if want := noon.AddDate(0, 0, -30).Truncate(24 * time.Hour); !l.asked.Since.Equal(want) {
		t.Errorf("searched since %v, want %v", l.asked.Since, want)
	}
	asked := l.asked
	second := app.Serve(t.Context(), Request{Action: &first.Buttons[0].Action, Place: "p"})
	if l.asked.Speaker != asked.Speaker || l.asked.About != asked.About || !l.asked.Since.Equal(asked.Since) {
		t.Errorf("the second page asked for %+v, want what the first did, %+v", l.asked, asked)
	}
	if got := show(second); !strings.Contains(got, "part 5”") || strings.Contains(got, "part 4”") || strings.Contains(got, "part 10”") {
		t.Errorf("the second page shows\n%s", got)
	}
	if len(second.Buttons) != 3 || second.Buttons[0].Label != "Back" || second.Buttons[1].Label != "More" || second.Buttons[2].Label != "Context" {
		t.Fatalf("buttons of the second page: %v", second.Buttons)
	}
	third := app.Serve(t.Context(), Request{Action: &second.Buttons[1].Action, Place: "p"})
	if n := len(third.Cards[0].Sections); n != 2 || len(third.Buttons) != 2 {
		t.Errorf("the last page has %d sayings and %d buttons, want 2 and 2", n, len(third.Buttons))
	}
}

func TestAnUtteranceThatItsTagSplitsIsNotSplitByAPage(t *testing.T) {
	l := newLibrary()
	l.said["p"] = sayings(12)
	for i := range l.said["p"] {
		s := &l.said["p"][i]
		s.Article, s.Continues = "one article", i == 5
	}
	app, _ := newApp(&fakeEngine{}, l)
	first := app.Serve(t.Context(), whoSaid("speaker", "moreno"))
	if got := show(first); !strings.Contains(got, "part 4") || !strings.Contains(got, "part 5") || strings.Contains(got, "part 6") {
		t.Errorf("the first page shows\n%s", got)
	}
	second := app.Serve(t.Context(), Request{Action: &first.Buttons[0].Action, Place: "p"})
	if got := show(second); strings.Contains(got, "part 5") || !strings.Contains(got, "part 6") || !strings.Contains(got, "part 9") {
		t.Errorf("the second page shows\n%s", got)
	}
}

func TestAQuestionTooLongForAButtonIsAnsweredWithoutOne(t *testing.T) {
	l := newLibrary()
	l.said["p"] = sayings(12)
	app, _ := newApp(&fakeEngine{}, l)
	got := app.Serve(t.Context(), whoSaid("speaker", "moreno", "about", strings.Repeat("long ", 18)))
	if got.Failed || len(got.Buttons) != 0 || !strings.Contains(show(got), "shorter word") {
		t.Errorf("got\n%s", show(got))
	}
}

func TestNothingFoundSaysWhatWasSearched(t *testing.T) {
	for _, row := range []struct {
		name string
		size news.Size
		r    Request
		want string
	}{
		{"nothing shared", news.Size{}, whoSaid("speaker", "Moreno"), "Nothing has been shared here yet."},
		{"a speaker", news.Size{Articles: 1, Quotes: 1200}, whoSaid("speaker", "Moreno"),
			"I have nothing by Moreno. I searched 1,200 quotes in the 1 article shared here."},
		{"a speaker and a topic", news.Size{Articles: 3, Quotes: 12}, whoSaid("speaker", "Moreno", "about", "trains", "since", "2026-05"),
			"I have nothing by Moreno about trains since 1 May 2026. I searched 12 quotes in the 3 articles shared here."},
		{"issues", news.Size{Articles: 3}, Request{Command: "issues", Place: "p"}, "I found no issue in the 3 articles shared here."},
		{"issues of a topic", news.Size{Articles: 3}, Request{Command: "issues", Options: map[string]string{"topic": "trains"}}, "No issue about trains in the 3 articles"},
		{"issues of nothing", news.Size{}, Request{Command: "issues"}, "Nothing has been shared here yet."},
	} {
		t.Run(row.name, func(t *testing.T) {
			l := newLibrary()
			l.size = row.size
			app, _ := newApp(&fakeEngine{}, l)
			if got := app.Serve(t.Context(), row.r); got.Failed || !strings.HasPrefix(got.Text.Words(), row.want) {
				t.Errorf("told %q, want %q", got.Text.Words(), row.want)
			}
		})
	}
}

func TestIssuesNameBothSides(t *testing.T) {
	l := newLibrary()
	l.matter["p"] = []news.Matter{{
		Label: "night ferry", Title: "Night ferry to end", Outlet: "Harbour Gazette", Link: link,
		Sentence: "The harbour council will close the night ferry in September.",
		Stands: []news.Standing{
			{Actor: "Ida Moreno", Role: "mayor", Stance: news.For, Evidence: "“We cannot pay for empty boats,” said Ida Moreno."},
			{Actor: "Tom Birk", Stance: news.Against, Evidence: "Tom Birk called it “a leap in the dark”."},
			{Actor: "Ann Lee", Stance: news.Speaks, Evidence: "Ann Lee will speak on Monday."},
		},
	}}
	app, _ := newApp(&fakeEngine{}, l)
	r := Request{Command: "issues", Place: "p", Options: map[string]string{"topic": "ferry"}}
	golden(t, "testdata/issues.txt", show(app.Serve(t.Context(), r)))
}

func TestTheButtonsOfABriefOpenIt(t *testing.T) {
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	brief := app.Serve(t.Context(), asks("p", ann, "link", link))
	var all strings.Builder
	for _, b := range brief.Buttons {
		if b.Link != "" {
			continue
		}
		code, err := b.Action.Encode()
		if err != nil {
			t.Fatal(err)
		}
		a, err := DecodeAction(code)
		if err != nil {
			t.Fatal(err)
		}
		got := app.Serve(t.Context(), Request{Action: &a, Place: "p", Member: bo})
		if got.Failed || !got.Private {
			t.Errorf("%s: failed %v, private %v", b.Label, got.Failed, got.Private)
		}
		all.WriteString(show(got))
	}
	golden(t, "testdata/buttons.txt", all.String())
}

func TestManyQuotesTakeSeveralPages(t *testing.T) {
	b, l := ferry(t), newLibrary()
	for range 3 {
		b.Quotes = append(b.Quotes, b.Quotes[:5]...)
	}
	app, _ := newApp(&fakeEngine{brief: b}, l)
	app.Serve(t.Context(), asks("p", ann, "link", link))
	for page, want := range map[string]string{"1": "More", "2": "Back More", "3": "Back", "99": "Back", "-1": "More", "x": "More"} {
		var labels []string
		for _, btn := range app.Serve(t.Context(), presses("p", quotesAction, b.Article.ID, page)).Buttons {
			labels = append(labels, btn.Label)
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("page %s has the buttons %q, want %q", page, got, want)
		}
	}
}

func TestAnotherPlaceSeesNothing(t *testing.T) {
	b, l := ferry(t), newLibrary()
	l.said["p"], l.matter["p"] = sayings(3), []news.Matter{{Label: "ferry", Title: "Night ferry"}}
	l.size = news.Size{Articles: 1}
	app, _ := newApp(&fakeEngine{brief: b}, l)
	app.Serve(t.Context(), asks("p", ann, "text", "pasted words"))
	for _, r := range []Request{
		presses("q", quotesAction, b.Article.ID, "1"),
		presses("q", issuesAction, b.Article.ID),
		presses("q", saidAction, "Moreno", "", "", "1"),
		{Command: "who-said", Place: "q", Options: map[string]string{"speaker": "Moreno"}},
		{Command: "issues", Place: "q"},
	} {
		got := app.Serve(t.Context(), r)
		if shown := show(got); strings.Contains(shown, "erry") || len(got.Cards) > 0 {
			t.Errorf("%+v shows another place's article:\n%s", r, shown)
		}
	}
	got := app.Serve(t.Context(), presses("q", quotesAction, b.Article.ID, "1"))
	if want := "This brief is no longer kept here."; !strings.HasPrefix(got.Text.Words(), want) {
		t.Errorf("told %q, want %q", got.Text.Words(), want)
	}
}

func TestAButtonThatWasNeverWrittenIsRefused(t *testing.T) {
	app, _ := newApp(&fakeEngine{}, newLibrary())
	for _, r := range []Request{
		presses("p", "dance"), presses("p", quotesAction), presses("p", quotesAction, "a", "1", "b"), presses("p", issuesAction),
		presses("p", saidAction, "a"), presses("p", saidAction, "", "", "", "1"), presses("p", saidAction, "a", "", "soon", "1"),
		presses("p", saidAction, "a", "", "", "0"), presses("p", saidAction, "a", "", "", "99999999999999999999"),
	} {
		if got := app.Serve(t.Context(), r); !got.Failed || !strings.HasPrefix(got.Text.Words(), "This button no longer") {
			t.Errorf("%+v is answered %q", r.Action, got.Text.Words())
		}
	}
}

func TestALookUpWithoutALibrarySaysSo(t *testing.T) {
	l := newLibrary()
	l.err = fmt.Errorf("search: %w", news.ErrUnavailable)
	app, _ := newApp(&fakeEngine{}, l)
	for _, r := range []Request{whoSaid("speaker", "a"), {Command: "issues"}, presses("p", quotesAction, "a", "1"), presses("p", issuesAction, "a")} {
		if got := app.Serve(t.Context(), r); !strings.HasPrefix(got.Text.Words(), "My memory does not answer") {
			t.Errorf("told %q", got.Text.Words())
		}
	}
}
