package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"onrecord/bot/typed"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// request is what everything that comes from the browser begins with.
func (p *Page) request(r *http.Request) handlers.Request {
	locale, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	return handlers.Request{Place: p.o.Place, Member: p.o.Member, Admin: true, Locale: locale, Thread: "web"}
}

// say answers what was typed, or a file that was given.
func (p *Page) say(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		http.Error(w, "That is larger than 10 MB.", http.StatusRequestEntityTooLarge)
		return
	}
	words := cmp.Or(r.FormValue("try"), r.FormValue("words"))
	if len(words) > maxTyped {
		http.Error(w, "That is too long to be typed; attach it as a file.", http.StatusRequestEntityTooLarge)
		return
	}
	line, err := typed.ParseLine(strings.ReplaceAll(words, "\r\n", "\n"), p.o.App.Commands())
	if problem := (*handlers.Problem)(nil); errors.As(err, &problem) {
		p.chat(w, r, words, problem)
		return
	} else if err != nil {
		http.Error(w, "That cannot be read.", http.StatusBadRequest)
		return
	}
	if text := strings.TrimSpace(r.FormValue("text")); text != "" && line.Command == "brief" { // pasted where there is more room
		words, line.Options = "/brief (a text)", map[string]string{"text": text}
	}
	req := p.request(r)
	req.Command, req.Options, req.File = line.Command, line.Options, line.Pasted()
	if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
		if err != nil || len(data) > maxFile {
			http.Error(w, "That is larger than 10 MB.", http.StatusRequestEntityTooLarge)
			return
		}
		req.File = &news.File{Name: head.Filename, Data: data}
		if req.Command == "" {
			req.Command, req.Options = "brief", map[string]string{}
		}
		words = strings.TrimSpace(words + " 📎 " + head.Filename)
	}
	if req.Command == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	p.answer(w, r, said{Words: words}, p.o.App.Serve, req)
}

// chat takes a message that is for nobody in particular. As in Discord it can be briefed; other than there, the page says so.
func (p *Page) chat(w http.ResponseWriter, r *http.Request, words string, problem *handlers.Problem) {
	mine, text := said{Words: words}, strings.TrimSpace(problem.Text+" "+problem.Hint)
	if !strings.HasPrefix(strings.TrimSpace(words), "/") {
		mine.Offer = p.onMessage().OnMessage
		if links, _ := news.CutLinks(words); len(links) > 0 {
			text = "A message with a link among its words is for the people in the channel. Choose “" + mine.Offer + "” on it, or send me the link alone."
		}
	}
	p.answer(w, r, mine, func(context.Context, handlers.Request) handlers.Reply {
		return handlers.Reply{Text: handlers.Text{{Words: text}}, Failed: true}
	}, handlers.Request{})
}

// onMessage is the command that can be given on a message; the zero Command where there is none.
func (p *Page) onMessage() handlers.Command {
	rows := p.o.App.Commands()
	if i := slices.IndexFunc(rows, func(c handlers.Command) bool { return c.OnMessage != "" }); i >= 0 {
		return rows[i]
	}
	return handlers.Command{}
}

// briefThis answers the command on a message, as Discord has it in the menu of one.
func (p *Page) briefThis(w http.ResponseWriter, r *http.Request) {
	m, ok := p.find(r.PostFormValue("id"))
	if !ok || m.Offer == "" {
		http.Error(w, "That message is no longer here.", http.StatusNotFound)
		return
	}
	req := p.request(r)
	req.Command, req.Options = p.onMessage().Name, map[string]string{}
	if links, rest := news.CutLinks(m.Words); len(links) > 0 {
		req.Options["link"], req.More = links[0], links[1:min(len(links), mostLinks)]
	} else {
		req.Options["text"] = rest
	}
	p.answer(w, r, said{Words: "▸ " + m.Offer}, p.o.App.Serve, req)
}

// press answers a button or an entry of a menu.
func (p *Page) press(w http.ResponseWriter, r *http.Request) {
	action, err := handlers.DecodeAction(r.PostFormValue("action"))
	if err != nil {
		http.Error(w, "That button is from an earlier version.", http.StatusBadRequest)
		return
	}
	req := p.request(r)
	req.Action = &action
	p.answer(w, r, said{Words: "▸ " + r.PostFormValue("label")}, p.o.App.Serve, req)
}

// find returns a message of the channel by its id.
func (p *Page) find(id string) (said, bool) {
	n, err := strconv.Atoi(id)
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.log, func(s said) bool { return s.ID == n })
	if err != nil || i < 0 {
		return said{}, false
	}
	return p.log[i], true
}

// file gives the file of a reply.
func (p *Page) file(w http.ResponseWriter, r *http.Request) {
	m, ok := p.find(r.PathValue("id"))
	if !ok || m.Reply.File == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(m.Reply.File.Name))
	w.Write(m.Reply.File.Data)
}
