package handlers

import (
	"context"
	"net/url"
	"strings"
	"time"

	"onrecord/summarize/news"
)

const readAction = "read"

// longLink begins an argument that stands for a link too long for an action, which is put down under the rest.
const longLink = "@"

// linkLife is how long such a link is kept.
const linkLife = 24 * time.Hour

// whichLink asks which of several links of a message is meant.
func (a *App) whichLink(ctx context.Context, r Request, links []string) Reply {
	m := &Menu{Label: "Which one shall I read?"}
	for _, link := range links {
		u, err := url.Parse(link)
		if err != nil {
			continue
		}
		item := Item{Label: clip(strings.TrimPrefix(u.Hostname(), "www."), 100), Detail: clip(oneLine(strings.Trim(u.Path, "/")), 100)}
		item.Action = Action{Name: readAction, Args: []string{link}}
		if _, err := item.Action.Encode(); err != nil {
			id := markOf(link)
			if a.Shelf == nil || a.Shelf.Shelve(ctx, linkName(r.Place, id), []byte(link), linkLife) != nil {
				continue
			}
			item.Action.Args = []string{longLink + id}
		}
		m.Items = append(m.Items, item)
	}
	return Reply{Text: Text{plain("There are %s in that message.", count(len(links), "link"))}, Menu: m}
}

func linkName(place news.Place, id string) string { return "link " + string(place) + " " + id }

// read answers the choice of one link among several.
func (a *App) read(ctx context.Context, r Request) (Reply, error) {
	if len(r.Action.Args) != 1 {
		return Reply{}, stale()
	}
	link := r.Action.Args[0]
	if id, long := strings.CutPrefix(link, longLink); long {
		if a.Shelf == nil {
			return Reply{}, stale()
		}
		kept, err := a.Shelf.Shelved(ctx, linkName(r.Place, id))
		if err != nil {
			return Reply{}, err
		}
		link = string(kept)
	}
	r.Command, r.Options = "brief", map[string]string{"link": link}
	return a.brief(ctx, r)
}
