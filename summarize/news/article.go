package news

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

// Source is what somebody handed in to be read: a link, a pasted text, or a file. Exactly one of Link, Text and
// File is set.
type Source struct {
	Link string // an http or https URL as it was typed
	Text string // pasted plain text
	File *File
}

// File is a file that somebody attached or named.
type File struct {
	Name string // base name with its extension, which decides how Data is read where Type does not
	Type string // media type as the platform reported it, may be empty
	Data []byte
}

// Page is what the web (or a file) gave, before anything has been read in it.
type Page struct {
	URL     string    // where the bytes came from, after redirects; empty for text and files
	Type    string    // media type without parameters, lower case, for example "text/html"
	Charset string    // label from the Content-Type header, may be empty
	Body    []byte    // decompressed, at most the cap of the one who fetched it
	Fetched time.Time // when the bytes were read
}

// Span is a half-open range of byte offsets into an [Article]'s Text. The zero Span stands for "nowhere".
type Span struct {
	Start int `json:"s"`
	End   int `json:"e"`
}

// Empty reports whether s covers no text.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// BlockKind says what sort of thing a [Block] was on its page.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	BlockQuote // a quotation set off from the text
	Post       // an embedded post of a social network
)

// Block is one paragraph-like piece of an article.
type Block struct {
	Span
	Kind  BlockKind `json:"k,omitempty"`
	By    string    `json:"by,omitempty"`    // author of a Post, as the page names them
	Entry int       `json:"entry,omitempty"` // entry of a live blog that the block belongs to, from 1 down the page; else 0
	At    time.Time `json:"at,omitzero"`     // of the first block of an Entry: when it was written, where the page tells
	Page  int       `json:"page,omitempty"`  // page of a PDF on which the block begins, from 1; else 0
}

// Sentence is a numbered piece of a block. Numbers start at 1 and follow the order of the text.
type Sentence struct {
	Span
	Block int `json:"b"` // index into Article.Blocks
}

// Notice tells a reader how complete an article is.
type Notice uint8

// The notices.
const (
	Complete   Notice = iota
	Paywalled         // the page shows a part, of [Article.Words] words, and asks for payment to see the rest
	LiveBlog          // a live blog of [Article.Entries] entries, which may have grown since
	Unfinished        // the article goes on over more pages than were read
	FromFeed          // what a feed says of the article, because its page could not be had
	Transcript        // what is said in a video that the page shows
)

// Article is what was read in a page: one immutable text and what is known about it. Package prose cuts a text into
// one; whoever fills the other fields calls [Article.Seal] last.
type Article struct {
	ID               string     `json:"id"`                 // 32 hex digits of a hash of Link and Text
	Link             string     `json:"link,omitempty"`     // canonical URL; empty for pasted text and files
	Title            string     `json:"title"`              // never empty: the first words where the page gives none
	Byline           string     `json:"byline,omitempty"`   // authors as the page gives them
	Site             string     `json:"site,omitempty"`     // name of the outlet as the page gives it
	Published        time.Time  `json:"published,omitzero"` // zero where unknown
	PublishedGuessed bool       `json:"guessed,omitempty"`  // the date was inferred, not stated as the date of publication
	Lang             string     `json:"lang,omitempty"`     // BCP 47 tag, or empty
	Text             string     `json:"text"`               // NFC; blocks are separated by blank lines
	Blocks           []Block    `json:"blocks"`             // in order, not overlapping
	Sentences        []Sentence `json:"sentences"`          // in order, not overlapping
	Notice           Notice     `json:"notice,omitempty"`
	Fetched          time.Time  `json:"fetched,omitzero"`
}

// Seal fills ID from Link and Text, which must not change afterwards, and returns a.
func (a *Article) Seal() *Article {
	sum := sha256.Sum256([]byte(a.Link + "\n" + a.Text))
	a.ID = hex.EncodeToString(sum[:16])
	return a
}

// At returns the text under s, or "" where s does not lie within the text.
func (a *Article) At(s Span) string {
	if s.Start < 0 || s.End > len(a.Text) || s.Start >= s.End {
		return ""
	}
	return a.Text[s.Start:s.End]
}

// Sentence returns the sentence with number n, counted from 1, and whether there is one.
func (a *Article) Sentence(n int) (Sentence, bool) {
	if n < 1 || n > len(a.Sentences) {
		return Sentence{}, false
	}
	return a.Sentences[n-1], true
}

// SentenceAt returns the number of the sentence that holds the byte offset, or of the last one before it; 0 where
// there is none.
func (a *Article) SentenceAt(offset int) int {
	lo, hi := 0, len(a.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if a.Sentences[mid].Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Outlet names where the article is from: the site's name, else the link's host, else "pasted text".
func (a *Article) Outlet() string {
	if a.Site != "" {
		return a.Site
	}
	if u, err := url.Parse(a.Link); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return "pasted text"
}

// Words counts the words of the text, roughly: runs without white space.
func (a *Article) Words() int { return len(strings.Fields(a.Text)) }

// Entries counts the entries of a live blog; 0 for any other article.
func (a *Article) Entries() int {
	n := 0
	for _, b := range a.Blocks {
		n = max(n, b.Entry)
	}
	return n
}
