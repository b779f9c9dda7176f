package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// add puts a message into the channel and returns it as it stands there.
func (p *Page) add(s said) said {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	s.ID, s.At = p.next, p.o.Now()
	p.log = append(p.log, s)
	p.log = p.log[max(0, len(p.log)-mostShown):]
	return s
}

// answer adds what was said and what comes back to it. A script that asks for events hears of every step; a form is sent
// back to the page. Whoever leaves in between finds the answer when they come back.
func (p *Page) answer(w http.ResponseWriter, r *http.Request, mine said, serve func(context.Context, handlers.Request) handlers.Reply, req handlers.Request) {
	ctx := context.WithoutCancel(r.Context())
	mine.Mine = true
	mine = p.add(mine)
	if r.Header.Get("Accept") != "text/event-stream" {
		got := p.add(said{Reply: p.settled(ctx, serve(ctx, req))})
		http.Redirect(w, r, fmt.Sprintf("/#m%d", got.ID), http.StatusSeeOther)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	s := stream{w, http.NewResponseController(w)}
	s.send("said", p.message(mine))
	told := make(chan any, 4*news.Steps) // a step, a reply for the time being, or at last the message with the answer
	tell := func(what any) {
		select {
		case told <- what:
		default: // whoever reads so slowly need not hear of every step
		}
	}
	req.Show = func(reply handlers.Reply) { tell(reply) }
	go func() {
		reply := serve(news.WithSteps(ctx, func(step news.Step) { tell(step) }), req)
		told <- p.add(said{Reply: p.settled(ctx, reply)})
	}()
	for what := range told {
		switch v := what.(type) {
		case news.Step:
			s.send("step", map[string]any{"words": v.String(), "n": v, "of": news.Steps})
		case handlers.Reply:
			s.send("show", p.message(said{Reply: v, At: p.o.Now()}))
		case said:
			s.send("done", p.message(v))
			return
		}
	}
}

// message draws one message.
func (p *Page) message(s said) string {
	var b strings.Builder
	if err := p.tmpl.ExecuteTemplate(&b, "message", s); err != nil {
		p.o.Log.Error("message not drawn", "error", err)
		return ""
	}
	return b.String()
}

// stream writes server-sent events, each with a line of JSON.
type stream struct {
	w    http.ResponseWriter
	push *http.ResponseController
}

// send writes one event. Whoever has gone does not hear it; the answer stands in the channel all the same.
func (s stream) send(event string, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		return
	}
	if _, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", event, raw); err == nil {
		_ = s.push.Flush()
	}
}

// settled takes out of a reply what leads to articles that the place does not have, such as one briefed for oneself.
func (p *Page) settled(ctx context.Context, r handlers.Reply) handlers.Reply {
	has := map[string]bool{}
	settle := func(t handlers.Text) {
		for i := range t {
			id := t[i].Where.Article
			if id == "" {
				continue
			}
			if _, asked := has[id]; !asked {
				_, err := p.o.Library.Brief(ctx, p.o.Place, id)
				has[id] = err == nil
			}
			if !has[id] {
				t[i].Where = handlers.Where{}
			}
		}
	}
	settle(r.Text)
	for _, c := range r.Cards {
		settle(c.Body)
		for _, s := range c.Sections {
			settle(s.Body)
		}
		settle(c.Footer)
	}
	return r
}
