package handlers

import (
	"context"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// eraser has articles by place and notes what it was told to forget.
type eraser struct {
	entries map[news.Place][]news.Entry
	done    []string
}

func (e *eraser) Entries(_ context.Context, p news.Place, by, words string, most int) (out []news.Entry, _ error) {
	for _, x := range e.entries[p] {
		if (by == "" || x.By.ID == by) && strings.Contains(x.Title, words) && len(out) < most {
			out = append(out, x)
		}
	}
	return out, nil
}

func (e *eraser) Linked(_ context.Context, p news.Place, link string) (out []news.Entry, _ error) {
	for _, x := range e.entries[p] {
		if x.Link == link {
			out = append(out, x)
		}
	}
	return out, nil
}

func (e *eraser) Entry(_ context.Context, p news.Place, article string) (news.Entry, error) {
	for _, x := range e.entries[p] {
		if x.Article == article {
			return x, nil
		}
	}
	return news.Entry{}, news.ErrMissing
}

func (e *eraser) Forget(_ context.Context, p news.Place, article string) (bool, error) {
	e.done = append(e.done, string(p)+" "+article)
	return true, nil
}

func (e *eraser) ForgetPlace(_ context.Context, p news.Place) (news.Forgotten, error) {
	e.done = append(e.done, string(p))
	return news.Forgotten{Articles: 2, Filed: 1}, nil
}

func (e *eraser) ForgetMember(_ context.Context, id string) (news.Forgotten, error) {
	e.done = append(e.done, "member "+id)
	return news.Forgotten{Names: 3, Looks: 1}, nil
}

func TestOnlyWhoSharedAnArticleAndWhoManagesThePlaceHaveItForgotten(t *testing.T) {
	annsArticle := news.Entry{Article: "a1", Title: "The night ferry", Quotes: 4, Share: news.Share{By: ann, At: noon}}
	for name, row := range map[string]struct {
		place news.Place
		who   news.Member
		admin bool
		done  string
		says  string
	}{
		"who shared it":             {"p", ann, false, "p a1", "is forgotten here, with 4 quotes"},
		"who manages the place":     {"p", bo, true, "p a1", "is forgotten here"},
		"somebody else":             {"p", bo, false, "", "Somebody else shared that article first."},
		"somebody of another place": {"q", ann, true, "", "no longer kept here"},
		"nobody, for nobody's sake": {"p", news.Member{}, false, "", "Somebody else shared"},
	} {
		e := &eraser{entries: map[news.Place][]news.Entry{"p": {annsArticle}}}
		app, log := newApp(&fakeEngine{}, newLibrary())
		app.Eraser = e
		r := presses(row.place, forgetAction, "a1")
		r.Member, r.Admin = row.who, row.admin
		got := show(app.Serve(t.Context(), r))
		if strings.Join(e.done, ";") != row.done || !strings.Contains(got, row.says) {
			t.Errorf("%s: did %q, said %s", name, e.done, got)
		}
		if row.done != "" && (!strings.Contains(got, "receipt ") || !strings.Contains(log.String(), "forgotten")) {
			t.Errorf("%s: no receipt in %s or log %s", name, got, log)
		}
	}
}

func TestForgettingOffersWhatIsOnesOwn(t *testing.T) {
	e := &eraser{entries: map[news.Place][]news.Entry{"p": {
		{Article: "a1", Title: "The night ferry", Share: news.Share{By: ann}}, {Article: "a2", Title: "The bridge", Share: news.Share{By: bo}},
	}}}
	app, _ := newApp(&fakeEngine{}, newLibrary())
	app.Eraser = e
	ask := func(admin bool, words string) string {
		r := asks("p", ann, "article", words)
		r.Command, r.Admin = "forget brief", admin
		reply := app.Serve(t.Context(), r)
		got := show(reply)
		if reply.Menu != nil {
			for _, item := range reply.Menu.Items {
				got += item.Label + "\n"
			}
		}
		return got
	}
	if got := ask(false, ""); !strings.Contains(got, "The night ferry") || strings.Contains(got, "bridge") {
		t.Errorf("she is offered %s", got)
	}
	if got := ask(true, ""); !strings.Contains(got, "ferry") || !strings.Contains(got, "bridge") {
		t.Errorf("who manages the place is offered %s", got)
	}
	if got := ask(false, "bridge"); !strings.Contains(got, "No article with these words") {
		t.Errorf("of somebody else's: %s", got)
	}
	if len(e.done) > 0 {
		t.Errorf("something was forgotten before it was chosen: %q", e.done)
	}
}

func TestAPlaceIsForgottenOnlyByWhoManagesItAndAfterASecondAsking(t *testing.T) {
	d := newDesk(t)
	e := &eraser{}
	d.Eraser = e
	d.ask("digest setup", "time", "08:00", "timezone", "Europe/Berlin")
	if d.ask("forget server"); len(e.done) != 0 {
		t.Errorf("forgotten at the first asking: %q", e.done)
	}
	r := presses("p", emptyAction)
	if got := show(d.Serve(t.Context(), r)); !strings.Contains(got, "for those who manage this place") || len(e.done) != 0 {
		t.Errorf("a member pressed: %s, did %q", got, e.done)
	}
	r.Admin = true
	if got := show(d.Serve(t.Context(), r)); !strings.Contains(got, "All of it is forgotten: 2 articles") || strings.Join(e.done, "") != "p" {
		t.Errorf("who manages it pressed: %s, did %q", got, e.done)
	}
	if len(d.agenda.due) != 0 {
		t.Errorf("still planned: %v", d.agenda.due)
	}
}

// tally counts by itself.
type tally struct{ used map[string]int }

func (c *tally) Allow(_ context.Context, name string, most int) (time.Duration, error) {
	if c.used[name] == most {
		return 4200 * time.Millisecond, nil
	}
	c.used[name]++
	return 0, nil
}

func TestWhoAsksTooOftenIsToldWhenToAskAgain(t *testing.T) {
	app, _ := newApp(&fakeEngine{}, newLibrary())
	app.Limiter, app.Rates = &tally{map[string]int{}}, Rates{Member: 2, Place: 3, Total: 5}
	var outcomes []string
	app.Watch = func(ctx context.Context, what string) (context.Context, func(string, time.Duration)) {
		return ctx, func(outcome string, _ time.Duration) { outcomes = append(outcomes, what+" "+outcome) }
	}
	for n, row := range []struct {
		place news.Place
		who   news.Member
		says  string
	}{
		{"p", ann, ""}, {"q", ann, ""},
		{"r", ann, "You have asked 2 times in a minute, which is as many as I take from one person. Ask again in 5 seconds."},
		{"p", bo, ""}, {"p", news.Member{ID: "3"}, ""},
		{"p", news.Member{ID: "4"}, "This place has asked 3 times"},
		{"q", bo, ""},
		{"q", news.Member{ID: "5"}, "I have been asked 5 times"},
	} {
		r := asks(row.place, row.who)
		r.Command = "help"
		got := app.Serve(t.Context(), r)
		if turned := got.Failed; turned != (row.says != "") || turned && !strings.Contains(show(got), row.says) {
			t.Errorf("request %d: %s", n+1, show(got))
		}
	}
	if outcomes[2] != "help turned away" || outcomes[3] != "help ok" {
		t.Errorf("outcomes %q", outcomes)
	}
	app.Limiter = away{}
	if got := app.Serve(t.Context(), Request{Command: "help", Place: "p", Member: ann}); got.Failed {
		t.Errorf("without counts: %s", show(got))
	}
}

// away is a limiter whose storage does not answer.
type away struct{}

func (away) Allow(context.Context, string, int) (time.Duration, error) {
	return 0, news.ErrUnavailable
}

func TestForgettingMeForgetsWhatIDidWithTheBotAlone(t *testing.T) {
	d := newDesk(t)
	e := &eraser{}
	d.Eraser = e
	r := asks("p", ann)
	r.Command, r.Own, r.Admin = "forget me", "dm ann", false
	if err := file(t.Context(), d.App, r.Own, digestsKind, "x", news.Digest{ID: "x", Place: r.Own}); err != nil {
		t.Fatal(err)
	}
	if err := d.agenda.Plan(t.Context(), nameOf(news.Digest{ID: "x", Place: r.Own}), noon); err != nil {
		t.Fatal(err)
	}
	got := show(d.Serve(t.Context(), r))
	if strings.Join(e.done, ";") != "member "+ann.ID+";dm ann" || len(d.agenda.due) != 0 || !strings.Contains(got, "stood in 3 records") || !strings.Contains(got, "private chat is forgotten too: 2 articles") {
		t.Errorf("did %q, still planned %v, said %s", e.done, d.agenda.due, got)
	}
}

func TestALinkForgetsEveryVersionOfItsPage(t *testing.T) {
	const link = "https://paper.example/bridge"
	e := &eraser{entries: map[news.Place][]news.Entry{"p": {
		{Article: "a1", Title: "The bridge", Link: link, Quotes: 2, Share: news.Share{By: ann}}, {Article: "a2", Title: "The bridge", Link: link, Quotes: 3, Share: news.Share{By: ann}},
		{Article: "a3", Title: "The ferry", Link: "https://paper.example/ferry", Share: news.Share{By: bo}},
	}}}
	app, _ := newApp(&fakeEngine{}, newLibrary())
	app.Eraser = e
	ask := func(who news.Member, link string) string {
		r := asks("p", who, "article", link)
		r.Command = "forget brief"
		return show(app.Serve(t.Context(), r))
	}
	for want, got := range map[string]string{
		"Somebody else shared that article first.": ask(bo, link), "I have nothing of that link here.": ask(ann, "https://paper.example/none"),
		"Somebody else shared": ask(ann, "https://paper.example/ferry"),
	} {
		if !strings.Contains(got, want) || len(e.done) > 0 {
			t.Errorf("did %q, said %s, want %s", e.done, got, want)
		}
	}
	if got := ask(ann, link); strings.Join(e.done, ";") != "p a1;p a2" || !strings.Contains(got, "with 5 quotes") {
		t.Errorf("did %q, said %s", e.done, got)
	}
}

func TestWhatIsTakenAwayMeanwhileStaysAway(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	w := news.Watch{ID: "w", Place: "p", By: ann}
	if err := file(ctx, d.App, "p", watchesKind, "w", w); err != nil {
		t.Fatal(err)
	}
	calls := 0
	err := amend(ctx, d.App, "p", watchesKind, "w", func(w *news.Watch) {
		if calls++; calls == 1 { // somebody has their name taken out at this moment
			w := *w
			w.By = news.Member{}
			if err := file(ctx, d.App, "p", watchesKind, "w", w); err != nil {
				t.Fatal(err)
			}
		}
		w.Held++
	})
	if got, e := filed[news.Watch](ctx, d.App, "p", watchesKind, "w"); err != nil || e != nil || got.By != (news.Member{}) || got.Held != 1 || calls != 2 {
		t.Errorf("%+v after %d calls, %v, %v", got, calls, err, e)
	}
	err = amend(ctx, d.App, "p", watchesKind, "w", func(w *news.Watch) {
		if err := d.agenda.Unfile(ctx, "p", watchesKind, "w"); err != nil {
			t.Fatal(err)
		}
	})
	if all, e := d.agenda.Drawer(ctx, "p", watchesKind); err != nil || e != nil || len(all) != 0 {
		t.Errorf("%v, %v, %v", all, err, e)
	}
}
