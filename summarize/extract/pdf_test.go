package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"onrecord/summarize/news"
)

// printed is a line of a PDF of ours.
type printed struct {
	x, y, size float64
	text       string // in Latin-1
}

// printPDF writes a PDF of one page for each list of lines. Its texts are not compressed.
func printPDF(info string, pages ...[]printed) []byte {
	var out bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(at), fmt.Sprintf(format, args...))
	}
	out.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 5+2*i)
	}
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), kids)
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	object("<< %s >>", info)
	for i, lines := range pages {
		var text strings.Builder
		for _, l := range lines {
			fmt.Fprintf(&text, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", l.size, l.x, l.y, strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l.text))
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 6+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String())
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return out.Bytes()
}

// minutes is a report of three pages with a running head and page numbers.
func minutes() []byte {
	head := func(n int) []printed {
		return []printed{{72, 760, 9, "Harbour Board of Lindal"}, {300, 30, 9, fmt.Sprintf("Page %d of 3", n)}}
	}
	return printPDF("/Title (minutes-final.docx) /Author (Maren Oduya) /CreationDate (D:20260304101500Z)",
		append(head(1),
			printed{72, 720, 20, "Report on the old ferry slip"},
			printed{72, 680, 11, "The board voted nine to two on Tuesday to close the old ferry slip at Lindal, end-"},
			printed{72, 666, 11, "ing a service that has run since 1911. \x93We had no choice,\x94 said its chair, Maren"},
			printed{72, 652, 11, "Oduya, after the vote."},
			printed{72, 624, 11, "The second paragraph comes after a gap, and tells what the engineers had found under"},
			printed{72, 610, 11, "the quay in the winter, which was not much that anybody could still call timber, and so"},
			printed{72, 596, 11, "they asked the board to think of another place, which the board, after a long night,"}),
		append(head(2),
			printed{72, 720, 11, "did at last."},
			printed{72, 690, 14, "What it costs"},
			printed{72, 660, 11, "\x95 A new slip"},
			printed{72, 646, 11, "\x95 A new boat, which is more"}),
		append(head(3), printed{72, 720, 11, "The last page has one sentence on it."}))
}

func TestAPDFIsReadWithItsPages(t *testing.T) {
	a, err := File(news.File{Name: "minutes.PDF", Data: minutes()})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, a)
	if a.Title != "Report on the old ferry slip" || a.Byline != "Maren Oduya" || a.Published.Format("2006-01-02") != "2026-03-04" || !a.PublishedGuessed || a.Notice != news.Complete || a.Lang != "en" {
		t.Errorf("%+v", a)
	}
	var got []string
	for _, b := range a.Blocks {
		got = append(got, fmt.Sprintf("%d%s %s", b.Page, [...]string{"p", "h", "li"}[b.Kind], a.At(b.Span)))
	}
	want := []string{
		"1p The board voted nine to two on Tuesday to close the old ferry slip at Lindal, ending a service that has run since 1911. “We had no choice,” said its chair, Maren Oduya, after the vote.",
		"1p The second paragraph comes after a gap, and tells what the engineers had found under the quay in the winter, which was not much that anybody could still call timber, and so they asked the board to think of another place, which the board, after a long night, did at last.",
		"2h What it costs", "2li A new slip", "2li A new boat, which is more", "3p The last page has one sentence on it.",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestAPDFThatCannotBeReadSaysSo(t *testing.T) {
	whole := minutes()
	for _, tt := range []struct {
		name string
		body []byte
		want error
	}{
		{"no PDF", []byte("PK\x03\x04"), news.ErrType},
		{"a head alone", []byte("%PDF-1.7\n"), news.ErrType},
		{"a picture", printPDF("", nil), news.ErrEmpty},
		{"too large", append(bytes.Clone(whole), make([]byte, maxPDF)...), news.ErrTooLarge},
		{"a table of a billion objects", bytes.Replace(whole, []byte("xref\n0 11"), []byte("xref\n999999999 11"), 1), nil},
		{"pages that are their own parents", bytes.ReplaceAll(whole, []byte("/Parent 2 0 R"), []byte("/Parent 5 0 R")), nil},
		{"pages within themselves", bytes.Replace(whole, []byte("/Kids [5 0 R"), []byte("/Kids [2 0 R"), 1), nil},
		{"cut off", whole[:len(whole)-300], nil},
	} {
		a, err := Article(news.Page{Type: "application/pdf", Body: tt.body})
		if tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if err == nil { // these may be repaired by the library, or not
			sound(t, a)
		}
	}
}

func TestALongPDFIsReadInPart(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	pages := make([][]printed, maxPDFPages+1)
	for i := range pages {
		pages[i] = []printed{{72, 700, 11, fmt.Sprintf("This is sheet %s of a long report on boats and their landings.", strings.Repeat("x", i+1))}}
	}
	a, err := Article(news.Page{URL: "https://www.harbourpost.example/long.pdf", Type: "application/pdf", Body: printPDF("", pages...)})
	if err != nil || a.Notice != news.Unfinished || a.Blocks[len(a.Blocks)-1].Page != maxPDFPages || a.Link == "" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestAHyphenAtTheEndOfALineGoes(t *testing.T) {
	for _, tt := range [][3]string{
		{"end-", "ing it", "ending it"}, {"end\u00ad", "ing it", "ending it"}, {"North-", "Lindal", "North-Lindal"}, {"a line", "more", "a line more"},
		{"1990-", "1995", "1990-1995"}, {"a dash -", "so", "a dash - so"}, {"日本", "語", "日本語"},
	} {
		if got := broken(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q and %q: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

func TestAPageNumberIsTold(t *testing.T) {
	for text, want := range map[string]bool{"3": true, "– 3 –": true, "Page 3 of 9": true, "Seite 3 von 9": true, "3/9": true, "": false, "Page": false, "In 1911": false, "3 boats": false, "12345": false} {
		if got := pageLabel(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(minutes())
	f.Add(printPDF("", nil))
	f.Add([]byte("%PDF-1.7\n1 0 obj"))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := Article(news.Page{Type: "application/pdf", Body: body})
		if err == nil {
			sound(t, a)
		}
	})
}

func FuzzLayOut(f *testing.F) {
	f.Add("Harbour Board\nSlip to close\n\x95 end-\ning it\n3", 3.0, 14.0, 11.0)
	f.Add("日本\n語", -1.0, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, text string, step, drop, size float64) {
		var sheet []line
		for s := range strings.SplitSeq(text, "\n") {
			n := float64(len(sheet))
			sheet = append(sheet, line{text: s, left: n * step, right: n*step + float64(len(s)), top: 700 - n*drop, bottom: 690 - n*drop, size: size + float64(len(s)%3)})
		}
		for _, p := range layOut([][]line{sheet, nil, sheet}) {
			if p.text == "" || p.text != clean(p.text) || p.page < 1 || p.page > 3 {
				t.Errorf("block %q of page %d", p.text, p.page)
			}
		}
	})
}
