package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"onrecord/summarize/news"
)

// prefix begins every key and names the layout of what is stored.
const prefix = "or1:"

// shelf holds the keys of one place. They share a hash tag, so a Cluster keeps them in one slot and one script may
// write them all.
type shelf struct {
	articles, first, cards, changed, gone, meta, looks string
}

// braces keeps a place's name from ending the hash tag early.
var braces = strings.NewReplacer("%", "%25", "{", "%7B", "}", "%7D")

func shelfOf(place news.Place) shelf {
	tag := prefix + "{" + braces.Replace(string(place)) + "}:"
	return shelf{
		articles: tag + "shelf", first: tag + "first", cards: tag + "cards",
		changed: tag + "changed", gone: tag + "gone", meta: tag + "meta", looks: tag + "looks",
	}
}

// keys returns those of the collection, in the order in which the scripts expect them.
func (s shelf) keys() []string {
	return []string{s.articles, s.first, s.cards, s.changed, s.gone, s.meta}
}

func briefKey(name string) string     { return prefix + "brief:{" + name + "}" }
func linkKey(canonical string) string { return prefix + "link:{" + hashOf([]byte(canonical)) + "}" }

// nameOf is what a brief is kept under. A text or a file, which no link leads to, is the place's own: what another place
// has of the same words is another entry, so that neither can take the other's away.
func nameOf(hash string, place news.Place, a *news.Article) string {
	if a.Link != "" {
		return hash
	}
	return hash + "-" + hashOf([]byte(place))[:16]
}

// hashOf is 32 hex digits that stand for b.
func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// wordingsKey is of the keys under which briefs of a place's text stand that a model has written.
func wordingsKey(place news.Place, article string) string {
	return prefix + "{" + braces.Replace(string(place)) + "}:wordings:" + article
}

func writtenKey(key string) string { return prefix + "written:{" + hashOf([]byte(key)) + "}" }

// ledgerKey is of a day's counts in a place, or in all for the place "".
func ledgerKey(place news.Place, day string) string {
	return prefix + "{" + braces.Replace(string(place)) + "}:used:" + day
}

func talkKey(place news.Place) string { return prefix + "{" + braces.Replace(string(place)) + "}:talk" }
