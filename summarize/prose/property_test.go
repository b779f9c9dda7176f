package prose_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"onrecord/examples"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
)

// nearly is white space, or what prose takes for it.
func nearly(r rune) bool { return unicode.IsSpace(r) || r == 0 || r == '\u200b' || r == '\ufeff' }

// check holds an article against the promises of the package.
func check(t *testing.T, a *news.Article) {
	t.Helper()
	at, valid := 0, utf8.ValidString(a.Text)
	rest := func(to int) {
		if left := strings.TrimFunc(a.Text[at:to], nearly); left != "" {
			t.Errorf("no block has %.40q", left)
		}
	}
	for _, b := range a.Blocks {
		if b.Start < at || b.End > len(a.Text) || b.Empty() {
			t.Fatalf("block %v after offset %d of %d", b.Span, at, len(a.Text))
		}
		rest(b.Start)
		at = b.End
	}
	rest(len(a.Text))
	at = 0
	for n, s := range a.Sentences {
		if s.Block < 0 || s.Block >= len(a.Blocks) || !a.Blocks[s.Block].Contains(s.Span) || s.Start < at || s.Empty() {
			t.Fatalf("sentence %d is %+v after offset %d", n+1, s, at)
		}
		if n > 0 && s.Block == a.Sentences[n-1].Block || s.Start == a.Blocks[s.Block].Start {
			from := max(at, a.Blocks[s.Block].Start)
			if left := strings.TrimFunc(a.Text[from:s.Start], nearly); left != "" {
				t.Errorf("no sentence has %.40q", left)
			}
		} else {
			t.Errorf("block %d does not begin with a sentence", s.Block)
		}
		if n+1 == len(a.Sentences) || a.Sentences[n+1].Block != s.Block {
			if left := strings.TrimFunc(a.Text[s.End:a.Blocks[s.Block].End], nearly); left != "" {
				t.Errorf("no sentence has %.40q", left)
			}
		}
		if valid && !utf8.ValidString(a.At(s.Span)) {
			t.Errorf("sentence %d cuts a character: %q", n+1, a.At(s.Span))
		}
		at = s.End
	}
}

func TestEveryExampleIsCutWithoutALoss(t *testing.T) {
	for _, name := range examples.Names() {
		body, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { check(t, prose.Article(string(body))) })
	}
}

// hostile are texts that would be slow to read, or fatal, if the cutter looked twice at what it has seen.
var hostile = []struct{ name, text string }{
	{"50,000 opening marks", strings.Repeat("“Go. ", 50_000)},
	{"50,000 single opening marks", strings.Repeat("‘Go. ", 50_000)},
	{"50,000 straight marks", strings.Repeat(`"`, 50_000)},
	{"50,000 single marks and apostrophes", strings.Repeat("‘the boats’ owners. It’s ", 50_000)},
	{"a megabyte without a full stop", strings.Repeat("and on and on ", 75_000)},
	{"a megabyte of full stops", strings.Repeat(".", 1<<20)},
	{"a megabyte of initials", strings.Repeat("A.", 1<<19)},
	{"a megabyte of stops that end nothing", strings.Repeat("e.g. ", 1<<18)},
	{"a megabyte of blank characters", "A. " + strings.Repeat("\u200b", 1<<18) + " B."},
	{"a megabyte of line breaks", strings.Repeat("\n", 1<<20)},
	{"invalid UTF-8", strings.Repeat("\xff\xfe. \xe2\x80", 10_000)},
	{"NULs", strings.Repeat("\x00. A\x00", 10_000)},
	{"marks of all scripts", strings.Repeat("„a. «b. 「c。 “d. ‘e. \"f. ", 5_000)},
}

func TestHostileTextIsCutAllTheSame(t *testing.T) {
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) { check(t, prose.Article(tt.text)) })
	}
}

func FuzzArticle(f *testing.F) {
	for _, s := range []string{
		"Mr. Ruiz met Dr. Hale. “It ends. It begins,” she said.", "‘The boats’ owners. They pay,’ he said.\n\n- a\n- b", "雨だ。「風。」と", "\xff\x00. “A",
		"a\r\n\r\nb\u200b\n\ufeff", "U.S. p.m. J. K. 3.5…?! \"A\" '90s",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := prose.Article(text)
		if a.Text != text {
			t.Fatal("the text was changed")
		}
		check(t, a)
	})
}

func BenchmarkArticle(b *testing.B) {
	const piece = "“The slip closes. It must,” said Ida Moreno, the harbour’s director, on Jan. 4. ‘Nobody’s boats’ owners agree,’ wrote the U.S. Ferry Co. to Mr. Ruiz.\n\n"
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dx", n), func(b *testing.B) {
			text := strings.Repeat(piece, 32*n)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				prose.Article(text)
			}
		})
	}
}
