package handlers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"onrecord/summarize/news"
)

// crash is a panic as an error, with where it happened.
type crash struct {
	value any
	stack []byte
}

func (c *crash) Error() string { return fmt.Sprintf("panic: %v", c.value) }

// wayOut is what a reader can do about a page that I cannot read.
const wayOut = "Open it yourself and paste what it says: /brief text:…"

// readable names what can be read.
const readable = "web pages, PDF, plain text and Markdown"

// pages are what to tell the reader about each kind of page that holds no article.
var pages = []struct {
	err        error
	text, hint string
}{
	{news.ErrLogin, "That page asks me to log in; I have no account anywhere.", wayOut},
	{news.ErrScript, "That page is empty until a browser draws it, and I am none.", wayOut},
	{news.ErrChallenge, "The website wants proof that a person asks, and I am none.", wayOut},
	{news.ErrIndex, "That is a list of articles, not an article.", "Give me the link of one of them."},
	{news.ErrVideo, "That is a video without a transcript.", "If it has one elsewhere: /brief text:…"},
}

// words are what to tell the reader about each error that crosses packages, in the order in which they are tried.
var words = []struct {
	err        error
	text, hint string
}{
	{news.ErrNotALink, "That is not a link to a web page.", "A link begins with https://; to have a text read, use /brief text:…"},
	{news.ErrForbidden, "That address is not a public one, so I do not open it.", wayOut},
	{news.ErrTimeout, "The page took too long to answer.", "Try again in a while. " + wayOut},
	{news.ErrUnreachable, "I cannot reach that website.", "Check the address. " + wayOut},
	{news.ErrRedirects, "The page only sends me from one address to the next.", wayOut},
	{news.ErrTooLarge, "That is too large for me to read.", "Paste the part that matters: /brief text:…"},
	{news.ErrConsent, "The page shows a consent form instead of the article.", wayOut},
	{news.ErrPaywall, "The article is behind a paywall.", "If you can read it: " + lower(wayOut)},
	{news.ErrType, "That is not something I can read: I read " + readable + ".", wayOut},
	{news.ErrNotText, "There is no text in that file.", "I read " + readable + "; of a scanned page I see only the picture."},
	{news.ErrMissing, "That is not kept here.", "Share the article with /brief."},
	{news.ErrUnavailable, "My memory does not answer just now.", "Try again in a minute; /brief still works."},
	{context.DeadlineExceeded, "That took longer than I may take.", "Please try again in a while."},
	{context.Canceled, "I was interrupted.", "Please ask again."},
}

// worded turns an error into a [*Problem] where there are words for it, and gives it back where it is a fault. The
// cause that it keeps for the log is the bare sentinel: what wraps it may repeat what was asked.
func worded(err error, r Request) error {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	var status news.StatusError
	if errors.As(err, &status) {
		return statusProblem(status)
	}
	for _, w := range pages {
		if errors.Is(err, w.err) {
			return &Problem{Text: w.text, Hint: w.hint, Err: w.err}
		}
	}
	if errors.Is(err, news.ErrEmpty) {
		return emptyProblem(r)
	}
	var wall news.PaywallError
	if errors.As(err, &wall) && wall.Shown > 0 {
		return &Problem{Text: fmt.Sprintf("The article is behind a paywall; the page shows %s of it.", count(wall.Shown, "word")), Hint: "If you can read it: " + lower(wayOut), Err: wall}
	}
	for _, w := range words {
		if errors.Is(err, w.err) {
			return &Problem{Text: w.text, Hint: w.hint, Err: w.err}
		}
	}
	return err
}

// emptyProblem words [news.ErrEmpty] for what was handed in.
func emptyProblem(r Request) *Problem {
	p := &Problem{Text: "I found no article on that page.", Hint: "It may be a front page, or need a browser to draw it. " + wayOut, Err: news.ErrEmpty}
	switch {
	case r.File != nil:
		p.Text, p.Hint = "I found no article in that file.", "I read saved "+readable+"."
	case r.Option("text") != "" && r.Option("link") == "":
		if _, link := onlyLink(strings.TrimSpace(r.Option("text"))); !link {
			p.Text, p.Hint = "There is too little text to say anything about.", "Paste a whole paragraph or more."
		}
	}
	return p
}

// statusProblem words the refusals of web servers.
func statusProblem(status news.StatusError) *Problem {
	p := &Problem{Text: fmt.Sprintf("The website answered with error %d.", status.Code), Hint: wayOut, Err: status}
	switch code := status.Code; {
	case code == 401 || code == 403 || code == 451:
		p.Text = fmt.Sprintf("The website does not let me in (%d).", code)
	case code == 404 || code == 410:
		p.Text, p.Hint = fmt.Sprintf("There is no such page on that website (%d).", code), "Check the link; the article may have been moved or taken down."
	case code == 429:
		p.Text, p.Hint = "The website says that I ask too often (429).", "Try again in a while. "+wayOut
	case code >= 500:
		p.Text, p.Hint = fmt.Sprintf("The website has trouble of its own (%d).", code), "Try again in a while. "+wayOut
	}
	return p
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

var addresses = regexp.MustCompile(`(?i)\bhttps?://[^\s"'<>]+`)

// scrub takes what was asked out of the words of an error, so that they may stand in a log: links, and whatever
// values the request brought.
func scrub(s string, r Request) string {
	s = addresses.ReplaceAllString(s, "[link]")
	hide := func(value string) {
		if len(value) >= 4 && value != "true" && value != "false" {
			s = strings.ReplaceAll(s, value, "[asked]")
		}
	}
	for _, v := range r.Options {
		hide(v)
	}
	if r.Action != nil {
		for _, v := range r.Action.Args {
			hide(v)
		}
	}
	return clip(s, 500)
}
