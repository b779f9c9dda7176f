package extract

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/summarize/news"
)

func TestTextFindsItsTitle(t *testing.T) {
	long := "The harbour board voted nine to two on Tuesday to close the old ferry slip, " + strings.Repeat("and the talk went on ", 6) + "until midnight."
	for _, tt := range []struct{ name, in, title, text string }{
		{"a first line alone", "Ferry slip to close\n\n" + long, "Ferry slip to close", long},
		{"a first line without a blank one after it", "Ferry slip to close\n" + long, "Ferry slip to close", long},
		{"no title", long, "The harbour board voted nine to two on Tuesday to close the old ferry slip…", long},
		{"a sentence is no title", "It closed.\n\nNobody minded.", "It closed.", "It closed.\n\nNobody minded."},
		{"a quotation is no title", "“Close it”\n\nShe said so twice.", "“Close it”", "“Close it”\n\nShe said so twice."},
		{"only a title", "Ferry slip to close", "Ferry slip to close", "Ferry slip to close"},
		{"lines that were wrapped", "The harbour board voted nine to two on Tuesday to close\nthe old ferry slip, and the talk went on until midnight\nin the hall.\n\nThe end came late.",
			"The harbour board voted nine to two on Tuesday to close the old ferry slip…", "The harbour board voted nine to two on Tuesday to close the old ferry slip, and the talk went on until midnight in the hall.\n\nThe end came late."},
		{"line ends of Windows", "Ferry slip to close\r\n\r\nThe board voted.\r\n", "Ferry slip to close", "The board voted."},
		{"no space to cut at", strings.Repeat("港", 200), strings.Repeat("港", 79) + "…", strings.Repeat("港", 200)},
	} {
		a, err := Text(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Title != tt.title || a.Text != tt.text {
			t.Errorf("%s:\n%q\n%q", tt.name, a.Title, a.Text)
		}
		if utf8.RuneCountInString(a.Title) > maxTitle {
			t.Errorf("%s: title of %d characters", tt.name, utf8.RuneCountInString(a.Title))
		}
		if a.ID == "" || len(a.Sentences) == 0 || len(a.Blocks) == 0 {
			t.Errorf("%s: not sealed or not cut: %+v", tt.name, a)
		}
	}
}

func TestTextRefusesWhatIsNone(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want error
	}{
		{"", news.ErrEmpty},
		{" \n\t\u200b\n", news.ErrEmpty},
		{"--- *** …", news.ErrEmpty},
		{"\x00\x01\x02", news.ErrNotText},
		{"PK\x03\x04\x14\x00\x00", news.ErrNotText},
		{"%PDF-1.7\n1 0 obj", news.ErrNotText},
		{strings.Repeat("\x07\x08a", 50), news.ErrNotText},
		{strings.Repeat("word ", maxText/4), news.ErrTooLarge},
	} {
		if _, err := Text(tt.in); !errors.Is(err, tt.want) {
			t.Errorf("%q: %v, want %v", tt.in, err, tt.want)
		}
	}
}

func TestCleanTakesOutWhatCannotBeSeen(t *testing.T) {
	for in, want := range map[string]string{
		"  a\t b\n\nc ":                 "a b c",
		"cafe\u0301":                    "café",
		"a\u00a0b\u2003c":               "a b c",
		"so\u00adft\u200b and\ufeff":    "soft and",
		"\u202eright\u202c \u2066x":     "right x",
		"bell\x07 nul\x00 esc\x1b":      "bell nul esc",
		"broken \xff\xfe here\ufffd":    "broken here",
		"tag\U000E0041\U000E0042s":      "tags",
		"می\u200cخواهم":                 "می\u200cخواهم",
		"👩\u200d🚒 x\u200dy":             "👩\u200d🚒 xy",
		"क\u094d\u200dष \u200c a\u200c": "क\u094d\u200dष a",
		"日本\u3000語":                     "日本 語",
		"ok\u2028next":                  "ok next",
	} {
		got := clean(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if again := clean(got); again != got {
			t.Errorf("%q: %q the second time", in, again)
		}
	}
}

func TestFileGoesByItsExtension(t *testing.T) {
	markdown := "---\ntitle: \"Slip to close\"\nauthor: Jane Roe\ndate: 2026-03-04\n---\n\n# Slip to close\n\nThe board **voted** [nine](http://x.example) to two.\n\n> We had no choice.\n\n- one\n- two\n"
	for _, tt := range []struct {
		file        news.File
		title, text string
		want        error
	}{
		{news.File{Name: "a.MD", Data: []byte(markdown)}, "Slip to close", "The board voted nine to two.\n\nWe had no choice.\n\none\n\ntwo", nil},
		{news.File{Name: "a.txt", Type: "text/html", Data: []byte("Slip <b>closes</b>\n\nThe board voted.")}, "Slip <b>closes</b>", "The board voted.", nil},
		{news.File{Name: "notes", Type: "text/markdown; charset=UTF-8", Data: []byte("*Slip* closes.")}, "Slip closes.", "Slip closes.", nil},
		{news.File{Name: "utf16.txt", Data: []byte("\xff\xfeh\x00o\x00 \x00y\x00a\x00")}, "ho ya", "ho ya", nil},
		{news.File{Name: "cp1252.txt", Type: "text/plain; charset=windows-1252", Data: []byte("He said \x93no\x94.")}, "He said “no”.", "He said “no”.", nil},
		{news.File{Name: "a.pdf", Data: []byte("Plain")}, "", "", news.ErrType},
		{news.File{Name: "a.docx", Type: "application/zip", Data: []byte("PK")}, "", "", news.ErrType},
		{news.File{Name: "a.txt", Data: []byte("PK\x03\x04\x00")}, "", "", news.ErrNotText},
		{news.File{Name: "a.md", Data: nil}, "", "", news.ErrEmpty},
		{news.File{Name: "a.html", Data: nil}, "", "", news.ErrEmpty},
	} {
		a, err := File(tt.file)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.file.Name, err, tt.want)
		}
		if err == nil && (a.Title != tt.title || a.Text != tt.text) {
			t.Errorf("%s:\n%q\n%q", tt.file.Name, a.Title, a.Text)
		}
	}
	a, err := File(news.File{Name: "a.md", Data: []byte(markdown)})
	if err != nil || a.Byline != "Jane Roe" || a.Published.Format("2006-01-02") != "2026-03-04" || a.Blocks[1].Kind != news.BlockQuote || a.Blocks[2].Kind != news.ListItem {
		t.Errorf("%+v, %v", a, err)
	}
}
