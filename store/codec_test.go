package store

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

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

func TestALeafComesBackAsItWas(t *testing.T) {
	for name, want := range map[string]leaf{
		"empty": {sayings: []line{}, matters: []matter{}},
		"full": {
			title: "T", outlet: "O", link: "L", guessed: true, published: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC),
			sayings: []line{{"text", "speaker", "role", "cue", "sentence", news.Indirect, 7, true, 0.123456789}, {}},
			matters: []matter{{"label", "sentence", "about", math.Pi, []news.Standing{{Actor: "a", Role: "r", Stance: news.Against, Evidence: "e"}}}},
		},
	} {
		got, err := unpackLeaf(string(want.pack()))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", name, got, err, want)
		}
		packed := want.pack()
		for i := range packed {
			if _, err := unpackLeaf(string(packed[:i])); err == nil {
				t.Errorf("%s: cut at %d of %d, it still decodes", name, i, len(packed))
			}
		}
		if _, err := unpackLeaf(string(packed) + "x"); err == nil {
			t.Errorf("%s: with more behind it, it still decodes", name)
		}
	}
}

func TestALeafLeavesOutWhatPointsOutsideTheArticle(t *testing.T) {
	b := testBrief()
	b.Quotes = append(b.Quotes, news.Quote{Span: news.Span{Start: 5, End: 5000}}, news.Quote{Span: news.Span{Start: 3, End: 5}, Sentence: 99})
	b.Issues = []news.Issue{
		{Label: news.Span{Start: -1, End: 4}},
		{Label: news.Span{Start: 3, End: 5}, Sentences: []int{0, 1, 9}, Positions: []news.Position{{Actor: news.Span{Start: 900, End: 901}}}},
	}
	l := leafOf(b)
	if len(l.sayings) != 2 || l.sayings[1].index != 2 || l.sayings[1].sentence != "" {
		t.Errorf("sayings %+v", l.sayings)
	}
	if len(l.matters) != 1 || l.matters[0].label != "We" || l.matters[0].sentence != b.Article.Text || l.matters[0].stands != nil {
		t.Errorf("matters %+v", l.matters)
	}
}

func FuzzLeaf(f *testing.F) {
	f.Add(string(leafOf(testBrief()).pack()))
	f.Add("\x01\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, raw string) {
		l, err := unpackLeaf(raw)
		if err != nil {
			return
		}
		again, err := unpackLeaf(string(l.pack()))
		if err != nil || len(again.sayings) != len(l.sayings) || len(again.matters) != len(l.matters) {
			t.Errorf("%q decodes, but not again: %v", raw, err)
		}
	})
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
