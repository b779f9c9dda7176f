package claim

import (
	"cmp"
	"slices"

	"onrecord/summarize/news"
)

// What makes a wording near enough to be called the one that was altered.
const (
	enough    = 0.60 // share of the weight of both that is equal
	clearly   = 0.15 // how much nearer somebody else's words must be
	compared  = 8    // wordings that are aligned
	mostWords = 500  // of a claim that are aligned
)

// alignment is a claim beside the stretch of a wording that comes nearest.
type alignment struct {
	like  float64 // 0 to 1
	start int     // the first token of the wording
	edits []news.Edit
}

// nearest finds the wording that a claim is an altered form of.
func nearest(quote string, claim []token, candidates []news.Candidate) news.Finding {
	content := 0
	for _, c := range claim {
		if c.weight >= 10 || c.kind == letter {
			content++
		}
	}
	if content < fewest || len(claim) > mostWords {
		return news.Finding{}
	}
	type near struct {
		c      news.Candidate
		toks   []token
		shared float64
	}
	var all []near
	for _, c := range candidates {
		toks := read(c.Text, false)
		if s := shared(claim, toks); s >= enough/2 {
			all = append(all, near{c, toks, s})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), second(a.c.Theirs, b.c.Theirs), b.c.When().Compare(a.c.When()))
	})
	var best news.Finding
	top := 0.0
	for _, n := range all[:min(len(all), compared)] {
		f, ok := compare(quote, claim, n.c.Saying, n.toks)
		like := f.like
		if !n.c.Theirs {
			like -= clearly
		}
		if ok && f.like >= enough && like > top {
			top, best = like, news.Finding{Verdict: news.Altered, Match: n.c.Saying, Diff: f.edits}
		}
	}
	return best
}

// shared is the share of a claim's weight whose words a wording has anywhere.
func shared(claim, toks []token) float64 {
	have := map[string]int{}
	for _, t := range toks {
		have[t.low]++
	}
	sum, all := 0, 0
	for _, c := range claim {
		all += c.weight
		if have[c.low] > 0 {
			have[c.low]--
			sum += c.weight
		}
	}
	return float64(sum) / float64(max(all, 1))
}

// compare aligns a claim with the best stretch of a wording. It fails where they have no word in common.
func compare(quote string, claim []token, said news.Saying, toks []token) (alignment, bool) {
	from, to := stretch(claim, toks)
	pairs := align(claim, toks[from:to])
	equal, weight := 0, 0
	a := alignment{start: -1}
	for _, p := range pairs {
		e := news.Edit{}
		if p.real >= 0 && a.start < 0 {
			a.start = from + p.real
		}
		if p.claim >= 0 {
			e.Claimed = piece(quote, claim, p.claim)
			weight += claim[p.claim].weight
		}
		if p.real >= 0 {
			e.Real = piece(said.Text, toks, from+p.real)
			weight += toks[from+p.real].weight
		}
		if e.Same = p.claim >= 0 && p.real >= 0 && claim[p.claim].kind != gap && claim[p.claim].low == toks[from+p.real].low; e.Same {
			equal += claim[p.claim].weight
		}
		a.edits = addEdit(a.edits, e)
	}
	a.like = 2 * float64(equal) / float64(max(weight, 1))
	return a, equal > 0
}

// addEdit appends an edit, or lets the one before go on.
func addEdit(edits []news.Edit, e news.Edit) []news.Edit {
	if n := len(edits); n > 0 && edits[n-1].Same == e.Same {
		edits[n-1].Claimed += e.Claimed
		edits[n-1].Real += e.Real
		return edits
	}
	return append(edits, e)
}

// stretch is the part of a long wording in which most of a claim's words stand close together.
func stretch(claim, toks []token) (from, to int) {
	size := 2*len(claim) + 20
	if len(toks) <= size {
		return 0, len(toks)
	}
	weights := map[string]int{}
	for _, c := range claim {
		weights[c.low] = c.weight
	}
	sum, best := 0, -1
	for i := range toks {
		sum += weights[toks[i].low]
		if i >= size {
			sum -= weights[toks[i-size].low]
		}
		if sum > best {
			best, from = sum, max(0, i-size+1)
		}
	}
	return from, min(len(toks), from+size)
}

// couple is a word of the claim beside one of the wording; -1 where one of them has none.
type couple struct{ claim, real int }

// The moves of an alignment.
const (
	both = iota + 1
	claimOnly
	realOnly
)

// align sets a claim beside a stretch of a wording so that the words that they share weigh most. The ends of the
// wording that the claim does not touch are left out.
func align(claim, toks []token) []couple {
	n, m := len(claim), len(toks)
	score := make([]int, (n+1)*(m+1))
	move := make([]uint8, (n+1)*(m+1))
	at := func(i, j int) int { return i*(m+1) + j }
	for i := 1; i <= n; i++ {
		score[at(i, 0)], move[at(i, 0)] = score[at(i-1, 0)]-1, claimOnly
	}
	for i := 1; i <= n; i++ {
		c := &claim[i-1]
		for j := 1; j <= m; j++ {
			t := &toks[j-1]
			best, how := score[at(i-1, j-1)]-3, uint8(both)
			switch {
			case c.kind == gap:
				best = score[at(i-1, j-1)] - 6
			case c.low == t.low:
				best = score[at(i-1, j-1)] + 4*c.weight
			case akin(c.low, t.low):
				best = score[at(i-1, j-1)] + c.weight
			case (c.kind == number) != (t.kind == number):
				best = score[at(i-1, j-1)] - 6
			}
			if s := score[at(i-1, j)] - 2; s > best {
				best, how = s, claimOnly
			}
			skip := 2
			if c.kind == gap {
				skip = 0 // words under an ellipsis
			}
			if i == n {
				skip = 2
			}
			if s := score[at(i, j-1)] - skip; s > best {
				best, how = s, realOnly
			}
			score[at(i, j)], move[at(i, j)] = best, how
		}
	}
	end := 0
	for j := 1; j <= m; j++ {
		if score[at(n, j)] > score[at(n, end)] {
			end = j
		}
	}
	var out []couple
	for i, j := n, end; i > 0; {
		switch move[at(i, j)] {
		case both:
			out = append(out, couple{i - 1, j - 1})
			i, j = i-1, j-1
		case claimOnly:
			out = append(out, couple{i - 1, -1})
			i--
		default:
			out = append(out, couple{-1, j - 1})
			j--
		}
	}
	slices.Reverse(out)
	return out
}
