package handlers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/summarize/news"
)

const link = "https://gazette.example/ferry"

func asks(place news.Place, who news.Member, options ...string) Request {
	r := Request{Command: "brief", Place: place, Member: who, Options: map[string]string{}}
	for i := 0; i < len(options); i += 2 {
		r.Options[options[i]] = options[i+1]
	}
	return r
}

func TestABriefIsDrawnInFull(t *testing.T) {
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	golden(t, "testdata/brief.txt", show(app.Serve(t.Context(), asks("p", ann, "link", link))))
}

func TestABriefWhoseGistDidNotHoldIsCalledByItsTitle(t *testing.T) {
	b := ferry(t)
	b.Gist, b.Checked.Dropped = news.Line{}, 1
	app, _ := newApp(&fakeEngine{brief: b}, newLibrary())
	got := app.Serve(t.Context(), asks("p", ann, "link", link))
	if got.Text.Words() != b.Article.Title || !strings.Contains(show(got), "1 line left out, not found in the source") {
		t.Errorf("got\n%s", show(got))
	}
}

func TestABriefSaysWhoSharedItFirst(t *testing.T) {
	e, l := &fakeEngine{brief: ferry(t)}, newLibrary()
	app, _ := newApp(e, l)
	if got := show(app.Serve(t.Context(), asks("p", ann, "link", link))); strings.Contains(got, "first shared") {
		t.Errorf("the first to share is told of herself:\n%s", got)
	}
	app.Now = func() time.Time { return noon.Add(time.Hour) }
	got := show(app.Serve(t.Context(), asks("p", bo, "link", link)))
	if !strings.Contains(got, "first shared here by Ann, 10 May 2026, 12:00 UTC") {
		t.Errorf("the second is not told who was first:\n%s", got)
	}
	if got := show(app.Serve(t.Context(), asks("other", bo, "link", link))); strings.Contains(got, "Ann") {
		t.Errorf("another place learns who shared it here:\n%s", got)
	}
	if len(e.read) != 1 {
		t.Errorf("the page was read %d times, want once", len(e.read))
	}
	app.Serve(t.Context(), asks("p", bo, "link", link, "fresh", "true"))
	if len(e.read) != 2 {
		t.Error("fresh did not read the page again")
	}
	if l.shelf["other"] == nil {
		t.Error("the other place did not collect the article that it was told of")
	}
}

func TestWhatIsReadIsWhatWasGiven(t *testing.T) {
	file := &news.File{Name: "a.txt", Data: []byte("words")}
	for _, row := range []struct {
		name string
		r    Request
		want string // the source, or the beginning of the refusal
	}{
		{"a link", asks("p", ann, "link", " https://a.example/1 "), "link https://a.example/1"},
		{"a link in angle brackets", asks("p", ann, "link", "<https://a.example/1>"), "link https://a.example/1"},
		{"a link among words", asks("p", ann, "link", "see https://a.example/1 please"), "link https://a.example/1"},
		{"a link without its scheme", asks("p", ann, "link", "a.example/1"), "link https://a.example/1"},
		{"a text", asks("p", ann, "text", "Some words.\nMore."), "text Some words.\nMore."},
		{"a text that is only a link", asks("p", ann, "text", "https://a.example/1\n"), "link https://a.example/1"},
		{"a file", Request{Command: "brief", File: file}, "file a.txt"},
		{"an example", asks("p", ann, "example", "ferry"), "file ferry.html"},
		{"nothing", asks("p", ann), "There is nothing to read yet."},
		{"blank", asks("p", ann, "text", "  \n"), "There is nothing to read yet."},
		{"two things", asks("p", ann, "link", link, "text", "words"), "That is more than one thing"},
		{"two links", asks("p", ann, "link", "https://a.example/1 https://a.example/2"), "That is more than one link."},
		{"a scheme that is not of the web", asks("p", ann, "link", "file:///etc/passwd"), "That is not a link to a web page."},
		{"words where a link belongs", asks("p", ann, "link", "the ferry"), "That is not a link to a web page."},
		{"an unknown example", asks("p", ann, "example", "train"), "I know no example called"},
		{"too much text", asks("p", ann, "text", strings.Repeat("a", 6001)), "The text is too long: I take 6,000"},
		{"an unknown option", asks("p", ann, "lnik", link), "/brief has no option called"},
		{"a switch that is neither", asks("p", ann, "link", link, "fresh", "maybe"), "fresh is either true or false."},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := &fakeEngine{brief: ferry(t)}
			app, _ := newApp(e, newLibrary())
			app.Examples = map[string]news.File{"ferry": {Name: "ferry.html"}}
			got := app.Serve(t.Context(), row.r)
			if got.Failed {
				if !strings.HasPrefix(got.Text.Words(), row.want) {
					t.Errorf("refused with %q, want %q", got.Text.Words(), row.want)
				}
				return
			}
			src := e.read[0]
			said := "link " + src.Link
			if src.Text != "" {
				said = "text " + src.Text
			} else if src.File != nil {
				said = "file " + src.File.Name
			}
			if said != row.want {
				t.Errorf("read %q, want %q", said, row.want)
			}
		})
	}
}

func TestALibraryThatDoesNotAnswerCostsTheMemoryOnly(t *testing.T) {
	l := newLibrary()
	l.err = fmt.Errorf("keep: %w", news.ErrUnavailable)
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, l)
	got := app.Serve(t.Context(), asks("p", ann, "link", link))
	if got.Failed || !strings.Contains(show(got), noteForgotten) {
		t.Errorf("want the brief with a note, got\n%s", show(got))
	}
	if len(got.Buttons) != 1 || got.Buttons[0].Link == "" {
		t.Errorf("buttons that need the library are offered without it: %v", got.Buttons)
	}
}

func TestAPrivateBriefIsNotRemembered(t *testing.T) {
	for _, option := range [][]string{{"link", link}, {"text", "words"}} {
		l := newLibrary()
		app, _ := newApp(&fakeEngine{brief: ferry(t)}, l)
		got := app.Serve(t.Context(), asks("p", ann, option[0], option[1], "private", "true"))
		if !got.Private || !strings.Contains(show(got), notePrivate) || len(l.shelf) > 0 {
			t.Errorf("%s: private %v, kept %d\n%s", option[0], got.Private, len(l.shelf), show(got))
		}
	}
}

func TestOneReadingServesAllWhoAskAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		e, l := &fakeEngine{brief: ferry(t), wait: func(context.Context) { <-gate }}, newLibrary()
		app, _ := newApp(e, l)
		first, cancel := context.WithCancel(t.Context())
		var replies [3]Reply
		var wg sync.WaitGroup
		wg.Go(func() { replies[0] = app.Serve(first, asks("p", ann, "link", link)) })
		synctest.Wait()
		wg.Go(func() { replies[1] = app.Serve(t.Context(), asks("p", bo, "link", link)) })
		wg.Go(func() { replies[2] = app.Serve(t.Context(), asks("other", bo, "link", link+"#top")) })
		synctest.Wait()
		cancel() // whoever asked first goes away; the others must not be let down
		synctest.Wait()
		close(gate)
		wg.Wait()
		if !replies[0].Failed || !strings.HasPrefix(replies[0].Text.Words(), "I was interrupted.") {
			t.Errorf("the one who left is told %q", replies[0].Text.Words())
		}
		if replies[1].Failed || replies[2].Failed || len(e.read) != 1 {
			t.Errorf("read %d times; the others are told %q and %q", len(e.read), replies[1].Text.Words(), replies[2].Text.Words())
		}
		if len(l.shelf["p"]) != 1 || len(l.shelf["other"]) != 1 {
			t.Errorf("kept %d here and %d there, want 1 and 1", len(l.shelf["p"]), len(l.shelf["other"]))
		}
	})
}

func TestAReadingThatNeverEndsIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &fakeEngine{err: context.DeadlineExceeded, wait: func(ctx context.Context) { <-ctx.Done() }}
		app, _ := newApp(e, newLibrary())
		got := app.Serve(t.Context(), asks("p", ann, "link", link))
		if !strings.HasPrefix(got.Text.Words(), "That took longer than I may take.") {
			t.Errorf("told %q", got.Text.Words())
		}
	})
}

func TestAPanicWhileReadingIsAnApology(t *testing.T) {
	for _, option := range [][]string{{"link", link}, {"text", "secret words"}} {
		e := &fakeEngine{wait: func(context.Context) { panic("read secret words at " + link) }}
		app, log := newApp(e, newLibrary())
		got := app.Serve(t.Context(), asks("p", ann, option[0], option[1]))
		if !got.Failed || !strings.Contains(got.Text.Words(), "Something went wrong on my side (") {
			t.Errorf("told %q", got.Text.Words())
		}
		id := strings.SplitN(strings.SplitN(got.Text.Words(), "(", 2)[1], ")", 2)[0]
		if !strings.Contains(log.String(), "id="+id) || !strings.Contains(log.String(), "stack=") {
			t.Errorf("the log does not name %s with its stack:\n%s", id, log)
		}
		if strings.Contains(log.String(), option[1]) {
			t.Errorf("the log repeats what was asked:\n%s", log)
		}
	}
}

func TestEveryErrorHasWordsAndAWayOut(t *testing.T) {
	for _, row := range []struct {
		err  error
		want []string
	}{
		{news.ErrForbidden, []string{"not a public one", "/brief text:"}},
		{news.ErrTimeout, []string{"too long", "/brief text:"}},
		{news.ErrUnreachable, []string{"cannot reach", "/brief text:"}},
		{news.ErrRedirects, []string{"one address to the next", "/brief text:"}},
		{news.ErrTooLarge, []string{"too large", "/brief text:"}},
		{news.ErrType, []string{"Markdown", "/brief text:"}},
		{news.ErrEmpty, []string{"no article", "/brief text:"}},
		{news.ErrConsent, []string{"consent", "/brief text:"}},
		{news.ErrPaywall, []string{"paywall", "/brief text:"}},
		{news.PaywallError{Shown: 69}, []string{"69 words", "/brief text:"}},
		{news.ErrLogin, []string{"log in", "/brief text:"}},
		{news.ErrScript, []string{"browser", "/brief text:"}},
		{news.ErrChallenge, []string{"a person", "/brief text:"}},
		{news.ErrIndex, []string{"list of articles", "one of them"}},
		{news.ErrVideo, []string{"transcript", "/brief text:"}},
		{news.ErrNotText, []string{"no text", "Markdown"}},
		{news.StatusError{Code: 403}, []string{"does not let me in (403)", "/brief text:"}},
		{news.StatusError{Code: 404}, []string{"no such page", "Check the link"}},
		{news.StatusError{Code: 418}, []string{"error 418", "/brief text:"}},
		{news.StatusError{Code: 429}, []string{"too often", "Try again", "/brief text:"}},
		{news.StatusError{Code: 503}, []string{"trouble of its own (503)", "Try again", "/brief text:"}},
	} {
		app, log := newApp(&fakeEngine{err: fmt.Errorf("fetch %s: %w", link, row.err)}, newLibrary())
		got := app.Serve(t.Context(), asks("p", ann, "link", link))
		for _, want := range row.want {
			if !got.Failed || !strings.Contains(got.Text.Words(), want) {
				t.Errorf("%v is told as %q, which lacks %q", row.err, got.Text.Words(), want)
			}
		}
		if strings.Contains(log.String(), "gazette") || !strings.Contains(log.String(), row.err.Error()) {
			t.Errorf("%v is logged as %s", row.err, log)
		}
	}
	app, log := newApp(&fakeEngine{err: errors.New("odd thing at " + link + ` in "some words"`)}, newLibrary())
	got := app.Serve(t.Context(), asks("p", ann, "text", "some words"))
	if !strings.Contains(got.Text.Words(), "on my side") {
		t.Errorf("an error without words is told as %q", got.Text.Words())
	}
	if strings.Contains(log.String(), "some words") || strings.Contains(log.String(), "gazette") || !strings.Contains(log.String(), "odd thing") {
		t.Errorf("a fault is logged as %s", log)
	}
}

func TestNothingThatWasAskedOrAnsweredIsLogged(t *testing.T) {
	app, log := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	app.Serve(t.Context(), asks("p", ann, "link", link))
	app.Serve(t.Context(), Request{Command: "who-said", Place: "p", Options: map[string]string{"speaker": "Moreno"}})
	app.Serve(t.Context(), Request{Command: "Moreno", Place: "p"})
	app.Serve(t.Context(), Request{Action: &Action{Name: "moreno"}, Place: "p"})
	for _, word := range []string{"gazette", "oreno", "ferry", "midnight"} {
		if strings.Contains(log.String(), word) {
			t.Errorf("the log says %q:\n%s", word, log)
		}
	}
	if n := strings.Count(log.String(), "\n"); n != 4 {
		t.Errorf("%d log lines for 4 requests", n)
	}
}

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date (go test -update writes it anew); got\n%s", file, got)
	}
}
