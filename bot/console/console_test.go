package console

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"onrecord/handlers"
	"onrecord/summarize/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fakeApp notes what it is asked and always replies the same.
type fakeApp struct {
	asked []handlers.Request
	reply handlers.Reply
}

func (f *fakeApp) Commands() []handlers.Command { return (&handlers.App{}).Commands() }

func (f *fakeApp) Serve(_ context.Context, r handlers.Request) handlers.Reply {
	f.asked = append(f.asked, r)
	return f.reply
}

// emptyLibrary has collected nothing.
type emptyLibrary struct{ handlers.Library }

func (emptyLibrary) Recall(context.Context, news.Place, string) (*news.Brief, news.Share, error) {
	return nil, news.Share{}, news.ErrMissing
}

func (emptyLibrary) Size(context.Context, news.Place) (news.Size, error) { return news.Size{}, nil }

// emptyIndex finds nothing.
type emptyIndex struct{ handlers.Finder }

func (emptyIndex) Quotes(context.Context, news.Place, news.QuoteQuery) (news.Sayings, error) {
	return news.Sayings{}, nil
}

func (emptyIndex) Issues(context.Context, news.Place, news.IssueQuery) ([]news.Matter, news.Progress, error) {
	return nil, news.Progress{}, nil
}

// noEngine reads nothing.
type noEngine struct{ handlers.Engine }

func (noEngine) Brief(context.Context, news.Source) (*news.Brief, error) {
	return nil, news.StatusError{Code: 403}
}

// talk types lines and returns what was written.
func talk(t *testing.T, o Options, lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	o.In, o.Out = strings.NewReader(strings.Join(lines, "\n")+"\n"), &out
	if err := New(o).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date (go test -update writes it anew); got\n%s", file, got)
	}
}

func TestAConversationReads(t *testing.T) {
	app := &handlers.App{Engine: noEngine{}, Library: emptyLibrary{}, Finder: emptyIndex{}, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	golden(t, "testdata/conversation.txt", talk(t, Options{App: app, Place: "p", Echo: true, Width: 72},
		"/help", "/help who-said", "/help privacy", "https://gazette.example/ferry", "/who-said Moreno", "/dance", "/who-said", "hello", "7", "/quit", "/help"))
}

func TestEveryExampleOfTheCatalogueIsALine(t *testing.T) {
	app := &handlers.App{Engine: noEngine{}, Library: emptyLibrary{}, Finder: emptyIndex{}, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	for _, c := range app.Commands() {
		got := talk(t, Options{App: app}, c.Example)
		for _, refusal := range []string{"no option", "I do not know", "needs to know", "There is no command", "I know no", "not a link", "understand"} {
			if strings.Contains(got, refusal) {
				t.Errorf("%s is refused: %s", c.Example, got)
			}
		}
	}
}

// full has everything that a reply can hold.
func full() handlers.Reply {
	page := "https://gazette.example/ferry"
	return handlers.Reply{
		Text: handlers.Text{{Words: "The council will close the night ferry in September, and buses will run instead."}, {Words: " [", Style: handlers.Subtle}, {Words: "1", Link: page + "#:~:text=council"}, {Words: "]"}},
		Cards: []handlers.Card{{
			Title: "Night ferry to end in September", Link: page,
			Body: handlers.Text{
				{Words: "Harbour Gazette · 3 May 2026", Style: handlers.Subtle},
				{Words: "\n• The night ferry ends on the first day of September, after forty years."}, {Words: "\n• 夜のフェリーは九月に終わり、代わりにバスが走ることになりました。"},
			},
			Sections: []handlers.Section{
				{Heading: "Ida Moreno, mayor", Body: handlers.Text{{Words: "We cannot pay for empty boats", Style: handlers.Quoted}, {Words: " ["}, {Words: "2", Link: page + "#:~:text=We%20cannot"}, {Words: "]"}}},
				{Heading: "Elsewhere", Body: handlers.Text{{Words: "Island Post", Link: "https://post.example/a#:~:text=b"}, {Words: "\nand-a-word-that-is-far-too-long-for-any-line-of-this-width"}}},
			},
			Footer: handlers.Text{{Words: "first shared by ", Style: handlers.Subtle}, {Words: "Ann", Member: news.Member{ID: "1", Name: "Ann"}}, {Words: ", "}, {Words: "10 May 2026, 12:00 UTC", At: time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC)}},
		}},
		Buttons: []handlers.Button{{Label: "All quotes (5)", Action: handlers.Action{Name: "quotes"}}, {Label: "Source", Link: page}},
	}
}

func TestAReplyIsDrawnWithinItsWidth(t *testing.T) {
	var out strings.Builder
	if err := Render(&out, full(), 48); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/reply.txt", out.String())
	for line := range strings.Lines(out.String()) {
		if n := (word{{text: strings.TrimRight(line, "\n")}}).cells(); n > 48 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

func TestColourIsWrittenOnRequestOnly(t *testing.T) {
	plain, coloured := talk(t, Options{App: &fakeApp{reply: full()}}, "/help"), talk(t, Options{App: &fakeApp{reply: full()}, Color: true}, "/help")
	if strings.Contains(plain, "\x1b") {
		t.Error("colour without being asked for")
	}
	if !strings.Contains(coloured, "\x1b[1mNight\x1b[0m") || !strings.Contains(coloured, "\x1b]8;;https://gazette.example/ferry#:~:text=council\x1b\\") {
		t.Errorf("no colour or link in %q", coloured)
	}
}

func TestNothingOfAStrangersTextReachesTheTerminal(t *testing.T) {
	evil := "a\x1b[2Jb\x07c\u0085d\u202ee\u2066f\rg\x00h\u200bi\u009bj\x7fk\U000e0041l\xffm"
	run := handlers.Run{Words: evil, Link: "https://a.example/\x1b[2J"}
	r := handlers.Reply{
		Text:    handlers.Text{run},
		Cards:   []handlers.Card{{Title: evil, Link: "https://a.example/\x1b]0;x", Body: handlers.Text{run}, Sections: []handlers.Section{{Heading: evil, Body: handlers.Text{run}}}, Footer: handlers.Text{run}}},
		Buttons: []handlers.Button{{Label: evil, Link: "https://a.example/\x1b"}},
	}
	got := talk(t, Options{App: &fakeApp{reply: r}, Echo: true}, "/help", "1", "/nothing "+evil, evil)
	for _, c := range got {
		if c != '\n' && (c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c == 0x2066 || c == 0x200b || c >= 0xe0000) {
			t.Fatalf("%U is written in %q", c, got)
		}
	}
	if !utf8.ValidString(got) || !strings.Contains(got, "a[2Jbcdefghijkl\uFFFDm") {
		t.Errorf("the words themselves are lost in %q", got)
	}
}

func TestANumberPressesAButton(t *testing.T) {
	app := &fakeApp{reply: full()}
	got := talk(t, Options{App: app, Place: "here", Member: news.Member{ID: "1"}}, "/help", "hello", "1", "2", "3")
	if len(app.asked) != 2 || app.asked[1].Action == nil || app.asked[1].Action.Name != "quotes" || app.asked[1].Place != "here" || app.asked[1].Member.ID != "1" {
		t.Errorf("asked %+v", app.asked)
	}
	if !strings.Contains(got, "Source:\nhttps://gazette.example/ferry\n") || !strings.Contains(got, "There is no button 3") {
		t.Errorf("wrote %s", got)
	}
}

func TestATextOfSeveralLinesIsOneText(t *testing.T) {
	for _, end := range []string{block, ""} {
		app := &fakeApp{}
		talk(t, Options{App: app}, block, "One.", "", "/quit is what he said.", end)
		if len(app.asked) != 1 || strings.TrimSpace(app.asked[0].Option("text")) != "One.\n\n/quit is what he said." {
			t.Errorf("ended by %q: asked %+v", end, app.asked)
		}
	}
}

func TestAFileIsReadAndHandedOver(t *testing.T) {
	app := &fakeApp{}
	read := func(name string) ([]byte, error) {
		if name != "notes/a.txt" {
			return nil, errors.New("no such file")
		}
		return []byte("words"), nil
	}
	got := talk(t, Options{App: app, ReadFile: read}, "/brief file:notes/a.txt", "/brief file:b.txt")
	if len(app.asked) != 1 || app.asked[0].File == nil || app.asked[0].File.Name != "a.txt" || string(app.asked[0].File.Data) != "words" {
		t.Errorf("asked %+v", app.asked)
	}
	if !strings.Contains(got, "I cannot read the file b.txt.") {
		t.Errorf("wrote %s", got)
	}
	big := t.TempDir() + "/big.txt"
	if err := os.WriteFile(big, make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readFile(big); !errors.Is(err, news.ErrTooLarge) {
		t.Errorf("a file over the limit gives %v", err)
	}
}

func TestTheConsoleEndsWithItsContext(t *testing.T) {
	in, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := New(Options{App: &fakeApp{}, In: in, Out: io.Discard, Prompt: true}).Run(ctx); err != nil {
		t.Error(err)
	}
}

func TestMomentsAreSaidInTheReadersZone(t *testing.T) {
	now := time.Date(2026, 5, 10, 1, 0, 0, 0, time.FixedZone("", 2*3600))
	for at, want := range map[time.Time]string{
		time.Date(2026, 5, 9, 22, 30, 0, 0, time.UTC): "today at 00:30",
		time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC):  "yesterday at 14:00",
		time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC):  "3 May 2026, 14:00",
	} {
		if got := moment(at, now); got != want {
			t.Errorf("%v is said as %q, want %q", at, got, want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three-four 漢字仮名 e\u0301\u0301", 10)
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 2 + (width&0xff)%60
		for _, line := range words(handlers.Text{{Words: s}}, (&painter{}).draw) {
			var kept, was strings.Builder
			for _, w := range line {
				was.WriteString(w[0].text)
			}
			for _, row := range wrap(line, width) {
				n := max(0, len(row)-1)
				for _, w := range row {
					n += w.cells()
					kept.WriteString(w[0].text)
				}
				if n > width {
					t.Errorf("%q is wrapped to %d of %d", s, n, width)
				}
			}
			if kept.String() != was.String() {
				t.Errorf("%q loses words: %q", s, kept.String())
			}
		}
	})
}
