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
	l.said["p"] = l.said["p"][:6] // now nothing begins on a second page
	only := app.Serve(t.Context(), whoSaid("speaker", "moreno"))
	if got := show(only); !strings.Contains(got, "part 5") || !strings.Contains(got, "page 1 of 1") || len(only.Buttons) != 1 {
		t.Errorf("the only page shows\n%s", got)
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
	l.readOnly = true
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

func asked(command string, options ...string) Request {
	r := asks("p", ann, options...)
	r.Command = command
	return r
}

func TestACheckWordsEachVerdict(t *testing.T) {
	match := sayings(1)[0]
	match.Text, match.Kind = "We cannot pay for empty boats", news.Direct
	author := match
	author.Speaker, author.Index = "", -1
	reported := match
	reported.Kind = news.Indirect
	for name, row := range map[string]struct {
		finding news.Finding
		want    []string
		not     string
	}{
		"verbatim":     {news.Finding{Verdict: news.Verbatim, Match: match}, []string{"Word for word.", "“We cannot pay for empty boats”"}, "differs"},
		"reported":     {news.Finding{Verdict: news.Verbatim, Match: reported}, []string{"Word for word.", "the reporter's words"}, "“We cannot"},
		"narration":    {news.Finding{Verdict: news.OtherSpeaker, Match: author}, []string{"Not the same speaker.", "the article itself", "not of Tom Birk", "The article's own words"}, "Ida"},
		"other person": {news.Finding{Verdict: news.OtherSpeaker, Match: match}, []string{"those of Ida Moreno, not of Tom Birk"}, "differs"},
		"altered": {news.Finding{Verdict: news.Altered, Match: match, Diff: []news.Edit{
			{Same: true, Claimed: "We ", Real: "We "}, {Claimed: "can ", Real: "cannot "}, {Same: true, Claimed: "pay for ", Real: "pay for "}, {Claimed: "new ", Real: ""}, {Same: true, Claimed: "boats", Real: "boats"},
		}}, []string{"Not in these words.", "• can, where the source says “cannot”", "• put in: new", "## What was claimed\nWe can pay for new boats"}, "“We can "},
		"nothing": {news.Finding{}, []string{"Not in what has been collected here.", "does not make it false", "1 article with 5 quotes"}, "# "},
	} {
		l := newLibrary()
		l.size = news.Size{Articles: 1, Quotes: 5}
		app, _ := newApp(&fakeEngine{finding: row.finding}, l)
		got := show(app.Serve(t.Context(), asked("check", "quote", "“We can pay for new boats”", "speaker", "Tom Birk")))
		for _, w := range row.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", name, w, got)
			}
		}
		if strings.Contains(got, row.not) {
			t.Errorf("%s: %q in\n%s", name, row.not, got)
		}
	}
}

func TestAnAnswerCitesWhatItRestsOn(t *testing.T) {
	l := newLibrary()
	l.size = news.Size{Articles: 4, Quotes: 12}
	l.passages = []news.Passage{
		{Text: "The ferry stops in September.", Title: "Night ferry to end", Outlet: "Harbour Gazette", Link: link, Published: noon},
		{Text: "Buses will run.", Title: "Buses", Outlet: "Harbour Gazette", Link: link},
	}
	app, _ := newApp(&fakeEngine{lines: []news.Line{{Text: "The ferry stops in September.", Cites: []int{1}}}}, l)
	golden(t, "testdata/ask.txt", show(app.Serve(t.Context(), asked("ask", "question", "When does the ferry stop?"))))
	app, _ = newApp(&fakeEngine{}, l)
	if got := show(app.Serve(t.Context(), asked("ask", "question", "Who won?"))); !strings.Contains(got, "do not say. I searched 4 articles with 12 quotes.") || !strings.Contains(got, "What comes nearest") {
		t.Errorf("got\n%s", got)
	}
	l.size, l.passages = news.Size{}, nil
	if got := show(app.Serve(t.Context(), asked("ask", "question", "Who won?"))); !strings.Contains(got, "Nothing has been shared here yet") {
		t.Errorf("got\n%s", got)
	}
}

func TestPeopleAreListedWithTheirNamesAndRoles(t *testing.T) {
	l := newLibrary()
	l.people = []news.Person{{Name: "Ida María Moreno", Names: []string{"Ida Moreno", "Moreno", "Ida María Moreno"}, Roles: []string{"mayor", "chair of the council"}, Quotes: 7, Last: noon}}
	for i := range 11 {
		l.people = append(l.people, news.Person{Name: fmt.Sprint("Ann Number", i), Quotes: 1, Last: noon})
	}
	app, _ := newApp(&fakeEngine{}, l)
	first := app.Serve(t.Context(), asked("people"))
	golden(t, "testdata/people.txt", show(first))
	second := app.Serve(t.Context(), Request{Action: &first.Buttons[0].Action, Place: "p"})
	if len(second.Cards[0].Sections) != 4 || len(second.Buttons) != 1 || second.Buttons[0].Label != "Back" {
		t.Errorf("the second page is\n%s", show(second))
	}
}

func TestAnExportHoldsWhatWasAskedForLetterForLetter(t *testing.T) {
	l := newLibrary()
	l.said["p"] = []news.Saying{
		{Text: "=SUM(A1) is \"fine\",\nshe said", Speaker: "Ida Moreno", Role: "mayor", Title: "On *stars*", Outlet: "Gazette", Link: link, Published: noon},
		{Text: "that the ferry was full", Kind: news.Indirect, Title: "B", Outlet: "Post"},
	}
	app, _ := newApp(&fakeEngine{}, l)
	var all strings.Builder
	for _, f := range []string{"csv", "jsonl", "markdown"} {
		got := app.Serve(t.Context(), asked("export", "format", f))
		if got.File == nil || !got.Private || got.Failed {
			t.Fatalf("%s: %+v", f, got)
		}
		all.WriteString(show(got) + got.File.Name + " " + got.File.Type + "\n" + string(got.File.Data) + "\n")
	}
	golden(t, "testdata/export.txt", all.String())
	l.said["p"] = nil
	l.size = news.Size{Articles: 1, Quotes: 1}
	if got := app.Serve(t.Context(), asked("export", "speaker", "Nobody")); got.File != nil || !strings.Contains(show(got), "I have nothing by Nobody") {
		t.Errorf("got\n%s", show(got))
	}
}

func TestAnExportEndsBeforeItIsTooLarge(t *testing.T) {
	l := newLibrary()
	for range 20 {
		l.said["p"] = append(l.said["p"], news.Saying{Text: strings.Repeat("x", 1<<20)})
	}
	app, _ := newApp(&fakeEngine{}, l)
	got := app.Serve(t.Context(), asked("export", "format", "jsonl"))
	if len(got.File.Data) > MaxFile || !strings.Contains(show(got), "7 sayings") || !strings.Contains(show(got), "There are 20 in all") {
		t.Errorf("%d bytes, %s", len(got.File.Data), show(got))
	}
}

func TestContextMarksTheWordsInTheirParagraph(t *testing.T) {
	l := newLibrary()
	b := ferry(t)
	if _, err := l.Keep(t.Context(), "p", news.Share{}, b); err != nil {
		t.Fatal(err)
	}
	l.said["p"] = []news.Saying{b.Saying(0), b.Saying(1), b.Saying(3)}
	app, _ := newApp(&fakeEngine{}, l)
	got := app.Serve(t.Context(), presses("p", contextAction, "moreno", "", "", "", "1"))
	if got.Failed || len(got.Cards[0].Sections) != 2 {
		t.Fatalf("got\n%s", show(got))
	}
	run := got.Cards[0].Sections[0].Body[0]
	if parts := run.Parts(); len(parts) != 5 || parts[1] != "We cannot pay for empty boats at midnight," || parts[3] != "The buses will run instead." {
		t.Errorf("parts %q", parts)
	}
	if other := app.Serve(t.Context(), presses("elsewhere", contextAction, "moreno", "", "", "", "1")); !other.Failed {
		t.Errorf("another place sees\n%s", show(other))
	}
}

func TestAnIssueOpensToWhoStandsWhere(t *testing.T) {
	l := newLibrary()
	l.looked = noon.Add(-time.Hour)
	l.matter["p"] = []news.Matter{{
		Label: "night ferry", Article: "a1", Title: "Night ferry to end", Outlet: "Harbour Gazette", Link: link, Said: noon, Kept: noon, Sentence: "The night ferry ends.",
		Stands: []news.Standing{{Actor: "Ida Moreno", Role: "mayor", Stance: news.For, Evidence: "“We cannot pay,” said Ida Moreno."}, {Actor: "Tom Birk", Stance: news.Against, Evidence: "Tom Birk called it mad."}},
	}}
	app, _ := newApp(&fakeEngine{}, l)
	list := app.Serve(t.Context(), asked("issues"))
	if !strings.Contains(show(list), "1 new since you last looked") {
		t.Errorf("got\n%s", show(list))
	}
	golden(t, "testdata/issue.txt", show(app.Serve(t.Context(), Request{Action: &list.Buttons[0].Action, Place: "p"})))
	if other := app.Serve(t.Context(), Request{Action: &list.Buttons[0].Action, Place: "elsewhere"}); !other.Failed {
		t.Errorf("another place sees\n%s", show(other))
	}
}

func TestOnlyNamesOfSpeakersAreSuggested(t *testing.T) {
	l := newLibrary()
	l.people = []news.Person{{Name: "Ida\nMoreno"}, {Name: strings.Repeat("x", 300)}}
	app, _ := newApp(&fakeEngine{}, l)
	got, err := app.Suggest(t.Context(), "p", "who-said", "speaker", "mor")
	if err != nil || len(got) != 2 || got[0] != "Ida Moreno" || len([]rune(got[1])) != 100 {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := app.Suggest(t.Context(), "p", "who-said", "about", "mor"); err != nil || got != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := app.Suggest(t.Context(), "p", "dance", "speaker", "mor"); err == nil {
		t.Error("suggested for a command that there is not")
	}
}
