package claim

import (
	"strings"

	"onrecord/summarize/news"
)

// How long a claim may be, and how few words may still be called an altered wording: fewer are found anywhere.
const (
	longestClaim = 6000 // characters
	fewest       = 3    // words of content
)

// Check compares a claim with the wordings nearest to it.
//
// Verbatim is a claim all of whose words stand in this order in a wording of the speaker who was asked about, or of
// anybody where nobody was. White space, punctuation, dashes, typographic marks, the case of first letters and Unicode's
// forms do not count. An ellipsis stands for words that were left out, but not for a negation; a word in square brackets
// for up to three words, or none. A claim that begins right behind a negation which governs it is altered.
// OtherSpeaker is verbatim, but only in somebody else's words, or in an article's own. Altered is near to a wording, by
// the weight of the words that they share. The rest is NotFound.
func Check(quote string, candidates []news.Candidate) news.Finding {
	quote = shortened(quote)
	claim := read(quote, true)
	all := wordings(candidates)
	other := news.Finding{}
	for _, w := range all {
		at, ok := find(claim, w.toks)
		if !ok {
			continue
		}
		if no := denial(w.toks, at); no >= 0 {
			if w.lead.Theirs {
				if f, ok := cutOff(quote, claim, w.saying(no)); ok {
					return f
				}
			}
			continue
		}
		if w.lead.Theirs {
			return news.Finding{Verdict: news.Verbatim, Match: w.saying(at)}
		}
		if other.Verdict == news.NotFound {
			other = news.Finding{Verdict: news.OtherSpeaker, Match: w.saying(at)}
		}
	}
	if other.Verdict != news.NotFound {
		return other
	}
	return nearest(quote, claim, candidates)
}

// shortened cuts what is too long to be a quotation, after a whole character.
func shortened(s string) string {
	n := 0
	for i := range s {
		if n++; n > longestClaim {
			return s[:i]
		}
	}
	return s
}

// find looks for all words of a claim in a wording and returns the number of the first one.
func find(claim, toks []token) (at int, ok bool) {
	items := trimGaps(claim)
	if len(items) == 0 || len(items) > 2*len(toks)+4 {
		return 0, false
	}
	have := map[string]bool{}
	for _, t := range toks {
		have[t.key] = true
	}
	plain := false
	for _, c := range items {
		if c.kind != gap && c.group == 0 {
			if !have[c.key] {
				return 0, false
			}
			plain = true
		}
	}
	if !plain {
		return 0, false
	}
	m := matcher{items: items, toks: toks, failed: map[[2]int]bool{}}
	for i := range toks {
		if m.from(0, i, false) {
			return i, true
		}
	}
	return 0, false
}

// trimGaps drops the ellipses at both ends of a claim, which say nothing.
func trimGaps(claim []token) []token {
	for len(claim) > 0 && claim[0].kind == gap {
		claim = claim[1:]
	}
	for len(claim) > 0 && claim[len(claim)-1].kind == gap {
		claim = claim[:len(claim)-1]
	}
	return claim
}

// insertion is how many words of the wording a bracket of an editor may stand for.
const insertion = 3

// matcher follows a claim through a wording. What has failed once is not tried again, so the work is bounded by the
// product of both lengths.
type matcher struct {
	items, toks []token
	failed      map[[2]int]bool
}

// from reports whether the claim from item c on stands in the wording from token i on; loose says that it may begin
// further on, behind an ellipsis.
func (m *matcher) from(c, i int, loose bool) bool {
	for c < len(m.items) && m.items[c].kind != gap && m.items[c].group == 0 && !loose {
		if i >= len(m.toks) || m.toks[i].key != m.items[c].key {
			return false
		}
		c, i = c+1, i+1
	}
	if c == len(m.items) {
		return true
	}
	state := [2]int{c, i}
	if loose {
		state[0] = -c
	}
	if m.failed[state] {
		return false
	}
	ok := false
	switch item := m.items[c]; {
	case loose:
		for j := i; j < len(m.toks) && !ok; j++ {
			ok = m.from(c, j, false)
			if denies(m.toks, j) {
				break
			}
		}
	case item.kind == gap:
		ok = m.from(c+1, i, true)
	default: // words in brackets
		next := c
		for next < len(m.items) && m.items[next].group == item.group {
			next++
		}
		for n := 0; n <= max(insertion, next-c) && i+n <= len(m.toks) && !ok; n++ {
			ok = m.from(next, i+n, false)
			if i+n < len(m.toks) && denies(m.toks, i+n) {
				break
			}
		}
	}
	if !ok {
		m.failed[state] = true
	}
	return ok
}

// denial returns the number of the negation right before token i that governs it, with nothing in between but words
// that carry it on ("never going to"), or -1.
func denial(toks []token, i int) int {
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if strings.ContainsAny(toks[j].sep, ".,;:?!") {
			return -1
		}
		if denies(toks, j) {
			return j
		}
		if !bridges[toks[j].low] {
			return -1
		}
	}
	return -1
}

// cutOff words the finding that a claim leaves out the negation that governs it.
func cutOff(quote string, claim []token, said news.Saying) (news.Finding, bool) {
	toks := read(said.Text, false)
	f, ok := compare(quote, claim, said, toks)
	if !ok || f.start < 0 {
		return news.Finding{}, false
	}
	no := denial(toks, f.start)
	if no < 0 { // the tag of a split utterance stands between
		return news.Finding{}, false
	}
	left := news.Edit{Real: said.Text[toks[no].start:toks[f.start].start]}
	return news.Finding{Verdict: news.Altered, Match: said, Diff: append([]news.Edit{left}, f.edits...)}, true
}
