package handlers

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"onrecord/summarize/news"
)

// The buttons of /forget: an article of a list, and everything of a place.
const (
	forgetAction = "forget"
	emptyAction  = "forget-all"
)

// mostEntries is how many articles are offered at once: what a menu holds.
const mostEntries = 25

func (a *App) forgetBriefRow() Command {
	return Command{Name: "forget brief", Summary: "Have an article and all that was found in it forgotten here",
		Help: "Lets go of an article in this place: its text, its quotations, its issues, what was written about it. Give its " +
			"link, or words of its title, or nothing to choose from the latest. Whoever shared it first may do so, and those who " +
			"manage this place.",
		Example: "/forget brief harbour vote", Private: true, Run: a.forgetBrief,
		Options: []Option{{Name: "article", Summary: "Its link, or words of its title; leave it out to choose", Max: 2000, Positional: true}}}
}

func (a *App) forgetMeRow() Command {
	return Command{Name: "forget me", Summary: "Have your name and number taken out of everything I keep",
		Help: "Takes your name and number out of all that I keep, in every place: articles that you shared first, watches and " +
			"feeds that you set up, when you last looked, what you asked in threads, what a model used for you, and all of our " +
			"private chat. The articles stay, without you; have them forgotten first if they should not. What stands in the platform's own messages is the platform's to delete.",
		Example: "/forget me", Private: true, Run: a.forgetMe}
}

func (a *App) forgetServerRow() Command {
	return Command{Name: "forget server", Summary: "Have everything that this place has collected and set forgotten",
		Help: "Lets go of all that this place has: articles, quotations, issues, settings, feeds, briefings, watches, counts. " +
			"It asks once more before it does. Only for those who manage the place.",
		Example: "/forget server", Private: true, Admin: true, Run: a.forgetServer}
}

func (a *App) noEraser() error {
	if a.Eraser == nil {
		return refuse("Nothing is kept here that could be forgotten.", "")
	}
	return nil
}

// forgetBrief answers /forget brief.
func (a *App) forgetBrief(ctx context.Context, r Request) (Reply, error) {
	if err := a.noEraser(); err != nil {
		return Reply{}, err
	}
	words := strings.TrimSpace(r.Option("article"))
	if link, err := linkIn(words); err == nil {
		found, err := a.Eraser.Linked(ctx, r.Place, link)
		if err != nil {
			return Reply{}, err
		}
		if len(found) == 0 {
			return Reply{}, refuse("I have nothing of that link here.", "/forget brief without a link shows what there is.")
		}
		return a.forgetEntries(ctx, r, found)
	}
	by := r.Member.ID
	if r.Admin {
		by = ""
	}
	found, err := a.Eraser.Entries(ctx, r.Place, by, words, mostEntries)
	switch {
	case err != nil:
		return Reply{}, err
	case len(found) == 0 && words != "":
		return Reply{}, refuse("No article with these words in its title is yours to have forgotten.", "/forget brief alone shows which are.")
	case len(found) == 0:
		return Reply{Text: Text{plain("You have shared nothing here that is still kept. What others shared first, they or those who manage this place can have forgotten.")}}, nil
	}
	m := &Menu{Label: "Which one shall I forget?"}
	for _, e := range found {
		m.Items = append(m.Items, Item{Label: clip(cmp.Or(oneLine(e.Title), "without a title"), 100), Detail: clip(oneLine(e.Outlet)+" · "+count(e.Quotes, "quote"), 100), Action: Action{Name: forgetAction, Args: []string{e.Article}}})
	}
	return Reply{Text: Text{plain("Choose one, and it is gone from this place at once.")}, Menu: m}, nil
}

// mayForget reports whether the one who asks may have an article forgotten.
func (r Request) mayForget(e news.Entry) bool {
	return r.Admin || e.By.ID != "" && e.By.ID == r.Member.ID
}

// forgetChosen answers the choice of an article.
func (a *App) forgetChosen(ctx context.Context, r Request) (Reply, error) {
	if err := a.noEraser(); err != nil || len(r.Action.Args) != 1 {
		return Reply{}, stale()
	}
	e, err := a.Eraser.Entry(ctx, r.Place, r.Action.Args[0])
	if err != nil {
		return Reply{}, gone(err)
	}
	return a.forgetEntries(ctx, r, []news.Entry{e})
}

// forgetEntries lets go of articles, the versions of one, if the one who asks may have that done with all of them.
func (a *App) forgetEntries(ctx context.Context, r Request, all []news.Entry) (Reply, error) {
	quotes := 0
	for _, e := range all {
		if !r.mayForget(e) {
			return Reply{}, refuse("Somebody else shared that article first.", "They can have it forgotten, and so can those who manage this place.")
		}
		quotes += e.Quotes
	}
	had := false
	for _, e := range all {
		one, err := a.Eraser.Forget(ctx, r.Place, e.Article)
		if err != nil {
			return Reply{}, err
		}
		had = had || one
	}
	if !had {
		return Reply{}, gone(news.ErrMissing)
	}
	if a.noAgenda() == nil { // a briefing's reasons may hold the title
		have, err := a.digests(ctx, r.Place)
		for _, d := range have {
			err = errors.Join(err, a.dropWhy(ctx, r.Place, d.ID))
		}
		if err != nil {
			return Reply{}, err
		}
	}
	return a.receipt(r, "brief", Text{bold(cmp.Or(oneLine(all[0].Title), "The article")), plain(" is forgotten here, with %s. No look-up finds it any more.", count(quotes, "quote"))}), nil
}

// forgetMe answers /forget me.
func (a *App) forgetMe(ctx context.Context, r Request) (Reply, error) {
	if err := a.noEraser(); err != nil {
		return Reply{}, err
	}
	done, err := a.Eraser.ForgetMember(ctx, r.Member.ID)
	if err != nil {
		return Reply{}, err
	}
	var own news.Forgotten
	if r.Own != "" { // what they did with me alone; its very name is their number
		if err := a.cancelPlans(ctx, r.Own); err != nil {
			return Reply{}, err
		}
		if own, err = a.Eraser.ForgetPlace(ctx, r.Own); err != nil {
			return Reply{}, err
		}
	}
	if done == (news.Forgotten{}) && own == (news.Forgotten{}) {
		return a.receipt(r, "me", Text{plain("I looked through everything and found nothing of you.")}), nil
	}
	said := Text{plain("You are forgotten: your name and number stood in %s, I had %s of when you last looked, %s, and %s of what a model used for you.",
		count(done.Names, "record"), count(done.Looks, "note"), count(done.Talks, "conversation"), count(done.Counts, "day"))}
	if own != (news.Forgotten{}) {
		said = append(said, plain(" All of our private chat is forgotten too: %s, %s and %s set up.", count(own.Articles, "article"), count(own.Talks, "conversation"), count(own.Filed, "thing")))
	}
	return a.receipt(r, "me", said), nil
}

// forgetServer answers /forget server by asking once more.
func (a *App) forgetServer(ctx context.Context, r Request) (Reply, error) {
	if err := a.noEraser(); err != nil {
		return Reply{}, err
	}
	size, err := a.Library.Size(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	return Reply{
		Text:    Text{plain("This place has %s with %s, and what was set up here. Shall I forget all of it? There is no way back.", count(size.Articles, "article"), count(size.Quotes, "quote"))},
		Buttons: []Button{{Label: "Forget everything here", Action: Action{Name: emptyAction}}},
	}, nil
}

// forgetAll answers the button under that question.
func (a *App) forgetAll(ctx context.Context, r Request) (Reply, error) {
	if err := a.noEraser(); err != nil || len(r.Action.Args) > 0 {
		return Reply{}, stale()
	}
	if !r.Admin {
		return Reply{}, refuse("That is for those who manage this place.", "Ask somebody who may manage the server.")
	}
	if err := a.cancelPlans(ctx, r.Place); err != nil {
		return Reply{}, err
	}
	done, err := a.Eraser.ForgetPlace(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	return a.receipt(r, "server", Text{plain("All of it is forgotten: %s with their quotations, %s, %s of looks, %s of counts, and the settings.",
		count(done.Articles, "article"), count(done.Filed, "thing")+" set up", count(done.Looks, "note"), count(done.Counts, "day"))}), nil
}

// cancelPlans stops what would come to a place by itself.
func (a *App) cancelPlans(ctx context.Context, place news.Place) error {
	if a.noAgenda() != nil {
		return nil
	}
	have, err := a.digests(ctx, place)
	if err != nil {
		return err
	}
	for _, d := range have {
		err = errors.Join(err, a.Agenda.Unplan(ctx, nameOf(d)), a.dropWhy(ctx, place, d.ID))
	}
	feeds, e := a.subscriptions(ctx, place)
	err = errors.Join(err, e)
	for _, s := range feeds {
		err = errors.Join(err, a.Agenda.Unfile(ctx, feedPlace(s.URL), readersKind, string(place)))
	}
	return err
}

// receipt says what was done, under a word that stands in the log too, so that both sides can prove it.
func (a *App) receipt(r Request, what string, done Text) Reply {
	id := shortID()
	a.Log.Info("forgotten", "what", what, "receipt", id, "place", string(r.Place))
	return Reply{Text: done, Cards: []Card{{Title: "Receipt", Ours: true, Body: Text{
		subtle("receipt " + id + " · "), at(a.Now()),
		subtle("\nBackups of whoever runs me may hold it until they are written over; PRIVACY.md of this program says how long that should be."),
	}}}, Private: true}
}
