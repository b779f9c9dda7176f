package main

import (
	"os"
	"testing"
)

// imports is the architecture: which package of ours may import which others of ours. The keys are folders; "" is
// main, "*" stands for everything. Tests in a folder may import what the second table adds.
var imports = map[string][]string{
	"": {"*"},

	"config": {},

	"summarize/news":    {},
	"summarize/prose":   {"summarize/news"},
	"summarize/fetch":   {"summarize/news"},
	"summarize/extract": {"summarize/news", "summarize/prose"},
	"summarize/quote":   {"summarize/news", "summarize/prose"},
	"summarize/issue":   {"summarize/news", "summarize/prose"},
	"summarize/theme":   {"summarize/news"},
	"summarize/feed":    {"summarize/news"},
	"summarize/story":   {"summarize/news"},
	"summarize/claim":   {"summarize/news"},
	"summarize/verify":  {"summarize/news", "summarize/prose", "summarize/quote"},
	"summarize/llm":     {"summarize", "summarize/news"},
	"summarize":         {"summarize/news", "summarize/prose", "summarize/extract", "summarize/quote", "summarize/issue", "summarize/theme", "summarize/claim", "summarize/verify", "summarize/feed", "summarize/story"},

	"handlers": {"summarize/news"},

	"store":           {"summarize/news"},
	"store/index":     {"store", "summarize/news"},
	"store/queue":     {"summarize/news"},
	"store/storetest": {"store", "store/index", "summarize/news"},

	"bot/typed":   {"handlers", "summarize/news"},
	"bot/console": {"bot/typed", "handlers", "summarize/news"},
	"bot/web":     {"bot/typed", "handlers", "summarize/news"},
	"bot/discord": {"handlers", "summarize/news"},

	"examples": {},
}

// testImports is what the tests of a folder may import beyond its row above.
var testImports = map[string][]string{
	"store":           {"store/storetest"},
	"store/index":     {"store/storetest"},
	"handlers":        {"summarize", "summarize/prose", "store"},
	"summarize":       {"examples", "bench/quotes/gold"},
	"summarize/llm":   {"examples", "summarize/extract"},
	"summarize/prose": {"examples"},
	"summarize/quote": {"examples", "summarize/extract"},
	"summarize/issue": {"examples", "summarize/extract", "summarize/quote"},
}

// doors names, for each thing outside, the only folders that may import it. A key that ends in "/" covers the whole
// tree below it. Tests may import them.
var doors = map[string][]string{
	"github.com/bwmarrin/discordgo":     {"bot/discord"},
	"github.com/sashabaranov/go-openai": {"summarize/llm"},
	"github.com/hashicorp/":             {"summarize/llm"},
	"github.com/redis/go-redis/":        {"store", "store/queue", "store/storetest", ""},
	"github.com/alicebob/miniredis/":    {"store"},
	"github.com/go-redis/redis_rate/":   {"store"},
	"github.com/prometheus/":            {""},
	"go.opentelemetry.io/":              {""},
	"github.com/hibiken/asynq":          {"store/queue"},
	"github.com/blevesearch/":           {"store/index"},
	"github.com/mmcdole/gofeed":         {"summarize/feed"},
	"github.com/markusmobius/":          {"summarize/extract"},
	"github.com/klippa-app/":            {"summarize/extract"},
	"github.com/tetratelabs/wazero":     {"summarize/extract"},
	"github.com/temoto/":                {"summarize/fetch"},
	"codeberg.org/readeck/":             {"summarize/extract"},
	"code.dny.dev/ssrf":                 {"summarize/fetch"},
	"net/http":                          {"summarize/fetch", "bot/discord", "bot/web", "summarize/llm", ""},
	"github.com/caarlos0/env/":          {"config"},
}

// calls names what only these folders may call, tests aside: whoever needs it elsewhere is given it.
var calls = map[string][]string{
	"os.Getenv":          {""},
	"os.LookupEnv":       {""},
	"os.Environ":         {""},
	"os.Exit":            {""},
	"context.Background": {""},
	"context.TODO":       {},
	"http.Get":           {},
	"http.DefaultClient": {},
	"slog.SetDefault":    {},
	"time.LoadLocation":  {""},
	"log.Fatal":          {},
}

func TestImportsFollowTheArchitecture(t *testing.T) {
	faults, err := rules{imports, testImports, doors, calls}.faults(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}
