package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/redis/go-redis/v9"

	"onrecord/config"
	"onrecord/handlers"
	"onrecord/summarize/news"
)

// house is the whole product over an embedded Redis, without a front end.
type house struct {
	*parts
	t   *testing.T
	log *bytes.Buffer
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, log: &bytes.Buffer{}}
	p := &program{getenv: forgetful().get, in: strings.NewReader(""), out: io.Discard, errw: io.Discard, now: func() time.Time { return morning }}
	c, err := config.Load(p.getenv)
	if err != nil {
		t.Fatal(err)
	}
	c.MemberRate, c.PlaceRate, c.TotalRate = 1_000_000, 1_000_000, 1_000_000
	if h.parts, err = p.app(t.Context(), c, slog.New(slog.NewJSONHandler(h.log, nil)), true); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// ask answers a command of a member of a place.
func (h *house) ask(place news.Place, who string, command string, options ...string) handlers.Reply {
	h.t.Helper()
	r := request(command, options...)
	r.Place, r.Member, r.Admin, r.Channel, r.Show = place, news.Member{ID: who, Name: "Name of " + who}, true, "7", func(handlers.Reply) {}
	return h.Serve(h.t.Context(), r)
}

// words is all that a reply shows, and its file.
func words(r handlers.Reply) string {
	var b strings.Builder
	text := func(t handlers.Text) {
		for _, run := range t {
			fmt.Fprintln(&b, run.Words, run.Link, run.Where.Article)
		}
	}
	text(r.Text)
	for _, c := range r.Cards {
		fmt.Fprintln(&b, c.Title, c.Link)
		text(c.Body)
		for _, s := range c.Sections {
			fmt.Fprintln(&b, s.Heading)
			text(s.Body)
		}
		text(c.Footer)
	}
	if r.Menu != nil {
		for _, i := range r.Menu.Items {
			fmt.Fprintln(&b, i.Label, i.Detail)
		}
	}
	for _, button := range r.Buttons {
		fmt.Fprintln(&b, button.Label, button.Link)
	}
	if r.File != nil {
		b.Write(r.File.Data)
	}
	return b.String()
}

// letter is a text with words of its own in it: marker stands in its quotation, its role and its sentences, not in the
// names of who speaks.
func letter(n int, marker string) string {
	return fmt.Sprintf(`The works council of Holm met on Tuesday to speak of plan %d and of the %s that came with it.

“The %[2]s was never ours to give away, and everybody in the yard knew it,” said Ida Moreno, the keeper of the %[2]s. “We will not sign.”

Anders Vell, the chief executive of the yard, said the %[2]s would cost 40 jobs. He called the letter “a %[2]s of errors”.`, n, marker)
}

func TestNoRequestOfAPlaceShowsWhatOnlyAnotherHas(t *testing.T) {
	const theirs, ours = "xylophonium", "harmoniumette"
	h := newHouse(t)
	for n := range 3 {
		h.ask("theirs", "1", "brief", "text", letter(n, theirs))
		h.ask("ours", "2", "brief", "text", letter(n+10, ours))
	}
	h.ask("theirs", "1", "watch add", "speaker", "Moreno", "about", theirs)
	h.ask("theirs", "1", "digest setup", "time", "08:00", "timezone", "Europe/Berlin", "topics", theirs)

	// Every button and every choice that they ever see, followed as far as it leads.
	var actions []handlers.Action
	seen := map[string]bool{}
	collect := func(r handlers.Reply) {
		var all []handlers.Action
		for _, b := range r.Buttons {
			all = append(all, b.Action)
		}
		if r.Menu != nil {
			for _, i := range r.Menu.Items {
				all = append(all, i.Action)
			}
		}
		for _, a := range all {
			if id, err := a.Encode(); err == nil && !seen[id] && !strings.Contains(strings.Join(a.Args, " "), theirs) {
				seen[id] = true
				actions = append(actions, a)
			}
		}
	}
	shown := 0
	for _, c := range [][]string{
		{"brief", "text", letter(0, theirs)}, {"who-said", "speaker", "Moreno"}, {"who-said", "speaker", "Vell"}, {"issues"}, {"people"}, {"ask", "question", "What would it cost?"},
		{"check", "quote", "was never ours to give away"}, {"digest preview"}, {"digest list"}, {"watch list"}, {"forget brief"}, {"export"}, {"usage"}, {"settings"},
	} {
		r := h.ask("theirs", "1", c[0], c[1:]...)
		if strings.Contains(words(r), theirs) {
			shown++
		}
		collect(r)
	}
	if shown < 8 {
		t.Fatalf("their own marker shows in %d of their replies: it would prove nothing", shown)
	}
	for i := 0; i < len(actions) && i < 400; i++ {
		if actions[i].Name == "forget" || actions[i].Name == "forget-all" {
			continue
		}
		a := actions[i]
		collect(h.Serve(t.Context(), handlers.Request{Action: &a, Place: "theirs", Member: news.Member{ID: "1"}, Admin: true}))
	}
	if len(actions) < 15 {
		t.Fatalf("only %d buttons", len(actions))
	}

	random := rand.New(rand.NewPCG(1, 2))
	values := []string{"Moreno", "Ida Moreno", "Vell", "works council", "plan", "yard", "letter", "2026-01-01", "9000d", "errors", "was never ours to give away", "What would the plan cost?", "We will not sign.", "harbour", "*", "%", "../theirs", "{theirs}", "theirs", "csv", "jsonl", "markdown", "08:00", "Europe/Berlin", "daily", "all", "deep", "timeline", "true", "40"}
	rows := h.Commands()
	for n := range 3000 {
		var r handlers.Request
		if n%3 == 0 {
			a := actions[random.IntN(len(actions))]
			if random.IntN(4) == 0 { // and what somebody may make of it
				a.Args = append(slices.Clone(a.Args), values[random.IntN(len(values))])[random.IntN(2):]
			}
			r = handlers.Request{Action: &a}
		} else {
			row := rows[random.IntN(len(rows))]
			r = request(row.Name)
			for _, o := range row.Options {
				if o.Kind == handlers.FileOption || !o.Required && random.IntN(3) == 0 {
					continue
				}
				r.Options[o.Name] = values[random.IntN(len(values))]
				if len(o.Choices) > 0 {
					r.Options[o.Name] = o.Choices[random.IntN(len(o.Choices))].Value
				}
			}
		}
		if r.Command == "forget me" {
			continue // its effect is on all places, which is tested elsewhere
		}
		r.Place, r.Member, r.Admin, r.Channel, r.Thread = "ours", news.Member{ID: "2"}, random.IntN(2) == 0, "8", "web"
		reply := h.Serve(t.Context(), r)
		if got := words(reply); strings.Contains(got, theirs) {
			t.Fatalf("request %+v of ours shows what is theirs:\n%s", r, got)
		}
	}
	if got := words(h.ask("theirs", "1", "who-said", "speaker", "Moreno")); !strings.Contains(got, theirs) {
		t.Error("what we asked has deleted what is theirs")
	}
}

// stored is all that is in Redis: by key, with what was packed unpacked.
func (h *house) stored() map[string]string {
	h.t.Helper()
	ctx, rdb, out := h.t.Context(), h.memory.Client(), map[string]string{}
	unpack, err := zstd.NewReader(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	defer unpack.Close()
	plain := func(s string) string {
		if raw, err := unpack.DecodeAll([]byte(s), nil); err == nil {
			return string(raw)
		}
		return s
	}
	for it := rdb.Scan(ctx, 0, "*", 1000).Iterator(); it.Next(ctx); {
		key, parts := it.Val(), []string{}
		switch kind := rdb.Type(ctx, key).Val(); kind {
		case "string":
			parts = append(parts, plain(rdb.Get(ctx, key).Val()))
		case "hash":
			for f, v := range rdb.HGetAll(ctx, key).Val() {
				parts = append(parts, f, plain(v))
			}
		case "zset":
			for _, z := range rdb.ZRangeWithScores(ctx, key, 0, -1).Val() {
				parts = append(parts, fmt.Sprint(z.Member))
			}
		case "set":
			parts = rdb.SMembers(ctx, key).Val()
		case "list":
			parts = rdb.LRange(ctx, key, 0, -1).Val()
		default:
			h.t.Errorf("%s is a %s, which this test does not read", key, kind)
		}
		out[key] = strings.Join(parts, "\n")
	}
	return out
}

// conversation asks for everything once, with a word of its own in each place where a member can put one.
func (h *house) conversation() {
	h.ask("p", "411", "brief", "text", letter(1, "keptword"))
	h.ask("p", "411", "brief", "text", letter(2, "privateword"), "private", "true")
	h.ask("p", "411", "brief", "example", "harbour")
	h.ask("p", "422", "who-said", "speaker", "Lookword Moreno", "about", "lookword", "source", "lookword")
	h.ask("p", "422", "check", "quote", "checkword was never said", "speaker", "Checkword")
	h.ask("p", "422", "ask", "question", "What of the askword?")
	h.ask("p", "422", "issues", "topic", "topicword")
	h.ask("p", "422", "people", "name", "peopleword")
	h.ask("p", "422", "export", "about", "exportword")
	h.ask("p", "422", "brief", "link", "https://127.0.0.1/linkword")
	h.ask("p", "433", "watch add", "speaker", "Watchword", "about", "watchword")
	h.ask("p", "433", "digest setup", "time", "07:30", "timezone", "Europe/Berlin", "topics", "digestword")
	h.ask("p", "433", "settings", "length", "short")
	h.ask("p", "433", "digest preview")
	h.ask("p", "433", "usage")
	h.ask("p", "433", "help", "command", "privacy")
}

// kinds of keys, and the words that tell of each: in PRIVACY.md, and where a member asks with /help privacy.
var kinds = []struct{ key, told, helped string }{
	{`^or1:brief:\{`, "the brief: gist, points, quotations, issues", "what I wrote about them"},
	{`^or1:link:\{`, "a link and the brief that answers for it", "read once and its brief reused"},
	{`^or1:\{p\}:(shelf|cards|changed|gone|meta)$`, "the brief: gist, points, quotations, issues", "The articles that are shared here"},
	{`^or1:\{p\}:first$`, "who shared an article first in a place", "who shared each of them first"},
	{`^or1:\{p\}:looks$`, "when a member last looked at `/issues`", "when you last looked at /issues"},
	{`^or1:\{p\}:settings$`, "the settings of a place; its feeds and watches", "the settings, feeds, briefings and watches"},
	{`^or1:\{p\}:drawer:(watches|digests|feeds)$`, "the settings of a place; its feeds and watches", "the settings, feeds, briefings and watches"},
	{`^or1:\{p\}:drawer:inbox$`, "which articles came in lately", "which articles came in lately"},
	{`^or1:due$`, "its briefings", "briefings"},
	{`^or1:put:\{claimed sweep p\}$`, "that something is being done right now", ""},
	{`^rate:or1:\{[0-9a-f]{32}\}$`, "how often somebody has asked in this minute", "How often you asked in this minute"},
}

func TestWhatIsStoredIsWhatPrivacyTells(t *testing.T) {
	h := newHouse(t)
	h.conversation()
	told, err := os.ReadFile("PRIVACY.md")
	if err != nil {
		t.Fatal(err)
	}
	helped := words(h.ask("p", "422", "help", "command", "privacy"))
	used := map[string]bool{}
	for key, text := range h.stored() {
		known := false
		for _, k := range kinds {
			if regexp.MustCompile(k.key).MatchString(key) {
				known, used[k.key] = true, true
				if !strings.Contains(string(told), k.told) {
					t.Errorf("PRIVACY.md does not tell of %s: %q is not there", key, k.told)
				}
				if !strings.Contains(helped, k.helped) {
					t.Errorf("/help privacy does not tell of %s: %q is not there", key, k.helped)
				}
			}
		}
		if !known {
			t.Errorf("%s is stored and of no kind that PRIVACY.md tells of", key)
		}
		for _, word := range []string{"privateword", "lookword", "checkword", "askword", "topicword", "peopleword", "exportword", "linkword"} {
			if strings.Contains(strings.ToLower(key+text), word) {
				t.Errorf("%s holds %q, which nobody asked to be kept", key, word)
			}
		}
		if ttl := h.memory.Client().TTL(t.Context(), key).Val(); ttl < 0 && !regexp.MustCompile(`drawer:|settings$|due$`).MatchString(key) {
			t.Errorf("%s never expires", key)
		}
	}
	if len(used) < 7 {
		t.Errorf("only %d kinds of keys came up: %v", len(used), used)
	}
}

func TestTheLogHoldsNoWordsOfAnybody(t *testing.T) {
	h := newHouse(t)
	h.conversation()
	log := strings.ToLower(h.log.String())
	if n := strings.Count(log, `"msg":"request"`); n < 16 {
		t.Errorf("only %d requests are logged", n)
	}
	for _, word := range []string{"word", "moreno", "vell", "works council", "harbour vote", "name of 4"} {
		if strings.Contains(log, word) {
			t.Errorf("the log holds %q:\n%s", word, h.log)
		}
	}
}

func TestAForgottenPlaceLeavesNothing(t *testing.T) {
	h := newHouse(t)
	h.conversation()
	a := handlers.Action{Name: "forget-all"}
	r := h.Serve(t.Context(), handlers.Request{Action: &a, Place: "p", Member: news.Member{ID: "433"}, Admin: true})
	if !strings.Contains(words(r), "All of it is forgotten: 2 articles") {
		t.Errorf("receipt: %s", words(r))
	}
	for key, text := range h.stored() {
		if strings.Contains(key, "{p}") || strings.Contains(text, "keptword") || strings.Contains(text, "watchword") || strings.Contains(text, "digestword") || regexp.MustCompile(`\b4(11|22|33)\b`).MatchString(text) {
			t.Errorf("%s is still there: %.200s", key, text)
		}
	}
	if got := words(h.ask("p", "411", "who-said", "speaker", "Moreno")); strings.Contains(got, "keptword") {
		t.Errorf("a look-up still finds %s", got)
	}
	if n, err := h.memory.Client().Do(t.Context(), "DBSIZE").Int(); err != nil && err != redis.Nil || n > 10 {
		t.Errorf("%d keys are left, %v", n, err)
	}
}
