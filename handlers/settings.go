package handlers

import (
	"context"
	"maps"
	"slices"
	"strings"

	"onrecord/summarize/news"
)

// What may be done with links that are dropped in a channel.
const (
	HeedOffer = "offer" // offer to brief them
	HeedBrief = "brief" // brief them
	heedOff   = "off"
)

// mostChannels is how many channels of a place may be named.
const mostChannels = 50

// Heed tells what a place has set for links in a channel: [HeedOffer], [HeedBrief], or "" for nothing, also where the
// settings cannot be read.
func (a *App) Heed(ctx context.Context, place news.Place, channel string) string {
	if a.Rooms == nil {
		return ""
	}
	s, err := a.Rooms.Settings(ctx, place)
	if err != nil {
		a.Log.Warn("settings not read", "place", string(place), "error", err)
		return ""
	}
	return s.Links[channel]
}

func (a *App) settingsRow() Command {
	lengths := []Choice{{"short", "short"}, {"standard", "standard"}, {"deep", "deep"}}
	return Command{
		Name:    "settings",
		Summary: "Set how I write here, and in which channels I look after links",
		Help: "Shows what is set for this place, or changes it: the language and length of briefs where /brief says " +
			"nothing else, and what happens with links that are dropped in a channel: nothing, an offer (a reaction that " +
			"anybody may press too), or a brief at once. Only for those who manage the place.",
		Example: "/settings length:short",
		Options: []Option{
			{Name: "length", Summary: "How much a brief tells", Choices: lengths},
			{Name: "language", Summary: "Language of briefs, where a model writes them", Choices: languages()},
			{Name: "channel", Summary: "The channel that links is about", Kind: ChannelOption},
			{Name: "links", Summary: "What I do with links that are dropped in the channel", Choices: []Choice{{"nothing", heedOff}, {"offer a brief", HeedOffer}, {"brief them", HeedBrief}}},
		},
		Private: true, Admin: true,
		Run: a.settings,
	}
}

// settings answers /settings.
func (a *App) settings(ctx context.Context, r Request) (Reply, error) {
	if a.Rooms == nil {
		return Reply{}, refuse("Nothing can be set here.", "")
	}
	s, err := a.Rooms.Settings(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	changed, err := change(&s, r)
	if err != nil {
		return Reply{}, err
	}
	text := Text{plain("What is set here:")}
	if changed {
		if err := a.Rooms.Set(ctx, r.Place, s); err != nil {
			return Reply{}, err
		}
		text = Text{plain("That is set. Now:")}
	}
	return Reply{Text: text, Cards: []Card{a.panel(s)}}, nil
}

// change puts what a request says into the settings, and reports whether it said anything.
func change(s *news.Settings, r Request) (bool, error) {
	changed := false
	if v := r.Option("length"); v != "" {
		s.Length, changed = v, true
	}
	if v := r.Option("language"); v != "" {
		s.Language, changed = v, true
	}
	channel, links := r.Option("channel"), r.Option("links")
	switch {
	case channel == "" && links == "":
		return changed, nil
	case channel == "":
		return false, refuse("Which channel?", "Name it with channel.")
	case links == "":
		return false, refuse("What shall I do with links there?", "Choose with links: nothing, an offer, or a brief.")
	}
	s.Links = maps.Clone(s.Links)
	if s.Links == nil {
		s.Links = map[string]string{}
	}
	if links == heedOff {
		delete(s.Links, channel)
		return true, nil
	}
	if len(s.Links) >= mostChannels && s.Links[channel] == "" {
		return false, refuse("That are more channels than I look after in one place.", "Set another one to nothing first.")
	}
	s.Links[channel] = links
	return true, nil
}

// panel shows settings.
func (a *App) panel(s news.Settings) Card {
	or := func(v, otherwise string) Text {
		if v == "" {
			return Text{subtle(otherwise)}
		}
		return Text{plain("%s", v)}
	}
	language := s.Language
	for _, c := range languages() {
		if c.Value == s.Language {
			language = c.Label
		}
	}
	links := Text{}
	for _, channel := range slices.Sorted(maps.Keys(s.Links)) {
		if len(links) > 0 {
			links = append(links, plain("\n"))
		}
		does := "I offer a brief"
		if s.Links[channel] == HeedBrief {
			does = "I brief them"
		}
		links = append(links, Run{Words: "#" + channel, Channel: channel}, plain(": %s", does))
	}
	if len(links) == 0 {
		links = Text{subtle("in no channel")}
	}
	if len(s.Links) > 0 && !a.Reads {
		links = append(links, subtle("\nWhoever runs me has not let me read messages, so this waits. Until then: mention me with the link, or choose “Brief this” on the message."))
	}
	return Card{Title: "Settings", Ours: true, Sections: []Section{
		{Heading: "Length of briefs", Ours: true, Body: or(s.Length, "standard")},
		{Heading: "Language of briefs", Ours: true, Body: or(language, "the article's")},
		{Heading: "Links that are dropped", Ours: true, Body: links},
	}}
}

// styleOf reads how a brief is wanted: as the request says, else as the place has set.
func (a *App) styleOf(ctx context.Context, r Request) news.Style {
	length, language := strings.TrimSpace(r.Option("length")), strings.TrimSpace(r.Option("language"))
	if a.Rooms != nil && (length == "" || language == "") {
		s, err := a.Rooms.Settings(ctx, r.Place)
		if err != nil {
			a.Log.Warn("settings not read", "place", string(r.Place), "error", err)
		}
		if length == "" {
			length = s.Length
		}
		if language == "" {
			language = s.Language
		}
	}
	return news.Style{Length: news.LengthOf(length), Form: news.FormOf(r.Option("style")), Lang: language}
}
