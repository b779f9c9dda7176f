package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"onrecord/summarize/news"
)

// postMark is the attribute with which scrub marks an embedded post; its value is the author.
const postMark = "data-onrecord-post"

// embeds are the classes that networks give to the block quotations from which their scripts make a post.
var embeds = []string{"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "reddit-embed", "reddit-card", "text-post-media", "truth-social", "imgur-embed-pub"}

// signed finds the author in the last line of a post: "— Jane Roe (@jane) March 3", "A post shared by Jane Roe
// (@jane)", "by u/jane in r/ferries".
var signed = regexp.MustCompile(`(?:[—–]\s*|\s-\s|[Pp]ost shared by |[Bb]y )([^\n—–]{1,60}?)\s*(?:\(@[\w.@-]+\)|\bin r/)`)

// markPost marks n where it is an embedded post.
func markPost(n *html.Node) {
	class := attr(n, "class")
	if class == "" || n.Type != html.ElementNode {
		return
	}
	for _, e := range embeds {
		for c := range strings.FieldsSeq(class) {
			if c == e {
				by := ""
				if m := signed.FindAllStringSubmatch(clean(text(n)), -1); len(m) > 0 {
					by = strings.TrimSpace(m[len(m)-1][1])
				}
				n.Attr = []html.Attribute{{Key: postMark, Val: by}}
				return
			}
		}
	}
}

// post returns the author of an embedded post and whether n is one.
func post(n *html.Node) (string, bool) { return marked(n, postMark) }

// marked returns the value of one of our own attributes and whether n has it.
func marked(n *html.Node, mark string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == mark {
			return a.Val, true
		}
	}
	return "", false
}

// posts gives back the embedded posts that stand within the article; the engines take them for boxes.
func posts(src []block, chosen []place) []place {
	if len(chosen) < 2 {
		return chosen
	}
	var out []place
	for n, p := range chosen {
		if n > 0 {
			for i := chosen[n-1].at + 1; i < p.at; i++ {
				if src[i].kind == news.Post {
					out = append(out, place{at: i, block: src[i]})
				}
			}
		}
		out = append(out, p)
	}
	return out
}
