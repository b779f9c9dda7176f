package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"onrecord/config"
	"onrecord/handlers"
	"onrecord/store/queue"
	"onrecord/summarize/news"
)

// request is one of the member who sits at this machine.
func request(command string, options ...string) handlers.Request {
	r := handlers.Request{Command: command, Place: local, Member: news.Member{ID: "you"}, Options: map[string]string{}}
	for i := 0; i < len(options); i += 2 {
		r.Options[options[i]] = options[i+1]
	}
	return r
}

// look asks an operator's page.
func look(h http.Handler, path string) (int, string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func TestTheOperatorSeesWhetherAllParts(t *testing.T) {
	var r readiness
	redis := error(nil)
	r.add("redis", func(context.Context) error { return redis })
	r.add("discord", func(ctx context.Context) error { return ctx.Err() })
	h := opsHandler(config.Config{}, newMetrics(), &r)
	for _, row := range []struct {
		change func()
		path   string
		code   int
		says   string
	}{
		{nil, "/healthz", 200, "ok"},
		{nil, "/readyz", 200, `{"discord":"ok","redis":"ok"}`},
		{func() { redis = errors.New("password of redis is swordfish") }, "/readyz", 503, `"redis":"not ready"`},
		{nil, "/healthz", 200, "ok"},
		{func() { redis = nil; r.leaving.Store(true) }, "/readyz", 503, `"process":"is ending"`},
		{nil, "/debug/pprof/", 404, ""},
	} {
		if row.change != nil {
			row.change()
		}
		code, got := look(h, row.path)
		if code != row.code || !strings.Contains(got, row.says) || strings.Contains(got, "swordfish") {
			t.Errorf("%s: %d %s", row.path, code, got)
		}
	}
	if code, _ := look(opsHandler(config.Config{Profiles: true}, newMetrics(), &r), "/debug/pprof/"); code != 200 {
		t.Errorf("profiles that were asked for: %d", code)
	}
}

func TestHealthOutlivesWhatItTellsOf(t *testing.T) {
	var log bytes.Buffer
	a := &parts{metrics: newMetrics()}
	ctx, stop := context.WithCancel(t.Context())
	end, err := a.ops(ctx, config.Config{OpsAddr: "127.0.0.1:0"}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	_, address, _ := strings.Cut(log.String(), "address=")
	ask := func(path string) int {
		res, err := http.Get("http://" + strings.TrimSpace(address) + path)
		if err != nil {
			return 0
		}
		res.Body.Close()
		return res.StatusCode
	}
	if got := ask("/readyz"); got != 200 {
		t.Errorf("ready: %d", got)
	}
	stop()
	for n := 0; ask("/readyz") != 503 && n < 500; n++ {
		time.Sleep(10 * time.Millisecond)
	}
	if ready, healthy := ask("/readyz"), ask("/healthz"); ready != 503 || healthy != 200 {
		t.Errorf("while it ends: ready %d, healthy %d", ready, healthy)
	}
	end()
	if got := ask("/healthz"); got != 0 {
		t.Errorf("after the end: %d", got)
	}
}

func TestRequestsAreCountedWithoutTheirWords(t *testing.T) {
	p := &program{getenv: forgetful().get, in: strings.NewReader(""), out: io.Discard, errw: io.Discard, now: func() time.Time { return morning }}
	c, err := config.Load(p.getenv)
	if err != nil {
		t.Fatal(err)
	}
	app, err := p.app(t.Context(), c, slog.New(slog.DiscardHandler), true)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	app.Serve(t.Context(), request("brief", "example", "harbour"))
	app.Serve(t.Context(), request("who-said", "speaker", "Unmistakable Name"))
	app.Serve(t.Context(), request("unheard-of"))
	code, got := look(opsHandler(c, app.metrics, &app.ready), "/metrics")
	for _, want := range []string{
		`onrecord_requests_total{command="brief",outcome="ok"} 1`, `onrecord_requests_total{command="unknown",outcome="problem"} 1`,
		`onrecord_read_seconds_count{outcome="ok",source="file"} 1`, "onrecord_redis_connections ", "onrecord_build_info{", "go_goroutines ",
	} {
		if code != 200 || !strings.Contains(got, want) {
			t.Errorf("status %d, no %s", code, want)
		}
	}
	if strings.Contains(got, "Unmistakable") || strings.Contains(got, "unheard-of") || strings.Contains(got, "harbour") {
		t.Error("the metrics hold words of a request")
	}
}

func TestARedisThatHangsDoesNotTakeTheMetricsAlong(t *testing.T) {
	m, hang := newMetrics(), make(chan bool)
	name := func(n string) *prometheus.Desc { return prometheus.NewDesc(n, "", nil, nil) }
	m.registry.MustRegister(&depths{waiting: name("a"), running: name("b"), oldest: name("c"), depth: func() (queue.Depth, error) {
		<-hang
		return queue.Depth{Waiting: 7}, nil
	}})
	h := opsHandler(config.Config{}, m, &readiness{})
	for range 2 { // and the second does not ask again
		if code, got := look(h, "/metrics"); code != 200 || !strings.Contains(got, "\na -1\n") || !strings.Contains(got, "go_goroutines") {
			t.Errorf("status %d: %.300s", code, got)
		}
	}
	close(hang)
	for range 500 {
		if _, got := look(h, "/metrics"); strings.Contains(got, "\na 7\n") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("what Redis says again is not told")
}

// pricey writes for three tokens and fails.
type pricey struct{ writer }

func (pricey) Write(context.Context, *news.Brief, news.Style) (*news.Brief, news.Cost, error) {
	return nil, news.Cost{In: 2, Out: 1, Calls: 1}, news.ErrModel
}

func TestWhatAModelTakesIsCountedAlsoWhereItFails(t *testing.T) {
	m := newMetrics()
	tracer, _, err := tracing(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, cost, err := (watchedWriter{pricey{}, m, tracer}).Write(t.Context(), nil, news.Style{}); cost.In != 2 || !errors.Is(err, news.ErrModel) {
		t.Errorf("%+v, %v", cost, err)
	}
	_, got := look(opsHandler(config.Config{}, m, &readiness{}), "/metrics")
	for _, want := range []string{`onrecord_model_tokens_total{direction="in"} 2`, `onrecord_model_tokens_total{direction="out"} 1`, `onrecord_model_seconds_count{outcome="failed",wrote="brief"} 1`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestTracesTellStepsAndNoWords(t *testing.T) {
	var body bytes.Buffer
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/traces" {
			io.Copy(&body, r.Body)
		}
	}))
	defer collector.Close()
	tracer, flush, err := tracing(t.Context(), collector.URL, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := watched(newMetrics(), tracer)(t.Context(), "brief")
	news.Begin(ctx, news.FindingQuotes)
	end("fault", time.Second)
	if err := flush(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"request brief", "finding quotes", "outcome", "fault", "onrecord"} {
		if !strings.Contains(body.String(), want) {
			t.Errorf("no %q in what was sent: %q", want, body.String())
		}
	}
}

func TestACollectorThatIsAwayStopsNothing(t *testing.T) {
	tracer, flush, err := tracing(t.Context(), "http://127.0.0.1:1", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	_, end := watched(newMetrics(), tracer)(t.Context(), "brief")
	end("ok", time.Second)
	start := time.Now()
	if err := flush(); err != nil || time.Since(start) > 2*flushTime {
		t.Errorf("%v after %s", err, time.Since(start))
	}
}

// dashboard is as much of docs/grafana.json as is checked.
type dashboard struct {
	Panels []struct {
		Title   string
		Targets []struct{ Expr string }
	}
}

func TestTheDashboardAsksForMetricsThatExist(t *testing.T) {
	var d dashboard
	data, err := readFile("docs/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data.Data, &d); err != nil {
		t.Fatal(err)
	}
	m := newMetrics()
	m.tokens.WithLabelValues("in").Add(1) // a metric without a value is not shown
	known := map[string]bool{"onrecord_queue_waiting": true, "onrecord_queue_running": true, "onrecord_queue_oldest_seconds": true, "onrecord_discord_shards": true, "onrecord_redis_connections": true, "onrecord_redis_connections_idle": true, "onrecord_redis_timeouts": true}
	m.watch(t.Context(), "brief")
	_, end := m.watch(t.Context(), "brief")
	end("ok", time.Second)
	m.reads.WithLabelValues("link", "ok").Observe(1)
	m.models.WithLabelValues("brief", "ok").Observe(1)
	m.bot().Acked(time.Second, true)
	m.bot().Spoke(200, time.Second)
	all, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		known[f.GetName()] = true
	}
	asked := 0
	for _, p := range d.Panels {
		for _, target := range p.Targets {
			for _, word := range strings.FieldsFunc(target.Expr, func(r rune) bool { return !(r == '_' || r >= 'a' && r <= 'z') }) {
				name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(word, "_bucket"), "_sum"), "_count")
				if strings.HasPrefix(word, "onrecord_") || strings.HasPrefix(word, "go_") || strings.HasPrefix(word, "process_") {
					asked++
					if !known[name] && !known[word] {
						t.Errorf("%s asks for %s", p.Title, word)
					}
				}
			}
		}
	}
	if asked < 10 {
		t.Errorf("only %d metrics are shown", asked)
	}
}
