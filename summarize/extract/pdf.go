package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"onrecord/summarize/news"
)

// What one PDF may cost. The library is PDFium compiled to WebAssembly: whatever a file does to it, it stays within its
// memory and can be stopped. It is interpreted, because to compile it takes longer than to read most files.
const (
	maxPDF       = 10 << 20         // bytes of a file
	maxPDFMemory = 192 << 20 >> 16  // of the library, in pages of 64 KiB
	maxPDFTime   = 20 * time.Second // for one file
	maxPDFPages  = 60               // the rest is not read
	maxPDFLines  = 2000             // of a page
)

// portable reads a PDF. Running heads and page numbers are left out, words that were divided at the end of a line are
// joined, and each block knows the page on which it begins. Its date is that of the file, and so a guess.
func portable(body []byte) (*news.Article, error) {
	if len(body) > maxPDF {
		return nil, news.ErrTooLarge
	}
	if !bytes.Contains(body[:min(len(body), 1024)], []byte("%PDF-")) {
		return nil, fmt.Errorf("%w: no PDF", news.ErrType)
	}
	file, err := openPDF(body, maxPDFTime)
	if err != nil {
		return nil, err
	}
	title, blocks := titled(layOut(file.sheets), clean(file.title))
	if total(blocks) < minWords {
		return nil, fmt.Errorf("%w: PDF without text", news.ErrEmpty)
	}
	a := &news.Article{Title: title, Byline: person(file.author), Published: moment(file.created)}
	a.PublishedGuessed = !a.Published.IsZero()
	if file.cut {
		a.Notice = news.Unfinished
	}
	fill(a, blocks)
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	a.Lang = lang(a.Text)
	return a, nil
}

// titled returns the title of a document and its blocks without it: the largest of the headings with which its first page
// begins, else what the file says of itself where that is no file name.
func titled(paragraphs []paragraph, meta string) (string, []block) {
	top := -1
	for i, p := range paragraphs[:min(len(paragraphs), 6)] {
		if p.kind != news.Heading || p.page > 1 {
			continue
		}
		if top < 0 || p.size > paragraphs[top].size {
			top = i
		}
	}
	title := ""
	if len(words(meta)) > 2 && !strings.Contains(meta, "Microsoft") && !fileName.MatchString(meta) {
		title = meta
	}
	if top >= 0 && (title == "" || len(words(paragraphs[top].text)) > 2) {
		title = paragraphs[top].text
	}
	var blocks []block
	for _, p := range paragraphs {
		if p.page > 1 || len(blocks) > 2 || key(p.text) != key(title) {
			blocks = append(blocks, p.block)
		}
	}
	return title, blocks
}

var fileName = regexp.MustCompile(`\.(?i:docx?|pdf|indd|qxd|pptx?|odt|tex|html?|pages)$`)

// pdfFile is what was read in a PDF.
type pdfFile struct {
	title, author, created string
	sheets                 [][]line // lines of each page as they are drawn
	cut                    bool     // there are more pages
}

// openPDF reads a file in a library of its own, which ends with it, in most time.
func openPDF(body []byte, most time.Duration) (file pdfFile, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: broken PDF", news.ErrType)
		}
	}()
	pool, err := webassembly.Init(webassembly.Config{
		MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard, FSConfig: wazero.NewFSConfig(), // no files, no output
		RuntimeConfig: wazero.NewRuntimeConfigInterpreter().WithMemoryLimitPages(maxPDFMemory).WithCloseOnContextDone(true).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return file, fmt.Errorf("load PDFium: %w", err)
	}
	defer pool.Close()
	lib, err := pool.GetInstance(maxPDFTime)
	if err != nil {
		return file, fmt.Errorf("load PDFium: %w", err)
	}
	var late atomic.Bool
	limit := time.AfterFunc(most, func() {
		late.Store(true)
		_ = lib.Kill() // ends the call that runs; what it returns is looked at below
	})
	defer limit.Stop()
	file, err = readPDF(lib, body)
	switch {
	case err == nil, len(file.sheets) > 0: // what was read before the time was over or the file broke off
		file.cut = file.cut || err != nil
		return file, nil
	case late.Load():
		return file, news.ErrTooLarge
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return file, fmt.Errorf("%w: PDF with a password", news.ErrType)
	}
	return file, fmt.Errorf("%w: broken PDF: %w", news.ErrType, err)
}

// readPDF returns what it could read before an error too.
func readPDF(lib pdfium.Pdfium, body []byte) (file pdfFile, err error) {
	doc, err := lib.OpenDocument(&requests.OpenDocument{File: &body})
	if err != nil {
		return file, err
	}
	if meta, err := lib.GetMetaData(&requests.GetMetaData{Document: doc.Document, Tags: &[]string{"Title", "Author", "CreationDate"}}); err == nil {
		for _, tag := range meta.Tags {
			switch tag.Tag {
			case "Title":
				file.title = tag.Value
			case "Author":
				file.author = tag.Value
			case "CreationDate":
				file.created = pdfDate(tag.Value)
			}
		}
	}
	count, err := lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return file, err
	}
	file.cut = count.PageCount > maxPDFPages
	for i := range min(count.PageCount, maxPDFPages) {
		text, err := lib.GetPageTextStructured(&requests.GetPageTextStructured{
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}},
			Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true,
		})
		if err != nil {
			return file, err
		}
		file.sheets = append(file.sheets, sheetLines(text.Rects))
	}
	return file, nil
}

// sheetLines joins the runs of one font that a page is drawn in to lines.
func sheetLines(runs []*responses.GetPageTextStructuredRect) []line {
	var out []line
	for _, r := range runs {
		at := r.PointPosition
		next := line{text: r.Text, left: at.Left, right: at.Right, top: at.Top, bottom: at.Bottom}
		if r.FontInformation != nil {
			next.size = r.FontInformation.RenderedSize
		}
		if next.size <= 0 {
			next.size = at.Top - at.Bottom
		}
		if strings.TrimSpace(next.text) == "" {
			continue
		}
		if n := len(out); n == maxPDFLines {
			break
		} else if n == 0 || !out[n-1].takes(next) {
			out = append(out, next)
		} else {
			out[n-1].add(next)
		}
	}
	return out
}

// pdfDate reads D:20260304051500Z as 2026-03-04.
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}
