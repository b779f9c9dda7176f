package discord

import (
	"errors"
	"slices"
	"strings"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// posted is a message that a command is about: what somebody wrote, what Discord shows of the links in it, what is
// attached, and where it was forwarded, the message that it brings.
type posted struct {
	Content string `json:"content"`
	Embeds  []struct {
		URL string `json:"url"`
	} `json:"embeds"`
	Attachments []attachment `json:"attachments"`
	Snapshots   []struct {
		Message *posted `json:"message"`
	} `json:"message_snapshots"`
}

// mostLinks is how many links of a message are looked at.
const mostLinks = 5

// links returns the links of a message, each once, in their order.
func (p posted) links(depth int) []string {
	var out []string
	add := func(links ...string) {
		for _, link := range links {
			if len(link) <= maxLink && !slices.Contains(out, link) && len(out) < mostLinks {
				out = append(out, link)
			}
		}
	}
	written, _ := news.CutLinks(p.Content)
	add(written...)
	for _, e := range p.Embeds {
		shown, _ := news.CutLinks(e.URL)
		add(shown...)
	}
	for _, s := range p.Snapshots {
		if s.Message != nil && depth > 0 {
			add(s.Message.links(depth - 1)...)
		}
	}
	return out
}

// text is what was written, without its links.
func (p posted) text() string {
	_, words := news.CutLinks(p.Content)
	for _, s := range p.Snapshots {
		if words == "" && s.Message != nil {
			_, words = news.CutLinks(s.Message.Content)
		}
	}
	return words
}

// file is the first thing that is attached; nil for none.
func (p posted) file() *attachment {
	all := p.Attachments
	for _, s := range p.Snapshots {
		if s.Message != nil {
			all = append(all, s.Message.Attachments...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &all[0]
}

// onMessage turns a command on a message into a request to brief what it holds: its links, else its file, else its
// text.
func (in interaction) onMessage(r handlers.Request, data payload) (handlers.Request, *attachment, error) {
	m, ok := data.Resolved.Messages[data.Target]
	if !ok {
		return r, nil, errors.New("message is not described")
	}
	r.Command, r.Options = commandOnMessage, map[string]string{}
	if links := m.links(1); len(links) > 0 {
		r.Options["link"], r.More = links[0], links[1:]
		return r, nil, nil
	}
	if f := m.file(); f != nil {
		return r, f, nil
	}
	if words := m.text(); words != "" {
		r.Options["text"] = words
	}
	return r, nil, nil
}

// commandOnMessage is the command that every command on a message stands for.
const commandOnMessage = "brief"

// The modal in which a text is pasted.
const (
	pasteModal = "paste"
	pasteField = "text"
)

// typedIn turns what was typed into the modal into a request.
func (in interaction) typedIn(r handlers.Request, data payload) (handlers.Request, *attachment, error) {
	if data.CustomID != pasteModal {
		return r, nil, errors.New("modal of an earlier version")
	}
	r.Command, r.Options = commandOnMessage, map[string]string{}
	for _, row := range data.Components {
		for _, f := range append(row.Components, row.Component) {
			if f.CustomID == pasteField && strings.TrimSpace(f.Value) != "" {
				r.Options["text"] = f.Value
			}
		}
	}
	return r, nil, nil
}

// modal asks for a text. Discord takes it only as the first response.
func modal() callback {
	type input struct {
		Type        int    `json:"type"`
		CustomID    string `json:"custom_id"`
		Style       int    `json:"style"`
		Label       string `json:"label"`
		Placeholder string `json:"placeholder"`
		Max         int    `json:"max_length"`
		Required    bool   `json:"required"`
	}
	type row struct {
		Type       int     `json:"type"`
		Components []input `json:"components"`
	}
	return callback{Type: 9, Data: struct {
		CustomID   string `json:"custom_id"`
		Title      string `json:"title"`
		Components []row  `json:"components"`
	}{pasteModal, "What shall I read?", []row{{1, []input{{4, pasteField, 2, "A link, or the text of an article", "https://… or the article itself", maxInput, true}}}}}}
}
