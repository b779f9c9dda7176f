package quote

import (
	"slices"

	"onrecord/summarize/news"
)

// Choice is one decision of the engine: a quotation and those who may have said it. It is what the weights are learnt
// from, and of no use to anyone else.
type Choice struct {
	Quote   news.Span
	Options []Option
}

// Option is somebody who may have said the quotation of a [Choice].
type Option struct {
	Mention  news.Span   // where the text names them
	Same     []news.Span // the other places that name them for certain: the same name again
	Name     string      // whom the engine takes them for
	Features []uint32    // indexes into the table of weights, which has [TableSize] places
	Rule     bool        // the rules alone would choose this one
}

// TableSize is the number of weights.
const TableSize = 1 << tableBits

// WeightScale is what one unit of a stored weight is worth.
const WeightScale = weightScale

// Choices lists the decisions that the engine takes about the quotations of a.
func Choices(a *news.Article) []Choice {
	d := read(a)
	d.attribute()
	d.ruled = slices.Clone(d.sources)
	var out []Choice
	for i, r := range d.regions {
		if r.turn > 0 {
			continue // its label says who speaks
		}
		c := Choice{Quote: r.inner}
		for _, o := range d.options(int32(i)) {
			m := d.mentions[o.mention]
			opt := Option{Mention: d.span(m.from, m.to), Features: slices.Clone(o.features), Rule: d.ruled[i].mention == o.mention}
			opt.Name = a.At(d.speaker(d.antecedent(o.mention)).Name)
			if m.entity >= 0 {
				for _, n := range d.mentions {
					if n.entity == m.entity {
						opt.Same = append(opt.Same, d.span(n.from, n.to))
					}
				}
			}
			c.Options = append(c.Options, opt)
		}
		out = append(out, c)
	}
	return out
}

// Report is a cue with the clauses that it may report; none of them may be right.
type Report struct {
	Cue, Subject news.Span
	Quote        news.Span // the quotation that the clause is around, if there is one
	Readings     []Reading
}

// Reading is one clause that a cue may report.
type Reading struct {
	Content  news.Span
	Features []uint32 // indexes into the second table of weights
}

// Reports lists the decisions that the engine takes about reported speech in a.
func Reports(a *news.Article) []Report {
	d := read(a)
	d.attribute()
	d.rank()
	d.markTags()
	marked := d.inMarks()
	var out []Report
	for _, c := range d.cues {
		if c.subject < 0 {
			continue
		}
		m := d.mentions[c.subject]
		r := Report{Cue: d.span(c.at, c.end), Subject: d.span(m.from, m.to)}
		for _, x := range d.readings(c) {
			if s := d.span(x.from, x.to); !d.holdsRegion(x.extent) && !d.overlaps(marked, s) {
				r.Readings = append(r.Readings, Reading{Content: s, Features: slices.Clone(x.features)})
			}
		}
		if len(r.Readings) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Parts lists the decisions that the engine takes about the clauses around quotations in a: for each quotation the
// readings of its cue that hold it. The features are indexes into the fourth table of weights.
func Parts(a *news.Article) []Report {
	d := read(a)
	d.attribute()
	d.rank()
	d.markTags()
	var out []Report
	for i, s := range d.sources {
		if s.cue < 0 || d.regions[i].unclosed || d.cues[s.cue].subject < 0 {
			continue
		}
		c := d.cues[s.cue]
		r := Report{Cue: d.span(c.at, c.end), Quote: d.regions[i].inner}
		for _, x := range d.readingsAround(int32(i), c) {
			r.Readings = append(r.Readings, Reading{Content: d.span(x.from, x.to), Features: slices.Clone(x.features)})
		}
		if len(r.Readings) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Verb is a cue with those who may be its subject.
type Verb struct {
	Cue     news.Span
	Options []Option
}

// Verbs lists the decisions that the engine takes about the subjects of cues in a. The features are indexes into the
// third table of weights.
func Verbs(a *news.Article) []Verb {
	d := readByRules(a)
	var out []Verb
	for _, c := range d.cues {
		v := Verb{Cue: d.span(c.at, c.end)}
		for _, o := range d.governors(c) {
			m := d.mentions[o.mention]
			v.Options = append(v.Options, Option{Mention: d.span(m.titled, m.to), Features: slices.Clone(o.features), Rule: o.mention == c.subject})
		}
		if len(v.Options) > 0 {
			out = append(out, v)
		}
	}
	return out
}
