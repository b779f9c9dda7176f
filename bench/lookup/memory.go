package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"onrecord/store"
	"onrecord/summarize/news"
)

// measureMemory keeps a thousand articles of about 5 KB and adds up what Redis says that each key takes.
func measureMemory(ctx context.Context, o options) error {
	url, stop, err := startRedis(ctx, o.redis)
	if err != nil {
		return err
	}
	defer stop()
	s, err := store.Open(ctx, store.Options{URL: url})
	if err != nil {
		return err
	}
	defer s.Close()
	const articles = 1000
	g := newGenerator(o.seed)
	people := g.speakers(300)
	zipf := g.zipfOf(len(people))
	text := 0
	for n := range articles {
		b := g.brief("place", n, people, zipf)
		// Twice the sentences of a generated article make one of 5 KB; their words are as random as any.
		for len(b.Article.Text) < 5000 {
			start := len(b.Article.Text) + 2
			b.Article.Text += "\n\n" + g.sentence(wordsEach) + "."
			span := news.Span{Start: start, End: len(b.Article.Text)}
			b.Article.Blocks = append(b.Article.Blocks, news.Block{Span: span})
			b.Article.Sentences = append(b.Article.Sentences, news.Sentence{Span: span, Block: len(b.Article.Blocks) - 1})
		}
		b.Article.Seal()
		text += len(b.Article.Text)
		if _, err := s.Keep(ctx, "place", news.Share{By: news.Member{ID: "123456789012345678", Name: "A member"}}, b, b.Article.Link); err != nil {
			return err
		}
	}
	opt, err := redis.ParseURL(url)
	if err != nil {
		return err
	}
	rdb := redis.NewClient(opt)
	defer rdb.Close()
	kinds := map[string]int64{}
	keys, err := rdb.Keys(ctx, "*").Result()
	if err != nil {
		return err
	}
	for _, k := range keys {
		n, err := rdb.MemoryUsage(ctx, k, 0).Result()
		if err != nil {
			return err
		}
		parts := strings.Split(k, ":")
		kind := parts[1]
		if strings.HasPrefix(kind, "{") {
			kind = parts[len(parts)-1]
		}
		kinds[kind] += n
	}
	fmt.Printf("%d articles of %d bytes of text on average, %d quotations each.\n\n| Key | bytes an article |\n|---|---|\n", articles, text/articles, quotesEach)
	sum := int64(0)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Printf("| %s | %d |\n", kind, kinds[kind]/articles)
		sum += kinds[kind]
	}
	fmt.Printf("| all | %d |\n", sum/articles)
	return nil
}
