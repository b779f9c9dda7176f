package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

// flushTime is how long the last spans may take to be sent when the process ends.
const flushTime = 3 * time.Second

// tracing returns what makes spans and what ends it. Without an endpoint it makes none.
func tracing(ctx context.Context, endpoint string, log *slog.Logger) (trace.Tracer, func() error, error) {
	if endpoint == "" {
		return noop.NewTracerProvider().Tracer(""), func() error { return nil }, nil
	}
	out, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(endpoint+"/v1/traces"))
	if err != nil {
		return nil, nil, fmt.Errorf("OTEL_EXPORTER_OTLP_ENDPOINT: %w", err)
	}
	p := sdktrace.NewTracerProvider(sdktrace.WithBatcher(patient{out, log}), sdktrace.WithResource(resource.NewSchemaless(
		attribute.String("service.name", "onrecord"), attribute.String("service.version", version()),
	)))
	return p.Tracer("onrecord"), func() error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTime)
		defer cancel()
		if err := p.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("traces: %w", err)
		}
		return nil
	}, nil
}

// patient sends spans and says so in our log where they cannot be sent: a collector that is away is no fault of a request.
type patient struct {
	sdktrace.SpanExporter
	log *slog.Logger
}

func (p patient) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	if err := p.SpanExporter.ExportSpans(ctx, spans); err != nil {
		p.log.Warn("traces not sent", "spans", len(spans), "error", err)
	}
	return nil
}

// watched has both the metrics and a span follow a request; it is [handlers.App].Watch.
func watched(m *metrics, t trace.Tracer) func(context.Context, string) (context.Context, func(string, time.Duration)) {
	return func(ctx context.Context, what string) (context.Context, func(string, time.Duration)) {
		ctx, count := m.watch(ctx, what)
		ctx, span := t.Start(ctx, "request "+what)
		if span.IsRecording() {
			ctx = news.WithSteps(ctx, func(s news.Step) { span.AddEvent(s.String()) })
		}
		return ctx, func(outcome string, took time.Duration) {
			count(outcome, took)
			span.SetAttributes(attribute.String("outcome", outcome))
			if outcome == "fault" {
				span.SetStatus(codes.Error, "") // what went wrong stands in the log
			}
			span.End()
		}
	}
}

// writer is embedded under a name that is not that of its method.
type writer = handlers.Writer

// watchedWriter has both the metrics and a span follow the language model.
type watchedWriter struct {
	writer
	m *metrics
	t trace.Tracer
}

func (w watchedWriter) Write(ctx context.Context, own *news.Brief, style news.Style) (b *news.Brief, cost news.Cost, err error) {
	ctx, end := w.begin(ctx, "brief")
	defer func() { end(cost, err) }()
	return w.writer.Write(ctx, own, style)
}

func (w watchedWriter) AnswerBy(ctx context.Context, question string, earlier []string, passages []news.Passage) (a news.Answer, cost news.Cost, err error) {
	ctx, end := w.begin(ctx, "answer")
	defer func() { end(cost, err) }()
	return w.writer.AnswerBy(ctx, question, earlier, passages)
}

func (w watchedWriter) begin(ctx context.Context, wrote string) (context.Context, func(news.Cost, error)) {
	start := time.Now()
	ctx, span := w.t.Start(ctx, "model "+wrote)
	return ctx, func(cost news.Cost, err error) {
		outcome := "ok"
		if err != nil {
			outcome = "failed"
			span.SetStatus(codes.Error, "")
		}
		span.SetAttributes(attribute.Int("tokens.in", cost.In), attribute.Int("tokens.out", cost.Out))
		span.End()
		w.m.models.WithLabelValues(wrote, outcome).Observe(time.Since(start).Seconds())
		w.m.tokens.WithLabelValues("in").Add(float64(cost.In))
		w.m.tokens.WithLabelValues("out").Add(float64(cost.Out))
	}
}
