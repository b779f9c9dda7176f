package main

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"onrecord/bot/discord"
	"onrecord/handlers"
	"onrecord/store"
	"onrecord/store/queue"
	"onrecord/summarize/news"
)

// metrics is what is counted. No label is a word of a member's or of an article's: commands, outcomes and steps are ours.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
	reads    *prometheus.HistogramVec
	models   *prometheus.HistogramVec
	tokens   *prometheus.CounterVec
	acks     *prometheus.HistogramVec
	discord  *prometheus.CounterVec
}

// Upper edges of buckets, in seconds: an acknowledgement has three, an answer fifteen minutes.
var (
	ackEdges    = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2, 3}
	answerEdges = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 100}
)

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "onrecord_requests_total", Help: "Requests by command and outcome: ok, problem, turned away, fault."}, []string{"command", "outcome"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_request_seconds", Help: "How long requests took, by command.", Buckets: answerEdges}, []string{"command"}),
		running:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "onrecord_requests_running", Help: "Requests that are being answered."}),
		reads:    prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_read_seconds", Help: "How long it took to read and brief a source, by its kind and by what became of it.", Buckets: answerEdges}, []string{"source", "outcome"}),
		models:   prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_model_seconds", Help: "How long the language model took, by what it wrote and what became of it.", Buckets: answerEdges}, []string{"wrote", "outcome"}),
		tokens:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "onrecord_model_tokens_total", Help: "Tokens of the language model: in, out."}, []string{"direction"}),
		acks:     prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "onrecord_discord_ack_seconds", Help: "From an interaction's arrival to its acknowledgement, and whether Discord took it.", Buckets: ackEdges}, []string{"outcome"}),
		discord:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "onrecord_discord_responses_total", Help: "Discord's answers to our requests by status; 0 for none."}, []string{"status"}),
	}
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "onrecord_build_info", Help: "1, with the version.", ConstLabels: prometheus.Labels{"version": version()}}, func() float64 { return 1 })
	m.registry.MustRegister(m.requests, m.seconds, m.running, m.reads, m.models, m.tokens, m.acks, m.discord, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// watch counts a request; it is [handlers.App].Watch.
func (m *metrics) watch(ctx context.Context, what string) (context.Context, func(string, time.Duration)) {
	m.running.Inc()
	return ctx, func(outcome string, took time.Duration) {
		m.running.Dec()
		m.requests.WithLabelValues(what, outcome).Inc()
		m.seconds.WithLabelValues(what).Observe(took.Seconds())
	}
}

// gauge registers a value that is asked for when somebody looks.
func (m *metrics) gauge(name, help string, labels prometheus.Labels, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, value))
}

// memory watches the connections to Redis.
func (m *metrics) memory(s *store.Store) {
	m.gauge("onrecord_redis_connections", "Connections to Redis.", nil, func() float64 { return float64(s.Client().PoolStats().TotalConns) })
	m.gauge("onrecord_redis_connections_idle", "Connections to Redis that are idle.", nil, func() float64 { return float64(s.Client().PoolStats().IdleConns) })
	m.gauge("onrecord_redis_timeouts", "How often a connection to Redis was waited for in vain since the start.", nil, func() float64 { return float64(s.Client().PoolStats().Timeouts) })
}

// queue watches what waits and runs in a queue.
func (m *metrics) queue(q *queue.Queue) {
	labels := prometheus.Labels{"queue": q.Name()}
	m.registry.MustRegister(&depths{depth: q.Depth,
		waiting: prometheus.NewDesc("onrecord_queue_waiting", "Tasks that wait; -1 where Redis does not say.", nil, labels),
		running: prometheus.NewDesc("onrecord_queue_running", "Tasks that run, in all processes; -1 where Redis does not say.", nil, labels),
		oldest:  prometheus.NewDesc("onrecord_queue_oldest_seconds", "How long the oldest waiting task has waited; -1 where Redis does not say.", nil, labels),
	})
}

// depthTime is how long Redis may take to tell how deep a queue is: a Redis that hangs must not take the other metrics
// along, which are wanted then.
const depthTime = time.Second

// depths asks a queue once for every look at the metrics.
type depths struct {
	depth                    func() (queue.Depth, error)
	waiting, running, oldest *prometheus.Desc
	asking                   atomic.Bool
}

func (d *depths) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{d.waiting, d.running, d.oldest} {
		out <- desc
	}
}

func (d *depths) Collect(out chan<- prometheus.Metric) {
	waiting, running, oldest := -1.0, -1.0, -1.0
	if d.asking.CompareAndSwap(false, true) { // else the one before still waits
		got := make(chan queue.Depth, 1)
		go func() {
			defer d.asking.Store(false)
			if depth, err := d.depth(); err == nil {
				got <- depth
			}
			close(got)
		}()
		select {
		case depth, ok := <-got:
			if ok {
				waiting, running, oldest = float64(depth.Waiting), float64(depth.Running), depth.Oldest.Seconds()
			}
		case <-time.After(depthTime):
		}
	}
	for desc, value := range map[*prometheus.Desc]float64{d.waiting: waiting, d.running: running, d.oldest: oldest} {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
}

// bot watches what passes between us and Discord.
func (m *metrics) bot() discord.Watch {
	return discord.Watch{
		Acked: func(took time.Duration, ok bool) {
			outcome := "ok"
			if !ok {
				outcome = "lost"
			}
			m.acks.WithLabelValues(outcome).Observe(took.Seconds())
		},
		Spoke: func(status int, _ time.Duration) { m.discord.WithLabelValues(strconv.Itoa(status)).Inc() },
	}
}

// meteredEngine counts what the engine reads.
type meteredEngine struct {
	handlers.Engine
	m *metrics
}

func (e meteredEngine) Brief(ctx context.Context, src news.Source) (*news.Brief, error) {
	start := time.Now()
	b, err := e.Engine.Brief(ctx, src)
	source := "text"
	switch {
	case src.File != nil:
		source = "file"
	case src.Link != "":
		source = "link"
	}
	e.m.reads.WithLabelValues(source, reading(err)).Observe(time.Since(start).Seconds())
	return b, err
}

// reading names what became of a source, from the errors that readers are told of.
func reading(err error) string {
	for _, of := range []struct {
		err  error
		name string
	}{
		{news.ErrForbidden, "forbidden"}, {news.ErrNotALink, "not a link"}, {news.ErrTooLarge, "too large"}, {news.ErrEmpty, "no article"},
		{news.ErrPaywall, "paywall"}, {context.DeadlineExceeded, "too slow"}, {context.Canceled, "given up"},
	} {
		if errors.Is(err, of.err) {
			return of.name
		}
	}
	if err != nil {
		return "failed"
	}
	return "ok"
}
