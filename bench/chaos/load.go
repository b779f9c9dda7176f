package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"onrecord/bench/rig"
)

const (
	rate    = 10              // requests a second
	guilds  = 3               // that it comes from
	known   = 3               // pages that are briefed in each before the load begins
	instant = 3 * time.Second // what a member takes for normal
)

// ask is a request of the load.
type ask struct {
	*rig.Asked
	page  string // that a /brief is the first to share; "" for everything else
	guild int    // where
}

// sharedPage serves the pages that the load shares.
func sharedPage(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/pages/")
	if strings.HasPrefix(name, "slow") {
		time.Sleep(300 * time.Millisecond)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// Each has a quotation of its own, so that what is found again is this page and no other.
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Bridge %s to close for repairs</title></head><body><article><h1>Bridge %[1]s to close for repairs</h1>
<p>The city will close bridge number %[1]s for eleven weeks from March, the public works office announced on Tuesday.</p>
<p>“The deck of %[1]s is forty years old and it shows,” said Marta Lindqvist, the city's chief engineer. “We would rather close it once than patch it every winter.”</p>
<p>Shop owners on the east bank fear for their trade. “Nobody will walk around the whole harbour for a loaf of bread,” said Piet Aalders, a baker.</p>
<p>The council voted nine to four for the closure. Opponents had asked for night work, which the office said would cost twice as much.</p></article></body></html>`, name)
}

// kinds is the mix: every third request shares a page that nobody has shared.
func kinds() []rig.Kind {
	brief := rig.Kind{Name: newPage, Type: 2}
	return []rig.Kind{
		brief,
		{Name: "/who-said", Type: 2, Data: rig.Slash("who-said", "speaker", "Lindqvist")},
		{Name: "/brief known", Type: 2},
		brief,
		{Name: "/check", Type: 2, Data: rig.Slash("check", "quote", "Nobody will walk around the whole harbour for a loaf of bread")},
		{Name: "/ask", Type: 2, Data: rig.Slash("ask", "question", "How long will the bridge be closed?")},
		brief,
		{Name: "/issues", Type: 2, Data: rig.Slash("issues")},
		{Name: "button", Type: 3, Data: rig.Component("apeople||1")},
		brief,
		{Name: "autocomplete", Type: 4, Data: func(*rig.Standin) any {
			return map[string]any{"id": "1", "type": 1, "name": "who-said", "options": []any{map[string]any{"type": 3, "name": "speaker", "value": "li", "focused": true}}}
		}},
	}
}

const newPage = "/brief new"

// send asks the nth request of the mix.
func (s *stage) send(n int) {
	all := kinds()
	k, page, shared := all[n%len(all)], "", ""
	switch {
	case k.Name == newPage && s.slow && n%2 == 0:
		page = fmt.Sprintf("slow-%04d", n)
	case k.Name == newPage:
		page = fmt.Sprintf("page-%04d", n)
	case k.Data == nil:
		shared = fmt.Sprintf("known-%04d", n%known)
	}
	if page != "" || shared != "" {
		k.Data = rig.Slash("brief", "link", s.address(page+shared))
	}
	guild := n % guilds
	a, _ := s.Ask(k.Name, k.Type, guild, k.Data(s.Standin))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, &ask{a, page, guild})
}

func (s *stage) address(page string) string { return "http://" + s.Addr + "/pages/" + page }

// load sends requests at a steady rate until stop is closed, for ten minutes at most.
func (s *stage) load(stop <-chan struct{}) (over chan struct{}) {
	over = make(chan struct{})
	go func() {
		defer close(over)
		t := time.NewTicker(time.Second / rate)
		defer t.Stop()
		for n := 0; n < 600*rate; n++ {
			select {
			case <-stop:
				return
			case <-t.C:
				s.send(n)
			}
		}
	}()
	return over
}

// warm shares the known pages, so that every kind of request has something to find.
func (s *stage) warm() error {
	for n := range known * guilds {
		a, ok := s.Ask("warm", 2, n/known, rig.Slash("brief", "link", s.address(fmt.Sprintf("known-%04d", n%known)))(s.Standin))
		if !ok {
			return fmt.Errorf("nobody is connected before the fault")
		}
		if err := rig.Await("a page is briefed before the fault", func() bool { v := s.Look(a); return judge(&v).done }); err != nil {
			return err
		}
		if v := s.Look(a); judge(&v).failure != "" {
			return fmt.Errorf("a page is not briefed before the fault: %s", judge(&v).failure)
		}
	}
	return nil
}
