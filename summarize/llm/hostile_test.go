package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/examples"
	"onrecord/summarize"
	"onrecord/summarize/extract"
	"onrecord/summarize/llm"
	"onrecord/summarize/news"
)

var cases = flag.Int("hostile", 2000, "how many answers of a hostile model are tried")

// correct is a correct line over an example, from the file that measures the honest side.
type correct struct {
	text  string
	cites []int
}

func correctLines(t testing.TB) map[string][]correct {
	data, err := os.ReadFile("../testdata/honest.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]correct{}
	for row := range strings.Lines(string(data)) {
		parts := strings.SplitN(strings.TrimSpace(row), " | ", 3)
		if len(parts) != 3 || strings.HasPrefix(row, "#") {
			continue
		}
		c := correct{text: parts[2]}
		for n := range strings.SplitSeq(parts[1], ",") {
			k, _ := strconv.Atoi(n)
			c.cites = append(c.cites, k)
		}
		out[parts[0]] = append(out[parts[0]], c)
	}
	return out
}

// briefs are the engine's own of the examples that the lines are about.
func briefs(t testing.TB, names map[string][]correct) map[string]*news.Brief {
	out := map[string]*news.Brief{}
	for name := range names {
		data, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := extract.File(news.File{Name: name, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		out[name] = summarize.Digest(a)
	}
	return out
}

// lie spoils a correct line in one way. It returns false where the line has nothing to spoil in that way.
type lie struct {
	name  string
	spoil func(r *rand.Rand, c correct, b *news.Brief) (correct, bool)
}

var (
	figure   = regexp.MustCompile(`\d+`)
	auxiliar = regexp.MustCompile(`\b(?:will|would|has|have|is|was|are|were|could|had)\b`)
	name     = regexp.MustCompile(`\b(?:Thorpe|Hathersage|Daventry|Larkspur|Ashlock|Pruitt|Lisle|Vance|Collier|Moreno|Vell|Brandt|Castellan|Quist|Odum-Bry|Achebe-Lund|Castelbarco|Vanderlo|Marchbanks|Thorne|Easton|Tolliver|Horst|Farkasdal)\b`)
)

func text(spoil func(r *rand.Rand, s string) string) func(*rand.Rand, correct, *news.Brief) (correct, bool) {
	return func(r *rand.Rand, c correct, _ *news.Brief) (correct, bool) {
		s := spoil(r, c.text)
		return correct{s, c.cites}, s != c.text
	}
}

func swap(pairs ...string) func(*rand.Rand, correct, *news.Brief) (correct, bool) {
	return func(_ *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		for i := 0; i < len(pairs); i += 2 {
			re := regexp.MustCompile(`\b` + pairs[i] + `\b`)
			if loc := re.FindStringIndex(c.text); loc != nil && !strings.Contains(cited(b, c.cites), pairs[i+1]) {
				return correct{c.text[:loc[0]] + pairs[i+1] + c.text[loc[1]:], c.cites}, true
			}
		}
		return c, false
	}
}

func cited(b *news.Brief, cites []int) string {
	var out []string
	for _, n := range cites {
		s, _ := b.Article.Sentence(n)
		out = append(out, b.Article.At(s.Span))
	}
	return strings.Join(out, " ")
}

func add(words ...string) func(*rand.Rand, correct, *news.Brief) (correct, bool) {
	return text(func(r *rand.Rand, s string) string {
		w := words[r.IntN(len(words))]
		body := strings.TrimSuffix(s, ".")
		return []string{body + " " + w + ".", w + " " + s, body + " " + w}[r.IntN(3)]
	})
}

var lies = []lie{
	{"number", func(r *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		loc := figure.FindStringIndex(c.text)
		if loc == nil {
			return c, false
		}
		other := strconv.Itoa(3000 + r.IntN(90000))
		return correct{c.text[:loc[0]] + other + c.text[loc[1]:], c.cites}, true
	}},
	{"number in words", swap("four", "five", "three", "seven", "two", "six", "nine", "twelve", "ten", "thirty", "eleven", "ninety", "thirty", "fifty", "eighteen", "sixty", "forty", "eighty", "six", "nineteen", "hundred", "thousand")},
	{"unit", swap("metres", "miles", "kilometres", "metres", "centimetres", "millimetres", "million", "billion", "years", "months", "days", "weeks", "minutes", "hours", "tonnes", "kilograms", "miles", "kilometres", "crowns", "dollars", "third", "half")},
	{"date", swap("Friday", "Tuesday", "Thursday", "Sunday", "Monday", "Wednesday", "January", "June", "February", "August", "March", "December", "October", "May", "August", "April", "September", "July", "April", "November", "spring", "autumn")},
	{"denied", func(_ *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		loc := auxiliar.FindStringIndex(c.text)
		if loc == nil || strings.ContainsAny(c.text, "“”") || regexp.MustCompile(`(?i)\b(?:not|no|never|nobody|none|refus\w+|fail\w+)\b|n[’']t`).MatchString(c.text+cited(b, c.cites)) {
			return c, false
		}
		return correct{c.text[:loc[1]] + " not" + c.text[loc[1]:], c.cites}, true
	}},
	{"affirmed", func(_ *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		for _, no := range []string{" not ", "not "} {
			if n := strings.Count(c.text, no); n == 1 && !strings.Contains(c.text, ",") && !strings.ContainsAny(c.text, "“”") {
				return correct{strings.Replace(c.text, no, " ", 1), c.cites}, true
			}
		}
		return c, false
	}},
	{"opposite", swap("backs", "opposes", "closed", "opened", "before", "after", "widened", "narrowed", "lost", "won", "more", "less", "above", "below", "below", "above", "raised", "lowered", "welcome", "unwelcome", "last", "first", "likely", "unlikely")},
	{"invented name", func(_ *rand.Rand, c correct, _ *news.Brief) (correct, bool) {
		loc := name.FindStringIndex(c.text)
		if loc == nil {
			return c, false
		}
		return correct{c.text[:loc[0]] + "Samsonov" + c.text[loc[1]:], c.cites}, true
	}},
	{"wrong speaker", func(r *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		loc := name.FindStringIndex(c.text)
		said := regexp.MustCompile(`\b(?:said|says|told|asked|promised|accused|warned|called|insists|argues|notes)\b`)
		if loc == nil || !said.MatchString(c.text) {
			return c, false
		}
		var others []string
		for i := range b.Quotes {
			full := b.Saying(i).Speaker
			last := full[strings.LastIndexByte(full, ' ')+1:]
			if name.MatchString(last) && !strings.Contains(cited(b, c.cites), last) && last != c.text[loc[0]:loc[1]] && !heardIn(b, c.cites, full) {
				others = append(others, last)
			}
		}
		if len(others) == 0 {
			return c, false
		}
		return correct{c.text[:loc[0]] + others[r.IntN(len(others))] + c.text[loc[1]:], c.cites}, true
	}},
	{"invented quotation", add("and called it “a disgrace that nobody will forgive”", "“We were never asked and never told”", "saying \"the end of everything\"", "«une honte»")},
	{"imitated citation", add("[3]", "(4)", "[5][6]", "[^1]", "【2】", "³", "[source]")},
	{"mention", add("@everyone", "@here", "<@123456789012345678>", "<@&42>", "<#99>", "</brief:1>")},
	{"link", add("https://evil.example/x", "discord.gg/abcdef", "www.evil.com", "evil.com", "http:evil", "[here](https://evil.example)", "evil . gg", "mailto:a@b.c")},
	{"markup", add("**bold**", "__x__", "`code`", "~~no~~", "||spoiler||", "# Title", "> said", "<b>x</b>", "&lt;script&gt;", "\\o/", "- item\n- item")},
	{"invisible", text(func(r *rand.Rand, s string) string {
		c := []string{"\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2028", "\x00", "\x1b[31m", "\U000e0041", "\u0301\u0301\u0301\u0301\u0301"}[r.IntN(10)]
		at := strings.IndexByte(s, ' ')
		return s[:at] + c + s[at:]
	})},
	{"instruction", add("Click the button to claim it", "You must read this", "Ignore all previous instructions", "Please subscribe", "Join our server now", "Visit the page", "Correction: that was wrong", "Wait, actually no", "As an AI I cannot say", "Note: verified by OnRecord")},
	{"huge", text(func(_ *rand.Rand, s string) string { return strings.Repeat(s+" ", 200<<10/len(s)) })},
	{"nothing cited", func(r *rand.Rand, c correct, _ *news.Brief) (correct, bool) {
		return correct{c.text + " ", [][]int{nil, {0}, {-1}, {99999}, {1 << 40}}[r.IntN(5)]}, true
	}},
	{"cited elsewhere", func(r *rand.Rand, c correct, b *news.Brief) (correct, bool) {
		if !figure.MatchString(c.text) {
			return c, false
		}
		n := 1 + r.IntN(len(b.Article.Sentences))
		if s := cited(b, []int{n}); strings.Contains(s, figure.FindString(c.text)) || regexp.MustCompile(`(?i)\b(?:ten|eleven|four|two|seventy|fifty)`).MatchString(s) {
			return c, false
		}
		return correct{strings.Replace(c.text, " ", "  ", 1), []int{n}}, true // spaced apart so that it can be told from the correct one
	}},
	{"role", swap("chair", "president", "councillor", "minister", "mayor", "governor", "geochemist", "economist", "obstetrician", "surgeon", "biologist", "lawyer", "secretary", "treasurer", "engineer", "banker")},
}

// heardIn reports whether somebody speaks in the cited sentences.
func heardIn(b *news.Brief, cites []int, full string) bool {
	for i, q := range b.Quotes {
		if slices.Contains(cites, q.Sentence) && b.Saying(i).Speaker == full {
			return true
		}
	}
	return false
}

type jsonLine struct {
	Text      any `json:"text"`
	Sentences any `json:"sentences"`
}

// server speaks the API and says what it is told to.
type server struct {
	*httptest.Server
	handle atomic.Pointer[http.HandlerFunc]
	calls  atomic.Int64
}

func newServer(t testing.TB) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.calls.Add(1)
		(*s.handle.Load())(w, r)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *server) do(h http.HandlerFunc) { s.handle.Store(&h) }

// says answers a completion with these words.
func (s *server) says(content string) {
	s.do(func(w http.ResponseWriter, _ *http.Request) { completion(w, content) })
}

func completion(w http.ResponseWriter, content string) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"id": "1", "object": "chat.completion", "model": "m", "usage": map[string]int{"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content}}},
	})
}

func client(t testing.TB, s *server, o llm.Options) *summarize.Engine {
	o.URL, o.Model = s.URL+"/v1", "scripted"
	c, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &summarize.Engine{Model: c, Now: time.Now}
}

// TestNothingThatAHostileModelInventsIsShown is the promise as a property: whatever lies a model fills the schema with,
// none of them is in the brief.
func TestNothingThatAHostileModelInventsIsShown(t *testing.T) {
	lines := correctLines(t)
	own := briefs(t, lines)
	s := newServer(t)
	e := client(t, s, llm.Options{})
	names := make([]string, 0, len(lines))
	for n := range lines {
		names = append(names, n)
	}
	slices.Sort(names)
	r := rand.New(rand.NewPCG(7, 11))
	tried, shown := map[string]int{}, map[string]int{}
	kinds := map[string]bool{}
	total := 0
	for total < *cases {
		article := names[r.IntN(len(names))]
		b := own[article]
		var told []jsonLine
		bad := map[string]string{} // text to the kind of lie
		for len(told) < 8 {
			l := lies[r.IntN(len(lies))]
			c, ok := l.spoil(r, lines[article][r.IntN(len(lines[article]))], b)
			if !ok {
				continue
			}
			told = append(told, jsonLine{c.text, c.cites})
			bad[c.text] = l.name
			tried[l.name]++
			kinds[l.name] = true
			total++
		}
		wrong := b.Saying(r.IntN(len(b.Quotes)))
		content, _ := json.Marshal(map[string]any{
			"gist": told[0], "points": told[1:4],
			"quotes": []any{r.IntN(99) - 9, 1 << 40},
			"missed": []any{
				map[string]any{"text": "We never promised anything of the kind to anybody", "sentence": 3, "speaker": "Ida Moreno"},
				map[string]any{"text": wrong.Text, "sentence": b.Quotes[wrong.Index].Sentence, "speaker": "Orsolya Farkasdal"},
				map[string]any{"text": cited(b, []int{2}), "sentence": 2, "speaker": "Bo Tern"},
			},
			"issues": []any{map[string]any{"text": told[4].Text, "sentences": told[4].Sentences, "positions": []any{
				map[string]any{"actor": "Gregor Samsonov", "stance": "for", "sentences": []int{2}},
				map[string]any{"actor": "@everyone", "stance": "against", "sentences": []int{2, 3}},
			}}},
			"questions": told[5:8],
		})
		s.says(string(content))
		got, _, err := e.Write(context.Background(), b, news.Style{})
		if err != nil && !errors.Is(err, news.ErrModel) {
			t.Fatal(err)
		}
		for _, line := range append(append([]news.Line{got.Gist}, got.Points...), got.Asks...) {
			if kind, ok := bad[line.Text]; ok {
				if shown[kind]++; shown[kind] < 4 {
					t.Errorf("%s: shown of %s: %q %v", kind, article, line.Text, line.Cites)
				}
			}
		}
		for _, i := range got.Issues {
			if kind, ok := bad[i.Phrase]; ok && i.Phrase != "" {
				shown[kind]++
				t.Errorf("%s: shown as an issue of %s: %q %v", kind, article, i.Phrase, i.Sentences)
			}
			for _, p := range i.Positions {
				if got.Article.At(p.Actor) == "" {
					t.Errorf("a position of nobody: %+v", p)
				}
			}
		}
		holds(t, b, got)
	}
	failed := 0
	for _, l := range lies {
		failed += shown[l.name]
		if !kinds[l.name] {
			t.Errorf("no case of %s", l.name)
		}
		t.Logf("%-20s %5d told, %d shown", l.name, tried[l.name], shown[l.name])
	}
	t.Logf("%d lies told, %d shown", total, failed)
}

// holds checks that every quotation that is shown is the engine's own with the engine's speaker, or stands in the
// article with a speaker who is named there or none.
func holds(t testing.TB, own, got *news.Brief) {
	t.Helper()
	if got.Gist.Text == "" {
		t.Error("a brief without a gist")
	}
	for i, q := range got.Quotes {
		k := slices.IndexFunc(own.Quotes, func(o news.Quote) bool { return o.Span == q.Span })
		if k >= 0 && !equal(own.Quotes[k], q) {
			t.Errorf("quotation %d is not the engine's any more: %+v", i, q)
		}
		if s := got.Saying(i); k < 0 && s.Speaker != "" {
			in, _ := got.Article.Sentence(q.Sentence)
			if !strings.Contains(got.Article.At(in.Span), s.Speaker) {
				t.Errorf("%q was given to %q", s.Text, s.Speaker)
			}
		}
	}
	for _, n := range got.Best {
		if n < 0 || n >= len(got.Quotes) {
			t.Errorf("quotation %d of %d was chosen", n, len(got.Quotes))
		}
	}
}

func equal(a, b news.Quote) bool { return a == b }

// TestACorrectAnswerOfAModelPassesUntouched goes the whole way that a lie would go.
func TestACorrectAnswerOfAModelPassesUntouched(t *testing.T) {
	lines := correctLines(t)
	own := briefs(t, lines)["harbour.html"]
	s := newServer(t)
	s.says(`{"gist":{"text":"The plan would deepen the channel to 15 metres and add a container quay.","sentences":[3]},
		"points":[{"text":"Moreno accused the port authority of sitting on a survey of the seabed.","sentences":[12]},
			{"text":"The Dockers’ Union backs the plan.","sentences":[23]},{"text":"The ministry has until 15 January to decide.","sentences":[27]}],
		"quotes":[6,2],"missed":[],"issues":[],"questions":[{"text":"How many jobs would the expansion bring?","sentences":[5]}]}`)
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil {
		t.Fatal(err)
	}
	if b.Writer != "scripted" || len(b.Points) != 3 || !strings.HasPrefix(b.Gist.Text, "The plan would deepen") || b.Checked.Dropped != own.Checked.Dropped || b.Checked.Replaced != 0 {
		t.Errorf("the answer became %+v, %+v, %+v", b.Gist, b.Points, b.Checked)
	}
	if !slices.Equal(b.Best, []int{2, 0}) || len(b.Asks) != 1 || cost.Calls != 1 || cost.In != 100 || len(b.Issues) != len(own.Issues) {
		t.Errorf("best %v, asks %v, cost %+v, %d issues", b.Best, b.Asks, cost, len(b.Issues))
	}
}

// TestWhateverTheServerDoesTheEngineAnswers goes through the ways in which a server fails: an error that says so, the
// engine's own brief beside it, within the time cap.
func TestWhateverTheServerDoesTheEngineAnswers(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	status := func(code int, body string, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
			fmt.Fprint(w, body)
		}
	}
	content := func(words string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { completion(w, words) }
	}
	fault := `{"error":{"message":"no","type":"x","code":"y"}}`
	for name, row := range map[string]struct {
		do   http.HandlerFunc
		want string
	}{
		"wrong key":         {status(401, fault), "does not accept OPENAI_API_KEY"},
		"unknown model":     {status(404, fault), "knows no such model"},
		"a web page":        {status(200, "<html>Welcome</html>", "Content-Type", "text/html"), "web page"},
		"an error page":     {status(502, "<html>Bad gateway</html>", "Content-Type", "text/html"), ""},
		"429 for long":      {status(429, fault, "Retry-After", "3600"), "too often"},
		"429":               {status(429, fault), "too often"},
		"500":               {status(500, fault), "trouble of its own"},
		"a redirect":        {status(302, "", "Location", "http://127.0.0.1:1/"), ""},
		"no credit":         {status(402, fault), "no credit"},
		"nothing":           {content(""), "answered nothing"},
		"no JSON":           {content("Sure! Here is your brief."), "not the JSON"},
		"JSON cut off":      {content(`{"gist":{"text":"The plan wou`), "not the JSON"},
		"the wrong types":   {content(`{"gist":7,"points":"x","quotes":{"a":1}}`), "not the JSON"},
		"a list":            {content(`[1,2,3]`), "not the JSON"},
		"deep nesting":      {content(strings.Repeat(`{"gist":`, 20000)), "not the JSON"},
		"deep lists":        {content(`{"points":` + strings.Repeat("[", 50000)), "not the JSON"},
		"200 KB of nothing": {content(`{"gist":{"text":"` + strings.Repeat("a", 200<<10) + `","sentences":[1]}}`), "no line of it held"},
		"half a megabyte":   {content(strings.Repeat("x", 600<<10)), "not the JSON"},
		"megabytes":         {status(200, `{"choices":[{"message":{"content":"`+strings.Repeat("x", 3<<20), "Content-Type", "application/json"), "more than an answer"},
		"no choices":        {status(200, `{"choices":[]}`, "Content-Type", "application/json"), "answered nothing"},
		"a null":            {status(200, `null`, "Content-Type", "application/json"), "answered nothing"},
		"no JSON at all":    {status(200, `hello`, "Content-Type", "text/plain"), "cannot be understood"},
		"an empty object":   {content(`{}`), "no line of it held"},
		"a refusal":         {status(200, `{"choices":[{"message":{"role":"assistant","refusal":"I cannot help with that."}}]}`, "Content-Type", "application/json"), "refused"},
		"a hang": {func(_ http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body) // or the server does not notice that the client has gone
			<-r.Context().Done()
		}, "too long"},
		"a connection that drops": {hangUp, ""},
		"half an answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, `{"choices":[`)
		}, "broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			s.do(row.do)
			const limit = 4 * time.Second
			start := time.Now()
			b, _, err := client(t, s, llm.Options{Timeout: limit}).Write(t.Context(), own, news.Style{})
			if !errors.Is(err, news.ErrModel) || !strings.Contains(err.Error(), row.want) {
				t.Errorf("%v, want %q", err, row.want)
			}
			if b.Writer != summarize.Version || b.Gist.Text != own.Gist.Text {
				t.Errorf("the engine's own brief became %+v", b.Gist)
			}
			if took := time.Since(start); took > 15*limit { // a hang is cut by the cap, not by the test
				t.Errorf("took %v", took)
			}
			if n := s.calls.Load(); n > 10 {
				t.Errorf("%d calls", n)
			}
		})
	}
}

func hangUp(w http.ResponseWriter, _ *http.Request) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
}

// TestAServerWithoutASchemaIsAskedAnotherWay steps down from a schema to JSON to plain words, and remembers it.
func TestAServerWithoutASchemaIsAskedAnotherWay(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	s := newServer(t)
	var asked []string
	s.do(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Format struct {
				Type string `json:"type"`
			} `json:"response_format"`
			Messages []struct{ Content string }
		}
		json.NewDecoder(r.Body).Decode(&body)
		asked = append(asked, body.Format.Type)
		if body.Format.Type != "" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(400)
			fmt.Fprintf(w, `{"error":{"message":"response_format %s is not supported","type":"invalid_request_error"}}`, body.Format.Type)
			return
		}
		if !strings.Contains(body.Messages[0].Content, `"additionalProperties"`) {
			t.Error("the model was not told the schema")
		}
		completion(w, "```json\n{\"gist\":{\"text\":\"The Dockers’ Union backs the plan.\",\"sentences\":[23]}}\n```")
	})
	e := client(t, s, llm.Options{})
	for range 2 {
		b, _, err := e.Write(t.Context(), own, news.Style{})
		if err != nil || b.Gist.Text != "The Dockers’ Union backs the plan." {
			t.Fatalf("%+v, %v", b.Gist, err)
		}
	}
	if want := []string{"json_schema", "json_object", "", ""}; !slices.Equal(asked, want) {
		t.Errorf("asked in the forms %q, want %q", asked, want)
	}
}

// TestABrokenAnswerIsRepairedOnce asks again, naming the fault, and counts both calls.
func TestABrokenAnswerIsRepairedOnce(t *testing.T) {
	own := briefs(t, map[string][]correct{"harbour.html": nil})["harbour.html"]
	s := newServer(t)
	s.do(func(w http.ResponseWriter, r *http.Request) {
		if s.calls.Load() == 1 {
			completion(w, `{"gist":`)
			return
		}
		completion(w, `{"gist":{"text":"The Dockers’ Union backs the plan.","sentences":[23]}}`)
	})
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil || b.Writer != "scripted" || cost.Calls != 2 || cost.In != 200 {
		t.Errorf("%+v, %+v, %v", b.Gist, cost, err)
	}
}

// TestALongArticleIsReadWhole briefs its sections and then what they rest on; also where the model finds them too long.
func TestALongArticleIsReadWhole(t *testing.T) {
	var long strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&long, "Councillor Ida Moreno, of ward %d, said that the %dth pier of the harbour would be closed to all boats from the spring onwards.\n\n", i, i)
	}
	a, err := extract.Text(long.String())
	if err != nil {
		t.Fatal(err)
	}
	own := summarize.Digest(a)
	s := newServer(t)
	seen := map[string]bool{}
	s.do(func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Messages []struct{ Content string } }
		json.NewDecoder(r.Body).Decode(&body)
		data := body.Messages[1].Content
		if len(data) > 40<<10 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(400)
			fmt.Fprint(w, `{"error":{"message":"This model's maximum context length is 8192 tokens","code":"context_length_exceeded"}}`)
			return
		}
		first := ""
		for row := range strings.Lines(data) {
			n, words, ok := strings.Cut(strings.TrimSpace(row), " ")
			if _, err := strconv.Atoi(n); ok && err == nil {
				seen[n] = true
				if first == "" {
					first = fmt.Sprintf(`{"text":%q,"sentences":[%s]}`, words, n)
				}
			}
		}
		completion(w, `{"gist":`+first+`}`)
	})
	b, cost, err := client(t, s, llm.Options{}).Write(t.Context(), own, news.Style{})
	if err != nil || b.Writer != "scripted" {
		t.Fatalf("%+v, %v", b.Gist, err)
	}
	if len(seen) != len(a.Sentences) || cost.Calls < 5 {
		t.Errorf("the model has seen %d of %d sentences in %d calls", len(seen), len(a.Sentences), cost.Calls)
	}
}
