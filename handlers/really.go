package handlers

import (
	"context"
	"strings"

	"onrecord/summarize/news"
)

// checkQuote answers /check: was this really said?
func (a *App) checkQuote(ctx context.Context, r Request) (Reply, error) {
	claim, speaker := unmarked(r.Option("quote")), oneLine(r.Option("speaker"))
	if claim == "" {
		return Reply{}, refuse("There is no word in that.", "Paste the words that somebody is said to have said.")
	}
	f, err := a.Check(ctx, r.Place, speaker, claim)
	if err != nil {
		return Reply{}, err
	}
	size, err := a.Library.Size(ctx, r.Place)
	if err != nil {
		return Reply{}, err
	}
	if size.Articles == 0 {
		return Reply{Text: nothingShared()}, nil
	}
	reply := findingReply(f, claim, speaker)
	foot := append(Text{subtle("compared by code, word by word, with " + searched(size))}, behind(f.State)...)
	if len(reply.Cards) == 0 {
		reply.Text = append(reply.Text, plain(" I compared it with %s.", searched(size)))
		reply.Text = append(reply.Text, behind(f.State)...)
		return reply, nil
	}
	reply.Cards[0].Footer = foot
	return reply, nil
}

// Check compares what somebody is said to have said with what a place has collected.
func (a *App) Check(ctx context.Context, place news.Place, speaker, claim string) (news.Finding, error) {
	candidates, state, err := a.Finder.Candidates(ctx, place, speaker, claim)
	if err != nil {
		return news.Finding{}, err
	}
	f := a.Engine.Check(claim, candidates)
	f.State = state
	return f, nil
}

// unmarked takes off the quotation marks that stand around all of a claim.
func unmarked(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range []string{`""`, "“”", "„“", "«»", "''", "‘’"} {
		r := []rune(pair)
		if inner, ok := strings.CutPrefix(s, string(r[0])); ok {
			if inner, ok = strings.CutSuffix(inner, string(r[1])); ok && !strings.ContainsAny(inner, pair) {
				return strings.TrimSpace(inner)
			}
		}
	}
	return s
}

// findingReply words a verdict. What was claimed never stands in quotation marks: those are for words of a source.
func findingReply(f news.Finding, claim, speaker string) Reply {
	by := Text{plain("somebody else")}
	if f.Match.Speaker != "" {
		by = Text{bold(capital(oneLine(f.Match.Speaker)))}
	} else if f.Match.Index < 0 {
		by = Text{plain("the article itself, which gives them to nobody")}
	}
	var text Text
	switch f.Verdict {
	case news.Verbatim:
		text = Text{bold("Word for word."), plain(" "), plain("%s", verbatimWords(f.Match))}
	case news.OtherSpeaker:
		text = Text{bold("Not the same speaker."), plain(" The words are there, but they are those of ")}
		text = append(text, by...)
		if speaker != "" {
			text = append(text, plain(", not of "), bold(speaker))
		}
		text = append(text, plain("."))
	case news.Altered:
		text = Text{bold("Not in these words."), plain(" What comes nearest reads differently.")}
	default:
		return Reply{Text: Text{bold("Not in what has been collected here."), plain(" That does not make it false: I know only the articles shared here.")}}
	}
	card := Card{Title: "Checked", Ours: true}
	if f.Verdict == news.Altered {
		claimed, real := changes(f.Diff)
		card.Sections = append(card.Sections, Section{Heading: "What was claimed", Ours: true, Body: Text{claimed}}, Section{Heading: "What differs", Ours: true, Body: differences(f.Diff)})
		f.Match.Marks = realMarks(f.Match.Text, real)
	}
	section := sayingSection([]news.Saying{f.Match}, false)
	if f.Match.Index < 0 {
		section.Heading = "The article's own words"
	}
	card.Sections = append(card.Sections, section)
	return Reply{Text: text, Cards: []Card{card}}
}

func verbatimWords(s news.Saying) string {
	switch {
	case s.Index < 0:
		return "The article says so in its own words, and gives them to nobody."
	case s.Kind == news.Indirect:
		return "But these are the reporter's words for what was said, not the speaker's own."
	case s.Kind == news.Mixed:
		return "It is partly the reporter's wording: only what stands between marks is the speaker's own."
	}
	return "This is how it was said."
}

// changes draws what was claimed with the differences marked, and returns the stretch of the real wording that it was
// compared with, and where that differs.
func changes(diff []news.Edit) (claimed, real Run) {
	var c, r strings.Builder
	for _, e := range diff {
		if !e.Same && strings.TrimSpace(e.Claimed) != "" {
			claimed.Marks = append(claimed.Marks, news.Span{Start: c.Len(), End: c.Len() + len(strings.TrimRight(e.Claimed, " \n"))})
		}
		if !e.Same && strings.TrimSpace(e.Real) != "" {
			real.Marks = append(real.Marks, news.Span{Start: r.Len(), End: r.Len() + len(strings.TrimRight(e.Real, " \n"))})
		}
		c.WriteString(e.Claimed)
		r.WriteString(e.Real)
	}
	claimed.Words, real.Words = c.String(), r.String()
	return claimed, real
}

// differences lists what was put in, left out or put in other words. Only what the source says stands in marks.
func differences(diff []news.Edit) (out Text) {
	for _, e := range diff {
		claimed, real := oneLine(e.Claimed), oneLine(e.Real)
		if e.Same || claimed == "" && real == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, plain("\n"))
		}
		switch {
		case claimed == "":
			out = append(out, plain("• left out: "), Run{Words: real, Style: Quoted})
		case real == "":
			out = append(out, plain("• put in: %s", claimed))
		default:
			out = append(out, plain("• %s, where the source says ", claimed), Run{Words: real, Style: Quoted})
		}
	}
	return out
}

// realMarks moves the marks of a stretch to the whole wording.
func realMarks(text string, real Run) (out []news.Span) {
	at := strings.Index(text, real.Words)
	if at < 0 {
		return nil
	}
	for _, m := range real.Marks {
		out = append(out, news.Span{Start: at + m.Start, End: at + m.End})
	}
	return out
}
