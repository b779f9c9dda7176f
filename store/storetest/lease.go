package storetest

import (
	"errors"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// leases go to one holder at a time, who alone may renew them and give them back.
func leases(t *testing.T, l *library) {
	ctx := t.Context()
	for _, step := range []struct {
		who  string
		want bool
	}{{"a", true}, {"b", false}, {"a", true}} {
		if has, err := l.Lease(ctx, "shard 1", step.who, time.Minute); err != nil || has != step.want {
			t.Errorf("%s has it: %t, %v", step.who, has, err)
		}
	}
	if err := errors.Join(l.Unlease(ctx, "shard 1", "b"), l.Unlease(ctx, "shard 2", "b")); err != nil {
		t.Fatal(err)
	}
	if has, _ := l.Lease(ctx, "shard 1", "b", time.Minute); has {
		t.Error("somebody gave back what was not theirs")
	}
	if err := l.Unlease(ctx, "shard 1", "a"); err != nil {
		t.Fatal(err)
	}
	if has, _ := l.Lease(ctx, "shard 1", "b", time.Minute); !has {
		t.Error("a lease that was given back is not free")
	}
	for n, who := range []string{"a", "b", "b"} {
		if all, err := l.Attend(ctx, "gateways", who, time.Minute); err != nil || all != min(n+1, 2) {
			t.Errorf("%d attend, %v", all, err)
		}
	}
	if err := l.Leave(ctx, "gateways", "a"); err != nil {
		t.Fatal(err)
	}
	l.clock = l.clock.Add(2 * time.Minute)
	if all, err := l.Attend(ctx, "gateways", "c", time.Minute); err != nil || all != 1 {
		t.Errorf("%d attend after the others fell silent, %v", all, err)
	}
	for _, word := range []string{"4", "5"} {
		if got, err := l.Agree(ctx, "shards", word, time.Minute); err != nil || got != "4" {
			t.Errorf("agreed on %q, %v", got, err)
		}
	}
}

// shelves give back what was put down, and say where there is nothing.
func shelves(t *testing.T, l *library) {
	ctx := t.Context()
	if err := l.Shelve(ctx, "result 7", []byte{0, 1, 255}, time.Minute); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Shelved(ctx, "result 7"); err != nil || string(got) != "\x00\x01\xff" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := l.Shelved(ctx, "result 8"); !errors.Is(err, news.ErrMissing) {
		t.Errorf("error %v", err)
	}
}

// settings are a place's own, and go with it.
func settings(t *testing.T, l *library) {
	ctx := t.Context()
	want := news.Settings{Length: "deep", Links: map[string]string{"7": "offer"}}
	if err := l.Set(ctx, "p", want); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Settings(ctx, "p"); err != nil || got.Length != "deep" || got.Links["7"] != "offer" {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := l.Settings(ctx, "q"); err != nil || got.Length != "" || got.Links != nil {
		t.Errorf("another place has %+v, %v", got, err)
	}
	if _, err := l.ForgetPlace(ctx, "p"); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Settings(ctx, "p"); err != nil || got.Length != "" {
		t.Errorf("a forgotten place has %+v, %v", got, err)
	}
}
