package quote_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/examples"
	"onrecord/summarize/extract"
	"onrecord/summarize/news"
	"onrecord/summarize/prose"
	"onrecord/summarize/quote"
)

// example reads one of the project's own articles.
func example(t testing.TB, name string) *news.Article {
	t.Helper()
	data, err := examples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.File(news.File{Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestThePromisesHoldOverTheExamples(t *testing.T) {
	for _, name := range examples.Names() {
		t.Run(name, func(t *testing.T) {
			a := example(t, name)
			text := a.Text
			found := quote.Find(a)
			if len(found) < 10 {
				t.Errorf("only %d quotations", len(found))
			}
			if err := invariants(a, found); err != nil {
				t.Error(err)
			}
			if again := quote.Find(a); !reflect.DeepEqual(found, again) {
				t.Error("a second run finds something else")
			}
			if a.Text != text {
				t.Error("the article was changed")
			}
		})
	}
}

// hostile are texts that would be slow to read, or fatal, if the engine looked again at what it has seen.
var hostile = []struct{ name, text string }{
	{"50,000 marks, none closed", strings.Repeat("“He said ", 50_000)},
	{"50,000 single marks, none closed", strings.Repeat("‘He said ", 50_000)},
	{"50,000 straight marks", strings.Repeat(`"He said `, 50_000)},
	{"a megabyte without a full stop", strings.Repeat("and on and on ", 75_000)},
	{"a megabyte of names", strings.Repeat("Ida Moreno ", 95_000)},
	{"a megabyte of one name", strings.Repeat("A", 1<<20)},
	{"zero-width and bidirectional characters", strings.Repeat("\u200b“\u202eIt\u200d closes\u2066,” \u200fshe\u00ad said.\u2069 ", 1_000)},
	{"marks of all scripts", strings.Repeat("„a“ «b» 「c」 『d』 “e” ‘f’ ‹g› \"h\" ``i'' ,,j'' ", 500)},
	{"marks of all scripts, in no order", strings.Repeat("“ » ‘ 『 „ \" ' › `` ", 5_000)},
	{"invalid UTF-8", strings.Repeat("\xff“\xfeIt closes\xe2\x80,” she\xc3 said. ", 5_000)},
	{"NULs", strings.Repeat("\x00“It closes,”\x00 she said\x00. ", 5_000)},
	{"a tower of brackets", strings.Repeat("(“", 5_000) + strings.Repeat("”)", 5_000)},
	{"a million line breaks", strings.Repeat("\n“", 500_000)},
	{"200 namesakes", namesakes(200)},
	{"50,000 quotations", strings.Repeat("“It closes,” Ida Moreno said.\n\n", 50_000)},
	{"10,000 clauses", strings.Repeat("Ida Moreno said that the slip was closed.\n\n", 10_000)},
	{"50,000 pronouns", strings.Repeat("“It closes,” she said.\n\n", 50_000)},
	{"20,000 cues without a full stop", strings.Repeat("Ida Moreno said the slip, ", 20_000)},
	{"2,000 bodies", bodies(2_000)},
	{"50,000 labels of two people", "Ida Moreno met Bo Tern.\n\n" + strings.Repeat("MORENO: Will you close it?\n\nTERN: I will.\n\n", 25_000)},
	{"50,000 questions and answers", "Ida Moreno, a pilot, spoke to us.\n\n" + strings.Repeat("Q: Will it close?\n\nA: I hope so.\n\n", 25_000)},
	{"a transcript of 50,000 paragraphs with two labels", "Ida Moreno spoke.\n\nQ: Will it?\n\nA: I hope so.\n\nQ: When?\n\nA: I know.\n\n" + strings.Repeat("I know.\n\n", 50_000)},
	{"20,000 people with a label each, twice", cast(20_000)},
	{"labels without a body", strings.Repeat("Ida Moreno:\n\nQ:\n\nA:\n\n", 5_000)},
}

// namesakes makes a text in which n people share a last name.
func namesakes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "“It closes,” said Ida%c%c Moreno. “So it does,” Moreno said.\n\n", 'a'+i%26, 'a'+i/26)
	}
	return b.String()
}

// bodies makes a text in which n bodies speak.
func bodies(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "“It closes,” said the %c%c%c Port Authority. “So it does,” the authority said.\n\n", 'A'+i%26, 'a'+i/26%26, 'a'+i/676)
	}
	return b.String()
}

// cast makes a transcript in which n people speak twice.
func cast(n int) string {
	var b strings.Builder
	for i := range 2 * n {
		fmt.Fprintf(&b, "Ida%c%c%c Moreno%c%c: I asked you.\n\n", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26, 'a'+i%n%26, 'a'+i%n/26%26)
	}
	return b.String()
}

func TestHostileTextIsReadAllTheSame(t *testing.T) {
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			a := prose.Article(tt.text)
			if err := invariants(a, quote.Find(a)); err != nil {
				t.Error(err)
			}
		})
	}
}

// slowest is what a byte of any text may cost at most: a thousand times what a byte of an article costs, so that a busy
// machine does not trip over it, and a text that takes the square of its length does.
const slowest = 50 * time.Microsecond

// FuzzFind looks for texts that break a promise, or take more than their length explains.
func FuzzFind(f *testing.F) {
	for _, tt := range hostile {
		if len(tt.text) < 20_000 {
			f.Add(tt.text)
		}
	}
	for _, s := range []string{
		"“The slip closes,” said Ida Moreno, the harbour’s director. ‘Nobody’s boats’ owners agree,’ she added.",
		"Dr. Ida van der Tern (Ind., Holm), 51, who chairs the board -- of Tern & Co. -- told a man who laughed that “it closes”.",
		"HOLM, Jan. 4 — According to the U.S. Ferry Co., the boat had sailed;\n\n“MORENO: No.\n\n9:41\n\n___\n\n“TERN: Yes,” they said.",
		"Ida Moreno, a pilot, spoke.\n\nQ: Will it?\n\nA: “I hope so,” I said.\n\nMORENO (laughs): I\n\nSo we do.\n\nTERN:\n\nI know.\n\n(LAUGHTER)\n\nNote: “no",
		"\"It closes,\" he said: 'No.' «Oui», „ja“ 「五月」 ``so'' — Bo Tern (Holm)", "“\x00\xff‘\u202e”’\u200b said Moreno",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := prose.Article(text)
		began := time.Now()
		found := quote.Find(a)
		if took, most := time.Since(began), time.Second+time.Duration(len(text))*slowest; took > most {
			t.Errorf("%d bytes took %v, more than %v", len(text), took, most)
		}
		if err := invariants(a, found); err != nil {
			t.Fatal(err)
		}
	})
}

// abroad are the languages that the engine reads by a lexicon, and one that it does not.
var abroad = []string{"de", "es", "fr", "it", "pt", "ja"}

// hostileAbroad are repeated until they are long; each part of the reading has one that it would be slow on.
var hostileAbroad = []string{
	"„Er sagte ", "»Nein«, sagte er. ", "« Non, dit-il, ", "«No», dijo. ", "sagte und ", "Ida Moreno ", "von der ", "Ida von der ", "-t-il-t-il", "l'", "l’Ida ", "D'",
	"Der Sprecher des Sprechers des ", "la portavoz del alcalde de la ", "Ida Moreno, Sprecherin, ", "X, ", "(", "laut ", "selon ", "según Ida Moreno ", "sagte, dass ",
	"«No», dijo el alcalde Juan Moreno.\n\n", "Moreno: «", "ha detto che ", "disse que ", "ex ex ", "de 51 años, ", "Straßenbauamt", "a-t-elle ", "「はい」と",
}

func TestHostileTextInOtherLanguagesIsReadAllTheSame(t *testing.T) {
	for _, lang := range abroad {
		t.Run(lang, func(t *testing.T) {
			for _, part := range hostileAbroad {
				a := prose.Article(strings.Repeat(part, 200_000/len(part)))
				a.Lang = lang
				if err := invariants(a, quote.Find(a)); err != nil {
					t.Errorf("%q: %v", part, err)
				}
			}
		})
	}
}

// FuzzFindAbroad is FuzzFind for texts in other languages.
func FuzzFindAbroad(f *testing.F) {
	texts, err := filepath.Glob("testdata/lang/*.txt")
	if err != nil || len(texts) == 0 {
		f.Fatalf("no articles (%v)", err)
	}
	for _, file := range texts {
		f.Add(uint8(slices.Index(abroad, filepath.Base(file)[:2])), pasted(f, file).Text)
	}
	for i := range abroad {
		for _, part := range hostileAbroad {
			f.Add(uint8(i), strings.Repeat(part, 5))
		}
	}
	f.Fuzz(func(t *testing.T, lang uint8, text string) {
		a := prose.Article(text)
		a.Lang = abroad[int(lang)%len(abroad)]
		if err := invariants(a, quote.Find(a)); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkFindAbroad(b *testing.B) {
	a := pasted(b, "testdata/lang/de-faehre.txt")
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dx", n), func(b *testing.B) {
			long := prose.Article(strings.Repeat(a.Text+"\n\n", n))
			long.Lang = a.Lang
			b.SetBytes(int64(len(long.Text)))
			b.ReportAllocs()
			for b.Loop() {
				quote.Find(long)
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	a := example(b, "harbour.html")
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dx", n), func(b *testing.B) {
			long := prose.Article(strings.Repeat(a.Text+"\n\n", n))
			b.SetBytes(int64(len(long.Text)))
			b.ReportAllocs()
			for b.Loop() {
				quote.Find(long)
			}
		})
	}
}
