package handlers

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// scribe is a writer that says one line of its own.
type scribe struct {
	err   error
	calls atomic.Int64
	asked []string
	wait  chan struct{}
}

func (*scribe) Writer() string   { return "scribe-1" }
func (*scribe) Edition() string  { return "scribe-1 p1" }
func (*scribe) Estimate(int) int { return 1000 }

func (s *scribe) Write(_ context.Context, own *news.Brief, style news.Style) (*news.Brief, news.Cost, error) {
	s.calls.Add(1)
	if s.wait != nil {
		<-s.wait
	}
	b := *own
	b.Gist, b.Writer, b.Style = news.Line{Text: "The night ferry closes.", Cites: []int{1}}, "scribe-1", style
	return &b, news.Cost{In: 400, Out: 50, Calls: 1}, s.err
}

func (s *scribe) AnswerBy(_ context.Context, q string, earlier []string, p []news.Passage) (news.Answer, news.Cost, error) {
	s.asked = append(s.asked, strings.Join(append(earlier, q), " / "))
	return news.Answer{Lines: []news.Line{{Text: "It closes.", Cites: []int{1}}}, Passages: p, Writer: "scribe-1"}, news.Cost{In: 10, Out: 5, Calls: 1}, s.err
}

// ledger is one in memory.
type ledger struct {
	mu       sync.Mutex
	written  map[string]*news.Brief
	tokens   int
	used     news.Cost
	talk     map[string][]string
	shortage string
}

func (l *ledger) Written(_ context.Context, key string) (*news.Brief, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.written[key]; b != nil {
		return b, nil
	}
	return nil, news.ErrMissing
}

func (l *ledger) KeepWritten(_ context.Context, _ news.Place, key string, b *news.Brief) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.written[key] = b
	return nil
}

func (l *ledger) Reserve(_ context.Context, _ news.Place, _ string, n int, _ news.Budget) (news.Reserved, string, error) {
	if l.shortage != "" {
		return news.Reserved{}, l.shortage, nil
	}
	l.tokens += n
	return news.Reserved{Tokens: n}, "", nil
}

func (l *ledger) Settle(_ context.Context, _ news.Place, _ string, r news.Reserved, c news.Cost) error {
	l.tokens += c.Tokens() - r.Tokens
	l.used.Add(c)
	return nil
}

func (l *ledger) Usage(context.Context, news.Place, int) ([]news.Usage, error) {
	return []news.Usage{{Day: noon, In: l.used.In, Out: l.used.Out, Calls: l.used.Calls, Members: map[string]int{"1": l.tokens}}}, nil
}

func (l *ledger) Talk(_ context.Context, _ news.Place, thread string) ([]string, error) {
	return l.talk[thread], nil
}

func (l *ledger) Say(_ context.Context, _ news.Place, thread, q string) error {
	l.talk[thread] = append(l.talk[thread], q)
	return nil
}

func (l *ledger) ForgetTalk(context.Context, news.Place, string) error { return nil }

func written(t *testing.T) (*App, *scribe, *ledger) {
	app, _ := newApp(&fakeEngine{brief: ferry(t)}, newLibrary())
	s, l := &scribe{}, &ledger{written: map[string]*news.Brief{}, talk: map[string][]string{}}
	app.Writer, app.Ledger = s, l
	return app, s, l
}

func pasted() Request {
	return Request{Command: "brief", Options: map[string]string{"text": ferryText}, Place: "p", Member: ann}
}

func TestTheEnginesBriefIsShownAtOnceAndReplaced(t *testing.T) {
	app, s, l := written(t)
	var shown []Reply
	r := pasted()
	r.Show = func(first Reply) { shown = append(shown, first) }
	reply := app.Serve(t.Context(), r)
	if len(shown) != 1 || !strings.Contains(shown[0].Cards[0].Footer.Words(), noteWriting) || strings.Contains(shown[0].Text.Words(), "night ferry closes.") {
		t.Errorf("first shown: %+v", shown)
	}
	if !strings.Contains(reply.Text.Words(), "The night ferry closes.") || !strings.Contains(reply.Cards[0].Footer.Words(), "written by scribe-1, checked line by line") {
		t.Errorf("then: %s", reply.Text.Words())
	}
	if l.tokens != 450 || l.used.Calls != 1 {
		t.Errorf("counted %d tokens, %+v", l.tokens, l.used)
	}
	app.Serve(t.Context(), r)
	if s.calls.Load() != 1 || len(shown) != 1 {
		t.Errorf("the same brief was written %d times", s.calls.Load())
	}
	r.Options["length"] = "short"
	if app.Serve(t.Context(), r); s.calls.Load() != 2 {
		t.Error("another style was taken from memory")
	}
}

func TestAHundredWhoAskAtOnceCostOneCall(t *testing.T) {
	app, s, _ := written(t)
	s.wait = make(chan struct{})
	b := ferry(t)
	own := telling{Brief: b}
	var done sync.WaitGroup
	for range 100 {
		done.Go(func() {
			if reply := app.finish(t.Context(), pasted(), own); !strings.Contains(reply.Text.Words(), "The night ferry closes.") {
				t.Error(reply.Text.Words())
			}
		})
	}
	for s.calls.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	close(s.wait)
	done.Wait()
	if n := s.calls.Load(); n != 1 {
		t.Errorf("%d calls", n)
	}
}

func TestWithoutBudgetOrModelTheEngineWrites(t *testing.T) {
	for note, break_ := range map[string]func(*scribe, *ledger){
		notesShort["member"]: func(_ *scribe, l *ledger) { l.shortage = "member" },
		noteNoModel:          func(s *scribe, _ *ledger) { s.err = news.ErrModel },
	} {
		app, s, l := written(t)
		break_(s, l)
		reply := app.Serve(t.Context(), pasted())
		if reply.Failed || !strings.Contains(reply.Cards[0].Footer.Words(), note) || !strings.Contains(reply.Cards[0].Footer.Words(), "own engine") {
			t.Errorf("%s: %s", note, reply.Cards[0].Footer.Words())
		}
		if len(l.written) != 0 {
			t.Error("what the engine wrote was kept as the model's")
		}
		if s.err != nil && l.used.Calls != 1 {
			t.Error("a failed call was not counted")
		}
	}
}

func TestAQuestionInAThreadGoesOnWithTheOneBefore(t *testing.T) {
	app, s, _ := written(t)
	app.Library.(*fakeLibrary).passages = []news.Passage{{Text: "The harbour council will close the night ferry.", Cover: .3, Score: 1}}
	for _, q := range []string{"When does the ferry close?", "And why?"} {
		r := Request{Command: "ask", Options: map[string]string{"question": q}, Place: "p", Member: ann, Thread: "7"}
		if reply := app.Serve(t.Context(), r); reply.Failed {
			t.Fatal(reply.Text.Words())
		}
	}
	if want := "When does the ferry close? / And why?"; s.asked[1] != want {
		t.Errorf("asked %q, want %q", s.asked[1], want)
	}
}

func TestUsageIsForThoseWhoManage(t *testing.T) {
	app, _, _ := written(t)
	app.Serve(t.Context(), pasted())
	r := Request{Command: "usage", Place: "p", Member: ann}
	if reply := app.Serve(t.Context(), r); !reply.Failed {
		t.Error("a member was shown the usage")
	}
	r.Admin = true
	if reply := app.Serve(t.Context(), r); reply.Failed || !strings.Contains(reply.Cards[0].Body.Words(), "400 read, 50 written, in 1 call") {
		t.Errorf("%+v", reply)
	}
}

func TestASuggestedQuestionIsAnsweredOrTurnedAwayNeverAnother(t *testing.T) {
	app, _, _ := written(t)
	b := ferry(t)
	b.Asks = []news.Line{{Text: "What does Ida Moreno say?", Cites: []int{2}}, {Text: "What does Tom Birk call the plan?", Cites: []int{4}}}
	app.Engine.(*fakeEngine).brief = b
	reply := app.Serve(t.Context(), pasted())
	var press []Action
	for _, button := range reply.Buttons {
		if button.Action.Name == suggestedAction {
			press = append(press, button.Action)
		}
	}
	if len(press) != 2 {
		t.Fatalf("%d questions", len(press))
	}
	if got := app.Serve(t.Context(), Request{Action: &press[1], Place: "p", Member: ann}); got.Failed || !strings.Contains(got.Text.Words(), b.Asks[1].Text) {
		t.Errorf("%+v", got)
	}
	again := *b // another writer asks other questions
	again.Asks = []news.Line{b.Asks[1], b.Asks[0]}
	app.keep(t.Context(), pasted(), &again)
	if got := app.Serve(t.Context(), Request{Action: &press[1], Place: "p", Member: ann}); !got.Failed {
		t.Errorf("the button of one question answered another: %s", got.Text.Words())
	}
}

func TestWhoWaitsForAModelDoesNotKeepTheOthersWaiting(t *testing.T) {
	app, s, _ := written(t)
	for range laneWidth {
		app.lane.enter(noon)
	}
	if reply := app.Serve(t.Context(), pasted()); reply.Failed || s.calls.Load() != 0 || !strings.Contains(reply.Cards[0].Footer.Words(), noteBusy) {
		t.Errorf("%d calls, %s", s.calls.Load(), reply.Cards[0].Footer.Words())
	}
	app.lane.leave(noon, true, time.Second, nil)
	if reply := app.Serve(t.Context(), pasted()); reply.Failed || s.calls.Load() != 1 {
		t.Errorf("%d calls, %s", s.calls.Load(), reply.Text.Words())
	}
}

func TestAModelThatHangsIsLeftAloneForAWhile(t *testing.T) {
	var l lane
	away := errors.New("no answer")
	for n, row := range []struct {
		after time.Duration // since the start
		took  time.Duration
		err   error
		open  bool
	}{
		{0, laneSlow, away, true}, {0, laneSlow, away, true}, {0, time.Second, away, true}, // refused at once: not in vain
		{0, laneSlow, away, true}, {0, laneSlow, away, true}, {0, 0, nil, true}, // over its budget: it did not ask
		{0, laneSlow, away, true},
		{time.Second, 0, nil, false}, {laneRest - 1, 0, nil, false}, {laneRest, laneSlow, nil, true}, {laneRest, 0, nil, true},
	} {
		now := noon.Add(row.after)
		if open := l.enter(now); open != row.open {
			t.Errorf("step %d: open %t", n, open)
		} else if open {
			l.leave(now, row.took > 0 || row.err != nil, row.took, row.err)
		}
	}
}
