package discord

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// drawer is a Shelf and a Queue in memory. Its jobs are worked off by whoever calls work.
type drawer struct {
	mu       sync.Mutex
	kept     map[string][]byte
	jobs     map[string][]byte
	released []string
	dropped  []string
	broken   bool
}

func (s *drawer) Shelve(_ context.Context, name string, data []byte, _ time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept = map[string][]byte{}
	}
	s.kept[name] = data
	return nil
}

func (s *drawer) Shelved(_ context.Context, name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if d, ok := s.kept[name]; ok {
		return d, nil
	}
	return nil, news.ErrMissing
}

func (s *drawer) Put(_ context.Context, id string, job []byte, _ time.Duration, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken {
		return errors.New("away")
	}
	if s.jobs == nil {
		s.jobs = map[string][]byte{}
	}
	s.jobs[id] = job
	return nil
}

func (s *drawer) Release(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.released = append(s.released, id)
	return nil
}

func (s *drawer) Drop(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropped = append(s.dropped, id)
	return nil
}

// job returns the one job that was released.
func (s *drawer) job() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.released) != 1 {
		return nil
	}
	return s.jobs[s.released[0]]
}

func TestTwinARequestIsAnsweredByWhoeverWorksOffTheQueue(t *testing.T) {
	w := newTwin(t)
	q := &drawer{}
	gateway := w.run(script{}, func(b *Bot) { b.open.Queue = q })
	id := w.slash("brief", map[string]any{"type": 3, "name": "link", "value": "https://news.example/secret"})
	if r := w.response(id); r.Type != 5 {
		t.Errorf("acknowledged with %+v", r)
	}
	w.until("the job is released", func() bool { return q.job() != nil })
	if strings.Contains(string(q.job()), "secret") || strings.Contains(string(q.job()), "token") {
		t.Errorf("the job is not sealed: %q", q.job())
	}
	gateway.stop()
	<-gateway.done
	worker, err := New(Options{Token: w.Token, API: w.API, App: script{answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
		return handlers.Reply{Text: handlers.Text{{Words: "Read " + r.Option("link")}}}
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := worker.Work(t.Context(), q.job()); err != nil {
		t.Fatal(err)
	}
	if m := w.answered(1); !strings.Contains(m.Content, "news.example") {
		t.Errorf("answered %+v", m)
	}
}

func TestTwinAQueueThatIsAwayCostsNoAnswer(t *testing.T) {
	w := newTwin(t)
	w.run(script{answers: answers{"brief": says("Done.")}}, func(b *Bot) { b.open.Queue = &drawer{broken: true} })
	w.slash("brief")
	if m := w.answered(1); m.Content != "Done." {
		t.Errorf("answered %+v", m)
	}
}

func TestTwinWhatNobodyAcknowledgedIsTakenBack(t *testing.T) {
	w := newTwin(t)
	q := &drawer{}
	w.run(script{}, func(b *Bot) { b.open.Queue = q })
	w.fault("/callback", map[string]any{"status": 404, "times": 1, "body": map[string]any{"code": 10062, "message": "Unknown interaction"}})
	id := w.slash("brief")
	w.until("the job is dropped", func() bool { q.mu.Lock(); defer q.mu.Unlock(); return len(q.dropped) == 1 && q.dropped[0] == id })
}

func TestTwinAJobThatIsStoppedInTheMiddleGoesBack(t *testing.T) {
	w := newTwin(t)
	q := &drawer{}
	begun := make(chan bool, 1)
	bot := w.run(script{answers: answers{"brief": func(ctx context.Context, _ handlers.Request) handlers.Reply {
		begun <- true
		<-ctx.Done()
		return handlers.Reply{Text: handlers.Text{{Words: "I was interrupted."}}}
	}}}, func(b *Bot) { b.open.Queue = q })
	w.slash("brief")
	w.until("the job is released", func() bool { return q.job() != nil })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- bot.Work(ctx, q.job()) }()
	<-begun
	cancel()
	if err := <-done; err == nil {
		t.Error("the job counts as done")
	}
	if n := len(w.edits()); n != 0 {
		t.Errorf("%d answers from a worker that was stopped", n)
	}
}

func TestTwinAnAnswerThatTakesTooLongWaitsBehindAButton(t *testing.T) {
	w := newTwin(t)
	finish := make(chan struct{})
	w.run(script{quiet: true, answers: answers{"brief": func(context.Context, handlers.Request) handlers.Reply {
		<-finish
		return handlers.Reply{Text: handlers.Text{{Words: "At last."}}}
	}}}, func(b *Bot) { b.open.Shelf, b.pace.late = &drawer{}, 50*time.Millisecond })
	w.slash("brief")
	button := w.answered(1).Components[0].Components[0]
	press := func(user string) string {
		return w.response(w.raw(map[string]any{"type": 3, "guild_id": w.Guild, "member": map[string]any{"user": map[string]any{"id": user, "username": "x"}},
			"data": map[string]any{"custom_id": button.CustomID, "component_type": 2}})).Data.Content
	}
	if got := press(w.User); button.Label != "Show result" || got != sayNotYet {
		t.Errorf("%+v says %q too early", button, got)
	}
	close(finish)
	w.until("the answer is there", func() bool { return press(w.User) == "At last." })
	if got := press("1000000000000000011"); got != sayNotHere {
		t.Errorf("another member is shown %q", got)
	}
	if n := len(w.edits()); n != 1 {
		t.Errorf("%d edits, want the button alone", n)
	}
}

func TestTwinASelectBringsWhatIsChosen(t *testing.T) {
	w := newTwin(t)
	got := make(chan handlers.Request, 1)
	w.run(script{answers: answers{
		"brief": func(context.Context, handlers.Request) handlers.Reply {
			return handlers.Reply{Text: handlers.Text{{Words: "Which?"}}, Menu: &handlers.Menu{Label: "Which one?", Items: []handlers.Item{
				{Label: "first", Action: handlers.Action{Name: "read", Args: []string{"https://a.example/1"}}}, {Label: "first again", Action: handlers.Action{Name: "read", Args: []string{"https://a.example/1"}}},
				{Label: "second", Detail: "two", Action: handlers.Action{Name: "read", Args: []string{"https://a.example/2"}}}, {Label: "", Action: handlers.Action{Name: "read"}}}}}
		},
		"read": func(_ context.Context, r handlers.Request) handlers.Reply { got <- r; return handlers.Reply{} },
	}}, nil)
	w.slash("brief")
	w.answered(1)
	body := string(w.made("PATCH", "@original")[0].Body)
	if strings.Count(body, `"value"`) != 2 {
		t.Errorf("sent %s", body)
	}
	var posts []struct{ ID string }
	w.do("GET", "/messages", nil, &posts)
	w.interact(map[string]any{"type": 3, "message_id": posts[len(posts)-1].ID, "data": map[string]any{"custom_id": menuID, "component_type": 3, "values": []string{"aread|https://a.example/2"}}})
	if r := <-got; r.Action == nil || r.Action.Args[0] != "https://a.example/2" {
		t.Errorf("request %+v", r)
	}
	w.answered(2)
}

func TestTwinLinksInNamedChannelsAreOfferedOrBriefed(t *testing.T) {
	for heed, want := range map[string]string{"": "", handlers.HeedBrief: "POST /messages", handlers.HeedOffer: "PUT /reactions/"} {
		w := newTwin(t)
		briefed := make(chan handlers.Request, 4)
		r := w.run(script{heed: heed, answers: answers{"brief": func(_ context.Context, r handlers.Request) handlers.Reply {
			briefed <- r
			return handlers.Reply{Text: handlers.Text{{Words: "Gist."}}}
		}}}, func(b *Bot) { b.open.Content = true })
		w.do("POST", "/event", map[string]any{"t": "MESSAGE_CREATE", "d": map[string]any{"id": "1000000000000000778", "channel_id": w.Channel, "guild_id": w.Guild,
			"author": map[string]any{"id": w.User, "username": "alice"}, "content": "look https://news.example/a"}}, nil)
		if want == "" {
			w.slash("brief") // which is answered after the message was passed over
			<-briefed
			w.answered(1)
		} else {
			method, part, _ := strings.Cut(want, " ")
			w.until("something is done: "+want, func() bool {
				for _, s := range w.requests() {
					if s.Method == method && strings.Contains(s.Path, part) {
						return true
					}
				}
				return false
			})
		}
		if heed == handlers.HeedBrief {
			if r := <-briefed; r.Option("link") != "https://news.example/a" {
				t.Errorf("briefed %+v", r)
			}
			if body := string(w.made("POST", "/messages")[0].Body); !strings.Contains(body, `"enforce_nonce":true`) {
				t.Errorf("posted %s", body)
			}
		}
		r.stop()
		<-r.done
	}
}
