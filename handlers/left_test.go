package handlers

import (
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

func TestAPlaceThatWasLeftIsForgottenInThirtyDaysUnlessTheBotComesBack(t *testing.T) {
	for name, row := range map[string]struct {
		meanwhile func(d *desk, e *eraser)
		forgotten bool
	}{
		"nothing happens": {func(*desk, *eraser) {}, true},
		"it comes back":   {func(d *desk, _ *eraser) { d.Joined(t.Context(), "p") }, false},
		"it came back and nobody told": {func(d *desk, e *eraser) {
			e.entries = map[news.Place][]news.Entry{"p": {{Article: "new", Share: news.Share{At: d.clock.Add(time.Hour)}}}}
		}, false},
		"what is kept is from before": {func(d *desk, e *eraser) {
			e.entries = map[news.Place][]news.Entry{"p": {{Article: "old", Share: news.Share{At: d.clock.Add(-time.Hour)}}}}
		}, true},
	} {
		d, e := newDesk(t), &eraser{}
		d.Eraser = e
		d.ask("digest setup", "time", "08:00", "timezone", "Europe/Berlin")
		d.Left(t.Context(), "p")
		row.meanwhile(d, e)
		for _, by := range []time.Duration{leftLife - time.Hour, 2 * time.Hour} {
			if len(e.done) > 0 {
				t.Errorf("%s: forgotten early", name)
			}
			d.clock = d.clock.Add(by)
			if _, err := d.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(e.done, ";") == "p"; got != row.forgotten {
			t.Errorf("%s: did %q", name, e.done)
		}
		if _, still := d.agenda.due[dueLeft+"p"]; still {
			t.Errorf("%s: still due", name)
		}
	}
}
