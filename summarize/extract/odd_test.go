package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// mark stands wherever a browser shows nothing.
const mark = "QUAGGA"

// odd are pieces of pages at which parsers of HTML part ways. Each stands in the middle of an article, alone, and as a
// whole page. What must not be in the article is marked with [mark].
var odd = map[string]string{
	// Tags in the wrong order.
	"formatting that crosses":      `<p>One <b>two <i>three</b> four</i> five.</p>`,
	"paragraphs within paragraphs": `<p>One.<p>Two.<div>Three.<p>Four.</div></p></p>`,
	"a link within a link":         `<p><a href=/a>One <a href=/b>two</a> three</a>.</p>`,
	"headings within headings":     `<h2>One <h3>two</h2> three</h3>`,
	"a list without a list":        `<li>One.<li>Two.</li></ul>`,
	"ends without beginnings":      `</p></div></b></table></body></html><p>After the end.</p>`,
	"text in a table":              `<table>One <tr>two <td>three</td> four</tr> five</table>`,
	"a form in a form in a table":  `<table><form><tr><form><td><input value="` + mark + `"></form>One.</table>`,
	"a button in a button":         `<button>` + mark + `<button>` + mark + `</button></button>`,
	"a paragraph in a span":        `<span><p>One <span><div>two</span> three</div>.</p></span>`,
	"adoption of many":             strings.Repeat(`<a><b><i>`, 20) + `One.` + strings.Repeat(`</a></i></b>`, 20),
	"nobr, and again":              `<nobr>One <nobr>two <b>three</nobr> four</b>.`,
	"ruby":                         `<ruby>One<rp>(</rp><rt>two<rp>)</rp></ruby>`,
	"definitions":                  `<dl><dt>One<dd>Two<dt>Three</dl>`,
	"image, which is img":          `<image src=x alt="` + mark + `"><p>One.`,
	"an end of a void element":     `<p>One</br>two</hr>three</img>.</p>`,
	"isindex and keygen":           `<isindex prompt="` + mark + `"><keygen><p>One.`,
	"a slash in every tag":         `<p/>One <b/>two <br/><div/>three.`,
	"attributes without sense":     `<p =a ="b" c='d"e' f=g"h <i j>One.</p>`,
	"an attribute twice":           `<p hidden=x hidden style="display:none" style="display:block">` + mark + `</p>`,
	"upper case":                   `<P STYLE="DISPLAY:NONE">` + mark + `</P><SCRIPT>` + mark + `</SCRIPT><P>One.</P>`,
	"names with strange letters":   `<p` + "\u0131" + `>One.</p><s` + "\u212a" + `rip>Two.</s><a:b.c-d>Three.</a:b.c-d>`,
	// Comments and what looks like them.
	"a comment that is not closed":  `<p>One.</p><!-- ` + mark + ` <p>` + mark + `</p>`,
	"a comment within a comment":    `<!-- <!-- ` + mark + ` --><p>One. --></p>`,
	"the shortest comments":         `<!--><p>One.</p><!---><p>Two.</p><!----><!-- --!><p>Three.</p>`,
	"a comment that ends in a dash": `<!-- ` + mark + ` ---><p>One.</p>`,
	"bogus comments":                `<!` + mark + `><?` + mark + ` ?></ ` + mark + `><![if IE]><p>One.<![endif]>`,
	"a comment in a script":         `<script><!-- <script> ` + mark + ` </script> --></script><p>One.`,
	"CDATA outside foreign content": `<![CDATA[` + mark + `]]><p>One.`,
	"an instruction":                `<?php echo "` + mark + `" ?><?xml version="1.0"?><p>One.`,
	// Text that is not parsed.
	"a script that is not closed": `<p>One.</p><script>` + mark,
	"a script in a script":        `<script>"<script>` + mark + `<\/script>"</script><p>One.`,
	"an end in a script":          `<script>var a = "</scr" + "ipt>` + mark + `"; </script><p>One.`,
	"a style that is not closed":  `<p>One.</p><style>p { content: "` + mark + `" }`,
	"a style in a body":           `<div><style>.x::after { content: "` + mark + `" }</style>One.</div>`,
	"a title in a body":           `<p>One.</p><title>` + mark + `</title>`,
	"a field that is not closed":  `<p>One.</p><textarea>` + mark + `<p>` + mark,
	"tags in a field":             `<textarea></p><p>` + mark + `</textarea><p>One.`,
	"xmp":                         `<xmp><p>One &amp; <b>two</xmp>`,
	"plaintext":                   `<p>One.</p><plaintext><p>Two.</p></plaintext>`,
	"listing and pre":             "<pre>\n\nOne\n</pre><listing>\nTwo</listing>",
	"noembed and noframes":        `<noembed>` + mark + `</noembed><noframes><p>` + mark + `</noframes><p>One.`,
	"a frame with text":           `<iframe>` + mark + `<p>` + mark + `</iframe><p>One.`,
	// Templates, scripts that are off, frames.
	"a template":                    `<template><p>` + mark + `</p><template>` + mark + `</template></template><p>One.`,
	"a template that is not closed": `<p>One.</p><template><p>` + mark,
	"a template in a table":         `<table><template><tr><td>` + mark + `</template><tr><td>One.</table>`,
	"a declared shadow":             `<div><template shadowrootmode=open>` + mark + `</template>One.</div>`,
	"noscript":                      `<noscript><p>` + mark + `</p><style></noscript><p>One.`,
	"noscript that is not closed":   `<p>One.</p><noscript><p>` + mark,
	"frames":                        `<frameset cols="*,*"><frame src=/a><noframes>` + mark + `</noframes></frameset><p>One.`,
	"a second body":                 `<body class=a><p>One.</p></body><body hidden class=b><p>Two.</p></body>`,
	"a second head and html":        `<html lang=de><head><title>` + mark + `</title></head><body><p>One.`,
	"a head in a body":              `<head><meta name=author content="` + mark + `"></head><p>One.`,
	"select with all sorts":         `<select><option>` + mark + `<optgroup label="` + mark + `"><p>` + mark + `</p><script>` + mark + `</script></select><p>One.`,
	"details that are closed":       `<details><summary>One.</summary><p>Two.</p></details>`,
	"a dialog":                      `<dialog><p>` + mark + `</p></dialog><p>One.`,
	"audio, video and objects":      `<audio>` + mark + `</audio><video>` + mark + `</video><object><p>` + mark + `</p></object><canvas>` + mark + `</canvas><embed><p>One.`,
	// Foreign content.
	"a drawing with a page in it":      `<svg><foreignObject><p>` + mark + `</p></foreignObject></svg><p>One.`,
	"a drawing with words":             `<svg><title>` + mark + `</title><desc><b>` + mark + `</b></desc><text>` + mark + `</text></svg><p>One.`,
	"a drawing that is broken out of":  `<svg><g><p>One.</p></g></svg>`,
	"CDATA in a drawing":               `<svg><![CDATA[<p>` + mark + `</p>]]></svg><p>One.`,
	"a script in a drawing":            `<svg><script>` + mark + `</script></svg><p>One.`,
	"a style in a formula":             `<math><style><img title="</style>` + mark + `"></math><p>One.`,
	"a formula with a page in it":      `<math><annotation-xml encoding="text/html"><p>` + mark + `</p></annotation-xml></math><p>One.`,
	"a formula that turns into a page": `<math><mi><p>` + mark + `</p></mi><mglyph><malignmark>` + mark + `</math><p>One.`,
	"a drawing that is not closed":     `<p>One.</p><svg><text>` + mark,
	"a drawing in a table":             `<table><svg><tr><td>` + mark + `</svg><tr><td>One.</table>`,
	// Characters.
	"a byte order mark":                 "\ufeff<p>One\ufeff.</p>\ufeff",
	"null bytes":                        "<p\x00>O\x00ne.</p\x00><scr\x00ipt>One.</script>",
	"null bytes in a drawing":           "<svg><te\x00xt>" + mark + "\x00</text></svg><p>One.",
	"half a surrogate":                  "<p>One \xed\xa0\x80 two \xed\xb0\x80.</p>",
	"half a character":                  "<p>One \xe2\x82</p><p>Two \xf0\x9f\x92</p>\xff\xfe",
	"characters that are too long":      "<p>\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80 One.</p>\xc0\xbcscript\xc0\xbe",
	"references to nothing":             `<p>&#0; &#xD800; &#x110000; &#99999999999999999999; &#x; &#; &; &am &notit; &ampamp; One.</p>`,
	"references to what cannot be seen": `<p>One&#x202e;&#x200b;&#xfeff;&#xad;&#x2066;&shy;&zwnj;&lrm; two.</p>`,
	"references without an end":         `<p title="&quot>One &lt&gt&amp&copy two.</p>`,
	"turned text":                       "<p>One \u202eowt\u202c <bdo dir=rtl>eerht</bdo>.</p>",
	"what is no character":              "<p>One \ufffe\uffff\U0001fffe \ufdd0.</p>",
	"tags of letters":                   "<p>One \U000e0041\U000e0042\U000e007f.</p>",
	"many marks on a letter":            "<p>O" + strings.Repeat("\u0301", 500) + "ne.</p>",
	"white space of all kinds":          "<p>\u00a0\u1680\u2000\u2028\u2029\u205f\u3000\u180e\x0b\x0c\x1c One\r\n\rtwo.</p>",
	"lines of old machines":             "<p>One\rtwo\r\rthree.</p>\r<p>Four.",
	"escape sequences":                  "<p>One \x1b[31mtwo\x1b]0;x\x07 \x9b31m.</p>",
	"UTF-7":                             "<p>One +ADw-script+AD4-x+ADw-/script+AD4-.</p>",
}

// around is the article in which each piece stands, after its first two paragraphs.
const around = `<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry slip to close in May</title></head><body><article><h1>Ferry slip to close in May</h1>
<p>The harbour board voted nine to two on Tuesday to close the old ferry slip, which has been in use since 1911.</p>
<p>“We had no choice,” said Maren Oduya, the chair of the board, after a long night in the hall of the old customs house.</p>
%s
<p>The last boat leaves at nine in the evening on the first of May, and nobody knows what will become of the quay.</p></article></body></html>`

func TestOddPagesAreReadWithoutWhatNobodySees(t *testing.T) {
	if len(odd) < 75 {
		t.Errorf("only %d", len(odd))
	}
	for name, piece := range odd {
		t.Run(name, func(t *testing.T) {
			for i, body := range []string{fmt.Sprintf(around, piece), piece, "<!doctype html>" + strings.Repeat("<p>The board voted nine to two.</p>", 9) + piece} {
				for _, kind := range []string{"text/html", "application/xhtml+xml"} {
					a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: kind, Charset: "utf-8", Body: []byte(body)})
					if err != nil && i == 0 {
						t.Fatal(err)
					}
					if err != nil {
						continue
					}
					sound(t, a)
					if strings.Contains(a.Text, mark) {
						t.Errorf("what nobody sees is in the text: %q", a.Text)
					}
					if i == 0 && (!strings.Contains(a.Text, "voted nine to two on Tuesday") || a.Title != "Ferry slip to close in May") {
						t.Errorf("the article has become %q: %q", a.Title, a.Text)
					}
				}
			}
		})
	}
}

// TestACharsetThatLiesBreaksNothing reads a page under every label that is not its own.
func TestACharsetThatLiesBreaksNothing(t *testing.T) {
	bodies := map[string]string{
		"UTF-8": fmt.Sprintf(around, "<p>Café “one” – 日本.</p>"), "Latin-1": fmt.Sprintf(around, "<p>Caf\xe9 \x93one\x94.</p>"),
		"UTF-16": wide(fmt.Sprintf(around, "<p>Café.</p>")), "UTF-16 of an odd length": wide(around) + "x", "escapes": fmt.Sprintf(around, "<p>\x1b$B<script>\x1b(B.</p>"),
	}
	for _, label := range []string{"", "utf-8", "UTF-16", "utf-16be", "utf-32", "utf-7", "iso-8859-1", "windows-1251", "shift_jis", "gb18030", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "x-user-defined", "ibm037", "none", "\x00", strings.Repeat("x", 9999)} {
		for name, body := range bodies {
			for _, inside := range []string{"", "<meta charset=utf-16>", "<meta charset=utf-7>", "<meta http-equiv=content-type content='text/html; charset=iso-2022-jp'>"} {
				a, err := Article(news.Page{URL: "https://www.harbourpost.example/a", Type: "text/html", Charset: label, Body: []byte(inside + body)})
				if err == nil {
					sound(t, a)
				}
				if name == "UTF-8" && (err != nil || !strings.Contains(a.Text, "Café “one” – 日本.")) {
					t.Errorf("UTF-8 as %.20q with %q: %v", label, inside, err)
				}
			}
		}
	}
}

// wide writes a text in UTF-16 with its mark.
func wide(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// FuzzItem reads what a feed says of an article.
func FuzzItem(f *testing.F) {
	for _, piece := range odd {
		f.Add("Ferry slip", "<p>The harbour board voted nine to two on Tuesday to close the old ferry slip.</p>"+piece, "https://www.harbourpost.example/a")
	}
	f.Fuzz(func(t *testing.T, title, fragment, link string) {
		a, err := Feed(Item{Title: title, HTML: fragment, Link: link})
		if err == nil {
			sound(t, a)
		}
		if err == nil && !utf8.ValidString(a.Title+a.Link+a.Byline) {
			t.Errorf("%q, %q", a.Title, a.Link)
		}
	})
}
