package issue

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/summarize/news"
)

// term is a word of the article, reduced to what its forms share.
type term struct {
	span     news.Span
	stem     string
	sentence int // number, from 1
	capital  bool
	stop     bool // cannot be part of a label
	edge     bool // preceded by punctuation: a label does not reach over it
	first    bool // begins its sentence
	opener   bool // an article, a possessive or a preposition: a noun follows
}

// terms cuts the sentences of a into words.
func terms(a *news.Article) []term {
	out := make([]term, 0, len(a.Text)/6)
	for n, s := range a.Sentences {
		edge := true
		for i := s.Start; i < s.End; {
			r, w := utf8.DecodeRuneInString(a.Text[i:s.End])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				if !unicode.IsSpace(r) && r != '-' {
					edge = true
				}
				i += w
				continue
			}
			j := i
			for j < s.End {
				r, w := utf8.DecodeRuneInString(a.Text[j:s.End])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’' && r != '.' {
					break
				}
				j += w
			}
			t := strings.TrimRight(a.Text[i:j], ".-'’")
			t = strings.TrimSuffix(strings.TrimSuffix(t, "'s"), "’s")
			if t == "" {
				i = j
				continue
			}
			first, _ := utf8.DecodeRuneInString(t)
			low := strings.ToLower(t)
			out = append(out, term{
				span: news.Span{Start: i, End: i + len(t)}, stem: stem(low), sentence: n + 1,
				capital: unicode.IsUpper(first), stop: stopped(low), edge: edge, first: i == s.Start, opener: openers[low] || i+len(t) < j && a.Text[j-1] == 's',
			})
			edge = i+len(t) < j && !strings.HasSuffix(a.Text[i:j], "-")
			i = j
		}
	}
	return out
}

// stopped reports whether a lower-case word says nothing about what is at stake.
func stopped(w string) bool {
	if utf8.RuneCountInString(w) < 3 || !strings.ContainsFunc(w, unicode.IsLetter) || unicode.IsDigit(rune(w[0])) {
		return true
	}
	return stopWords[w] || strings.HasSuffix(w, "ly") || strings.ContainsAny(w, "'’")
}

// stem strips the endings of English inflection, and no more, so that two words with one stem are forms of one word.
func stem(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "s") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// openers are words that a noun follows.
var openers = words("the a an this that these those his her its their our my your no some any every each of for over about on against in between by with from to into")

// stopWords are words that no label is made of: function words, verbs of saying, times, and nouns so general that
// they name no matter.
var stopWords = words(`
a about above after again against all almost along already also although always am among an and another any anyone anything are
around as ask asked asking at away back be became because become been before began behind being believe believes below best better
between beyond big both bring brought but by call called calls came can cannot come comes coming could day days decade decades declined did do does doing
done down during each early earlier eight either else end enough even ever every everyone everything far few first five following for former found
four from gave get gets getting give given gives go goes going gone good got great had half has have having he held help her here hers herself
high him himself his hour hours how however hundred hundreds i if in including indeed instead into is it its itself just keep kept knew know known
last late later latest least left less let like likely line little long look looked looking lot made main make makes making man many may me mean
means meanwhile men might million billion thousand minute minutes moment monday tuesday wednesday thursday friday saturday sunday month months more morning
most much must my near nearly need never new next nine no none nor not nothing now number of off often old on once one ones only
onto or other others our out over own part parts people per percent perhaps person place plan put quite rather read really recent
right said same saw say saying says second see seen set several shall she should show showed shown shows side since six small so some someone
something soon spoke spokesman spokeswoman spokesperson statement still such sure take taken takes taking tell telling ten than that the their them themselves then there
these they thing things think third this those though thought three through thus time times to today together told tomorrow tonight too
took toward towards tried true try trying twice two under until up upon us use used using very want wanted wants was way ways we
week weekend weeks well went were what when where whether which while who whole whom whose why will with within without woman women word words
work worked working would year years yesterday yet you young your january february march april june july august september october
november december mr mrs ms dr added adding announced according interview reporters news afternoon evening spring summer autumn winter
question questions answer answers fact case kind sort matter point points reason reasons example name names home family children
yes please thank thanks seven eleven twelve dozen north south east west local national public final full open free
happen happened happens start started stop stopped turn turned run running stand standing stood sit sitting leave leaving
speak speaking write wrote written talk talking hear heard feel felt seem seems seemed remain remained return returned
chief executive minister president director leader leaders head chair chairman chairwoman secretary officer official officials
expected agreed insisted argued warned noted described explained continued replied promised
mother father son daughter brother sister wife husband friend friends colleague colleagues member members
town city village country world area room street door table
`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
