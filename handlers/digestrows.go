package handlers

func digestID(o string) Option { return Option{Name: "id", Summary: o, Max: 10, Positional: true} }

func (a *App) digestSetupRow() Command {
	return Command{
		Name: "digest setup", Summary: "Have a briefing posted on days and at a time that you choose",
		Help: "Posts the day's stories into a channel: those that most outlets carry and that are new, each with its gist, two points and the best " +
			"quotation. The time is by the clocks of the time zone. Without news it posts nothing, or one line with empty:true.",
		Example: "/digest setup time:08:00 timezone:Europe/Berlin",
		Options: []Option{
			{Name: "time", Summary: "Time of day, such as 08:00", Required: true, Max: 8, Positional: true},
			{Name: "timezone", Summary: "Time zone, such as Europe/Berlin", Required: true, Max: 60, Zone: true},
			{Name: "channel", Summary: "Where to post; this channel if left out", Kind: ChannelOption},
			{Name: "days", Summary: "On which days", Choices: []Choice{{"every day", "daily"}, {"Monday to Friday", "weekdays"}, {"Saturday and Sunday", "weekend"}, {"Monday", "monday"}, {"Friday", "friday"}, {"Sunday", "sunday"}}},
			{Name: "topics", Summary: "Words that stories have to be about, separated by commas; all if left out", Max: 300},
			{Name: "from", Summary: "Which articles", Choices: []Choice{{"feeds and what is shared", "both"}, {"feeds only", "feeds"}, {"what is shared only", "shared"}}},
			{Name: "size", Summary: "How many stories at most", Choices: []Choice{{"3", "3"}, {"4", "4"}, {"5", "5"}}},
			{Name: "empty", Summary: "Post one line on days without news", Kind: SwitchOption},
			{Name: "publish", Summary: "In an announcement channel, publish it to the servers that follow it", Kind: SwitchOption},
		},
		Private: true, Admin: true, Run: a.digestSetup,
	}
}

func (a *App) digestPreviewRow() Command {
	return Command{Name: "digest preview", Summary: "Show what the briefing would be now, only to you", Help: "Makes a briefing of what has come in and shows it to you alone. Nothing changes.",
		Example: "/digest preview", Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Run: a.digestPreview}
}

func (a *App) digestNowRow() Command {
	return Command{Name: "digest now", Summary: "Post the briefing at once", Help: "Posts the briefing now, with what has come in since the last one.", Example: "/digest now",
		Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Admin: true, Run: a.digestNow}
}

func (a *App) digestListRow() Command {
	return Command{Name: "digest list", Summary: "List the briefings of this place and when they come next", Help: "Lists the briefings, when each comes next, and why one does not.", Example: "/digest list", Private: true, Run: a.digestList}
}

func (a *App) digestPauseRow() Command {
	return Command{Name: "digest pause", Summary: "Let a briefing rest", Help: "Stops a briefing until it is resumed. Its settings stay.", Example: "/digest pause",
		Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Admin: true, Run: a.digestPause}
}

func (a *App) digestResumeRow() Command {
	return Command{Name: "digest resume", Summary: "Let a briefing come again", Help: "Lets a briefing that rests come again, at its next time.", Example: "/digest resume",
		Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Admin: true, Run: a.digestResume}
}

func (a *App) digestRemoveRow() Command {
	return Command{Name: "digest remove", Summary: "Take a briefing away", Help: "Takes a briefing away for good.", Example: "/digest remove",
		Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Admin: true, Run: a.digestRemove}
}

func (a *App) digestWhyRow() Command {
	return Command{Name: "digest why", Summary: "Tell why the last briefing holds what it holds", Help: "Tells step by step what became of every article that had come in: too old, not about the topics, told before, joined to a story, left out for room, or told.",
		Example: "/digest why", Options: []Option{digestID("Which briefing, if there are several")}, Private: true, Run: a.digestWhy}
}
