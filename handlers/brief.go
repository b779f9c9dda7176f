package handlers

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"onrecord/summarize/news"
)

// brief answers /brief. Of a message with several links it asks which.
func (a *App) brief(ctx context.Context, r Request) (Reply, error) {
	if len(r.More) > 0 {
		return a.whichLink(ctx, r, append([]string{r.Option("link")}, r.More...)), nil
	}
	src, err := a.source(r)
	if err != nil {
		return Reply{}, err
	}
	if src.Link != "" {
		return a.briefLink(ctx, r, src)
	}
	b, err := a.Engine.Brief(ctx, src)
	if err != nil {
		return Reply{}, err
	}
	if r.Option("private") == "true" {
		return a.finish(ctx, r, telling{Brief: b, Note: notePrivate}), nil
	}
	return a.finish(ctx, r, a.keep(ctx, r, b)), nil
}

// briefLink answers for a page of the web: from memory where it is known, else by reading it, once for all who ask
// at the same time.
func (a *App) briefLink(ctx context.Context, r Request, src news.Source) (Reply, error) {
	private, fresh := r.Option("private") == "true", r.Option("fresh") == "true"
	if !fresh {
		b, first, err := a.Library.Recall(ctx, r.Place, src.Link)
		switch {
		case err == nil && !private: // kept again, for an article's time runs from when it was last shared
			return a.finish(ctx, r, a.keep(ctx, r, b, src.Link), src.Link), nil
		case err == nil && !first.At.IsZero():
			return a.finish(ctx, r, telling{Brief: b, First: first, Kept: true}, src.Link), nil
		case err == nil:
			return a.finish(ctx, r, telling{Brief: b, Note: notePrivate}), nil
		case !errors.Is(err, news.ErrMissing) && ctx.Err() == nil:
			a.Log.Warn("library does not answer", "error", scrub(err.Error(), r))
		}
	}
	got, err := a.readOnce(ctx, r, src, private, fresh)
	switch {
	case err != nil:
		return Reply{}, err
	case private:
		return a.finish(ctx, r, telling{Brief: got.Brief, Note: notePrivate}), nil
	case got.place == r.Place:
		return a.finish(ctx, r, got.telling, src.Link), nil
	}
	return a.finish(ctx, r, a.keep(ctx, r, got.Brief, src.Link), src.Link), nil
}

// reading is what one shared reading of a page came to, and the place that it has been kept for; "" for none.
type reading struct {
	telling
	place news.Place
}

// readOnce reads a page, or waits for the reading that is under way for somebody else. The reading does not end with
// the request that began it, because others may be waiting by then; it has a limit of its own. It keeps the brief
// before it ends, so that whoever comes too late to wait finds it in the library.
func (a *App) readOnce(ctx context.Context, r Request, src news.Source, private, fresh bool) (reading, error) {
	key, err := news.Canonical(src.Link)
	if err != nil {
		return reading{}, err
	}
	if fresh {
		key += " fresh"
	}
	done := a.readings.DoChan(key, func() (v any, err error) {
		// A panic that reaches singleflight takes the process down, whoever waits.
		defer func() {
			if p := recover(); p != nil {
				err = &crash{value: p, stack: debug.Stack()}
			}
		}()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.limit())
		defer cancel()
		if b, first, err := a.recallAgain(ctx, r, src.Link, fresh); err == nil {
			return reading{telling{Brief: b, First: first, Kept: true}, r.Place}, nil
		}
		b, err := a.Engine.Brief(ctx, src)
		if err != nil || private {
			return reading{telling: telling{Brief: b}}, err
		}
		return reading{a.keep(ctx, r, b, src.Link), r.Place}, nil
	})
	select {
	case res := <-done:
		if res.Err != nil {
			return reading{}, res.Err
		}
		return res.Val.(reading), nil
	case <-ctx.Done():
		return reading{}, ctx.Err()
	}
}

// recallAgain looks once more when it is our turn to read: between the first look and now, somebody else's reading
// may have ended.
func (a *App) recallAgain(ctx context.Context, r Request, link string, fresh bool) (*news.Brief, news.Share, error) {
	if fresh {
		return nil, news.Share{}, news.ErrMissing
	}
	b, first, err := a.Library.Recall(ctx, r.Place, link)
	if err == nil && first.At.IsZero() {
		err = news.ErrMissing
	}
	return b, first, err
}

// keep remembers a brief for the place of a request. A library that does not answer costs the memory, not the brief.
func (a *App) keep(ctx context.Context, r Request, b *news.Brief, links ...string) telling {
	share := news.Share{By: r.Member, At: a.Now()}
	first, err := a.Library.Keep(ctx, r.Place, share, b, links...)
	if err != nil {
		a.Log.Warn("brief not kept", "error", scrub(err.Error(), r))
		return telling{Brief: b, Note: noteForgotten}
	}
	a.collect(ctx, r.Place, b, share, r.Channel)
	t := telling{Brief: b, Kept: true}
	if first.By.ID != share.By.ID || share.At.Sub(first.At) > time.Second {
		t.First = first
	}
	return t
}

// source tells what somebody wants to have read: exactly one thing.
func (a *App) source(r Request) (news.Source, error) {
	link, text, example := strings.TrimSpace(r.Option("link")), strings.TrimSpace(r.Option("text")), r.Option("example")
	given := 0
	for _, there := range []bool{link != "", text != "", example != "", r.File != nil} {
		if there {
			given++
		}
	}
	switch {
	case given == 0:
		return news.Source{}, refuse("There is nothing to read yet.", "Give me a link, a text or a file; or try "+a.briefRow().Example)
	case given > 1:
		return news.Source{}, refuse("That is more than one thing to read.", "Give me either a link, or a text, or a file.")
	case r.File != nil:
		return news.Source{File: r.File}, nil
	case example != "":
		f, ok := a.Examples[example]
		if !ok {
			return news.Source{}, refuse(fmt.Sprintf("I know no example called %s.", clip(oneLine(example), 40)), "Try a link instead.")
		}
		return news.Source{File: &f}, nil
	case text != "":
		if typed, ok := onlyLink(text); ok {
			return news.Source{Link: typed}, nil
		}
		return news.Source{Text: text}, nil
	}
	typed, err := linkIn(link)
	return news.Source{Link: typed}, err
}

// linkIn finds the one link in what was typed where a link belongs: in angle brackets, among other words, or without
// its scheme.
func linkIn(s string) (string, error) {
	var links []string
	for _, word := range strings.Fields(s) {
		if typed, ok := onlyLink(word); ok {
			links = append(links, typed)
		}
	}
	switch {
	case len(links) == 1:
		return links[0], nil
	case len(links) > 1:
		return "", refuse("That is more than one link.", "One article at a time, please.")
	case !strings.ContainsAny(s, " \n\t:/@") || strings.Contains(s, "://"):
	case !strings.ContainsAny(s, " \n\t:@") && strings.Contains(strings.SplitN(s, "/", 2)[0], "."):
		return linkIn("https://" + s)
	}
	return "", news.ErrNotALink
}

// onlyLink reports whether s is a link of the web and nothing else, and returns it without the angle brackets that
// keep chat platforms from showing a preview.
func onlyLink(s string) (string, bool) {
	if inner, ok := strings.CutPrefix(s, "<"); ok && strings.HasSuffix(inner, ">") {
		s = strings.TrimSuffix(inner, ">")
	}
	if strings.ContainsAny(s, " \t\n\r<>") || len(s) > 2000 {
		return "", false
	}
	_, err := news.Canonical(s)
	return s, err == nil
}
