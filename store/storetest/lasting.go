package storetest

import (
	"errors"
	"testing"
	"time"

	"onrecord/store"
	"onrecord/summarize/news"
)

func expiry(t *testing.T, l *library) {
	b := l.keep(t, square, bridge)
	l.clock = epoch.Add(48*time.Hour - time.Millisecond)
	if _, err := l.Brief(t.Context(), square, b.Article.ID); err != nil {
		t.Errorf("gone before its time: %v", err)
	}
	l.clock = epoch.Add(48 * time.Hour)
	if _, err := l.Brief(t.Context(), square, b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Brief: %v", err)
	}
	if _, _, err := l.Recall(t.Context(), square, bridge.Link); !errors.Is(err, news.ErrMissing) {
		t.Errorf("Recall: %v", err)
	}
	if got := l.ask(t, square, news.QuoteQuery{}); len(got) != 0 {
		t.Errorf("Quotes: %q", got)
	}
	if got, _, err := l.Issues(t.Context(), square, news.IssueQuery{}); err != nil || len(got) != 0 {
		t.Errorf("Issues: %v, %v", got, err)
	}
	if size, err := l.Size(t.Context(), square); err != nil || size != (news.Size{}) {
		t.Errorf("Size: %v, %v", size, err)
	}
	// Who comes after that is the first.
	first, err := l.Keep(t.Context(), square, news.Share{By: bob}, b)
	if err != nil || first.By != bob {
		t.Errorf("first share %v, %v", first, err)
	}
}

func renewal(t *testing.T, l *library) {
	b := l.keep(t, square, bridge)
	l.keep(t, "elsewhere", bridge)
	l.clock = epoch.Add(40 * time.Hour)
	l.keep(t, square, bridge)
	l.clock = epoch.Add(60 * time.Hour)
	if _, err := l.Brief(t.Context(), square, b.Article.ID); err != nil {
		t.Errorf("kept again, yet %v", err)
	}
	if _, err := l.Brief(t.Context(), "elsewhere", b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("the other place did not keep it again: %v", err)
	}
	if _, first, err := l.Recall(t.Context(), "elsewhere", bridge.Link); err != nil || first != (news.Share{}) {
		t.Errorf("recalled with the share of %v, %v: that one is forgotten", first, err)
	}
}

func restart(t *testing.T, l *library) {
	b := l.keep(t, square, bridge)
	l.restart(t, func(*store.Options) {})
	if _, first, err := l.Recall(t.Context(), square, bridge.Link); err != nil || first.By != ann {
		t.Errorf("Recall: %v, %v", first, err)
	}
	if got, err := l.Brief(t.Context(), square, b.Article.ID); err != nil || got.Article.Text != b.Article.Text {
		t.Errorf("Brief: %v", err)
	}
	if got := l.ask(t, square, news.QuoteQuery{}); len(got) != 3 {
		t.Errorf("Quotes: %q", got)
	}
	l.clock = epoch.Add(72 * time.Hour)
	l.restart(t, func(*store.Options) {})
	if _, err := l.Brief(t.Context(), square, b.Article.ID); !errors.Is(err, news.ErrMissing) {
		t.Errorf("after its time: %v", err)
	}
}
