package store

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

func testCodec(t testing.TB) *codec {
	t.Helper()
	c, err := newCodec()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func testBrief() *news.Brief {
	text := "“We open on Monday”, said the mayor, Ola <Berg> & friends."
	a := &news.Article{Title: "Pool", Text: text, Sentences: []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}}
	return &news.Brief{Article: a.Seal(), Quotes: []news.Quote{{Span: news.Span{Start: 3, End: 20}, Sentence: 1}}}
}

func TestABriefThatWasTouchedDoesNotDecode(t *testing.T) {
	c := testCodec(t)
	blob, hash, err := c.brief(testBrief())
	if err != nil {
		t.Fatal(err)
	}
	if b, err := c.readBrief(blob, hash); err != nil || !reflect.DeepEqual(b, testBrief()) {
		t.Fatalf("untouched: %+v, %v", b, err)
	}
	raw, err := c.expand(blob)
	if err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string][]byte{
		"nothing":        nil,
		"not compressed": raw,
		"cut short":      blob[:len(blob)-1],
		"another word":   c.compress(bytes.Replace(raw, []byte("Monday"), []byte("Sunday"), 1)),
		"something more": c.compress(append(bytes.Clone(raw), '\n')),
	} {
		if _, err := c.readBrief(other, hash); !errors.Is(err, errWire) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, json := range map[string]string{
		"no article":    `{}`,
		"unknown field": strings.Replace(string(raw), `"writer"`, `"author"`, 1),
		"two values":    string(raw) + string(raw),
		"an array":      `[]`,
	} {
		if _, err := c.readBrief(c.compress([]byte(json)), hashOf([]byte(json))); !errors.Is(err, errWire) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzSnapshot(f *testing.F) {
	whole, err := packSnapshot([]entry{{"k", "hash", 5, []string{"f", "v"}}, {"e", "string", 0, []string{""}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(snapshotMagic))
	f.Fuzz(func(t *testing.T, raw []byte) {
		entries, err := unpackSnapshot(raw)
		if err != nil {
			return
		}
		packed, err := packSnapshot(entries)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := unpackSnapshot(packed); err != nil || len(again) != len(entries) {
			t.Errorf("%d entries, then %d, %v", len(entries), len(again), err)
		}
	})
}
