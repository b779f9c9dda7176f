package extract

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"onrecord/summarize/news"
)

// largest is a fifth of the largest page that the fetcher lets through: what is linear here is linear there.
const largest = 2 << 20

func filled(head, piece string) string { return head + strings.Repeat(piece, largest/len(piece)) }

// large are pages of megabytes of one thing, or of hundreds of thousands of tags.
var large = map[string]func() string{
	"an attribute": func() string {
		return `<p title="` + filled("", "x") + `">The board voted nine to two, and that was that.`
	},
	"attributes":                  func() string { return `<p ` + filled("", "a ") + `>The board voted nine to two, and that was that.` },
	"a million links":             func() string { return strings.Repeat("<a href=x>", 1<<20) + "The board voted nine to two." },
	"links with words":            func() string { return filled("", "<a href=/x>board</a> ") },
	"100,000 divs within another": func() string { return strings.Repeat("<div>", 100_000) + "The board voted nine to two." },
	"a table":                     func() string { return filled("<table>", "<tr><td>The board voted.</td></tr>") },
	"a row of a table":            func() string { return filled("<table><tr>", "<td>9") },
	"tables within tables":        func() string { return strings.Repeat("<table><tr><td>", 100_000) + "The board voted nine to two." },
	"open brackets":               func() string { return filled("", "<") },
	"a comment":                   func() string { return filled("<!--", "-> ") },
	"a title":                     func() string { return filled("<title>", "The board voted. ") },
	"plaintext":                   func() string { return filled("<plaintext>", "The board voted. ") },
	"a script of data":            func() string { return filled(`<script type="application/ld+json">`, `{"@type":"NewsArticle"},`) },
	"a sheet of style":            func() string { return filled("<style>", ".a{color:red} ") },
	"a style of one element":      func() string { return `<p style="` + filled("", "color:#") + `">The board voted nine to two.` },
	"classes of one element": func() string {
		return "<style>.a{display:none}</style><p class='" + filled("", "b ") + "'>The board voted."
	},
	"null bytes":           func() string { return filled("<p>The board voted.", "\x00") },
	"half characters":      func() string { return filled("<p>The board voted.", "\xe2\x82") },
	"escapes of a charset": func() string { return filled("<p>The board voted.", "\x1b$B") },
	"references":           func() string { return filled("<p>", "&CounterClockwiseContourIntegral;") },
	"next pages":           func() string { return filled("", "<a rel=next>") },
	"empty":                func() string { return filled("", " ") },
}

// mostAllocated is what reading one of these pages may allocate in all, freed or not; mostTime what it may take on a
// machine that is doing other things. Both are far above what is measured, and far below what a step that is not linear
// would need.
const (
	mostAllocated = 1 << 30
	mostTime      = time.Minute
)

func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func TestALargePageCostsNoMoreThanItsLength(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	for name, page := range large {
		t.Run(name, func(t *testing.T) {
			p := news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(page())}
			before, start := allocated(), time.Now()
			a, err := Article(p)
			Next(p)
			if took, held := time.Since(start), allocated()-before; took > mostTime || held > mostAllocated {
				t.Errorf("%v and %d MB", took, held>>20)
			}
			if err == nil {
				sound(t, a)
			} else if !errors.Is(err, news.ErrEmpty) && !errors.Is(err, news.ErrTooLarge) {
				t.Error(err)
			}
		})
	}
}

// stuffed is a PDF of one page whose content, or whatever else, is the object that is given; an object is written as it is.
func stuffed(objects ...string) []byte {
	var out bytes.Buffer
	var at []int
	out.WriteString("%PDF-1.5\n")
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return out.Bytes()
}

// deflated is a stream of n times a piece, packed as often as is said.
func deflated(piece string, n, times int) string {
	data := []byte(strings.Repeat(piece, n))
	for range times {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write(data)
		w.Close()
		data = b.Bytes()
	}
	return fmt.Sprintf("<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream", len(data), strings.Repeat("/FlateDecode ", times), data)
}

// TestABombOfAPDFIsDefused has files that unpack to many megabytes, or lead in circles. Each ends within the time
// and the memory that the library is given.
func TestABombOfAPDFIsDefused(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const most = 2 * time.Second // in place of maxPDFTime
	catalog, pages := "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
	page := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 4 0 R >> >> >>"
	font := "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
	form := strings.Replace(deflated("/X Do ", 1000, 1), "<<", "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", 1)
	for name, body := range map[string][]byte{
		"50 MB of nothing":            stuffed(catalog, pages, page, deflated(" ", 50<<20, 1), font),
		"packed three times":          stuffed(catalog, pages, page, deflated(" ", 50<<20, 3), font),
		"a million words":             stuffed(catalog, pages, page, deflated("BT /F1 9 Tf 9 9 Td (word) Tj ET ", 1<<20, 1), font),
		"states within states":        stuffed(catalog, pages, page, deflated("q ", 5<<20, 1), font),
		"a drawing that draws itself": stuffed(catalog, pages, page, form, font),
		"lists within lists":          stuffed(catalog, pages, page, strings.Repeat("[", 1<<20), font),
		"a page that holds all pages": stuffed(catalog, "<< /Type /Pages /Count 999999999 /Kids [2 0 R 2 0 R 3 0 R] >>", page, deflated(" ", 9, 1), font),
		"a page of no end":            stuffed(catalog, pages, strings.Replace(page, "612 792", "1e38 1e38", 1), deflated("BT /F1 1e30 Tf (a) Tj ET ", 9, 1), font),
		"an encryption of its own":    bytes.Replace(stuffed(catalog, pages, page, deflated(" ", 9, 1), font), []byte("/Root"), []byte("/Encrypt << /Filter /Standard /V 5 /R 6 /O (x) /U (x) /P 0 >> /Root"), 1),
		"scripts and files":           stuffed(strings.Replace(catalog, ">>", "/OpenAction << /S /JavaScript /JS (while(1);) >> /AA << /O << /S /Launch /F (/bin/sh) >> >> >>", 1), pages, page, "<< /F (/etc/hostname) /Length 0 >>\nstream\n\nendstream", font),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := openPDF(body, most)
			if took := time.Since(start); took > most+mostTime {
				t.Errorf("took %v", took)
			}
			if err != nil && !errors.Is(err, news.ErrEmpty) && !errors.Is(err, news.ErrTooLarge) && !errors.Is(err, news.ErrType) {
				t.Error(err)
			}
		})
	}
}

func TestOfAnArticleWithoutEndABookIsRead(t *testing.T) {
	body := "<title>Slip to close</title><article>" + strings.Repeat("<p>The board voted nine to two on Tuesday to close the old slip, she said.</p>", 3*maxText/70) + "</article>"
	a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(body)})
	if err != nil || len(a.Text) > maxText || len(a.Text) < maxText/2 || a.Notice != news.Unfinished {
		t.Fatalf("%v, notice %d", err, a.Notice)
	}
	sound(t, a)
	one := "<title>Slip to close</title><article><p>" + strings.Repeat("The board voted nine to two on Tuesday. ", 2*maxText/40) + "</article>"
	if _, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Body: []byte(one)}); !errors.Is(err, news.ErrTooLarge) {
		t.Errorf("a paragraph without end: %v", err)
	}
}
