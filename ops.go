package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"onrecord/config"
)

// checkTime is how long a part may take to say whether it is ready.
const checkTime = 2 * time.Second

// readiness knows what has to work before this process is sent requests.
type readiness struct {
	leaving atomic.Bool

	mu     sync.Mutex
	checks map[string]func(context.Context) error
}

// add has a part asked whether it is ready. A part of the same name is replaced.
func (r *readiness) add(name string, check func(context.Context) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.checks == nil {
		r.checks = map[string]func(context.Context) error{}
	}
	r.checks[name] = check
}

// state asks every part, at the same time, and reports whether all are ready.
func (r *readiness) state(ctx context.Context) (map[string]string, bool) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	r.mu.Lock()
	defer r.mu.Unlock()
	out := map[string]string{}
	var mu sync.Mutex
	var all sync.WaitGroup
	ready := !r.leaving.Load()
	if !ready {
		out["process"] = "is ending"
	}
	for name, check := range r.checks {
		all.Go(func() {
			err := check(ctx)
			mu.Lock()
			defer mu.Unlock()
			out[name] = "ok"
			if err != nil {
				out[name], ready = "not ready", false // the reason stands in the log, not where anybody may ask
			}
		})
	}
	all.Wait()
	return out, ready
}

// opsHandler serves /healthz, which says that the process answers, /readyz, which says whether it can do its work,
// /metrics for Prometheus, and Go's profiles if they were asked for.
func opsHandler(c config.Config, m *metrics, r *readiness) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, req *http.Request) {
		state, ready := r.state(req.Context())
		w.Header().Set("Content-Type", "application/json")
		if !ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(state) // whoever asked has gone
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	if c.Profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/cmdline", http.NotFound) // the command line is nobody's business
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	return mux
}

// ops serves [opsHandler], where an address is set, until the function is called that it returns. That is after everything
// else has ended: whoever watches sees a process that is ending, and not one that is gone.
func (a *parts) ops(ctx context.Context, c config.Config, log *slog.Logger) (end func(), err error) {
	if c.OpsAddr == "" {
		return func() {}, nil
	}
	l, err := listener(ctx, "ONRECORD_OPS_ADDR", c.OpsAddr, log)
	if err != nil {
		return nil, err
	}
	unwatch := context.AfterFunc(ctx, func() { a.ready.leaving.Store(true) })
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	over := make(chan struct{})
	go func() {
		defer close(over)
		if err := serveHTTP(ctx, l, opsHandler(c, a.metrics, &a.ready), time.Minute); err != nil && ctx.Err() == nil {
			log.Error("health and metrics are not served any more", "error", err)
		}
	}()
	return func() { unwatch(); stop(); <-over }, nil
}
